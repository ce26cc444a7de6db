"""Several rows at once, the story of a row in words, and the way from a figure to its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from township import Q1, Q2, Town

from desktop_app.core.errors import Refusal, UnknownName
from desktop_app.core.specs import Lowest
from desktop_app.services.figures.trace import parts_of, rows_behind
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.ledgers.row_tools import RowTools

DAYS = "theme_party_day"


@pytest.fixture
def tools(town: Town) -> RowTools:
    services = town.services
    return RowTools(services.writer, services.catalogue, services.ledgers)


def traced(town: Town, key: str, unit: str = "") -> list[str]:
    """The uids of the rows behind a figure."""
    found = rows_behind(town.services.catalogue, town.services.ledgers, Q1, key, unit)
    return [row.uid for ledger in found for row in ledger.rows]


def test_rows_are_deleted_in_one_step(town: Town, tools: RowTools):
    uids = [town.row(DAYS, attendance=number) for number in (1, 2, 3)]
    tools.delete(DAYS, uids[:2])
    assert tools.id_of(DAYS, uids[0]) is None
    assert tools.id_of(DAYS, uids[2]) == 3
    assert town.services.history.undo() == "删除主题党日"
    assert len(town.services.ledgers.rows(DAYS, Q1)) == 3


def test_one_row_that_is_gone_keeps_the_others(town: Town, tools: RowTools):
    uid = town.row(DAYS, attendance=1)
    with pytest.raises(UnknownName):
        tools.delete(DAYS, [uid, "gone"])
    assert len(town.services.ledgers.rows(DAYS, Q1)) == 1


def test_cells_are_written_in_one_step_or_not_at_all(town: Town, tools: RowTools):
    first, second = town.row(DAYS, attendance=1, due=2), town.row(DAYS, attendance=3)
    empty = {first: {"attendance": None, "due": None}, second: {"attendance": ""}}
    assert tools.write_cells(DAYS, Q1, empty, "清空3格") == 2
    assert [row.values["attendance"] for row in town.services.ledgers.rows(DAYS, Q1)] == [None] * 2
    assert town.services.history.undo() == "清空3格"
    assert town.value("organization.party_day_attendance") == 4
    with pytest.raises(UnknownName, match="已被删除"):
        tools.write_cells(DAYS, Q1, {first: {"attendance": 9}, "gone": {"attendance": 9}})
    assert town.value("organization.party_day_attendance") == 4


def test_days_are_typed_short_and_units_by_name(town: Town, tools: RowTools):
    first, second = town.row(DAYS), town.row(DAYS, "李村")
    tools.write_cells(DAYS, Q1, {first: {"date": "3.5"}, second: {"date": "0306", UNIT: "张村"}})
    rows = town.services.ledgers.rows(DAYS, Q1)
    assert [(row.unit, row.values["date"]) for row in rows] == [
        ("张村", date(2020, 3, 5)),
        ("张村", date(2020, 3, 6)),
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"attendance": "x"}, "“参加”应填数字，填的是“x”，请改为数字（张村，2020-02-03）；其余"),
        ({"date": "5"}, "“日期”“5”不知道是哪个月"),
        ({UNIT: "王村"}, "没有填报单位“王村”"),
        ({"is_subtotal": True}, "已有一行小计"),
    ],
)
def test_one_wrong_cell_refuses_all_with_its_place(
    town: Town, tools: RowTools, values: dict[str, object], sentence: str
):
    town.row(DAYS, is_subtotal=True, attendance=1)
    first = town.row(DAYS, attendance=2)
    second = town.row(DAYS, attendance=3, date="2020-02-03")
    with pytest.raises(Refusal, match=sentence):
        tools.write_cells(DAYS, Q1, {first: {"attendance": 8}, second: values})
    assert town.value("organization.party_day_attendance") == 6


def test_what_follows_from_the_cells_is_written_with_them(town: Town, tools: RowTools):
    uid = town.row("duty_shift", people_per_day=4, hours_each="10", days=2)
    tools.write_cells("duty_shift", Q1, {uid: {"days": "3"}})
    assert town.services.ledgers.rows("duty_shift", Q1)[0].values["hours"] == 120


def test_a_copy_has_all_values_but_is_no_second_subtotal(town: Town, tools: RowTools):
    uid = town.row(DAYS, theme="春耕", attendance=8, is_subtotal=True)
    copy = tools.duplicate(DAYS, Q1, uid)
    assert (copy.unit, copy.values["theme"], copy.values["attendance"]) == ("张村", "春耕", 8)
    assert copy.values["is_subtotal"] is False
    assert town.services.history.next_undo() == "复制主题党日"


def test_a_copy_of_the_township_s_own_row_derives_anew(town: Town, tools: RowTools):
    uid = town.row("disposition", None, kind="党内警告", people=1)
    copy = tools.duplicate("disposition", Q1, uid)
    assert copy.unit == "本级"
    assert copy.values["form"] is not None


def test_the_story_of_a_row_reads_in_labels_and_values(town: Town, tools: RowTools):
    uid = town.row("duty_shift", post="村口", hours="12.5")
    ledgers = town.services.ledgers
    ledgers.save("duty_shift", Q1, {"hours": "13", "date": "2020-03-05"}, uid=uid)
    ledgers.save("duty_shift", Q1, {}, unit="李村", uid=uid)
    ledgers.delete("duty_shift", uid)
    town.services.history.undo()
    story = [
        (change.step, [(field.label, field.old, field.new) for field in change.fields])
        for change in tools.changes("duty_shift", uid)
    ]
    assert story == [
        ("撤销：删除值守", [("", None, "从回收站恢复")]),
        ("删除值守", [("", None, "移入回收站")]),
        ("修改值守", [("填报单位", "张村", "李村")]),
        (
            "修改值守",
            [("日期", None, date(2020, 3, 5)), ("值守时长", Decimal("12.5"), Decimal(13))],
        ),
        (
            "新增值守",
            [
                ("填报单位", None, "张村"),
                ("值守点", None, "村口"),
                ("值守时长", None, Decimal("12.5")),
            ],
        ),
    ]


def test_a_column_that_is_named_otherwise_in_the_file_reads_by_its_label(
    town: Town, tools: RowTools
):
    uid = town.row("exemplar", kind="优秀党员", name="某某", order=2)
    labels = [field.label for field in tools.changes("exemplar", uid)[0].fields]
    assert "排序" in labels


def test_behind_a_sum_stand_the_counted_rows_that_meet_its_conditions(town: Town):
    first = town.row("help_visit", kind="困难群众", people=3)
    town.row("help_visit", kind="隔离户", people=3)
    town.row("help_visit", kind="困难群众", people=3, counted=False)
    town.row("help_visit", kind="困难群众")
    other = town.row("help_visit", "李村", kind="困难群众", people=0)
    assert traced(town, "organization.helped_people") == [first, other]
    assert traced(town, "organization.helped_people", "李村") == [other]


def test_behind_a_state_stands_the_latest_row_of_each_thing(town: Town):
    town.row("service_team", name="一队", count=1, date="2020-02-01")
    newer = town.row("service_team", name="一队", count=2, date="2020-03-01")
    town.row("service_team", name="一队", count=9, date="2020-01-01")
    undated = town.row("service_team", name="二队", count=1)
    assert sorted(traced(town, "epidemic.teams")) == sorted([newer, undated])
    assert town.value("epidemic.teams") == 3


def test_a_lowest_has_figures_as_parts_and_a_ratio_has_rows(town: Town):
    catalogue = town.services.catalogue
    lowest = next(key for key, one in catalogue.figures.items() if isinstance(one.source, Lowest))
    assert parts_of(catalogue, lowest) == catalogue.figures[lowest].source.figures
    assert parts_of(catalogue, "organization.donors") == ()
    uid = town.row("donation", member_donors=3)
    assert traced(town, "organization.donation_ratio") == [uid]


def test_every_figure_can_be_traced(town: Town):
    for key, spec in town.services.catalogue.figures.items():
        assert traced(town, key) == [], spec.label


def test_rows_of_another_quarter_do_not_count(town: Town):
    town.services.periods.open(Q2)
    town.services.ledgers.save(DAYS, Q2, {"attendance": 4}, unit="张村")
    assert traced(town, "organization.party_day_attendance") == []
