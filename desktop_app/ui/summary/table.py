"""The table of 汇总分析: figures beside earlier ones, filtered by area and text, copyable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from desktop_app.core.periods import Period
from desktop_app.services.summary.service import SummaryRow
from desktop_app.services.summary.table import COLUMNS, columns_of, heading, table_text
from desktop_app.ui.theme import WARNING, prepare_table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMED_UNITS = 3


WIDTHS = {
    "area": 88,
    "label": 200,
    "counter": 58,
    "now": 88,
    "before": 88,
    "change": 104,
    "rate": 80,
    "year_ago": 88,
    "year_change": 104,
    "year_rate": 80,
    "missing": 0,
}
"""Of a column in px at 14 px type; 0: what is left."""


def missing_text(names: Sequence[str]) -> str:
    """Say which units are missing, the first few by name."""
    more = f"等{len(names)}个" if len(names) > _NAMED_UNITS else ""
    return "、".join(names[:_NAMED_UNITS]) + more


class SummaryModel(QAbstractTableModel):
    """One row a figure."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows: list[SummaryRow] = []
        self._period: Period | None = None

    @property
    def period(self) -> Period | None:
        """The quarter, half-year or year that is shown."""
        return self._period

    def show_rows(self, rows: Sequence[SummaryRow], period: Period) -> None:
        """Show these figures of a period; the cursor stays where they are the same ones."""
        if period != self._period:
            self._period = period
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = list(rows)
            if rows:
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> SummaryRow | None:
        """Return a figure, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: str) -> int:
        """Return the row of a figure, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many figures."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings; over numbers they stand right too."""
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return _RIGHT
        if role == Qt.ItemDataRole.DisplayRole and self._period is not None:
            return heading(column, self._period)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Dispatch by role."""
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        is_missing = column.key == "missing"
        if role == Qt.ItemDataRole.DisplayRole:
            return missing_text(row.missing) if is_missing else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and row.missing and is_missing:
            return QColor(WARNING)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(row) if is_missing else self._explained(row)
        return None

    def _explained(self, row: SummaryRow) -> str:
        """Say what a figure counts, and over several quarters how they are put together."""
        if self._period is None or self._period.is_quarter:
            return row.definition
        return f"{row.definition}；{row.over}"


class SummaryTable(QTableView):
    """The table; copies the marked rows, or all of them, as a spreadsheet takes them."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.figures = SummaryModel()
        self.setModel(self.figures)
        prepare_table(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        scale = self.fontMetrics().height() / 20
        for place, column in enumerate(COLUMNS):
            width = WIDTHS[column.key]
            if width:
                header.resizeSection(place, round(width * max(scale, 1)))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(50)

    def show_rows(self, rows: Sequence[SummaryRow], period: Period) -> None:
        """Show figures of a period, without the columns that would say the same twice."""
        self.figures.show_rows(rows, period)
        shown = columns_of(period)
        for place, column in enumerate(COLUMNS):
            self.setColumnHidden(place, column not in shown)

    def marked(self) -> list[SummaryRow]:
        """Return the figure under the cursor, then the others that are marked, in their order."""
        current = self.current()
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        others = [row for number in numbers if (row := self.figures.row(number)) is not None]
        return [current, *(row for row in others if row.key != current.key)] if current else []

    def current(self) -> SummaryRow | None:
        """Return the figure under the cursor."""
        return self.figures.row(self.currentIndex().row())

    def choose(self, key: str) -> None:
        """Put the cursor on a figure, or on the first one where it is not shown."""
        number = max(self.figures.number_of(key), 0)
        if self.currentIndex().row() != number and self.figures.rowCount():
            self.selectRow(number)

    def text(self, *, marked_only: bool = False) -> str:
        """Return heading and rows, cells parted by tabs."""
        marked = sorted(index.row() for index in self.selectionModel().selectedRows())
        numbers = marked if marked_only and len(marked) > 1 else range(self.figures.rowCount())
        rows = [row for number in numbers if (row := self.figures.row(number)) is not None]
        return table_text(rows, self.figures.period) if self.figures.period else ""

    def copy(self, *, marked_only: bool = False) -> int:
        """Put the table onto the clipboard and return how many figures it has."""
        text = self.text(marked_only=marked_only)
        QApplication.clipboard().setText(text)
        return text.count("\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy with Ctrl+C: the marked rows, or with one marked all of them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(marked_only=True)
        else:
            super().keyPressEvent(event)
