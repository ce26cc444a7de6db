"""Finding words in all chapters of a report, and replacing them as one step.

Only the report's own words are searched: what a figure shows cannot be typed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from db.models.report import Chapter
from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.records import Finding, ReportRecord
from desktop_app.core.validation import clean_text
from desktop_app.services.reports.editing import tokens
from desktop_app.services.reports.rows import ReportRows

_PARTS = (("title", Chapter.title.facts), ("body", Chapter.body.facts))


@dataclass(frozen=True, slots=True)
class Match:
    """Where words stand. part: "title" or "body"; start, end: places in that stored text."""

    chapter: str
    part: str
    start: int
    end: int


class FindReplace(ReportRows):
    """Works on the chapters of one report."""

    def replace(self, period: Period, wanted: str, by: str, chapters: frozenset[str]) -> int:
        """Replace words wherever they stand and return how often they stood there.

        chapters: uids of the chapters that are seen; those of areas that are off stay as they are.
        Raises InvalidValue where the new words cannot be printed or a text would become too long.
        """
        if not wanted:
            return 0
        clean_text(by)
        with self._writer.step(f"全部替换“{wanted[:20]}”") as step:
            record = self.report(period)
            places = [place for place, one in enumerate(record.chapters) if one.uid in chapters]
            own = self._chapters(self._own_report(step, period))
            count = 0
            for chapter in (own[place] for place in places):
                values, found = _replaced(chapter, wanted, by)
                count += found
                step.update(chapter, **values)
        return count


def matches(report: ReportRecord, wanted: str) -> list[Match]:
    """Return where words stand in a report's chapters, in reading order."""
    return [
        Match(chapter.uid, part, start, end)
        for chapter in report.chapters
        for part, _facts in _PARTS
        for start, end in places_of(getattr(chapter, part), wanted)
    ]


def repaired(report: ReportRecord, finding: Finding) -> tuple[str, str, str] | None:
    """Return (chapter, part, new text) that put right what a finding speaks of.

    None where its words do not stand in one piece in the stored text: a figure or a generated
    number is among them.
    """
    found = place_of(report, finding)
    if found is None or finding.repair is None:
        return None
    chapter = next(one for one in report.chapters if one.uid == found.chapter)
    text = getattr(chapter, found.part)
    return found.chapter, found.part, text[: found.start] + finding.repair + text[found.end :]


def place_of(report: ReportRecord, finding: Finding) -> Match | None:
    """Return where the words that a finding quotes stand first in its chapter."""
    own = (one for one in matches(report, finding.excerpt) if one.chapter == finding.chapter)
    return next(own, None)


def places_of(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a stored text, outside of slots and marks."""
    if not wanted:
        return
    parts = tokens(text)
    starts = accumulate((len(part.stored) for part in parts), initial=0)
    for part, start in zip(parts, starts, strict=False):
        if part.kind == "text":
            for match in re.finditer(re.escape(wanted), part.stored, re.IGNORECASE):
                yield start + match.start(), start + match.end()


def _replaced(chapter: Any, wanted: str, by: str) -> tuple[dict[str, str], int]:  # noqa: ANN401 - a Chapter
    values, count = {}, 0
    for part, facts in _PARTS:
        text = getattr(chapter, part)
        places = list(places_of(text, wanted))
        for start, end in reversed(places):
            text = text[:start] + by + text[end:]
        if facts.max_length is not None and len(text) > facts.max_length:
            raise InvalidValue(
                f"{facts.label}替换以后共{len(text)}个字，最多{facts.max_length}个字，没有替换"
            )
        values[part] = text
        count += len(places)
    return values, count
