"""存在问题 and 下步措施 of an old report: which chapters these are, and what their points say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.core.specs import PointStyle
from desktop_app.report.numbering import point_number
from desktop_app.report.old_reports.records import (
    OldChapter,
    OldLine,
    OldReport,
    Place,
)

PROBLEMS, MEASURES = "problems", "measures"

SLOTS = {
    PROBLEMS: "{rectification.problem_texts|points}",
    MEASURES: "{rectification.measure_texts|points}",
}
"""What lists them in a chapter's text, as the chapters proposed in areas/rectification do."""

_LACK = "(?:问题|不足|短板|弱项|困难|差距|薄弱环节)(?:之处)?"
_PLAN = "(?:措施|打算|安排|计划|思路|举措|重点|方向)"
_TITLES = {
    PROBLEMS: re.compile(
        rf"(?:当前|目前|工作中?|党建|主要|仍然?|还)*存在(?:着|的)?(?:主要|突出|一些)?{_LACK}"
        rf"(?:(?:[和与及、]|以及){_LACK})*"
    ),
    MEASURES: re.compile(
        r"(?:下一?步|下一?阶段|下一?季度|下半年|明年|来年|今后)的?(?:党建|工作|主要|重点|整改|改进)*"
        rf"(?:(?<=工作)|{_PLAN}(?:[和与及、]{_PLAN})*)"
    ),
}
"""The whole title: a chapter that says more (存在问题及下步措施) holds more than the one list."""

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]"
)
_LEADS_ON = re.compile(r"[：:]$|以下|如下")
_SENTENCE = re.compile(r"[^。！？]*[。！？]")
_CLAUSE = re.compile(r"[^，：；]*[，：；]")
_ENDS = "。！？；，："


@dataclass(frozen=True, slots=True)
class Carried:
    """A chapter whose points can live on. kind: PROBLEMS or MEASURES. chapter: its index.

    lines: those of its own lines that are points. parts: indices of the chapters below it that are
    its points instead, each with its heading. One of the two is empty.
    """

    kind: str
    chapter: int
    lines: range
    parts: range

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.lines) + len(self.parts)

    def holds(self, place: Place) -> bool:
        """Say whether a place lies in what becomes a point, so that no slot can stand there."""
        return place.chapter in self.parts or (
            place.chapter == self.chapter and place.line in self.lines
        )


def carried_chapters(report: OldReport) -> tuple[Carried, ...]:
    """Return the first chapter of each kind whose points can be told apart without doubt."""
    found: dict[str, Carried] = {}
    for index, chapter in enumerate(report.chapters):
        kind = next((kind for kind, title in _TITLES.items() if title.fullmatch(chapter.title)), "")
        if kind and kind not in found and (carried := _carried(kind, index, report.chapters)):
            found[kind] = carried
    return tuple(found.values())


def texts_of(report: OldReport, carried: Carried) -> tuple[str, ...]:
    """Return the points of a chapter without their numbers."""
    lines = report.chapters[carried.chapter].lines
    if carried.lines:
        return tuple(lines[place].text for place in carried.lines)
    return tuple(_as_one(report.chapters[index]) for index in carried.parts)


def with_lists(report: OldReport, carried: Sequence[Carried]) -> OldReport:
    """Return the report with one list that fills itself in the place of each chapter's points."""
    lists = {one.chapter: one for one in carried}
    gone = {index for one in carried for index in one.parts}
    return replace(
        report,
        chapters=tuple(
            _listed(chapter, lists[index]) if index in lists else chapter
            for index, chapter in enumerate(report.chapters)
            if index not in gone
        ),
    )


def first_sentence(text: str) -> str:
    """Return the first sentence without the mark at its end."""
    sentence = _SENTENCE.match(text)
    return (sentence[0] if sentence else text).rstrip(_ENDS)


def heading_and_rest(text: str, longest: int) -> tuple[str, str]:
    """Split a measure: its first sentence is the heading, its first clause where that is too long.

    longest: characters of a heading. The heading is "" where even the clause is longer.
    """
    for pattern in (_SENTENCE, _CLAUSE):
        match = pattern.match(text)
        head = (match[0] if match else text).rstrip(_ENDS)
        if head and len(head) <= longest:
            return head, text[match.end() :].lstrip() if match else ""
    return "", text


def _carried(kind: str, index: int, chapters: Sequence[OldChapter]) -> Carried | None:
    """Find the points of a chapter; None where it is not plain which these are."""
    chapter = chapters[index]
    parts = _below(index, chapters)
    points = [place for place, line in enumerate(chapter.lines) if line.is_point]
    if parts:
        is_plain = not points and all(chapters[part].level == chapter.level + 1 for part in parts)
        lines = range(0)
    else:
        lines = _together(points) if points else _paragraphs(chapter)
        is_plain = bool(lines)
    rest = [line.text for place, line in enumerate(chapter.lines) if place not in lines]
    texts = [chapter.lines[place].text for place in lines]
    if not is_plain or any(map(_NUMBERED.match, [*rest, *texts])):
        return None
    return Carried(kind, index, lines, parts)


def _below(index: int, chapters: Sequence[OldChapter]) -> range:
    end = index + 1
    while end < len(chapters) and chapters[end].level > chapters[index].level:
        end += 1
    return range(index + 1, end)


def _together(points: Sequence[int]) -> range:
    """Return the points as one list; empty where a paragraph stands between two of them."""
    lines = range(points[0], points[-1] + 1)
    return lines if len(lines) == len(points) else range(0)


def _paragraphs(chapter: OldChapter) -> range:
    """Take each paragraph of a chapter without numbers for a point, but words that lead on."""
    lines = chapter.lines
    leads = len(lines) > 1 and bool(_LEADS_ON.search(lines[0].text))
    return range(1 if leads else 0, len(lines))


def _as_one(chapter: OldChapter) -> str:
    """Put a chapter into one text: its heading, then its lines with their numbers."""
    texts = [f"{chapter.title.rstrip(_ENDS)}。"]
    counted = 0
    for line in chapter.lines:
        counted = counted + 1 if line.is_point else 0
        number = point_number(PointStyle(chapter.point_style), counted) if counted else ""
        texts.append(number + line.text)
    return "".join(texts)


def _listed(chapter: OldChapter, carried: Carried) -> OldChapter:
    slot = OldLine(SLOTS[carried.kind], is_point=True)
    if carried.parts:
        return replace(chapter, lines=(*chapter.lines, slot), point_style=PointStyle.HEADING.value)
    first, end = carried.lines.start, carried.lines.stop
    lines = (*chapter.lines[:first], slot, *chapter.lines[end:])
    was_numbered = chapter.lines[first].is_point
    style = chapter.point_style if was_numbered else PointStyle.NONE.value
    return replace(chapter, lines=lines, point_style=style)
