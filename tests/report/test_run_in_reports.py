"""Short clean reports whose headings run in (（一）…。) and that count 一是、二是 inside."""

from __future__ import annotations

from datetime import date

import pytest
from township import ROOT

from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import HEADING, of_paragraphs
from desktop_app.report.proofreading.rule_lists import read_rules

FOLDER = ROOT / "tests" / "golden" / "run_in_reports"
RULES = read_rules(ROOT / "resources" / "checks")
WRITTEN_FOR = {
    "1_town_spring.txt": Background(Span(date(2023, 1, 1), date(2023, 3, 31)), "清溪镇"),
    "2_street_summer.txt": Background(Span(date(2022, 7, 1), date(2022, 9, 30)), "东湖街道"),
    "3_township_autumn.txt": Background(Span(date(2024, 4, 1), date(2024, 6, 30)), "石岭乡"),
}


def text_of(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("name", WRITTEN_FOR)
@pytest.mark.parametrize("known", [False, True], ids=["any text", "its time and office known"])
def test_a_clean_report_raises_no_false_alarm(name: str, *, known: bool):
    lines = of_paragraphs(text_of(name).splitlines())
    found = proofread(lines, RULES, WRITTEN_FOR[name] if known else None)
    assert len("".join(text_of(name).split())) > 1_000
    assert [one.message for one in found if one.severity == "error"] == []
    assert len([one for one in found if one.severity == "warning"]) <= 1
    assert len(found) <= 2, [one.message for one in found]


@pytest.mark.parametrize("name", WRITTEN_FOR)
def test_a_heading_that_runs_in_is_text_and_one_of_its_own_a_heading(name: str):
    lines = of_paragraphs(text_of(name).splitlines())
    headings = [line.text for line in lines if line.kind == HEADING]
    assert [text[:2] for text in headings] == ["一、", "二、", "三、"]


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("其中35岁以下4名", "其中35岁以下14名", "quantities.among"),
        ("整改10个", "整改12个", "quantities.done"),
        ("二是整顿后进", "三是整顿后进", "structure.clauses"),
        ("（三）严把党员入口", "（四）严把党员入口", "structure.points"),
        ("一、主要工作", "一、主要工作。", "punctuation.heading_stop"),
        ("6.36万元", "6,36万元", "numerals.comma_decimal"),
        ("春节期间，走访", "2022年第四季度，走访", "sameness.time"),
        ("群众212户", "群众群众212户", "wording.doubled_word"),
    ],
)
def test_the_same_report_with_a_slip_is_told(right: str, wrong: str, rule: str):
    """The quiet comes from the text, not from rules that never speak."""
    text = text_of("1_town_spring.txt")
    assert text.count(right) == 1
    lines = of_paragraphs(text.replace(right, wrong).splitlines())
    assert rule in {one.rule for one in proofread(lines, RULES)}
