"""红黄绿: how urgent a measure is at a quarter's end, in a word that reads without the colour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from desktop_app.services.rectification.rows import DONE

SOON = timedelta(days=30)
"""How long before its day a measure turns yellow."""

SWITCH = "红黄绿"
"""Name of the value in LocalSettings that says whether the colours are shown."""


class Light(Enum):
    """A colour with its word, the most urgent first."""

    RED = "红·超期"
    YELLOW = "黄·30天内到期"
    GREEN = "绿·期限内"
    DONE = "绿·已完成"
    NONE = "未定时限"


def light_of(state: str, due: date | None, day: date) -> Light:
    """Return a measure's light on a day, which for a quarter is its last one, as for 超期."""
    if state == DONE:
        return Light.DONE
    if due is None:
        return Light.NONE
    if due < day:
        return Light.RED
    return Light.YELLOW if due - day <= SOON else Light.GREEN


def most_urgent(lights: Iterable[Light]) -> Light | None:
    """Return the light of a problem with several measures, None for one without."""
    order = list(Light)
    return min(lights, key=order.index, default=None)
