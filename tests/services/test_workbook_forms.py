"""The form of one page that a village fills in: what it asks, how it is protected and known."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from form_filling import SHEET, row_of
from township import Q1, Q2, Town

from desktop_app.core.errors import NothingSetUp, TargetRefused, UnknownUnit
from desktop_app.core.progress import Cancelled
from desktop_app.services.assembly import Services
from desktop_app.services.workbook.form_facts import FormFacts
from desktop_app.services.workbook.service import WorkbookService


@pytest.fixture
def second(town: Town) -> Town:
    """The township in its second quarter, with a few facts of the first."""
    town.row("theme_party_day", times=2, attendance=86)
    town.row("help_visit", kind="困难群众", people=7)
    town.services.periods.open(Q2)
    return Town(town.services, Q2)


def write(town: Town, folder: Path, *units: str):
    return WorkbookService(town.services).write_forms(folder, town.period, units)


def sheet_of(path: Path):
    return openpyxl.load_workbook(path)[SHEET]


def test_each_unit_that_reports_gets_one_file(town: Town, tmp_path: Path):
    town.services.office.save_unit(Q1, "河湾社区", reporting=False)
    names = [path.name for path in write(town, tmp_path)]
    assert names == [f"{unit}　2020年第一季度填报表.xlsx" for unit in ("张村", "李村")]
    assert len(write(town, tmp_path, "河湾社区")) == 1


def test_last_quarter_stands_beside_and_what_is_typed_already_in_the_cell(
    second: Town, tmp_path: Path
):
    second.services.workbench.type_cell(Q2, "张村", "organization.party_days", 3)
    sheet = sheet_of(write(second, tmp_path, "张村")[0])
    days, people = row_of(sheet, "主题党日"), row_of(sheet, "帮助困难群众")
    assert [sheet.cell(days, column).value for column in (3, 4, 5)] == ["次", 2, 3]
    assert [sheet.cell(people, column).value for column in (4, 5)] == [7, None]
    assert [sheet.cell(row_of(sheet, "党员数"), column).value for column in (4, 5)] == [40, 40]


def test_only_cells_to_fill_in_are_open_and_take_numbers_alone(second: Town, tmp_path: Path):
    second.row("theme_party_day", times=1, attendance=30)
    sheet = sheet_of(write(second, tmp_path, "张村")[0])
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    counted, asked = row_of(sheet, "主题党日参加"), row_of(sheet, "捐款金额")
    assert (sheet.cell(counted, 5).value, sheet.cell(counted, 5).protection.locked) == (30, True)
    assert not sheet.cell(asked, 5).protection.locked
    assert sheet.cell(asked, 2).protection.locked
    kinds = {
        validation.type: str(validation.sqref)
        for validation in sheet.data_validations.dataValidation
    }
    assert f"E{asked}" in kinds["decimal"].split()
    assert f"E{counted}" not in kinds["whole"]


def test_it_prints_upright_on_one_page_with_its_heading_frozen(town: Town, tmp_path: Path):
    sheet = sheet_of(write(town, tmp_path, "张村")[0])
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == (
        "portrait", 9, 1, 1,
    )  # fmt: skip
    assert sheet.freeze_panes == "A5"
    assert sheet["A1"].value == "青石镇2020年第一季度党建工作数据填报表"
    assert sheet["A2"].value == "填报单位（盖章）：张村"
    last = [str(cell.value) for row in sheet.iter_rows(min_row=sheet.max_row - 1) for cell in row]
    assert {"负责人（签字）：", "填表人：", "电话：", "报出时间："} <= set(last)
    assert sheet.column_dimensions["F"].hidden


def test_it_asks_what_is_owed_and_lists_where_things_are_named(town: Town, tmp_path: Path):
    town.services.office.switch_area(Q1, "integrity", enabled=False)
    book = openpyxl.load_workbook(write(town, tmp_path, "张村")[0])
    labels = [cell.value for cell in book[SHEET]["B"] if cell.value]
    assert "廉政提醒" not in labels
    assert "受理问题线索" not in labels
    assert {"党员志愿岗：办证员", "组织生活：应开支部", "主题党日覆盖支部"} <= set(labels)
    assert book.sheetnames == [SHEET, "先进典型", "企业复工复产", "_党建季报"]
    lists = book["先进典型"].data_validations.dataValidation
    assert any("党员模范夫妻" in str(found.formula1) for found in lists)


def test_every_owed_sum_is_asked_in_each_area(town: Town):
    facts = FormFacts(town.services, Q1)
    asked = {line.key for line in facts.lines}
    assert set(town.services.workbench.figure_keys(Q1)) <= asked
    assert len({(line.ledger, line.column, line.kind) for line in facts.lines}) == len(facts.lines)


def test_nothing_is_written_over_a_filled_form_unless_asked(town: Town, tmp_path: Path):
    service = WorkbookService(town.services)
    write(town, tmp_path, "张村")
    with pytest.raises(TargetRefused, match="已有1份同名的填报表"):
        service.write_forms(tmp_path, Q1)
    assert len(list(tmp_path.glob("*.xlsx"))) == 1
    assert len(service.write_forms(tmp_path, Q1, force=True)) == 3


def test_a_stop_and_what_cannot_be_are_said(town: Town, services: Services, tmp_path: Path):
    service = WorkbookService(services)

    def stop(done: int, _total: int, _text: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        service.write_forms(tmp_path, Q1, progress=stop)
    with pytest.raises(UnknownUnit, match="赵村"):
        service.write_forms(tmp_path, Q1, ["赵村"])
    with pytest.raises(NothingSetUp):
        service.write_forms(tmp_path, Q2)
    with pytest.raises(TargetRefused, match="不存在"):
        service.write_forms(tmp_path / "没有", Q1)
