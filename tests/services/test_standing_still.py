"""What stands still from quarter to quarter is told: the same points, measures without news."""

from __future__ import annotations

from township import Q1, Q2, Town

from desktop_app.core.records import Finding

REVIEW = "rectification.last_quarter_review"


def told(town: Town, rule: str) -> list[Finding]:
    return [one for one in town.services.checks.findings(Q2) if one.rule == rule]


def carried_over(town: Town, *problems: str) -> list[str]:
    """Problems with a measure each, carried into the second quarter; return the measures."""
    service = town.services.rectification
    measures = [
        service.save_measure(
            Q1,
            problems=[service.save_problem(Q1, description=text)],
            heading=f"解决{text}",
        )
        for text in problems
    ]
    service.save_progress(Q1, measures[0], state="推进中", note="已训两批")
    town.services.periods.open(Q2)
    return measures


def test_problems_and_measures_that_are_printed_again_are_told(town: Town):
    carried_over(town, "学习不经常", "阵地不足", "队伍老化")
    found = told(town, "sameness.points")
    assert {(one.severity, one.where) for one in found} == {
        ("warning", "“存在问题”"),
        ("warning", "“下步措施”"),
    }
    assert all("3条中有3条" in one.message for one in found)
    assert all(one.chapter for one in found)


def test_where_little_is_new_it_is_a_hint_and_where_most_is_new_nothing(town: Town):
    carried_over(town, "学习不经常", "阵地不足")
    service = town.services.rectification
    service.save_problem(Q2, description="新问题甲")
    assert [one.severity for one in told(town, "sameness.points")][:1] == ["hint"]
    for text in ("新问题乙", "新问题丙"):
        service.save_problem(Q2, description=text)
    assert "“存在问题”" not in [one.where for one in told(town, "sameness.points")]


def test_what_was_frozen_is_compared_and_not_what_it_would_say_now(town: Town):
    carried_over(town, "学习不经常", "阵地不足")
    errors = [one.message for one in town.services.checks.findings(Q1) if one.severity == "error"]
    town.services.final.freeze(Q1, explanations=dict.fromkeys(errors, "演练"))
    service = town.services.rectification
    for problem in service.problems(Q2):
        service.save_problem(Q2, problem.uid, wording=f"{problem.description}，有所好转")
    assert "“存在问题”" not in [one.where for one in told(town, "sameness.points")]


def test_progress_of_the_last_quarter_is_not_printed_as_this_one_s(town: Town):
    (measure,) = carried_over(town, "学习不经常")
    (text,) = town.value(REVIEW, Q2)
    assert "已训两批" not in text
    assert "“解决学习不经常”推进中（本期没有登记新的进展）" in text
    (found,) = told(town, "rectification.no_progress")
    assert "“解决学习不经常”本期没有登记新的进展" in found.message
    town.services.rectification.save_progress(Q2, measure, note="又训一批")
    assert town.value(REVIEW, Q2) == (
        "学习不经常。正在推进整改：“解决学习不经常”推进中，又训一批。",
    )
    assert told(town, "rectification.no_progress") == []
