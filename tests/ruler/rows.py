"""From glyphs to rows, and from rules to tables: a table is cut into cells before rows are made."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ruler.drawing import Rule
from ruler.reading import Face, Glyph, Page
from ruler.standard import HALF_AT_END, LEFT, MM, OPENERS, RIGHT, SIZE_TOLERANCE

_SAME_BASELINE = 0.3  # mm
_TOUCHING = 0.6  # mm: rules that come so close belong together


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Glyphs on one baseline, from left to right; blanks at its ends are gone. Lengths in mm.

    text: with the blanks inside. face, size: those of most of its glyphs (the face: of most
    Chinese ones). top, bottom: of the em box. left, right: from the first origin to where the
    last advance ends.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    text: str
    face: Face
    size: float
    baseline: float

    @property
    def em(self) -> float:
        """The height of its em box."""
        return self.size / MM

    @property
    def top(self) -> float:
        """The upper edge of its em box."""
        return self.baseline - self.face.ascent * self.em

    @property
    def bottom(self) -> float:
        """The lower edge of its em box."""
        return self.top + self.em

    @property
    def left(self) -> float:
        """Where its first glyph starts."""
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        """Where the advance of its last glyph ends."""
        return self.glyphs[-1].end

    @property
    def centre(self) -> float:
        """The middle between both."""
        return (self.left + self.right) / 2

    @property
    def red(self) -> bool:
        """Whether it begins in red."""
        return self.glyphs[0].style.red

    def is_size(self, points: float) -> bool:
        """Whether it is set in that size."""
        return abs(self.size - points) <= SIZE_TOLERANCE

    def off_left(self) -> float:
        """How far it starts right of the type area's edge; an opener may have lost half an em."""
        off = self.left - LEFT
        if self.text[0] in OPENERS:
            return min(off, off + self.em / 2, key=abs)
        return off

    def off_right(self) -> float:
        """How far it ends right of the type area's edge; half a cell is enough for a last mark."""
        off = self.right - RIGHT
        if self.text[-1] in HALF_AT_END:
            return min(off, 0.0) if off < 0 else max(off - self.em / 2, 0.0)
        return off


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its edges and the rows in it."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or its part on one page. columns: where its vertical rules stand."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]

    def header(self) -> tuple[str, ...]:
        """Return the texts of its uppermost cells from left to right."""
        return tuple(
            cell.text
            for cell in sorted(self.cells, key=lambda cell: cell.left)
            if cell.top - self.top < _TOUCHING
        )


def group_rows(page: int, glyphs: Iterable[Glyph]) -> list[Row]:
    """Group glyphs to rows by their baseline, from top to bottom."""
    rows: list[Row] = []
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if line and glyph.y - line[-1].y > _SAME_BASELINE:
            rows += _row(page, line)
            line = []
        line.append(glyph)
    return rows + _row(page, line)


def _row(page: int, line: list[Glyph]) -> list[Row]:
    """Make a row, or none of blanks alone."""
    line = sorted(line, key=lambda glyph: glyph.x)
    visible = [at for at, glyph in enumerate(line) if not glyph.blank]
    if not visible:
        return []
    line = line[visible[0] : visible[-1] + 1]
    printed = [glyph for glyph in line if not glyph.blank]
    chinese = [glyph for glyph in printed if is_wide(glyph)] or printed
    [(face, _)] = Counter(glyph.style.face for glyph in chinese).most_common(1)
    [(size, _)] = Counter(glyph.style.size for glyph in printed).most_common(1)
    text = line[0].char
    for before, glyph in pairwise(line):
        text += " " * _gaping(before, glyph) + glyph.char
    return [Row(page, tuple(printed), text, face, size, printed[0].y)]


def _gaping(before: Glyph, glyph: Glyph) -> bool:
    """Whether a blank stands between two Latin words that was not drawn, only left out."""
    latin = all(char.isascii() and char.isalnum() for char in (before.char, glyph.char))
    return latin and glyph.x - before.end > 0.24 * glyph.style.em


def is_wide(glyph: Glyph) -> bool:
    """Whether a glyph takes a whole cell, as Chinese characters do."""
    return glyph.advance > 0.9 * glyph.style.em


def find_tables(page: Page, *, angle: int) -> tuple[list[Table], list[Glyph]]:
    """Cut the page's tables into cells; return them and the glyphs outside all tables.

    Only glyphs that are turned by so many degrees count.
    """
    regions = [region for region in _regions(page.rules) if len(region.columns) > 1]
    inside: dict[int, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        if glyph.style.angle != angle:
            continue
        y = glyph.y - 0.3 * glyph.style.em
        home = next((at for at, region in enumerate(regions) if region.holds(glyph.x, y)), None)
        (outside if home is None else inside[home]).append(glyph)
    tables = [region.table(page.number, inside[at]) for at, region in enumerate(regions)]
    return tables, outside


class _Region:
    """Vertical rules one below the other, and the horizontal ones between their ends."""

    def __init__(self, standing: list[Rule], lying: list[Rule]) -> None:
        self._standing = standing
        self.left = min(rule.left for rule in standing)
        self.right = max(rule.left for rule in standing)
        self.top = min(rule.top for rule in standing)
        self.bottom = max(rule.bottom for rule in standing)
        self.columns = _distinct(rule.left for rule in standing)
        self._lying = [
            rule
            for rule in lying
            if self.top - _TOUCHING <= rule.top <= self.bottom + _TOUCHING
            and rule.left < self.right
            and rule.right > self.left
        ]
        self._columns_at: dict[float, list[float]] = {}
        self._bands_at: dict[float, list[float]] = {}

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def table(self, page: int, glyphs: list[Glyph]) -> Table:
        cells: dict[tuple[float, float, float, float], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            cells[self._edges(glyph)].append(glyph)
        made = [Cell(*edges, tuple(group_rows(page, group))) for edges, group in cells.items()]
        edges = self.left, self.top, self.right, self.bottom
        return Table(page, *edges, self.columns, tuple(cell for cell in made if cell.rows))

    def _edges(self, glyph: Glyph) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the cell that a glyph stands in."""
        y = round(glyph.y - 0.3 * glyph.style.em, 1)
        if y not in self._columns_at:
            crossing = (rule.left for rule in self._standing if rule.top <= y <= rule.bottom)
            self._columns_at[y] = [self.left, *_distinct(crossing), self.right]
        left, right = _around(self._columns_at[y], glyph.x + glyph.advance / 2)
        middle = round((left + right) / 2, 1)
        if middle not in self._bands_at:
            covering = (rule.top for rule in self._lying if rule.left <= middle <= rule.right)
            self._bands_at[middle] = [self.top, *_distinct(covering), self.bottom]
        top, bottom = _around(self._bands_at[middle], y)
        return left, top, right, bottom


def _regions(rules: Iterable[Rule]) -> list[_Region]:
    lying = [rule for rule in rules if rule.horizontal]
    standing = sorted(
        (rule for rule in rules if not rule.horizontal and rule.length > 1),
        key=lambda rule: rule.top,
    )
    groups: list[list[Rule]] = []
    below = float("-inf")
    for rule in standing:
        if rule.top > below + _TOUCHING:
            groups.append([])
        groups[-1].append(rule)
        below = max(below, rule.bottom)
    return [_Region(group, lying) for group in groups]


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCHING / 2:
            found.append(value)
    return tuple(found)


def _around(edges: list[float], value: float) -> tuple[float, float]:
    """Return the edges left and right of a value, whatever it is."""
    edges = sorted(edges)
    at = min(max(bisect_right(edges, value), 1), len(edges) - 1)
    return edges[at - 1], edges[at]
