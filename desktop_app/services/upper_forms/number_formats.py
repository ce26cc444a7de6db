"""What a cell's number format asks for: percent, date, text, decimals (ECMA-376 18.8.30)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

GENERAL, TEXT = "General", "@"
BUILT_IN: Mapping[int, str] = {
    **dict(enumerate((GENERAL, "0", "0.00", "#,##0", "#,##0.00"))),
    **dict.fromkeys((37, 38), "#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00"),
    9: "0%",
    10: "0.00%",
    49: TEXT,
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy/m/d"),
}
"""Numbers below 164 that stand for a format without naming it; the rest counts as General."""

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE = re.compile("[yd年月]")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_MOST_DIGITS = 30  # longer ones stay in powers of ten
_EPOCH = (date(1899, 12, 30), date(1904, 1, 1))


def bare(code: str) -> str:
    """Return the part for positive numbers, without what is only printed along."""
    return _LITERALS.sub("", code).partition(";")[0].lower()


def is_percent(code: str) -> bool:
    """Whether 0.986 is shown as 98.6%."""
    return "%" in bare(code)


def is_date(code: str) -> bool:
    """Whether a number is shown as a day."""
    return bare(code) != "general" and bool(_DATE.search(bare(code)))


def decimals(code: str) -> int | None:
    """Return how many decimals are shown, None for as many as there are."""
    if bare(code) in ("general", TEXT):
        return None
    match = _DECIMALS.search(bare(code))
    return len(match[1]) if match else 0


def serial(day: date, *, from_1904: bool) -> int:
    """Return a day as a workbook counts it."""
    return (day - _EPOCH[from_1904]).days


def shown(number: str, code: str, *, from_1904: bool) -> str:
    """Return a stored number roughly as the worksheet shows it; an odd one as it is stored."""
    try:
        value = Decimal(number)
        if is_date(code):
            day = _EPOCH[from_1904] + timedelta(days=int(value))
            return f"{day.year}/{day.month}/{day.day}"
        if is_percent(code):
            return f"{plain(value * 100, decimals(code))}%"
        return plain(value, decimals(code))
    except (ArithmeticError, ValueError, OverflowError):
        return number


def plain(value: Decimal, places: int | None) -> str:
    """Write a number with so many decimals; None: what it has, but no noise of binary numbers."""
    if value.adjusted() > _MOST_DIGITS:
        return str(value)
    if places is not None:
        return f"{value:.{places}f}"
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text or "0"
