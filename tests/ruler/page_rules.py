"""Rules on sheets, fonts, colours, margins and page numbers. One function, one rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruler.drawing import Box
from ruler.layout import Layout
from ruler.measurement import Violation
from ruler.pages import PageLayout
from ruler.rows import Row
from ruler.standard import (
    BOTTOM,
    CELL,
    INK_TOLERANCE,
    LEFT,
    NUMBER_DROP,
    NUMBER_DROP_TOLERANCE,
    PLACE_TOLERANCE,
    RIGHT,
    SHEET,
    SIZE_4,
    TOP,
)

_PAGE_NUMBER = re.compile(r"— ?(\d+) ?—")  # 7.5
_LIKE_PAGE_NUMBER = re.compile(r"[^\w\u4e00-\u9fff]*第?\s*\d+\s*页?[^\w\u4e00-\u9fff]*")
_DASHES = "—–―-－"


def sheet(layout: Layout) -> Iterator[Violation]:
    """5.1: every sheet is A4, standing; a page that is shown turned carries turned text."""
    for page in layout.pages:
        width, height = page.page.width, page.page.height
        if abs(width - SHEET[0]) > 0.5 or abs(height - SHEET[1]) > 0.5:
            message = f"the sheet is {width:.1f} × {height:.1f} mm, wanted 210 × 297"
            yield Violation("sheet", page.number, message)


def landscape(layout: Layout) -> Iterator[Violation]:
    """8: the head of a turned table lies at the left edge of the sheet, on odd and even pages.

    The binding edge of an odd page is its left, the fore-edge of an even one too. So turned text
    reads from bottom to top, and the page is shown with /Rotate 90.
    """
    for page in layout.pages:
        angles = {glyph.style.angle for glyph in page.page.glyphs if not glyph.style.red}
        wrong = sorted(angles - {0, 90})
        if wrong:
            message = f"text is turned by {wrong[0]}°, wanted 90° (it reads upwards) or none"
            yield Violation("landscape", page.number, message)
        rotation = page.page.rotation
        if rotation not in (0, 90) or (rotation == 90 and angles and 90 not in angles):
            message = f"the page is shown turned by {rotation}°, its text is not"
            yield Violation("landscape", page.number, message)


def fonts(layout: Layout) -> Iterator[Violation]:
    """5.2.2: the fonts are the document's own: all embedded, none of a viewer's defaults."""
    for face in layout.document.faces:
        if not face.embedded:
            yield Violation("fonts", 0, f"{face.name} is not embedded")
    used = [face.name for face in layout.document.faces if not face.embedded]
    for name in layout.document.base_fonts:
        if "Helvetica" in name and name not in used:
            yield Violation("fonts", 0, f"{name} is named in the file and not embedded")


def characters(layout: Layout) -> Iterator[Violation]:
    """Every glyph can be copied as a character: none is missing from its font."""
    for page in layout.pages:
        if page.page.unmapped:
            message = f"{page.page.unmapped} glyphs are no character (U+0000 or U+FFFD)"
            yield Violation("characters", page.number, message)


def colours(layout: Layout) -> Iterator[Violation]:
    """5.2.4: text is black; red are the 发文机关标志, its rule and seals alone."""
    for page in layout.pages:
        styles = {glyph.style for glyph in page.page.glyphs if not glyph.blank}
        for style in styles:
            if max(style.colour) > 60 and not style.red:
                message = f"text of {style.size:.1f} pt in the colour {style.colour}, wanted black"
                yield Violation("colour", page.number, message)


def measured(layout: Layout) -> Iterator[Violation]:
    """Ours: where there is ink, there must have been something to measure."""
    if all(page.blank for page in layout.pages):
        yield Violation("measured", 0, "nothing is printed in the whole file")
    for page in layout.pages:
        known = page.text or page.titles or page.tables or page.turned_tables
        if not (known or page.turned_rows or page.imprint or page.blank):
            message = f"{len(page.page.glyphs)} characters, no row of a size that can be measured"
            yield Violation("measured", page.number, message)


def type_area(layout: Layout) -> Iterator[Violation]:
    """5.2.1: all ink lies in the 156 × 225 mm, but for the page number and a notice above."""
    for page in layout.pages:
        exempt = [*page.furniture, *filter(_is_number, page.below)]
        outside = {id(glyph) for row in exempt for glyph in row.glyphs}
        inks = [
            Box(glyph.left, glyph.top, glyph.right, glyph.bottom)
            for glyph in page.page.glyphs
            if not glyph.blank and id(glyph) not in outside
        ]
        inks += page.page.shapes
        inks += [Box(rule.left, rule.top, rule.right, rule.bottom) for rule in page.page.rules]
        if not inks:
            continue
        for edge, found, wanted, over in (
            ("left", left := min(ink.left for ink in inks), LEFT, LEFT - left),
            ("top", top := min(ink.top for ink in inks), TOP, TOP - top),
            ("right", right := max(ink.right for ink in inks), RIGHT, right - RIGHT),
            ("bottom", bottom := max(ink.bottom for ink in inks), BOTTOM, bottom - BOTTOM),
        ):
            if over > INK_TOLERANCE:
                message = f"ink reaches {found:.2f} mm at the {edge}, the type area {wanted:.0f}"
                yield Violation("type-area", page.number, message)


def page_numbers(layout: Layout) -> Iterator[Violation]:
    """7.5: — 1 — in 4号 half-width digits, 7 mm below the type area, one cell in, 1, 2, 3 …

    It stands at the right on odd pages and at the left on even ones. None is on a blank page
    before 版记 and on the page of 版记 then.
    """
    if layout.pages and not any(map(_numbers_of, layout.pages)):
        yield Violation("page-number", 0, "no page has a number")
        return
    for page in layout.pages:
        rows = _numbers_of(page)
        wanted = int(not _unnumbered(layout, page))
        if len(rows) != wanted:
            message = f"{len(rows)} page numbers, wanted {wanted}"
            yield Violation("page-number", page.number, message)
        for row in rows[:wanted]:
            for message in _faults_of_number(page.number, row):
                yield Violation("page-number", page.number, message)


def _is_number(row: Row) -> bool:
    return _LIKE_PAGE_NUMBER.fullmatch(row.text) is not None


def _numbers_of(page: PageLayout) -> list[Row]:
    return [row for row in page.below if _is_number(row)]


def _unnumbered(layout: Layout, page: PageLayout) -> bool:
    """Whether a page is the blank one before 版记, or the one of 版记 after a blank one."""
    at = page.number - 1
    before = layout.pages[at - 1] if at else None
    after = layout.pages[at + 1] if at + 1 < len(layout.pages) else None
    if page.imprint is not None:
        return bool(before and before.blank) and not page.text
    return page.blank and after is not None and after.imprint is not None


def _faults_of_number(page: int, row: Row) -> Iterator[str]:
    printed = _PAGE_NUMBER.fullmatch(row.text)
    if printed is None:
        yield f"“{row.text}”, wanted “— {page} —”"
    elif int(printed[1]) != page:
        yield f"the number is {printed[1]}, wanted {page}"
    if not row.is_size(SIZE_4):
        yield f"the number is set in {row.size:.1f} pt, wanted {SIZE_4:.0f}"
    if any(glyph.advance > 0.7 * glyph.style.em for glyph in row.glyphs if glyph.char.isdigit()):
        yield "its digits are full-width, wanted half-width"
    if page % 2:
        where, indent = "right", RIGHT - row.right
    else:
        where, indent = "left", row.left - LEFT
    if abs(indent - CELL) > PLACE_TOLERANCE:
        yield f"the number stands {indent:.2f} mm in from the {where}, wanted {CELL:.2f}"
    dashes = [(glyph.top + glyph.bottom) / 2 for glyph in row.glyphs if glyph.char in _DASHES]
    middle = sum(dashes) / len(dashes) if dashes else (row.top + row.bottom) / 2
    if abs(middle - BOTTOM - NUMBER_DROP) > NUMBER_DROP_TOLERANCE:
        yield f"its dashes lie {middle - BOTTOM:.2f} mm below the type area, wanted {NUMBER_DROP}"
