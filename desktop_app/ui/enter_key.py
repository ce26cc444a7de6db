"""Enter presses the button that has the focus, in every window, as clerks expect of it.

Qt lets Space do that; Enter it gives to a dialog's default button, whichever has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WITHOUT = Qt.KeyboardModifier.KeypadModifier  # which Enter of the number pad carries


class EnterKey(QObject):
    """Watches the buttons that had the focus once; no other widget pays for it."""

    def __init__(self, app: QApplication) -> None:
        """app: whose windows are watched; it owns this."""
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Press a button by Enter; held down it presses once."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER or event.modifiers() & ~_WITHOUT:
            return False
        if not event.isAutoRepeat():
            _press(watched)
        return True

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QPushButton | QToolButton):
            now.installEventFilter(self)


def let_enter_press(app: QApplication) -> None:
    """Let Enter press buttons in all windows of a program, from now on."""
    if app.findChild(EnterKey) is None:
        EnterKey(app)


def _press(button: QObject) -> None:
    if isinstance(button, QToolButton | QPushButton) and button.menu() is not None:
        button.showMenu()
    elif isinstance(button, QToolButton | QPushButton):
        button.click()
