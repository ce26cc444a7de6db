"""How a text is built: numbers of headings and points, pairs of marks, length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

import regex

from desktop_app.core.chinese_numbers import han_number
from desktop_app.core.records import Finding
from desktop_app.report.proofreading.manuscript import HEADING, TEXT, TITLE, Line

LONGEST = 5000
"""Characters that a summary should not exceed, unless the office says otherwise."""

_HEADED = (
    regex.compile(r"^([一二三四五六七八九十]+)[、.．，]"),
    regex.compile(r"^[（(]([一二三四五六七八九十]+)[）)]"),
    regex.compile(r"^(\d{1,2})[.．、](?!\d(?!\d{3}年))"),
)
_CLAUSE = regex.compile(r"(?:^|(?<=[。；：，]))([一二三四五六七八九十]{1,3})是(?!否)")
_ATTACHED = regex.compile(r"^附件\s*\d*[：:]?$")
_FIRST_ATTACHED = regex.compile(r"^附件[：:]\s*1[.．、]")
_PAIRS = {"（": "）", "“": "”", "《": "》", "〔": "〕", "‘": "’", "【": "】"}
_LONGEST_TITLE = 60


def headings(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find headings of the first level without a number or with another than is due (7.3.3).

    A heading that runs on into its text counts where its number is the one that is due.
    """
    if not any(_is_first(line) and _number(line.text, 0) for line in lines):
        return
    place = 0
    for line in lines:
        if _ATTACHED.match(line.text):  # an 附件 begins anew
            place = 0
        due = f"{han_number(place + 1)}、"
        written = _number(line.text, 0)
        if not _is_first(line):
            place += line.kind == TEXT and line.text.startswith(due)
            continue
        place += 1
        if not written:
            yield line.finding(
                "structure.unnumbered",
                "error",
                f"标题“{line.text}”前面没有序号，应为“{due}”",
                excerpt=line.text,
                repair=due + line.text,
            )
        elif written != han_number(place):
            yield line.finding(
                "structure.order",
                "error",
                f"标题“{line.text}”是第{place}个，序号应为“{due}”",
                excerpt=line.text,
                repair=due + _HEADED[0].sub("", line.text),
            )


def _is_first(line: Line) -> bool:
    return line.kind == HEADING and line.level == 1


def numbered_lines(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find （一） or 1. that skips or repeats a number; each begins anew under a higher one."""
    counted = [0, 0, 0]
    for line in lines:
        if line.kind == HEADING and line.level == 1:
            counted = [0, 0, 0]
        if _FIRST_ATTACHED.match(line.text):
            counted[2] = 1
        for level in (1, 2):
            written = _number(line.text, level)
            if not written:
                continue
            counted[level] += 1
            counted[level + 1 :] = [0] * (2 - level)
            due = han_number(counted[level]) if level == 1 else str(counted[level])
            if written == due:
                continue
            if written in ("一", "1"):  # a list of its own that begins here
                counted[level] = 1
                continue
            yield line.finding(
                "structure.points",
                "error",
                f"序号“{written}”不连续，应为“{due}”：“{line.text[:20]}”",
                excerpt=line.text[:20],
            )
            counted[level] = _value(written, level) or counted[level]


def clauses(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find 一是、二是 that skip, repeat or stand alone; each may have a paragraph of its own."""
    due = 0
    for place, line in enumerate(lines):
        matches = list(_CLAUSE.finditer(line.text))
        found = [match[1] for match in matches]
        if line.kind == HEADING or (found and not _goes_on(line, due)):
            due = 0
        for match in matches:
            written = match[1]
            due = 1 if written == "一" else due + 1
            if written == han_number(due):
                continue
            glued = _glued(line.text[: match.start()], due)
            if glued and written == han_number(due + 1):
                yield _without_mark(line, glued, due)
                due += 1
                continue
            yield line.finding(
                "structure.clauses",
                "error",
                f"“{written}是”不连续，应为“{han_number(due)}是”",
                excerpt=f"{written}是",
            )
            break
        if found == ["一"] and not _has_second(islice(lines, place + 1, None)):
            yield line.finding(
                "structure.lone_clause",
                "warning",
                "只有“一是”，没有“二是”，一个要点不用编号",
                excerpt="一是",
            )


def _glued(before: str, due: int) -> str:
    """Return the due clause that stands behind text without a mark, with some of that text."""
    found = regex.search(rf"[^，。；：]{{1,6}}{han_number(due)}是(?!.*{han_number(due)}是)", before)
    return found[0] if found else ""


def _without_mark(line: Line, glued: str, due: int) -> Finding:
    mark = "句号或冒号" if due == 1 else "分号或句号"
    return line.finding(
        "structure.clauses",
        "error",
        f"“{glued}”：“{han_number(due)}是”前面少了{mark}，请补上",
        excerpt=glued,
    )


def _goes_on(line: Line, due: int) -> bool:
    """Say whether a paragraph begins with the clause behind the one that is due."""
    return line.text.startswith(f"{han_number(due + 1)}是")


def _has_second(following: Iterable[Line]) -> bool:
    """Say whether the next paragraph of the chapter that holds such a clause begins with 二是."""
    chapter = takewhile(lambda line: line.kind != HEADING, following)
    return any(_goes_on(line, 1) for line in islice(filter(_holds_clause, chapter), 1))


def _holds_clause(line: Line) -> bool:
    return _CLAUSE.search(line.text) is not None


def pairs(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find quotation marks and brackets that are not closed in their paragraph (GB/T 15834)."""
    for line in lines:
        waiting: list[tuple[str, int]] = []
        closing = {right: left for left, right in _PAIRS.items()}
        for place, mark in enumerate(line.text):
            if mark in _PAIRS:
                waiting.append((mark, place))
            elif mark in closing:
                if waiting and waiting[-1][0] == closing[mark]:
                    waiting.pop()
                else:
                    waiting.append((mark, place))
        if waiting:
            mark, place = waiting[0]
            excerpt = line.text[place : place + 12] if mark in _PAIRS else line.text[: place + 1]
            yield line.finding(
                "structure.pairs",
                "error",
                f"“{excerpt[-14:]}”里的“{mark}”没有配成对",
                excerpt=excerpt,
            )


def title(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a title without 文种, or overlong (GB/T 9704-2012 7.3.1)."""
    for line in lines:
        if line.kind != TITLE:
            continue
        text = line.text
        if not regex.search(
            r"(?:总结|报告|汇报|小结|情况|通知|意见|方案|要点|计划|清单)(?:（.*）)?$", text
        ):
            yield Finding(
                "structure.title_kind",
                "hint",
                "标题末尾看不出文种（如“总结”“报告”）",
                line.where,
                excerpt=text,
            )
        if len(text) > _LONGEST_TITLE:
            yield Finding("structure.title_long", "hint", "标题太长，三行排不下", line.where)


def length(lines: Sequence[Line], longest: int = LONGEST) -> Iterator[Finding]:
    """Find a text of more characters than a report should have."""
    count = sum(len("".join(line.text.split())) for line in lines)
    if count > longest:
        yield Finding(
            "structure.length",
            "hint",
            f"全文{count}字，超过{longest}字；综合报告一般不超过{longest}字",
            "全文",
        )


def _number(text: str, level: int) -> str:
    found = _HEADED[level].match(text)
    return found[1] if found else ""


def _value(written: str, level: int) -> int | None:
    if level == 2:
        return int(written)
    return next((number for number in range(1, 100) if han_number(number) == written), None)
