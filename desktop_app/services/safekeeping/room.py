"""How much room there is on the disk of a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

_MB = 1024 * 1024
_TOO_LITTLE = _MB // 2
"""Bytes; SQLite wants some tens of thousands for what it keeps beside an open database."""


def free_words(folder: Path) -> str:
    """Say how much room there is, nothing where the disk does not answer."""
    try:
        return f"（只剩{shutil.disk_usage(folder).free // _MB} MB）"
    except OSError:
        return ""


def has_no_room(folder: Path) -> bool:
    """Whether a disk is too full for a database to be opened on it."""
    try:
        return shutil.disk_usage(folder).free < _TOO_LITTLE
    except OSError:
        return False
