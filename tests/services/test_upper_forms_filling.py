"""Forms of the county: filled without touching the rest."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from township import Q1, Town
from upper_form_hands import (
    DAYS,
    TODAY,
    added,
    around_data,
    busy,
    cells,
    confirm,
    exported,
    parts,
    view,
)
from upper_form_samples import list_form, units_form

from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.services.upper_forms import number_formats
from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.services.upper_forms.contents import filling


@pytest.fixture
def busy_town(town: Town) -> Town:
    return busy(town)


@pytest.mark.parametrize("make", [units_form, list_form])
def test_only_the_mapped_cells_differ_afterwards(busy_town: Town, tmp_path: Path, make):
    path = make(tmp_path / "表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    mapped = {
        cell_name(spot[1])
        for spot, cell in view(busy_town, uid).mapped.items()
        if cell.filling.value is not None
    }
    exported(busy_town, uid, tmp_path / "填好.xlsx")
    before, after = parts(path.read_bytes()), parts((tmp_path / "填好.xlsx").read_bytes())
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    assert list(before) == list(after)
    touched = {name for name in before if before[name] != after[name]}
    assert touched <= sheets | {"xl/workbook.xml"}
    for name in sheets:
        assert around_data(before[name]) == around_data(after[name])
        old, new = cells(before[name]), cells(after[name])
        changed = mapped if name.endswith("sheet1.xml") else set()
        assert {cell for cell in old if old[cell] != new[cell]} == changed
        assert old.keys() == new.keys()


def test_what_other_programs_lose_is_still_there(busy_town: Town, tmp_path: Path):
    path = units_form(tmp_path / "汇总表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    done = exported(busy_town, uid, tmp_path / "填好.xlsx")
    sheet = load_workbook(done.target)["汇总表"]
    assert len(sheet._images) == 1
    assert len(sheet._charts) == 1
    assert sheet.oddHeader.center.text == "内部资料"
    assert sheet.data_validations.dataValidation[0].sqref
    assert len(sheet.conditional_formatting) == 1
    assert sheet["C5"].value == 3
    assert sheet["C5"].border.left.style == "thin"
    assert sheet["C8"].value == "=SUM(C5:C7)"
    assert sheet["A2"].value == "填报单位（盖章）：青石镇人民政府    填表日期：2020年4月2日"


def test_formulas_are_computed_when_the_file_is_opened(busy_town: Town, tmp_path: Path):
    path = units_form(tmp_path / "汇总表.xlsx")
    with_old_total = parts(path.read_bytes())
    sheet = "xl/worksheets/sheet1.xml"
    computed = re.sub(rb"</f><v\s*(/>|></v>)", b"</f><v>777</v>", with_old_total[sheet])
    assert computed.count(b"777") == 3
    with_old_total[sheet] = computed
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in with_old_total.items():
            archive.writestr(name, content)
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    after = parts(exported(busy_town, uid, tmp_path / "填好.xlsx").target.read_bytes())
    assert b"777" not in after[sheet]
    assert after["xl/workbook.xml"].count(b'fullCalcOnLoad="1"') == 1


def test_a_protected_sheet_is_filled_and_stays_protected(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, list_form(tmp_path / "报表.xlsx"))
    confirm(busy_town, uid)
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target)["报表"]
    assert sheet.protection.sheet
    assert sheet.protection.password
    assert sheet["D4"].value == 5
    assert sheet["D7"].value == 12.35
    assert sheet["D8"].value == 0.765
    assert sheet["D8"].number_format == "0.0%"
    assert sheet["G2"].value.date() == TODAY


def test_what_is_unknown_leaves_its_cell_and_is_listed(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, units_form(tmp_path / "汇总表.xlsx"))
    confirm(busy_town, uid)
    done = exported(busy_town, uid, tmp_path / "填好.xlsx")
    left = {cell_name(note.spot[1]): note.reason for note in done.notes if not note.is_filled}
    assert left == {
        "C7": "主题党日（河湾社区）还没有数据",
        "D7": "主题党日参加（河湾社区）还没有数据",
        "E7": "党员数（河湾社区）还没有数据",
    }
    assert load_workbook(done.target)["汇总表"]["C7"].value is None


def test_a_partial_total_is_written_and_said_to_be_one(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, list_form(tmp_path / "报表.xlsx"))
    spot = ("报表", (4, 4))
    busy_town.services.upper_forms.map_cells(uid, {spot: f"{{{DAYS}}}"})
    done = exported(busy_town, uid, tmp_path / "填好.xlsx")
    assert [(note.spot, note.reason, note.is_filled) for note in done.notes] == [
        (spot, "主题党日缺河湾社区", True)
    ]


def test_a_form_without_a_mapping_is_not_written(town: Town, tmp_path: Path):
    uid = added(town, list_form(tmp_path / "报表.xlsx"))
    with pytest.raises(NothingSetUp, match="还没有对应"):
        exported(town, uid, tmp_path / "填好.xlsx")
    assert not (tmp_path / "填好.xlsx").exists()
    assert town.services.upper_forms.all()[0].exported_at is None


def test_an_existing_file_is_not_overwritten_unasked(busy_town: Town, tmp_path: Path):
    path = list_form(tmp_path / "报表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    with pytest.raises(TargetRefused):
        exported(busy_town, uid, path)
    service = busy_town.services.upper_forms
    service.export(uid, Q1, path, TODAY, force=True)
    assert service.all()[0].exported_period == "2020Q1"


@pytest.mark.parametrize(
    ("content", "code", "value"),
    [
        ("{organization.donation_ratio}", "0.00%", Decimal("0.7647")),
        ("{organization.donation_ratio}", "General", Decimal("76.5")),
        ("{organization.donation_ratio|.0}", "0%", Decimal("0.76")),
        ("{organization.donation_amount|万|.1}", "General", Decimal("12.3")),
        ("{organization.donation_amount}", "General", Decimal("123456.78")),
        (f"{{{DAYS}}}", "@", "5"),
        (f"{{{DAYS}}}", "0%", None),
        (f"{{{DAYS}}}次", "General", "5次"),
        (f"{{{DAYS}|约}}", "General", "5"),
        (f"{{{DAYS}@prev}}", "General", None),
        ("{organization.no_such}", "General", None),
        ("{report.as_of}", "yyyy/m/d", Decimal(43921)),
        ("{report.as_of}", "General", "2020年3月31日"),
    ],
)
def test_a_value_suits_its_cell(busy_town: Town, content: str, code: str, value: object):
    values = busy_town.services.reports.values(Q1)
    found = filling(content, values, code, from_1904=False)
    assert found.value == value
    assert type(found.value) is type(value)
    assert bool(found.reason) or value is not None


@pytest.mark.parametrize(
    ("code", "kind", "places"),
    [
        ("General", "number", None),
        ('0.0"%"', "number", 1),
        ("0.00%;[Red]-0.00%", "percent", 2),
        ('[$-804]yyyy"年"m"月"', "day", 0),
        ("#,##0.00_ ", "number", 2),
        ("@", "number", None),
    ],
)
def test_number_formats_are_understood(code: str, kind: str, places: int | None):
    assert number_formats.is_percent(code) is (kind == "percent")
    assert number_formats.is_date(code) is (kind == "day")
    assert number_formats.decimals(code) == places
