"""Problems and measures of an old report live on: written in one step, printed, carried over."""

from __future__ import annotations

import pytest
from township import Q1, Q2, ROOT, Town

from desktop_app.core.periods import Period
from desktop_app.services.old_reports.service import (
    CarryOffer,
    Choice,
    OldReports,
    Reading,
    literal_choice,
)

SOURCE = ROOT / "tests" / "golden" / "old_reports" / "04_comparisons.txt"
OLD = """青石镇2019年第四季度党建工作总结
四季度，各项工作有序推进。现总结如下：
一、存在问题
一是还有3个村阵地不足。面积不够。二是青石镇干部队伍老化；三是发放学习资料500份，覆盖面不广。
二、下步措施
（一）持续抓培训。计划举办培训班2期。
（二）持续抓整改。逐项销号。
"""


@pytest.fixture
def old(town: Town) -> OldReports:
    return town.services.old_reports


def everything(reading: Reading) -> dict[int, Choice]:
    return {place: one.choice for place, one in enumerate(reading.proposals)}


def printed(town: Town, period: Period = Q1) -> str:
    document = town.services.reports.document(period)
    return town.services.reports.render(document, ".txt").data.decode("utf-8-sig")


def test_each_point_becomes_a_problem_or_a_measure_and_the_report_reads_as_before(
    town: Town, old: OldReports
):
    reading = old.read_text(OLD)
    assert old.carry_offer(Q1, reading) == CarryOffer((("存在问题", 3), ("下步措施", 2)), 0, 0)
    old.write(Q1, reading, everything(reading), replacing=True, carrying=True)

    problems = town.services.rectification.problems(Q1)
    assert [(one.description, one.wording) for one in problems] == [
        ("还有3个村阵地不足", "还有3个村阵地不足。面积不够。"),
        ("青石镇干部队伍老化", "青石镇干部队伍老化；"),
        ("发放学习资料500份，覆盖面不广", "发放学习资料500份，覆盖面不广。"),
    ]
    measures = town.services.rectification.measures(Q1)
    assert [(one.heading, one.text) for one in measures] == [
        ("持续抓培训", "计划举办培训班2期。"),
        ("持续抓整改", "逐项销号。"),
    ]
    assert [one.body for one in town.services.texts.report(Q1).chapters[2:]] == [
        "• {rectification.problem_texts|points}",
        "• {rectification.measure_texts|points}",
    ]
    assert town.services.own_figures.all() == []
    text = printed(town)
    assert "一是还有3个村阵地不足。面积不够。二是青石镇干部队伍老化。三是发放" in text
    assert "（一）持续抓培训。计划举办培训班2期。" in text


def test_they_are_carried_over_and_told_of_in_the_next_quarter(town: Town, old: OldReports):
    old.write(Q1, old.read_text(OLD), {}, replacing=True, carrying=True)
    town.services.periods.open(Q2)
    assert len(town.services.rectification.problems(Q2)) == 3
    assert "整改情况" not in printed(town)
    assert "一、上季度问题整改情况" in printed(town, Q2)
    assert "上次报告提出、尚待整改的问题共3个" in printed(town, Q2)
    assert "二、存在问题" in printed(town, Q2)


def test_a_review_that_the_old_report_has_is_not_doubled(town: Town, old: OldReports):
    reading = old.read_text(
        OLD.replace("一、存在", "一、上季度问题整改情况\n各项问题正在推进，成效明显。\n二、存在")
    )
    old.write(Q1, reading, {}, replacing=True, carrying=True)
    titles = [one.title for one in town.services.texts.report(Q1).chapters]
    assert titles == ["", "上季度问题整改情况", "存在问题", "下步措施"]


def test_text_problems_and_measures_are_taken_back_in_one_step(town: Town, old: OldReports):
    before = town.services.texts.report(Q1)
    old.write(Q1, old.read_text(OLD), {}, replacing=True, carrying=True)
    town.services.history.undo()
    assert town.services.texts.report(Q1) == before
    assert town.services.rectification.problems(Q1) == []
    assert town.services.rectification.measures(Q1) == []


def test_without_the_tick_the_text_stays_as_it_was(town: Town, old: OldReports):
    old.write(Q1, old.read_text(OLD), {}, replacing=True)
    assert town.services.rectification.problems(Q1) == []
    assert town.services.texts.report(Q1).chapters[1].body.startswith("• 还有3个村")


def test_a_literal_that_the_clerk_wrote_and_the_offices_name_are_in_the_points(
    town: Town, old: OldReports
):
    reading = old.read_text(OLD.replace("青石镇干部", "XX镇干部"))
    chosen = everything(reading)
    three = next(place for place, one in enumerate(reading.proposals) if one.blank.text == "3")
    chosen[three] = literal_choice("两")
    old.write(Q1, reading, chosen, replacing=True, carrying=True)
    wordings = [one.wording for one in town.services.rectification.problems(Q1)]
    assert wordings[0] == "还有两个村阵地不足。面积不够。"
    assert wordings[1] == f"{town.services.office.office().name}干部队伍老化；"


def test_what_the_quarter_has_already_is_told(town: Town, old: OldReports):
    town.services.rectification.save_problem(Q1, description="后备力量不足")
    offer = old.carry_offer(Q1, old.read_text(OLD))
    assert (offer.problems, offer.measures, offer.is_first) == (1, 0, False)


@pytest.mark.parametrize("period", ["2020", "2020H1"])
def test_longer_spans_offer_nothing_and_keep_the_text(town: Town, old: OldReports, period: str):
    span = Period.parse(period)
    reading = old.read_text(OLD)
    assert old.carry_offer(span, reading).chapters == ()
    old.write(span, reading, {}, replacing=True, carrying=True)
    assert town.services.rectification.problems(Q1) == []
    assert town.services.texts.report(span).chapters[1].body.startswith("• 还有3个村")


def test_a_point_too_long_for_its_field_leaves_its_chapter_as_text(old: OldReports):
    reading = old.read_text(OLD.replace("面积不够", "面积不够" * 130))
    assert old.carry_offer(Q1, reading).chapters == (("下步措施", 2),)


def test_a_golden_report_prints_back_with_its_points(town: Town, old: OldReports):
    reading = old.read_file(SOURCE)
    assert old.carry_offer(Q1, reading).chapters == (("存在问题", 2), ("下步措施", 2))
    old.write(Q1, reading, {}, replacing=True, carrying=True)
    text = printed(town)
    for line in ("（一）个别支部组织生活质量不高。", "（二）抓整改。对照问题清单逐项销号。"):
        assert line in text
