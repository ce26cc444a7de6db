"""Units × figures as a table to type into; the last row holds the totals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.errors import Refusal
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.services.workbench import Matrix, MatrixCell
from desktop_app.ui import theme

Index = QModelIndex | QPersistentModelIndex
Typed = Callable[[str, str, object], None]
"""Takes (unit, figure key, what was typed); a refusal passes through."""


class MatrixModel(QAbstractTableModel):
    """problem: why the last typing was refused, "" when it was not."""

    def __init__(self, typed: Typed) -> None:
        """typed: writes a cell."""
        super().__init__()
        self._typed = typed
        self._matrix = Matrix((), (), {})
        self._total_name = "合计"
        self.problem = ""

    def show_matrix(self, matrix: Matrix, total_name: str = "合计") -> None:
        """Show another state; rows and columns that stayed keep their selection.

        total_name: what the last row is called.
        """
        self._total_name = total_name
        if _names(matrix) == _names(self._matrix):
            self._matrix = matrix
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._matrix = matrix
        self.endResetModel()

    @property
    def figures(self) -> tuple[FigureValue, ...]:
        """The columns."""
        return self._matrix.figures

    @property
    def has_missing(self) -> bool:
        """Whether any total lacks a unit."""
        return any(figure.missing for figure in self._matrix.figures)

    def unit_at(self, row: int) -> str:
        """Return the unit of a row, "" for the totals."""
        return self._matrix.units[row].name if row < len(self._matrix.units) else ""

    def is_doubled(self, unit: str, figure: str) -> bool:
        """Whether a unit's subtotal and its single rows are both counted."""
        cell = self._matrix.cells.get((unit, figure))
        return cell is not None and cell.is_doubled

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Units and the totals."""
        return 0 if parent.isValid() or not self._matrix.units else len(self._matrix.units) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Figures."""
        return 0 if parent.isValid() else len(self._matrix.figures)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Figure labels with their counters above, unit names at the left."""
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.unit_at(section) or self._total_name
            return None
        figure = self._matrix.figures[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_two_lines(figure.label)}\n（{figure.counter}）"
        return figure.definition if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell but the totals can be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.unit_at(index.row()) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure = self._matrix.figures[index.column()]
        unit = self.unit_at(index.row())
        if not unit:
            return self._total(figure, role)
        return self._cell(figure, self._matrix.cells[unit, figure.key], role)

    def _cell(self, figure: FigureValue, cell: MatrixCell, role: int) -> Any:  # noqa: ANN401 - Qt's way
        if role == Qt.ItemDataRole.DisplayRole:
            return "零" if cell.is_nil and not cell.value else _shown(figure, cell.value)
        if role == Qt.ItemDataRole.EditRole:
            return _shown(figure, cell.typed)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.WARNING_TINT) if cell.is_doubled else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.MUTED) if cell.typed is None else None
        return _explained(figure, cell) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Write what was typed; a refusal is kept in `problem` and nothing is written."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.problem = ""
        if str(value or "") == str(self.data(index, Qt.ItemDataRole.EditRole) or ""):
            return True
        figure = self._matrix.figures[index.column()]
        try:
            self._typed(self.unit_at(index.row()), figure.key, value)
        except Refusal as refusal:
            self.problem = str(refusal)
            return False
        return True

    def _total(self, figure: FigureValue, role: int) -> Any:  # noqa: ANN401 - Qt's way
        if role == Qt.ItemDataRole.DisplayRole:
            missing = f"\n缺{len(figure.missing)}{figure.partial_kind}" if figure.missing else ""
            return _shown(figure, figure.value) + missing
        if role == Qt.ItemDataRole.ForegroundRole and figure.missing:
            return QColor(theme.WARNING)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.HEADER)
        if role == Qt.ItemDataRole.ToolTipRole and figure.missing:
            return f"缺{len(figure.missing)}{figure.partial_kind}：{'、'.join(figure.missing)}"
        return None


def _names(matrix: Matrix) -> tuple[list[str], list[str]]:
    """Return the names of rows and columns."""
    return [unit.name for unit in matrix.units], [figure.key for figure in matrix.figures]


def _shown(figure: FigureValue, value: FigureContent) -> str:
    """Show a number; unknown shows nothing, never 0."""
    if isinstance(value, int | Decimal):
        return counted_number(value, figure.decimals, figure.counter)
    return ""


def _two_lines(label: str) -> str:
    """Break a long label in the middle, so that the column stays narrow."""
    if len(label) <= 5:
        return label
    middle = (len(label) + 1) // 2
    return f"{label[:middle]}\n{label[middle:]}"


def _explained(figure: FigureValue, cell: MatrixCell) -> str:
    if cell.is_doubled:
        return "既填了合计数，台账里又有单次记录，两边都算进去了；请保留一种。"
    if cell.is_nil and not cell.value:
        return "零报告"
    if cell.typed is None and cell.has_events:
        return "由台账里的单次记录合计；在这里填写会另加一个合计数。"
    return "还没有报" if cell.is_missing else figure.definition
