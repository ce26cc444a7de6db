"""What becomes of an exception that nobody caught: it is logged and told, and the work goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.services.program.error_log import ERRORS, sentence_of


class _Teller(QObject):
    """Carries a sentence from whatever thread it was in to the one that this object lives in."""

    told = Signal(str)

    def __init__(self, tell: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self.told.connect(self._pass_on)

    @Slot(str)
    def _pass_on(self, sentence: str) -> None:
        self._tell(sentence)


def catch_unexpected(
    tell: Callable[[str], object],
    parent: QObject,
    words: Callable[[BaseException], str | None] = lambda _error: None,
) -> None:
    """Let every exception that nobody catches be logged and told; the program goes on.

    tell: shows a sentence, in the thread of parent. words: the sentence for an error that has a
    known reason, such as a full disk, None for any other. The same error is told again only after a
    pause, so that one that comes with every repaint buries nobody.
    """
    teller = _Teller(tell, parent)

    def note(door: str, error: BaseException | None) -> None:
        if error is not None and ERRORS.note(door, error):
            with suppress(RuntimeError):  # the window is gone already: logged is enough
                teller.told.emit(words(error) or sentence_of(error))

    def of_window(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        note("window", error)

    def of_thread(given: threading.ExceptHookArgs) -> None:
        note("thread", given.exc_value)

    def of_clearing_up(given: sys.UnraisableHookArgs) -> None:
        if given.exc_value is not None:  # nothing that the user did failed: it is not told
            ERRORS.note("clearing up", given.exc_value)

    sys.excepthook = of_window
    threading.excepthook = of_thread
    sys.unraisablehook = of_clearing_up
