"""A quarter's facts through a workbook: out, filled in by headings alone, and in again."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timezone
from pathlib import Path

import openpyxl
import pytest
from township import Q1, Town
from workbook_filling import fill

from db.base import Change
from desktop_app.core.errors import Refusal, SourceRefused, UnknownPeriod, WorkbookRefused
from desktop_app.services.assembly import Services
from desktop_app.services.workbook.service import WorkbookService


@pytest.fixture
def template(town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "填报.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1")
    return path


def take(town: Town, *paths: Path, period: str = ""):
    return WorkbookService(town.services).read_all(paths, period)


def written() -> int:
    return Change.select().count()


def test_from_an_empty_database_one_workbook_brings_everything(services: Services, tmp_path: Path):
    path = tmp_path / "空白.xlsx"
    service = WorkbookService(services)
    service.write_template(path, "2020Q1")
    fill(
        path,
        单位信息=[
            {"单位全称": "青石镇人民政府", "单位简称": "青石镇", "成文日期": date(2020, 4, 3)}
        ],
        填报单位=[
            {"单位名称": "张村", "类别": "村", "党员数": 40},
            {"单位名称": "镇机关", "类别": "本级"},
        ],
        主题党日=[{"填报单位": "张村", "日期": "2020.3.5", "参加": "８６", "宣誓": 40}],
        值守=[{"填报单位": "张村", "每日值守": 4, "每人每日": 12, "天数": 10}],
        问题线索=[{"领域": "其他", "受理": 3}],
        存在问题=[
            {"序号": 7, "问题表现": "能力不足"},
            {
                "序号": 8,
                "问题表现": "记录不全",
                "本季度已整改": "是",
                "销号日期": "2020-03-20",
                "销号说明": "已补齐",
            },
        ],
        下步措施=[
            {"措施标题": "强化培训", "措施内容": "轮训。", "进展": "推进中", "对应问题": "7、8"}
        ],
        零报告=[{"填报单位": "张村", "党员动员": "是"}],
        直报数=[{"指标": "廉政提醒", "数值": 12, "理由": "微信群统计"}],
    )
    summary = service.read_all([path])
    assert (summary.added, summary.changed, summary.unchanged) == (6, 0, 0)
    figures = services.figures.figures(Q1)
    values = {key: figures[key].value for key in (
        "organization.party_days", "organization.party_day_attendance", "epidemic.duty_hours",
        "integrity.clues_received", "epidemic.mobilised", "integrity.reminders",
        "rectification.problems", "rectification.problems_closed", "overview.party_members",
    )}  # fmt: skip
    assert list(values.values()) == [1, 86, 480, 3, 0, 12, 1, 1, 40]
    assert [unit.name for unit in services.office.units(Q1)] == ["张村", "镇机关"]
    assert len(services.rectification.measures(Q1)[0].problems) == 2
    assert services.texts.report(Q1).signed_on == date(2020, 4, 3)
    before = written()
    again = service.read_all([path])
    assert (again.added, again.changed, again.unchanged) == (0, 0, 6)
    assert written() == before


def test_the_whole_import_is_one_step(town: Town, template: Path):
    fill(template, 主题党日=[{"填报单位": "张村"}, {"填报单位": "李村"}])
    before = written()
    take(town, template)
    new = Change.select().where(Change.id > before)
    assert {(change.step, change.batch) for change in new} == {
        (f"导入{template.name}", new[0].batch)
    }


def test_two_equal_rows_stay_two_rows(town: Town, template: Path):
    fill(template, 主题党日=[{"填报单位": "张村", "参加": 5}] * 2)
    take(town, template)
    assert town.value("organization.party_day_attendance") == 10
    assert take(town, template).unchanged == 2


def test_a_filled_workbook_comes_back_unchanged_and_its_edits_are_changes(
    town: Town, tmp_path: Path
):
    uid = town.row("theme_party_day", attendance=86, theme="=1+1")
    town.row("theme_party_day", "李村", attendance=14)
    path = tmp_path / "导出.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1", filled=True)
    assert openpyxl.load_workbook(path)["主题党日"]["C3"].data_type == "s"
    assert take(town, path).unchanged == 2
    book = openpyxl.load_workbook(path)
    book["主题党日"]["F3"] = 90
    book["主题党日"].delete_rows(4)
    book.save(path)
    summary = take(town, path)
    assert (summary.added, summary.changed) == (0, 1)
    rows = town.services.ledgers.rows("theme_party_day", Q1)
    assert {row.uid: row.values["attendance"] for row in rows}[uid] == 90
    assert len(rows) == 2  # what is absent in a file is never deleted
    assert rows[0].values["theme"] == "=1+1"


def test_a_subtotal_replaces_the_one_that_is_there(town: Town, template: Path, tmp_path: Path):
    empty = tmp_path / "空.xlsx"
    shutil.copy(template, empty)
    fill(template, 主题党日=[{"填报单位": "张村", "参加": 30, "小计": "是"}])
    take(town, template)
    fill(empty, 主题党日=[{"填报单位": "张村", "参加": 38, "小计": "是"}])
    summary = take(town, empty)
    assert (summary.added, summary.changed) == (0, 1)
    assert town.value("organization.party_day_attendance") == 38
    assert town.value("organization.party_days") is None  # a subtotal takes no default of 1


def test_a_unit_s_own_workbook_needs_no_unit_column(town: Town, tmp_path: Path):
    path = tmp_path / "张村.xlsx"
    WorkbookService(town.services).write_template(path, "2020Q1", unit="张村")
    titles = openpyxl.load_workbook(path).sheetnames
    assert "主题党日" in titles
    assert not {"填报单位", "问题线索", "宗教事务", "文件印发", "存在问题"} & set(titles)
    fill(path, 主题党日=[{"参加": 86}])
    take(town, path)
    assert town.services.figures.figures_of_unit(Q1, "张村")["organization.party_days"].value == 1


def test_several_workbooks_are_taken_together_or_not_at_all(town: Town, tmp_path: Path):
    service = WorkbookService(town.services)
    paths = []
    for unit, number in (("张村", 86), ("李村", "很多")):
        path = tmp_path / f"{unit}.xlsx"
        service.write_template(path, "2020Q1", unit=unit)
        paths.append(fill(path, 主题党日=[{"参加": number}]))
    before = written()
    with pytest.raises(WorkbookRefused) as refusal:
        take(town, *paths)
    assert refusal.value.problems == (
        "李村.xlsx·主题党日·E3·“参加”应填数字，填的是“很多”，请改为数字",
    )
    assert written() == before
    assert town.value("organization.party_day_attendance") is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            {"填报单位": "张村", "参加": "12abc"},
            "主题党日·F3·“参加”应填数字，填的是“12abc”，请改为数字",
        ),
        ({"填报单位": "张村", "参加": -3}, "主题党日·F3·“参加”不能是负数，填的是“-3”，请核对"),
        ({"填报单位": "张村", "参加": 3.7}, "主题党日·F3·“参加”应填整数，填的是“3.7”，请改为整数"),
        ({"参加": 3}, "主题党日·A3·“填报单位”不能为空，请填写"),
        ({"填报单位": "赵村"}, "主题党日·A3·没有填报单位“赵村”，请先在“填报单位”表里添加"),
        (
            {"填报单位": "张村", "主题": "开心😀"},
            "主题党日·C3·“主题”含有表情符号“😀”，公文中不能使用，请删去",
        ),
        (
            {"填报单位": "张村", "日期": "2020-02-30"},
            "主题党日·B3·“日期”“2020-02-30”这一天不存在，请核对",
        ),
        ({"填报单位": "张村", "小计": "也许"}, "主题党日·K3·“小计”应填“是”或“否”，填的是“也许”"),
    ],
)
def test_each_wrong_cell_is_named(town: Town, template: Path, row, reason):
    fill(template, 主题党日=[row])
    before = written()
    with pytest.raises(WorkbookRefused) as refusal:
        take(town, template)
    assert refusal.value.problems == (reason,)
    assert written() == before


def test_a_measure_that_answers_no_problem_is_refused_and_nothing_stays(town: Town, template: Path):
    fill(
        template, 主题党日=[{"填报单位": "张村"}], 下步措施=[{"措施标题": "培训", "对应问题": "3"}]
    )
    before = written()
    with pytest.raises(WorkbookRefused, match="下步措施·I3·“存在问题”表里没有序号为“3”的问题"):
        take(town, template)
    assert written() == before


def edit(path: Path, sheet: str, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


def refused(town: Town, path: Path, period: str = "") -> str:
    before = written()
    with pytest.raises(Refusal) as refusal:
        take(town, path, period=period)
    assert written() == before
    return str(refusal.value)


def test_workbooks_of_another_version_program_or_quarter_are_refused(
    town: Town, template: Path, tmp_path: Path
):
    newer = shutil.copy(template, tmp_path / "新.xlsx")
    assert "另一版本程序的表格（格式9" in refused(town, edit(Path(newer), "_党建季报", "B2", 9))
    foreign = shutil.copy(template, tmp_path / "别.xlsx")
    assert "不是党建季报的表格" in refused(town, edit(Path(foreign), "_党建季报", "B1", "台账通"))
    assert "是2020年第一季度的表格，不是2020年第二季度的" in refused(town, template, "2020Q2")
    plain = tmp_path / "普通.xlsx"
    openpyxl.Workbook().save(plain)
    assert "不是本程序生成的填报表格" in refused(town, plain)


def test_foreign_and_moved_columns(town: Town, template: Path):
    book = openpyxl.load_workbook(template)
    book["主题党日"].move_range("A1:F3", cols=20)
    book["主题党日"].title = "党日活动"
    book.create_sheet("自己的笔记")["A1"] = "随便写写"
    book["党日活动"]["U3"], book["党日活动"]["Z3"] = "张村", 86
    book.save(template)
    summary = take(town, template)
    assert town.value("organization.party_day_attendance") == 86
    assert summary.warnings == ["“自己的笔记”不是填报用的表，没有导入"]
    assert "本程序不认识这一栏" in refused(
        town, edit(template, "党日活动", "Z2", "theme_party_day.colour")
    )


def test_the_template_is_refused_where_it_cannot_be_written_or_asked_for_what_is_not(
    town: Town, tmp_path: Path
):
    service = WorkbookService(town.services)
    path = tmp_path / "a.xlsx"
    service.write_template(path)
    with pytest.raises(Refusal, match="已经存在"):
        service.write_template(path)
    service.write_template(path, force=True)
    with pytest.raises(Refusal, match="没有填报单位“赵村”"):
        service.write_template(tmp_path / "b.xlsx", unit="赵村")
    with pytest.raises(UnknownPeriod, match="不是季度"):
        service.write_template(tmp_path / "b.xlsx", "2020H1")
    with pytest.raises(SourceRefused):
        service.read_all([tmp_path / "b.xlsx"])


class _LaterNow(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime(2040, 1, 1, tzinfo=tz)


class _Later:
    """The datetime module under a clock that is years ahead."""

    datetime = _LaterNow
    timezone = timezone


def test_the_same_facts_give_the_same_bytes(town: Town, tmp_path: Path, monkeypatch):
    town.row("theme_party_day", attendance=86)
    service = WorkbookService(town.services)
    service.write_template(tmp_path / "a.xlsx", filled=True)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", _Later)
    service.write_template(tmp_path / "b.xlsx", filled=True)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
