"""Opening a dialog that nobody waits for: over the right window, alive until it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

_open: set[QDialog] = set()


def parent_window() -> QWidget | None:
    """Return the window to open over; after a drop from elsewhere none of ours is active."""
    active = QApplication.activeWindow()
    if active is not None:
        return active
    windows = QApplication.topLevelWidgets()
    return next((one for one in windows if isinstance(one, QMainWindow) and one.isVisible()), None)


def open_and_keep(dialog: QDialog) -> None:
    """Open a dialog; without a parent it would go with the last name for it."""
    _open.add(dialog)
    dialog.finished.connect(lambda _result: _open.discard(dialog))
    dialog.open()
