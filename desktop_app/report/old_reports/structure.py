"""Paragraphs → title, opening and chapters; what is misnumbered or left out is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.report.numbering import heading_number
from desktop_app.report.old_reports.cleaning import cleaned
from desktop_app.report.old_reports.points import Point, number_of, split_points
from desktop_app.report.old_reports.records import OldChapter, OldLine, OldReport
from desktop_app.report.proofreading.manuscript import (
    HEADING,
    NOTE,
    TITLE,
    Line,
    of_paragraphs,
)

_NUMBERS = (
    re.compile(r"^(?:第)?([一二三四五六七八九十]{1,3})(?:、|[.．]|部分[，、：]?|\s)"),
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)][、.．]?"),
    re.compile(r"^(\d{1,2})[.．、](?!\d)"),
    re.compile(r"^[（(](\d{1,2})[）)]"),
)
_RUN_IN = re.compile(r"^([一二三四五六七八九十]{1,3})、([^。；：]{2,40})。(?=.)")
_KINDS_OF_REPORT = re.compile(r"总结|报告|汇报|情况|小结|材料|简报|工作要点")
_DAY = re.compile(r"^[（(]?[\dXx×*＊〇○_＿一二三四五六七八九十零]+年.{1,8}[日月][）)]?$")
_ORGAN = re.compile(
    r"(?:委员会|党委|党工委|办公室|街道|镇|乡|社区|组织部|支部|总支|党建办|公司|局)$"
)
_OPENING = re.compile(r"。|如下")
_LONGEST_ORGAN = 30
_LONGEST_TITLE = 40
_SHOWN = 14


@dataclass(slots=True)
class _Draft:
    """A chapter while it is put together; number: the one written, 0 for none."""

    level: int
    title: str
    number: int = 0
    paragraphs: list[str] = field(default_factory=list)


def structure_of(paragraphs: Iterable[str]) -> OldReport:
    """Take a report apart. Nothing of its sentences is lost but what the program prints itself."""
    clean = cleaned(paragraphs)
    faults = list(clean.faults)
    lines = list(of_paragraphs(_run_in_headings_apart(clean.paragraphs)))
    title = _take_title(lines)
    _drop_what_is_printed(lines, faults)
    drafts = _chapters(lines)
    _renumber(drafts, faults)
    chapters = _finished(drafts, faults)
    return OldReport(title, chapters, tuple(faults))


def _run_in_headings_apart(paragraphs: Iterable[str]) -> list[str]:
    """Give a heading of the first level that begins its paragraph a line of its own."""
    apart: list[str] = []
    for text in paragraphs:
        match = _RUN_IN.match(text)
        if match:
            apart += [f"{match[1]}、{match[2]}", text[match.end() :]]
        else:
            apart.append(text)
    return apart


def _take_title(lines: list[Line]) -> str:
    """Take the title off the lines; one that stands in two lines is joined."""
    places = [place for place, line in enumerate(lines) if line.kind != NOTE][:2]
    if not places or lines[places[0]].kind != TITLE:
        return ""
    first = lines[places[0]].text
    if any(pattern.match(first) for pattern in _NUMBERS):  # the text begins with its first heading
        lines[places[0]] = replace(lines[places[0]], kind=HEADING, level=1)
        return ""
    second = lines[places[1]].text if len(places) > 1 else ""
    is_broken = (
        not _KINDS_OF_REPORT.search(first)
        and _KINDS_OF_REPORT.search(second)
        and len(second) <= _LONGEST_TITLE
        and second[-1] not in "。：；"
    )
    for place in reversed(places[: 2 if is_broken else 1]):
        lines.pop(place)
    return first + second if is_broken else first


def _drop_what_is_printed(lines: list[Line], faults: list[str]) -> None:
    """Drop 主送机关, notes in brackets, 署名 and date: the program prints these itself."""
    dropped = [line.text for line in lines if line.kind == NOTE]
    lines[:] = [line for line in lines if line.kind != NOTE]
    if lines and _is_addressee(lines[0].text):
        dropped.append(lines.pop(0).text)
    last: list[str] = []
    while len(lines) > 1 and _is_signature(lines[-1].text):
        last.insert(0, lines.pop().text)
    dropped += last
    if dropped:
        listed = "”、“".join(_short(text) for text in dropped)
        faults.append(f"“{listed}”没有写进正文：主送机关、署名和日期由程序排印")


def _is_addressee(text: str) -> bool:
    """Say whether a line is 主送机关; 现总结如下： ends alike and opens the report."""
    is_short = text.endswith(("：", ":")) and len(text) <= _LONGEST_ORGAN
    return is_short and not _OPENING.search(text)


def _is_signature(text: str) -> bool:
    return bool(_DAY.match(text)) or (
        len(text) <= _LONGEST_ORGAN and bool(_ORGAN.search(text)) and "，" not in text
    )


def _chapters(lines: Sequence[Line]) -> list[_Draft]:
    drafts = [_Draft(0, "")]
    for line in lines:
        level, number, text = _heading(line)
        if level:
            drafts.append(_Draft(level, text, number))
        else:
            drafts[-1].paragraphs.append(line.text)
    return [draft for draft in drafts if draft.level or draft.paragraphs]


def _heading(line: Line) -> tuple[int, int, str]:
    """Return level, written number and title of a heading; level 0 for text."""
    if line.kind != HEADING:
        return 0, 0, ""
    for level, pattern in enumerate(_NUMBERS, 1):
        match = pattern.match(line.text)
        if match:
            title = line.text[match.end() :].strip()
            if level > 1 and title.endswith(("。", "；")):
                return 0, 0, ""  # a point of a list, however short
            return level, number_of(match[1]), title.rstrip("。")
    return line.level, 0, line.text.rstrip("。")


def _renumber(drafts: list[_Draft], faults: list[str]) -> None:
    """Lift headings whose levels begin below the first, and close gaps between levels."""
    levels = sorted({draft.level for draft in drafts if draft.level})
    if levels and levels != list(range(1, len(levels) + 1)):
        new = {level: place for place, level in enumerate(levels, 1)}
        new[0] = 0
        for draft in drafts:
            draft.level = new[draft.level]
        faults.append("标题的编号改成从“一、”开始")


def _finished(drafts: Sequence[_Draft], faults: list[str]) -> tuple[OldChapter, ...]:
    numbers = [0] * 6
    chapters = []
    for draft in drafts:
        number = ""
        if draft.level:
            numbers[draft.level :] = [
                numbers[draft.level] + 1,
                *[0] * (5 - draft.level),
            ]
            number = heading_number(draft.level, numbers[draft.level])
            _tell_heading(draft, numbers[draft.level], number, faults)
        points = split_points(draft.paragraphs)
        _tell_points(draft, points, faults)
        chapters.append(
            OldChapter(
                draft.level,
                number,
                draft.title,
                tuple(OldLine(point.text, point.number is not None) for point in points),
                next((point.style for point in points if point.number is not None), "一是"),
            )
        )
    return tuple(chapters)


def _tell_heading(draft: _Draft, number: int, printed: str, faults: list[str]) -> None:
    if draft.number == number:
        return
    was = "没有编号" if not draft.number else f"编号是{draft.number}"
    faults.append(f"标题“{_short(draft.title)}”原来{was}，排印时编为“{printed}”")


def _tell_points(draft: _Draft, points: Sequence[Point], faults: list[str]) -> None:
    """Say where the numbers of a chapter's points do not follow each other."""
    expected = 0
    for point in points:
        if point.number is None:
            expected = 0
            continue
        expected += 1
        if point.number != expected:
            where = f"“{_short(draft.title) or '开头'}”里“{_short(point.text)}”"
            faults.append(f"{where}的序号原来是第{point.number}，排印时编为第{expected}")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
