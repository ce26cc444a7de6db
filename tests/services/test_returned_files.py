"""Files that came back: matched, shown, written in one step; the same again changes nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from form_filling import SHEET, fill_form, row_of
from township import Q1, Q2, Town
from workbook_filling import fill

from db.base import Change
from desktop_app.core.progress import Cancelled
from desktop_app.services.workbook.returned_files import WHOLE, Preview, ReturnedFile, ReturnedFiles
from desktop_app.services.workbook.service import WorkbookService

DAYS, PEOPLE = "organization.party_days", "organization.party_day_attendance"


@pytest.fixture
def forms(town: Town, tmp_path: Path) -> dict[str, Path]:
    folder = tmp_path / "发下去的"
    folder.mkdir()
    files = WorkbookService(town.services).write_forms(folder, Q1)
    return {path.name.partition("　")[0]: path for path in files}


def preview(town: Town, *paths: Path, **options) -> Preview:
    return ReturnedFiles(town.services).preview(paths, town.period, **options)


def only(town: Town, *paths: Path, **options) -> ReturnedFile:
    (file,) = preview(town, *paths, **options).files
    return file


def take(town: Town, *paths: Path):
    files = preview(town, *paths).files
    return ReturnedFiles(town.services).write([file for file in files if file.is_chosen])


def value(town: Town, unit: str, key: str) -> object:
    return town.services.figures.figures_of_unit(town.period, unit)[key].value


def counts(file: ReturnedFile) -> tuple[int, int, int, int]:
    return file.added, file.changed, file.unchanged, len(file.refused)


def test_forms_are_shown_first_and_written_as_one_step(town: Town, forms: dict[str, Path]):
    fill_form(forms["张村"], 主题党日=3, 主题党日参加=86, 党员数=41)
    fill_form(forms["李村"], 主题党日=2, 党员志愿岗_办证员=4, 组织生活_应开支部=3)
    before = Change.select().count()
    shown = preview(town, *forms.values())
    assert Change.select().count() == before
    assert [(file.unit, *counts(file)) for file in shown.files] == [
        ("张村", 2, 1, 1, 0), ("李村", 3, 0, 2, 0), ("河湾社区", 0, 0, 1, 0),
    ]  # fmt: skip
    assert [file.is_chosen for file in shown.files] == [True, True, False]
    assert shown.missing == ()
    take(town, *forms.values())
    assert (value(town, "张村", DAYS), value(town, "李村", "production.four_posts")) == (3, 4)
    assert town.services.office.units(Q1)[0].party_members == 41
    new = list(Change.select().where(Change.id > before))
    assert {change.step for change in new} == {"收张村、李村的表"}
    assert len({change.batch for change in new}) == 1
    town.services.history.undo()
    assert value(town, "张村", DAYS) is None
    assert town.services.office.units(Q1)[0].party_members == 40


def test_the_same_file_twice_changes_nothing(town: Town, forms: dict[str, Path]):
    path = fill_form(forms["张村"], 主题党日=3, 捐款金额=1234.5, 值守时长=0)
    take(town, path)
    before = Change.select().count()
    again = only(town, path)
    assert counts(again) == (0, 0, 5, 0)
    ReturnedFiles(town.services).write([again])
    assert Change.select().count() == before
    assert value(town, "张村", "epidemic.duty_hours") == 0  # a zero that was written is a zero


def test_an_empty_cell_takes_nothing_away(town: Town, forms: dict[str, Path]):
    town.services.workbench.type_cell(Q1, "张村", PEOPLE, 86)
    path = fill_form(forms["张村"], 主题党日=3)
    take(town, path)
    assert (value(town, "张村", DAYS), value(town, "张村", PEOPLE)) == (3, 86)


def test_a_changed_cell_says_what_was_and_what_is(town: Town, forms: dict[str, Path]):
    town.services.workbench.type_cell(Q1, "张村", PEOPLE, 80)
    file = only(town, fill_form(forms["张村"], 主题党日参加=86))
    (cell,) = [cell for cell in file.cells if cell.state == "修改"]
    row = row_of(openpyxl.load_workbook(forms["张村"])[SHEET], "主题党日参加")
    assert (cell.cell, cell.label, cell.before, cell.now) == (f"E{row}", "主题党日参加", 80, 86)


def test_a_wrong_cell_is_left_out_and_named_the_others_are_taken(
    town: Town, forms: dict[str, Path]
):
    path = fill_form(forms["张村"], 主题党日="很多", 主题党日参加=86, 党课=-1)
    file = only(town, path)
    rows = {
        label: row_of(openpyxl.load_workbook(path)[SHEET], label) for label in ("主题党日", "党课")
    }
    assert {(refused.sheet, refused.cell) for refused in file.refused} == {
        (SHEET, f"E{rows['主题党日']}"), (SHEET, f"E{rows['党课']}"),
    }  # fmt: skip
    assert "应填数字，填的是“很多”" in "".join(refused.reason for refused in file.refused)
    contents = {refused.label: refused.text for refused in file.refused}
    assert contents == {"主题党日": "很多", "党课": "-1"}
    _summary, left_out = take(town, path)
    assert len(left_out) == 2
    assert (value(town, "张村", PEOPLE), value(town, "张村", DAYS)) == (86, None)


def test_what_the_ledger_counts_already_is_not_counted_twice(town: Town, forms: dict[str, Path]):
    path = fill_form(forms["张村"], 主题党日=3)
    town.row("theme_party_day", times=2)
    file = only(town, path)
    assert "台账里已登记合计2，表里是3" in file.refused[0].reason
    assert not file.is_chosen
    ReturnedFiles(town.services).write([file])
    assert value(town, "张村", DAYS) == 2


def test_lists_come_along(town: Town, forms: dict[str, Path]):
    path = fill(forms["张村"], 先进典型=[{"类别": "优秀党员", "姓名": "王秀英"}])
    assert counts(only(town, path))[0] == 1
    take(town, path)
    assert town.value("epidemic.exemplary_members") == ("王秀英",)
    assert counts(only(town, path))[0] == 0


def test_every_remark_says_what_stands_in_the_file(town: Town, forms: dict[str, Path]):
    good = {"类别": "优秀党员", "姓名": "王秀英"}
    town.row("exemplar", kind="优秀党员", name="王秀英", deed="送菜", order=1)
    path = fill(
        forms["张村"],
        先进典型=[
            {**good, "事迹": "送菜", "排序": 2},
            {**good, "日期": "去年腊月"},
            {"类别": "优秀党员", "姓名": "李春生", "日期": "2020-02-30"},
            {"类别": "优秀党员", "姓名": "周文"},
        ],
    )
    file = only(town, path)
    found = [(note.label, note.text) for note in (*file.refused, *file.warnings)]
    assert found == [
        ("日期", "去年腊月"), ("日期", "2020-02-30"), ("整行", "优秀党员，王秀英，送菜，2"),
    ]  # fmt: skip
    assert {note.sheet for note in file.refused} == {"先进典型"}
    listed = [(cell.now, cell.state) for cell in file.cells if cell.sheet == "先进典型"]
    assert listed == [("优秀党员，周文", "新增")]


def test_remarks_on_a_whole_sheet_and_on_lost_values_say_so(town: Town, forms: dict[str, Path]):
    path = fill_form(forms["张村"], 主题党日="=1/0")
    book = openpyxl.load_workbook(path)
    book["先进典型"]["B2"] = "exemplar.unknown"
    book.save(path)
    found = {note.label: note.text for note in only(town, path).refused}
    assert found == {"主题党日": "公式", "整张表": ""}


def test_a_renamed_file_and_a_renamed_unit_are_known_by_the_mark(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    path = shutil.copy(fill_form(forms["张村"], 主题党日=3), tmp_path / "新建 表格(3).xlsx")
    uid = town.services.office.units(Q1)[0].uid
    town.services.office.save_unit(Q1, "新张村", uid=uid)
    assert only(town, path).unit == "新张村"


def copied_sheet(path: Path, target: Path, *, marked: bool = True, unit: str = "张村") -> Path:
    """Copy the visible cells into a file of another program's making."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in openpyxl.load_workbook(path)[SHEET].iter_rows(max_col=6 if marked else 5):
        sheet.append([cell.value for cell in row])
    if not marked:
        sheet["A2"] = f"填报单位：{unit}" if unit else None
    book.save(target)
    return target


