"""The paragraphs of a .docx as they are read on paper: numbers of lists, revisions accepted.

Only the parts that hold text are read, by the standard library's parser; the archive was looked at
by `zip_guard` before, so that there is no DOCTYPE in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from desktop_app.core.chinese_numbers import han_number

_LARGEST_PART = 24 * 1024 * 1024  # bytes; text of 300,000 characters is a third of that
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "rt", "instrText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    f"{_W}pict",
}
_HAN_FORMATS = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}
)
_DEPTH = 9


class TooLarge(Exception):
    """The text of the document is larger than any report."""


@dataclass(frozen=True, slots=True)
class WordText:
    """Paragraphs in their order, and sentences on what was left out or taken as accepted."""

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Numbering:
    """Counts the items of Word's lists. levels: list → level → (format, text, first number)."""

    levels: dict[str, dict[int, tuple[str, str, int]]]
    of_style: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, paragraph: Element) -> str:
        """Return what Word prints ahead of a paragraph, "" for none."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        by_style = self.of_style.get(_value(style), ("", 0))
        key = _value(number) or by_style[0]
        depth = int(_value(level) or by_style[1])
        if key not in self.levels or not 0 <= depth < _DEPTH:
            return ""
        kinds = self.levels[key]
        counts = self.counts.setdefault(
            key, [kinds.get(place, ("", "", 1))[2] - 1 for place in range(_DEPTH)]
        )
        counts[depth] += 1
        for deeper in range(depth + 1, _DEPTH):
            counts[deeper] = kinds.get(deeper, ("", "", 1))[2] - 1
        kind, text, _first = kinds.get(depth, ("", "", 1))
        if kind in ("bullet", "none", ""):
            return ""
        for place in range(_DEPTH):
            written = _written(kinds.get(place, ("decimal", "", 1))[0], counts[place])
            text = text.replace(f"%{place + 1}", written)
        return text


def word_text(data: bytes) -> WordText:
    """Read a .docx; whatever its damage leads to is raised, TooLarge for a text of a book."""
    with ZipFile(BytesIO(data)) as archive:
        body = _part(archive, "word/document.xml")
        if body is None:
            raise KeyError("word/document.xml")
        numbering = _numbering(
            _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
        )
    paragraphs = [
        line
        for block in body.iterfind(f"{_W}body/*")
        for text in _block(block, numbering)
        for line in text.split("\n")
    ]
    notes = []
    if _has(body, "del", "ins", "moveFrom"):
        notes.append("文件里有没接受的修订，按接受以后的文字读取")
    if _has(body, "txbxContent"):
        notes.append("文本框里的文字没有读取")
    return WordText(tuple(paragraphs), tuple(notes))


def _part(archive: ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise TooLarge
    return fromstring(archive.read(name))  # noqa: S314 - expat limits entities by itself


def _block(block: Element, numbering: _Numbering) -> Iterator[str]:
    """Yield the paragraphs of a block; a row of a table is one."""
    if block.tag == f"{_W}p":
        yield numbering.number(block) + _text(block)
    elif block.tag == f"{_W}tbl":
        for row in block.iter(f"{_W}tr"):
            cells = ["".join(map(_text, cell.iter(f"{_W}p"))) for cell in row.iterfind(f"{_W}tc")]
            yield "，".join(dict.fromkeys(filter(None, cells)))
    else:  # a content control, a block of inserted text
        for inner in block:
            if inner.tag not in _LEFT_OUT:
                yield from _block(inner, numbering)


def _text(element: Element) -> str:
    pieces = []
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_W}tab":
            pieces.append(" ")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif child.tag != f"{_W}pPr":
            pieces.append(_text(child))
    return "".join(pieces)


def _numbering(part: Element | None, styles: Element | None) -> _Numbering:
    if part is None:
        return _Numbering({}, {})
    abstract = {
        one.get(f"{_W}abstractNumId", ""): {
            int(level.get(f"{_W}ilvl", "0")): (
                _value(level.find(f"{_W}numFmt")),
                _value(level.find(f"{_W}lvlText")),
                int(_value(level.find(f"{_W}start")) or 1),
            )
            for level in one.iterfind(f"{_W}lvl")
        }
        for one in part.iterfind(f"{_W}abstractNum")
    }
    levels = {
        number.get(f"{_W}numId", ""): abstract.get(_value(number.find(f"{_W}abstractNumId")), {})
        for number in part.iterfind(f"{_W}num")
    }
    of_style = {
        style.get(f"{_W}styleId", ""): (
            _value(style.find(f"{_W}pPr/{_W}numPr/{_W}numId")),
            int(_value(style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")) or 0),
        )
        for style in (styles.iterfind(f"{_W}style") if styles is not None else ())
        if style.find(f"{_W}pPr/{_W}numPr") is not None
    }
    return _Numbering(levels, of_style)


def _written(kind: str, number: int) -> str:
    """Write a number as its level does; formats that reports do not use are written 1, 2, 3."""
    if kind in _HAN_FORMATS and number > 0:
        return han_number(number)
    return str(number)


def _has(body: Element, *names: str) -> bool:
    return any(next(body.iter(f"{_W}{name}"), None) is not None for name in names)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
