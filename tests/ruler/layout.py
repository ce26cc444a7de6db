"""The whole file: which rows make a paragraph, from page to page, and who signed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ruler.pages import LABEL, NOTE, Block, PageLayout, adjacent, lay_out_page
from ruler.reading import Document, Face, read
from ruler.rows import Row
from ruler.standard import CELL, LEFT, LEFT_TOLERANCE, PLACE_TOLERANCE, WIDTH

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．]|（\d+）"
    r"|第[一二三四五六七八九十百]+[编章节条])"
)  # 7.3.3
_NOTE_ITEM = re.compile(r"\d+[.．]")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|年月日")  # 7.3.5; a date still to be written in
_FLUSH = 2.0  # mm: what starts nearer to the edge than this was meant to start there
_SENTENCE_END = "。；：，！？"


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 (7.3.5): the rows of the organ, and the date's."""

    organ: tuple[Row, ...]
    date: Row


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole file: pages, paragraphs in reading order, all blocks, signatures.

    body: the face of most 3号 characters, None where there are none.
    """

    document: Document
    pages: tuple[PageLayout, ...]
    body: Face | None
    paragraphs: tuple[Block, ...]
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]

    def full_rows(self) -> Iterator[Row]:
        """Yield each row of text that another of its paragraph follows: it must be full."""
        for paragraph in self.paragraphs:
            yield from paragraph.rows[:-1]

    def is_heading(self, block: Block) -> bool:
        """Whether a paragraph is a heading on lines of its own (7.3.3).

        Such is one without a character of the body's face; or, for the levels that have none of
        their own, one with a number, without a sentence's end and shorter than a row.
        """
        faces = {row.face for row in block.rows}
        if self.body not in faces:
            return not LABEL.fullmatch(block.text)
        row = block.rows[0]
        return (
            len(block.rows) == 1
            and abs(row.left - LEFT - 2 * CELL) <= PLACE_TOLERANCE
            and NUMBERED.match(block.text) is not None
            and block.text[-1] not in _SENTENCE_END
            and not DATE.search(block.text)
        )


def lay_out(data: bytes) -> Layout:
    """Read a PDF and tell its parts apart. Raises Unreadable."""
    document = read(data)
    pages = tuple(lay_out_page(page) for page in document.pages)
    faces = Counter(row.face for page in pages for row in page.text for _ in row.glyphs)
    body = max(faces, key=lambda face: faces[face], default=None)
    paragraphs = tuple(_paragraphs(pages))
    blocks = (*paragraphs, *(block for page in pages for block in _other_blocks(page)))
    signatures = tuple(signature for page in pages for signature in _signatures(page))
    return Layout(document, pages, body, paragraphs, blocks, signatures)


def _signatures(page: PageLayout) -> Iterator[Signature]:
    rows = [row for row in page.text if row not in page.notes]
    for at, date in enumerate(rows):
        if not DATE.fullmatch(_squeezed(date.text)) or date.left < LEFT + 3 * CELL:
            continue
        organ: list[Row] = []
        below = date
        for row in reversed(rows[:at]):
            if not (adjacent(row, below) and _may_be_organ(row)):
                break
            organ.insert(0, row)
            below = row
        yield Signature(tuple(organ), date)


def _may_be_organ(row: Row) -> bool:
    indented = abs(row.left - LEFT - 2 * CELL) <= LEFT_TOLERANCE
    short = row.right - row.left < 20 * CELL
    numbered = row.text.startswith(NOTE) or NUMBERED.match(row.text)
    return not (
        abs(row.off_left()) <= _FLUSH
        or row.text[-1] in _SENTENCE_END
        or (indented and short)
        or numbered
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


# ── paragraphs over all pages ────────────────────────────────────────────────────────────────────


def _paragraphs(pages: Sequence[PageLayout]) -> Iterator[Block]:
    rows: list[Row] = []
    note = False
    for page in pages:
        for row in page.text:
            if row in page.notes:
                continue
            starts_note = row.text.startswith(NOTE)
            if rows and _continues(pages, rows[-1], row, note=note):
                rows.append(row)
                continue
            if rows:
                yield Block("text", tuple(rows), WIDTH)
            note = starts_note or (note and _beside_note(rows[-1], row))
            rows = [row]
    if rows:
        yield Block("text", tuple(rows), WIDTH)


def _beside_note(above: Row, row: Row) -> bool:
    """Whether a row is a further item of 附件说明."""
    return adjacent(above, row) and _NOTE_ITEM.match(row.text) is not None


def _continues(pages: Sequence[PageLayout], above: Row, row: Row, *, note: bool) -> bool:
    """Whether a row goes on with the paragraph of the row before it."""
    if LABEL.fullmatch(row.text) or LABEL.fullmatch(above.text):
        return False
    if not _follows(pages, above, row):
        return False
    if note:  # names hang below each other (7.3.4)
        return row.left > LEFT + 4 * CELL and not _NOTE_ITEM.match(row.text)
    return abs(row.off_left()) <= _FLUSH


def _follows(pages: Sequence[PageLayout], above: Row, row: Row) -> bool:
    """Whether nothing stands between two rows, neither space nor a table."""
    if above.page == row.page:
        return adjacent(above, row)
    before, after = pages[above.page - 1], pages[row.page - 1]
    return (
        row.page == above.page + 1
        and before.last() <= above.bottom + LEFT_TOLERANCE
        and after.first() >= row.top - LEFT_TOLERANCE
    )


def _other_blocks(page: PageLayout) -> Iterator[Block]:
    yield from page.titles
    for table in (*page.tables, *page.turned_tables):
        for cell in table.cells:
            yield Block("cell", cell.rows, cell.right - cell.left)
    if page.imprint is not None:
        edges = [rule.top for rule in page.imprint.rules]
        for top, bottom in pairwise(edges):
            rows = tuple(row for row in page.imprint.rows if top < row.baseline < bottom)
            if rows:
                yield Block("imprint", rows, WIDTH)
