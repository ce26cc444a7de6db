"""Notices that nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_A_MINUTE = 60_000  # milliseconds


class IdleWatch(QObject):
    """idle: the minutes have passed. It looks at events only while it is on."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        """Start switched off."""
        super().__init__(parent)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.idle)
        self._is_on = False

    def watch(self, minutes: int) -> None:
        """Wait for so many minutes without a touch; 0 switches off."""
        app = QCoreApplication.instance()
        assert app is not None
        if bool(minutes) != self._is_on:
            (app.installEventFilter if minutes else app.removeEventFilter)(self)
            self._is_on = bool(minutes)
        self.timer.stop()
        if minutes:
            self.timer.start(minutes * _A_MINUTE)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count from here again at each touch; every event goes its way."""
        if event.type() in _TOUCHES:
            self.timer.start()
        return False
