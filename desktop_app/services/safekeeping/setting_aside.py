"""Moving files of the data folder out of the way: never deleted, found again by their time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db.connection import companions, sync_folder


def set_aside(database: Path, *, with_database: bool) -> Path | None:
    """Move what lies beside a database aside, and itself where asked; return the new name.

    The parts keep belonging together: `党建季报.原件-20200403-101500.db` and its `-wal`. None where
    there was nothing to move. Raises OSError.
    """
    parts = companions(database)
    if with_database and database.exists():
        parts.append(database)
    if not parts:
        return None
    aside = _free_name(database)
    for part in parts:
        part.replace(aside.with_name(aside.name + part.name.removeprefix(database.name)))
    sync_folder(database.parent)
    return aside


def _free_name(database: Path) -> Path:
    stem = f"{database.stem}.原件-{datetime.now():%Y%m%d-%H%M%S}"  # noqa: DTZ005 - local time, as a clerk reads it
    number = 1
    while True:
        name = f"{stem}{database.suffix}" if number == 1 else f"{stem}-{number}{database.suffix}"
        if not list(database.parent.glob(f"{name}*")):
            return database.with_name(name)
        number += 1
