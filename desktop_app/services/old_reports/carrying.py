"""存在问题 and 下步措施 of an old report are written down once, to live on over the quarters."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from db.models.rectification import Measure, Problem
from desktop_app.areas.rectification import RECTIFICATION
from desktop_app.core.periods import Period
from desktop_app.core.records import OfficeRecord
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.old_reports.carrying import (
    PROBLEMS,
    SLOTS,
    Carried,
    carried_chapters,
    first_sentence,
    heading_and_rest,
    texts_of,
    with_lists,
)
from desktop_app.report.old_reports.records import (
    LITERAL,
    Choice,
    OldChapter,
    OldLine,
    OldReport,
)
from desktop_app.services.office.service import OfficeService
from desktop_app.services.old_reports import office_texts
from desktop_app.services.old_reports.reading import Reading
from desktop_app.services.rectification.service import RectificationService

_AREA = RECTIFICATION.spec.key
_REVIEW = "整改情况"
_LONGEST_PROBLEM, _LONGEST_HEADING, _LONGEST_MEASURE = (
    field.facts.max_length or sys.maxsize
    for field in (Problem.wording, Measure.heading, Measure.text)
)


@dataclass(frozen=True, slots=True)
class CarryOffer:
    """What can be written down under 问题与措施: title of a chapter and its number of points.

    problems, measures: how many the quarter has there already.
    """

    chapters: tuple[tuple[str, int], ...]
    problems: int
    measures: int

    @property
    def is_first(self) -> bool:
        """Whether nothing stands there yet, so that nothing can come in twice."""
        return not self.problems and not self.measures


class Carrying:
    """Says what of an old report can live on, and writes it within the step of its text."""

    def __init__(self, rectification: RectificationService, office: OfficeService) -> None:
        """rectification: where problems and measures are kept."""
        self._rectification = rectification
        self._office = office

    def offer(self, period: Period, report: OldReport) -> CarryOffer:
        """Return what can be written down; no chapter for a half-year, a year or an area off."""
        chapters = self._chapters(period, report)
        if not chapters:
            return CarryOffer((), 0, 0)
        return CarryOffer(
            tuple((report.chapters[one.chapter].title, one.count) for one in chapters),
            len(self._rectification.problems(period)),
            len(self._rectification.measures(period)),
        )

    def plain(
        self, period: Period, reading: Reading, chosen: Mapping[int, Choice]
    ) -> dict[int, Choice]:
        """Return the choices without figures in what will be points: their words stay fixed.

        A text of the office is put in as it reads.
        """
        chapters = self._chapters(period, reading.report)
        office = self._office.office()
        plain: dict[int, Choice] = {}
        for index, choice in chosen.items():
            place = reading.proposals[index].blank.place
            if choice.kind == LITERAL or not any(one.holds(place) for one in chapters):
                plain[index] = choice
            elif words := _words(choice, office):
                plain[index] = replace(choice, kind=LITERAL, figure=None, text=words)
        return plain

    def carry(self, period: Period, old: OldReport, report: OldReport) -> OldReport:
        """Write the points down and return the report with lists in their place.

        old: as it was read. report: the same with what was chosen. Raises InvalidRow.
        """
        chapters = self._chapters(period, old)
        for one in chapters:
            for text in texts_of(report, one):
                if one.kind == PROBLEMS:
                    sentence = first_sentence(text)
                    self._rectification.save_problem(period, description=sentence, wording=text)
                else:
                    heading, rest = heading_and_rest(text, _LONGEST_HEADING)
                    self._rectification.save_measure(period, heading=heading, text=rest)
        listed = with_lists(report, chapters)
        kinds = [one.kind for one in chapters]
        if PROBLEMS not in kinds or any(_REVIEW in one.title for one in report.chapters):
            return listed
        return _with_review(listed)

    def _chapters(self, period: Period, report: OldReport) -> tuple[Carried, ...]:
        if len(period.quarters) > 1 or _AREA not in self._office.areas_on(period):
            return ()
        return tuple(one for one in carried_chapters(report) if _fits(report, one))


def _with_review(report: OldReport) -> OldReport:
    """Put the proposed chapter on last quarter's problems ahead of the list of the present ones.

    It is not printed until there are such problems.
    """
    proposed = next(one for one in RECTIFICATION.spec.chapters if one.key == "last_quarter_review")
    lines = tuple(
        OldLine(line.removeprefix(POINT_MARK), line.startswith(POINT_MARK))
        for line in proposed.body.split("\n")
    )
    place, level = next(
        (place, chapter.level)
        for place, chapter in enumerate(report.chapters)
        if any(SLOTS[PROBLEMS] in line.text for line in chapter.lines)
    )
    review = OldChapter(level, "", proposed.title, lines, proposed.point_style.value)
    return replace(report, chapters=(*report.chapters[:place], review, *report.chapters[place:]))


def _fits(report: OldReport, carried: Carried) -> bool:
    """Say whether each point fits its fields; where one does not the chapter stays as text."""
    texts = texts_of(report, carried)
    if carried.kind == PROBLEMS:
        return all(first_sentence(text) and len(text) <= _LONGEST_PROBLEM for text in texts)
    split = [heading_and_rest(text, _LONGEST_HEADING) for text in texts]
    return all(heading and len(rest) <= _LONGEST_MEASURE for heading, rest in split)


def _words(choice: Choice, office: OfficeRecord) -> str:
    """Return what a choice stands for where that is a text of the office, else ""."""
    key = choice.figure or ""
    return office_texts.text_of(key, office) if key in office_texts.FIELDS else choice.text
