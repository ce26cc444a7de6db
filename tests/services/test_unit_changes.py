"""Units of a quarter: added as a list, ordered, retired, merged."""

from __future__ import annotations

import pytest
from township import Q1, Q2, Town

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.services.office.unit_changes import UnitChanges


@pytest.fixture
def changes(town: Town) -> UnitChanges:
    """Changes to the small township."""
    services = town.services
    return UnitChanges(services.writer, services.catalogue, services.office)


def uid_of(town: Town, name: str) -> str:
    """The uid of a unit."""
    return next(u.uid for u in town.services.office.units(Q1) if u.name == name)


def names(town: Town, period=Q1) -> list[str]:
    """The units of a quarter."""
    return [unit.name for unit in town.services.office.units(period)]


def test_a_pasted_list_is_read_with_numbers_and_kinds(town: Town, changes: UnitChanges):
    lines = ["1. 王村\t31\t2", "", "（2）东湖社区", "青山纺织公司党支部，8，1", "张村", "王村"]
    added = changes.add_many(Q1, lines)
    assert added.new == ("王村", "东湖社区", "青山纺织公司党支部")
    assert added.known == ("张村",)
    units = {unit.name: unit for unit in town.services.office.units(Q1)}
    assert (units["王村"].kind, units["王村"].party_members, units["王村"].branches) == (
        "村",
        31,
        2,
    )
    assert units["东湖社区"].kind == "社区"
    assert units["青山纺织公司党支部"].kind == "企业支部"
    assert names(town)[-1] == "本级"


def test_a_bad_line_is_named_and_nothing_is_added(town: Town, changes: UnitChanges):
    with pytest.raises(InvalidRow, match="第2行“党员数”应填数字"):
        changes.add_many(Q1, ["王村", "赵村\t很多"])
    with pytest.raises(Refusal, match="没有填写"):
        changes.add_many(Q1, ["", "  "])
    assert names(town) == ["张村", "李村", "河湾社区", "本级"]


def test_facts_are_checked_one_by_one(town: Town, changes: UnitChanges):
    uid = uid_of(town, "张村")
    changes.change(Q1, uid, "party_members", "４１")
    changes.change(Q1, uid, "name", "张家村")
    assert town.services.office.units(Q1)[0].party_members == 41
    assert names(town)[0] == "张家村"
    for field, typed, reason in (
        ("party_members", "-1", "不能是负数"),
        ("name", "李村", "已有名为“李村”"),
        ("name", "", "不能为空"),
        ("kind", "本级", "有且只有一个"),
    ):
        with pytest.raises(InvalidRow, match=reason):
            changes.change(Q1, uid, field, typed)


def test_order_moves_and_the_office_stays_last(town: Town, changes: UnitChanges):
    changes.move(Q1, uid_of(town, "河湾社区"), -1)
    assert names(town) == ["张村", "河湾社区", "李村", "本级"]
    changes.move(Q1, uid_of(town, "张村"), 5)
    assert names(town) == ["河湾社区", "李村", "张村", "本级"]
    with pytest.raises(Refusal):
        changes.move(Q1, uid_of(town, "本级"), -1)


def test_a_retired_unit_is_kept_before_and_not_inherited(town: Town, changes: UnitChanges):
    town.services.periods.open(Q2)
    uid = uid_of(town, "李村")
    changes.retire(Q2, uid)
    assert "李村" in names(town)
    assert "李村" not in names(town, Q2)
    town.services.periods.open(Q2.next)
    assert "李村" not in names(town, Q2.next)
    assert changes.retired(Q2) == [(uid, "李村")]
    changes.bring_back(Q2, uid)
    facts = {unit.name: unit.party_members for unit in town.services.office.units(Q2)}
    assert facts["李村"] == 50


def test_a_unit_with_rows_and_the_office_are_not_retired(town: Town, changes: UnitChanges):
    town.row("theme_party_day", times=1)
    with pytest.raises(Refusal, match="已填了1条数据"):
        changes.retire(Q1, uid_of(town, "张村"))
    with pytest.raises(Refusal, match="不能撤销"):
        changes.retire(Q1, uid_of(town, "本级"))


def test_merging_keeps_every_figure(town: Town, changes: UnitChanges):
    for unit, times, members in (("张村", 3, 12), ("李村", 4, 20)):
        town.row("theme_party_day", unit, times=1, attendance=10)
        town.row("theme_party_day", unit, times=times, attendance=30, is_subtotal=True)
        town.row("mobilisation", unit, members=members)
    keys = ("organization.party_days", "epidemic.mobilised", "overview.party_members")
    before = [town.value(key) for key in keys]
    merged = changes.merge(Q1, uid_of(town, "张村"), uid_of(town, "李村"))
    after = [town.value(key) for key in keys]
    assert after == before
    assert merged.rows == 3
    assert names(town) == ["李村", "河湾社区", "本级"]
    facts = town.services.office.units(Q1)[0]
    assert (facts.party_members, facts.branches) == (90, 5)
    rows = town.services.ledgers.rows("theme_party_day", Q1)
    assert sorted((row.unit, row.values["times"]) for row in rows) == [
        ("李村", 1), ("李村", 1), ("李村", 7),
    ]  # fmt: skip
    assert [text for _uid, text in changes.retired(Q1)] == ["张村（已并入李村）"]
    town.services.history.undo()
    assert names(town)[0] == "张村"
    assert [town.value(key) for key in keys] == before


def test_merging_says_what_to_look_at_and_drops_a_nil_return(town: Town, changes: UnitChanges):
    town.services.office.save_nil_report(Q1, "河湾社区", "theme_party_day", given=True)
    town.row("theme_party_day", times=2)
    merged = changes.merge(Q1, uid_of(town, "张村"), uid_of(town, "河湾社区"))
    assert merged.to_check == ("河湾社区的党员数",)
    assert town.services.office.nil_reports(Q1) == set()


@pytest.mark.parametrize(
    ("unit", "into", "reason"),
    [
        ("张村", "张村", "并入它自己"),
        ("本级", "张村", "不能并入"),
        ("张村", "本级", "不能并入“本级”"),
    ],
)
def test_merges_that_make_no_sense(town, changes, unit, into, reason):
    with pytest.raises(Refusal, match=reason):
        changes.merge(Q1, uid_of(town, unit), uid_of(town, into))


def test_one_space_is_enough_before_the_numbers(town: Town):
    town.services.unit_changes.add_many(Q1, ["东风村 86 3", "北街 社区"])
    units = {unit.name: unit for unit in town.services.office.units(Q1)}
    assert (units["东风村"].party_members, units["东风村"].branches) == (86, 3)
    assert "北街 社区" in units or "北街社区" in units
