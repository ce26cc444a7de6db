"""A folder for a copy that is looked at and thrown away: where there is room for it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.connection import companions
from db.errors import NoScratchRoom

_PREFIX = ".党建季报-检查-"
_TIMES = 2
"""How many times its size a copy may take: what lies beside it is folded in."""
_LEAST = 1024 * 1024


@contextmanager
def scratch_folder(database: Path, *, beside: bool = True) -> Iterator[Path]:
    """Give an empty folder with room for a copy of a database; it is removed afterwards.

    That is the system's temporary folder, else (beside) the database's own. Raises NoScratchRoom
    where neither has the room.
    """
    needed = _LEAST + _TIMES * sum(
        part.stat().st_size for part in (database, *companions(database))
    )
    folder = _made(needed, None) or (_made(needed, database.parent) if beside else None)
    if folder is None:
        place = _temporary_folder() or database.parent
        raise NoScratchRoom(place, needed, _free(place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_scratch(folder: Path) -> None:
    """Remove what a look that was cut off left in a data folder, which must be held."""
    for left in folder.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def _made(needed: int, within: Path | None) -> Path | None:
    """Make a folder within another one, or in the temporary one; None where there is no room."""
    place = within or _temporary_folder()
    if place is None or _free(place) < needed:
        return None
    with suppress(OSError):
        return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    return None


def _temporary_folder() -> Path | None:
    """Return the system's temporary folder; None where a full disk leaves none."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return None


def _free(folder: Path) -> int:
    """Return how many bytes are free; none where the disk does not answer."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
