"""Work that may take a moment before there is a window: a line says what is going on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui import theme

Result = TypeVar("Result")
_PATIENCE = 300  # milliseconds after which one wants to know what is going on


class _Relay(QObject):
    ended = Signal()


def wait_for(work: Callable[[], Result], text: str) -> Result:
    """Do work in a thread and return its result, or raise what it raised.

    The screen stays alive; where it takes longer, text is shown until the end.
    """
    loop, relay = QEventLoop(), _Relay()
    relay.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    line = _Line(text)
    timer = QTimer(singleShot=True)
    timer.timeout.connect(line.show)
    timer.start(_PATIENCE)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        future.add_done_callback(lambda _future: relay.ended.emit())
        loop.exec()
    timer.stop()
    line.close()
    line.deleteLater()
    return future.result()


class _Line(QWidget):
    """A small window without buttons: what goes on here cannot be stopped half-way."""

    def __init__(self, text: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        self.setMinimumWidth(420)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(QLabel(text))
        layout.addWidget(bar)
