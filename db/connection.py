"""Opening and closing the database; who may write; whether the file is sound.

Every thread that reads opens its own connection, which refuses to write (`query_only`). Writing
happens only inside `transaction()`, which one thread at a time can enter. WAL with
synchronous=FULL: an acknowledged commit survives a power cut (NORMAL lost it in 258 of 300).
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from peewee import Model, SqliteDatabase

from db.errors import DamagedFile, ForeignFile

APPLICATION_ID = 0x444A4A42
"""Marks our files ("DJJB") in the SQLite header, so that a foreign database is recognised."""

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "query_only": 1,
}


class Store:
    """One open database file with the models bound to it."""

    def __init__(self, path: Path, models: Sequence[type[Model]]) -> None:
        """Bind the models; nothing is opened yet."""
        self.path = path
        self.database = SqliteDatabase(str(path), pragmas=_PRAGMAS, autoconnect=False)
        self.database.bind(list(models), bind_refs=False, bind_backrefs=False)
        self._writing = threading.RLock()

    def open(self) -> None:
        """Open this thread's connection."""
        self.database.connect()

    def close(self) -> None:
        """Close this thread's connection; the last one to close folds the WAL into the file."""
        self.database.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Give a worker thread a connection of its own that refuses to write."""
        self.database.connect()
        try:
            yield
        finally:
            self.database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let this thread alone write; commit at the end, roll all back on an exception.

        Calls may nest; only the outermost commits.
        """
        with self._writing:
            if self.database.in_transaction():
                yield
                return
            self.database.pragma("query_only", 0)
            try:
                with self.database.atomic("IMMEDIATE"):
                    yield
            finally:
                self.database.pragma("query_only", 1)

    @property
    def is_idle(self) -> bool:
        """Whether this thread has neither a connection nor a transaction open."""
        return self.database.is_closed()


def read_only(path: Path) -> sqlite3.Connection:
    """Open a file so that nothing in it can be written; it must exist."""
    name = path.absolute().as_posix()
    if name.startswith("//"):  # a network share: SQLite wants its server within the path
        name = f"//{name}"
    elif not name.startswith("/"):
        name = f"/{name}"
    return sqlite3.connect(f"file:{quote(name, safe='/:')}?mode=ro", uri=True)


def fold_in_wal(path: Path) -> None:
    """Fold the WAL into the file; afterwards the file alone holds everything.

    Raises sqlite3.DatabaseError when the file is no sound database.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def companions(path: Path) -> list[Path]:
    """Return the WAL and shared-memory files that lie beside a database, whether it is there."""
    names = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm")]
    return [name for name in names if name.exists()]


def sync(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def check_integrity(path: Path) -> None:
    """Read the whole file and its references; raise DamagedFile or ForeignFile when they are bad.

    The file is opened read-only and left as it is.
    """
    try:
        with closing(read_only(path)) as connection:
            verdict = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            if verdict != ["ok"]:
                raise DamagedFile(path, "; ".join(verdict))
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedFile(path, "a row refers to a row that is not there")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise ForeignFile(path, "another program's database")
    except sqlite3.DatabaseError as error:
        raise DamagedFile(path, str(error)) from error


def copy_database(source: Path, target: Path) -> None:
    """Copy a database with SQLite's backup API, so that rows still in the WAL come along.

    The target must not exist; it is a single file in rollback-journal mode without companions.
    """
    with (
        closing(read_only(source)) as reader,
        closing(sqlite3.connect(target)) as writer,
    ):
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = delete")


def count_rows(path: Path) -> dict[str, int]:
    """Count the rows of each of our tables, deleted ones included."""
    with closing(read_only(path)) as connection:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "ORDER BY name"
            )
        ]
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - names from the file's own schema
            for table in tables
        }
