"""Every dialog fits on its screen, so that its buttons can be reached on a small or enlarged one.

A dialog asks for the size that its content likes; at 200 % a screen may have half of that. Qt moves
a dialog inside the screen when it is shown, but makes none smaller.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog

_FRAME = QSize(16, 40)  # what a system draws around a window; unknown before it is on the screen
_MOMENTS = frozenset({QEvent.Type.Show, QEvent.Type.Resize})


class DialogBounds(QObject):
    """Watches all dialogs of a program, also those that Qt brings."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Bound a dialog that appears or grows; every event goes its way."""
        # The first question is the cheap one: this is asked of every event of the program.
        if isinstance(watched, QDialog) and event.type() in _MOMENTS and watched.isWindow():
            _bound(watched)
        return False


def let_dialogs_fit(app: QApplication) -> None:
    """Keep every dialog of a program within its screen, from now on."""
    if app.findChild(DialogBounds) is None:
        app.installEventFilter(DialogBounds(app))


def room_for(dialog: QDialog) -> QRect:
    """Return where a dialog may be on its screen, in logical px, without its frame."""
    free = dialog.screen().availableGeometry()
    beside = _FRAME.width() // 2
    return free.adjusted(beside, _FRAME.height() - beside, -beside, -beside)


def _bound(dialog: QDialog) -> None:
    room = room_for(dialog)
    least, size = dialog.minimumSize(), dialog.size()
    if least != least.boundedTo(room.size()):
        dialog.setMinimumSize(least.boundedTo(room.size()))
    if size == size.boundedTo(room.size()):
        return
    dialog.resize(size.boundedTo(room.size()))
    if dialog.isVisible():  # one that appears is still to be moved by Qt
        place = dialog.geometry()
        left = min(place.left(), room.right() + 1 - place.width())
        top = min(place.top(), room.bottom() + 1 - place.height())
        place.moveTo(max(left, room.left()), max(top, room.top()))
        dialog.setGeometry(place)
