"""Undo and redo through the log: every step back and forth, over ledgers, after a restart."""

from __future__ import annotations

import random

import pytest
from township import Q1, Q2, Town

from db.base import Change
from desktop_app.core.errors import Conflict

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
