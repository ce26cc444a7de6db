"""The first columns of a wide grid stay in view when it is scrolled sideways.

They are painted over what scrolls beneath; there is one view, one cursor and one selection.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from desktop_app.ui import theme

_LARGEST_SHARE = 0.5  # of the width: something must be left to scroll


class FrozenColumns:
    """Knows which columns stay and where they stand.

    count: how many of the first columns, as they stand on screen, hidden ones left out.
    """

    def __init__(self, view: QTableView) -> None:
        """Freeze nothing yet."""
        self._view = view
        self.count = 0

    @property
    def is_floating(self) -> bool:
        """Whether something is scrolled beneath the columns."""
        return self.count > 0 and self._view.horizontalScrollBar().value() > 0

    @property
    def width(self) -> int:
        """How wide they are together."""
        return sum(self._view.columnWidth(column) for column in self.columns())

    def columns(self) -> list[int]:
        """Return the columns that stay: so many that half of the width is left to scroll."""
        header = self._view.horizontalHeader()
        room = self._view.viewport().width() * _LARGEST_SHARE
        found: list[int] = []
        for place in range(header.count()):
            column = header.logicalIndex(place)
            if header.isSectionHidden(column):
                continue
            room -= header.sectionSize(column)
            if len(found) == self.count or room < 0:
                break
            found.append(column)
        return found

    def left_of(self, column: int) -> int | None:
        """Return where a column stands while others are scrolled beneath it, else None."""
        if not self.is_floating:
            return None
        return next((left for found, left in self._places() if found == column), None)

    def column_at(self, x: int) -> int | None:
        """Return the column that stays at a place, None where others scroll."""
        if not self.is_floating or x < 0:
            return None
        for column, left in self._places():
            if x < left + self._view.columnWidth(column):
                return column
        return None

    def paint(self, event: QPaintEvent, option: QStyleOptionViewItem) -> None:
        """Paint the cells over what scrolls beneath; option: as the view begins to draw a cell."""
        view, model = self._view, self._view.model()
        columns = list(self._places())
        area = QRect(0, 0, self.width, view.viewport().height())
        if not columns or not event.region().intersects(area):
            return
        painter = QPainter(view.viewport())
        painter.setClipRegion(event.region() & area)
        painter.fillRect(area, QColor(theme.SURFACE))
        selection, current = view.selectionModel(), view.currentIndex()
        selected, focus = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
        plain = option.state  # type: ignore[attr-defined] # the stubs lack it
        for row in self._rows():
            top, height = view.rowViewportPosition(row), view.rowHeight(row)
            for column, left in columns:
                index = model.index(row, column)
                rect = QRect(left, top, view.columnWidth(column), height)
                if row % 2 and view.alternatingRowColors():
                    painter.fillRect(rect, QColor(theme.STRIPE))
                state = plain | selected if selection.isSelected(index) else plain
                state = state | focus if index == current and view.hasFocus() else state
                option.rect = rect.adjusted(0, 0, -1, -1)  # type: ignore[attr-defined]
                option.state = state  # type: ignore[attr-defined]
                view.itemDelegateForIndex(index).paint(painter, option, index)
                painter.setPen(QColor(theme.LINE))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
                painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.MUTED))
        painter.drawLine(area.topRight(), area.bottomRight())

    def _places(self) -> Iterator[tuple[int, int]]:
        left = 0
        for column in self.columns():
            yield column, left
            left += self._view.columnWidth(column)

    def _rows(self) -> range:
        view = self._view
        first = view.rowAt(0)
        last = view.rowAt(view.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1)
