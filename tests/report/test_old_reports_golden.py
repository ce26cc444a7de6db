"""Old reports of our own writing: what is proposed for their blanks, measured report by report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from old_report_files import (
    STATION_ANSWERS,
    STREET_ANSWERS,
    Answers,
    station_report,
    street_report,
)
from township import ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.report.old_reports import propose, structure_of
from desktop_app.report.old_reports.records import FIGURE, LITERAL, NEW, SURE, OldReport, Proposal
from desktop_app.report.old_reports.synonyms import read_synonyms
from desktop_app.report.old_reports.vocabulary import Vocabulary
from desktop_app.services.documents.paragraphs import read_manuscript, read_paragraphs

GOLDEN = ROOT / "tests" / "golden" / "old_reports"
WORDING = ROOT / "resources" / "wording"
VOCABULARY = Vocabulary([area.spec for area in ALL_AREAS], read_synonyms(WORDING))

LEAST_RIGHT = {
    "01_community_quarter": 32,
    "02_discipline_half_year": 29,
    "03_environment_stars": 21,
    "04_comparisons": 30,
    "05_flood_blanks": 18,
    "06_heldout_township": 38,
    "07_unseen_year": 38,
    "08_street_year": 45,
    "09_underscores": 32,
    "10_county_outline": 46,
    "11_safety_letters": 39,
}
"""How many answers of each report are right today; it may only grow."""

LEAST_SHARE = 0.94


@dataclass(frozen=True)
class Measured:
    """Right answers, wrong figures, and wrong ones among those that were called sure."""

    right: int
    wrong_figures: int
    wrong_sure: int
    wrong: tuple[str, ...]


def proposals_of(path: Path) -> tuple[OldReport, tuple[Proposal, ...]]:
    report = structure_of(read_paragraphs(path))
    return report, propose(report, VOCABULARY)


def answer_of(proposal: Proposal) -> str:
    choice = proposal.choice
    if choice.kind in (NEW, LITERAL):
        return choice.kind
    return (choice.figure or "") + (f"@{choice.at}" if choice.at else "")


def measured(
    proposals: Iterable[Proposal], answers: Iterable[tuple[str, str, list[str]]]
) -> Measured:
    left = list(proposals)
    right = wrong_figures = wrong_sure = 0
    wrong = []
    for before, text, wanted in answers:
        found = next(
            one
            for one in left
            if one.blank.text == text
            and (one.before.endswith(before) or (before.endswith(one.before[-8:])))
        )
        left.remove(found)
        if answer_of(found) in wanted:
            right += 1
            continue
        wrong_figures += found.choice.kind == FIGURE
        wrong_sure += found.confidence == SURE
        wrong.append(f"{before}【{text}】 {answer_of(found)}, wanted {wanted}")
    return Measured(right, wrong_figures, wrong_sure, tuple(wrong))


@pytest.mark.parametrize("name", LEAST_RIGHT)
def test_what_is_proposed_for_a_report_is_right(name: str):
    _report, proposals = proposals_of(GOLDEN / f"{name}.txt")
    answers = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    result = measured(proposals, ((one["before"], one["text"], one["answer"]) for one in answers))
    assert result.right >= LEAST_RIGHT[name], result.wrong
    assert result.right >= LEAST_SHARE * len(answers)
    assert result.wrong_sure == 0


@pytest.mark.parametrize(
    ("write", "answers", "notes", "titles"),
    [
        (
            street_report,
            STREET_ANSWERS,
            ("文件里有没接受的修订，按接受以后的文字读取",),
            ["一、严格组织生活", "二、用心服务群众"],
        ),
        (
            station_report,
            STATION_ANSWERS,
            ("文本框里的文字没有读取",),
            ["一、持续整治隐患", "二、严格监督执纪"],
        ),
    ],
)
def test_a_word_file_is_read_as_it_is_seen_on_paper(
    tmp_path: Path,
    write: Callable[[Path], Path],
    answers: Answers,
    notes: tuple[str, ...],
    titles: list[str],
):
    path = write(tmp_path / "旧报告.docx")
    assert read_manuscript(path).notes == notes
    report, proposals = proposals_of(path)
    assert [one.number + one.title for one in report.chapters if one.level] == titles
    result = measured(proposals, ((before, text, [key]) for before, text, key in answers))
    assert result.wrong == ()
    assert not any("框里的字" in line.text for one in report.chapters for line in one.lines)


def test_points_that_word_numbers_are_points():
    report = structure_of(
        [
            "某镇工作总结",
            "一、严格组织生活",
            "（一）开展主题党日38次，群众反响很好。",
            "（二）书记讲党课21次，党员普遍受到教育。",
        ]
    )
    (chapter,) = report.chapters
    assert chapter.point_style == "（一）"
    assert [(line.text[:4], line.is_point) for line in chapter.lines] == [
        ("开展主题", True),
        ("书记讲党", True),
    ]


def test_every_choice_has_at_most_five_alternatives_and_the_text_itself_among_them():
    for path in sorted(GOLDEN.glob("*.txt")):
        for proposal in proposals_of(path)[1]:
            assert 1 <= len(proposal.choices) <= 6
            assert LITERAL in {choice.kind for choice in proposal.choices}


def test_the_synonyms_speak_of_figures_and_areas_that_exist():
    synonyms = read_synonyms(WORDING)
    assert set(synonyms.terms) <= set(VOCABULARY.entries)
    areas = {area.spec.key for area in ALL_AREAS}
    assert set(synonyms.areas) <= areas
    assert set(synonyms.marks) <= areas | set(VOCABULARY.entries)
