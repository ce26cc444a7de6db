"""Work in the background: plain data in, plain data out; the answer arrives on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from desktop_app.core.errors import Refusal
from desktop_app.services.program.error_log import ERRORS, sentence_of

Words = Callable[[BaseException], str | None]


class _Answer(QObject):
    """Carries a result or a failure from the worker to the main thread, where it lives.

    Its signals go to its own methods: a method of an object is called in that object's thread,
    a bare function would be called in the worker's.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject,
        deliver: Callable[[_Answer, Callable[[Any], None], Any], None],
        on_done: Callable[[Any], None],
        on_failed: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._on_done = on_done
        self._on_failed = on_failed
        self.done.connect(self._pass_result)
        self.failed.connect(self._pass_reason)

    @Slot(object)
    def _pass_result(self, result: object) -> None:
        self._deliver(self, self._on_done, result)

    @Slot(str)
    def _pass_reason(self, reason: str) -> None:
        self._deliver(self, self._on_failed, reason)


class _Work(QRunnable):
    """One piece of work, with a reading connection of its own."""

    def __init__(
        self,
        work: Callable[[], Any],
        reading: Callable[[], Any],
        answer: _Answer,
        words: Words,
    ) -> None:
        super().__init__()
        self._work = work
        self._reading = reading
        self._answer = answer
        self._words = words

    def run(self) -> None:
        """Do the work; Qt calls this in the worker's thread."""
        try:
            with self._reading():
                result = self._work()
        except Refusal as refusal:
            self._answer.failed.emit(str(refusal))
        except Exception as error:  # noqa: BLE001 - whatever it was, the window goes on
            ERRORS.note("background work", error)
            self._answer.failed.emit(self._words(error) or _sentence_of(error))
        else:
            self._answer.done.emit(result)


def _sentence_of(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return sentence_of(error)
    return "后台计算出错，已记入日志；可以继续使用，稍后再试。"


class Tasks(QObject):
    """Runs one piece of work after another of each kind; only the newest answer is delivered."""

    def __init__(
        self,
        reading: Callable[[], Any],
        parent: QObject | None = None,
        words: Words = lambda _error: None,
    ) -> None:
        """reading: opens a worker's connection. words: of an error whose reason is known."""
        super().__init__(parent)
        self._reading = reading
        self._words = words
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._newest: dict[str, _Answer] = {}
        self._held: list[_Work] | None = None

    def run(
        self,
        kind: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> None:
        """Start work; done or failed is called on the main thread unless newer work replaced it.

        kind: names what is replaced, such as "preview". work must not touch widgets.
        """

        def deliver(answer: _Answer, handler: Callable[[Any], None], content: object) -> None:
            if self._newest.get(kind) is answer:
                del self._newest[kind]
                handler(content)
            answer.deleteLater()

        answer = _Answer(self, deliver, done, failed)
        self._newest[kind] = answer
        runnable = _Work(work, self._reading, answer, self._words)
        if self._held is None:
            self._pool.start(runnable)
        else:
            self._held.append(runnable)

    def hold(self) -> None:
        """Begin nothing before `go`: a worker and the window take the processor from each other."""
        self._held = []

    def go(self) -> None:
        """Begin what was held, and all that comes from now on."""
        held, self._held = self._held or [], None
        for runnable in held:
            self._pool.start(runnable)

    def is_busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._newest)

    def forget(self) -> None:
        """Deliver none of the answers that are awaited: those who asked are going away."""
        self._newest.clear()
        self._pool.clear()
        if self._held:
            self._held.clear()

    def finish(self) -> None:
        """Wait until no work is running; called before the database is closed."""
        self.forget()
        self._pool.waitForDone()
