"""Rows: saved with their Change, refused with a reason, deleted and restored."""

from __future__ import annotations

import json
from datetime import date

import pytest
from township import Q1, Town

from db.base import Change
from desktop_app.core.errors import InvalidRow, UnknownName, UnknownUnit


def changes(table: str) -> list[Change]:
    return list(Change.select().where(Change.table == table).order_by(Change.id))


def test_a_saved_row_comes_back_as_typed(town: Town):
    town.row("theme_party_day", date="2020.3.5", times="2", attendance="１，234")
    (row,) = town.services.ledgers.rows("theme_party_day", Q1)
    assert (row.unit, row.values["date"], row.values["attendance"]) == (
        "张村",
        date(2020, 3, 5),
        1234,
    )
    assert row.values["oath_attendance"] is None


def test_every_write_leaves_a_change_with_before_and_after(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.ledgers.save("theme_party_day", Q1, {"attendance": 90}, uid=uid)
    town.services.ledgers.delete("theme_party_day", uid)
    first, second, third = changes("theme_party_day")
    assert (first.before, json.loads(first.after)["attendance"]) == (None, 86)
    assert json.loads(second.before)["attendance"] == 86
    assert json.loads(second.after)["attendance"] == 90
    assert json.loads(third.after)["deleted_at"]
    assert [change.step for change in (first, second, third)] == [
        "新增主题党日", "修改主题党日", "删除主题党日",
    ]  # fmt: skip
    assert {change.uid for change in (first, second, third)} == {uid}
    assert {change.who for change in (first, second, third)} == {"测试"}
    assert len({change.batch for change in (first, second, third)}) == 3


def test_saving_what_is_there_already_writes_nothing(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.ledgers.save("theme_party_day", Q1, {"attendance": "86"}, uid=uid)
    assert len(changes("theme_party_day")) == 1


def test_a_deleted_row_is_gone_from_figures_and_can_be_restored(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.ledgers.delete("theme_party_day", uid)
    assert town.services.ledgers.rows("theme_party_day", Q1) == []
    assert town.value("organization.party_day_attendance") is None
    town.services.ledgers.restore("theme_party_day", uid)
    assert town.value("organization.party_day_attendance") == 86


def test_wrong_values_are_all_named_and_nothing_is_written(town: Town):
    with pytest.raises(InvalidRow) as refusal:
        town.row("theme_party_day", attendance="12abc", times=-1, theme="😀")
    assert {problem.field for problem in refusal.value.problems} == {"attendance", "times", "theme"}
    assert changes("theme_party_day") == []


def test_a_row_without_a_unit_is_refused(town: Town):
    with pytest.raises(InvalidRow, match="“填报单位”不能为空"):
        town.row("theme_party_day", unit=None, attendance=1)


def test_an_unknown_unit_is_named(town: Town):
    with pytest.raises(UnknownUnit, match="赵村"):
        town.row("theme_party_day", unit="赵村", attendance=1)


def test_what_the_township_keeps_belongs_to_the_township(town: Town):
    town.row("clue", unit=None, received=3)
    (row,) = town.services.ledgers.rows("clue", Q1)
    assert row.unit == "本级"


def test_a_choice_of_the_period_is_checked_against_its_list(town: Town):
    town.row("volunteer_post", post="驻厂", people=3)
    with pytest.raises(InvalidRow, match="没有“仓管员”这一项"):
        town.row("volunteer_post", post="仓管员")
    town.services.office.save_options(Q1, "volunteer_posts", ("仓管员", "驻厂"))
    town.row("volunteer_post", post="仓管员", people=2)
    assert town.value("production.four_posts") == 2


def test_a_second_subtotal_of_the_same_kind_is_refused(town: Town):
    town.row("organization_meeting", kind="党课", times=3, is_subtotal=True)
    town.row("organization_meeting", kind="支委会", times=3, is_subtotal=True)
    with pytest.raises(InvalidRow, match="已有一行小计"):
        town.row("organization_meeting", kind="党课", times=4, is_subtotal="是")


def test_hours_are_multiplied_when_their_factors_are_typed(town: Town):
    uid = town.row("duty_shift", people_per_day=4, hours_each="12", days=10)
    assert town.value("epidemic.duty_hours") == 480
    town.services.ledgers.save("duty_shift", Q1, {"days": 20}, uid=uid)
    assert town.value("epidemic.duty_hours") == 960


def test_warnings_come_with_the_row_that_was_kept(town: Town):
    _row, warnings = town.services.ledgers.save(
        "theme_party_day", Q1, {"attendance": 5, "oath_attendance": 6}, unit="张村"
    )
    assert [warning.field for warning in warnings] == ["oath_attendance"]


def test_a_row_that_is_not_there_is_refused_by_name(town: Town):
    with pytest.raises(UnknownName):
        town.services.ledgers.delete("theme_party_day", "no-such-uid")
    with pytest.raises(UnknownName):
        town.services.ledgers.rows("no_such_ledger", Q1)
