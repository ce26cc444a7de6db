"""Opening and closing the database; who may write; whether the file is sound.

Every thread that reads opens its own connection, which refuses to write (`query_only`). Writing
happens only inside `transaction()`, which one thread at a time can enter. WAL with
synchronous=FULL: an acknowledged commit survives a power cut (NORMAL lost it in 258 of 300). Where
the place cannot do WAL: a rollback journal with synchronous=EXTRA, slower and as safe.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from peewee import DatabaseError, Model, OperationalError, SqliteDatabase

from db.errors import DamagedFile, ForeignFile, NotWritten
from db.troubles import Trouble, trouble_of

APPLICATION_ID = 0x444A4A42
"""Marks our files ("DJJB") in the SQLite header, so that a foreign database is recognised."""

_NO_SYNC_OF_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What file systems say that cannot sync a folder; the content is safe by then."""

_SHARED = {"foreign_keys": 1, "busy_timeout": 5000, "query_only": 1}
_JOURNAL_OF_WAL = 2
"""What bytes 18 and 19 of the header say of a database in WAL mode (SQLite file format 1.3.3)."""


class Mode(Enum):
    """How a database is open; the value is the pragmas of each of its connections."""

    WAL = {"journal_mode": "wal", "synchronous": "full", **_SHARED}  # noqa: RUF012 - an enum's value
    """As it should be, on a disk of this computer."""
    CAREFUL = {"journal_mode": "delete", "synchronous": "extra", **_SHARED}  # noqa: RUF012
    """Where WAL cannot be had or cannot be trusted: network drives, folders that are synced."""
    READ_ONLY = _SHARED
    """Nothing is ever written."""


class Store:
    """One open database file with the models bound to it."""

    def __init__(
        self,
        path: Path,
        models: Sequence[type[Model]],
        refuse: Callable[[NotWritten], Exception] | None = None,
    ) -> None:
        """Bind the models; nothing is opened yet.

        refuse: makes what `transaction` raises out of a NotWritten, which it raises without one.
        """
        self.path = path
        self.mode = Mode.WAL
        self.database = SqliteDatabase(str(path), autoconnect=False)
        self.database.bind(list(models), bind_refs=False, bind_backrefs=False)
        self._refuse = refuse or (lambda cause: cause)
        self._writing = threading.RLock()
        self._file: tuple[int, int] | None = None
        self._is_shaken = False

    def open(self, mode: Mode = Mode.WAL) -> None:
        """Open this thread's connection; the file must exist.

        Where SQLite refuses WAL the mode becomes CAREFUL.
        """
        try:
            self._connect(self.path, mode)
            if mode is not Mode.WAL or self.database.pragma("journal_mode") == "wal":
                return
        except OperationalError:
            if mode is not Mode.WAL:
                raise
        self.database.close()
        self._connect(self.path, Mode.CAREFUL)

    def open_to_read(self, path: Path) -> None:
        """Open a file that stands in for `self.path`; nobody writes it, nor does this store."""
        self._connect(path, Mode.READ_ONLY)

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

        Calls may nest; only the outermost commits. Where the disk or another program keeps it from
        being written, what `refuse` makes of the cause is raised, and the next call tries anew.
        """
        with self._writing:
            if self.database.in_transaction():
                yield
                return
            self._make_ready()
            try:
                self.database.connection().execute("PRAGMA query_only = 0")
                try:
                    with self.database.atomic("IMMEDIATE"):
                        yield
                finally:
                    self.database.connection().execute("PRAGMA query_only = 1")
            except (DatabaseError, sqlite3.DatabaseError) as error:
                trouble = trouble_of(error)
                if trouble is None:
                    raise
                self._is_shaken = trouble is Trouble.GONE
                raise self._refuse(NotWritten(self.path, trouble)) from error

    def _connect(self, path: Path, mode: Mode) -> None:
        self.mode = mode
        # rw: a file that has gone is never made anew, and empty, by opening it.
        how = "rw" if mode is not Mode.READ_ONLY else "ro&immutable=1"
        self.database.init(_uri(path, how), pragmas=dict(mode.value), uri=True)
        self.database.connect()
        self._file = _identity(path)

    def _make_ready(self) -> None:
        """Refuse what cannot be written; connect anew where the disk had not answered."""
        if self.mode is Mode.READ_ONLY:
            raise self._refuse(NotWritten(self.path, Trouble.READ_ONLY))
        present = _identity(self.path)
        # Windows lets nobody replace a file in use, and a share may number its files as it likes.
        is_other = os.name == "posix" and self.mode is Mode.WAL and present != self._file
        if present is None or is_other:
            raise self._refuse(NotWritten(self.path, Trouble.GONE))
        if self._is_shaken:
            self.database.close()
            try:
                self.database.connect()
            except DatabaseError as error:
                raise self._refuse(NotWritten(self.path, Trouble.GONE)) from error
            self._is_shaken = False

    @property
    def is_idle(self) -> bool:
        """Whether this thread has neither a connection nor a transaction open."""
        return self.database.is_closed()


def read_only(path: Path) -> sqlite3.Connection:
    """Open a file so that nothing in it can be written; it must exist.

    A WAL database whose WAL is folded in is opened as a file that nobody writes: SQLite would put
    companions beside it even to read, and cannot on a medium that is read-only.
    """
    still = _says_wal(path) and not companions(path)
    connection = sqlite3.connect(_uri(path, "ro&immutable=1" if still else "ro"), uri=True)
    # A damaged text is counted, compared and copied as it is, not a reason to stop half-way.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def _uri(path: Path, mode: str) -> str:
    """Return a file's name as SQLite takes it together with a mode."""
    name = path.absolute().as_posix()
    if name.startswith("//"):  # a network share: SQLite wants its server within the path
        name = f"//{name}"
    elif not name.startswith("/"):
        name = f"/{name}"
    return f"file:{quote(name, safe='/:')}?mode={mode}"


def _says_wal(path: Path) -> bool:
    """Whether the header says that the database is in WAL mode; a file too short says nothing."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == bytes([_JOURNAL_OF_WAL] * 2)
    except OSError:
        return False


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of its name, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def fold_in_wal(path: Path) -> None:
    """Fold the WAL into the file; afterwards the file alone holds everything.

    Raises sqlite3.DatabaseError when the file is no sound database.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def companions(path: Path) -> list[Path]:
    """Return the WAL, shared memory and journal that lie beside a database, even a missing one."""
    names = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")]
    return [name for name in names if name.exists()]


def sync(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of names is on the disk, so that a file moved there stays there.

    Systems and disks that cannot do so for a folder, as Windows and many a share, do without.
    Raises OSError where the disk itself fails.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC_OF_FOLDERS:
            raise


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
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
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
