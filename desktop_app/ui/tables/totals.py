"""The totals under a grid: one row that follows the columns above it and never scrolls away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.tables.grid_view import GridView

_PADDING = 4
_AIR = 6  # px above and below two lines


@dataclass(frozen=True, slots=True)
class Total:
    """What stands under a column. note: a second line, such as 缺2村; tip: what it means."""

    text: str
    note: str = ""
    tip: str = ""
    is_number: bool = True


class TotalsRow(QWidget):
    """Paints the totals where the columns of a grid stand, frozen ones included."""

    def __init__(self, view: GridView, parent: QWidget | None = None) -> None:
        """Follow widths, order and scrolling of the grid."""
        super().__init__(parent)
        self._view = view
        self._totals: Mapping[int, Total] = {}
        self._label = "合计"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("合计")
        header = view.horizontalHeader()
        for change in (header.sectionResized, header.sectionMoved, header.sectionCountChanged):
            change.connect(lambda *_: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda *_: self.update())

    def show_totals(self, totals: Mapping[int, Total], label: str = "合计") -> None:
        """Show totals by column. label: what the row is called."""
        has_notes = self._has_notes
        self._totals, self._label = totals, label
        self.setAccessibleDescription("，".join(self.texts().values()))
        if has_notes != self._has_notes:
            self.updateGeometry()
        self.update()

    def texts(self) -> dict[int, str]:
        """Return what is shown, column → text."""
        return {
            column: "\n".join(filter(None, (total.text, total.note)))
            for column, total in self._totals.items()
        }

    def left_of(self, column: int) -> int:
        """Return where the total of a column begins, in px."""
        return self._indent + self._view.column_left(column)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One row, or two lines where something is missing, with some air below the lower one."""
        lines = 2 * self._line_height + 2 * _AIR if self._has_notes else 0
        return QSize(0, max(theme.row_height(self), lines))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the columns in view, those that stay last."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.HEADER))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        room = QRect(self._indent, 0, self._view.viewport().width(), self.height())
        painter.setClipRect(room)
        frozen = self._view.frozen.columns() if self._view.frozen.is_floating else []
        seen = self._view.picked.columns()
        for column in (*(column for column in seen if column not in frozen), *frozen):
            self._paint_total(painter, column)
        painter.setClipping(False)
        has_names = self._view.verticalHeader().isVisible()
        if has_names or (seen and seen[0] not in self._totals):
            left = 0 if has_names else self.left_of(seen[0])
            width = self._indent if has_names else self._view.columnWidth(seen[0])
            place = QRect(left, 0, width, self.height()).adjusted(_PADDING, 0, -_PADDING, 0)
            painter.setPen(QColor(theme.TEXT))
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, side, self._label)
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(0, 0, self.width(), 0)

    def event(self, event: QEvent) -> bool:
        """Explain the total under the mouse."""
        if isinstance(event, QHelpEvent):
            column = self._column_at(event.pos())
            total = self._totals.get(column) if column is not None else None
            QToolTip.showText(event.globalPos(), total.tip if total else "", self)
            return True
        return super().event(event)

    @property
    def _has_notes(self) -> bool:
        return any(total.note for total in self._totals.values())

    @property
    def _line_height(self) -> int:
        """Height of a line in bold, px: some fonts are taller in it."""
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).lineSpacing()

    @property
    def _indent(self) -> int:
        """Where the columns begin: behind the names of the rows."""
        return self._view.viewport().x()

    def _paint_total(self, painter: QPainter, column: int) -> None:
        left, width = self.left_of(column), self._view.columnWidth(column)
        place = QRect(left, 0, width, self.height())
        painter.fillRect(place, QColor(theme.HEADER))
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(place.topRight(), place.bottomRight())
        total = self._totals.get(column)
        if total is None:
            return
        side = Qt.AlignmentFlag.AlignRight if total.is_number else Qt.AlignmentFlag.AlignLeft
        place.adjust(_PADDING, 0, -_PADDING, 0)
        lines = [(total.text, theme.TEXT), (total.note, theme.WARNING)]
        seen = [(text, colour) for text, colour in lines if text]
        height = self._line_height
        top = (self.height() - len(seen) * height) // 2
        for line, (text, colour) in enumerate(seen):
            painter.setPen(QColor(colour))
            room = QRect(place.left(), top + line * height, place.width(), height)
            right = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, right, room.width())
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _column_at(self, place: QPoint) -> int | None:
        index = self._view.indexAt(QPoint(place.x() - self._indent, 1))
        return index.column() if index.isValid() else None


Row = TypeVar("Row", bound=TotalsRow)


class GridWithTotals(QWidget, Generic[Row]):
    """A grid with its totals."""

    def __init__(self, view: GridView, totals_row: Row, parent: QWidget | None = None) -> None:
        """Lay the two out. totals_row: made for that view."""
        super().__init__(parent)
        self.view = view
        self.totals_row = totals_row
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(view, 1)
        layout.addWidget(self.totals_row)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the measures of another size of type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.view.fit()
            self.totals_row.updateGeometry()

    def totals(self) -> dict[str, str]:
        """Return what is shown, field name → text."""
        fields = self.view.model_columns
        return {fields[column].name: text for column, text in self.totals_row.texts().items()}
