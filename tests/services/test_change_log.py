"""变更记录 behind its page: words, filters, windows, and the files that are written from it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from township import Q1, Q2, Town

from db.base import Change, Unit
from db.models import all_models
from db.models.organization import ThemePartyDay
from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.services.log.change_filter import LogQuery
from desktop_app.services.log.change_log import HEADINGS, ChangeLog, LogLine
from desktop_app.services.log.change_names import TABLES, TEXT_VALUES
from desktop_app.services.log.change_words import ValueChange

DAY = "theme_party_day"
ALL = LogQuery()


@pytest.fixture
def log(town: Town) -> ChangeLog:
    return ChangeLog(town.services.catalogue, town.services.places)


def lines(log: ChangeLog, query: LogQuery = ALL) -> list[LogLine]:
    steps = log.steps(query)
    return log.step_lines(query, steps, 0, len(steps.first))


def names(log: ChangeLog, **wanted: object) -> list[str]:
    return [line.step for line in lines(log, LogQuery(**wanted))]  # type: ignore[arg-type] # by name


def test_a_step_says_who_when_where_and_what_in_the_clerks_words(town: Town, log: ChangeLog):
    uid = town.row("donation", amount="1250.5", member_donors=3, date="2020-03-05", estimated="是")
    town.services.ledgers.save(
        "donation", Q1, {"amount": "1300", "estimated": "否", "channel": "慈善会"}, uid=uid
    )
    changed, new = lines(log)[:2]
    assert (new.who, new.step) == ("测试", "新增捐款")
    assert (new.owner, new.kind, new.quarter) == ("张村", "捐款", "2020年第一季度")
    assert {(one.label, one.old, one.new) for one in new.values} == {
        ("日期", "", "2020-03-05"),
        ("捐款党员", "", "3人"),
        ("金额", "", "1250.50元"),
        ("估计", "", "是"),
    }
    assert set(changed.values) == {
        ValueChange("金额", "1250.50元", "1300元"),
        ValueChange("估计", "是", "否"),
        ValueChange("渠道", "", "慈善会"),
    }


def test_what_is_no_ledger_is_named_too(town: Town, log: ChangeLog):
    services = town.services
    problem = services.rectification.save_problem(Q1, description="学习不经常")
    services.rectification.save_measure(Q1, heading="定期学习", problems=[problem])
    services.office.switch_area(Q1, "epidemic", enabled=False)
    services.office.save_reported_value(Q1, "organization.party_day_attendance", "9", "核对过")
    services.office.save_nil_report(Q1, "李村", DAY, given=True)
    chapter = services.texts.add_chapter(Q1, title="打算")
    services.texts.save_chapter(
        chapter, body="共{organization.party_day_attendance}。[[另{organization.donors}]]"
    )
    found = {(line.kind, line.owner): line for line in lines(log)}
    (text,) = (one for line in lines(log) for one in line.values if one.label == "正文")
    label = services.catalogue.figures["organization.party_day_attendance"].label
    assert text.new.startswith(f"共〔{label}〕。另〔")
    assert "{" not in text.new
    (area,) = (one for one in found["工作领域", "疫情防控"].values if one.label == "启用")
    assert area.new == "否"
    assert ValueChange("台账", "", "主题党日") in found["零报告", "李村"].values
    assert ValueChange("数值", "", "9") in found["直报数", label].values
    assert found["存在问题", "学习不经常"].quarter == "2020年第一季度"
    assert ("下步措施", "定期学习") in found


def test_every_table_of_the_log_has_a_name(town: Town):
    tables = {model._meta.table_name for model in all_models()} - {"change"}
    assert tables - set(TABLES) == set(town.services.catalogue.ledgers)


def test_what_a_text_shows_is_called_as_the_report_calls_it(town: Town):
    values = town.services.reports.values(Q1)
    shown = {key: one.label for key, one in values.items() if one.area in ("office", "report")}
    assert shown == TEXT_VALUES


def test_it_is_narrowed_by_kind_quarter_person_days_and_row(town: Town, log: ChangeLog):
    uid = town.row(DAY, attendance=5)
    town.row("mobilisation", "李村", members=3)
    town.services.periods.open(Q2)
    town.services.ledgers.save(DAY, Q2, {"attendance": 6}, unit="李村")
    chapter = town.services.texts.add_chapter(Q2, title="打算")
    town.services.texts.save_chapter(chapter, body="正文")
    town.services.ledgers.delete(DAY, uid)
    assert names(log, kind="主题党日") == ["删除主题党日", "新增主题党日", "新增主题党日"]
    assert names(log, kind="主题党日", period=Q2) == ["新增主题党日"]
    assert names(log, period=Q2, kind="报告章节")[0] == names(log)[1]
    assert "新增党员动员" not in names(log, period=Q2)
    assert names(log, row=(DAY, uid)) == ["删除主题党日", "新增主题党日"]
    assert names(log, who="别人") == []
    today = date.today()
    assert names(log, since=today, until=today) == names(log)
    assert names(log, since=today + timedelta(1)) == []
    assert names(log, until=today - timedelta(1)) == []
    assert log.people() == ["测试"]
    assert log.kinds()[0] == "文件印发"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("学雷锋", 1),
        ("张村", 1),
        ("李 村", 1),
        ("植树 李村", 1),
        ("植树 张村", 0),
        ("新增主题", 2),
        ("88", 1),
        ("1250.5", 1),
        ("100%", 1),
        ("_", 0),
        ("unit_id", 0),
        ("theme", 0),
    ],
)
def test_words_find_units_texts_numbers_and_steps(
    town: Town, log: ChangeLog, words: str, found: int
):
    town.row(DAY, theme="学雷锋", attendance=88)
    town.row(DAY, "李村", theme="植树")
    town.row("donation", "河湾社区", amount="1250.50")
    town.row("help_visit", "河湾社区", note="完成100%")
    since = Change.select().where(Change.step == "新增主题党日").order_by(Change.id).get().id
    steps = log.steps(LogQuery(text=words))
    assert sum(first >= since for first in steps.first) == found


def test_an_import_of_many_rows_is_one_line_that_unfolds_in_windows(town: Town, log: ChangeLog):
    unit = Unit.get().id
    with town.services.writer.step("导入五千行") as step:
        rows = [(unit, Q1.code, number, True, False, False) for number in range(5000)]
        columns = ("unit_id", "period", "attendance", "counted", "is_subtotal", "estimated")
        step.insert_many(ThemePartyDay, columns, rows)
    newest = lines(log)[0]
    assert (newest.step, newest.rows, newest.kinds) == ("导入五千行", 5000, 1)
    inside = log.rows_of(ALL, newest.change)
    assert len(inside) == 5000
    window = log.row_lines(inside[4000:4002])
    assert [line.values[0] for line in window] == [
        ValueChange("参加", "", "4000人次"),
        ValueChange("参加", "", "4001人次"),
    ]
    narrow = LogQuery(text="4001人", kind="主题党日")
    assert log.steps(narrow).changes == 0  # the counter is no part of what was typed
    narrow = LogQuery(text="4001")
    assert log.steps(narrow).counts[0] == 1
    assert lines(log, narrow)[0].values == (ValueChange("参加", "", "4001人次"),)


def test_what_was_undone_is_marked_until_it_comes_back(town: Town, log: ChangeLog):
    town.row(DAY, attendance=5)
    town.services.history.undo()
    undo, done = lines(log)[:2]
    assert (undo.step, undo.is_undone) == ("撤销：新增主题党日", False)
    assert done.is_undone
    assert undo.values == (ValueChange("", "", "移入回收站"),)
    town.services.history.redo()
    assert not lines(log)[2].is_undone


def test_a_line_leads_to_where_the_row_is(town: Town, log: ChangeLog):
    with town.services.writer.step("几样"):
        uid = town.row(DAY, attendance=5)
        problem = town.services.rectification.save_problem(Q1, description="学习不经常")
    newest = lines(log)[0]
    day, other = log.row_lines(log.rows_of(ALL, newest.change))
    assert (newest.rows, newest.kinds) == (2, 2)
    assert log.place(day).page == "organization"
    assert log.place(day).item == f"{DAY}/{uid}"
    assert log.place(day).period == Q1
    assert (log.place(other).page, log.place(other).item) == ("rectification", problem)
    town.services.ledgers.delete(DAY, uid)
    assert log.place(day).item == DAY


def test_counts_stay_counts(town: Town, log: ChangeLog):
    """Of what the township keeps itself the log names no village."""
    town.row("clue", unit=None, received=3)
    (line,) = lines(log, LogQuery(kind="问题线索"))
    assert line.owner == ""
    assert line.values == (ValueChange("受理", "", "3件"),)


def test_what_is_shown_is_written_out_and_read_back_as_text(
    town: Town, log: ChangeLog, tmp_path: Path
):
    uid = town.row(DAY, theme="=1+1", attendance=5)
    town.services.ledgers.save(DAY, Q1, {"attendance": 6, "note": "-1 减一"}, uid=uid)
    query = LogQuery(kind="主题党日")
    told: list[tuple[int, int]] = []
    book, text = tmp_path / "记录.xlsx", tmp_path / "记录.csv"
    count = log.export(query, book, progress=lambda done, total, _what: told.append((done, total)))
    assert log.export(query, text) == count == 5
    sheet = load_workbook(book).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(HEADINGS)
    assert rows[1][1:] == [
        *("修改主题党日", "测试", "主题党日", "张村", "2020年第一季度"),
        *("参加", "5人次", "6人次"),
    ]
    themes = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in themes] == ["s"]
    plain = list(csv.reader(io.StringIO(text.read_text("utf-8-sig"))))
    assert plain[0] == list(HEADINGS)
    assert {"'=1+1", "'-1 减一"} <= {cell for row in plain for cell in row}
    assert told[-1] == (5, 5)
    with pytest.raises(TargetRefused, match="已经存在"):
        log.export(query, book)
    with pytest.raises(NothingSetUp, match="没有符合条件的记录"):
        log.export(LogQuery(text="没有这个词"), tmp_path / "空.xlsx")
