"""A sheet to look at and to choose cells in: merged cells, widths, chips for what is mapped."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.records import FormView
from desktop_app.ui import theme
from desktop_app.ui.upper_forms.grid_model import COLOURS, STATE_ROLE, CellState, GridModel

Index = QModelIndex | QPersistentModelIndex
_NARROWEST, _WIDEST, _HIGHEST = 34, 420, 240
_PIXELS_A_POINT = 4 / 3
_PADDING, _GAP, _RADIUS = 4, 2, 4
PICK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_FORGET = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _CellDelegate(QStyledItemDelegate):
    """Draws the text of the form plainly, what is filled in as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        box: QRect = option.rect  # type: ignore[attr-defined] # PySide's stubs leave it out
        state = index.data(STATE_ROLE)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(box, ground)
        if state == CellState.OPEN:
            painter.fillRect(box, QColor(theme.NOTE))
        if is_chosen:
            painter.fillRect(box, QColor(theme.TINT))
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        ink = QColor(theme.DISABLED if state == CellState.FORMULA else theme.TEXT)
        if state in COLOURS:
            ink = self._chip(painter, box, state)
        self._text(painter, box, index, ink)
        if is_chosen:
            has_focus = option.state & QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
            painter.setPen(QPen(QColor(theme.ACCENT), 2 if has_focus else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _chip(self, painter: QPainter, box: QRect, state: CellState) -> QColor:
        """Draw the ground of a chip and return the colour of its text."""
        ground, edge, ink = COLOURS[state]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(edge), 1)
        if state == CellState.PROPOSED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(_GAP, _GAP, -_GAP, -_GAP), _RADIUS, _RADIUS)
        return QColor(ink)

    def _text(self, painter: QPainter, box: QRect, index: Index, ink: QColor) -> None:
        """Draw the text, on several lines where there is room, else cut with an ellipsis."""
        text = str(index.data() or "")
        inner = box.adjusted(_PADDING, 1, -_PADDING, -1)
        flags = int(index.data(Qt.ItemDataRole.TextAlignmentRole))
        metrics = QFontMetrics(painter.font())
        wrapped = flags | int(Qt.TextFlag.TextWordWrap)
        painter.setPen(ink)
        needed = metrics.boundingRect(inner, wrapped, text)
        if needed.height() <= inner.height() and needed.width() <= inner.width():
            painter.drawText(inner, wrapped, text)
            return
        line = " ".join(text.split())
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, flags, shown)


class GridView(QTableView):
    """chosen: another cell has the cursor. picking: the cursor's cell is to take a figure.

    forgetting, accepting: what was mapped in, or is proposed for, the selected cells.
    going_on: to the next cell that waits for an answer.
    """

    chosen = Signal()
    picking = Signal()
    forgetting = Signal()
    accepting = Signal()
    going_on = Signal()

    def __init__(self) -> None:
        """Empty until something is shown."""
        super().__init__()
        self.cells = GridModel()
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName("表格")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(0)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            header.setHighlightSections(True)
        self.doubleClicked.connect(self.picking)
        self.selectionModel().currentChanged.connect(self.chosen)

    def show_sheet(self, view: FormView | None, grid: Grid) -> None:
        """Show a sheet; the cursor stays where it was where the sheet is the same."""
        same = self.cells.grid.title == grid.title
        place = self.place() if same else None
        scroll = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.cells.show_sheet(view, grid, self.font())
        self._lay_out(grid)
        if place and grid.holds(place):
            self.go_to(place)
            self.horizontalScrollBar().setValue(scroll[0])
            self.verticalScrollBar().setValue(scroll[1])

    def place(self) -> Place | None:
        """Return the cell that has the cursor, None where none has."""
        index = self.currentIndex()
        return self.cells.place(index) if index.isValid() else None

    def places(self) -> list[Place]:
        """Return the selected cells in reading order."""
        return sorted({self.cells.place(index) for index in self.selectedIndexes()})

    def go_to(self, place: Place) -> None:
        """Put the cursor on a cell."""
        index = self.cells.index_of(place)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and F2 pick a figure, Space accepts the proposal, Delete forgets, F3 goes on."""
        if event.key() in PICK_KEYS:
            self.picking.emit()
        elif event.key() in _FORGET:
            self.forgetting.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.accepting.emit()
        elif event.key() == Qt.Key.Key_F3:
            self.going_on.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out(self.cells.grid)

    def _lay_out(self, grid: Grid) -> None:
        """Give rows and columns the sheet's sizes, in the window's type, and merge its cells."""
        metrics = self.fontMetrics()
        letter, line = metrics.horizontalAdvance("0"), metrics.height()
        self.clearSpans()
        self.verticalHeader().setFixedWidth(metrics.horizontalAdvance("0") * 4 + 8)
        for column in range(1, grid.columns + 1):
            width = round(grid.widths.get(column, grid.usual_width) * letter + 2 * _PADDING)
            self.setColumnHidden(column - 1, column in grid.hidden_columns)
            self.setColumnWidth(column - 1, min(max(width, _NARROWEST), _WIDEST))
        scale = line / 19 * _PIXELS_A_POINT  # a line of ordinary type is 19 px high
        for row in range(1, grid.rows + 1):
            height = round(grid.heights.get(row, grid.usual_height) * scale)
            if row not in grid.heights:
                height = max(height, self._wanted_height(grid, row))
            self.setRowHidden(row - 1, row in grid.hidden_rows)
            self.setRowHeight(row - 1, min(max(height, line + 12), _HIGHEST))
        for span in grid.spans:
            rows = min(span.bottom, grid.rows) - span.top + 1
            columns = min(span.right, grid.columns) - span.left + 1
            if rows > 1 or columns > 1:
                self.setSpan(span.top - 1, span.left - 1, rows, columns)

    def _wanted_height(self, grid: Grid, row: int) -> int:
        """Return how high a row must be for its wrapped texts, as a worksheet makes it."""
        wrapped = int(Qt.TextFlag.TextWordWrap)
        found = 0
        for column in range(1, grid.columns + 1):
            cell, span = grid.cell((row, column)), grid.span((row, column))
            if cell.text and cell.look.wrap and span.top == span.bottom and span.left == column:
                width = sum(map(self.columnWidth, range(span.left - 1, span.right)))
                index = self.cells.index_of((row, column))
                metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
                room = QRect(0, 0, width - 2 * _PADDING - 1, _HIGHEST)
                found = max(found, metrics.boundingRect(room, wrapped, cell.text).height())
        return found + 8 if found else 0
