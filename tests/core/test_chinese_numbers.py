"""Han ordinals, official dates, plain numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.core.chinese_numbers import counted_number, han_number, official_date, plain_number


def test_han_ordinals():
    written = [han_number(number) for number in (1, 9, 10, 11, 19, 20, 21, 99)]
    assert written == ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]
    assert [han_number(number) for number in (100, 101, 110, 215)] == [
        "一百", "一百零一", "一百一十", "二百一十五",
    ]  # fmt: skip
    assert len({han_number(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize("number", [0, 1000, -1])
def test_han_ordinals_end(number):
    with pytest.raises(ValueError, match="1 to 999"):
        han_number(number)


def test_a_date_has_no_leading_zeros():
    assert official_date(date(2026, 7, 1)) == "2026年7月1日"


def test_money_shows_fen_and_a_rate_below_a_hundred_stays_below():
    assert counted_number(Decimal("3876.10"), 2, "元") == "3876.10"
    assert counted_number(Decimal("3876.00"), 2, "元") == "3876"
    assert counted_number(Decimal("99.99"), 1, "%") == "99.9"
    assert counted_number(Decimal(100), 1, "%") == "100"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("97.50"), 1, "97.5"),
        (Decimal("97.0"), 1, "97"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal(100), None, "100"),
        (Decimal("1E+5"), None, "100000"),
        (1200, 0, "1200"),
    ],
)
def test_plain_numbers(value, decimals, text):
    assert plain_number(value, decimals) == text
