"""Which quarters a first start offers, by the date that the PC shows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from desktop_app.core.clock import is_plausible
from desktop_app.core.periods import Period


class Offered(NamedTuple):
    """The quarter that a report is due for, and the one that is running."""

    ended: Period
    running: Period


def offered_quarters(today: date) -> Offered | None:
    """Return the two quarters that come into question; None where the PC's date cannot be true."""
    if not is_plausible(today):
        return None
    running = Period.quarter_of(today)
    return Offered(running.previous, running)
