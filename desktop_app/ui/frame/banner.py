"""A sentence across the window that stays until it was read: what was refused, what was done.

Esc closes it (the window's key).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop_app.ui import theme


class Banner(QFrame):
    """Hidden until something is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self._is_of_page = False
        theme.set_role(self, "banner", "error")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setToolTip("知道了（Esc）")
        close.setAccessibleName("知道了")
        theme.set_role(close, "flat", value=True)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._label, 1)
        self._offers = QHBoxLayout()
        layout.addLayout(self._offers)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Show why something was refused."""
        self._show(text, "error")

    def warn(self, text: str) -> None:
        """Show what is wrong with the program as a whole, whatever page is looked at."""
        self._show(text, "error")
        self._is_of_page = False

    def leave_page(self) -> None:
        """Hide what was said on the page that is left."""
        if self._is_of_page:
            self.hide()

    def note(self, text: str) -> None:
        """Show what was done."""
        self._show(text, "ok")

    def offer(self, text: str, actions: Mapping[str, Callable[[], object]]) -> None:
        """Show what is odd, with a button for each thing that one may do about it."""
        self._show(text, "error")
        for label, action in actions.items():
            button = QPushButton(label)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _checked=False, action=action: action())
            self._offers.addWidget(button)

    def offers(self) -> list[QPushButton]:
        """Return the buttons beside the sentence."""
        found = (self._offers.itemAt(place).widget() for place in range(self._offers.count()))
        return [widget for widget in found if isinstance(widget, QPushButton)]

    def _show(self, text: str, kind: str) -> None:
        for old in self.offers():
            self._offers.removeWidget(old)
            old.hide()
            old.deleteLater()
        theme.set_role(self, "banner", kind)
        self._label.setText(text)
        self._is_of_page = True
        self.show()

    @property
    def text(self) -> str:
        """What is said at the moment, "" when hidden."""
        return self._label.text() if not self.isHidden() else ""
