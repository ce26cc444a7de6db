"""What a grid asks of its model: fields by column, values, and many cells written in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options
from desktop_app.services.ledgers.columns import Statistics

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Cell(NamedTuple):
    """A place in a grid; the column is the model's, wherever it stands on screen."""

    row: int
    column: int


class GridModel(QAbstractTableModel):
    """Base of the models that are typed into.

    `setData` keeps one cell, `write_cells` many in one step; both leave in `reason` why they did
    not. can_grow: whether Tab behind the last cell asks for a new row. options: the option lists
    of the quarter.
    """

    can_grow = False
    reason = ""
    options: Options = {}  # noqa: RUF012 - replaced as a whole, never changed

    # ── what a model tells ───────────────────────────────────────────────────────────────────────

    def editable_field(self, column: int) -> FieldSpec:
        """Return a column's field with the choices of the quarter."""
        raise NotImplementedError

    def value(self, row: int, column: int) -> CellValue:
        """Return what a cell holds."""
        raise NotImplementedError

    def shown_value(self, row: int, column: int) -> CellValue:
        """Return what is seen in a cell and counted with it, even if it was not typed there."""
        return self.value(row, column)

    def marked(self, row: int, column: int, value: CellValue) -> CellValue:  # noqa: ARG002 - for those that mark some
        """Return a value of a cell with the mark that stands beside it, as one would type it."""
        return value

    def write_cells(self, typed: Mapping[Cell, object], step_name: str) -> bool:
        """Keep what was typed into many cells, in one step or not at all."""
        raise NotImplementedError

    def suggestions(self, column: int) -> Sequence[str]:  # noqa: ARG002 - for those that have some
        """Return the texts that are offered while one types into a column."""
        return ()

    @property
    def draft_row(self) -> int | None:
        """Where the row stands into which nothing was typed yet."""
        return None

    # ── what follows ─────────────────────────────────────────────────────────────────────────────

    def is_typed(self, row: int, column: int) -> bool:
        """Whether a cell may be typed into."""
        return bool(self.flags(self.index(row, column)) & Qt.ItemFlag.ItemIsEditable)

    def is_flag(self, column: int) -> bool:
        """Whether the column's cells are ticked rather than typed into."""
        return self.editable_field(column).kind is FieldKind.BOOLEAN

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell holds anything; a flag that is not ticked holds nothing."""
        return holds(self.value(row, column))

    def edge(self, row: int, column: int, step: int) -> int:
        """Return the row at the edge of the data, up (-1) or down (1), as Ctrl+arrow finds it."""
        last = self.rowCount() - 1 if step > 0 else 0
        return edge_of(row, last, step, lambda at: holds(self.shown_value(at, column)))

    def statistics(self, rows: Sequence[int], columns: Sequence[int]) -> Statistics:
        """Count and add up cells."""
        return counted(self.shown_value(row, column) for row in rows for column in columns)


def edge_of(here: int, last: int, step: int, is_filled: Callable[[int], bool]) -> int:
    """Return where a run of filled cells ends, or the next one begins, between here and last."""
    if here == last:
        return here
    place = here + step
    if is_filled(here) and is_filled(place):
        while place != last and is_filled(place + step):
            place += step
        return place
    while place != last and not is_filled(place):
        place += step
    return place


def counted(values: Iterable[CellValue]) -> Statistics:
    """Count and add up values."""
    held = [value for value in values if holds(value)]
    numbers = [
        value for value in held if isinstance(value, int | Decimal) and not isinstance(value, bool)
    ]
    return Statistics(len(held), len(numbers), sum(numbers), max(numbers) if numbers else None)


def holds(value: CellValue) -> bool:
    """Whether a value is any: 0 is one, and Python's False is not."""
    return value is not None and value is not False and value != ""
