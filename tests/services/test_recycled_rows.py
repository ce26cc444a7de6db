"""回收站: everything that a clerk deletes is listed, found and comes back as one step."""

from __future__ import annotations

import pytest
from township import Q1, Q2, Town

from db.models.upper_forms import UpperForm, UpperFormCell, WorkbookFile
from desktop_app.core.errors import Conflict, UnknownName
from desktop_app.services.ledgers.recycle_bin import BinQuery, BinRow

KEY = "organization.party_day_attendance"
DAY = "theme_party_day"


def rows(town: Town, **query: object) -> list[BinRow]:
    return list(town.services.recycle_bin.content(BinQuery(**query)).rows)  # type: ignore[arg-type]


def texts(town: Town, **query: object) -> list[str]:
    return [row.text for row in rows(town, **query)]


def test_a_deleted_row_says_what_it_was_and_who_deleted_it(town: Town):
    uid = town.row(DAY, theme="学雷锋", attendance=86, is_subtotal=True)
    town.services.row_tools.delete(DAY, [uid])
    (row,) = rows(town)
    assert (row.label, row.unit, row.period) == ("主题党日", "张村", "2020年第一季度")
    assert row.text == "学雷锋，次数1次，参加86人次，小计"
    assert (row.step, row.who) == ("删除主题党日", "测试")
    assert (row.kind, row.uid) == (DAY, uid)


def test_several_rows_come_back_in_one_step(town: Town):
    uids = [town.row(DAY, attendance=number) for number in (1, 2, 4)]
    town.services.row_tools.delete(DAY, uids)
    assert town.value(KEY) is None
    assert town.services.recycle_bin.restore([(DAY, uid) for uid in uids[:2]]) == 2
    assert town.value(KEY) == 3
    assert texts(town) == ["次数1次，参加4人次"]
    assert town.services.history.undo() == "从回收站恢复2行主题党日"
    assert town.value(KEY) is None
    assert len(rows(town)) == 3


def test_a_second_subtotal_is_refused_and_nothing_comes_back(town: Town):
    other = town.row(DAY, "李村", attendance=7)
    uid = town.row(DAY, attendance=30, is_subtotal=True)
    town.services.row_tools.delete(DAY, [uid, other])
    town.row(DAY, attendance=38, is_subtotal=True)
    with pytest.raises(Conflict, match=r"不能恢复张村2020年第一季度主题党日：现在已有一行同样的"):
        town.services.recycle_bin.restore([(DAY, other), (DAY, uid)])
    assert town.value(KEY) == 38
    assert len(rows(town)) == 2
    assert town.services.history.next_undo() == "新增主题党日"


def test_what_is_searched_for_is_found(town: Town):
    first = town.row(DAY, theme="学雷锋")
    second = town.row(DAY, "李村", theme="植树")
    visit = town.row("help_visit", "李村", kind="困难群众", people=5)
    town.services.row_tools.delete(DAY, [first, second])
    town.services.row_tools.delete("help_visit", [visit])
    assert texts(town, text="雷锋") == ["学雷锋，次数1次"]
    assert {row.uid for row in rows(town, text="李村")} == {second, visit}
    assert {row.uid for row in rows(town, kind=DAY)} == {first, second}
    assert rows(town, period=Q2) == []
    assert len(rows(town, who="测试")) == 3
    assert rows(town, who="别人") == []
    newest = rows(town)[0]
    assert newest.uid == visit
    assert {row.uid for row in rows(town, since=newest.at)} == {visit}


def test_a_long_list_shows_the_newest_and_says_how_many_there_are(town: Town):
    uids = [town.row(DAY, attendance=number) for number in range(6)]
    for uid in uids:
        town.services.ledgers.delete(DAY, uid)
    content = town.services.recycle_bin.content(BinQuery(), limit=4)
    assert content.total == 6
    assert [row.uid for row in content.rows] == uids[:1:-1]


def test_a_unit_comes_back_before_its_rows(town: Town):
    services = town.services
    village = next(unit for unit in services.office.units(Q1) if unit.name == "李村")
    uid = town.row(DAY, "李村", attendance=9)
    services.ledgers.delete(DAY, uid)
    services.unit_changes.retire(Q1, village.uid)
    with pytest.raises(Conflict, match="李村不在那个季度的填报单位里"):
        services.recycle_bin.restore([(DAY, uid)])
    (unit,) = rows(town, kind="unit_period")
    assert (unit.label, unit.unit, unit.text) == ("填报单位", "李村", "党员50名")
    assert services.recycle_bin.restore([(DAY, uid), (unit.kind, unit.uid)]) == 2
    assert "李村" in [one.name for one in services.office.units(Q1)]
    assert services.unit_changes.retired(Q1) == []
    assert town.value(KEY) == 9