def test_a_sheet_copied_into_another_file_is_known(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    path = fill_form(forms["张村"], 主题党日=3)
    by_mark = copied_sheet(path, tmp_path / "甲.xlsx")
    by_text = copied_sheet(path, tmp_path / "乙.xlsx", marked=False)
    by_name = copied_sheet(path, tmp_path / "张村 一季度.xlsx", marked=False, unit="")
    nobody = copied_sheet(path, tmp_path / "丙.xlsx", marked=False, unit="")
    for found in (by_mark, by_text, by_name):
        file = only(town, found)
        assert (file.unit, file.added) == ("张村", 1), found.name
    file = only(town, nobody)
    assert file.lacks_unit
    assert "对不上任何填报单位" in file.remark
    assert only(town, nobody, units={nobody: "李村"}).unit == "李村"


def test_forms_of_several_villages_in_one_file(town: Town, forms: dict[str, Path], tmp_path: Path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for unit, number in (("张村", 3), ("李村", 5)):
        sheet = book.create_sheet(unit)
        for row in openpyxl.load_workbook(fill_form(forms[unit], 主题党日=number))[
            SHEET
        ].iter_rows():
            sheet.append([cell.value for cell in row])
    book.save(tmp_path / "合并.xlsx")
    take(town, tmp_path / "合并.xlsx")
    assert [value(town, unit, DAYS) for unit in ("张村", "李村")] == [3, 5]


def test_of_two_files_of_one_village_the_later_is_proposed(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    path = fill_form(forms["张村"], 主题党日=3)
    copy = Path(shutil.copy(path, tmp_path / "张村(1).xlsx"))
    first, second = preview(town, path, copy).files
    assert (first.is_chosen, second.is_chosen) == (True, False)
    assert second.remark == f"和“{path.name}”内容相同"
    later = fill_form(copy, 主题党日=4)
    os.utime(later, (path.stat().st_mtime + 60,) * 2)
    first, second = preview(town, path, later).files
    assert (first.is_chosen, second.is_chosen) == (False, True)
    assert "交了两份" in first.remark


def test_other_quarters_and_other_townships_stay_out(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    path = fill_form(forms["张村"], 主题党日=3)
    town.services.periods.open(Q2)
    file = only(Town(town.services, Q2), path)
    assert "是2020年第一季度的表格，不是2020年第二季度的" in file.remark
    assert not file.can_be_taken
    book = openpyxl.load_workbook(path)
    mark = book[SHEET]["F4"].value
    book[SHEET]["F4"], book[SHEET]["A2"] = mark[:-32] + "0" * 32, "填报单位（盖章）：外乡村"
    book.save(tmp_path / "外.xlsx")
    assert only(town, tmp_path / "外.xlsx").lacks_unit


def test_who_has_not_returned_is_listed(town: Town, forms: dict[str, Path]):
    shown = preview(town, fill_form(forms["张村"], 主题党日=3))
    assert shown.missing == ("李村", "河湾社区")


def test_a_bad_file_among_good_ones_costs_nothing(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    good = fill_form(forms["张村"], 主题党日=3)
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "半截.xlsx").write_bytes(good.read_bytes()[:3000])
    files = preview(town, tmp_path / "照片.xlsx", tmp_path / "半截.xlsx", good).files
    assert [file.can_be_taken for file in files] == [False, False, True]
    assert "其实是图片" in files[0].remark


def test_names_and_telephones_are_not_read(town: Town, forms: dict[str, Path]):
    book = openpyxl.load_workbook(fill_form(forms["张村"], 主题党日=3))
    sheet = book[SHEET]
    for row in sheet.iter_rows(min_row=sheet.max_row - 1):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value += "王秀英13812345678"
    book.save(forms["张村"])
    take(town, forms["张村"])
    told = "".join(f"{change.before}{change.after}{change.step}" for change in Change.select())
    assert "13812345678" not in told
    assert "王秀英" not in told


def test_a_folder_of_files_and_a_workbook_of_all_units(
    town: Town, forms: dict[str, Path], tmp_path: Path
):
    (forms["张村"].parent / "~$张村.xlsx").write_bytes(b"lock")
    assert len(preview(town, forms["张村"].parent).files) == 3
    town.row("theme_party_day", times=2)
    whole = tmp_path / "全部.xlsx"
    WorkbookService(town.services).write_template(whole, "2020Q1", filled=True)
    file = only(town, whole)
    assert (file.unit, *counts(file)) == (WHOLE, 0, 0, 1, 0)


def test_reading_can_be_stopped(town: Town, forms: dict[str, Path]):
    def stop(done: int, _total: int, _text: str) -> None:
        if done == 1:
            raise Cancelled

    before = Change.select().count()
    with pytest.raises(Cancelled):
        preview(town, *forms.values(), progress=stop)
    assert Change.select().count() == before


def test_filled_exported_and_taken_back_changes_nothing(town: Town, forms: dict[str, Path]):
    for number, path in enumerate(forms.values(), 1):
        fill_form(path, 主题党日=number, 党员服务队=2, 捐款金额=number + 0.25, 廉政提醒=1)
    take(town, *forms.values())
    folder = forms["张村"].parent
    again = WorkbookService(town.services).write_forms(folder, Q1, force=True)
    assert all(not file.changes_something for file in preview(town, *again).files)
    assert all(file.unchanged >= 5 and not file.refused for file in preview(town, *again).files)
