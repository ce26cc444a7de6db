"""What a backup is called: when it was made and for which reason stand in its name."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

BACKUP_FOLDER = "备份"
"""Beside the database."""

_STAMP = "%Y%m%d-%H%M%S"


class Kind(StrEnum):
    """Why a backup was made; the value stands in its name and on the screen."""

    ROUTINE = "日常"
    EXIT = "退出"
    BEFORE_UPGRADE = "升级前"
    BEFORE_RESTORE = "恢复前"
    BEFORE_IMPORT = "导入前"
    BY_HAND = "手工"
    OTHER = "其他"
    """A file that somebody else put there; never thinned out."""


ROUTINE_KINDS = frozenset({Kind.ROUTINE, Kind.EXIT})
"""Made again and again without anybody asking."""

_NAMED = "|".join(kind for kind in Kind if kind is not Kind.OTHER)
_NAME = re.compile(rf"(\d{{8}}-\d{{6}})(?:-({_NAMED}))?(?:-(\d+))?\.db")


def free_name(folder: Path, made_at: datetime, kind: Kind) -> Path:
    """Return a name that no backup there has, even when the clock was set back."""
    stem = f"{made_at:{_STAMP}}-{kind}"
    names = (f"{stem}.db" if number == 1 else f"{stem}-{number}.db" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def read_name(name: str) -> tuple[datetime, Kind] | None:
    """Return when and why a backup was made; None for a name that is not ours.

    Names of earlier versions carry no reason: they were made in the ordinary way.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        made_at = datetime.strptime(found[1], _STAMP)  # noqa: DTZ007 - local time, as a clerk reads it
    except ValueError:
        return None
    return made_at, Kind(found[2] or Kind.ROUTINE)


def number_of(name: str) -> int:
    """Return which of those of one second and one reason a backup is: the first is 1."""
    found = _NAME.fullmatch(name)
    return int(found[3] or 1) if found else 1
