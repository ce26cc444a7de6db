"""Forms of labels alone: cells that were never written are shown, asked for, filled and moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook
from township import Town
from upper_form_hands import (
    DAYS,
    MAIN,
    TODAY,
    added,
    busy,
    cells,
    confirm,
    exported,
    parts,
    sheet_file,
    view,
)
from upper_form_samples import FRAME, bare_list, bare_tables

from desktop_app.core.errors import InvalidValue, SourceRefused
from desktop_app.services.upper_forms.book import read_book
from desktop_app.services.upper_forms.cell_names import cell_name, cell_place
from desktop_app.services.upper_forms.filling import filled

ATTENDANCE = "organization.party_day_attendance"


@pytest.fixture
def busy_town(town: Town) -> Town:
    return busy(town)


def saved(path: Path, **texts: str) -> Path:
    """A sheet with some texts and nothing else."""
    book = Workbook()
    for place, text in texts.items():
        book.active[place] = text
    book.save(path)
    return path


def asked(town: Town, path: Path) -> list[str]:
    """The cells that wait for an answer, by their names."""
    return [cell_name(place) for _, place in view(town, added(town, path)).asked]


# ── seeing and proposing ─────────────────────────────────────────────────────────────────────────


def test_labels_of_a_list_are_answered_at_their_right(busy_town: Town, tmp_path: Path):
    found = view(busy_town, added(busy_town, bare_list(tmp_path / "报表.xlsx")))
    assert {cell_name(one.spot[1]): one.content for one in found.suggestions} == {
        "A1": "{report.period}党建工作统计表",
        "B2": "{office.full_name}",
        "B4": f"{{{DAYS}}}",
        "B5": f"{{{ATTENDANCE}}}",
        "B6": "{organization.donation_amount|万}",
    }
    assert all(one.certain for one in found.suggestions)
    assert [cell_name(place) for _, place in found.open] == ["B2", "B4", "B5", "B6", "B7"]


def test_tables_of_labels_are_answered_where_row_and_column_meet(busy_town: Town, tmp_path: Path):
    found = view(busy_town, added(busy_town, bare_tables(tmp_path / "汇总.xlsx")))
    contents = {(one.spot[0], cell_name(one.spot[1])): one.content for one in found.suggestions}
    assert contents == {
        **{
            ("汇总", f"{column}{row}"): f"{{{key}@unit {unit}}}"
            for row, unit in ((3, "张村"), (4, "李村"), (5, "河湾社区"))
            for column, key in (("B", DAYS), ("C", ATTENDANCE))
        },
        ("汇总", "B6"): f"{{{DAYS}}}",
        ("汇总", "C6"): f"{{{ATTENDANCE}}}",
        ("单行", "A2"): f"{{{DAYS}}}",
        ("单行", "B2"): f"{{{ATTENDANCE}}}",
        ("单行", "C2"): "{organization.donation_amount}",
    }
    assert [(grid.rows, grid.columns) for grid in found.sheets] == [(9, 6), (4, 5), (0, 0)]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({"A1": "党员总数"}, ["B1"]),
        ({"A1": "一、基层党建", "A2": "党员总数", "A3": "说明"}, ["B2"]),
        ({"A1": "请于四月十日前报送；逾期通报，共三次"}, []),
        ({"A1": "党员总数", "D1": "志愿者人数", "A2": "支部数", "D2": "活动次数"},
         ["B1", "E1", "B2", "E2"]),
        ({"A1": "项目", "B1": "单位", "C1": "本季度", "A2": "志愿服务", "B2": "次"}, ["C2"]),
        ({"A2": "志愿者人数", "B2": "活动次数", "A1": "志愿服务统计表"}, ["A3", "B3"]),
    ],
)  # fmt: skip
def test_what_is_no_label_of_a_number_asks_for_nothing(
    town: Town, tmp_path: Path, texts: dict[str, str], wanted: list[str]
):
    assert asked(town, saved(tmp_path / "表.xlsx", **texts)) == wanted


def test_a_form_with_frames_is_asked_of_its_frames_alone(town: Town, tmp_path: Path):
    path = bare_list(tmp_path / "报表.xlsx")
    book = load_workbook(path)
    book.active["B4"].border = FRAME
    book.save(path)
    assert asked(town, path) == ["A1", "A2", "B4"]


def test_room_is_added_below_a_framed_head_but_not_to_a_framed_table(town: Town, tmp_path: Path):
    path = saved(tmp_path / "表.xlsx", A1="党员总数", B1="支部数")
    book = load_workbook(path)
    for name in ("A1", "B1"):
        book.active[name].border = FRAME
    book.save(path)
    grid = view(town, added(town, path)).sheets[0]
    assert (grid.used, grid.rows, grid.columns) == ((1, 2), 4, 4)
    for name in ("A2", "B2"):
        book.active[name].border = FRAME
    book.save(path)
    grid = view(town, added(town, path)).sheets[0]
    assert (grid.used, grid.rows, grid.columns) == ((2, 2), 2, 2)


def test_a_merged_range_that_was_never_written_is_one_cell(busy_town: Town, tmp_path: Path):
    path = saved(tmp_path / "表.xlsx", A1="主题党日次数", A2="主题党日参加（人次）")
    book = load_workbook(path)
    book.active.merge_cells("B1:F1")
    book.save(path)
    uid = added(busy_town, path)
    grid = view(busy_town, uid).sheets[0]
    assert (grid.rows, grid.columns) == (5, 6)
    with pytest.raises(InvalidValue, match="合并单元格"):
        busy_town.services.upper_forms.map_cells(uid, {("Sheet", (1, 4)): "3"})
    confirm(busy_town, uid)
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target).active
    assert (sheet["B1"].value, sheet["B2"].value) == (5, 136)
    assert [str(one) for one in sheet.merged_cells.ranges] == ["B1:F1"]


# ── filling ──────────────────────────────────────────────────────────────────────────────────────


def test_only_new_cells_come_into_the_file(busy_town: Town, tmp_path: Path):
    path = bare_list(tmp_path / "报表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    busy_town.services.upper_forms.map_cells(uid, {("报表", (12, 3)): "章禾"})
    done = exported(busy_town, uid, tmp_path / "填好.xlsx")
    assert done.filled == 6
    before, after = parts(path.read_bytes()), parts(done.target.read_bytes())
    name = "xl/worksheets/sheet1.xml"
    assert {part for part in before if before[part] != after[part]} == {name}
    old, new = cells(before[name]), cells(after[name])
    assert {cell for cell in old if old[cell] != new[cell]} == {"A1"}
    assert new.keys() - old.keys() == {"B2", "B4", "B5", "B6", "C12"}
    assert b'<dimension ref="A1:C12"' in after[name].replace(b" />", b"/>")


def test_other_readers_see_the_values(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, bare_list(tmp_path / "报表.xlsx"))
    confirm(busy_town, uid)
    done = exported(busy_town, uid, tmp_path / "填好.xlsx")
    seen = CalamineWorkbook.from_path(str(done.target)).get_sheet_by_name("报表").to_python()
    wanted = ["青石镇人民政府", "", 5, 136, 12.35]
    assert [row[1] for row in seen[1:6]] == wanted
    sheet = load_workbook(done.target)["报表"]
    assert [sheet.cell(row, 2).value or "" for row in range(2, 7)] == wanted


def test_a_new_cell_is_set_as_its_row_its_column_or_its_label(busy_town: Town, tmp_path: Path):
    path = bare_list(tmp_path / "报表.xlsx")
    book = load_workbook(path)
    sheet = book["报表"]
    sheet.column_dimensions["C"].number_format = "0.00"
    sheet.row_dimensions[5].font = Font(size=20)
    sheet["A6"].font = Font(size=14, bold=True)
    book.save(path)
    uid = added(busy_town, path)
    taken = [f"{column}{row}" for row in (4, 5, 6) for column in "BC"]
    contents = {("报表", cell_place(name)): f"{{{DAYS}}}" for name in taken}
    busy_town.services.upper_forms.map_cells(uid, contents)
    shown = view(busy_town, uid).mapped
    assert shown["报表", (4, 3)].filling.shown == "5.00"
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target)["报表"]
    assert {name: (sheet[name].font.sz, sheet[name].number_format) for name in taken} == {
        "B4": (14, "General"),
        "C4": (11, "0.00"),
        "B5": (20, "General"),
        "C5": (20, "General"),
        "B6": (11, "General"),
        "C6": (11, "0.00"),
    }


def test_a_row_that_names_its_columns_names_the_new_ones_too():
    book = read_book(
        sheet_file('<row r="2" spans="1:1"><c r="A2" t="str"><v>党员总数</v></c></row>'), "表.xlsx"
    )
    data = filled(book, {book.sheets[0].grid.title: {(2, 2): "五", (2, 4): "六", (3, 1): "七"}})
    sheet = etree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])
    rows = [(row.get("r"), row.get("spans")) for row in sheet.iter(f"{MAIN}row")]
    assert rows == [("2", "1:4"), ("3", None), ("9", None)]
    assert [cell.get("r") for cell in sheet.iter(f"{MAIN}c")] == ["A2", "B2", "D2", "A3", "F9"]


# ── keeping and moving ───────────────────────────────────────────────────────────────────────────


def test_room_around_the_labels_takes_something_and_nothing_beyond(town: Town, tmp_path: Path):
    uid = added(town, saved(tmp_path / "表.xlsx", B2="党员总数"))
    service = town.services.upper_forms
    service.map_cells(uid, {("Sheet", (5, 4)): "章禾", ("Sheet", (1, 1)): "密"})
    for place in ((6, 4), (5, 5)):
        with pytest.raises(InvalidValue, match="表格外面"):
            service.map_cells(uid, {("Sheet", place): "章禾"})
    assert town.services.history.undo() == "上报表格：对应2个格"
    assert view(town, uid).mapped == {}


def moved(town: Town, uid: str, path: Path) -> dict[str, tuple[str, bool]]:
    """Where each mapped cell goes in a newer file, and whether that is sure."""
    return {
        cell_name(move.old[1]): (cell_name(move.new[1]) if move.new else "", move.certain)
        for move in town.services.upper_forms.replacement(uid, path).moves
    }


def test_cells_never_written_move_with_their_labels(busy_town: Town, tmp_path: Path):
    service = busy_town.services.upper_forms
    uid = added(busy_town, bare_list(tmp_path / "报表.xlsx"))
    confirm(busy_town, uid)
    spot = ("报表", (5, 3))
    service.map_cells(uid, {spot: "其中网上", ("报表", (12, 3)): "章禾"})
    newer = bare_list(tmp_path / "新表.xlsx", lead=1, added=("党员总数",))
    assert moved(busy_town, uid, newer) == {
        "A1": ("A1", True),
        "B2": ("B3", True),
        "B4": ("B6", True),
        "B5": ("B7", True),
        "C5": ("C7", True),
        "B6": ("B8", True),
        "C12": ("C12", False),
    }
    replacement = service.replacement(uid, newer)
    service.replace(replacement, replacement.moves, TODAY)
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target)["报表"]
    assert (sheet["B6"].value, sheet["C7"].value, sheet["B4"].value) == (5, "其中网上", None)


def test_a_bare_table_with_more_units_keeps_each_unit_s_cells(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, bare_tables(tmp_path / "汇总.xlsx"))
    confirm(busy_town, uid)
    newer = bare_tables(tmp_path / "新表.xlsx", ("李村", "王家庄", "张村"))
    found = moved(busy_town, uid, newer)
    assert {name: found[name] for name in ("B3", "C4", "B5", "B6", "A2")} == {
        "B3": ("B5", True),
        "C4": ("C3", True),
        "B5": ("", False),
        "B6": ("B6", True),
        "A2": ("A2", True),
    }


def test_a_cell_that_the_newer_file_has_no_room_for_is_lost(town: Town, tmp_path: Path):
    uid = added(town, saved(tmp_path / "表.xlsx", A1="党员总数", D9="合计"))
    town.services.upper_forms.map_cells(uid, {("Sheet", (12, 6)): "章禾"})
    assert moved(town, uid, saved(tmp_path / "小表.xlsx", A1="党员总数")) == {"F12": ("", False)}


def test_a_workbook_with_macros_is_refused_by_its_name(town: Town, tmp_path: Path):
    path = bare_list(tmp_path / "季报.xlsx")
    book = load_workbook(path, keep_vba=True)
    book.save(tmp_path / "季报.xlsm")
    book.vba_archive.close()  # openpyxl leaves it to the collector, which finds its file closed
    with pytest.raises(SourceRefused, match=r"“季报.xlsm”带有宏，不能导入。.*另存为"):
        added(town, tmp_path / "季报.xlsm")
