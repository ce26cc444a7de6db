"""When something happened, as one says it: 今天 10:32, 昨天 16:05, 3月5日 09:00."""

from __future__ import annotations

from datetime import datetime, timedelta


def moment_text(at: datetime, now: datetime | None = None) -> str:
    """Return a time of the log in words; now: for whom it is today, else the computer's clock."""
    now = now or datetime.now()  # noqa: DTZ005 - as a clerk's clock shows it
    clock = f"{at:%H:%M}"
    if at.date() == now.date():
        return f"今天 {clock}"
    if at.date() == now.date() - timedelta(days=1):
        return f"昨天 {clock}"
    day = f"{at.month}月{at.day}日"
    return f"{day} {clock}" if at.year == now.year else f"{at.year}年{day} {clock}"
