"""Units × figures as a table to type into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import CellValue, FigureValue
from desktop_app.core.specs import FieldSpec
from desktop_app.services.workbench.estimates import ABOUT
from desktop_app.services.workbench.matrix import CellKey, Matrix, MatrixCell
from desktop_app.ui import theme
from desktop_app.ui.tables.grid_model import NO_INDEX, Cell, GridModel, Index
from desktop_app.ui.tables.totals import Total
from desktop_app.ui.tables.wording import cell_text
from desktop_app.ui.workbench.matrix_words import (
    cell_words,
    explanation,
    number_text,
    places_of,
    total_of,
)

Typed = Callable[[Mapping[CellKey, object], str], str]
"""Takes cells → what was typed, and the step's name; "" or why it was refused."""


class MatrixModel(GridModel):
    """A row a unit, a column a figure."""

    def __init__(self, typed: Typed) -> None:
        """typed: writes cells."""
        super().__init__()
        self._typed = typed
        self._matrix = Matrix((), (), {})
        self._lines: Mapping[str, str] = {}
        self._places: Mapping[str, int] = {}

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another state; rows and columns that stayed keep their selection."""
        self._places = {figure.key: places_of(figure, matrix) for figure in matrix.figures}
        if _names(matrix) == _names(self._matrix):
            self._matrix = matrix
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._matrix = matrix
        self.endResetModel()

    def has_lines(self, labels: Sequence[str]) -> bool:
        """Whether it is known how each of the labels is broken."""
        return all(label in self._lines for label in labels)

    def show_lines(self, lines: Mapping[str, str]) -> None:
        """Break headings: label → the same in lines."""
        self._lines = lines
        if self.columnCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @property
    def figures(self) -> tuple[FigureValue, ...]:
        """The columns."""
        return self._matrix.figures

    @property
    def units(self) -> tuple[str, ...]:
        """The rows."""
        return tuple(unit.name for unit in self._matrix.units)

    @property
    def estimates(self) -> frozenset[CellKey]:
        """The cells that show an estimate."""
        return self._matrix.estimates

    def is_doubled(self, unit: str, figure: str) -> bool:
        """Whether a unit's subtotal and its single rows are both counted."""
        cell = self._matrix.cells.get((unit, figure))
        return cell is not None and cell.is_doubled

    def by_hand(self, unit: str, figure: str) -> str:
        """Return why a cell's number was given by hand, "" where it follows from the rows."""
        cell = self._matrix.cells.get((unit, figure))
        return cell.reason if cell else ""

    def shown(self, unit: str, figure: str) -> str:
        """Return what is seen in a cell."""
        row = self.units.index(unit)
        column = next(at for at, found in enumerate(self.figures) if found.key == figure)
        return str(self.index(row, column).data())

    def first_gap(self) -> Cell | None:
        """Return the first cell, unit by unit, of a unit that should report and did not."""
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                if self._cell(row, column).is_missing:
                    return Cell(row, column)
        return None

    def key(self, row: int, column: int) -> CellKey:
        """Return the unit and figure of a cell."""
        return self._matrix.units[row].name, self._matrix.figures[column].key

    def totals(self) -> dict[int, Total]:
        """Return what stands under each column: the value of all, and who lacks in it."""
        reasons = self._matrix.reasons
        return {
            column: total_of(figure, self._places[figure.key], reasons.get(figure.key, ""))
            for column, figure in enumerate(self.figures)
        }

    # ── the grid's questions ─────────────────────────────────────────────────────────────────────

    def editable_field(self, column: int) -> FieldSpec:
        """Return what may be typed for a figure."""
        return self._matrix.fields[self._matrix.figures[column].key]

    def value(self, row: int, column: int) -> CellValue:
        """Return what was typed as the unit's total; numbers that single rows give are none."""
        typed = self._cell(row, column).typed
        return None if isinstance(typed, tuple) else typed

    def shown_value(self, row: int, column: int) -> CellValue:
        """Return the number that is seen, wherever it comes from."""
        value = self._cell(row, column).value
        return None if isinstance(value, tuple) else value

    def marked(self, row: int, column: int, value: CellValue) -> CellValue:
        """Return a number of a cell as one would type it: 约20 for an estimate."""
        if isinstance(value, int | Decimal) and self.key(row, column) in self._matrix.estimates:
            return f"{ABOUT}{plain_number(value)}"
        return value

    def write_cells(self, typed: Mapping[Cell, object], step_name: str) -> bool:
        """Write the subtotals of many cells in one step."""
        keys = {self.key(cell.row, cell.column): value for cell, value in typed.items()}
        self.reason = self._typed(keys, f"{step_name}工作台{len(keys)}格")
        return not self.reason

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Write what was typed; a refusal is kept in `reason` and nothing is written."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.reason = ""
        typed = "" if value is None else str(value)
        if typed != cell_text(self.value(index.row(), index.column())):
            self.reason = self._typed({self.key(index.row(), index.column()): value}, "")
        return not self.reason

    # ── Qt's questions ───────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Units."""
        return 0 if parent.isValid() else len(self._matrix.units)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Figures."""
        return 0 if parent.isValid() else len(self._matrix.figures)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Figure labels with their counters above, unit names at the left."""
        if orientation is Qt.Orientation.Vertical:
            return self.units[section] if role == Qt.ItemDataRole.DisplayRole else None
        figure = self._matrix.figures[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._lines.get(figure.label, figure.label)}\n（{figure.counter}）"
        return figure.definition if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure, cell = self._matrix.figures[index.column()], self._cell(index.row(), index.column())
        is_estimate = self.key(index.row(), index.column()) in self._matrix.estimates
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(figure, cell, self._places[figure.key], is_estimate=is_estimate)
        if role == Qt.ItemDataRole.EditRole:
            return number_text(figure, cell.typed)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.WARNING_TINT) if cell.is_doubled else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(cell)
        is_asked = role == Qt.ItemDataRole.ToolTipRole
        return explanation(figure, cell, is_estimate=is_estimate) if is_asked else None

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _cell(self, row: int, column: int) -> MatrixCell:
        return self._matrix.cells[self.key(row, column)]


def _names(matrix: Matrix) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of rows and columns."""
    return [unit.name for unit in matrix.units], [figure.key for figure in matrix.figures]


def _colour(cell: MatrixCell) -> QColor | None:
    """Return the colour of a number: grey where it was not typed here, brown where by hand."""
    if cell.reason:
        return QColor(theme.WARNING)
    return QColor(theme.MUTED) if cell.typed is None else None
