"""What becomes of problems: the review in the next report, those that come again, the colours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from township import Q1, Q2, Town

from desktop_app.core.periods import Period
from desktop_app.core.records import ProblemRecord
from desktop_app.services.rectification.lights import Light, light_of, most_urgent
from desktop_app.services.rectification.repeats import repeat_findings, repeats

Q3 = Period.parse("2020Q3")
REVIEW = "rectification.last_quarter_review"


def printed(town: Town, period: Period) -> str:
    """A period's report as text."""
    services = town.services
    document = services.reports.document(period)
    return services.reports.render(document, ".txt").data.decode("utf-8")


def test_the_next_report_says_what_became_of_each_problem(town: Town):
    service = town.services.rectification
    closed = service.save_problem(Q1, description="记录不全", wording="个别支部会议记录不规范。")
    still = service.save_problem(Q1, description="干部能力不足")
    measure = service.save_measure(Q1, problems=[still], heading="轮训干部")
    town.services.periods.open(Q2)
    service.save_problem(Q2, description="新问题")
    service.sign_off(Q2, closed, closed_on="2020-06-20", closing_note="统一了模板，抽查合格。")
    service.save_progress(Q2, measure, state="推进中", note="已训两批")
    counts = [f"rectification.last_problems{end}" for end in ("", "_closed", "_open")]
    assert [town.value(key, Q2) for key in counts] == [2, 1, 1]
    assert town.value(REVIEW, Q2) == (
        "个别支部会议记录不规范。已整改销号：统一了模板，抽查合格。",
        "干部能力不足。正在推进整改：“轮训干部”推进中，已训两批。",
    )
    text = printed(town, Q2)
    assert "上季度问题整改情况" in text
    assert "尚待整改的问题共2个，已整改销号1个、正在推进1个。" in text
    assert "（一）个别支部会议记录不规范。已整改销号：统一了模板，抽查合格。" in text
    assert text.index("上季度问题整改情况") < text.index("存在问题\n")


def test_where_nothing_came_over_the_chapter_is_not_there(town: Town):
    town.services.rectification.save_problem(Q1, description="干部能力不足")
    assert town.value(REVIEW) == ()
    assert "整改情况" not in printed(town, Q1)
    town.services.periods.open(Q2)
    town.services.periods.open(Q3)
    assert "整改情况" in printed(town, Q2)


def test_a_half_year_looks_back_on_what_was_open_before_it(town: Town):
    service = town.services.rectification
    before = service.save_problem(Q1, description="年前的问题")
    for quarter in (Q2, Q3):
        town.services.periods.open(quarter)
    service.save_problem(Q3, description="下半年的问题")
    service.sign_off(Q3, before, closed_on="2020-08-01", closing_note="已办结")
    half = Period.parse("2020H2")
    assert town.value(REVIEW, half) == ("年前的问题。已整改销号：已办结。",)
    assert "上个半年问题整改情况" in printed(town, half)
    assert town.value(REVIEW, Period.parse("2020H1")) == ()


def problem(uid: str, text: str, opened: str, closed: str | None = None) -> ProblemRecord:
    return ProblemRecord(uid, text, text, "", "", "", "", opened, closed)


@pytest.mark.parametrize(
    ("opened", "period", "quarters"),
    [
        ("2020Q1", "2020Q1", 1),
        ("2019Q4", "2020Q1", 2),
        ("2018Q2", "2020Q1", 8),
        ("2019Q4", "2020", 5),
    ],
)
def test_quarters_are_counted_over_the_turn_of_the_year(opened: str, period: str, quarters: int):
    (found,) = repeats([problem("a", "甲", opened)], [], Period.parse(period))
    assert found.quarters == quarters


def test_what_reads_like_an_earlier_one_is_pointed_at():
    old = problem("old", "个别支部会议记录不规范、不完整", "2019Q1", "2019Q4")
    later = problem("later", "个别支部会议记录不规范，不完整", "2019Q1", "2020Q2")
    other = problem("other", "党员教育形式单一", "2019Q1", "2019Q2")
    new = problem("new", "个别支部会议记录仍不规范不完整", "2020Q1")
    (found,) = repeats([new], [old, later, other], Q1)
    assert (found.like, found.like_text) == (Period.parse("2019Q4"), old.description)
    assert found.sentence == "与2019年第四季度已整改的问题相似"
    (unlike,) = repeats([problem("x", "党员教育阵地不足", "2020Q1")], [old, later, other], Q1)
    assert unlike.like is None
    assert unlike.sentence == ""


def test_the_checks_name_what_is_open_for_long_and_what_came_again():
    old = problem("old", "会议记录不规范", "2019Q1", "2019Q1")
    long_open = problem("a", "干部能力不足", "2019Q3")
    recent = problem("b", "阵地不足", "2019Q4")
    again = problem("c", "会议记录不规范。", "2020Q1")
    findings = repeat_findings(repeats([long_open, recent, again], [old], Q1))
    assert [(one.rule, one.severity, one.where) for one in findings] == [
        ("rectification.long_open", "hint", "存在问题第1条"),
        ("rectification.again", "warning", "存在问题第3条"),
    ]
    assert "连续3个季度" in findings[0].message


def test_the_service_compares_with_all_that_was_ever_closed(town: Town):
    service = town.services.rectification
    first = service.save_problem(Q1, description="会议记录不规范")
    service.sign_off(Q1, first, closed_on="2020-03-01", closing_note="已规范")
    town.services.periods.open(Q2)
    again = service.save_problem(Q2, description="会议记录不规范")
    assert [(one.uid, one.like) for one in service.repeats(Q2)] == [(again, Q1)]
    assert service.repeats(Q1) == []


DAY = date(2020, 3, 31)


@pytest.mark.parametrize(
    ("state", "days", "light"),
    [
        ("推进中", -1, Light.RED),
        ("推进中", 0, Light.YELLOW),
        ("推进中", 30, Light.YELLOW),
        ("推进中", 31, Light.GREEN),
        ("已完成", -1, Light.DONE),
        ("未启动", None, Light.NONE),
    ],
)
def test_a_light_is_told_by_the_day_and_reads_without_colour(
    state: str, days: int | None, light: Light
):
    due = None if days is None else DAY + timedelta(days=days)
    assert light_of(state, due, DAY) is light


def test_a_problem_is_as_urgent_as_its_most_urgent_measure():
    assert most_urgent([Light.DONE, Light.YELLOW, Light.GREEN]) is Light.YELLOW
    assert most_urgent([]) is None
