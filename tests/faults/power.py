"""Simulated power cuts: what SQLite writes and syncs is recorded, then replayed with losses.

A write is on the disk for sure once its file was synced. Until then a cut may keep it, drop it,
keep it without those before it, or keep only some of its sectors (the method of SQLite's own crash
test, sqlite.org/testing.html 3.2). A new file's name is on the disk with its first sync; a deleted
one may come back unless the folder was synced.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "cache_size")


@dataclass(frozen=True)
class Event:
    """One call of SQLite's to the file layer, or (kind "ack") a step that the user was told of."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""


class _RecordingVFS(apsw.VFS):
    """The system's own file layer, which keeps a record of all that changes a file."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.name = f"recorder{id(self)}"
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        return _RecordingFile(self.events, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802 - SQLite's call
        super().xDelete(filename, syncdir)
        self.events.append(Event("delete", Path(filename).name, int(syncdir)))


class _RecordingFile(apsw.VFSFile):
    def __init__(self, events: list[Event], name: Any, flags: list[int]) -> None:
        self._events = events
        self._name = Path(name.filename() if hasattr(name, "filename") else name or "").name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self._events.append(Event("write", self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        super().xTruncate(newsize)
        self._events.append(Event("truncate", self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's call
        self._events.append(Event("sync", self._name))  # nothing is lost really: no need to wait


@contextmanager
def statements_of(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """Collect every statement that a connection runs, its values filled in."""
    statements: list[str] = []
    connection.set_trace_callback(
        lambda text: None if text.startswith("--") else statements.append(text)
    )
    try:
        yield statements
    finally:
        connection.set_trace_callback(None)


def pragmas_of(connection: sqlite3.Connection) -> dict[str, object]:
    """Return how a connection of the program's is really set."""
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PRAGMAS}


def record(
    database: Path, pragmas: dict[str, object], steps: Sequence[Sequence[str]]
) -> list[Event]:
    """Run the statements of each step over a recording file layer; an "ack" follows each step.

    The file is changed. SQLite gives a file layer written in Python no shared memory, so the WAL's
    index is kept in this process (locking_mode exclusive); writes and syncs are the same.
    """
    events: list[Event] = []
    vfs = _RecordingVFS(events)
    with closing(apsw.Connection(str(database), vfs=vfs.name)) as connection:
        if pragmas["journal_mode"] == "wal":
            connection.execute("PRAGMA locking_mode = exclusive")
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name} = {value}")
        for number, statements in enumerate(steps):
            for statement in statements:
                connection.execute(statement).fetchall()
            events.append(Event("ack", offset=number))
        end = len(events)
    vfs.unregister()
    return events[:end]


@dataclass
class _DiskFile:
    """What of a file is on the disk for sure, and what may be."""

    sure: bytearray = field(default_factory=bytearray)
    named: bool = False
    deleted: bool = False
    pending: list[Event] = field(default_factory=list)


class Disk:
    """A disk that has seen the events so far; `cut` tells what it may hold without power."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: _DiskFile(bytearray(data), named=True) for name, data in files.items()}
        self.acknowledged: set[int] = set()

    def see(self, event: Event) -> None:
        """Take in the next event."""
        if event.kind == "ack":
            self.acknowledged.add(event.offset)
            return
        file = self._files.setdefault(event.file, _DiskFile())
        if event.kind == "delete" and event.offset:
            del self._files[event.file]
        elif event.kind == "delete":
            file.deleted = True
        elif event.kind == "sync":
            for pending in file.pending:
                _apply(file.sure, pending)
            file.pending.clear()
            file.named = True
        else:
            if file.deleted:  # a new file of the same name: the old one is gone by now
                self._files[event.file] = file = _DiskFile()
            file.pending.append(event)

    def cut(self, luck: random.Random, folder: Path) -> None:
        """Write into an empty folder what a cut at this moment might leave."""
        for name, file in self._files.items():
            if (not file.named or file.deleted) and luck.random() < 0.5:
                continue
            data = bytearray(file.sure)
            kept = [event for event in file.pending if luck.random() < 0.5]
            if luck.random() < 0.5:
                luck.shuffle(kept)
            for event in kept:
                _apply(data, _torn(event, luck) if luck.random() < 0.3 else event)
            (folder / name).write_bytes(data)


def _apply(data: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        if event.offset <= len(data):
            del data[event.offset :]
        else:
            data.extend(bytes(event.offset - len(data)))
        return
    end = event.offset + len(event.data)
    data.extend(bytes(max(0, end - len(data))))
    data[event.offset : end] = event.data


def _torn(event: Event, luck: random.Random) -> Event:
    """Return a write of which only the sectors before or after a boundary reached the disk."""
    boundaries = range(SECTOR - event.offset % SECTOR, len(event.data), SECTOR)
    if event.kind != "write" or not boundaries:
        return event
    at = luck.choice(boundaries)
    if luck.random() < 0.5:
        return Event("write", event.file, event.offset, event.data[:at])
    return Event("write", event.file, event.offset + at, event.data[at:])


def clear(folder: Path) -> None:
    """Empty a folder of files."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            path.unlink()
