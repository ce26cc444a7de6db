"""Forms of the county: what their labels ask for, and how they look."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from township import Town
from upper_form_hands import DAYS, added, busy, view
from upper_form_samples import FRAME, list_form, units_form

from desktop_app.services.upper_forms.cell_names import cell_name


@pytest.fixture
def busy_town(town: Town) -> Town:
    return busy(town)


def test_units_down_and_figures_across_are_proposed_for_the_whole_block(
    busy_town: Town, tmp_path: Path
):
    found = view(busy_town, added(busy_town, units_form(tmp_path / "汇总表.xlsx")))
    contents = {cell_name(one.spot[1]): one.content for one in found.suggestions if one.certain}
    assert contents == {
        "A1": "{report.period}基层党建工作汇总表",
        "A2": "填报单位（盖章）：{office.full_name}    填表日期：{form.filled_on}",
        **{
            f"{column}{row}": f"{{{key}@unit {unit}}}"
            for row, unit in ((5, "张村"), (6, "李村"), (7, "河湾社区"))
            for column, key in (
                ("C", DAYS),
                ("D", "organization.party_day_attendance"),
                ("E", "overview.party_members"),
            )
        },
    }
    assert [one.shown for one in found.suggestions if one.spot[1] == (5, 4)] == ["86"]
    assert found.open == tuple(one.spot for one in found.suggestions if one.spot[1][0] > 2)


def test_a_list_of_figures_is_proposed_for_now_and_earlier(busy_town: Town, tmp_path: Path):
    found = view(busy_town, added(busy_town, list_form(tmp_path / "报表.xlsx")))
    contents = {cell_name(one.spot[1]): one.content for one in found.suggestions if one.certain}
    assert contents["B2"] == "{office.full_name}"
    assert contents["E2"] == "{report.period}"
    assert contents["G2"] == "{form.filled_on}"
    assert [contents[f"{column}4"] for column in "DEF"] == [
        f"{{{DAYS}}}", f"{{{DAYS}@prev}}", f"{{{DAYS}@yoy}}",
    ]  # fmt: skip
    assert contents["D7"] == "{organization.donation_amount|万}"
    assert not {name for name in contents if name.endswith("10") or name[0] == "G"} - {"G2"}
    assert [cell_name(place) for _, place in found.open if place[0] == 10] == ["D10", "E10", "F10"]


def test_an_unknown_unit_is_left_open_and_never_gets_the_total(busy_town: Town, tmp_path: Path):
    path = units_form(tmp_path / "汇总表.xlsx", ("张村", "王家庄"))
    found = view(busy_town, added(busy_town, path))
    assert [one.content for one in found.suggestions if one.spot[1][0] == 6] == []
    assert ("汇总表", (6, 3)) in found.open


def test_religion_is_never_asked_of_a_village(town: Town, tmp_path: Path):
    book = Workbook()
    for row in (("单位", "宗教场所负责人培训（次）"), ("张村", None), ("合计", None)):
        book.active.append(row)
    for row in book.active["A1:B3"]:
        for cell in row:
            cell.border = FRAME
    book.save(tmp_path / "宗教.xlsx")
    found = view(town, added(town, tmp_path / "宗教.xlsx"))
    assert [(one.spot[1], one.content) for one in found.suggestions] == [
        ((3, 2), "{organization.religious_trainings}")
    ]


def test_the_grid_looks_like_the_sheet(town: Town, tmp_path: Path):
    found = view(town, added(town, units_form(tmp_path / "汇总表.xlsx")))
    grid = found.sheets[0]
    assert [one.title for one in found.sheets] == ["汇总表", "填表说明"]
    assert (grid.used, grid.rows, grid.columns) == ((8, 6), 8, 6)
    assert grid.owner((1, 5)) == (1, 1)
    assert grid.cell((1, 5)).look.size == 18
    assert grid.cell((1, 1)).look.bold
    assert grid.cell((8, 3)).is_formula
    assert grid.widths[2] == 16
    assert grid.heights[1] == 36
