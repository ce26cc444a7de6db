"""A list of villages as clerks paste it: what stands around a name falls off, no name is lost."""

from __future__ import annotations

import pytest

from desktop_app.core.errors import Refusal
from desktop_app.services.first_start.unit_list import ReadUnit, counts_of, read_units

THREE = ["东沟村", "西沟村", "河湾社区"]


def names(text: str, **given: object) -> list[str]:
    return [unit.name for unit in read_units(text, **given) if unit.taken]


def one(text: str, name: str) -> ReadUnit:
    return next(unit for unit in read_units(text) if unit.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "东沟村\n西沟村\n河湾社区",
        "东沟村\r\n\r\n  西沟村　\r\n河湾社区\r\n",
        "东沟村、西沟村、河湾社区",
        "东沟村，西沟村,河湾社区。",
        "东沟村 西沟村　河湾社区",
        "东沟村\t西沟村\t河湾社区",
        "东沟村；西沟村;河湾社区",
        "东沟村、西沟村和河湾社区",
        "下辖村：东沟村、西沟村；社区：河湾社区",
        "1. 东沟村（32户）\n2. 西沟村(12户，党员9名)\n3. 河湾社区【城区】",
        "1、东沟村\n2、西沟村\n3、河湾社区",
        "（1）东沟村\n（2）西沟村\n（3）河湾社区",
        "一、东沟村\n二、西沟村\n三、河湾社区",
        "①东沟村②西沟村③河湾社区",
        "1东沟村\n2西沟村\n3河湾社区",
        "1 东沟村\n2 西沟村\n3 河湾社区",
        "1.东沟村 2.西沟村 3.河湾社区",
        "１．东沟村\n２．西沟村\n３．河湾社区",
        "• 东沟村\n- 西沟村\n* 河湾社区",
        "东沟村46户\n西沟村 18户\n河湾社区 共200人",
        "村（社区）名单\n东沟村\n西沟村\n河湾社区\n合计 3个",
        "东沟村村民委员会\n西沟村委会\n河湾社区居委会",
        "东 沟 村\n西沟村\n河湾（社区）",
    ],
)
def test_every_way_of_writing_a_list_gives_the_same_names(text: str):
    assert names(text) == THREE
    assert counts_of(read_units(text)) == "村2个、社区1个"


@pytest.mark.parametrize(
    "text",
    [
        "东沟村\t王五\t138\n西沟村\t赵六\t139\n河湾社区\t孙七\t137",
        "1\t东沟村\t王五\n2\t西沟村\t赵六\n3\t河湾社区\t孙七",
        "序号\t村名\t书记\t户数\n1\t东沟村\t王五\t320\n2\t西沟村\t赵六\t200\n3\t河湾社区\t孙七\t9",
        "各村情况表\n序号\t村（社区）\t书记\n1\t东沟村\t王五\n2\t西沟村\t赵六\n3\t河湾社区\t孙七\n\t合计",
        "东沟村\n序号\t村名\n1\t西沟村\n2\t河湾社区",
        "序号\t村名\n1\t东沟村\n2\t西沟村\n河湾社区",
        "书记\t单位名称\n王五\t东沟村\n赵六\t西沟村\n孙七\t河湾社区",
        "东沟村\t东沟村党支部\n西沟村\t西沟村党支部\n河湾社区\t河湾社区党委",
        "村名\t党支部名称\n东沟村\t东沟村党支部\n西沟村\t西沟村党支部\n河湾社区\t河湾社区党委",
        "序号\t村名\t序号\t村名\n1\t东沟村\t3\t河湾社区\n2\t西沟村\t\t",
        '"东沟村"\t"王\n五"\n西沟村\t赵六\n河湾社区\t孙七',
    ],
)
def test_of_several_columns_that_of_the_names_is_taken(text: str):
    assert names(text) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "东沟村 46 2",
        "东沟村\t46\t2",
        "东沟村，46，2",
        "东沟村 王五 46 2",
        "序号\t村名\t书记\t户数\t党员数\t支部数\n1\t东沟村\t王五\t320\t46\t2\n2\t西沟村\t赵六\t9\t8\t1",
    ],
)
def test_party_members_and_branches_are_read_with_the_name(text: str):
    unit = one(text, "东沟村")
    assert (unit.party_members, unit.branches) == (46, 2)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("东沟村 党员45", (45, None)),
        ("东沟村党员45名", (45, None)),
        ("东沟村 支部2", (None, 2)),
        ("东沟村 支部2 党员45", (45, 2)),
        ("东沟村，党员：45名，支部：2个", (45, 2)),
        ("东沟村（32户，党员45名，支部2个）", (45, 2)),
        ("东沟村有党员45名，下设支部2个", (45, 2)),
        ("东沟村 45户 45名党员 2个支部", (45, 2)),
        ("东沟村\t党员45\t支部2", (45, 2)),
        ("东沟村\t45名\t2个", (45, 2)),
        ("东沟村 预备党员5名", (None, None)),
        ("东沟村 党员13800000000", (None, None)),
    ],
)
def test_a_number_that_says_what_it_counts_goes_there(text: str, numbers: tuple):
    unit = one(text, "东沟村")
    assert (unit.party_members, unit.branches) == numbers
    assert names(text) == ["东沟村"]


