"""The totals under the matrix, which lead to what stands behind them: by a click, or by Enter."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from desktop_app.ui import theme
from desktop_app.ui.tables.totals import TotalsRow
from desktop_app.ui.workbench.matrix_view import MatrixView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ASIDE: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MatrixTotals(TotalsRow):
    """Totals with a cursor of their own. rows_wanted: column of the total that is asked about."""

    rows_wanted = Signal(int)

    def __init__(self, view: MatrixView) -> None:
        """Follow the matrix; its cursor comes down here from the last row."""
        super().__init__(view)
        self._matrix = view
        self.column = 0
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.left_below.connect(self.enter)

    def enter(self, column: int) -> None:
        """Put the cursor on a total."""
        self.column = column
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move along the totals, up into the matrix, or open what stands behind one."""
        if event.key() in _ENTER:
            self.rows_wanted.emit(self.column)
        elif event.key() in _ASIDE:
            self._go_beside(_ASIDE[event.key()])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Escape):
            self._matrix.setFocus()
            self._matrix.go_to(self._matrix.model().rowCount() - 1, self.column)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what stands behind the total under the mouse."""
        column = self._column_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and column is not None:
            self.column = column
            self._follow()
            self.rows_wanted.emit(column)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Frame the total with the cursor."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        left, width = self.left_of(self.column), self._matrix.columnWidth(self.column)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawRect(QRect(left, 0, width, self.height()).adjusted(1, 1, -2, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def _go_beside(self, step: int) -> None:
        columns = self._matrix.picked.columns()
        place = columns.index(self.column) + step if self.column in columns else 0
        if 0 <= place < len(columns):
            self.column = columns[place]
            self._follow()

    def _follow(self) -> None:
        """Bring the column into view and tell a screen reader which it is."""
        model = self._matrix.model()
        self._matrix.scrollTo(model.index(0, self.column))
        heading = str(model.headerData(self.column, Qt.Orientation.Horizontal) or "")
        self.setAccessibleName(f"合计　{heading.replace(chr(10), '')}")
        self.update()
