"""The only place that changes the schema: always on a copy, verified, then moved into place.

The Runner commits script by script, so that a failure half-way would leave a half-upgraded file;
the copy keeps the original whole until every script has run and the result was checked.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from peewee import SqliteDatabase

from db.connection import (
    APPLICATION_ID,
    check_integrity,
    companions,
    copy_database,
    count_rows,
    sync,
    sync_folder,
)
from db.errors import EmptyFile, ForeignFile, NewerSchema, NoRoom, UpgradeFailed

_ROOM = 3
"""How many times the file's size an upgrade may need: the copy, its journal, the backup before."""
_LEAST_ROOM = 8 * 1024 * 1024
_SQLITE_HEADER = b"SQLite format 3\x00"


def latest_version(migrations: Path) -> int:
    """Return the number of the last migration script in the folder."""
    return max(int(script.name[:4]) for script in migrations.glob("[0-9][0-9][0-9][0-9]_*.py"))


def schema_version(path: Path) -> int:
    """Return the schema number (user_version) of a database of ours.

    It is read from the file's header (SQLite file format 1.3): opening a WAL database, even
    read-only, would leave companion files beside it. Raises EmptyFile or ForeignFile.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise EmptyFile(path)
    if not header.startswith(_SQLITE_HEADER):
        raise ForeignFile(path, "not an SQLite file")
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if application != APPLICATION_ID:
        raise ForeignFile(path, "another program's database")
    return version


def prepare(path: Path, migrations: Path, before_upgrade: Callable[[], None]) -> bool:
    """Make sure that the file exists and has the latest schema; say whether anything was done.

    before_upgrade is called before an existing file is upgraded, to keep a copy of it.
    Raises EmptyFile, ForeignFile, NewerSchema, NoRoom or UpgradeFailed; the file is then as it was.
    Where the program ends in the midst of it the file is as it was or upgraded, and the next call
    clears up and goes on.
    """
    known = latest_version(migrations)
    if path.exists():
        found = schema_version(path)
        if found > known:
            raise NewerSchema(path, found, known)
        if found == known:
            return False
        _refuse_without_room(path)
        before_upgrade()
    copy = path.with_name(path.name + ".upgrade")
    _remove(copy)
    try:
        rows = _copy_whole(path, copy) if path.exists() else {}
        _run(copy, migrations, known)
        _verify(copy, rows)
    except Exception as error:
        _remove(copy)
        raise UpgradeFailed(path, repr(error)) from error
    sync(copy)
    copy.replace(path)
    sync_folder(path.parent)
    return True


def _refuse_without_room(path: Path) -> None:
    """Raise NoRoom before anything is begun that a full disk would stop half-way."""
    needed = _ROOM * path.stat().st_size + _LEAST_ROOM
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise NoRoom(path, needed, free)


def _remove(copy: Path) -> None:
    """Remove a copy that was left over, first its journal, which must never meet a new copy."""
    for companion in companions(copy):
        companion.unlink()
    copy.unlink(missing_ok=True)


def _run(copy: Path, migrations: Path, version: int) -> None:
    from playhouse.migrations import Runner  # noqa: PLC0415 - only when there is something to do

    database = SqliteDatabase(str(copy))
    database.connect()
    try:
        Runner(database, str(migrations)).up()
        database.pragma("application_id", APPLICATION_ID)
        database.pragma("user_version", version)
    finally:
        database.close()


def _copy_whole(path: Path, copy: Path) -> dict[str, int]:
    """Copy the file, its WAL folded in, and return the rows by table.

    The WAL is gone afterwards: beside the file that takes this one's place it would do harm.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy_database(path, copy)
    for companion in companions(path):
        if companion.stat().st_size and companion.suffix != f"{path.suffix}-shm":
            raise UpgradeFailed(path, f"{companion.name} holds what the file does not")
        companion.unlink()
    return count_rows(copy)


def _verify(copy: Path, rows: dict[str, int]) -> None:
    """Check the copy as a whole, and that no table lost a row."""
    check_integrity(copy)
    after = count_rows(copy)
    for table, before in rows.items():
        if after.get(table, before) < before:
            raise UpgradeFailed(copy, f"{table} lost {before - after[table]} rows")
