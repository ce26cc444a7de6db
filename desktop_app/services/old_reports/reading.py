"""Reading an old report: a document from elsewhere → its chapters with proposals, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desktop_app.areas import ALL_AREAS
from desktop_app.core.errors import SourceRefused
from desktop_app.core.specs import AreaSpec
from desktop_app.report.old_reports import propose, structure_of
from desktop_app.report.old_reports.records import OldReport, Proposal
from desktop_app.report.old_reports.synonyms import Synonyms, read_synonyms
from desktop_app.report.old_reports.vocabulary import Vocabulary
from desktop_app.services.documents.paragraphs import Manuscript, read_manuscript

_FEWEST_CHARACTERS, _MOST_CHARACTERS = 20, 50_000
"""Of a report: less is none, more is a book of some hundred pages."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An old report taken apart, with a proposal for each of its blanks in reading order."""

    report: OldReport
    proposals: tuple[Proposal, ...]


def propose_file(path: Path, wording: Path) -> Reading:
    """Read an old report and propose, without a database: with the built-in figures alone."""
    areas = tuple(area.spec for area in ALL_AREAS)
    return reading_of(read_manuscript(path), areas, wording)


def reading_of(
    manuscript: Manuscript, areas: Sequence[AreaSpec], wording: Path, known: Sequence[str] = ()
) -> Reading:
    """Take a manuscript apart and propose; SourceRefused for what is no report.

    areas: those whose figures are known. known: names of the office.
    """
    length = sum(map(len, manuscript.paragraphs))
    if length > _MOST_CHARACTERS:
        raise SourceRefused(
            f"正文有{length / 10_000:.1f}万字，太长了，"
            f"一次最多读{_MOST_CHARACTERS // 10_000}万字，请只选一份报告。"
        )
    if length < _FEWEST_CHARACTERS:
        raise SourceRefused("没有读到报告的正文，请核对选的是不是一份报告。")
    report = structure_of(manuscript.paragraphs)
    report = replace(report, faults=(*manuscript.notes, *report.faults))
    vocabulary = Vocabulary(areas, _synonyms(wording))
    return Reading(report, propose(report, vocabulary, known))


@cache
def _synonyms(wording: Path) -> Synonyms:
    return read_synonyms(wording)
