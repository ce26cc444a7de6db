"""Messages of villages: which numbers are proposed for which cells, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from township import Q1, Town

from desktop_app.core.errors import Refusal
from desktop_app.services.messages import LONGEST, Message

DAYS, ATTENDANCE, OATH = (
    f"organization.{name}" for name in ("party_days", "party_day_attendance", "oath_attendance")
)
LECTURES, COMMITTEE, GROUPS = (
    f"organization.{name}" for name in ("party_lectures", "committee_meetings", "group_meetings")
)


def read(town: Town, text: str) -> Message:
    return town.services.messages.read(Q1, text)


def proposed(town: Town, text: str) -> list[tuple[str, str, str]]:
    """What is complete, as unit, figure without its area, number; likely ones marked with ?."""
    return [
        (item.unit, item.figure.partition(".")[2] + ("" if item.is_certain else "?"), item.text)
        for item in read(town, text).proposals
        if item.is_complete
    ]


def unknown(town: Town, text: str) -> list[str]:
    return [
        text[mark.start : mark.end] for mark in read(town, text).marks if mark.kind == "unknown"
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "张村：主题党日3次，参加86人次，宣誓40",
            ["张村 party_days 3次", "张村 party_day_attendance 86人次", "张村 oath_attendance 40"],
        ),
        (
            "李村党课2，支委会 1 次",
            ["李村 party_lectures 2", "李村 committee_meetings 1 次"],
        ),
        (
            "张村：主题党日三次，参加八十六人次\n李村：主题党日2次参加50人\n河湾：党课两次",
            [
                *("张村 party_days 三次", "张村 party_day_attendance 八十六人次"),
                *("李村 party_days 2次", "李村 party_day_attendance 50人"),
                "河湾社区 party_lectures 两次",
            ],
        ),
        (
            "3次主题党日，86人参加，40人宣誓（张村）",
            ["张村 party_days 3次", "张村 party_day_attendance 86人", "张村 oath_attendance 40人"],
        ),
        ("党课：张村2、李村3", ["张村 party_lectures? 2", "李村 party_lectures? 3"]),
        ("主题党日：\n张村3次\n李村2次", ["张村 party_days? 3次", "李村 party_days? 2次"]),
        ("张村、李村各召开党课2次", ["张村 party_lectures? 2次", "李村 party_lectures? 2次"]),
        (
            "捐款38人1.2万元——河湾社区",
            ["河湾社区 donors 38人", "河湾社区 donation_amount? 1.2万元"],
        ),
        (
            "张村：入党申请书5人，其中火线2人，积极分子3",
            ["张村 applications? 5人", "张村 fast_track_applications 2人", "张村 activists? 3"],
        ),
        (
            "张村2020年第一季度（3月31日）：党员大会1次，民主生活会0次",
            ["张村 member_assemblies? 1次", "张村 democratic_life_meetings 0次"],
        ),
        ("1、张村：党课1\n2、李村：党课2", ["张村 party_lectures 1", "李村 party_lectures 2"]),
        ("张村党课2次李村党课3次", ["张村 party_lectures 2次", "李村 party_lectures 3次"]),
        ("张村主题党日3次86人次", ["张村 party_days 3次", "张村 party_day_attendance? 86人次"]),
        ("张村2支委会1党课", ["张村 committee_meetings 2", "张村 party_lectures 1"]),
    ],
)
def test_numbers_find_their_unit_and_figure(town: Town, text, cells):
    assert [" ".join(found) for found in proposed(town, text)] == cells


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("参加86", "不知道是哪项工作"),
        ("张村党课2，参加86", "不知道是哪项工作"),
        ("张村、李村党课2次", "2个单位"),
        ("党课2次", "没有写是哪个单位"),
        ("张村3", "没有写是什么数"),
        ("张村主题党日38户", "没有按“户”计"),
    ],
)
def test_what_the_message_does_not_say_is_left_open_and_never_certain(town: Town, text, note):
    last = read(town, text).proposals[-1]
    assert not last.is_complete
    assert not last.is_certain
    assert note in last.note


def test_open_numbers_name_the_figures_that_they_might_be(town: Town):
    last = read(town, "张村参加86").proposals[-1]
    assert ATTENDANCE in last.choices
    assert len(last.choices) == 3


def test_what_is_not_understood_stays_visible(town: Town):
    text = "张村：主题党日3次，大家都很高兴，还修了路灯12盏"
    assert unknown(town, text) == ["大家都很高兴", "还修", "路灯", "盏"]
    assert not read(town, text).proposals[-1].is_complete  # the 12
    assert unknown(town, "合计：主题党日20次") == ["20次"]
    assert proposed(town, "合计：主题党日20次\n张村党课1") == [("张村", "party_lectures", "1")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "张村：卡点值守合计5580.5小时。组织生活会2次，党课4次",
            [
                "张村 duty_hours 5580.5小时",
                "张村 organizational_life_meetings 2次",
                "张村 party_lectures 4次",
            ],
        ),
        ("张村：党课合计4次", ["张村 party_lectures 4次"]),
        ("张村合计：党课4次", ["张村 party_lectures 4次"]),
        (
            "张村党课3次，李村党课2次，合计5次",
            ["张村 party_lectures 3次", "李村 party_lectures 2次"],
        ),
        ("张村党课3次 李村党课2次 合计5次", ["张村 party_lectures 3次", "李村 party_lectures 2次"]),
        ("张村党课3次\n合计党课3次\n支委会9次", ["张村 party_lectures 3次"]),
        ("张村党课3次\n截至目前全镇党课9次", ["张村 party_lectures 3次"]),
    ],
)
def test_a_total_ends_the_units_only_where_it_stands_in_their_place(town: Town, text, cells):
    assert [" ".join(cell) for cell in proposed(town, text)] == cells


def test_members_of_a_unit_are_its_party_members_until_an_activity_is_spoken_of(town: Town):
    assert proposed(town, "张村党员58名") == [("张村", "party_members?", "58名")]
    assert proposed(town, "张村：党员42名，党课2次")[0] == ("张村", "party_members?", "42名")
    assert "看作这个单位的党员数" in read(town, "张村：党员42名").proposals[0].note
    for text in ("张村：党员42名参加主题党日", "张村：党课2次，党员42名"):
        assert not any("party_members" in cell[1] for cell in proposed(town, text))


def test_two_numbers_for_a_cell_are_neither_certain_and_one_said_twice_is_one(town: Town):
    found = read(town, "张村主题党日3次，主题党日4次").proposals
    assert [(item.text, item.is_certain) for item in found] == [("3次", False), ("4次", False)]
    assert "两个不同的数" in found[0].note
    assert len(read(town, "张村主题党日3次\n张村主题党日3次").proposals) == 1


def test_each_proposal_knows_the_piece_it_came_from(town: Town):
    text = "收到😀 张村：主题党日3次，86人参加"
    pieces = [text[item.start : item.end] for item in read(town, text).proposals]
    assert pieces == ["主题党日3次", "86人参加"]


def test_confirmed_cells_are_written_in_one_step(town: Town):
    town.services.workbench.type_cell(Q1, "张村", DAYS, "2")
    messages = town.services.messages
    entries = [
        (item.unit, item.figure, item.text)
        for item in read(town, "张村：主题党日3次，约86人参加；李村党课两次").proposals
    ]
    plan = messages.plan(Q1, entries)
    assert [(one.old, one.value) for one in plan.cells] == [(2, 3), (None, 86), (None, 2)]
    assert "约数" in plan.cells[1].note
    assert messages.write(plan).step == "录入消息3格"
    cells = town.services.workbench.matrix(Q1).cells
    assert [cells[unit, key].typed for unit, key, _text in entries] == [3, 86, 2]
    assert town.services.history.undo() == "录入消息3格"
    assert town.services.workbench.matrix(Q1).cells["张村", DAYS].typed == 2


def test_another_area_or_unit_is_known_at_once(town: Town):
    assert proposed(town, "王村党课2") == []
    town.services.office.save_unit(Q1, "王村")
    assert proposed(town, "王村党课2") == [("王村", "party_lectures", "2")]
    town.services.office.switch_area(Q1, "organization", enabled=False)
    assert proposed(town, "王村党课2") == []


def test_a_whole_chat_is_refused(town: Town):
    with pytest.raises(Refusal, match="分几次"):
        read(town, "党" * (LONGEST + 1))


PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                "张村",
                "李村",
                "河湾",
                "各",
                "、",
                "，",
                "\n",
                "：",
                "合计",
                "3次",
                "八十六",
                "约30人",
                "1.2万",
            ),
            *(
                "主题党日",
                "参加",
                "宣誓",
                "党课",
                "支委会",
                "捐款",
                "其中火线",
                "党员",
                "2020年",
                "第3次",
            ),
        ]
    ),
    st.text(max_size=4),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_message_raises_and_what_is_certain_was_written_there(town: Town, text):
    message = read(town, text)
    units = {unit.name for unit in town.services.office.units(Q1)}
    for item in message.proposals:
        assert item.text in text[item.start : item.end]
        assert item.unit in units | {""}
        assert item.is_complete or not item.is_certain
    complete = [(i.unit, i.figure, i.text) for i in message.proposals if i.is_complete]
    plan = town.services.messages.plan(Q1, complete)
    assert len(plan.cells) == len(complete)
    for cell in plan.cells:
        assert cell.value != 0 or any(zero in cell.text for zero in "0０零〇○")
