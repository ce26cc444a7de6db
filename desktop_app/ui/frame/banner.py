"""A sentence across the window that stays until it was read: what was refused, what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop_app.ui import theme


class Banner(QFrame):
    """Hidden until something is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        theme.set_role(self, "banner", "error")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setToolTip("知道了")
        close.setAccessibleName("知道了")
        theme.set_role(close, "flat", value=True)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Show why something was refused."""
        self._show(text, "error")

    def note(self, text: str) -> None:
        """Show what was done."""
        self._show(text, "ok")

    def _show(self, text: str, kind: str) -> None:
        theme.set_role(self, "banner", kind)
        self._label.setText(text)
        self.show()

    @property
    def text(self) -> str:
        """What is said at the moment, "" when hidden."""
        return self._label.text() if not self.isHidden() else ""
