"""The chapters with what was chosen in the place of each blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.report.old_reports.blanks import ends_bare
from desktop_app.report.old_reports.records import (
    REPORT_TITLE,
    TITLE_LINE,
    Blank,
    Choice,
    OldChapter,
    OldLine,
    OldReport,
    Proposal,
)

Chosen = Mapping[int, Choice]
"""Index of a proposal → what was chosen for it; the others stay as they are written."""


def with_choices(report: OldReport, proposals: Iterable[Proposal], chosen: Chosen) -> OldReport:
    """Return the report with slots in the place of the blanks that something was chosen for."""
    edits: dict[tuple[int, int], list[tuple[Blank, Choice]]] = {}
    for index, proposal in enumerate(proposals):
        choice = chosen.get(index)
        if choice is not None and (choice.figure is not None or choice.text):
            place = proposal.blank.place
            edits.setdefault((place.chapter, place.line), []).append((proposal.blank, choice))

    def written(text: str, chapter: int, line: int) -> str:
        return _edited(text, edits.get((chapter, line), []))

    return replace(
        report,
        title=written(report.title, REPORT_TITLE, 0),
        chapters=tuple(
            OldChapter(
                chapter.level,
                chapter.number,
                written(chapter.title, index, TITLE_LINE),
                tuple(
                    OldLine(written(line.text, index, place), line.is_point)
                    for place, line in enumerate(chapter.lines)
                ),
                chapter.point_style,
            )
            for index, chapter in enumerate(report.chapters)
        ),
    )


def _edited(text: str, edits: list[tuple[Blank, Choice]]) -> str:
    """Put slots into a text from its end on, so that places stay right."""
    for blank, choice in sorted(edits, key=lambda edit: -edit[0].place.start):
        if blank.tail and _rounds(choice):
            start, end = blank.tail
            text = text[:start] + text[end:]
        first, last = _replaced(blank, choice)
        counter = choice.counter if choice.figure and ends_bare(blank, text) else ""
        text = f"{text[:first]}{choice.slot or choice.text}{counter or ''}{text[last:]}"
    return text


def _replaced(blank: Blank, choice: Choice) -> tuple[int, int]:
    """Return what a choice takes the place of: a text that of the blank alone."""
    if choice.figure is None:
        return blank.place.start, blank.place.end
    return (blank.first if _rounds(choice) else blank.place.start), blank.last


def _rounds(choice: Choice) -> bool:
    return any(name in ("约", "近", "超过", "左右") for name in choice.formats)
