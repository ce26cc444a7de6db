"""What a database file holds, read without leaving a trace beside it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.connection import check_integrity, companions, read_only
from db.errors import StoreError

_VERSION_BYTE, _WAL = 18, 2
"""SQLite file format 1.3: 2 where opening the file makes companions beside it."""

Totals = dict[str, tuple[float, ...]]
"""Table → rows, then a sum for each column: of its numbers, or of the lengths of its texts."""


@dataclass(frozen=True, slots=True)
class Contents:
    """quarters: codes. rows: of all ledgers, without deleted ones. last_change: local time.

    mark: names the last change; two files with one mark hold the same. "" before the first.
    """

    quarters: tuple[str, ...] = ()
    rows: int = 0
    last_change: datetime | None = None
    mark: str = ""


@contextmanager
def at_rest(path: Path) -> Iterator[Path]:
    """Give a file that can be opened without leaving companions beside it: itself, or a copy.

    Raises OSError.
    """
    with path.open("rb") as file:
        header = file.read(_VERSION_BYTE + 1)
    beside = companions(path)
    if not beside and header[_VERSION_BYTE:] != bytes([_WAL]):
        yield path
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for found in (path, *beside):
            shutil.copyfile(found, Path(folder) / found.name)
        with suppress(sqlite3.Error), closing(sqlite3.connect(Path(folder) / path.name)) as file:
            file.execute("PRAGMA journal_mode = delete")
        yield Path(folder) / path.name


def tables_of(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return each table's columns with their declared types."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    ).fetchall()
    return {
        name: dict(
            connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
        )
        for (name,) in names
    }


def totals(connection: sqlite3.Connection) -> Totals:
    """Add up every column of every table: a copy with the same totals lost nothing."""
    found = {}
    for table, columns in tables_of(connection).items():
        sums = ", ".join(
            f'total("{name}")' if kind.upper() == "INTEGER" else f'total(length("{name}"))'
            for name, kind in columns.items()
        )
        found[table] = connection.execute(f'SELECT count(*), {sums} FROM "{table}"').fetchone()  # noqa: S608 - names from the file's own schema
    return found


def contents(connection: sqlite3.Connection) -> Contents:
    """Say what a database of ours holds, of whatever schema; empty where it is not one."""
    tables = tables_of(connection)
    if not {"period", "change"} <= tables.keys():
        return Contents()
    quarters = connection.execute(
        "SELECT code FROM period WHERE deleted_at IS NULL ORDER BY code"
    ).fetchall()
    last = connection.execute("SELECT id, batch, at FROM change ORDER BY id DESC").fetchone()
    rows = sum(
        connection.execute(f'SELECT count(*) FROM "{table}" WHERE deleted_at IS NULL').fetchone()[0]  # noqa: S608 - as above
        for table, columns in tables.items()
        if "is_subtotal" in columns
    )
    return Contents(
        tuple(code for (code,) in quarters),
        rows,
        datetime.fromisoformat(last[2]) if last else None,
        f"{last[0]}:{last[1]}" if last else "",
    )


def is_sound(path: Path) -> bool:
    """Whether a file is a whole database of ours; it is read from end to end."""
    try:
        with at_rest(path) as file:
            check_integrity(file)
    except (OSError, StoreError, sqlite3.Error):
        return False
    return True


def contents_of(path: Path) -> Contents:
    """Say what a file holds; raises sqlite3.Error or OSError where it cannot be read."""
    with at_rest(path) as file, closing(read_only(file)) as connection:
        return contents(connection)


def mark_of(database: Path) -> str:
    """Return the mark of the database that is being worked on; raises sqlite3.Error."""
    with closing(read_only(database)) as connection:
        last = connection.execute("SELECT id, batch FROM change ORDER BY id DESC").fetchone()
    return f"{last[0]}:{last[1]}" if last else ""
