"""What is proofread: lines of printed text, each with its kind and the place it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from desktop_app.core.records import Finding
from desktop_app.report.document import Document, Heading, Paragraph, Run, Runs, plain

TITLE, HEADING, TEXT, NOTE = "title", "heading", "text", "note"

_NUMBER = regex.compile(
    r"^(?:第?([一二三四五六七八九十]+)(?:、|部分[、：，]?)|[（(]([一二三四五六七八九十]+)[）)]"
    r"|(\d{1,2})[.．、])"
)
_IN_BRACKETS = regex.compile(r"^(?:（[^（）]*）|【[^【】]*】|\([^()]*\))$")
_LONGEST_HEADING = 32  # characters; a title line of 二号 holds twenty
_SHORTEST_TEXT = 40
_ENDS = "。；：，！？"
_KIND = r"(?:总结|报告|汇报|小结|情况|通知|意见|方案|要点|计划|清单)(?:（[^（）]*）)?$"
_MOST_ABOVE = 8  # lines: 份号、密级、紧急程度、发文机关标志、发文字号, and the title
_OPENING = "现总结如下|现将|汇报如下|报告如下"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it is printed.

    kind: title, heading, text, or a note in brackets of its own (送审稿). level: of a heading, 1
    for 一、. where: "第3段" or the chapter's title. chapter: uid of the chapter it belongs to, ""
    outside a report. figures: (start, end) of each number that a figure printed: checked elsewhere.
    """

    text: str
    kind: str = TEXT
    level: int = 0
    where: str = ""
    chapter: str = ""
    figures: tuple[tuple[int, int], ...] = ()

    def finding(
        self, rule: str, severity: str, message: str, excerpt: str = "", repair: str | None = None
    ) -> Finding:
        """Return what a rule says of this line, with the line's place."""
        return Finding(
            rule,
            severity,
            message,
            self.where,
            chapter=self.chapter,
            excerpt=excerpt,
            repair=repair,
        )

    def is_figure(self, start: int) -> bool:
        """Say whether a figure printed what stands at a place."""
        return any(first <= start < end for first, end in self.figures)


def of_document(document: Document, chapters: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of a report, without its 附件; chapters: uid → title as it is stored."""
    lines = [_line(document.title.runs, TITLE, where="标题")]
    for block in document.blocks:
        match block:
            case Heading():
                runs = (Run(block.number), *block.runs)
                lines.append(_line(runs, HEADING, block.level, plain(block.runs)))
            case Paragraph():
                title = chapters.get(block.chapter, "")
                where = f"“{title}”" if title else "开头"
                runs = (*block.head, *block.runs)
                lines.append(_line(runs, TEXT, where=where, chapter=block.chapter))
    return tuple(line for line in lines if line.text)


def _line(runs: Runs, kind: str, level: int = 0, where: str = "", chapter: str = "") -> Line:
    spans = []
    length = 0
    for run in runs:
        if run.figure:
            spans.append((length, length + len(run.text)))
        length += len(run.text)
    return Line(plain(runs), kind, level, where, chapter, tuple(spans))


def of_paragraphs(paragraphs: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of any document; title and headings are known by their look.

    What indents a paragraph is no part of its text.
    """
    lines = [
        Line(
            text.strip(), NOTE if _IN_BRACKETS.match(text.strip()) else TEXT, where=f"第{number}段"
        )
        for number, text in enumerate(paragraphs, 1)
        if text.strip()
    ]
    texts = [place for place, line in enumerate(lines) if line.kind == TEXT]
    above = _title_place([lines[place].text for place in texts])
    for count, place in enumerate(texts[: above + 1]):
        lines[place] = replace(lines[place], kind=TITLE if count == above else NOTE)
    for place in texts[above + 1 :]:
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if level := _heading_level(lines[place].text, following):
            lines[place] = replace(lines[place], kind=HEADING, level=level)
    return tuple(lines)


def _title_place(texts: Sequence[str]) -> int:
    """Return which line is the title, -1 for none: the first, unless 文种 ends one right behind it.

    Above the title of a finished document stand who issued it and its number.
    """
    above = list(takewhile(_looks_like_title, texts[:_MOST_ABOVE]))
    if not above:
        return -1
    kinds = (place for place, text in enumerate(above) if regex.search(_KIND, text))
    return next(kinds, 0)


def _looks_like_title(text: str) -> bool:
    return len(text) <= 2 * _LONGEST_HEADING and text[-1] not in _ENDS and not _NUMBER.match(text)


def _heading_level(text: str, following: str) -> int:
    """Return the level of a heading, 0 for text.

    A short line without a final mark before a long one is a heading even where its number lacks.
    Two sentences, or one with clauses, are text: their heading runs in.
    """
    if len(text) > _LONGEST_HEADING or regex.search(_OPENING, text) or text[-1] in "；：，":
        return 0
    if "。" in text[:-1] or (text[-1] == "。" and regex.search("[，；：]", text)):
        return 0
    level = _numbered_level(text)
    if level and not (text[-1] == "。" and not _is_below(following, level)):
        return level
    if text[-1] in _ENDS or regex.search(r"年.*月.*日$|^附件|^联系", text):
        return 0
    return 1 if len(following) >= _SHORTEST_TEXT else 0


def _numbered_level(text: str) -> int:
    """Return the level that a line's number is of, 0 without one."""
    found = _NUMBER.match(text)
    return next(level for level in (1, 2, 3) if found[level]) if found else 0


def _is_below(text: str, level: int) -> bool:
    """Say whether a line stands below a heading of a level, and is no further point of a list."""
    written = _numbered_level(text)
    return written > level or (not written and len(text) >= _SHORTEST_TEXT)


def sentences(text: str) -> list[str]:
    """Split a text behind each 。！？ and ；; the marks stay with their sentence."""
    return [one for one in regex.findall(r"[^。！？；]*[。！？；]?", text) if one.strip()]


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a piece of text."""
    left = max(text.rfind(mark, 0, start) for mark in "。！？；") + 1
    rights = [place for mark in "。！？；" if (place := text.find(mark, end)) >= 0]
    return text[left : min(rights, default=len(text)) + 1]
