"""A look at a data folder before anything is done with it; nothing is created and nothing changed.

What a look can tell in a moment: whether the file is there, ours, of which version, of full length,
whether what lies beside it belongs to it and whether it can be written. What takes a reading of
the whole file (`db.soundness`) comes after an unclean exit alone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from db import upgrade
from db.connection import companions, read_only
from db.errors import DamagedFile, NewerSchema, StoreError
from desktop_app.services.files.os_reasons import folder_reason_of
from desktop_app.services.program.local_settings import DAMAGED_NAME as DAMAGED_SETTINGS_NAME
from desktop_app.services.program.local_settings import FILE_NAME as SETTINGS_NAME
from desktop_app.services.safekeeping import condition_words as words
from desktop_app.services.safekeeping.catalogue import NOTES_NAME
from desktop_app.services.safekeeping.condition import Condition, Kind
from desktop_app.services.safekeeping.holder import NOTE_NAME
from desktop_app.services.safekeeping.kinds import BACKUP_FOLDER
from desktop_app.services.safekeeping.known_places import KnownPlaces

_HEADER = 100  # bytes, SQLite file format 1.3
_WAL_HEADER = 32  # bytes, SQLite file format 4.1
_ROLLBACK = bytes([1, 1])
_LONGEST = 512 if os.name == "posix" else 259  # SQLite's MAX_PATHNAME in bytes, or Windows' own
_OWN_NAMES = 64  # of which are kept free for the names of backups and what lies beside them


def look(
    database: Path,
    migrations: Path,
    known: KnownPlaces,
    *,
    has_backups: bool,
    is_held: bool = False,
) -> Condition:
    """Say in what condition the folder of a database is, but for who holds it.

    known: the folders that were worked on. has_backups: whether there is one to go back to.
    is_held: whether this program holds the folder, and left its note there.
    """
    folder = database.parent
    if _length(database) > _LONGEST - _OWN_NAMES:
        return words.unusable(folder, "文件夹的路径太长")
    try:
        if not database.exists():
            left = [one for one in traces(database) if not (is_held and one.name == NOTE_NAME)]
            return _without_database(database, known, left, has_backups=has_backups)
        return _with_database(database, upgrade.latest_version(migrations))
    except StoreError as cause:
        return words.of_cause(cause, folder)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return words.damaged(database, folder)
    except OSError as error:
        return words.unusable(folder, folder_reason_of(error))


def _length(database: Path) -> int:
    """Return how long a path is, in what the system counts: bytes or characters."""
    name = database.absolute()
    return len(os.fsencode(name)) if os.name == "posix" else len(str(name))


def _without_database(
    database: Path, known: KnownPlaces, left: Sequence[Path], *, has_backups: bool
) -> Condition:
    folder = database.parent
    if has_backups or left:
        other = next((one for one in left if one.suffix == database.suffix), None)
        return words.missing(database, folder, has_backups=has_backups, other=other)
    if known.knows(folder):
        if not folder.exists():
            return words.folder_gone(folder)
        return words.missing(database, folder, has_backups=False)
    last = known.last
    if last is not None and (last / database.name).exists():
        return words.elsewhere(folder, last)
    return Condition(Kind.FIRST_START, folder)


def traces(database: Path) -> list[Path]:
    """Return what lies in a folder only where there was a database, whatever became of it.

    Other databases (copies, originals set aside) come first. Raises OSError.
    """
    folder = database.parent
    others = sorted(path for path in folder.glob(f"*{database.suffix}") if path != database)
    backups = folder / BACKUP_FOLDER
    kept = (NOTE_NAME, SETTINGS_NAME, DAMAGED_SETTINGS_NAME, NOTES_NAME)
    return [
        *others,
        *companions(database),
        *(folder / name for name in kept if (folder / name).exists()),
        *(backups.iterdir() if backups.is_dir() else ()),
    ]


def _with_database(database: Path, known_version: int) -> Condition:
    folder = database.parent
    version = upgrade.schema_version(database)
    if version > known_version:
        raise NewerSchema(database, version, known_version)
    if _is_mispaired(database):
        return words.mispaired(database, folder)
    _refuse_what_cannot_be_read(database)
    refused = _unwritable(database)
    if refused:
        return words.read_only(folder, refused)
    return Condition(Kind.OLDER if version < known_version else Kind.SOUND, folder)


def _is_mispaired(database: Path) -> bool:
    """Whether a WAL lies beside a database that it cannot have come from.

    A backup is a database that keeps no WAL: copied over the one that was in use, beside whose WAL
    it then lies, it would be overwritten with pages of the other file.
    """
    wal = database.with_name(f"{database.name}-wal")
    if not wal.exists() or wal.stat().st_size < _WAL_HEADER:
        return False
    with database.open("rb") as file:
        header = file.read(_HEADER)
    with wal.open("rb") as file:
        wal_header = file.read(_WAL_HEADER)
    page_size = int.from_bytes(header[16:18], "big")
    wal_page_size = int.from_bytes(wal_header[8:12], "big")
    whole_size = 65536 if page_size == 1 else page_size  # format 1.3.2
    return header[18:20] == _ROLLBACK or wal_page_size != whole_size


def _refuse_what_cannot_be_read(database: Path) -> None:
    """Raise DamagedFile or sqlite3.DatabaseError for a file that was cut off or has no tables.

    Beside companions SQLite cannot look without a trace; then the closer look is taken anyway.
    """
    if companions(database):
        return
    with database.open("rb") as file:
        header = file.read(_HEADER)
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    counts = header[24:28] == header[92:96]  # else the number of pages is not kept up, format 1.3.7
    if counts and database.stat().st_size < pages * (65536 if page_size == 1 else page_size):
        raise DamagedFile(database, "cut off")
    with closing(read_only(database)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _unwritable(database: Path) -> str:
    """Return what of the two cannot be written, "" where both can; neither is touched."""
    try:
        with database.open("rb+"):
            pass
    except OSError:
        return f"数据文件“{database}”"
    return "" if os.access(database.parent, os.W_OK) else f"数据文件夹“{database.parent}”"
