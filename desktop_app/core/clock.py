"""Whether the date that a PC shows can be true."""

from __future__ import annotations

from datetime import date

_FIRST_YEAR, _LAST_YEAR = 2020, 2060
"""A PC whose battery is empty shows 1980, 2000 or 2010: before these years the program was not."""


def is_plausible(today: date) -> bool:
    """Whether today may be today; nothing is offered and nobody warned by a date that is not."""
    return _FIRST_YEAR <= today.year <= _LAST_YEAR
