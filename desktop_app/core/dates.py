"""Days as they are typed: in full, or short within the quarter that is being filled in."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.core.errors import InvalidValue
from desktop_app.core.han_digits import HAN_CHARACTERS, read_han_number
from desktop_app.core.periods import Period

_FULL = re.compile(r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_DIGITS = re.compile(r"\d{1,4}")
_DAY_ALONE = re.compile(r"(\d{1,2})\s*[日号]?")
_WEEKDAY = re.compile(r"\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?$")
_TIME = re.compile(r"[\sT]+(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)$")
_MIDNIGHT = re.compile(r"[0:]+")
_YEARS_TO_A_LEAP_DAY = 9
_HAN_RUN = re.compile(f"[{HAN_CHARACTERS}]+")


def read_day(text: str, period: Period | None, shown: str, *, or_later: bool = False) -> date:
    """Return the day that a text means.

    Args:
        text: trimmed, in half-width characters, not empty
        period: the one that is filled in. It gives the year to 3.5, 3-5, 3月5日, 305 and 0305, and
            the month to a bare 31 where only one of its months has that day. None: only days with
            their year are understood
        shown: the text in quotes, for sentences
        or_later: the day may also lie behind the period, as one that something is due on does;
            6.30 is then the first 30 June from the beginning of the period on

    Raises:
        InvalidValue: no day, one that the calendar lacks, or one that may be several
    """
    match = _FULL.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        return _day(_year(match[1], period, shown), int(match[2]), int(match[3]), shown)
    if period is not None:
        found = _from(text, period, shown) if or_later else None
        found = found or _within(text, period, shown)
        if found is not None:
            return found
    form = "2020-03-05" if period is None else f"{period.first_day.isoformat()}或{_short(period)}"
    raise InvalidValue(f"应填日期，填的是{shown}，请写成{form}这样")


def without_asides(text: str) -> tuple[str, str]:
    """Return a day without its weekday and time, 三月五日 in digits; a note on what was lost."""
    plain = _WEEKDAY.sub("", text)
    time = _TIME.search(plain)
    note = ""
    if time:
        plain = plain[: time.start()]
        note = "" if _MIDNIGHT.fullmatch(time["time"]) else f"没有保留时刻{time['time']}"
    return _HAN_RUN.sub(_arabic, plain), note


def _arabic(match: re.Match[str]) -> str:
    read = read_han_number(match[0])
    return match[0] if read is None else f"{read.value:f}"


def _year(digits: str, period: Period | None, shown: str) -> int:
    """Return the year; two digits stand only for that of the period."""
    if len(digits) == 4:
        return int(digits)
    if period is None or period.year % 100 != int(digits):
        raise InvalidValue(f"{shown}的年份不清楚，请把四位年份写全，如2020-03-05")
    return period.year


def _from(text: str, period: Period, shown: str) -> date | None:
    """Read a day without its year, the first such one from a period's beginning on.

    None for what is no day at all or may be several.
    """
    match = _MONTH_DAY.fullmatch(text)
    pairs = [(int(match[1]), int(match[2]))] if match else _splits(text)
    years = range(period.year, period.year + _YEARS_TO_A_LEAP_DAY)
    found = [
        next(
            day
            for year in years
            if _exists(year, *pair) and (day := date(year, *pair)) >= period.first_day
        )
        for pair in pairs
        if any(_exists(year, *pair) for year in years)
    ]
    if match and not found:
        raise InvalidValue(f"{shown}这一天不存在，请核对")
    return found[0] if len(found) == 1 else None


def _within(text: str, period: Period, shown: str) -> date | None:
    """Read a day without its year; None for what is no day at all."""
    match = _MONTH_DAY.fullmatch(text)
    pairs = [(int(match[1]), int(match[2]))] if match else _splits(text)
    known = [pair for pair in pairs if _exists(period.year, *pair)]
    inside = [pair for pair in known if period.holds(date(period.year, *pair))]
    if len(inside) == 1:
        return date(period.year, *inside[0])
    if known or match:
        month, day = known[0] if known else pairs[0]
        if not known:
            raise InvalidValue(f"{shown}这一天不存在，请核对")
        raise InvalidValue(
            f"{shown}不在{period.label}里，请连年份一起写，如{period.year}-{month:02}-{day:02}"
        )
    match = _DAY_ALONE.fullmatch(text)
    return _day_alone(int(match[1]), period, shown) if match else None


def _splits(text: str) -> list[tuple[int, int]]:
    """Return what 305, 0305 or 1112 may be cut into; two digits are a day alone."""
    if not _DIGITS.fullmatch(text) or len(text) < 3:
        return []
    places = (2,) if len(text) == 4 else (1, 2)
    return [(int(text[:place]), int(text[place:])) for place in places]


def _day_alone(day: int, period: Period, shown: str) -> date | None:
    """Return the only day of that number within the period."""
    months = range(period.first_day.month, period.last_day.month + 1)
    found = [month for month in months if _exists(period.year, month, day)]
    if len(found) == 1:
        return date(period.year, found[0], day)
    if not found:
        return None
    choices = "、".join(f"{month}.{day}" for month in found[:-1]) + f"或{found[-1]}.{day}"
    raise InvalidValue(f"{shown}不知道是哪个月，请写成{choices}")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day(year: int, month: int, day: int, shown: str) -> date:
    if not _exists(year, month, day):
        raise InvalidValue(f"{shown}这一天不存在，请核对")
    return date(year, month, day)


def _short(period: Period) -> str:
    """Return how a day of the period may be typed: 3.5."""
    return f"{period.last_day.month}.5"
