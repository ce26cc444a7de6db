"""Rules on single elements: title, 版头, 附件, 署名, 版记, tables. One function, one rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ruler.layout import Layout, Signature
from ruler.measurement import Violation
from ruler.pages import LABEL, Imprint, PageLayout
from ruler.rows import Row, Table
from ruler.standard import (
    BOTTOM,
    CELL,
    CENTRE,
    DATE_SHIFT,
    IMPRINT_INDENT,
    LEFT,
    LEFT_TOLERANCE,
    MARK_TOP,
    NOT_AT_END,
    PLACE_TOLERANCE,
    RED_RULE_DROP,
    RED_RULE_TOLERANCE,
    RIGHT,
    ROW,
    RULE_TOLERANCE,
    SEALED_INDENT,
    SHEET,
    SIZE_2,
    SIZE_4,
    THICK_RULE,
    TITLE_COLUMNS,
    TITLE_DROP,
    TITLE_DROP_TOLERANCE,
    TOP,
    UNSEALED_INDENT,
    WIDTH,
)

_HALF_A_CHARACTER = 0.5
_NUMBER = re.compile(r"[^\d〔〕]+〔\d{4}〕[1-9]\d*号")  # 7.2.5: no 第, no leading zero
_PADDED = re.compile(r"年0|月0")
_COPIES = "抄送："  # 7.4.2


def titles(layout: Layout) -> Iterator[Violation]:
    """7.3.1: centred, broken between words, in the shape of a trapezium or a rhomb."""
    for page in layout.pages:
        for block in page.titles:
            for message in _faults_of_title(block.rows):
                yield Violation("title", page.number, message)


def _faults_of_title(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        if abs(row.centre - CENTRE) > PLACE_TOLERANCE:
            yield f"the middle of “{row.text}” is at {row.centre:.2f} mm, wanted {CENTRE:.0f}"
        if row.right - row.left > (TITLE_COLUMNS + 0.1) * row.em:
            count = (row.right - row.left) / row.em
            yield f"“{row.text}” is {count:.1f} characters long, {TITLE_COLUMNS} fit"
        if row.text[-1] in NOT_AT_END:
            yield f"“{row.text}” ends with an opening mark"
    for row in rows[1:]:
        if row.text[0] in "的和及、》":
            yield f"a row starts with {row.text[0]}: “{row.text}”"
    widths = [(row.right - row.left) / row.em for row in rows]
    said = " / ".join(f"{width:.1f}" for width in widths)
    if 2 <= len(rows) <= 4:
        if max(widths) - min(widths) < _HALF_A_CHARACTER:
            yield f"rows of {said} characters make a rectangle"
        inner = zip(widths, widths[1:], widths[2:], strict=False)
        if any(min(a, c) - b > _HALF_A_CHARACTER for a, b, c in inner):
            yield f"rows of {said} characters make an hourglass"


def red_head(layout: Layout) -> Iterator[Violation]:
    """7.2: mark 35 mm below the type area's top, number, red rule 4 mm below it, title."""
    if not layout.pages:
        return
    page = layout.pages[0]
    for message in (*_faults_of_mark(page), *_faults_below_mark(page)):
        yield Violation("red-head", page.number, message)


def _faults_of_mark(page: PageLayout) -> Iterator[str]:
    if not page.mark:
        if page.red_rule is not None:
            yield "a red rule without a 发文机关标志"
        return
    top = min(glyph.top for glyph in page.mark)
    left, right = min(g.left for g in page.mark), max(g.right for g in page.mark)
    if abs(top - MARK_TOP) > PLACE_TOLERANCE:
        yield f"the mark's upper edge is at {top:.2f} mm, wanted {MARK_TOP:.0f}"
    if abs((left + right) / 2 - CENTRE) > PLACE_TOLERANCE:
        yield f"the mark's middle is at {(left + right) / 2:.2f} mm, wanted {CENTRE:.0f}"
    if right - left > WIDTH:
        yield f"the mark is {right - left:.1f} mm wide, {WIDTH:.0f} at most"


def _faults_below_mark(page: PageLayout) -> Iterator[str]:
    if not page.mark:
        return
    rule = page.red_rule
    if rule is None:
        yield "no red rule"
        return
    if abs(rule.length - WIDTH) > PLACE_TOLERANCE or abs(rule.left - LEFT) > PLACE_TOLERANCE:
        yield f"the red rule is {rule.length:.1f} mm from {rule.left:.1f} mm on, wanted 156 from 28"
    bottom = max(glyph.bottom for glyph in page.mark)
    numbers = [row for row in page.head if row.top > bottom]
    if numbers:
        yield from _faults_of_number(numbers[0].top - bottom, numbers[-1], rule.top)
    else:
        yield "no 发文字号 between mark and rule"
    if page.titles:
        drop = page.titles[0].rows[0].top - rule.top
        if abs(drop - TITLE_DROP) > TITLE_DROP_TOLERANCE:
            yield f"the title starts {drop:.2f} mm below the rule, wanted {TITLE_DROP:.1f}"


