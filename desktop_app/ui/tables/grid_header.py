"""The headings of a grid: they break between words, keep the frozen columns, mark the filtered."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QIcon, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui import theme
from desktop_app.ui.tables.frozen import FrozenColumns

_MARK = 16  # px that the funnel takes at the right of a heading


class GridHeader(QHeaderView):
    """Sections that can be dragged wider and elsewhere; the funnel opens the filter of a column.

    arranged: the user dragged sections wider (the set of their columns) or elsewhere (the empty
    set). filter_wanted: the funnel of a column
    was clicked. menu_wanted: a column was clicked with the right button, and where on the screen.
    """

    arranged = Signal(set)
    filter_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, frozen: FrozenColumns, parent: QWidget) -> None:
        """frozen: the columns that stay in view."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._frozen = frozen
        self._filtered: Collection[int] = frozenset()
        self._funnel_at = -1
        self._offers_filters = False
        self._is_pressed = self._was_moved = False
        self._resized: set[int] = set()
        self._shift = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.sectionResized.connect(self._note_width)
        self.sectionMoved.connect(self._note_place)
        self.sectionHandleDoubleClicked.connect(lambda column: self.arranged.emit({column}))

    def offer_filters(self) -> None:
        """Let the funnels be seen and clicked."""
        self._offers_filters = True

    def show_filtered(self, columns: Collection[int]) -> None:
        """Mark the columns that are narrowed down."""
        self._filtered = columns
        self.viewport().update()

    def funnel_rect(self, column: int) -> QRect:
        """Return where the funnel of a column stands, in px of the header."""
        left = self._left(column)
        right = left + self.sectionSize(column) - 3
        return QRect(right - _MARK, (self.height() - _MARK) // 2, _MARK, _MARK)

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the frozen headings over those that scroll."""
        super().paintEvent(event)
        if not self._frozen.is_floating:
            return
        painter = QPainter(self.viewport())
        for column in self._frozen.columns():
            left = self._left(column)
            rect = QRect(left, 0, self.sectionSize(column), self.height())
            painter.fillRect(rect, QColor(theme.HEADER))
            self.paintSection(painter, rect, column)
        painter.setPen(QColor(theme.MUTED))
        painter.drawLine(self._frozen.width - 1, 0, self._frozen.width - 1, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """Paint a heading, with its funnel where the mouse is or the column is narrowed down."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        is_on = logicalIndex in self._filtered
        if not is_on and (logicalIndex != self._funnel_at or not self._offers_filters):
            return
        place = self.funnel_rect(logicalIndex)
        place.moveLeft(rect.right() - 3 - _MARK)
        painter.save()
        ground = QColor(theme.TINT if is_on else theme.HEADER)
        painter.fillRect(place.adjusted(-2, -3, 2, 3), ground)
        _funnel(is_on=is_on).paint(painter, place)
        painter.restore()

    # ── the mouse ────────────────────────────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a drag, or open the filter; frozen headings are reached where they are seen."""
        place = event.position().toPoint()
        column = self.column_at(place)
        self._shift = 0
        if self._frozen.column_at(place.x()) is not None:
            self._shift = self._left(column) - self.sectionViewportPosition(column)
        if (
            self._offers_filters
            and event.button() is Qt.MouseButton.LeftButton
            and column >= 0
            and self.funnel_rect(column).contains(place)
            and column in {self._funnel_at, *self._filtered}
        ):
            self.filter_wanted.emit(column)
            return
        self._is_pressed = True
        super().mousePressEvent(self._shifted(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag on, or show the funnel of the heading under the mouse."""
        if not event.buttons():
            self._show_funnel(self.column_at(event.position().toPoint()))
        super().mouseMoveEvent(self._shifted(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End a drag and tell it."""
        super().mouseReleaseEvent(self._shifted(event))
        self._shift, self._is_pressed = 0, False
        if self._was_moved or self._resized:
            resized, self._resized, self._was_moved = self._resized, set(), False
            self.arranged.emit(resized)

    def contextMenuEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of a column."""
        column = self.column_at(event.pos())  # type: ignore[attr-defined] # a QContextMenuEvent
        if column >= 0:
            self.menu_wanted.emit(column, event.globalPos())  # type: ignore[attr-defined]

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the funnel of the heading under the mouse."""
        super().enterEvent(event)
        self._show_funnel(self.column_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Show no funnel but those of columns that are narrowed down."""
        super().leaveEvent(event)
        self._show_funnel(-1)

    def column_at(self, place: QPoint) -> int:
        """Return the column of the heading at a place, -1 behind the last."""
        frozen = self._frozen.column_at(place.x())
        return self.logicalIndexAt(place) if frozen is None else frozen

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N802, N803 - Qt's names
        """Leave room for the funnel where there are some."""
        size = super().sectionSizeFromContents(logicalIndex)
        return QSize(size.width() + (_MARK if self._offers_filters else 0), size.height())

    def _left(self, column: int) -> int:
        left = self._frozen.left_of(column)
        return self.sectionViewportPosition(column) if left is None else left

    def _shifted(self, event: QMouseEvent) -> QMouseEvent:
        """Return the event as it would be if the frozen headings had scrolled along."""
        if not self._shift:
            return event
        place = event.position() - QPointF(self._shift, 0)
        return QMouseEvent(
            event.type(),
            place,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def _show_funnel(self, column: int) -> None:
        if column != self._funnel_at:
            self._funnel_at = column
            self.viewport().update()

    def _note_width(self, column: int, _old: int, _new: int) -> None:
        """Note a width while the mouse is pressed: the program's own come without it."""
        if self._is_pressed:
            self._resized.add(column)

    def _note_place(self, *_: int) -> None:
        self._was_moved |= self._is_pressed


@cache
def _funnel(*, is_on: bool) -> QIcon:
    return theme.icon("filter", theme.ACCENT if is_on else None)
