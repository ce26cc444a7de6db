"""Days typed short within the quarter that is filled in; what may be several is refused."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Parser, options_from, options_in, parser_for

DAY = FieldSpec("d", FieldKind.DATE, "日期")


def parser(code: str) -> Parser:
    return parser_for(DAY, options_in(Period.parse(code), {}))


@pytest.mark.parametrize(
    ("code", "typed", "day"),
    [
        *(
            ("2020Q1", typed, date(2020, 3, 5))
            for typed in (
                "20200305",
                "3.5",
                "3-5",
                "3/5",
                "3月5日",
                "3月5",
                "３．５",
                "0305",
                "305",
            )
        ),
        ("2020Q1", "20.3.5", date(2020, 3, 5)),
        ("2020Q1", "2019-12-30", date(2019, 12, 30)),
        ("2020Q1", 305.0, None),
        ("2020Q4", "111", date(2020, 11, 1)),
        ("2020Q1", "111", date(2020, 1, 11)),
        ("2020Q4", "1231", date(2020, 12, 31)),
        ("2020Q2", "31", date(2020, 5, 31)),
        ("2020Q2", "31日", date(2020, 5, 31)),
        ("2020H1", "6.30", date(2020, 6, 30)),
    ],
)
def test_short_days_are_of_the_quarter(code: str, typed: object, day: date | None):
    if day is None:
        with pytest.raises(InvalidValue, match="应填日期"):
            parser(code)(typed)
    else:
        assert parser(code)(typed) == day


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("2020Q1", "5", "不知道是哪个月，请写成1.5、2.5或3.5"),
        ("2020Q1", "31", "请写成1.31或3.31"),
        ("2020Q1", "12.28", "不在2020年第一季度里，请连年份一起写"),
        ("2020Q2", "305", "不在2020年第二季度里"),
        ("2020Q1", "2.30", "这一天不存在"),
        ("2020Q1", "19.12.1", "把四位年份写全"),
        ("2020Q1", "35", "应填日期"),
        ("2020Q1", "2020", "应填日期"),
        ("2020Q1", 3.1, "应填日期"),
        ("2020Q1", "1.2.3.4", "应填日期"),
    ],
)
def test_what_is_no_day_or_may_be_several_is_refused(code: str, typed: object, sentence: str):
    with pytest.raises(InvalidValue, match=sentence):
        parser(code)(typed)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("6.30", "2020Q1", date(2020, 6, 30)),
        ("4.2", "2020Q1", date(2020, 4, 2)),
        ("12.31", "2020Q1", date(2020, 12, 31)),
        ("1.15", "2020Q4", date(2021, 1, 15)),
        ("3月5日", "2020Q1", date(2020, 3, 5)),
        ("0630", "2020Q1", date(2020, 6, 30)),
        ("2.29", "2021Q1", date(2024, 2, 29)),
        ("2019-12-31", "2020Q1", date(2019, 12, 31)),
    ],
)
def test_a_day_that_may_lie_behind_the_quarter_is_the_first_from_its_beginning_on(
    text: str, code: str, expected: date
):
    field = FieldSpec("due", FieldKind.DATE, "完成时限")
    assert parser_for(field, options_from(Period.parse(code)))(text) == expected


@pytest.mark.parametrize("text", ["2.30", "13.1", "下周"])
def test_no_day_is_none_behind_the_quarter_either(text: str):
    field = FieldSpec("due", FieldKind.DATE, "完成时限")
    with pytest.raises(InvalidValue):
        parser_for(field, options_from(Period.parse("2020Q1")))(text)
