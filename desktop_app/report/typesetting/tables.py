"""Laying out a table: column widths, wrapped cells, rows that may be continued on the next page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from desktop_app.report.document import Run, Runs, Table, plain
from desktop_app.report.fixed_lines import columns_of
from desktop_app.report.official_style import (
    CELL_PADDING_X,
    CELL_PADDING_Y,
    TABLE_STYLES,
    TALLEST_ROW,
    Layout,
    TextStyle,
    is_narrow,
)
from desktop_app.report.typesetting.pages import Bond, Slab
from desktop_app.report.typesetting.setting import Align, SetLine

_LINES_A_PIECE = 6  # a row that no page can hold is cut into pieces of so many lines
_WHOLE_TEXT = 10.0  # em: longer texts are prose, which may be broken anywhere
_SLACK = 0.6  # em: other programs leave a little room beside digits
_NARROWEST = 2 * CELL_PADDING_X + 24.0  # points: two characters of 小四

SetCell = Callable[[Runs, TextStyle, float, Align], list[SetLine]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one cell (or of a piece of it), each with its top below the row's top."""

    left: float
    lines: tuple[tuple[float, SetLine], ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, or a piece of one.

    edges: x of the vertical rules, points. closes: the row ends with this piece. first, last: it
    is the first, the last of its table.
    """

    edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    height: float
    closes: bool = True
    first: bool = False
    last: bool = False


def column_edges(shares: Sequence[float], width: float) -> tuple[float, ...]:
    """Share the width out; a column keeps room for two characters as long as all of them can."""
    floor = min(_NARROWEST, width / len(shares))
    total = sum(max(share, 0.0) for share in shares)
    if total <= 0:
        shares, total = [1.0] * len(shares), float(len(shares))
    spare = width - floor * len(shares)
    wanted = [max(max(share, 0.0) / total * width - floor, 0.0) for share in shares]
    scale = spare / (sum(wanted) or 1.0)
    return (0.0, *accumulate(floor + want * scale for want in wanted))


def table_edges(table: Table, size: float, width: float) -> tuple[float, ...]:
    """Share the width out so that short texts stay on one line, as far as there is room.

    size: of the type, points. What long texts can spare goes to columns whose words would be torn.
    """
    edges = column_edges([column.share for column in table.columns], width)
    widths = [right - left for left, right in pairwise(edges)]
    needs = [
        (max(map(_longest_whole, texts)) + _SLACK) * size + 2 * CELL_PADDING_X
        for texts in _texts_by_column(table)
    ]
    lacking = [max(need - own, 0.0) for need, own in zip(needs, widths, strict=True)]
    spare = [max(own - need, 0.0) for need, own in zip(needs, widths, strict=True)]
    moved = min(sum(lacking), sum(spare))
    if moved:
        given, taken = moved / sum(lacking), moved / sum(spare)
        widths = [
            own + less * given - more * taken
            for own, less, more in zip(widths, lacking, spare, strict=True)
        ]
    return (0.0, *accumulate(widths))


def _texts_by_column(table: Table) -> list[list[str]]:
    return [
        [column.heading, *(plain(row[at]) for row in table.rows if at < len(row))]
        for at, column in enumerate(table.columns)
    ]


def _longest_whole(text: str) -> float:
    """Return the width, em, of the longest stretch that should not be torn; prose has none."""
    parts = [columns_of(part) for part in text.split()] or [0.0]
    return max((part for part in parts if part <= _WHOLE_TEXT), default=0.0)


def table_slabs(table: Table, layout: Layout, set_cell: SetCell) -> list[Slab[TableRow]]:
    """Lay a table out as slabs: its header row, repeated on each page, and its rows."""
    head_style, cell_style = TABLE_STYLES[is_narrow(len(table.columns))]
    edges = table_edges(table, cell_style.size, layout.text_width)
    builder = _Rows(edges, layout.text_height * TALLEST_ROW, set_cell)
    header_cells = tuple((Run(column.heading),) for column in table.columns)
    centred = tuple(Align.CENTER for _ in table.columns)
    aligns = tuple(Align(column.align) for column in table.columns)
    header = builder.row(header_cells, head_style, centred)
    rows = [piece for cells in table.rows for piece in builder.row(cells, cell_style, aligns)]
    repeated = None
    if len(header) == 1:
        repeated = _slab(replace(header[0], first=True), bond=Bond.TABLE)
    below = Bond.TABLE if rows else Bond.FREE
    slabs = [_slab(row, bond=below) for row in header]
    slabs += [_slab(row, header=repeated) for row in rows]
    slabs[0] = replace(slabs[0], content=replace(slabs[0].content, first=True))
    end = replace(slabs[-1].content, last=True)
    slabs[-1] = replace(slabs[-1], content=end, advance=end.height + layout.gap)
    return slabs


class _Rows:
    """Builds the rows of one table."""

    def __init__(self, edges: tuple[float, ...], tallest: float, set_cell: SetCell) -> None:
        """tallest: points; a taller row may be continued on the next page."""
        self._edges = edges
        self._tallest = tallest
        self._set_cell = set_cell

    def row(
        self, cells: Sequence[Runs], style: TextStyle, aligns: Sequence[Align]
    ) -> list[TableRow]:
        """Set one row; more than one piece where it is too tall to stay whole."""
        set_cells = []
        for index, align in enumerate(aligns):
            width = self._edges[index + 1] - self._edges[index] - 2 * CELL_PADDING_X
            runs = cells[index] if index < len(cells) else ()
            set_cells.append(self._set_cell(runs, style, width, align))
        tallest = max(len(lines) for lines in set_cells) or 1
        if tallest * style.leading <= self._tallest:
            return [self._piece(set_cells, style)]
        starts = range(0, tallest, _LINES_A_PIECE)
        return [
            self._piece(
                [lines[at : at + _LINES_A_PIECE] for lines in set_cells],
                style,
                opens=at == 0,
                closes=at == starts[-1],
            )
            for at in starts
        ]

    def _piece(
        self,
        set_cells: Sequence[list[SetLine]],
        style: TextStyle,
        *,
        opens: bool = True,
        closes: bool = True,
    ) -> TableRow:
        """Stack the lines; a whole row centres its cells in height, a piece starts at its top."""
        tallest = max(len(lines) for lines in set_cells) or 1
        above = CELL_PADDING_Y if opens else 0.0
        below = CELL_PADDING_Y if closes else 0.0
        half_gap = (style.leading - style.size) / 2
        cells = []
        for left, lines in zip(self._edges, set_cells, strict=False):
            spare = (tallest - len(lines)) * style.leading if opens and closes else 0.0
            top = above + half_gap + spare / 2
            tops = (top + at * style.leading for at in range(len(lines)))
            cells.append(Cell(left + CELL_PADDING_X, tuple(zip(tops, lines, strict=True))))
        height = above + tallest * style.leading + below
        return TableRow(self._edges, tuple(cells), height, closes=closes)


def _slab(
    row: TableRow, *, bond: Bond = Bond.FREE, header: Slab[TableRow] | None = None
) -> Slab[TableRow]:
    return Slab(row, row.height, row.height, on_grid=False, bond=bond, header=header)
