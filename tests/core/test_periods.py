"""Quarters, half-years and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period


@pytest.mark.parametrize(
    ("code", "label", "first", "last"),
    [
        ("2020Q1", "2020年第一季度", date(2020, 1, 1), date(2020, 3, 31)),
        ("2020Q4", "2020年第四季度", date(2020, 10, 1), date(2020, 12, 31)),
        ("2020H1", "2020年上半年", date(2020, 1, 1), date(2020, 6, 30)),
        ("2019H2", "2019年下半年", date(2019, 7, 1), date(2019, 12, 31)),
        ("2020", "2020年", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_period_knows_its_name_and_days(code, label, first, last):
    period = Period.parse(code)
    assert (period.code, period.label) == (code, label)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    "code", ["", "2020Q5", "2020Q0", "2020H3", "20Q1", "2020-1", "二〇二〇", "2020Q11"]
)
def test_what_is_no_period_is_refused_with_the_accepted_forms(code):
    with pytest.raises(UnknownPeriod, match="2020Q1（季度）"):
        Period.parse(code)


def test_lower_case_and_spaces_are_accepted():
    assert Period.parse(" 2020q1 ").code == "2020Q1"


@given(st.integers(1950, 2050), st.sampled_from("QH"), st.integers(1, 2))
def test_neighbours_meet_without_gap_or_overlap(year, kind, number):
    period = Period(year, kind, number)
    assert period.next.previous == period
    assert period.next.first_day - period.last_day == timedelta(days=1)
    assert period.last_year.next.next == period if kind == "H" else True
    assert period.quarters[0].first_day == period.first_day
    assert period.quarters[-1].last_day == period.last_day


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_each_day_lies_in_exactly_its_quarter(day):
    quarter = Period.quarter_of(day)
    assert quarter.holds(day)
    assert not quarter.previous.holds(day)
    assert not quarter.next.holds(day)
