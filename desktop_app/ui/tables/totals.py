"""The totals under a table: one row that follows the columns above it and never scrolls away."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QScrollBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.tables.ledger_model import LedgerModel
from desktop_app.ui.tables.ledger_view import LedgerView
from desktop_app.ui.tables.wording import cell_text

Totals = Mapping[str, Decimal | int | None]
Index = QModelIndex | QPersistentModelIndex


class TotalsModel(QAbstractTableModel):
    """One row of totals over the columns of a ledger."""

    def __init__(self, ledger: LedgerModel) -> None:
        """Start without totals."""
        super().__init__()
        self._columns = ledger.columns
        self._totals: Totals = {}
        self._label_column = 0

    def show_totals(self, totals: Totals, label_column: int) -> None:
        """Show totals by field name; the word 合计 stands in the first column on screen."""
        self._totals, self._label_column = totals, label_column
        self.dataChanged.emit(self.index(0, 0), self.index(0, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """One row."""
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """As many columns as the table has."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Return a total, aligned as the numbers above it."""
        field = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == self._label_column:
                return "合计"
            # A number without a counter, such as a place in an order, adds up to nothing.
            return cell_text(self._totals.get(field.name), field) if field.counter else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if field.is_number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.HEADER)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None


class TotalsView(QTableView):
    """Shows the one row, without a header and without a life of its own."""

    def __init__(self, model: TotalsModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self.setModel(model)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit()

    def fit(self) -> None:
        """Take the height of one row in the present size of type."""
        theme.prepare_table(self)
        self.setFixedHeight(theme.row_height(self) + 2)


class LedgerTable(QWidget):
    """A ledger's table with its totals."""

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        """Lay the two out; the totals follow widths, order and scrolling of the table."""
        super().__init__(parent)
        self.view = LedgerView(model, self)
        self._totals = TotalsModel(model)
        self.totals_view = TotalsView(self._totals, self)
        # As wide as the scroll bar above, so that both scroll alike to their ends.
        self._room = QWidget(self)
        under_table = QHBoxLayout()
        under_table.addWidget(self.totals_view)
        under_table.addWidget(self._room)
        under_table.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(under_table)
        header, under = self.view.horizontalHeader(), self.totals_view.horizontalHeader()
        under.setSectionsMovable(True)
        header.sectionResized.connect(lambda section, _old, new: self._resize(section, new))
        header.sectionMoved.connect(lambda _logical, old, new: under.moveSection(old, new))
        for column in range(header.count()):
            self._resize(column, header.sectionSize(column))
        across = self.view.horizontalScrollBar()
        across.valueChanged.connect(self.totals_view.horizontalScrollBar().setValue)
        self.view.verticalScrollBar().rangeChanged.connect(self._follow_bar)
        self._follow_bar()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the measures of another size of type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.view.fit()
            self.totals_view.fit()

    def show_totals(self, totals: Totals) -> None:
        """Show totals by field name."""
        header = self.view.horizontalHeader()
        shown = [
            header.logicalIndex(place)
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        ]
        self._totals.show_totals(totals, shown[0] if shown else 0)

    def totals(self) -> dict[str, str]:
        """Return what is shown, field name → text."""
        texts = {}
        for column, field in enumerate(self.view.model_columns):
            texts[field.name] = str(self._totals.data(self._totals.index(0, column)))
        return texts

    def _resize(self, column: int, width: int) -> None:
        self.totals_view.setColumnHidden(column, width == 0)
        if width:
            self.totals_view.setColumnWidth(column, width)

    def _follow_bar(self) -> None:
        bar: QScrollBar = self.view.verticalScrollBar()
        needed = bar.maximum() > bar.minimum()
        self._room.setFixedWidth(bar.sizeHint().width() if needed else 0)
