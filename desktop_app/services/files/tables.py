"""Which files are read as tables: the window, its dialogs and folders take these and no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

KINDS = (".xlsx", ".xls", ".et", ".csv", ".xlsm")
_OWN_MARKS = ("~$", ".~", ".")  # files that Excel and WPS lay beside an open one


def is_own_mark(path: Path) -> bool:
    """Whether a file is none of the clerk's: a lock beside an open table, or hidden."""
    return path.name.startswith(_OWN_MARKS)


def is_table(path: Path) -> bool:
    """Whether a path is, by its name, a table that is read."""
    return path.suffix.lower() in KINDS and not is_own_mark(path)


def tables_in(folder: Path) -> list[Path]:
    """Return the tables that lie in a folder itself, by name; [] where it cannot be looked into."""
    try:
        return [path for path in sorted(folder.iterdir()) if is_table(path) and path.is_file()]
    except OSError:
        return []


def taken(paths: Iterable[Path]) -> list[Path]:
    """Return each path once, in the place of a folder the tables in it."""
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(tables_in(path) if path.is_dir() else [path])
    return list(found)
