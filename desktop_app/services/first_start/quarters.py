"""Which quarters a first start offers, by the date that the PC shows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from desktop_app.core.periods import Period

_FIRST_YEAR, _LAST_YEAR = 2020, 2060
"""A PC whose battery is empty shows 1980, 2000 or 2010: before these years the program was not."""


class Offered(NamedTuple):
    """The quarter that a report is due for, and the one that is running."""

    ended: Period
    running: Period


def offered_quarters(today: date) -> Offered | None:
    """Return the two quarters that come into question; None where the PC's date cannot be true."""
    if not _FIRST_YEAR <= today.year <= _LAST_YEAR:
        return None
    running = Period.quarter_of(today)
    return Offered(running.previous, running)
