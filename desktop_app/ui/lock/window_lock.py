"""Covers the window when nobody is there, and lets whoever knows the password go on where he was.

What is being typed is saved first, or stays in its editor behind the cover. Saving, backups and
other work in the background go on. Dialogs that are open stay open, covered too.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop_app.services.program.start_lock import StartLock
from desktop_app.ui.lock.curtain import Curtain
from desktop_app.ui.lock.idle_watch import IdleWatch
from desktop_app.ui.lock.lock_dialog import LockDialog

_COVERED = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool)


class WindowLock(QObject):
    """One for the window; found again from any widget within it by `of`."""

    def __init__(self, window: QWidget, lock: StartLock, leave: Callable[[], object]) -> None:
        """leave: saves what is being typed."""
        super().__init__(window)
        self._window = window
        self._lock = lock
        self._leave = leave
        self._focus: QWidget | None = None
        self._curtains: dict[QWidget, Curtain] = {}
        self.dialog: LockDialog | None = None
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self.lock)
        self.follow_settings()

    @staticmethod
    def of(widget: QWidget) -> WindowLock | None:
        """Return the lock of the window that a widget is in, None where there is none."""
        return widget.window().findChild(WindowLock)

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return self.dialog is not None

    def follow_settings(self) -> None:
        """Take over what is set now: watch for idle minutes, or do not."""
        self.watch.watch(self._lock.minutes)

    def lock(self) -> None:
        """Cover everything and ask for the password; nothing where none is set."""
        if self.is_locked or not self._lock.is_set:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        self._focus = QApplication.focusWidget()
        self._leave()
        self.dialog = LockDialog(self._lock, self._window)
        self.dialog.accepted.connect(self._unlock)
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and self._is_uncovered(window):
                self._cover(window)
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._come_forward()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cover also what opens while the window is locked, and stay in front of it."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and self._is_uncovered(watched)
        ):
            self._cover(watched)
            QTimer.singleShot(0, self, self._come_forward)
        return super().eventFilter(watched, event)

    def _is_uncovered(self, widget: QWidget) -> bool:
        """Whether this is a window that can be read."""
        return (
            widget is not self.dialog
            and widget.isWindow()
            and widget.windowType() in _COVERED
            and widget not in self._curtains
        )

    def _cover(self, window: QWidget) -> None:
        self._curtains[window] = Curtain(window)
        window.destroyed.connect(lambda: self._curtains.pop(window, None))

    def _come_forward(self) -> None:
        """Be the newest of the windows that keep others from the keyboard."""
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()
            self.dialog.page.begin()

    def _unlock(self) -> None:
        app = QCoreApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        for curtain in self._curtains.values():
            curtain.draw()
        self._curtains.clear()
        assert self.dialog is not None
        self.dialog.deleteLater()
        self.dialog = None
        self.follow_settings()
        self._window.activateWindow()
        if self._focus in QApplication.allWidgets():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