def _faults_of_number(gap: float, row: Row, rule: float) -> Iterator[str]:
    if abs(gap - 2 * ROW) > TITLE_DROP_TOLERANCE:  # 7.2.5: two empty rows below the mark
        yield f"the 发文字号 starts {gap:.2f} mm below the mark, wanted {2 * ROW:.1f}"
    if not _NUMBER.match(row.text):
        yield f"“{row.text}” is not 代字〔年〕序号号"
    drop = rule - row.bottom
    if abs(drop - RED_RULE_DROP) > RED_RULE_TOLERANCE:
        yield f"the red rule is {drop:.2f} mm below the 发文字号, wanted {RED_RULE_DROP:.0f}"


def attachments(layout: Layout) -> Iterator[Violation]:
    """7.3.7: 附件1 in a face of its own, flush left on row 1; the title on row 3."""
    for page in layout.pages:
        for row in page.text:
            if LABEL.fullmatch(row.text):
                titles = [block.rows[0] for block in page.titles]
                for message in _faults_of_attachment(layout, row, titles, (LEFT, TOP)):
                    yield Violation("attachment", page.number, message)
        for row in page.turned_rows:
            if LABEL.fullmatch(row.text):
                # With the sheet turned, its left edge is on top and the page number's at the left.
                corner = SHEET[1] - BOTTOM, LEFT
                titles = [row for row in page.turned_rows if row.is_size(SIZE_2)]
                for message in _faults_of_attachment(layout, row, titles, corner):
                    yield Violation("attachment", page.number, message)


def _faults_of_attachment(
    layout: Layout, label: Row, titles: Sequence[Row], corner: tuple[float, float]
) -> Iterator[str]:
    """Check label and title in a type area whose top left corner is given."""
    left, top = corner
    if label.face == layout.body:
        yield f"“{label.text}” is set in the body's face, wanted 黑体"
    if abs(label.left - left) > LEFT_TOLERANCE:
        yield f"“{label.text}” starts {label.left - left:.2f} mm in, wanted 0"
    if abs(label.top - top) > 0.5:
        yield f"“{label.text}” stands at {label.top:.2f} mm, wanted row 1 at {top:.0f}"
    tops = [row.top for row in titles if row.top > label.top]
    if not tops:
        yield f"no title below “{label.text}”"
    elif abs(tops[0] - top - 2 * ROW) > 0.5:
        yield f"the title stands at {tops[0]:.2f} mm, wanted row 3 at {top + 2 * ROW:.2f}"


def signatures(layout: Layout) -> Iterator[Violation]:
    """7.3.5: where 署名 and 成文日期 stand, with a seal and without one."""
    for signature in layout.signatures:
        for message in _faults_of_signature(signature):
            yield Violation("signature", signature.date.page, message)


def _faults_of_signature(signature: Signature) -> Iterator[str]:
    date = signature.date
    if not date.text[0].isdecimal():
        return  # still to be written in: its blanks leave no trace
    if _PADDED.search(date.text):
        yield f"{date.text} has a padded month or day"
    sealed = abs(RIGHT - date.right - SEALED_INDENT * CELL) <= PLACE_TOLERANCE
    if len(signature.organ) != 1:
        # Nothing to align it with: alone or below several organs it stands 2 or 4 cells in.
        lone = abs(RIGHT - date.right - UNSEALED_INDENT * CELL) <= PLACE_TOLERANCE
        if not (sealed or lone or signature.organ):
            yield f"the date ends {(RIGHT - date.right) / CELL:.2f} cells in, wanted 4 or 2"
        return
    [organ] = signature.organ
    shift = (date.left - organ.left) / CELL
    longer = max(date.right, organ.right)
    if organ.right - organ.left > date.right - date.left - CELL / 4:
        longer = organ.right
    unsealed = (
        abs(shift - DATE_SHIFT) * CELL <= PLACE_TOLERANCE
        and abs(RIGHT - longer - UNSEALED_INDENT * CELL) <= PLACE_TOLERANCE
    )
    over = abs(organ.centre - date.centre) <= PLACE_TOLERANCE
    at_edge = abs(organ.right - RIGHT) <= PLACE_TOLERANCE  # a long name is moved left of that
    if not (unsealed or (sealed and (over or at_edge))):
        yield (
            f"organ {organ.left:.1f} to {organ.right:.1f} mm, date {date.left:.1f} to "
            f"{date.right:.1f} mm: neither 4 cells in and centred (seal) nor the longer 2 cells "
            f"in and the date 2 cells right of the organ"
        )


