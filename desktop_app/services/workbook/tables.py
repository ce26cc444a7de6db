"""The program's side of reading files of others: a child process opens them, see `child`.

One child serves a batch of files. It is ended when it takes too long, when the user has enough,
or when it died of a file; each of these costs that one file only.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from desktop_app.core.errors import SourceRefused
from desktop_app.services.workbook.child import LENGTH, VERB, receive
from desktop_app.services.workbook.raw_tables import RawRow
from desktop_app.services.workbook.source_kinds import SourceKind

LONGEST_WAIT = 60.0
"""Seconds without an answer after which a file is given up."""

_LOOK_UP = 0.1  # seconds between looks at whether the user cancelled
_ROOT = Path(__file__).resolve().parents[3]
_TOO_LARGE = "“{}”展开后过大或已损坏，没有读取；其他文件不受影响。"
_TOO_SLOW = "“{}”读了{:.0f}秒还没有读完，不像填报表格，没有读取；其他文件不受影响。"
_PLAIN = {
    ("datetime", "date"): date,
    ("datetime", "datetime"): datetime,
    ("datetime", "time"): time,
    ("datetime", "timedelta"): timedelta,
    (SourceKind.__module__, SourceKind.__name__): SourceKind,
}

Watch = Callable[[], None]
"""Called while waiting; raises where the user has cancelled."""


@dataclass
class RawTable:
    """One table of a file. head: its first rows; none where it is too wide to be ours."""

    title: str
    width: int
    height: int
    head: list[RawRow]
    place: int


@dataclass
class RawTables:
    """What a file holds. notes: remarks on the file as a whole."""

    path: Path
    kind: SourceKind
    notes: list[str]
    tables: list[RawTable]


class TableReader:
    """Reads files one after another; use it as a context manager."""

    def __init__(self, watch: Watch | None = None, longest_wait: float = LONGEST_WAIT) -> None:
        """Start nothing yet. watch: called while waiting."""
        self._watch = watch or (lambda: None)
        self._longest_wait = longest_wait
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._thread = threading.Thread()
        self._path = Path()
        self._awaited = 0

    def __enter__(self) -> Self:
        """Start the child at once: it gets ready while the caller does."""
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self._end()

    def open(self, path: Path) -> RawTables:
        """Open a file; SourceRefused says in one sentence what is wrong with it."""
        with suppress(SourceRefused):  # what is still to be said about the file before
            while self._awaited:
                self._next()
        self._path = path
        self._ask("open", str(path.absolute()))
        kind, notes, tables = self._next()[1]
        found = [
            RawTable(title, width, height, head, place)
            for place, (title, width, height, head) in enumerate(tables)
        ]
        return RawTables(path, kind, notes, found)

    def rows(self, table: RawTable) -> Iterator[RawRow]:
        """Yield the rows of a table of the file that was opened last, while they are being read."""
        self._ask("rows", table.place)
        while (answer := self._next())[0] != "end":
            yield from answer[1]

    def uncounted(self) -> list[tuple[str, str, str]]:
        """Return (title, cell, reason) of cells that seem to hold a number and do not."""
        self._ask("uncounted", 0)
        found: list[tuple[str, str, str]] = self._next()[1]
        return found

    def _start(self) -> None:
        frozen = getattr(sys, "frozen", False)
        command = [sys.executable, *([VERB] if frozen else ["-m", f"{__package__}.child"])]
        self._child = subprocess.Popen(  # noqa: S603 - this very program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=None if frozen else _ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers = SimpleQueue()
        self._awaited = 0
        self._thread = threading.Thread(
            target=_pass_on, args=(self._child, self._answers), name="tables", daemon=True
        )
        self._thread.start()

    def _end(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        child.wait()
        self._thread.join()
        for stream in (child.stdin, child.stdout):
            assert stream is not None
            with suppress(OSError):  # a question that nobody read any more
                stream.close()

    def _ask(self, what: str, about: str | int) -> None:
        if self._child is None:
            self._start()
        assert self._child is not None
        assert self._child.stdin is not None
        data = pickle.dumps((what, about))
        self._awaited += 1
        with suppress(OSError):  # it is dead: the answer will say so
            self._child.stdin.write(LENGTH.pack(len(data)) + data)
            self._child.stdin.flush()

    def _next(self) -> tuple[str, Any]:
        """Wait for an answer; whatever ends the child ends this file's reading alone."""
        waited = 0.0
        while True:
            try:
                message = self._answers.get(timeout=_LOOK_UP)
                break
            except Empty:
                waited += _LOOK_UP
            self._watch()
            if waited > self._longest_wait:
                self._end()
                raise SourceRefused(_TOO_SLOW.format(self._path.name, self._longest_wait))
        answer: tuple[str, Any] = _Plain(io.BytesIO(message)).load() if message else ("refused", "")
        if answer[0] == "refused":
            if not answer[1]:
                self._end()
            self._awaited = max(self._awaited - 1, 0)
            reason = answer[1].replace(str(self._path.absolute()), str(self._path))
            raise SourceRefused(reason or _TOO_LARGE.format(self._path.name))
        if answer[0] != "rows":
            self._awaited -= 1
        return answer


def _pass_on(child: subprocess.Popen[bytes], answers: SimpleQueue[bytes]) -> None:
    """Put the child's answers into the queue, b"" behind the last one."""
    assert child.stdout is not None
    while message := receive(child.stdout.read):
        answers.put(message)
    answers.put(b"")


class _Plain(pickle.Unpickler):
    """Makes plain data alone, whatever a hostile file talked the child into."""

    def find_class(self, module: str, name: str) -> object:
        """Return one of the few classes that cells are made of."""
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return _PLAIN[module, name]