def test_a_branch_with_a_number_in_its_name_keeps_it():
    assert names("机关2支部\n第2党支部\n东沟村第一支部 20") == [
        "机关2支部",
        "第2党支部",
        "东沟村第一支部",
    ]


def test_a_name_that_begins_with_a_number_keeps_it():
    wanted = ["八一村", "三里村", "1号院社区", "二〇三社区", "和平村", "7.1社区"]
    assert names("\n".join(wanted)) == wanted


def test_short_names_without_an_ending_are_names_too():
    assert names("东沟 西沟、河湾") == ["东沟", "西沟", "河湾"]
    assert {unit.kind for unit in read_units("东沟 西沟、河湾")} == {"村"}


def test_who_leads_a_village_is_not_taken_for_one():
    found = read_units("东沟村 王五\n西沟村 赵六")
    assert [(unit.name, unit.taken) for unit in found] == [
        ("东沟村", True),
        ("王五", False),
        ("西沟村", True),
        ("赵六", False),
    ]
    assert "打勾" in found[1].note


def test_the_kind_is_seen_from_the_name():
    text = "东沟村\n河湾社区\n老街居委会\n机关党支部\n青山纺织公司党支部"
    assert [unit.kind for unit in read_units(text)] == ["村", "社区", "社区", "支部", "企业支部"]


def test_the_township_s_own_name_falls_off_the_villages():
    assert names("青石镇东沟村\n青石镇河湾社区", office="青石镇") == ["东沟村", "河湾社区"]


def test_a_name_twice_is_one_unit_and_told():
    (unit,) = read_units("东沟村\n东沟村（32户）")
    assert (unit.name, unit.note) == ("东沟村", "写了2遍，只算一个")


@pytest.mark.parametrize("other", ["东沟", "东沟社区", "青石东沟村"])
def test_look_alikes_are_pointed_at_and_kept(other: str):
    first, second = read_units(f"东沟村\n{other}")
    assert (first.note, second.taken) == ("", True)
    assert "“东沟村”很像" in second.note


def test_neighbours_that_differ_in_a_character_are_no_look_alikes():
    assert {unit.note for unit in read_units("东沟村\n西沟村\n张村\n李村\n张家村")} == {""}


@pytest.mark.parametrize(
    ("text", "corrections", "said"),
    [
        ("本级\n东沟村", {}, "程序自带"),
        ("长" * 45 + "村", {}, "最多40个字"),
        ("东沟村", {"东沟村": {"name": None}}, "没有名称"),
        ("东沟村\n西沟村", {"西沟村": {"name": "东沟村"}}, "上面已经有了"),
    ],
)
def test_what_cannot_be_written_says_why(text: str, corrections: dict, said: str):
    (problem,) = [unit for unit in read_units(text, corrections) if unit.is_problem]
    assert said in problem.note


def test_an_unticked_unit_is_no_problem():
    found = read_units("本级\n东沟村", {"本级": {"taken": False}})
    assert [unit.is_problem for unit in found] == [False, False]
    assert counts_of(found) == "村1个"


def test_corrections_stay_with_their_name_while_the_list_grows():
    corrections = {"东钩村": {"name": "东沟村", "kind": "社区", "party_members": 46}}
    for text in ("东钩村", "西沟村\n东钩村\n北沟村"):
        unit = next(unit for unit in read_units(text, corrections) if unit.read == "东钩村")
        assert (unit.name, unit.kind, unit.party_members) == ("东沟村", "社区", 46)


@pytest.mark.parametrize("text", ["", "\n\n", "12 34", "序号\t村名", "合计\t12", "　"])
def test_a_list_without_names_is_empty(text: str):
    assert read_units(text) == ()


def test_far_too_many_names_are_refused_with_a_sentence():
    with pytest.raises(Refusal, match="太多了"):
        read_units("\n".join(f"第{number}组东沟村" for number in range(600)))


def test_a_whole_worksheet_is_refused_with_a_sentence():
    with pytest.raises(Refusal):
        read_units("村\t" * 250_000)
