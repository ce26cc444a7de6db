"""False alarms count as much as slips: six clean reports of our own stay clean."""

from __future__ import annotations

from datetime import date

import pytest
from township import ROOT

from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import Line, of_paragraphs
from desktop_app.report.proofreading.rule_lists import read_rules

FOLDER = ROOT / "tests" / "golden" / "clean_reports"
RULES = read_rules(ROOT / "resources" / "checks")
MOST_WARNINGS = 3
WRITTEN_FOR = {
    "01_street_half_year.txt": Background(Span(date(2023, 1, 1), date(2023, 6, 30)), "临江街道"),
    "02_town_red_head.txt": Background(Span(date(2021, 7, 1), date(2021, 9, 30)), "云岭镇"),
    "03_town_narrative.txt": Background(Span(date(2025, 1, 1), date(2025, 3, 31)), "沙河镇"),
    "04_street_epidemic.txt": Background(Span(date(2022, 1, 1), date(2022, 3, 31)), "青杨街道"),
    "05_town_flood.txt": Background(Span(date(2024, 7, 1), date(2024, 9, 30)), "桃溪镇"),
    "06_street_discipline.txt": Background(Span(date(2024, 4, 1), date(2024, 6, 30)), "南湖街道"),
}


def lines_of(name: str) -> tuple[Line, ...]:
    return of_paragraphs((FOLDER / name).read_text("utf-8").splitlines())


def test_each_report_is_long_and_known():
    assert sorted(WRITTEN_FOR) == sorted(path.name for path in FOLDER.iterdir())
    for path in FOLDER.iterdir():
        assert len("".join(path.read_text("utf-8").split())) > 5_000


@pytest.mark.parametrize("name", WRITTEN_FOR)
@pytest.mark.parametrize("known", [False, True], ids=["any text", "its time and office known"])
def test_a_clean_report_raises_no_false_alarm(name: str, *, known: bool):
    found = proofread(lines_of(name), RULES, WRITTEN_FOR[name] if known else None)
    assert [one for one in found if one.severity == "error"] == []
    warnings = [one.message for one in found if one.severity == "warning"]
    assert len(warnings) <= MOST_WARNINGS, warnings
    assert len(found) <= 2 * MOST_WARNINGS, [one.message for one in found]


@pytest.mark.parametrize("name", WRITTEN_FOR)
def test_the_same_report_with_one_slip_is_told_that_slip(name: str):
    """The quiet comes from the text, not from rules that never speak."""
    lines = lines_of(name)
    slipped = [Line(line.text.replace("党支部", "党支布"), line.kind) for line in lines]
    assert {one.rule for one in proofread(slipped, RULES)} >= {"terms.party"}


def test_a_report_under_another_office_s_name_is_told():
    known = WRITTEN_FOR["03_town_narrative.txt"]
    elsewhere = Background(known.span, "红旗镇")
    found = {one.rule for one in proofread(lines_of("03_town_narrative.txt"), RULES, elsewhere)}
    assert "sameness.office" in found
