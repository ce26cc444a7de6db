"""Forms of the county: kept as they came, mapped by labels, filled without touching the rest."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from township import Q1, Q2, Town
from upper_form_samples import FRAME, list_form, units_form

from db.models.upper_forms import WorkbookFile
from desktop_app.core.errors import InvalidValue, NothingSetUp, SourceRefused, TargetRefused
from desktop_app.services.upper_forms import number_formats
from desktop_app.services.upper_forms.book import read_book
from desktop_app.services.upper_forms.cell_names import cell_name, cell_place
from desktop_app.services.upper_forms.contents import filling
from desktop_app.services.upper_forms.filling import filled
from desktop_app.services.upper_forms.package import LARGEST_FILE
from desktop_app.services.upper_forms.records import Export, FormView
from desktop_app.services.workplace import Workplace

TODAY = date(2020, 4, 2)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAYS = "organization.party_days"


@pytest.fixture
def busy_town(town: Town) -> Town:
    town.services.office.save_unit(Q1, "张村", party_members=41)
    town.row("theme_party_day", "张村", times=3, attendance=86)
    town.row("theme_party_day", "李村", times=2, attendance=50)
    town.row("donation", "张村", member_donors=39, amount="123456.78")
    return town


def added(town: Town, path: Path) -> str:
    return town.services.upper_forms.add(path, TODAY)


def view(town: Town, uid: str) -> FormView:
    return town.services.upper_forms.view(uid, Q1, TODAY)


def confirm(town: Town, uid: str, *, uncertain: bool = False) -> None:
    """Accept what is proposed, as the clerk does who leaves the ticks as they are."""
    contents = {
        one.spot: one.content for one in view(town, uid).suggestions if one.certain or uncertain
    }
    town.services.upper_forms.map_cells(uid, contents)


def exported(town: Town, uid: str, target: Path) -> Export:
    return town.services.upper_forms.export(uid, Q1, target, TODAY)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(xml: bytes) -> dict[str, bytes]:
    """Name → XML of each cell; a formula without what was computed."""
    found = {}
    for cell in etree.fromstring(xml).iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            for value in cell.findall(f"{MAIN}v"):
                cell.remove(value)
            cell.attrib.pop("t", None)
        found[cell.get("r")] = etree.tostring(cell, method="c14n")
    return found


def around_data(xml: bytes) -> tuple[bytes, bytes]:
    before, rest = xml.split(b"<sheetData>")
    return before, rest.split(b"</sheetData>")[1]


# ── reading and proposing ────────────────────────────────────────────────────────────────────────


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
    assert (grid.rows, grid.columns) == (8, 6)
    assert grid.owner((1, 5)) == (1, 1)
    assert grid.cell((1, 5)).look.size == 18
    assert grid.cell((1, 1)).look.bold
    assert grid.cell((8, 3)).is_formula
    assert grid.widths[2] == 16
    assert grid.heights[1] == 36


# ── filling ──────────────────────────────────────────────────────────────────────────────────────


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


# ── hand-made XML ────────────────────────────────────────────────────────────────────────────────

SHAPES = {
    "plain": '<row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="C2"/></row><row r="5"></row>',
    "implied places": '<row><c><v>1</v></c><c/><c t="inlineStr"><is><t>x</t></is></c></row><row/>',
    "closed rows": '<row r="1" spans="1:1" s="1" customFormat="1"/><row r="4" ht="30"/>',
    "formulas": '<row r="1"><c r="B1" t="str"><f>A1&amp;"&gt;"</f><v>old</v></c>'
    '<c r="D1"><f>1</f></c></row>',
    "remarks": "<!-- <c r='A1'/> --><row r='3'><c r='B3'><v>5</v></c><?odd >?></row>",
    "empty": "",
}


def sheet_file(data: str, prefix: str = "") -> bytes:
    """A workbook around hand-made rows, elements with a prefix where one is given."""
    target = BytesIO()
    book = Workbook()
    book.active["F9"] = "角"
    book.save(target)
    found = parts(target.getvalue())
    name = "xl/worksheets/sheet1.xml"
    corner = '<row r="9"><c r="F9" t="inlineStr"><is><t>角</t></is></c></row>'
    xml = f"<worksheet xmlns='{MAIN[1:-1]}'><sheetData>{data}{corner}</sheetData></worksheet>"
    if prefix:
        xml = re.sub(r"<(/?)(\w)", rf"<\1{prefix}:\2", xml).replace("xmlns=", f"xmlns:{prefix}=")
    with zipfile.ZipFile(target, "w") as archive:
        for part, content in {**found, name: xml.encode()}.items():
            archive.writestr(part, content)
    return target.getvalue()


STRINGS = (
    "<sst><si><t>次数</t></si><si><r><rPr><b/></rPr><t>主题</t></r><r><t>党日_x0031_</t></r>"
    "<rPh sb='0' eb='1'><t>zhu</t></rPh></si></sst>"
)


def with_strings(data: bytes, strings: str) -> bytes:
    """The workbook with shared strings, as Excel and WPS write texts."""
    found = parts(data)
    relations = "xl/_rels/workbook.xml.rels"
    relation = b'<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    found[relations] = found[relations].replace(b"</Relationships>", relation + b"</Relationships>")
    found["xl/sharedStrings.xml"] = strings.encode()
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in found.items():
            archive.writestr(part, content)
    return target.getvalue()


def test_shared_strings_are_read_without_their_readings():
    shape = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    data = with_strings(sheet_file(shape + '<c r="C1" t="s"><v>7</v></c></row>'), STRINGS)
    grid = read_book(data, "表.xlsx").sheets[0].grid
    assert [grid.cell((1, column)).text for column in (1, 2, 3)] == ["次数", "主题党日1", ""]


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=30, deadline=None)
@given(
    writes=st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(1, 5)),
        st.one_of(
            st.decimals(-(10**9), 10**9, places=2),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
        ),
        max_size=12,
    )
)
def test_unmapped_cells_never_change(shape: str, prefix: str, writes: dict):
    book = read_book(sheet_file(SHAPES[shape], prefix), "表.xlsx")
    (sheet,) = book.sheets
    taken = {
        place: content for place, content in writes.items() if not sheet.grid.cell(place).is_formula
    }
    again = read_book(filled(book, {sheet.grid.title: writes}), "表.xlsx").sheets[0].grid
    for place in {*sheet.grid.cells, *again.cells}:
        old, new = sheet.grid.cell(place), again.cell(place)
        if place not in taken:
            assert new == old
        elif isinstance(taken[place], str):
            assert new.text == str(taken[place]).replace("\ufffe", "").replace("\uffff", "")
        else:
            assert Decimal(new.text) == taken[place]
    assert {place for place, content in taken.items() if content != ""} <= set(again.cells)


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────


def zipped(**changed: bytes) -> bytes:
    """A small workbook with some parts changed or added; __ in a name stands for a slash."""
    target = BytesIO()
    book = Workbook()
    book.active["A1"] = "标题"
    book.save(target)
    found = {**parts(target.getvalue()), **changed}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return target.getvalue()


TYPES = parts(zipped())["[Content_Types].xml"]
SHEET = parts(zipped())["xl/worksheets/sheet1.xml"]
DTD = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED = {
    "old": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧格式"),
    "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "csv": ("单位,次数\n张村,3\n".encode("gbk"), "不是.xlsx表格"),
    "half": (zipped()[:900], "可能已损坏"),
    "macros": (
        zipped(**{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"sheet.macroEnabled.main")}),
        "带有宏",
    ),
    "template": (
        zipped(**{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"template.main")}),
        "不是普通的",
    ),
    "dtd": (zipped(**{"xl/worksheets/sheet1.xml": DTD + SHEET}), "可能已损坏"),
    "bomb": (zipped(**{"xl/worksheets/sheet1.xml": SHEET + b" " * 13_000_000}), "展开后过大"),
    "cells": (
        zipped(
            **{
                "xl/worksheets/sheet1.xml": SHEET.replace(
                    b"<sheetData>", b"<sheetData><row>" + b"<x/>" * 900_000 + b"</row>"
                )
            }
        ),
        "展开后过大",
    ),
    "texts": (
        with_strings(zipped(), f"<sst>{'<si/>' * 300_000}</sst>"),
        "展开后过大",
    ),
    "no rows": (
        zipped(**{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData/></worksheet>"}),
        "没有可以填写",
    ),
    "no sheet": (zipped(**{"xl/worksheets/sheet1.xml": b"<html/>"}), "可能已损坏"),
    "overlaps": (
        zipped(
            **{
                "xl/worksheets/sheet1.xml": SHEET.replace(
                    b"</sheetData>",
                    b"</sheetData><mergeCells>"
                    + b'<mergeCell ref="A1:XFD1048576"/>' * 20
                    + b"</mergeCells>",
                )
            }
        ),
        "可能已损坏",
    ),
    "large": (bytes(LARGEST_FILE + 1), "最大5MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_filled_is_refused_in_one_sentence(town: Town, tmp_path: Path, kind: str):
    data, reason = REFUSED[kind]
    path = tmp_path / "县里的表.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceRefused, match=reason) as refusal:
        added(town, path)
    assert "县里的表.xlsx" in str(refusal.value)
    assert town.services.upper_forms.all() == []
    assert WorkbookFile.select().count() == 0


def test_a_missing_file_and_a_folder_are_refused(town: Town, tmp_path: Path):
    with pytest.raises(SourceRefused, match="找不到文件"):
        added(town, tmp_path / "没有.xlsx")
    with pytest.raises(SourceRefused, match="文件夹"):
        added(town, tmp_path)


@pytest.mark.parametrize(
    ("spot", "content", "reason"),
    [
        (("汇总表", (8, 3)), "{report.year}", "公式"),
        (("汇总表", (1, 3)), "{report.year}", "合并单元格"),
        (("汇总表", (80, 3)), "{report.year}", "外面"),
        (("没有", (1, 1)), "{report.year}", "没有工作表"),
        (("汇总表", (5, 6)), "长" * 1001, "太长"),
    ],
)
def test_a_cell_that_takes_nothing_is_refused(town: Town, tmp_path: Path, spot, content, reason):
    uid = added(town, units_form(tmp_path / "汇总表.xlsx"))
    with pytest.raises(InvalidValue, match=reason):
        town.services.upper_forms.map_cells(
            uid, {spot: content, ("汇总表", (5, 3)): "{report.year}"}
        )
    assert view(town, uid).mapped == {}


# ── keeping ──────────────────────────────────────────────────────────────────────────────────────


def test_every_step_is_taken_back_and_comes_again(busy_town: Town, tmp_path: Path):
    service, history = busy_town.services.upper_forms, busy_town.services.history
    path = units_form(tmp_path / "汇总表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    service.map_cells(uid, {("汇总表", (5, 3)): ""})
    service.unmap(uid, [("汇总表", (5, 4))])
    service.rename(uid, "一季度汇总")
    service.delete(uid)
    names = [history.undo() for _ in range(5)]
    assert names == [
        "删除上报表格：一季度汇总",
        "修改表格名称",
        "取消单元格对应",
        "上报表格：C5留空不填",
        "上报表格：对应11个格",
    ]
    assert [form.mapped for form in service.all()] == [0]
    history.undo()
    assert service.all() == []
    for _ in range(5):
        history.redo()
    assert [(form.name, form.mapped, form.left) for form in service.all()] == [("一季度汇总", 9, 1)]
    exported(busy_town, uid, tmp_path / "填好.xlsx")
    assert WorkbookFile.get().content == path.read_bytes()


def test_a_deleted_form_comes_back_from_the_bin_with_its_mapping(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, units_form(tmp_path / "汇总表.xlsx"))
    confirm(busy_town, uid)
    busy_town.services.upper_forms.delete(uid)
    assert busy_town.services.upper_forms.all() == []
    busy_town.services.recycle_bin.restore([("upper_form", uid)])
    assert busy_town.services.upper_forms.all()[0].mapped == 11


def test_the_same_file_is_kept_once(town: Town, tmp_path: Path):
    path = units_form(tmp_path / "汇总表.xlsx")
    added(town, path)
    added(town, path)
    assert (WorkbookFile.select().count(), len(town.services.upper_forms.all())) == (1, 2)


def test_forms_go_with_the_demo_data(town: Town, workplace: Workplace, tmp_path: Path):
    uid = added(town, units_form(tmp_path / "汇总表.xlsx"))
    confirm(town, uid)
    workplace.clear()
    assert town.services.upper_forms.all() == []


def test_one_figure_goes_down_all_units(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, units_form(tmp_path / "汇总表.xlsx"))
    service = busy_town.services.upper_forms
    found = service.along_units(
        view(busy_town, uid), ("汇总表", (6, 3)), "{epidemic.teams@unit 李村}"
    )
    assert {cell_name(spot[1]): content for spot, content in found.items()} == {
        "C5": "{epidemic.teams@unit 张村}",
        "C6": "{epidemic.teams@unit 李村}",
        "C7": "{epidemic.teams@unit 河湾社区}",
    }
    assert service.along_units(view(busy_town, uid), ("汇总表", (6, 3)), f"{{{DAYS}}}") == {}


def test_a_newer_file_takes_the_mapping_over_where_its_labels_are(busy_town: Town, tmp_path: Path):
    service = busy_town.services.upper_forms
    (tmp_path / "新").mkdir()
    uid = added(busy_town, units_form(tmp_path / "2020年第一季度汇总表.xlsx"))
    confirm(busy_town, uid)
    newer = units_form(tmp_path / "新" / "2020年第二季度汇总表.xlsx", ("李村", "张村"), lead=2)
    assert service.namesake(newer).uid == uid
    replacement = service.replacement(uid, newer)
    moved = {
        cell_name(move.old[1]): (cell_name(move.new[1]) if move.new else "", move.certain)
        for move in replacement.moves
    }
    assert moved == {
        "A1": ("A1", True),
        "A2": ("A2", True),
        **{f"{column}5": (f"{column}8", True) for column in "CDE"},
        **{f"{column}6": (f"{column}7", True) for column in "CDE"},
        **{f"{column}7": ("", False) for column in "CDE"},
    }
    service.replace(replacement, replacement.moves, TODAY)
    assert service.all()[0].file_name == "2020年第二季度汇总表.xlsx"
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target)["汇总表"]
    assert (sheet["B8"].value, sheet["C8"].value, sheet["C7"].value) == ("张村", 3, 2)
    busy_town.services.history.undo()
    assert service.all()[0].file_name == "2020年第一季度汇总表.xlsx"
    assert view(busy_town, uid).mapped[("汇总表", (5, 3))].content == f"{{{DAYS}@unit 张村}}"


def test_another_quarter_gives_its_own_values(busy_town: Town, tmp_path: Path):
    busy_town.services.periods.open(Q2)
    uid = added(busy_town, list_form(tmp_path / "报表.xlsx"))
    confirm(busy_town, uid)
    found = busy_town.services.upper_forms.view(uid, Q2, TODAY)
    assert found.mapped[("报表", (4, 4))].filling.shown == ""
    assert found.mapped[("报表", (4, 5))].filling.shown == "5"


@pytest.mark.parametrize(
    ("name", "place"), [("A1", (1, 1)), ("$AB$12", (12, 28)), ("XFD1048576", (1048576, 16384))]
)
def test_cells_have_names(name: str, place):
    assert cell_place(name) == place
    assert cell_name(place) == name.replace("$", "")


@pytest.mark.parametrize("name", ["", "A0", "XFE1", "A1048577", "12", "ABCD1"])
def test_what_is_no_cell_has_no_place(name: str):
    assert cell_place(name) is None
