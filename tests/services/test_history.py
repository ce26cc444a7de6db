"""Undo and redo through the log: every step back and forth, over ledgers, after a restart."""

from __future__ import annotations

import random

import pytest
from township import Q1, Q2, Town

from db.base import Change, Unit
from db.models.organization import ThemePartyDay
from desktop_app.core.errors import Conflict
from desktop_app.services.assembly import Services
from desktop_app.services.log.history import HistoryService
from desktop_app.services.program.workplace import Workplace

KEY = "organization.party_day_attendance"


def test_each_step_is_taken_back_and_comes_back(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.ledgers.save("theme_party_day", Q1, {"attendance": 90}, uid=uid)
    town.services.ledgers.delete("theme_party_day", uid)
    history = town.services.history
    seen = [town.value(KEY)]
    for _ in range(3):
        history.undo()
        seen.append(town.value(KEY))
    assert seen == [None, 90, 86, None]
    for _ in range(3):
        history.redo()
        seen.append(town.value(KEY))
    assert seen[4:] == [86, 90, None]
    assert history.redo() == ""


def test_a_new_step_ends_what_could_be_redone(town: Town):
    town.row("theme_party_day", attendance=86)
    town.services.history.undo()
    town.row("mobilisation", members=5)
    assert town.services.history.next_redo() == ""
    assert town.services.history.next_undo() == "新增党员动员"


def test_an_import_or_a_new_quarter_is_one_step(town: Town):
    before = Change.select().count()
    town.services.periods.open(Q2)
    assert Change.select().count() > before + 10
    assert town.services.history.undo() == "新建2020年第二季度"
    assert town.services.periods.all() == [Q1]
    assert town.services.history.redo() == "新建2020年第二季度"
    assert len(town.services.office.units(Q2)) == 4
    town.services.history.undo()
    assert town.services.periods.open(Q2)
    assert len(town.services.office.units(Q2)) == 4


def test_the_log_keeps_every_step_and_its_way_back(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.history.undo()
    steps = [record.step for record in town.services.history.of_row("theme_party_day", uid)]
    assert steps == ["撤销：新增主题党日", "新增主题党日"]


def test_what_clashes_with_something_newer_is_refused_and_nothing_changes(town: Town):
    uid = town.row("theme_party_day", attendance=30, is_subtotal=True)
    town.services.ledgers.delete("theme_party_day", uid)
    with town.services.writer.step("别处写入", undoes="elsewhere"):
        town.row("theme_party_day", attendance=38, is_subtotal=True)
    with pytest.raises(Conflict, match="不能撤销“删除主题党日”"):
        town.services.history.undo()
    assert town.value(KEY) == 38


def test_random_steps_agree_with_a_plain_model(town: Town):
    chance = random.Random(11)
    states: list[dict[str, int]] = [{}]
    place = 0
    for _ in range(60):
        now = dict(states[place])
        action = chance.choice(["add", "change", "delete", "undo", "undo", "redo"])
        if action == "add":
            number = chance.randrange(100)
            now[town.row("theme_party_day", attendance=number)] = number
        elif action in ("change", "delete") and now:
            uid = chance.choice(sorted(now))
            if action == "delete":
                town.services.ledgers.delete("theme_party_day", uid)
                del now[uid]
            else:
                now[uid] += 1
                values = {"attendance": now[uid]}
                town.services.ledgers.save("theme_party_day", Q1, values, uid=uid)
        elif action == "undo" and place:
            town.services.history.undo()
            place -= 1
        elif action == "redo" and place < len(states) - 1:
            town.services.history.redo()
            place += 1
        if action in ("add", "change", "delete") and now != states[place]:
            states[place + 1 :] = [now]
            place += 1
        rows = town.services.ledgers.rows("theme_party_day", Q1)
        assert {row.uid: row.values["attendance"] for row in rows} == states[place]


def test_several_steps_are_taken_back_at_once_and_come_back_one_by_one(town: Town):
    for number in (1, 2, 4, 8):
        town.row("theme_party_day", attendance=number)
    history = town.services.history
    steps = history.undoable(3)
    assert [step.name for step in steps] == ["新增主题党日"] * 3
    assert history.undo_to(steps[-1].batch) == ["新增主题党日"] * 3
    assert town.value(KEY) == 1
    history.redo()
    assert town.value(KEY) == 3
    assert [step.name for step in history.redoable(9)] == ["新增主题党日"] * 2


def test_several_steps_are_taken_back_all_or_none(town: Town):
    uid = town.row("theme_party_day", attendance=30, is_subtotal=True)
    town.services.ledgers.delete("theme_party_day", uid)
    town.row("mobilisation", members=5)
    history = town.services.history
    target = history.undoable(2)[-1]
    with town.services.writer.step("别处写入", undoes="elsewhere"):
        town.row("theme_party_day", attendance=38, is_subtotal=True)
    with pytest.raises(Conflict, match="不能撤销“删除主题党日”"):
        history.undo_to(target.batch)
    assert town.value(KEY) == 38
    assert town.value("epidemic.mobilised") == 5
    assert history.next_undo() == "新增党员动员"
    with pytest.raises(Conflict, match="重新打开列表"):
        history.undo_to("nothing")
    assert history.next_undo() == "新增党员动员"


def test_the_only_quarter_stays(services: Services):
    services.periods.open(Q1)
    with pytest.raises(Conflict, match="唯一的一个季度"):
        services.history.undo()
    assert services.periods.all() == [Q1]
    assert services.history.next_undo() == "新建2020年第一季度"


def test_another_history_sees_the_same_steps(town: Town):
    """What one remembers of the log is what one that reads all of it finds."""
    history = town.services.history
    chance = random.Random(3)
    for number in range(40):
        match chance.choice(["row", "row", "undo", "redo"]):
            case "row":
                town.row("theme_party_day", attendance=number)
            case "undo":
                history.undo()
            case "redo":
                history.redo()
        other = HistoryService(town.services.writer)
        assert history.undoable(99) == other.undoable(99)
        assert history.redoable(99) == other.redoable(99)


def test_an_empty_log_is_an_empty_list(workplace: Workplace, town: Town):
    assert town.services.history.next_undo()
    workplace.clear()
    assert town.services.history.undoable(9) == []
    town.services.periods.open(Q1)
    assert town.services.history.next_undo() == "新建2020年第一季度"


def test_a_step_says_where_it_was(town: Town):
    services = town.services
    places, history = services.places, services.history

    def newest() -> tuple[str, str, str]:
        place = places.of(history.undoable()[0].batch)
        return place.page, place.item, place.words

    uid = town.row("theme_party_day", attendance=3)
    in_ledger = "张村 · 主题党日 · 2020年第一季度"
    assert newest() == ("organization", f"theme_party_day/{uid}", in_ledger)
    services.ledgers.delete("theme_party_day", uid)
    assert newest() == ("organization", "theme_party_day", in_ledger)
    town.row("clue", unit=None, received=3)
    assert newest()[2] == "问题线索 · 2020年第一季度"
    document = town.row("issued_document", unit=None, title="通知", area="复工复产")
    assert newest()[:2] == ("production", f"issued_document/{document}")
    problem = services.rectification.save_problem(Q1, description="学习不经常")
    assert newest() == ("rectification", problem, "存在问题 · 2020年第一季度")
    measure = services.rectification.save_measure(Q1, heading="定期学习", problems=[problem])
    services.rectification.save_progress(Q1, measure, state="推进中")
    assert newest()[:2] == ("rectification", measure)
    services.board.link_measures(problem, [])
    assert newest()[:2] == ("rectification", problem)
    chapter = services.texts.add_chapter(Q1, title="打算")
    services.texts.save_chapter(chapter, body="正文")
    assert newest() == ("report", f"chapter:{chapter}", "打算 · 2020年第一季度")
    services.texts.save_title(Q1, "总结")
    assert newest()[0] == "report"
    services.office.save_unit(Q1, "赵村")
    assert newest()[:2] == ("settings", "units")
    services.office.save_nil_report(Q1, "李村", "clue", given=False)
    services.office.save_nil_report(Q1, "李村", "help_visit", given=True)
    assert newest() == ("organization", "help_visit", "李村 · 走访帮扶 · 2020年第一季度")
    services.office.switch_area(Q1, "epidemic", enabled=False)
    assert newest()[:2] == ("settings", "areas")
    services.office.save_reported_value(Q1, KEY, "9", "核对过")
    assert newest()[0] == "workbench"
    services.periods.open(Q2)
    assert newest() == ("workbench", "", "报告期 · 2020年第二季度")
    assert places.of("nothing").page == ""


def test_a_step_over_many_rows_says_how_many(town: Town):
    uids = [town.row("theme_party_day", attendance=number) for number in range(3)]
    town.services.row_tools.delete("theme_party_day", uids)
    (newest,) = town.services.history.undoable()
    place = town.services.places.of(newest.batch)
    assert place.words == "张村等3行 · 主题党日 · 2020年第一季度"
    assert place.unit == ""


def test_hundreds_of_rows_of_one_step_go_and_come_back_at_once(town: Town):
    unit = Unit.get().id
    with town.services.writer.step("导入三百行") as step:
        rows = [(unit, Q1.code, number, True, False, False) for number in range(300)]
        columns = ("unit_id", "period", "times", "counted", "is_subtotal", "estimated")
        step.insert_many(ThemePartyDay, columns, rows)
    history = town.services.history
    there = ThemePartyDay.select().where(ThemePartyDay.live()).count()
    for _ in range(2):
        assert history.undo() == "导入三百行"
        assert ThemePartyDay.select().where(ThemePartyDay.live()).count() == there - 300
        assert history.redo() == "导入三百行"
        assert ThemePartyDay.select().where(ThemePartyDay.live()).count() == there
    row = ThemePartyDay.select().where(ThemePartyDay.times == 299).get()
    (newest, *_, first) = history.of_row("theme_party_day", row.uid)
    assert first.before is None
    assert newest.before is not None
    assert newest.before["deleted_at"] is not None
    assert newest.after == first.after
