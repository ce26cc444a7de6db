"""What is proofread: lines of printed text, each with its kind and the place it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from desktop_app.report.document import Block, Document, Heading, Paragraph, plain

TITLE, HEADING, TEXT, NOTE = "title", "heading", "text", "note"

_NUMBER = regex.compile(
    r"^([一二三四五六七八九十]+)、|^（([一二三四五六七八九十]+)）|^(\d{1,2})[.．、]"
)
_IN_BRACKETS = regex.compile(r"^(?:（[^（）]*）|【[^【】]*】|\([^()]*\))$")
_LONGEST_HEADING = 32  # characters; a title line of 二号 holds twenty
_SHORTEST_TEXT = 40
_ENDS = "。；：，！？"
_OPENING = "现总结如下|现将|汇报如下|报告如下"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it is printed.

    kind: title, heading, text, or a note in brackets of its own (送审稿). level: of a heading, 1
    for 一、. where: "第3段" or the chapter's title. chapter: uid of the chapter it belongs to, ""
    outside a report.
    """

    text: str
    kind: str = TEXT
    level: int = 0
    where: str = ""
    chapter: str = ""


def of_document(document: Document, chapters: Sequence[tuple[str, str]] = ()) -> tuple[Line, ...]:
    """Return the lines of a report; chapters: (uid, printed title) of those that are on."""
    lines = [Line(plain(document.title.runs), TITLE, where="标题")]
    waiting = list(chapters)
    here = ("", "开头")
    for block in document.blocks:
        here = _chapter_of(block, waiting, here)
        lines.extend(_printed(block, here))
    return tuple(line for line in lines if line.text)


def _chapter_of(
    block: Block, waiting: list[tuple[str, str]], here: tuple[str, str]
) -> tuple[str, str]:
    """Return (uid, place) of the chapter that a block belongs to."""
    if isinstance(block, Paragraph):
        names = dict(waiting)
        uid = block.chapter
        return (uid, names.get(uid) or here[1]) if uid else here
    if isinstance(block, Heading):
        title = plain(block.runs)
        return next(((uid, title) for uid, name in waiting if name == title), ("", title))
    return here


def _printed(block: Block, here: tuple[str, str]) -> Iterable[Line]:
    uid, place = here
    if isinstance(block, Heading):
        yield Line(block.number + plain(block.runs), HEADING, block.level, place, uid)
    elif isinstance(block, Paragraph):
        text = plain((*block.head, *block.runs))
        yield Line(text, TEXT, where=f"“{place}”" if place != "开头" else place, chapter=uid)


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
    if texts and _looks_like_title(lines[texts[0]].text):
        first = texts.pop(0)
        lines[first] = replace(lines[first], kind=TITLE)
    for place in texts:
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if level := _heading_level(lines[place].text, following):
            lines[place] = replace(lines[place], kind=HEADING, level=level)
    return tuple(lines)


def _looks_like_title(text: str) -> bool:
    return len(text) <= 2 * _LONGEST_HEADING and text[-1] not in _ENDS


def _heading_level(text: str, following: str) -> int:
    """Return the level of a heading, 0 for text.

    A short line without a final mark before a long one is a heading even where its number lacks.
    """
    if len(text) > _LONGEST_HEADING or regex.search(_OPENING, text) or text[-1] in "；：，":
        return 0
    found = _NUMBER.match(text)
    if found:
        return next(level for level in (1, 2, 3) if found[level])
    if text[-1] in _ENDS or regex.search(r"年.*月.*日$|^附件|^联系", text):
        return 0
    return 1 if len(following) >= _SHORTEST_TEXT else 0


def sentences(text: str) -> list[str]:
    """Split a text behind each 。！？ and ；; the marks stay with their sentence."""
    return [one for one in regex.findall(r"[^。！？；]*[。！？；]?", text) if one.strip()]


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a piece of text."""
    left = max(text.rfind(mark, 0, start) for mark in "。！？；") + 1
    rights = [place for mark in "。！？；" if (place := text.find(mark, end)) >= 0]
    return text[left : min(rights, default=len(text)) + 1]
