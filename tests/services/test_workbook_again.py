"""A workbook that comes back: copied rows, missing columns, errors, somebody else's file."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from township import Q1, Town
from workbook_filling import fill

from db.base import Change
from desktop_app.core.errors import SourceRefused, WorkbookRefused
from desktop_app.services.workbook.service import WorkbookService

KEY = "organization.party_day_attendance"


def filled(town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "带数据.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1", filled=True)
    return path


def take(town: Town, *paths: Path):
    return WorkbookService(town.services).read_all(paths)


def test_a_row_copied_with_its_hidden_key_is_a_new_row(town: Town, tmp_path: Path):
    town.row("theme_party_day", attendance=86)
    path = filled(town, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["主题党日"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(4, column).value = sheet.cell(3, column).value
    sheet["A4"], sheet["F4"] = "李村", 7
    book.save(path)
    summary = take(town, path)
    assert (summary.added, summary.changed, summary.unchanged) == (1, 0, 1)
    assert summary.warnings == ["主题党日·A4·这一行是复制来的，按新增的一行导入"]
    assert town.value(KEY) == 93


def test_a_round_trip_changes_nothing_about_rows_left_out_or_empty_numbers(
    town: Town, tmp_path: Path
):
    uid = town.row("theme_party_day", times=2)
    town.services.ledgers.save("theme_party_day", Q1, {"counted": False}, uid=uid)
    town.services.ledgers.save("theme_party_day", Q1, {"times": None, "attendance": 9}, unit="李村")
    town.services.office.save_reported_value(Q1, "integrity.reminders", 12, "微信群统计")
    before = town.value("organization.party_days")
    summary = take(town, filled(town, tmp_path))
    assert (summary.added, summary.changed) == (0, 0)
    assert town.value("organization.party_days") == before
    assert town.value("integrity.reminders") == 12


def test_the_office_s_mark_goes_along_and_the_report_s_form_stays(town: Town, tmp_path: Path):
    town.services.office.save_office(mark="青石镇党委文件")
    town.services.forms.save_field(Q1, "issued_on", "2020-04-08")
    path = filled(town, tmp_path)
    fill(path, 单位信息=[{"单位全称": "中共青石镇委员会"}])
    town.services.office.save_office(mark="")
    take(town, path)
    assert town.services.office.office().mark == "青石镇党委文件"
    assert town.services.office.office().full_name == "中共青石镇委员会"
    assert town.services.texts.report(Q1).official.issued_on is not None


def test_a_column_that_was_taken_out_wipes_nothing(town: Town, tmp_path: Path):
    town.row("theme_party_day", attendance=86, note="雨天改在室内")
    path = filled(town, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["主题党日"]
    keys = [cell.value for cell in sheet[2]]
    sheet.delete_cols(keys.index("theme_party_day.note") + 1)
    book.save(path)
    assert take(town, path).unchanged == 1
    assert town.services.ledgers.rows("theme_party_day", Q1)[0].values["note"] == "雨天改在室内"


def test_a_row_that_differs_in_numbers_alone_is_pointed_at(town: Town, tmp_path: Path):
    path = tmp_path / "表.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1")
    fill(path, 捐款=[{"填报单位": "张村", "渠道": "组织收缴", "捐款党员": 20}])
    take(town, path)
    book = openpyxl.load_workbook(path)
    book["捐款"]["D3"] = 22
    book.save(path)
    summary = take(town, path)
    assert summary.added == 1
    assert "只有数字不同" in summary.warnings[0]


def test_two_files_may_not_bring_two_subtotals_of_one_unit(town: Town, tmp_path: Path):
    paths = [tmp_path / name for name in ("甲.xlsx", "乙.xlsx")]
    for path, number in zip(paths, (5, 7), strict=True):
        WorkbookService(town.services).write_template(path, "2020Q1", unit="张村")
        fill(path, 主题党日=[{"参加": number, "小计": "是"}])
    with pytest.raises(WorkbookRefused, match="小计填了两行"):
        take(town, *paths)


@pytest.mark.parametrize(
    ("value", "reason"), [("=1/0", "是没有算出结果的公式"), ("#N/A", "是错误值“#N/A”")]
)
def test_errors_and_formulas_without_a_result_are_named(town: Town, tmp_path: Path, value, reason):
    path = filled(town, tmp_path)
    fill(path, 主题党日=[{"填报单位": "张村", "参加": value}])
    book = openpyxl.load_workbook(path)
    if value.startswith("#"):
        book["主题党日"]["F3"].data_type = "e"
    book.save(path)
    with pytest.raises(WorkbookRefused, match=f"主题党日·F3·{reason}"):
        take(town, path)


def test_a_sheet_whose_hidden_row_is_gone_is_refused(town: Town, tmp_path: Path):
    path = filled(town, tmp_path)
    book = openpyxl.load_workbook(path)
    book["主题党日"].delete_rows(2)
    book.save(path)
    before = Change.select().count()
    with pytest.raises(WorkbookRefused, match="主题党日·A2·这张表隐藏的第二行"):
        take(town, path)
    assert Change.select().count() == before


def test_another_township_s_workbook_is_refused(town: Town, tmp_path: Path):
    path = filled(town, tmp_path)
    book = openpyxl.load_workbook(path)
    for row in (3, 4, 5):
        book["填报单位"].cell(row, 1).value = f"外村{row}"
        book["填报单位"].cell(row, 6).value = f"uid{row}"
    book.save(path)
    with pytest.raises(SourceRefused, match="像是别的镇（街道）的表格"):
        take(town, path)


def test_a_unit_is_known_by_its_key_after_it_was_renamed(town: Town, tmp_path: Path):
    path = tmp_path / "张村.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1", unit="张村")
    unit = next(unit for unit in town.services.office.units(Q1) if unit.name == "张村")
    town.services.office.save_unit(Q1, "新张村", uid=unit.uid)
    fill(path, 主题党日=[{"参加": 5}])
    take(town, path)
    assert town.services.figures.figures_of_unit(Q1, "新张村")[KEY].value == 5


def test_the_township_says_nil_for_what_it_keeps_itself(town: Town, tmp_path: Path):
    path = filled(town, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["零报告"]
    keys = [cell.value for cell in sheet[2]]
    rows = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
    sheet.cell(rows["本级"], keys.index("nil_report.clue") + 1).value = "是"
    shutil.copy(path, tmp_path / "b.xlsx")
    book.save(path)
    take(town, path)
    assert town.value("integrity.clues_received") == 0
    sheet.cell(rows["张村"], keys.index("nil_report.clue") + 1).value = "是"
    book.save(path)
    with pytest.raises(WorkbookRefused, match="“问题线索”由本级登记"):
        take(town, path)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"指标": "党员捐款比例", "填报单位": "张村", "数值": 5, "理由": "报"}, "不分单位"),
        ({"指标": "谈话提醒", "填报单位": "张村", "数值": 5, "理由": "报"}, "不分单位"),
        ({"指标": "主题党日", "数值": -5, "理由": "报"}, "不能是负数"),
        ({"指标": "主题党日", "数值": 3.5, "理由": "报"}, "应填整数"),
        ({"指标": "主题党日", "数值": 3}, "不能为空"),
    ],
)
def test_values_given_by_hand_are_judged_like_others(town: Town, tmp_path: Path, row, reason):
    path = filled(town, tmp_path)
    fill(path, 直报数=[row])
    with pytest.raises(WorkbookRefused, match=reason):
        take(town, path)
