"""The table of 汇总分析: figures beside earlier ones, filtered by area and text, copyable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from desktop_app.services.summary import SummaryRow
from desktop_app.ui.theme import WARNING, prepare_table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMED_UNITS = 3


def _percent(row_percent: object) -> str:
    if row_percent is None:
        return ""
    return f"{row_percent:+}%"


def missing_text(names: Sequence[str]) -> str:
    """Say which units are missing, the first few by name."""
    more = f"等{len(names)}个" if len(names) > _NAMED_UNITS else ""
    return "、".join(names[:_NAMED_UNITS]) + more


COLUMNS: tuple[tuple[str, int, bool, Callable[[SummaryRow], str]], ...] = (
    ("工作领域", 88, False, lambda row: row.area),
    ("指标", 200, False, lambda row: row.label),
    ("单位", 58, False, lambda row: row.counter),
    ("本季度", 88, True, lambda row: row.text(row.value)),
    ("上季度", 88, True, lambda row: row.text(row.previous.base)),
    ("增减", 104, True, lambda row: row.difference_text(row.previous)),
    ("增减幅度", 80, True, lambda row: _percent(row.previous.percent)),
    ("去年同期", 88, True, lambda row: row.text(row.last_year.base)),
    ("同比增减", 104, True, lambda row: row.difference_text(row.last_year)),
    ("同比幅度", 80, True, lambda row: _percent(row.last_year.percent)),
    ("缺报单位", 0, False, lambda row: missing_text(row.missing)),
)
"""Heading, width in px at 14 px type (0: what is left), aligned right, text."""


class SummaryModel(QAbstractTableModel):
    """One row a figure."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows: list[SummaryRow] = []

    def show_rows(self, rows: Sequence[SummaryRow]) -> None:
        """Show these figures; the cursor stays where they are the same ones."""
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
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][2]:
            return _RIGHT
        return COLUMNS[section][0] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Dispatch by role."""
        row = self._rows[index.row()]
        heading, _width, is_right, text = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and is_right:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and row.missing and heading == "缺报单位":
            return QColor(WARNING)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "、".join(row.missing) if heading == "缺报单位" else row.definition
        return None


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
        for column, (_heading, width, _right, _text) in enumerate(COLUMNS):
            if width:
                header.resizeSection(column, round(width * max(scale, 1)))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(50)

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
        lines = ["\t".join(column[0] for column in COLUMNS)]
        for number in numbers:
            row = self.figures.row(number)
            assert row is not None
            cells = [text(row) for _heading, _width, _right, text in COLUMNS[:-1]]
            lines.append("\t".join((*cells, "、".join(row.missing))))
        return "\n".join(lines)

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
