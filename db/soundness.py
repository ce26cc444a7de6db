"""A quick look through a database after an unclean exit: its pages, references and numbers."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from db.connection import companions, fold_in_wal, read_only
from db.errors import DamagedFile
from db.scratch import scratch_folder

_NUMBERS = ("INT", "REAL", "NUM", "DEC", "FLOA", "DOUB")


def quick_check(path: Path) -> None:
    """Raise DamagedFile unless pages, references and numbers can all be read.

    Only reads, and leaves nothing beside the file: one with companions is looked at as a copy.
    Raises NoScratchRoom where there is no room for that.
    """
    try:
        if companions(path):
            with scratch_folder(path) as folder:
                _check(whole_copy(path, folder))
        else:
            _check(path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedFile(path, str(error)) from error
    except _Unsound as error:
        raise DamagedFile(path, str(error)) from error


def whole_copy(path: Path, folder: Path) -> Path:
    """Copy a database that nobody has open, with all that lies beside it, and fold that in.

    Returns the copy. Raises OSError, or sqlite3.DatabaseError where the two do not go together.
    """
    for part in (path, *companions(path)):
        if not part.name.endswith("-shm"):
            shutil.copyfile(part, folder / part.name)
    copy = folder / path.name
    fold_in_wal(copy)
    return copy


class _Unsound(Exception):
    """What was found, in SQLite's words."""


def _check(path: Path) -> None:
    with closing(read_only(path)) as connection:
        verdict = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
        if verdict != ["ok"]:
            raise _Unsound("; ".join(verdict))
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise _Unsound("a row refers to a row that is not there")
        _read_numbers(connection)


def _read_numbers(connection: sqlite3.Connection) -> None:
    """Add up every column of numbers: a damaged page that the check skips is read at last here."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (table,) in tables:
        sums = ", ".join(
            f'sum("{column[1]}")'
            for column in connection.execute(f'PRAGMA table_info("{table}")')
            if column[2].upper().startswith(_NUMBERS)
        )
        if sums:
            connection.execute(f'SELECT {sums} FROM "{table}"').fetchone()  # noqa: S608 - names from the file's own schema
