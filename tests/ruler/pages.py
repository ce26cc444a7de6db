"""What each row of a page is: text, title, page number, 版头, 版记."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruler.drawing import Rule
from ruler.reading import Glyph, Page, turned
from ruler.rows import Row, Table, find_tables, group_rows
from ruler.standard import (
    BOTTOM,
    CELL,
    CENTRE,
    FURNITURE,
    LEFT,
    LEFT_TOLERANCE,
    PLACE_TOLERANCE,
    ROW,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_TOLERANCE,
    TOP,
    WIDTH,
)

LABEL = re.compile(r"附件\d*")  # 7.3.7, alone on its row
NOTE = "附件："  # 7.3.4


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Rows whose text runs on from one to the next. kind: text, title, cell or imprint.

    width: of the measure they are set in, mm.
    """

    kind: str
    rows: tuple[Row, ...]
    width: float

    @property
    def text(self) -> str:
        """All of it, without its line breaks."""
        return "".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class Imprint:
    """A 版记 (7.4): its rules from top to bottom and the rows between the first and the last."""

    rules: tuple[Rule, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page, its rows told apart.

    head: 3号 rows above the red rule. text: other 3号 rows. notes: those of them that stand
    centred below a title. others: upright rows of no size that the standard knows here.
    """

    page: Page
    mark: tuple[Glyph, ...]
    red_rule: Rule | None
    head: tuple[Row, ...]
    titles: tuple[Block, ...]
    text: tuple[Row, ...]
    notes: frozenset[Row]
    tables: tuple[Table, ...]
    turned_tables: tuple[Table, ...]
    turned_rows: tuple[Row, ...]
    imprint: Imprint | None
    furniture: tuple[Row, ...]
    below: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def number(self) -> int:
        """The page's place in the file, from 1."""
        return self.page.number

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every upright row of the document proper, outside tables."""
        imprint = self.imprint.rows if self.imprint else ()
        titles = (row for block in self.titles for row in block.rows)
        return (*self.head, *titles, *self.text, *imprint, *self.others)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in the type area."""
        inked = self.page.shapes or self.page.rules or self.turned_rows or self.mark
        return not (inked or self.rows or self.tables or self.turned_tables)

    def first(self) -> float:
        """Where the upright content starts, mm from the sheet's top."""
        tops = [row.top for row in self.rows] + [table.top for table in self.tables]
        return min(tops, default=float("inf"))

    def last(self) -> float:
        """Where the upright content ends, 版记 apart."""
        imprint = self.imprint.rows if self.imprint else ()
        bottoms = [row.bottom for row in self.rows if row not in imprint]
        return max(bottoms + [table.bottom for table in self.tables], default=0.0)


def centred(row: Row) -> bool:
    """Whether a row stands in the middle, and not by the chance of being an indented one."""
    inset = row.left - LEFT
    return (
        abs(row.centre - CENTRE) <= PLACE_TOLERANCE
        and inset > CELL
        and abs(inset - 2 * CELL) > LEFT_TOLERANCE
    )


def adjacent(above: Row, below: Row) -> bool:
    """Whether no empty row stands between two rows of one page."""
    return above.page == below.page and below.baseline - above.baseline < 1.5 * ROW


def lay_out_page(page: Page) -> PageLayout:
    tables, upright = find_tables(page, angle=0)
    turned_tables, turned_glyphs = find_tables(turned(page), angle=90)
    red_rule = next((rule for rule in page.rules if _is_red_rule(page, rule)), None)
    mark = tuple(glyph for glyph in upright if _of_mark(page, glyph, red_rule))
    rows = group_rows(page.number, [glyph for glyph in upright if glyph not in mark])
    below = [row for row in rows if row.baseline > BOTTOM + 0.5]
    furniture = [row for row in rows if row.baseline < TOP and row.size <= FURNITURE]
    rows = [row for row in rows if row not in below and row not in furniture]
    tables = [table for table in tables if table.cells]
    imprint = _imprint(page, tables, rows)
    rows = [row for row in rows if imprint is None or row not in imprint.rows]
    third = [row for row in rows if row.is_size(SIZE_3)]
    head_end = red_rule.top if red_rule and mark else 0.0
    text = [row for row in third if row.top > head_end]
    second = [row for row in rows if row.is_size(SIZE_2)]
    titles = tuple(_title_blocks(second))
    known = {*third, *second}
    return PageLayout(
        page=page,
        mark=mark,
        red_rule=red_rule,
        head=tuple(row for row in third if row.top <= head_end),
        titles=titles,
        text=tuple(text),
        notes=frozenset(_notes(titles, text)),
        tables=tuple(tables),
        turned_tables=tuple(table for table in turned_tables if table.cells),
        turned_rows=tuple(group_rows(page.number, turned_glyphs)),
        imprint=imprint,
        furniture=tuple(furniture),
        below=tuple(below),
        others=tuple(row for row in rows if row not in known),
    )


def _of_mark(page: Page, glyph: Glyph, red_rule: Rule | None) -> bool:
    """Whether a glyph is of the 发文机关标志: red, on page 1, above the red rule or large."""
    if page.number != 1 or not glyph.style.red:
        return False
    if red_rule is not None:
        return glyph.y < red_rule.top
    return glyph.style.size > SIZE_2 - SIZE_TOLERANCE and glyph.y < page.height / 2


def _is_red_rule(page: Page, rule: Rule) -> bool:
    wide = rule.horizontal and rule.length > WIDTH / 2
    return page.number == 1 and rule.red and wide and rule.top < page.height * 2 / 3


def _imprint(page: Page, tables: Sequence[Table], rows: Sequence[Row]) -> Imprint | None:
    """Find 版记: wide black rules that belong to no table, with 4号 text between them."""
    rules = sorted(
        (
            rule
            for rule in page.rules
            if rule.horizontal
            and not rule.red
            and rule.length > WIDTH * 0.8
            and not any(table.top - 1 < rule.top < table.bottom + 1 for table in tables)
        ),
        key=lambda rule: rule.top,
    )
    if len(rules) < 2:
        return None
    first, last = rules[0].top, rules[-1].top
    between = tuple(row for row in rows if first < row.baseline < last)
    fourth = any(row.is_size(SIZE_4) for row in between)
    return Imprint(tuple(rules), between) if fourth else None


def _title_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    block: list[Row] = []
    for row in rows:
        if block and row.baseline - block[-1].baseline > 2 * ROW:
            yield Block("title", tuple(block), WIDTH)
            block = []
        block.append(row)
    if block:
        yield Block("title", tuple(block), WIDTH)


def _notes(titles: Sequence[Block], text: Sequence[Row]) -> Iterator[Row]:
    """Yield centred 3号 rows that follow a title without an empty row, as （送审稿） does."""
    for title in titles:
        above = title.rows[-1]
        for row in text:
            if row.baseline > above.baseline and adjacent(above, row) and centred(row):
                yield row
                above = row
