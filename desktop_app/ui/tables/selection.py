"""What is selected in a grid, as ranges: a hundred thousand rows are one of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.services.ledgers.columns import Statistics
from desktop_app.ui.tables.grid_keys import Block, Shape
from desktop_app.ui.tables.grid_model import Cell, GridModel

_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


class PasteTarget(NamedTuple):
    """Where a paste goes: all rows and columns from the cursor on, as they stand on screen.

    Computed columns are among them: they are copied too, and what is pasted into them is dropped.
    height, width: of the selection, over which a single value is repeated.
    """

    rows: range
    columns: list[int]
    height: int
    width: int


class GridSelection:
    """The selection of a view.

    anchor: the cell from which Shift extends it; the cursor stays there. reach: the corner that
    Shift moves.
    """

    def __init__(self, view: QTableView, model: GridModel) -> None:
        """model: what the view shows already."""
        self._view = view
        self._model = model
        self.anchor: Cell | None = None
        self.reach: Cell | None = None

    def columns(self) -> list[int]:
        """Return the columns seen, as they stand on screen."""
        header = self._view.horizontalHeader()
        logical = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in logical if not header.isSectionHidden(column)]

    def shape(self) -> Shape:
        """Return rows and columns as one moves in them."""
        columns = self.columns()
        typed = [column for column in columns if not self._model.editable_field(column).derived]
        return Shape(self._model.rowCount(), columns, typed)

    def current(self) -> Cell | None:
        """Return where the cursor stands."""
        index = self._view.currentIndex()
        return Cell(index.row(), index.column()) if index.isValid() else None

    def ranges(self) -> list[tuple[range, list[int]]]:
        """Return what is selected as rows × columns, without what is hidden; else the cursor."""
        seen = set(self.columns())
        found = [
            (
                range(part.top(), part.bottom() + 1),
                [column for column in range(part.left(), part.right() + 1) if column in seen],
            )
            for part in list(self._view.selectionModel().selection())  # type: ignore[call-overload] # a list to Python
        ]
        here = self.current()
        if not found and here is not None:
            return [(range(here.row, here.row + 1), [here.column])]
        return found

    def count(self) -> int:
        """Return how many cells are selected."""
        return sum(len(rows) * len(columns) for rows, columns in self.ranges())

    def cells(self) -> list[Cell]:
        """Return the cells, in the order of their rows."""
        return sorted(
            Cell(row, column)
            for rows, columns in self.ranges()
            for row in rows
            for column in columns
        )

    def rows(self) -> list[int]:
        """Return the rows that it touches."""
        return sorted({row for rows, _columns in self.ranges() for row in rows})

    def parts(self) -> list[tuple[Sequence[int], list[int]]]:
        """Return rows × columns that do not overlap, as few as there can be."""
        ranges = self.ranges()
        if len(ranges) == 1:
            return [*ranges]
        rows_of: dict[int, set[int]] = {}
        for rows, columns in ranges:
            for column in columns:
                rows_of.setdefault(column, set()).update(rows)
        alike: dict[tuple[int, ...], list[int]] = {}
        for column, found in rows_of.items():
            alike.setdefault(tuple(sorted(found)), []).append(column)
        return [*alike.items()]

    def block(self) -> Block | None:
        """Return the rectangle around it; None where there is no cursor."""
        ranges = self.ranges()
        if not ranges:
            return None
        held = {column for _rows, columns in ranges for column in columns}
        return Block(
            min(rows.start for rows, _columns in ranges),
            max(rows.stop for rows, _columns in ranges) - 1,
            [column for column in self.columns() if column in held],
        )

    def paste_target(self) -> PasteTarget:
        """Return where a paste goes; without a cursor behind the last row, into all columns."""
        block, seen = self.block(), self.columns()
        if block is None:
            return PasteTarget(range(self._model.rowCount(), self._model.rowCount()), seen, 1, 1)
        behind = seen[seen.index(block.columns[0]) :]
        height = block.bottom - block.top + 1
        return PasteTarget(
            range(block.top, self._model.rowCount()), behind, height, len(block.columns)
        )

    def put(self, cell: Cell) -> None:
        """Move the cursor to a cell and select that alone."""
        self.anchor = self.reach = cell
        index = self._model.index(cell.row, cell.column)
        self._view.selectionModel().setCurrentIndex(index, _ANEW)

    def move_within(self, cell: Cell) -> None:
        """Move the cursor and leave the selection as it is."""
        index = self._model.index(cell.row, cell.column)
        self._view.selectionModel().setCurrentIndex(index, _KEEP)

    def extend(self, target: Cell) -> None:
        """Select from the anchor to a cell; the cursor stays, as in worksheets."""
        if self.anchor is None:
            self.anchor = self.current() or target
        self.span(self.anchor, target)

    def span(self, first: Cell, last: Cell) -> None:
        """Select the rectangle between two cells, as it is seen on screen."""
        columns = self.columns()
        if first.column not in columns or last.column not in columns:
            return
        self.reach = last
        left, right = sorted((columns.index(first.column), columns.index(last.column)))
        top, bottom = sorted((first.row, last.row))
        self.select_block(Block(top, bottom, columns[left : right + 1]))

    def select_block(self, block: Block) -> None:
        """Select a rectangle; columns that were moved need not stand beside each other."""
        model, selection = self._model, QItemSelection()
        for first, last in _runs(sorted(block.columns)):
            selection.select(model.index(block.top, first), model.index(block.bottom, last))
        self._view.selectionModel().select(selection, _ANEW)


def _runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Return neighbouring columns as (first, last)."""
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def statistics_text(found: Statistics) -> str:
    """Return what the status bar says of a selection: 计数 · 合计 · 平均 · 最大."""
    parts = [f"计数 {found.count:,}"]
    if found.numbers:
        mean = plain_number(Decimal(found.total) / found.numbers, 2)
        parts.append(f"合计 {plain_number(found.total)}")
        parts.append(f"平均 {mean}")
        parts.append(f"最大 {plain_number(found.largest or 0)}")
    return " · ".join(parts)
