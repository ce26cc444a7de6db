"""Phrases for comparison: what they say, and when they keep silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.core.records import FigureValue
from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator


def said(
    now: object, base: object, counter: str = "人次", slot: str = "{a.n|比上期}", **facts: object
) -> str:
    figure = FigureValue(
        "a.n",
        "参加",
        counter,
        "a",
        value=now,
        previous=base,
        last_year=base,
        **facts,  # type: ignore[arg-type]
    )
    called = FigureValue("report.previous", "上一报告期", "", "report", value="上季度")
    return plain(Narrator({"a.n": figure, "report.previous": called}).runs(f"参加{slot}。"))


@pytest.mark.parametrize(
    ("now", "base", "phrase"),
    [
        (153, 141, "较上季度增加12人次，增长8.5%"),
        (141, 153, "较上季度减少12人次，下降7.8%"),
        (20, 10, "较上季度增加10人次，增长100%"),
        (0, 20, "较上季度减少20人次，下降100%"),
        (50, 50, "与上季度持平"),
        (1_000_001, 1_000_000, "较上季度增加1人次"),
        (Decimal("12.5"), Decimal(10), "较上季度增加3人次，增长25%"),
    ],
)
def test_more_and_less_are_told_with_their_rate(now: object, base: object, phrase: str):
    assert said(now, base) == f"参加{phrase}。"


@pytest.mark.parametrize(
    ("now", "base"), [(5, 0), (12, 9), (0, 0), (None, 20), (20, None), (("甲",), ("乙",))]
)
def test_nothing_is_said_on_a_small_or_unknown_base(now: object, base: object):
    assert said(now, base) == "参加。"


def test_nothing_is_said_while_units_are_missing():
    assert said(30, 20, missing=("张村",)) == "参加。"
    assert said(30, 20, previous_missing=("张村",)) == "参加。"
    assert said(30, 20, last_year_missing=("张村",)) == "参加较上季度增加10人次，增长50%。"


def test_ratios_differ_by_percentage_points_whatever_the_base():
    assert said(Decimal("96.6"), Decimal("93.3"), "%") == "参加较上季度提高3.3个百分点。"
    assert said(Decimal(5), Decimal(8), "%") == "参加较上季度下降3个百分点。"


def test_large_sums_and_last_year():
    told = said(116_700, 96_700, "元", "{a.n|比同期|万}")
    assert told == "参加较去年同期增加2万元，增长20.7%。"
