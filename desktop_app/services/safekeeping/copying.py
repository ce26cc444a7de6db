"""A copy of a database that was compared with it: sound, and no row and no number lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from db.connection import check_integrity, read_only, sync, sync_folder
from db.errors import DamagedFile
from desktop_app.services.safekeeping.contents import Contents, contents, totals


def verified_copy(source: Path, target: Path) -> Contents:
    """Copy by SQLite's backup API and say what the copy holds; the target must not exist.

    Totals and copy are of one moment: rows written meanwhile neither wait nor spoil it.
    Raises DamagedFile, sqlite3.Error or OSError; nothing is left of the copy then.
    """
    try:
        held = _copied(source, target)
    except BaseException:
        remove(target)
        raise
    return held


def place_copy(source: Path, target: Path) -> Contents:
    """Make a verified copy that has its name only when it is whole; raises as `verified_copy`.

    A file that has the name already is replaced.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        remove(part)
        held = verified_copy(source, part)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        remove(part)
    return held


def remove(copy: Path) -> None:
    """Remove a copy, whole or half, with the journal that a full disk leaves beside it."""
    for path in (copy, copy.with_name(f"{copy.name}-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> Contents:
    with closing(read_only(source)) as reader:
        reader.execute("BEGIN")
        before = totals(reader)
        with closing(sqlite3.connect(target)) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = delete")
    check_integrity(target)
    with closing(read_only(target)) as copy:
        if totals(copy) != before:
            raise DamagedFile(target, "the copy's totals differ")
        held = contents(copy)
    sync(target)
    return held
