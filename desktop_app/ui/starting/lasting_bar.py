"""A strip across the top of the window with what one must know for as long as it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from desktop_app.ui import theme


class LastingBar(QFrame):
    """Says one sentence."""

    def __init__(self, text: str, *, can_be_closed: bool) -> None:
        """can_be_closed: whether it is enough to have read it once."""
        super().__init__()
        theme.set_role(self, "banner", "warning")
        self.label = QLabel(text, wordWrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self.label, 1)
        if can_be_closed:
            close = QToolButton()
            close.setIcon(theme.icon("close"))
            close.setToolTip("知道了")
            close.setAccessibleName("知道了")
            theme.set_role(close, "flat", value=True)
            close.clicked.connect(self.hide)
            layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
