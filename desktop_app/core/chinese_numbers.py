"""Numbers as official Chinese prints them: 一二三 for ordinals, 万, rounding words, dates.

Sources: GB/T 15835-2011 (Arabic numerals for counted values, Han for ordinals of headings).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

_DIGITS = "〇一二三四五六七八九"
TEN_THOUSAND = Decimal(10_000)


def han_number(number: int) -> str:
    """Write 1 to 999 in Han numerals (一, 十, 十二, 二十一), as headings are numbered.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= 999:
        raise ValueError(f"han_number covers 1 to 999, got {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if not hundreds:
        ten = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    else:
        ten = f"{_DIGITS[tens]}十" if tens else ("零" if ones else "")
    return (f"{_DIGITS[hundreds]}百" if hundreds else "") + ten + (_DIGITS[ones] if ones else "")


def official_date(day: date) -> str:
    """Write a date as GB/T 9704-2012 7.3.5.4 asks: Arabic, full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def plain_number(value: Decimal | int, decimals: int | None = None) -> str:
    """Write a number without grouping, exponent or trailing zeros.

    decimals: round half up to so many places first; None keeps what is there.
    """
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted_number(value: Decimal | int, decimals: int, counter: str) -> str:
    """Write a figure's number, rounded to its decimals.

    Money that has 角 shows 分 too. A percentage below 100 is never rounded up to 100.
    """
    text = plain_number(value, decimals)
    if counter == "%" and value < 100 and text == "100":
        text = plain_number(round_down(Decimal(value), max(decimals, 1)))
    whole, point, fraction = text.partition(".")
    return f"{whole}.{fraction:0<2}" if point and counter == "元" else text


def round_down(value: Decimal, decimals: int) -> Decimal:
    """Round towards zero: what 超过 may claim."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)


def round_up(value: Decimal, decimals: int) -> Decimal:
    """Round upwards: what 近 may claim."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_CEILING)


def significant_place(value: Decimal, digits: int) -> int:
    """Return the decimals (negative for tens, hundreds …) that keep so many leading digits.

    386 with two digits gives -1, so that rounding words round it to 380 or 390.
    """
    return digits - 1 - value.adjusted()
