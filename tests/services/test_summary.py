"""The summary: comparisons as they are printed, and a figure over all quarters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from township import Q1, Q2, Town

from desktop_app.services.summary import Comparison, SummaryService, compare

KEY = "organization.party_days"


@pytest.mark.parametrize(
    ("value", "base", "counter", "decimals", "difference", "percent"),
    [
        (12, 10, "次", 0, 2, "20.0"),
        (12, 9, "次", 0, 3, None),
        (12, 0, "次", 0, 12, None),
        (Decimal("97.58"), Decimal("96.94"), "%", 1, "0.7", None),
        (7, 21, "次", 0, -14, "-66.7"),
    ],
)
def test_a_percentage_needs_a_base_that_carries_it(
    value, base, counter, decimals, difference, percent
):
    found = compare(value, base, counter, decimals)
    assert found.difference == Decimal(difference)
    assert found.percent == (Decimal(percent) if percent else None)


def test_what_is_unknown_is_not_compared():
    assert compare(None, 5, "次") == Comparison(5)
    assert compare(5, None, "次") == Comparison(None)


def test_rows_hold_numbers_alone_and_texts_as_printed(town: Town):
    services = town.services
    service = SummaryService(services.figures, services.periods, services.catalogue)
    town.row("theme_party_day", times=12)
    services.periods.open(Q2)
    services.ledgers.save("theme_party_day", Q2, {"times": 15}, unit="张村")
    rows = {row.key: row for row in service.rows(Q2)}
    assert not any(services.catalogue.figures[key].is_list for key in rows)
    row = rows[KEY]
    assert (row.text(row.value), row.text(row.previous.base)) == ("15", "12")
    assert row.difference_text(row.previous) == "+3"
    assert row.previous.percent == Decimal("25.0")
    assert row.difference_text(row.last_year) == ""
    assert row.missing == ("李村", "河湾社区")
    assert row.area == "基层党建"


def test_a_series_has_a_point_for_each_open_quarter(town: Town):
    services = town.services
    service = SummaryService(services.figures, services.periods, services.catalogue)
    town.row("theme_party_day", times=12)
    for quarter in (Q2, Q2.next):
        services.periods.open(quarter)
    services.office.switch_area(Q2.next, "organization", enabled=False)
    points = service.series(KEY).points
    assert [(point.period, point.value) for point in points] == [
        (Q1, 12), (Q2, None), (Q2.next, None),
    ]  # fmt: skip
    assert points[0].missing == 2
