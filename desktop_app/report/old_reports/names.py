"""Names in an old report: of the office, its plan and guideline, and of people after their kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from desktop_app.report.old_reports.records import (
    LIKELY,
    NAME,
    SURE,
    Blank,
    Choice,
    Place,
)

_FILL = r"[XxＸ×✕*＊〇○_＿□]"
_ENDING = r"(?:镇（街道）|镇\(街道\)|乡镇（街道）|街道|镇|乡)"
_BLANK_OFFICE = re.compile(rf"(?:{_FILL}{{1,4}}[县市区])?{_FILL}{{1,4}}{_ENDING}(?!化|村|级)")
_REAL_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:镇|街道|乡)(?=党委|党工委|[^级村化域财风愁情亲土音贤里间上])"
)
_OWN_OFFICE = re.compile(r"[我本](?:镇|乡(?!本土|亲|镇)|街道|办(?![理事公法好案学结成实]))")
_WHOLE = re.compile(r"全(?:镇|乡(?!镇)|街道)(?!域)")
_PLAN = re.compile(rf"(?<=“)[^”“]{{0,12}}?{_FILL}{{1,6}}[^”“]{{0,14}}(?:计划|工程|行动|方案)(?=”)")
_REAL_PLAN = re.compile(r"(?<=(?:实施|推进|落实|按照|围绕)“)[^”“]{2,12}(?:计划|工程)(?=”)")
_GUIDELINE = re.compile(r"(?<=“)[^”“]{6,80}(?=”的?(?:总体)?(?:工作)?(?:思路|总思路))")
_NOT_NAMES = re.compile(r"^(?:我|全|本|各|该|乡|城|村|县|市|在|对|由|为|和|与|向)")
_SEEN_BEFORE = 2
_PERSON = r"(?:(?:(?!等)[\u4e00-\u9fff]){2,4}|[XxＸ×*＊〇○_＿]{1,4})"
_COUPLE = r"(?:夫妇|夫妻|伉俪)?"

OFFICE = Choice(NAME, "office.name", "单位简称")
WHOLE = Choice(NAME, "office.whole", "全镇或全街道")
PLAN = Choice(NAME, "office.plan_name", "党建计划名称")
GUIDELINE = Choice(NAME, "office.guideline", "工作思路")

Found = tuple[Blank, Choice, str]
"""A blank of a name, what it is, and how sure that is."""


def office_names(texts: Sequence[str], known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what the report calls its office, longest first.

    known: names of the office in the program. A real name counts where it stands in the first text
    (the title) or again and again.
    """
    found = Counter(
        match[0]
        for text in texts
        for match in _REAL_OFFICE.finditer(text)
        if not _NOT_NAMES.match(match[0]) and not re.search(_FILL, match[0])
    )
    first = texts[0] if texts else ""
    often = [name for name, times in found.most_common(1) if times > _SEEN_BEFORE or name in first]
    return tuple(sorted({*filter(None, known), *often}, key=len, reverse=True))


def names_in(
    text: str,
    chapter: int,
    line: int,
    offices: Sequence[str],
    kinds: Mapping[str, Choice],
) -> list[Found]:
    """Return the names of a text. kinds: word ahead of people's names → names figure."""
    found = [
        *_matches(_BLANK_OFFICE, OFFICE, SURE, text, chapter, line),
        *_matches(_OWN_OFFICE, OFFICE, LIKELY, text, chapter, line),
        *_matches(_WHOLE, WHOLE, SURE, text, chapter, line),
        *_matches(_PLAN, PLAN, SURE, text, chapter, line),
        *_matches(_GUIDELINE, GUIDELINE, LIKELY, text, chapter, line),
    ]
    if chapter == 0:  # further on there are plans of every kind
        found += _matches(_REAL_PLAN, PLAN, LIKELY, text, chapter, line)
    for name in offices:
        found += _matches(re.compile(re.escape(name)), OFFICE, SURE, text, chapter, line)
    found += _people(text, chapter, line, kinds)
    return _apart(found)


def _matches(
    pattern: re.Pattern[str], choice: Choice, confidence: str, text: str, chapter: int, line: int
) -> list[Found]:
    return [
        (_blank(match[0], match.start(), match.end(), chapter, line), choice, confidence)
        for match in pattern.finditer(text)
    ]


def _people(text: str, chapter: int, line: int, kinds: Mapping[str, Choice]) -> list[Found]:
    """Find 优秀党员张三、李四等: right behind the word of their kind, or 像X等 ahead of it."""
    found: list[Found] = []
    for word, choice in kinds.items():
        ahead = re.compile(
            rf"{re.escape(word)}(?:[有：:])?(?P<names>{_PERSON}{_COUPLE}(?:[、和]{_PERSON}{_COUPLE})*?)"
            rf"(?=等|为代表|、[^、，。]{{0,2}}(?:{'|'.join(map(re.escape, kinds))}))"
        )
        behind = re.compile(
            rf"(?:像|以|如|有)(?P<names>{_PERSON}(?:[、和]{_PERSON})*?)(?:等|为代表的?)(?:一批)?{re.escape(word)}"
        )
        for pattern in (ahead, behind):
            for match in pattern.finditer(text):
                start, end = match.span("names")
                names = re.split("[、和]", match["names"])
                is_blank = bool(re.fullmatch(rf"{_FILL}+", match["names"]))
                limit = f"names:{3 if is_blank else len(names)}"
                shown = Choice(
                    choice.kind, choice.figure, choice.label, choice.counter, "", (limit,)
                )
                blank = _blank(match["names"], start, end, chapter, line, kind="names")
                found.append((blank, shown, SURE if is_blank else LIKELY))
    return found


def _blank(text: str, start: int, end: int, chapter: int, line: int, kind: str = "text") -> Blank:
    return Blank(
        Place(chapter, line, start, end),
        text,
        start,
        end,
        kind=kind,
        is_blank=bool(re.search(_FILL, text)),
    )


def _apart(found: Sequence[Found]) -> list[Found]:
    """Keep of overlapping names the longest, and the others in reading order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: item[0].place.start - item[0].place.end):
        place = one[0].place
        if not any(
            other[0].place.start < place.end and place.start < other[0].place.end for other in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda item: item[0].place.start)
