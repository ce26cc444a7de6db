"""How much of a text stood there before, and what an earlier report left behind.

It warns and never blocks: cadres were disciplined for summaries in which only the year was new.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import regex

from desktop_app.core.records import Finding
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import TEXT, TITLE, Line, sentences

_SHARE = 0.6  # of a chapter's sentences, from which it is told
_FEWEST = 4  # sentences; less says nothing
_SHORTEST = 12  # characters of a sentence that is compared
_NUMBER = regex.compile(r"[\d.]+|[XxＸ×]+")
_QUARTER = regex.compile(
    r"(20\d\d)年第?([一二三四])季度|(20\d\d)年(上|下)半年|(20\d\d)年(?!\d{1,2}月|代)"
)
_COMPARED = regex.compile(
    r"较|比|同期|以来|从|自|至|起|年初|规划|计划|印发|〔|《|届|换届|成立|建成|—|－|-|"
    r"年度(?:民主|组织|述职|考核|考评|表彰|评议|先进|优秀)"
)
_OFFICE = regex.compile(
    r"(?<=^|[，。；、：由在向和])(\p{Han}{2,4}?(?:镇|乡|街道))(?=党委|党工委|党政|人民政府|办事处|纪委|共有|高度重视)"
)

_KIND = regex.compile(r"(镇|乡|街道)(?:党委|党工委|办事处|人民政府)?$")
_BEFORE = r"(?<=^|[，。；、：（由在向和与经对各为动抓])"
_BODIES = "党委|纪委|机关|干部|人大|政府"
_OF_KIND = {
    "镇": regex.compile(
        r"(?<!乡)全镇(?!定|静|痛)|[我本]镇(?!定|静|村)|(?<![乡城集古市\d])"
        r"镇村(?=两级|三级|组|联动|一体|上下|干部|党员)"
        rf"|{_BEFORE}镇村|{_BEFORE}镇(?:{_BODIES})"
    ),
    "乡": regex.compile(
        rf"全乡(?!镇)|[我本]乡(?!镇|村|土|本)|乡村[两三]级|{_BEFORE}乡(?:{_BODIES})"
    ),
    "街道": regex.compile(rf"全街道|[我本]街道|{_BEFORE}街道(?:党工委|纪工委|机关|干部)"),
}


def repeated(lines: Sequence[Line], earlier: Mapping[str, str]) -> Iterator[Finding]:
    """Tell by chapter what share of its sentences stood in an earlier text, numbers left aside.

    earlier: name of a report (or of the wording that comes with the program) → its whole text.
    """
    known = {name: set(_compared(text)) for name, text in earlier.items()}
    by_place: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.kind == TEXT:
            by_place.setdefault((line.chapter, line.where), []).extend(_compared(line.text))
    for (chapter, where), own in by_place.items():
        if len(own) < _FEWEST:
            continue
        shares = {name: sum(one in texts for one in own) for name, texts in known.items()}
        name, same = max(shares.items(), key=lambda item: item[1], default=("", 0))
        if same >= _SHARE * len(own):
            yield Finding(
                "sameness.chapter",
                "hint",
                f"{len(own)}句中有{same}句与{name}相同（{same * 100 // len(own)}%），"
                "只换了数字的请写出这一季的新情况",
                where,
                chapter=chapter,
            )


@lru_cache(maxsize=256)
def _compared(text: str) -> tuple[str, ...]:
    """Return a text's sentences as they are compared: without numbers, marks and spaces.

    Earlier reports are asked for again at each check and never change.
    """
    plain = (regex.sub(r"[^\p{Han}\p{Latin}]", "", _NUMBER.sub("", one)) for one in sentences(text))
    return tuple(one for one in plain if len(one) >= _SHORTEST)


def left_over_times(lines: Sequence[Line], span: Span | None) -> Iterator[Finding]:
    """Find years and quarters of another time that nothing compares with this one."""
    if span is None:
        return
    for line in lines:
        for match in _QUARTER.finditer(line.text):
            around = line.text[max(0, match.start() - 8) : match.end() + 8]
            if _covers(match, span) or _COMPARED.search(around):
                continue
            yield Finding(
                "sameness.time",
                "warning",
                f"“{match[0]}”不在这个报告期里，可能是以前的报告留下的",
                line.where,
                chapter=line.chapter,
                excerpt=match[0],
            )


def told_time(lines: Sequence[Line]) -> Span | None:
    """Return the time that a text's title speaks of; None where it names none, or several."""
    found = [m for line in lines if line.kind == TITLE for m in _QUARTER.finditer(line.text)]
    if len(found) != 1:
        return None
    months = sorted(_months(found[0]))
    (first_year, first), (last_year, last) = months[0], months[-1]
    return Span(date(first_year, first, 1), date(last_year, last, monthrange(last_year, last)[1]))


def _covers(match: regex.Match[str], span: Span) -> bool:
    """Say whether the time that was found lies in the span or holds it."""
    own = {
        (span.first.year, month)
        for month in range(span.first.month, 13)
        if (span.first.year, month) <= (span.last.year, span.last.month)
    }
    return not own.isdisjoint(_months(match))


def _months(match: regex.Match[str]) -> set[tuple[int, int]]:
    """Return the (year, month) pairs of a quarter, half-year or year that was found."""
    year = int(match[1] or match[3] or match[5])
    if match[2]:
        first = "一二三四".index(match[2]) * 3 + 1
        months = range(first, first + 3)
    elif match[4]:
        months = range(1, 7) if match[4] == "上" else range(7, 13)
    else:
        months = range(1, 13)
    return {(year, month) for month in months}


def other_kinds(lines: Sequence[Line], office: str) -> Iterator[Finding]:
    """Find words that only an office of another kind has of itself: 镇村 in the report of a 乡."""
    own = _KIND.search(office)
    if own is None:
        return
    words = [pattern for kind, pattern in _OF_KIND.items() if kind != own[1]]
    for line in lines:
        for match in (match for pattern in words for match in pattern.finditer(line.text)):
            yield line.finding(
                "sameness.kind",
                "hint",
                f"“{match[0]}”：本单位是{own[1]}，请看一看是不是该换个说法",
                excerpt=match[0],
            )


def other_offices(lines: Sequence[Line], office: str) -> Iterator[Finding]:
    """Find the name of another township or subdistrict where an office's own should stand."""
    if not office:
        return
    for line in lines:
        for match in _OFFICE.finditer(line.text):
            if office.endswith(match[1]) or match[1].endswith(office) or office in match[1]:
                continue
            yield line.finding(
                "sameness.office",
                "warning",
                f"“{match[1]}”不是本单位（{office}），可能是别处的材料留下的",
                excerpt=match[1],
            )
