"""Work on files that takes time: how far it is, and a way to stop it, in a row of a dialog."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.progress import Cancelled, Progress
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button

Result = TypeVar("Result")
_KIND = "files"
_PAUSE = 0.05  # seconds between two reports that are shown


class _Relay(QObject):
    """Carries reports from the worker to the row; raises Cancelled in the worker when asked to."""

    told = Signal(int, int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stopped = Event()
        self._next = 0.0

    def report(self, done: int, total: int, text: str) -> None:
        if self.stopped.is_set():
            raise Cancelled
        if monotonic() >= self._next:
            self._next = monotonic() + _PAUSE
            self.told.emit(done, total, text)


class ProgressRow(QWidget):
    """Hidden while nothing runs. finished: the work ended, however."""

    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Build the row."""
        super().__init__(parent)
        self._context = context
        self._relay: _Relay | None = None
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.stop_button = button("停止")
        self.stop_button.clicked.connect(self.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.stop_button)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether work is going on."""
        return self._relay is not None

    def run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[str], None],
    ) -> None:
        """Do work in the background; done or failed follow on the main thread.

        work: gets what it reports to. A stop by the user comes to `failed` as its sentence.
        """
        relay = self._relay = _Relay(self)
        relay.told.connect(self._show)
        self._show(0, 0, "正在准备")
        self.stop_button.setEnabled(True)
        self.show()

        def end(handler: Callable[[Any], None], content: object) -> None:
            self._relay = None
            relay.deleteLater()
            self.hide()
            handler(content)
            self.finished.emit()

        self._context.tasks.run(
            _KIND,
            lambda: work(relay.report),
            lambda result: end(done, result),
            lambda reason: end(failed, reason),
        )

    def stop(self) -> None:
        """Ask the work to end; it does at its next report."""
        if self._relay is not None:
            self._relay.stopped.set()
            self.stop_button.setEnabled(False)
            self.label.setText("正在停止…")

    def _show(self, done: int, total: int, text: str) -> None:
        if self._relay is not None and self._relay.stopped.is_set():
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(f"{text}（{done}/{total}）" if total else text)


class WorkingDialog(QDialog):
    """Stays while its work runs: Esc and closing stop the work first."""

    progress: ProgressRow

    def reject(self) -> None:
        """Esc stops what is running first."""
        if self.progress.is_running:
            self.progress.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while files are being read or written."""
        if self.progress.is_running:
            self.progress.stop()
            event.ignore()
        else:
            super().closeEvent(event)


class WaitingDialog(WorkingDialog):
    """Nothing but the row, for work that was started from a menu; Esc stops it."""

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        """title: what is being done."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self.progress = ProgressRow(context)
        self.progress.finished.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.progress)
