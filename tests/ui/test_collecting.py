"""What was forgotten in a cycle is taken apart by the window's thread, whoever allocates."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.collecting import Collector


@pytest.fixture
def collector(app: QApplication) -> Iterator[Collector]:
    gc.enable()
    made = Collector(app)
    yield made
    made.deleteLater()
    gc.enable()


class Forgotten(QObject):
    """Holds itself, as a dialog does whose signals are connected to its own methods."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(get_ident())


def allocate(kept: list[object]) -> None:
    """Make what would start many collections."""
    kept += [[[number]] for number in range(20_000)]


def test_a_worker_never_takes_qt_objects_apart(collector: Collector):
    ends: list[int] = []
    kept: list[object] = []
    Forgotten(ends)
    worker = Thread(target=allocate, args=[kept])
    worker.start()
    worker.join()
    assert ends == []
    assert not gc.isenabled()
    collector.collect()
    assert ends == [get_ident()]


def test_the_event_loop_collects_by_itself(collector: Collector):
    ends: list[int] = []
    kept: list[object] = []
    Forgotten(ends)
    allocate(kept)
    loop = QEventLoop()
    QTimer.singleShot(1, loop.quit)
    loop.exec()
    assert ends == [get_ident()]
