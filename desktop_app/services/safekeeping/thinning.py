"""Which backups may go: many of today, fewer the older they are, down to one a month."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from desktop_app.services.safekeeping.kinds import ROUTINE_KINDS, Kind

_DAY = timedelta(days=1)
_OF_LAST_DAY = 30
_DAYS, _WEEKS, _MONTHS = 12, 10, 9
_FOR_A_REASON = 20
_FIRST_YEAR = 2020
"""No clock that is right shows an earlier year: the program did not exist."""


class Dated(Protocol):
    """What is known of a backup here."""

    @property
    def made_at(self) -> datetime:
        """Local time, as its name says."""

    @property
    def kind(self) -> Kind:
        """Why it was made."""

    @property
    def is_damaged(self) -> bool:
        """Whether it was found damaged."""


Backup = TypeVar("Backup", bound=Dated)


def superfluous(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return those that may be removed; never the newest of any group.

    Sound and damaged ones, and those that a wrong clock dated (before the program existed, or
    after now), are groups of their own: none is ever the reason why one of another group goes.
    """
    groups: dict[tuple[str, bool, bool, bool], list[Backup]] = {}
    for backup in backups:
        if backup.kind is not Kind.OTHER:
            reason = "" if backup.kind in ROUTINE_KINDS else backup.kind
            is_early, is_to_come = backup.made_at.year < _FIRST_YEAR, backup.made_at > now
            key = (reason, is_early, is_to_come, backup.is_damaged)
            groups.setdefault(key, []).append(backup)
    return [
        backup
        for (reason, *_more), group in groups.items()
        for backup in _rest_of(group, now, for_a_reason=bool(reason))
    ]


def _rest_of(group: Sequence[Backup], now: datetime, *, for_a_reason: bool) -> list[Backup]:
    newest_first = sorted(group, key=lambda backup: backup.made_at, reverse=True)
    if for_a_reason:
        return newest_first[_FOR_A_REASON:]
    latest = newest_first[0].made_at
    end = now if latest.year >= _FIRST_YEAR and latest <= now else latest
    recent = [backup for backup in newest_first if backup.made_at > end - _DAY][:_OF_LAST_DAY]
    rest = newest_first
    kept = [*recent, newest_first[0]]
    stages: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (_DAYS, lambda at: at.date()),
        (_WEEKS, lambda at: at.isocalendar()[:2]),
        (_MONTHS, lambda at: (at.year, at.month)),
    )
    for most, span_of in stages:
        chosen, rest = _newest_of_each(rest, most, span_of)
        kept += chosen
    stay = {id(backup) for backup in kept}
    return [backup for backup in newest_first if id(backup) not in stay]


def _newest_of_each(
    newest_first: Sequence[Backup], most: int, span_of: Callable[[datetime], Hashable]
) -> tuple[list[Backup], list[Backup]]:
    """Return the newest of each of so many spans, and all that is older than these spans."""
    chosen: dict[Hashable, Backup] = {}
    for place, backup in enumerate(newest_first):
        span = span_of(backup.made_at)
        if span not in chosen and len(chosen) == most:
            return list(chosen.values()), list(newest_first[place:])
        chosen.setdefault(span, backup)
    return list(chosen.values()), []
