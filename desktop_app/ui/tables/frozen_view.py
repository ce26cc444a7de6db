"""A table whose first columns stay in view, for the eye, the mouse and the editors alike."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.ui.tables.frozen import FrozenColumns
from desktop_app.ui.tables.grid_model import Index

_Hint = QAbstractItemView.ScrollHint


class FrozenView(QTableView):
    """Tells Qt where cells are seen, and which is seen at a place.

    frozen: the columns that stay.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Freeze nothing yet."""
        super().__init__(parent)
        self.frozen = FrozenColumns(self)

    def column_left(self, column: int) -> int:
        """Return where a column begins on screen, in px of the viewport."""
        left = self.frozen.left_of(column)
        return self.columnViewportPosition(column) if left is None else left

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Return where a cell is seen: editors open there."""
        rect = super().visualRect(index)
        left = self.frozen.left_of(index.column())
        if left is not None:
            rect.moveLeft(left)
        return rect

    def indexAt(self, place: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """Return the cell that is seen at a place."""
        column = self.frozen.column_at(place.x())
        if column is None:
            return super().indexAt(place)
        return self.model().index(self.rowAt(place.y()), column)

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible
    ) -> None:
        """Bring a cell into view, beside the frozen columns rather than beneath."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() in self.frozen.columns():
            across.setValue(before)
            return
        hidden = self.frozen.width - self.columnViewportPosition(index.column())
        if hidden > 0 and self.frozen.is_floating:
            across.setValue(across.value() - hidden)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what stays over what scrolls."""
        super().paintEvent(event)
        if self.frozen.is_floating:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            self.frozen.paint(event, option)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Paint anew when scrolled sideways: Qt would move what stays along."""
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen.count:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Paint what stays anew: Qt looks for it where it would have scrolled to."""
        super().selectionChanged(selected, deselected)
        if self.frozen.is_floating:
            self.viewport().update(0, 0, self.frozen.width, self.viewport().height())
