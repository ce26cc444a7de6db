"""Proofreading any text: the slips are found, and what is right is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from township import ROOT

from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import HEADING, NOTE, TITLE, Line, of_paragraphs
from desktop_app.report.proofreading.rule_lists import read_rules
from desktop_app.report.proofreading.sameness import repeated

RULES = read_rules(ROOT / "resources" / "checks")
FIRST_QUARTER = Span(date(2020, 1, 1), date(2020, 3, 31))


def found(*paragraphs: str, **known: object) -> list[tuple[str, str]]:
    background = Background(**known)  # type: ignore[arg-type]
    return [
        (one.rule, one.excerpt) for one in proofread(of_paragraphs(paragraphs), RULES, background)
    ]


def rules(*paragraphs: str, **known: object) -> set[str]:
    return {rule for rule, _excerpt in found(*paragraphs, **known)}


SLIPPED = """第一季度党建工作总结
青石镇按照上级要求，较好完成了一季度任务，现总结如下：
挺身而出，守住村口这道门
按照李克强总理的批示精神，下发了《关于党员到岗的通知》、青石镇“八个不准”和《关于报到服务的动员令》等X个文件。截至目前，成立X个服务队，动员X名左右党员，值守超过X万个小时。
三、夯基垒台，把支部建在网格上
开展“亮身份”、“作表率”主题党日X次，捐款比例超过100%。把影响降到最低， 全镇重视。
四、正风肃纪，让规矩立起来
给予警告处分X人、严重警告处分X。把骨干充实的村级班子中，真正把队伍培养成作风硬、会干事。严明整治纪律，检视问题，不引导干部坚定信念。
六、下步措施
（一）抓学习。坚持每月一学，领导干部带头讲党课，党员轮流谈体会，学有所得。
""".splitlines()


def test_the_slips_that_send_a_report_back_are_all_found():
    assert rules(*SLIPPED) >= {
        "structure.unnumbered",
        "structure.order",
        "wording.political",
        "wording.not_for_steadily",
        "wording.fill_into",
        "wording.no_object",
        "wording.as_of",
        "names.office_holder",
        "punctuation.between_quotes",
        "punctuation.space",
        "quantities.counter",
        "quantities.ratio",
        "quantities.rounded_blank",
        "quantities.named_items",
        "quantities.blank",
    }


def test_kinds_of_lines_are_known_by_their_look():
    lines = of_paragraphs(["【演示】", "总结", "（送审稿）", "存在问题", "一是" + "人" * 60 + "。"])
    assert [line.kind for line in lines] == [NOTE, TITLE, NOTE, HEADING, "text"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("一是抓学习；三是抓落实。", "structure.clauses"),
        ("一是抓学习，全年不断线。", "structure.lone_clause"),
        ("开展“四查四促活动。", "structure.pairs"),
        ("印发《办法》《细则》《清单》等2个文件。", "quantities.named_items"),
        ("印发《办法》《细则》等两个文件。", "quantities.named_items"),
        ("开展各类主题党日活动12次，后又开展各类主题党日活动15次。", "quantities.two_values"),
        ("参加学习教育86。", "quantities.counter"),
        ("党员捐款比例达102%。", "quantities.ratio"),
    ],
)
def test_what_must_be_counted(text: str, rule: str):
    assert rule in rules("青石镇党建工作总结", text)


@pytest.mark.parametrize(
    "text",
    [
        "一是抓学习；二是抓落实。",
        "印发《办法》《细则》《清单》等5个文件。",
        "党员捐款比例达102%（其中非党员捐款计入）。",
        "工业产值同比增长112%，规模以上企业复工率达到100%。",
        "拨打电话12345，或到第3会议室。",
        "2020年，全镇召开会议12次。",
        "落实“一岗双责”，坚持“谁主管、谁负责”的原则。",
        "是否合格，由群众评议；是非曲直，由事实说话。",
    ],
)
def test_what_is_right_is_left_alone(text: str):
    assert rules("青石镇党建工作总结", text) == set()


def test_numbers_of_points_begin_anew_under_each_heading():
    body = "人" * 60 + "。"
    good = [
        "总结",
        "一、甲",
        "（一）乙。" + body,
        "（二）丙。" + body,
        "二、丁",
        "（一）戊。" + body,
    ]
    assert "structure.points" not in rules(*good)
    assert "structure.points" in rules(*[line.replace("（二）", "（三）") for line in good])


def test_a_name_is_asked_for_only_outside_its_time():
    text = "按照李克强总理的批示精神抓落实。"
    assert "names.office_holder" not in rules("总结", text, span=FIRST_QUARTER)
    later = Span(date(2024, 1, 1), date(2024, 3, 31))
    assert "names.office_holder" in rules("总结", text, span=later)


def test_a_number_typed_by_hand_that_no_figure_has_is_told():
    text = "参加党员86人次，捐款90人，2020年4月1日印发第3号文件。"
    assert found("总结", text, values=frozenset({("86", "人次")})) == [("quantities.typed", "90人")]


def test_a_number_with_another_counter_than_the_figure_s_is_told():
    known = frozenset({("99", "%"), ("3.2", "万元"), ("12", "人")})
    text = "共走访99户，完成率99%，捐款3.2万元，12名党员，帮扶12次。"
    assert found("总结", text, values=known) == [
        ("quantities.typed", "99户"),
        ("quantities.typed", "12次"),
    ]


def test_a_quarter_that_the_title_does_not_speak_of_is_told():
    assert rules("2021年第二季度总结", "2020年第四季度，召开会议。") == {"sameness.time"}
    assert rules("2021年第二季度总结", "2021年第二季度，召开会议。") == set()


def test_one_act_of_two_bodies_is_no_contradiction():
    assert rules("总结", "中心组带头，开展集中学习4次。各支部跟进，开展集中学习138次。") == set()
    assert (
        rules("总结", "（一）中心组学习。开展集中学习4次。", "（二）支部学习。开展集中学习9次。")
        == set()
    )
    same = "各支部跟进，开展集中学习138次。", "各支部跟进，开展集中学习136次。"
    assert rules("总结", *same) == {"quantities.two_values"}


def test_what_an_earlier_report_left_behind_is_told():
    text = "2019年第四季度，红旗镇党委认真谋划。较2019年第四季度增长8%。"
    assert found("总结", text, span=FIRST_QUARTER, office="青石镇") == [
        ("sameness.time", "2019年第四季度"),
        ("sameness.office", "红旗镇"),
    ]


def test_a_chapter_that_changed_only_its_numbers_is_told():
    old = "".join(
        f"组织党员{number}人次到第{number}个网格开展志愿服务活动。" for number in range(9)
    )
    new = old.replace("人次", "0人次")
    earlier = {"2019年第四季度的报告": old}
    assert [one.rule for one in repeated([Line(new)], earlier)] == ["sameness.chapter"]
    fresh = "".join(
        f"{word}支部围绕群众所盼组织专题学习并立下军令状。" for word in "甲乙丙丁戊己庚辛壬"
    )
    assert not list(repeated([Line(fresh)], earlier))


def test_a_doubled_counter_is_found_and_halved():
    (doubled,) = [one for one in found("共有党员606名名。") if one[0] == "wording.doubled_counter"]
    assert "606名名" in doubled[1]
    assert "wording.doubled_counter" not in rules("聘请5名名师，走访3个个体户。")


def test_words_of_another_kind_of_office_are_a_hint_where_the_kind_is_known():
    text = "组织镇村干部下沉，镇党委高度重视，乡镇党委齐抓共管，助力乡村振兴。"
    own = [excerpt for rule, excerpt in found(text, office="红旗乡") if rule == "sameness.kind"]
    assert own == ["镇村", "镇党委"]
    assert "sameness.kind" not in rules(text, office="青石镇")
    assert "sameness.kind" not in rules(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("坚持学做结合一是抓学习；二是抓落实；三是抓督查。", "“一是”前面少了句号或冒号"),
        ("一是抓学习二是抓落实；三是抓督查。", "“二是”前面少了分号或句号"),
    ],
)
def test_a_clause_without_a_mark_before_it_is_told_as_that(text: str, mark: str):
    told = [
        one.message
        for one in proofread(of_paragraphs([text]), RULES)
        if one.rule == "structure.clauses"
    ]
    assert len(told) == 1
    assert mark in told[0]
