"""The one place where unexpected errors are logged: what kind, where in our code, how often.

Nothing that anybody typed gets into the log. An exception's message may quote a name or a line of a
file, so it is never written: only its type, the places in our own modules that it came through, and
the number that SQLite or the operating system gave it. The same holds for whatever else is logged:
of a sentence with values only the sentence is written.
"""

from __future__ import annotations

import errno
import faulthandler
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import monotonic
from traceback import walk_tb
from typing import TextIO

FOLDER = "日志"
FILE_NAME = "错误记录.log"
CRASH_NAME = "异常退出.log"

_LARGEST = 500_000  # bytes of one file
_KEPT = 3
_LARGEST_CRASHES = 100_000
_IN_FULL = 3  # times that the same error is written; afterwards each tenth, hundredth … time
_KNOWN_ERRORS = 500  # different errors that are counted
_QUIET = 10.0  # seconds in which an error is not told again
_DEEPEST = 8  # causes of causes
_OURS = ("desktop_app", "db", "main", "__main__")

_logger = logging.getLogger("dangjian")


class SafeFormatter(logging.Formatter):
    """Writes no value: neither a message's arguments nor an exception's message."""

    def __init__(self) -> None:
        """Time, level, sentence."""
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, and below it what was raised and where."""
        head = f"{self.formatTime(record)} {record.levelname} {_sentence(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return head if error is None else f"{head}\n{described(error)}"


class ErrorLog:
    """Counts errors, writes them sparingly, and says whether the user should hear of one again."""

    def __init__(self) -> None:
        """Nothing is written before `keep_in`; errors until then are counted alone."""
        self._seen: dict[str, int] = {}
        self._told: dict[str, float] = {}
        self._lock = threading.Lock()
        self._handler: logging.Handler | None = None
        self._crashes: TextIO | None = None

    def keep_in(self, folder: Path) -> None:
        """Log into the data folder from now on, where it can be written; nowhere else.

        A crash of the whole program leaves its places there too, in a file of its own.
        """
        self.close()
        place = folder / FOLDER
        try:
            place.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                place / FILE_NAME, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
            )
        except (OSError, ValueError):  # ValueError: the system cannot even write the name
            return
        handler.setFormatter(SafeFormatter())
        _logger.addHandler(handler)
        self._handler = handler
        with suppress(OSError):
            crashes = place / CRASH_NAME
            is_long = crashes.exists() and crashes.stat().st_size > _LARGEST_CRASHES
            self._crashes = crashes.open("w" if is_long else "a", encoding="utf-8")
            faulthandler.enable(self._crashes)

    def close(self) -> None:
        """Let the files go."""
        if self._handler is not None:
            _logger.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None

    def note(self, door: str, error: BaseException) -> bool:
        """Log an error that nobody expected; say whether to tell the user.

        door: where it was caught, a constant in English. Of an error that comes again and again
        only its number is written, ever more seldom, and it is told again only after a pause.
        """
        kind = described(error)
        with self._lock:
            if len(self._seen) >= _KNOWN_ERRORS:
                self._seen.clear()
                self._told.clear()
            times = self._seen[kind] = self._seen.get(kind, 0) + 1
            now, last = monotonic(), self._told.get(kind)
            is_news = last is None or now - last > _QUIET
            if is_news:
                self._told[kind] = now
        if times <= _IN_FULL:
            _logger.error("%s", Plain(door), exc_info=error)
        elif str(times).strip("0") == "1":
            _logger.error("%s", Plain(f"{door}: {times} times {type(error).__name__}"))
        return is_news


class Plain(str):
    """Text of our own that may be logged as it stands."""

    __slots__ = ()


ERRORS = ErrorLog()
"""The program's own; main.py says where it is kept."""


def sentence_of(error: BaseException) -> str:
    """Return what a clerk is told about an error that nobody expected."""
    if isinstance(error, MemoryError):
        return "电脑的内存不够，这一步没有完成；请关掉一些别的程序再试，已有数据不受影响。"
    return "程序出错，这一步没有完成，已记入日志；已有数据不受影响，可以继续使用。"


def described(error: BaseException) -> str:
    """Return an error's type and places in our code, and those of what caused it, line by line."""
    lines = []
    for depth, one in enumerate(_chain(error)):
        kind = type(one)
        lines.append(f"  {'because of ' if depth else ''}{kind.__module__}.{kind.__qualname__}")
        number = _number(one)
        if number:
            lines[-1] += f" {number}"
        lines += [f"    {place}" for place in _places(one)]
    return "\n".join(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    for _depth in range(_DEEPEST):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _number(error: BaseException) -> str:
    """Return the name that SQLite or the system has for an error."""
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", ""))
    if isinstance(error, OSError) and error.errno:
        return errno.errorcode.get(error.errno, str(error.errno))
    return ""


def _places(error: BaseException) -> list[str]:
    """Return module:line function of each of our frames; a recursion's are cut in the middle."""
    found = [
        f"{name}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
        if (name := str(frame.f_globals.get("__name__", ""))).partition(".")[0] in _OURS
    ]
    return found if len(found) <= 40 else [*found[:20], "…", *found[-20:]]


def _sentence(record: logging.LogRecord) -> str:
    """Return a record's sentence without its values, unless they are text of our own."""
    values = record.args if isinstance(record.args, tuple) else ()
    if values and all(isinstance(value, Plain) for value in values):
        return record.getMessage()
    return str(record.msg).replace("%s", "…")