def test_rows_of_a_quarter_that_was_taken_back_wait_for_it(town: Town):
    town.services.periods.open(Q2)
    (chapter, *_others) = town.services.texts.report(Q2).chapters
    town.services.history.undo()
    with pytest.raises(Conflict, match="那个季度的报告已不在"):
        town.services.recycle_bin.restore([("chapter", chapter.uid)])


def test_what_nobody_deleted_is_listed_only_when_asked_for(town: Town):
    history, ledgers = town.services.history, town.services.ledgers
    uid = town.row(DAY, attendance=5)
    history.undo()
    assert rows(town) == []
    assert [row.step for row in rows(town, with_undone=True)] == ["撤销：新增主题党日"]
    history.redo()
    ledgers.delete(DAY, uid)
    assert [row.step for row in rows(town)] == ["删除主题党日"]
    history.undo()
    assert rows(town, with_undone=True) == []
    history.redo()  # what a clerk deleted is there again, whoever brought the deletion back
    assert [row.step for row in rows(town)] == ["重做：删除主题党日"]
    town.services.recycle_bin.restore([(DAY, uid)])
    history.undo()
    assert [row.uid for row in rows(town)] == [uid]
    for _step in ("deletion", "addition"):
        history.undo()
    assert rows(town) == []


def test_a_mass_deletion_that_was_brought_back_is_listed(town: Town):
    uids = [town.row(DAY, attendance=number) for number in range(200)]
    town.services.row_tools.delete(DAY, uids)
    town.services.history.undo()
    assert town.services.recycle_bin.content(BinQuery()).total == 0
    town.services.history.redo()
    assert town.services.recycle_bin.content(BinQuery()).total == 200


def test_a_chapter_comes_back(town: Town):
    texts_of = town.services.texts
    uid = texts_of.add_chapter(Q1, title="下一步打算")
    texts_of.delete_chapter(uid)
    (row,) = rows(town, kind="chapter")
    assert row.text == "下一步打算"
    town.services.recycle_bin.restore([("chapter", uid)])
    assert uid in [chapter.uid for chapter in texts_of.report(Q1).chapters]


def test_problems_and_measures_come_back_with_what_binds_them(town: Town):
    services = town.services
    problem = services.rectification.save_problem(Q1, description="学习不经常")
    measure = services.rectification.save_measure(Q1, heading="定期学习", problems=[problem])
    services.rectification.save_progress(Q1, measure, state="推进中")
    services.board.delete_measure(measure)
    services.recycle_bin.restore([("measure", measure)])
    (shown,) = services.board.board(Q1).measures
    assert (shown.state, shown.problems) == ("推进中", (problem,))
    services.board.delete_problem(problem)
    services.recycle_bin.restore([("problem", problem)])
    assert services.board.board(Q1).problems[0].measures == (measure,)


def test_a_link_to_what_is_still_deleted_stays_away(town: Town):
    services = town.services
    problem = services.rectification.save_problem(Q1, description="学习不经常")
    measure = services.rectification.save_measure(Q1, heading="定期学习", problems=[problem])
    services.board.delete_problem(problem)
    services.board.delete_measure(measure)
    services.recycle_bin.restore([("problem", problem)])
    assert services.board.board(Q1).problems[0].measures == ()


def test_what_is_no_longer_there_is_refused(town: Town):
    uid = town.row(DAY)
    with pytest.raises(UnknownName, match="不在回收站里"):
        town.services.recycle_bin.restore([(DAY, uid)])
    assert town.services.recycle_bin.restore([]) == 0


def test_kinds_and_people_to_choose_from(town: Town):
    kinds = town.services.recycle_bin.kinds()
    assert kinds[DAY] == "主题党日"
    assert list(kinds)[-4:] == ["chapter", "problem", "measure", "upper_form"]
    assert town.services.recycle_bin.people() == ["测试"]


def test_a_form_of_the_county_comes_back_with_its_cells(town: Town):
    with town.services.writer.step("导入上报表格：汇总表") as step:
        file = step.insert(WorkbookFile, content=b"PK")
        form = step.insert(UpperForm, file=file, name="汇总表", file_name="汇总表.xlsx")
        cell = step.insert(UpperFormCell, form=form, sheet="表1", cell="B2", content="{x.y}")
    assert town.services.places.of(town.services.history.undoable()[0].batch).page == "upper_forms"
    with town.services.writer.step("删除上报表格：汇总表") as step:
        step.delete(cell)
        step.delete(form)
    (row,) = rows(town, kind="upper_form")
    assert (row.label, row.period, row.text) == ("上报表格", "", "汇总表")
    assert rows(town, period=Q1) == []
    town.services.recycle_bin.restore([("upper_form", form.uid)])
    assert UpperFormCell.select().where(UpperFormCell.live()).count() == 1
    (newest,) = town.services.history.undoable()
    assert town.services.places.of(newest.batch).item == form.uid
