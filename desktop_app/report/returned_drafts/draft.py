"""The report as it is now, in units: each sentence with the place that it is stored in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.core.records import ChapterRecord
from desktop_app.report.document import BREAKS, Runs, plain
from desktop_app.report.narrative import POINT_MARK, Narrator
from desktop_app.report.returned_drafts.anchors import sentences_of
from desktop_app.report.returned_drafts.records import Unit
from desktop_app.report.returned_drafts.sentences import same_key
from desktop_app.report.slots import Slot, parse

MARKS = re.compile(r"\{[^{}\n]*\}|\[\[|\|\||\]\]")
"""A slot, or what opens, divides and closes an optional clause."""

_ENDS = tuple("。！？；")
_QUOTES = "”’）》」』"


@dataclass(frozen=True, slots=True)
class DraftChapter:
    """A chapter that is printed, and its number."""

    record: ChapterRecord
    number: str
    heading: str

    @property
    def where(self) -> str:
        """How the chapter is named to the clerk."""
        return f"{self.number}{self.heading}" or "开头"


def slot_at(stored: str) -> Slot | None:
    """Read one stored slot; None for any other text."""
    pieces = parse(stored)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Slot) else None


def chapters_of(narrator: Narrator, chapters: Sequence[ChapterRecord]) -> list[DraftChapter]:
    """Return the chapters that are printed."""
    numbers = narrator.chapter_numbers(chapters)
    return [
        DraftChapter(chapter, number, plain(narrator.runs(chapter.title)))
        for chapter, number in zip(chapters, numbers, strict=True)
        if chapter.enabled and (number or not chapter.title)
    ]


def units_of(narrator: Narrator, title: str, chapters: Sequence[DraftChapter]) -> list[Unit]:
    """Return title, headings and sentences in reading order; what prints nothing is left out."""
    runs = narrator.runs(title)
    printed = plain(runs).translate(BREAKS)
    units = [Unit("title", "", 0, 0, len(title), title, printed, (printed,), (_stored(runs),))]
    for chapter in chapters:
        record = chapter.record
        if chapter.heading:
            name = record.title
            stored = _stored(narrator.runs(name))
            units.append(
                Unit(
                    "heading", record.uid, -1, 0, len(name), name, chapter.heading,
                    (chapter.heading,), (stored,),
                )
            )  # fmt: skip
        for number, line in enumerate(record.body.split("\n")):
            units.extend(_of_line(narrator, record.uid, number, line))
    return units


def cut(text: str) -> list[tuple[int, int]]:
    """Return where stored sentences begin and end; no optional clause is cut through."""
    cuts, depth, place = [0], 0, 0
    last = ""
    while place < len(text):
        mark = MARKS.match(text, place)
        found = mark[0] if mark else text[place]
        if mark and found in ("[[", "]]"):
            depth = max(depth + (1 if found == "[[" else -1), 0)
        elif found not in ("||", *_QUOTES) or not last.endswith(_ENDS):
            last = found
        place += len(found)
        ends = last.endswith(_ENDS) and not (mark and found == "[[")
        following = text[place : place + 2]
        if ends and not depth and following != "]]" and following[:1] not in (*_QUOTES, *_ENDS):
            cuts.append(place)
            last = ""
    bounds = [*cuts, len(text)]
    return [(start, end) for start, end in pairwise(bounds) if start < end]


def _of_line(narrator: Narrator, chapter: str, number: int, line: str) -> Iterator[Unit]:
    is_point = line.startswith(POINT_MARK)
    first = len(POINT_MARK) if is_point else 0
    whole = _printed(narrator, line)
    bounds = [(first + start, first + end) for start, end in cut(line[first:])]
    pieces = [_printed(narrator, line[:first] + line[start:end]) for start, end in bounds]
    if "".join(map(plain, pieces)) != plain(whole):  # a clause reaches over a full stop
        bounds, pieces = [(first, len(line))], [whole]
    for (start, end), runs in zip(bounds, pieces, strict=True):
        printed = plain(runs)
        if not printed.strip():
            continue
        pairs = list(sentences_of(runs))
        source = line[start:end]
        slot = slot_at(source.strip())
        yield Unit(
            "sentence", chapter, number, start, end, source, printed,
            tuple(one for one, _ in pairs), tuple(same_key(one) for _, one in pairs),
            is_point, slot is not None and "points" in slot.formats,
        )  # fmt: skip


def _printed(narrator: Narrator, line: str) -> Runs:
    (found,) = narrator.lines(line)
    return tuple(run for runs in found.texts for run in runs)


def _stored(runs: Runs) -> str:
    return same_key("".join(f"{{{run.figure}}}" if run.figure else run.text for run in runs))
