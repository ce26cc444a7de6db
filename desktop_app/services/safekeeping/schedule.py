"""When a backup is due, and when somebody must be told that one is missing: pure functions."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.core.clock import is_plausible

BETWEEN_BACKUPS = timedelta(hours=1)
TOO_OLD = timedelta(days=7)


def backup_due(now: datetime, last_try: datetime | None, *, is_changed: bool) -> bool:
    """Whether an hourly backup is due. last_try: None before the first one since the start.

    A clock that was set back makes one due, rather than none for years.
    """
    if not is_changed:
        return False
    return last_try is None or not timedelta() <= now - last_try < BETWEEN_BACKUPS


def readable_due(now: datetime, last: datetime | None) -> bool:
    """Whether the readable copy is to be written anew: once a day."""
    return last is None or last.date() != now.date()


def is_too_old(now: datetime, made_at: datetime | None) -> bool:
    """Whether it is so long ago that the clerk must be told; None is never."""
    return made_at is None or now - made_at > TOO_OLD


def age_words(now: datetime, made_at: datetime | None) -> str:
    """Say how long ago it was: 刚刚, 3小时前, 2天前; a time to come is 刚刚 too.

    By a date of the PC that cannot be true nothing is reckoned: the day itself is said.
    """
    if made_at is None:
        return "还没有"
    if not is_plausible(now):
        return f"{made_at.year}年{made_at.month}月{made_at.day}日"
    age = now - made_at
    if age.days > 0:
        return f"{age.days}天前"
    hours = max(age, timedelta()).seconds // 3600
    return f"{hours}小时前" if hours else "刚刚"
