"""The matrix: what villages owe, typed straight in as subtotal rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from township import Q1, Town

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.services.ledgers.pages import RowQuery

KEY = "organization.party_day_attendance"


def cell(town: Town, key: str = KEY, unit: str = "张村"):
    return town.services.workbench.matrix(Q1).cells[unit, key]


def test_typing_replaces_the_unit_s_subtotal_and_emptying_takes_it_back(town: Town):
    typing = town.services.workbench
    typing.type_cell(Q1, "张村", KEY, "38")
    typing.type_cell(Q1, "张村", KEY, "41")
    assert (cell(town).value, cell(town).typed, cell(town).has_events) == (41, 41, False)
    (row,) = town.services.ledgers.rows("theme_party_day", Q1)
    assert (row.values["is_subtotal"], row.values["times"]) == (True, None)
    typing.type_cell(Q1, "张村", "organization.party_days", "3")
    assert len(town.services.ledgers.rows("theme_party_day", Q1)) == 1
    typing.type_cell(Q1, "张村", KEY, "")
    typing.type_cell(Q1, "张村", "organization.party_days", "")
    assert town.services.ledgers.rows("theme_party_day", Q1) == []
    assert cell(town).is_missing


def test_kinds_have_subtotals_of_their_own(town: Town):
    typing = town.services.workbench
    typing.type_cell(Q1, "张村", "organization.party_lectures", "3")
    typing.type_cell(Q1, "张村", "organization.committee_meetings", "5")
    typing.type_cell(Q1, "张村", "organization.applications", 7)
    typing.type_cell(Q1, "张村", "organization.fast_track_applications", 2)
    assert town.value("organization.party_lectures") == 3
    assert town.value("organization.committee_meetings") == 5
    assert town.value("organization.applications") == 7
    assert town.value("organization.fast_track_applications") == 2
    assert len(town.services.ledgers.rows("membership_step", Q1)) == 1


def test_a_subtotal_beside_single_rows_is_shown_as_doubled(town: Town):
    town.row("theme_party_day", attendance=5)
    assert not cell(town).is_doubled
    town.services.workbench.type_cell(Q1, "张村", KEY, "38")
    assert cell(town).is_doubled
    assert cell(town).value == 43


def test_facts_of_a_unit_are_typed_too(town: Town):
    town.services.workbench.type_cell(Q1, "河湾社区", "overview.party_members", "61")
    assert town.value("overview.party_members") == 161


@pytest.mark.parametrize("raw", ["很多", "-1", "3.5", "10000000000"])
def test_nonsense_is_refused_with_a_reason_and_nothing_is_written(town: Town, raw):
    town.services.workbench.type_cell(Q1, "张村", KEY, "38")
    with pytest.raises(InvalidRow, match="“参加”"):
        town.services.workbench.type_cell(Q1, "张村", KEY, raw)
    assert cell(town).value == 38


def test_what_is_computed_cannot_be_typed(town: Town):
    keys = town.services.workbench.figure_keys(Q1)
    assert "organization.donation_ratio" not in keys
    assert "integrity.clues_received" not in keys
    with pytest.raises(Refusal, match="由台账算出"):
        town.services.workbench.type_cell(Q1, "张村", "organization.donation_ratio", "3")


def test_missing_units_and_what_is_left_to_do(town: Town):
    town.services.workbench.type_cell(Q1, "张村", KEY, "38")
    matrix = town.services.workbench.matrix(Q1)
    assert matrix.missing_units == ("李村", "河湾社区")
    texts = {task.text: task.is_done for task in town.services.workbench.tasks(Q1)}
    assert texts["3个单位还有空缺"] is False
    assert texts["填写单位信息"] is True
    assert texts["填写成文日期"] is False


def test_a_window_into_a_ledger_sorts_filters_and_adds_up_in_sql(town: Town):
    for unit, theme, number in (
        ("张村", "春耕服务", 5),
        ("李村", "学雷锋", 9),
        ("张村", "植树", 7),
    ):
        town.row("theme_party_day", unit, theme=theme, attendance=number)
    pages = town.services.pages
    query = RowQuery("theme_party_day", Q1, sort="attendance", descending=True)
    ids = pages.ids(query)
    rows = pages.rows("theme_party_day", ids)
    assert [rows[row_id].values["attendance"] for row_id in ids] == [9, 7, 5]
    assert pages.totals(query)["attendance"] == 21
    of_unit = RowQuery("theme_party_day", Q1, unit="张村", text="植")
    assert [rows[row_id].values["theme"] for row_id in pages.ids(of_unit)] == ["植树"]
    assert pages.totals(of_unit)["attendance"] == 7
    assert [hit.text for hit in pages.search(Q1, "雷锋")] == ["学雷锋"]


def test_totals_of_decimals_are_exact_and_empty_ones_unknown(town: Town):
    town.row("donation", amount="0.10")
    town.row("donation", amount="0.20")
    totals = town.services.pages.totals(RowQuery("donation", Q1))
    assert totals["amount"] == Decimal("0.30")
    assert totals["member_donors"] is None


def test_shared_ledgers_show_the_rows_of_one_area(town: Town):
    for area in ("疫情防控", "复工复产"):
        town.row("issued_document", None, area=area, title=area)
    query = RowQuery("issued_document", Q1, area="复工复产")
    assert len(town.services.pages.ids(query)) == 1


def test_a_nought_is_filled_like_any_number(town: Town):
    workbench, key = town.services.workbench, "organization.party_day_attendance"
    workbench.type_cells(Q1, {("张村", key): 0, ("李村", key): Decimal(0)})
    matrix = workbench.matrix(Q1)
    assert matrix.cells["张村", key].typed == 0
    assert matrix.cells["李村", key].typed == 0
