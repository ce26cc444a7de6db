"""Columns of a ledger: what one may filter by, complete from and add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from township import Q1, Q2, Town

from desktop_app.services.ledgers.columns import LedgerColumns, Statistics
from desktop_app.services.ledgers.pages import UNIT, ColumnFilter, RowQuery

DAYS = "theme_party_day"
ALL = RowQuery(DAYS, Q1)


@pytest.fixture
def columns(town: Town) -> LedgerColumns:
    town.row(DAYS, "张村", theme="春耕", attendance=40, date="2020-02-03")
    town.row(DAYS, "李村", theme="清明", attendance=0, estimated=True)
    town.row(DAYS, "张村", theme="春耕")
    return LedgerColumns(town.services.catalogue, town.services.pages)


def themes(town: Town, *filters: ColumnFilter) -> list[object]:
    query = RowQuery(DAYS, Q1, filters=filters)
    rows = town.services.pages.rows(DAYS, town.services.pages.ids(query))
    return [row.values["theme"] for row in rows.values()]


def test_rows_pass_by_what_stands_in_a_column(town: Town, columns: LedgerColumns):
    assert themes(town, ColumnFilter(UNIT, ("李村",))) == ["清明"]
    assert themes(town, ColumnFilter("theme", ("清明", "没有"))) == ["清明"]
    assert themes(town, ColumnFilter("attendance", (40, 0))) == ["春耕", "清明"]
    assert themes(town, ColumnFilter("attendance", empty=True)) == ["春耕"]
    assert themes(town, ColumnFilter("attendance", (0,), empty=True)) == ["清明", "春耕"]
    assert themes(town, ColumnFilter("date", (date(2020, 2, 3),))) == ["春耕"]
    assert themes(town, ColumnFilter("estimated", filled=True)) == ["清明"]
    assert themes(town, ColumnFilter("estimated", empty=True)) == ["春耕", "春耕"]
    assert themes(town, ColumnFilter("theme")) == []
    both = ColumnFilter(UNIT, ("张村",)), ColumnFilter("date", empty=True)
    assert themes(town, *both) == ["春耕"]
    assert town.services.pages.totals(RowQuery(DAYS, Q1, filters=both))["attendance"] is None


def test_values_are_counted_over_what_other_filters_pass(columns: LedgerColumns):
    assert columns.values(ALL, "theme") == [("春耕", 2), ("清明", 1)]
    assert columns.values(ALL, UNIT) == [("张村", 2), ("李村", 1)]
    assert columns.values(ALL, "date") == [(None, 2), (date(2020, 2, 3), 1)]
    filters = ColumnFilter(UNIT, ("李村",)), ColumnFilter("theme", ("春耕",))
    narrowed = RowQuery(DAYS, Q1, filters=filters)
    assert columns.values(narrowed, "theme") == [("清明", 1)]


def test_texts_of_all_quarters_are_offered_the_newest_first(town: Town, columns: LedgerColumns):
    town.services.periods.open(Q2)
    town.services.ledgers.save(DAYS, Q2, {"theme": "建军节"}, unit="李村")
    assert columns.texts(DAYS, "theme") == ["建军节", "春耕", "清明"]


def test_cells_are_added_up(town: Town, columns: LedgerColumns):
    ids = town.services.pages.ids(ALL)
    assert columns.statistics(DAYS, ids, ["attendance"]) == Statistics(2, 2, 40, 40)
    assert columns.statistics(DAYS, ids[:1], [UNIT, "theme", "estimated"]) == Statistics(2)
    assert columns.statistics(DAYS, ids, ["due"]) == Statistics()
    town.row("donation", amount="0.10")
    town.row("donation", amount="0.25")
    found = columns.statistics(
        "donation", town.services.pages.ids(RowQuery("donation", Q1)), ["amount"]
    )
    assert found == Statistics(2, 2, Decimal("0.35"), Decimal("0.25"))
    assert columns.filled(ALL, "attendance") == set(ids[:2])
