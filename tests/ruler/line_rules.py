"""Rules on the lines of a paragraph: its edges, its cells, and where it may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ruler.layout import Layout
from ruler.measurement import Violation
from ruler.pages import Block, centred
from ruler.rows import Row, is_wide
from ruler.standard import (
    CELL,
    COLUMNS,
    HALF_AT_END,
    LEAST_CELLS,
    LEFT,
    LEFT_TOLERANCE,
    LONG_WORD,
    MOST_CELLS,
    NOT_AT_END,
    NOT_AT_START,
    OPENERS,
    RIGHT_TOLERANCE,
    UNITS,
)

_WORD = "[A-Za-z0-9@._/:&?=+-]"
_WORD_BEFORE, _WORD_AFTER = re.compile(f"{_WORD}+$"), re.compile(f"{_WORD}+")
_PHRASE_BEFORE = re.compile(r"[A-Za-z]\s+[A-Za-z]+$|[A-Z]/[TZ]$")  # GB/T 9704 too
_PHRASE_AFTER = re.compile(r"[A-Za-z]+\s+[A-Za-z]")
_DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕第?\d+号")
_UNBREAKABLE = re.compile(
    rf"[{re.escape(OPENERS)}]*(?:〔?\d{{4}}〕\d+号|\d[\d,.]*[{UNITS}]+元?|{_WORD}+[{UNITS}]?|—+|…+|.)"
    rf"[{re.escape(NOT_AT_START)}]*"
)
_MARKS = re.compile(rf"[{re.escape(NOT_AT_START + NOT_AT_END)}\s]")


def left_edge(layout: Layout) -> Iterator[Violation]:
    """5.2.1, 7.3.3: a paragraph starts two cells in, its other rows at 28 mm."""
    for block in layout.paragraphs:
        first, *rest = block.rows
        hanging = rest and rest[0].left > LEFT + 3 * CELL  # 附件说明, 7.3.4
        indent = _indent_off(first)
        if not centred(first) and abs(first.off_left()) > LEFT_TOLERANCE:
            inside = first.left < LEFT + 2 * CELL - LEFT_TOLERANCE
            if abs(indent) > LEFT_TOLERANCE and (inside or (rest and not hanging)):
                message = (
                    f"starts {(first.left - LEFT) / CELL:.2f} cells in, wanted 2: {_quote(first)}"
                )
                yield Violation("left-edge", first.page, message)
        for row in rest:
            wanted = rest[0].left - LEFT if hanging else 0.0
            off = row.left - LEFT - wanted if hanging else row.off_left()
            if abs(off) > LEFT_TOLERANCE:
                message = f"starts {off:+.2f} mm off {LEFT + wanted:.2f} mm: {_quote(row)}"
                yield Violation("left-edge", row.page, message)


def _indent_off(row: Row) -> float:
    """Return how far a row starts right of two cells; an opener may have lost half an em."""
    off = row.left - LEFT - 2 * CELL
    return min(off, off + row.em / 2, key=abs) if row.text[0] in OPENERS else off


def right_edge(layout: Layout) -> Iterator[Violation]:
    """5.2.1, 5.2.3: a row that goes on in the next reaches 184 mm, and no further.

    A mark at its end may leave the empty half of its cell outside (GB/T 15834-2011 5.1.10).
    """
    for row in layout.full_rows():
        off = row.off_right()
        if abs(off) > RIGHT_TOLERANCE:
            message = f"ends {off:+.2f} mm off 184 mm: {_quote(row)}"
            yield Violation("right-edge", row.page, message)


def cells(layout: Layout) -> Iterator[Violation]:
    """5.2.3: a full row of Chinese characters holds 28.

    It holds fewer by what could not be torn from the next row, and 30 at most where marks are
    squeezed.
    """
    for block in layout.paragraphs:
        for row, following in pairwise(block.rows):
            if not all(map(is_wide, row.glyphs)):
                continue
            count = len(row.glyphs) + round((row.left - LEFT) / CELL)
            head = _UNBREAKABLE.match(following.text)
            needs = sum(0.5 if char.isascii() else 1 for char in head[0]) if head else 1
            least = min(LEAST_CELLS, COLUMNS + 1 - needs)
            if not least <= count <= MOST_CELLS:
                message = f"{count} cells, wanted {least:g} to {MOST_CELLS}: {_quote(row)}"
                yield Violation("cells", row.page, message)


def line_starts(layout: Layout) -> Iterator[Violation]:
    """GB/T 15834-2011 5.1: no row starts with a mark that belongs to what is before it."""
    for row in _rows(layout):
        char = row.text[0]
        single_dash = char == "—" and not row.text.startswith("——")  # 一字线, 5.1.7
        if (char in NOT_AT_START or single_dash) and len(row.text) > 1:
            yield Violation("line-start", row.page, f"a row starts with {char}: {_quote(row)}")


def line_ends(layout: Layout) -> Iterator[Violation]:
    """GB/T 15834-2011 5.1: no row ends with a mark that opens what is after it."""
    for row in _rows(layout):
        char = row.text[-1]
        if char in NOT_AT_END and len(row.text) > 1:
            yield Violation(
                "line-end", row.page, f"a row ends with {char}: {_quote(row, last=True)}"
            )


def splits(layout: Layout) -> Iterator[Violation]:
    """GB/T 15835-2011 5.1.7, GB/T 15834-2011 5.1: what is never broken over two rows.

    Numbers with their unit, document numbers, Latin words, —— and ……
    """
    for block in layout.blocks:
        for row, following in pairwise(block.rows):
            torn = _torn(row.text, following.text)
            if torn and _goes_on(block, row):
                message = f"{torn} is broken: {_quote(row, last=True)}|{_quote(following)}"
                yield Violation("split", row.page, message)


def _torn(before: str, after: str) -> str:
    """Name what is broken between two rows, "" for nothing."""
    a, b = before[-1], after[0]
    if a == b and a in "—…":
        return a * 2
    at = len(before)
    if any(m.start() < at < m.end() for m in _DOCUMENT_NUMBER.finditer(before + after)):
        return "a document number"
    head, tail = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    word = (head[0] if head else "") + (tail[0] if tail else "")
    if len(word) > LONG_WORD:
        return ""
    if _number_torn(before, after):
        return "a number"
    if a.isascii() and a.isalnum() and b.isascii() and b.isalnum():
        # Between two words of a phrase a row may end; the space itself leaves no trace there.
        phrase = _PHRASE_BEFORE.search(before) or _PHRASE_AFTER.match(after)
        return "" if phrase else "a Latin word"
    return ""


def _number_torn(before: str, after: str) -> bool:
    if before[-1].isdecimal():
        return after[0].isdecimal() or after[0] in UNITS or re.match(r"[.,]\d", after) is not None
    return re.search(r"\d[.,]$", before) is not None and after[0].isdecimal()


def lone_characters(layout: Layout) -> Iterator[Violation]:
    """GB/T 15834-2011 5.1.11, clreq: the last row of a paragraph holds more than one character.

    A cell too narrow for six has no choice.
    """
    for block in layout.blocks:
        if len(block.rows) < 2 or block.width < 6 * block.rows[0].em:
            continue
        last = block.rows[-1]
        if len(_MARKS.sub("", last.text)) == 1 and _goes_on(block, block.rows[-2]):
            message = f"the last row of a paragraph is “{last.text}” alone"
            yield Violation("lone-character", last.page, message)


def _goes_on(block: Block, row: Row) -> bool:
    """Whether a row was broken because it was full: a cell may hold several paragraphs."""
    if block.kind != "cell":
        return True
    room = block.width - (row.right - row.left)
    middle = {round(each.centre, 1) for each in block.rows}
    return room < 1.5 * row.em + 3.0 or max(middle) - min(middle) < 0.5


def _rows(layout: Layout) -> Iterator[Row]:
    for block in layout.blocks:
        yield from block.rows
    for page in layout.pages:
        yield from (*page.notes, *page.turned_rows, *page.others)


def _quote(row: Row, *, last: bool = False) -> str:
    if len(row.text) < 15:
        return row.text
    return f"…{row.text[-12:]}" if last else f"{row.text[:12]}…"


def on_cells(row: Row) -> bool:
    """Whether every glyph of a full row stands on one of the 28 cells, or on a half of one."""
    half = CELL / 2
    places = [(glyph.x - LEFT) / half for glyph in row.glyphs]
    last = 2 * COLUMNS - round(places[-1])
    wide = is_wide(row.glyphs[-1]) and row.text[-1] not in HALF_AT_END
    near = all(abs(place - round(place)) * half <= 0.1 for place in places)
    return near and (last == 2 if wide else last in (1, 2))
