"""Why a write or a read failed when the fault is the disk's or another program's, not ours."""

from __future__ import annotations

import sqlite3
from enum import Enum, auto


class Trouble(Enum):
    """What kept SQLite from doing what it was asked."""

    FULL = auto()
    """The disk has no room."""
    LOCKED = auto()
    """Another program has held the file for longer than the busy timeout."""
    READ_ONLY = auto()
    """The file, its folder or its medium cannot be written, or it was opened for reading alone."""
    GONE = auto()
    """The disk does not answer, or the file is not where it was: a stick that was pulled."""
    DAMAGED = auto()
    """The content is not what SQLite wrote."""


_BY_CODE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: Trouble.GONE,
    sqlite3.SQLITE_CANTOPEN: Trouble.GONE,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
_MAIN_CODE = 0xFF  # extended codes carry the main one in their lowest byte
_MOST = 20  # errors in one chain


def trouble_of(error: BaseException) -> Trouble | None:
    """Return why SQLite failed; None when the error is of another kind, which is a fault of ours.

    peewee's errors carry SQLite's own as their context, and a failed commit is followed by a
    rollback that fails too: the whole chain is looked at, the first failure counts.
    """
    found = None
    for one in _chain(error):
        code = getattr(one, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_READONLY_DBMOVED:  # another file lies in its place
            found = Trouble.GONE
        elif code is not None:
            found = _BY_CODE.get(code & _MAIN_CODE, found)
        elif isinstance(one, UnicodeDecodeError):  # sqlite3 says so of a text that is no text
            found = Trouble.DAMAGED
    return found


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error and what it followed, newest first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and len(chain) < _MOST:
        chain.append(one)
        one = one.__cause__ or one.__context__
    return chain