def imprints(layout: Layout) -> Iterator[Violation]:
    """7.4: 版记 at the foot of the last page, 4号, one cell in, thick and thin rules."""
    for page in layout.pages:
        if page.imprint is None:
            continue
        if page.number != len(layout.pages):
            yield Violation("imprint", page.number, "版记 is not on the last page")
        for message in _faults_of_imprint(page.imprint):
            yield Violation("imprint", page.number, message)
    for block in layout.blocks:
        if block.kind == "imprint":
            for message in _faults_of_item(block.rows):
                yield Violation("imprint", block.rows[0].page, message)


def _faults_of_imprint(imprint: Imprint) -> Iterator[str]:
    first, *inner, last = imprint.rules
    if abs(last.top - BOTTOM) > 0.5:
        yield f"its last rule is at {last.top:.2f} mm, wanted {BOTTOM:.0f}"
    for rule in imprint.rules:
        if abs(rule.length - WIDTH) > PLACE_TOLERANCE or abs(rule.left - LEFT) > PLACE_TOLERANCE:
            yield f"a rule is {rule.length:.1f} mm from {rule.left:.1f} mm on, wanted 156 from 28"
    for rule in (first, last):
        if abs(rule.thickness - THICK_RULE) > RULE_TOLERANCE:
            yield f"an outer rule is {rule.thickness:.2f} mm thick, wanted {THICK_RULE}"
    for rule in inner:
        if rule.thickness >= min(first.thickness, last.thickness) - 0.03:
            yield f"an inner rule is {rule.thickness:.2f} mm thick, wanted thinner than the outer"
    for row in imprint.rows:
        if not row.is_size(SIZE_4):
            yield f"“{row.text}” is set in {row.size:.1f} pt, wanted {SIZE_4:.0f}"


def _faults_of_item(rows: tuple[Row, ...]) -> Iterator[str]:
    """Check what stands between two rules."""
    low, high = IMPRINT_INDENT
    first = rows[0]
    if not low <= first.left - LEFT <= high:
        yield f"“{first.text}” starts {first.left - LEFT:.2f} mm in, wanted one cell"
    widest = max(row.right for row in rows)
    if RIGHT - widest < low - first.em / 2:  # the last mark may leave half its cell outside
        yield f"“{first.text}” ends {RIGHT - widest:.2f} mm in, wanted one cell"
    if first.text.startswith(_COPIES):
        names = first.left + len(_COPIES) * first.em
        for row in rows[1:]:
            if abs(row.left - names) > PLACE_TOLERANCE:
                yield f"“{row.text}” starts at {row.left:.2f} mm, wanted {names:.2f}"
        if not rows[-1].text.endswith("。"):
            yield f"抄送 ends with “{rows[-1].text[-1]}”, wanted 。"
    for row in rows:
        if row.text.endswith("印发") and not low <= RIGHT - row.right <= high:
            yield f"“{row.text}” ends {RIGHT - row.right:.2f} mm in, wanted one cell"


def table_headers(layout: Layout) -> Iterator[Violation]:
    """Practice: a table that goes on overleaf begins there with its header row again."""
    for before, after in pairwise(layout.pages):
        for above, below in (
            (_last_table(before), _first_table(after)),
            (before.turned_tables[-1:], after.turned_tables[:1]),
        ):
            if above and below and _same_columns(above[0], below[0]):
                wanted, found = above[0].header(), below[0].header()
                if wanted != found:
                    message = f"the table goes on with {found}, not with its header {wanted}"
                    yield Violation("table-header", after.number, message)


def _last_table(page: PageLayout) -> tuple[Table, ...]:
    """Return the table that the page ends with, or nothing."""
    return tuple(table for table in page.tables if table.bottom >= page.last() - 0.1)[-1:]


def _first_table(page: PageLayout) -> tuple[Table, ...]:
    """Return the table that the page begins with, or nothing."""
    return tuple(table for table in page.tables if table.top <= page.first() + 0.1)[:1]


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < LEFT_TOLERANCE for a, b in zip(one.columns, other.columns, strict=True)
    )
