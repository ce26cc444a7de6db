"""Rules on the flow of text: the row grid, full pages, where a page may be broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ruler.layout import Layout
from ruler.measurement import Violation
from ruler.pages import LABEL, NOTE, PageLayout
from ruler.rows import Row
from ruler.standard import GRID_TOLERANCE, ROW, ROWS, TOP


def grid(layout: Layout) -> Iterator[Violation]:
    """5.2.3, 3: 3号 rows stand 10.449 mm apart from 37 mm on; none below the 22nd."""
    for page in layout.pages:
        rows = [row for row in page.text if row not in page.notes]
        off = [row for row in rows if abs(off_grid(row)) > GRID_TOLERANCE]
        if off:
            worst = max(off, key=lambda row: abs(off_grid(row)))
            message = (
                f"{len(off)} of {len(rows)} rows off the grid of {ROW:.3f} mm; worst: the one at "
                f"{worst.top:.2f} mm by {off_grid(worst):+.2f} mm: {_start(worst)}"
            )
            yield Violation("grid", page.number, message)
        for row in rows:
            if row_number(row) > ROWS:
                message = f"a row at {row.top:.2f} mm, below the 22nd: {_start(row)}"
                yield Violation("grid", page.number, message)


def off_grid(row: Row) -> float:
    """Return how far below its row of the grid a row stands, mm."""
    return row.top - TOP - (row_number(row) - 1) * ROW


def row_number(row: Row) -> int:
    """Return the row of the grid, from 1, that is nearest."""
    return round((row.top - TOP) / ROW) + 1


def full_pages(layout: Layout) -> Iterator[Violation]:
    """5.2.3: a page of text that goes on has 22 rows.

    Rows may be missing at its foot where the next page begins with what must not be torn from what
    follows: headings, and the last lines before 署名. An empty row may stand above 附件说明 and
    above 署名 (7.3.4, 7.3.5), nowhere else.
    """
    for page, following in full_page_pairs(layout):
        rows = page.text
        if (first := row_number(rows[0])) != 1:
            message = f"the first row stands on row {first}, wanted 1: {_start(rows[0])}"
            yield Violation("full-pages", page.number, message)
        for above, row in pairwise(rows):
            empty = row_number(row) - row_number(above) - 1
            if empty > 0 and not _may_stand_apart(layout, row):
                message = f"{empty} empty rows above {_start(row)}"
                yield Violation("full-pages", page.number, message)
        last = row_number(rows[-1])
        least = ROWS - _may_be_missing(layout, following)
        if last < least:
            message = f"the text ends on row {last} and goes on overleaf, wanted {least} to {ROWS}"
            yield Violation("full-pages", page.number, message)


def full_page_pairs(layout: Layout) -> Iterator[tuple[PageLayout, PageLayout]]:
    """Yield the pages of text alone whose text goes on, with the pages that follow them."""
    for page, following in pairwise(layout.pages):
        other = page.titles or page.tables or page.others or page.imprint or page.turned_rows
        turned = page.turned_tables or page.page.shapes or page.mark
        if other or turned or not (page.text and following.text):
            continue
        row = following.text[0]
        starts_with_text = following.first() >= row.top - GRID_TOLERANCE
        if starts_with_text and not LABEL.fullmatch(row.text):
            yield page, following


def _may_stand_apart(layout: Layout, row: Row) -> bool:
    signed = {signature.organ[0] if signature.organ else signature.date
              for signature in layout.signatures}  # fmt: skip
    return row.text.startswith(NOTE) or row in signed or LABEL.fullmatch(row.text) is not None


def _may_be_missing(layout: Layout, following: PageLayout) -> int:
    """Return how many rows may be missing before this page."""
    dates = [row_number(each.date) for each in layout.signatures
             if each.date.page == following.number]  # fmt: skip
    if dates:
        return dates[0]
    if following.text[0].text.startswith(NOTE):
        return 1  # the empty row above it
    missing = 0
    for block in layout.paragraphs:
        if block.rows[0].page != following.number:
            continue
        if row_number(block.rows[0]) != missing + 1 or not layout.is_heading(block):
            break
        missing += len(block.rows)
    heads_table = missing and any(table.top < TOP + (missing + 1) * ROW
                                  for table in following.tables)  # fmt: skip
    return ROWS if heads_table else missing


def headings(layout: Layout) -> Iterator[Violation]:
    """Layout practice behind 7.3.3: a heading is never the last row of a page."""
    for block in layout.paragraphs:
        if not layout.is_heading(block):
            continue
        for row in block.rows:
            if _ends_page(layout, row):
                message = f"a heading is the last row of the page: {_start(row)}"
                yield Violation("heading-at-foot", row.page, message)


def _ends_page(layout: Layout, row: Row) -> bool:
    """Whether nothing follows on the page, and text or a table does on the next."""
    page = layout.pages[row.page - 1]
    if page.last() > row.bottom + GRID_TOLERANCE or row.page == len(layout.pages):
        return False
    following = layout.pages[row.page]
    first = following.first()
    labelled = any(LABEL.fullmatch(text.text) for text in following.text[:1])
    titled = any(block.rows[0].top <= first for block in following.titles)
    goes_on = following.text or following.tables or following.turned_tables
    return bool(goes_on) and not (labelled or titled)


def signature_pages(layout: Layout) -> Iterator[Violation]:
    """7.3.5.4: no page holds 署名 and 成文日期 (and 附注) without a line of text."""
    for signature in layout.signatures:
        page = layout.pages[signature.date.page - 1]
        after = [row for row in page.text if row.baseline > signature.date.baseline]
        notes = after if after and after[0].text.startswith("（") else []  # 7.3.6: 附注
        alone = {*signature.organ, signature.date, *notes}
        others = page.titles or page.tables or page.others
        if not others and all(row in alone for row in page.text):
            message = f"the signature stands without text: {signature.date.text}"
            yield Violation("signature-alone", page.number, message)


def _start(row: Row) -> str:
    return row.text if len(row.text) < 15 else f"{row.text[:12]}…"
