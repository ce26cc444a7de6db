"""How the program comes by its lock: asked for at the start, watched over while it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.ui.lock.lock_dialog import LockDialog
from desktop_app.ui.lock.window_lock import WindowLock


def ask_at_start(folder: Path) -> bool:
    """Ask for the password, where one is set; False where the user would rather end the program.

    folder: the data folder. To be called before anything of the data is shown.
    """
    lock = StartLock(LocalSettings(folder))
    if not lock.is_set:
        return True
    dialog = LockDialog(lock, can_leave=True)
    dialog.page.begin()
    is_open = bool(dialog.exec())
    dialog.deleteLater()
    return is_open


def guard_window(window: QWidget, folder: Path, leave: Callable[[], object]) -> WindowLock:
    """Watch over a window from now on; leave: saves what is being typed in it."""
    return WindowLock(window, StartLock(LocalSettings(folder)), leave)
