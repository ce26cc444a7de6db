"""The matrix on screen: a grid whose headings stand in lines and whose units never scroll away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop_app.ui import theme
from desktop_app.ui.tables.grid_keys import Action
from desktop_app.ui.tables.grid_view import GridView
from desktop_app.ui.widgets.actions import key_action
from desktop_app.ui.workbench.matrix_model import MatrixModel

_WIDEST_LINE = "服务队队员"
_LABEL_LINES = 3
_AROUND_HEADING = 18  # px
_ESTIMATE_KEY = "Ctrl+G"  # 估 is said gū
_ROWS_KEY = "Ctrl+L"  # 来历 is said láilì


class MatrixView(GridView):
    """Shows the matrix.

    estimate_wanted: the selected numbers should be marked as estimates, or no longer be.
    rows_wanted: what stands behind the cursor's number should be shown. left_below: the cursor
    should go on under the last row, in that column.
    """

    estimate_wanted = Signal()
    rows_wanted = Signal()
    left_below = Signal(int)

    def __init__(self, matrix: MatrixModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(matrix, parent)
        self.setAlternatingRowColors(False)
        self.setAccessibleName("填报矩阵")
        self.addAction(key_action(_ESTIMATE_KEY, self._ask_for_estimate, self))
        self.addAction(key_action(_ROWS_KEY, self._ask_for_rows, self))
        matrix.modelReset.connect(self.fit)
        matrix.headerDataChanged.connect(self.fit)
        self.fit()

    def cell_menu(self) -> QMenu:
        """Return what one may do with the selected cells."""
        menu = QMenu(self)
        menu.addAction(f"标为估计（约）或去掉\t{_ESTIMATE_KEY}", self._ask_for_estimate)
        menu.addAction(f"看来历…\t{_ROWS_KEY}", self._ask_for_rows)
        menu.addSeparator()
        for text, keys, action in (
            ("复制", "Ctrl+C", Action.COPY),
            ("粘贴", "Ctrl+V", Action.PASTE),
            ("清空", "Delete", Action.CLEAR),
        ):
            menu.addAction(f"{text}\t{keys}", partial(self.commands.run, action))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer it where cells are selected."""
        if self.finish_editing() and self.currentIndex().isValid():
            menu = self.cell_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on to the totals from the last row."""
        here = self.currentIndex()
        is_last = here.isValid() and here.row() == self.model().rowCount() - 1
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_last and event.key() == Qt.Key.Key_Down and not plain and self.cells.editor is None:
            self.left_below.emit(here.column())
        else:
            super().keyPressEvent(event)

    def _ask_for_rows(self) -> None:
        if self.finish_editing() and self.currentIndex().isValid():
            self.rows_wanted.emit()

    def _ask_for_estimate(self) -> None:
        if self.finish_editing():
            self.estimate_wanted.emit()

    def fit(self) -> None:
        """Set row heights, column widths and the height of the headings for the size of type."""
        metrics = self.header.fontMetrics()
        theme.prepare_table(self)
        self.verticalHeader().setDefaultSectionSize(theme.row_height(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.header.setDefaultSectionSize(metrics.horizontalAdvance(_WIDEST_LINE) + _AROUND_HEADING)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        model = self.model()
        labels = [
            str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for column in range(model.columnCount())
        ]
        for column, label in enumerate(labels):
            longest = max(map(metrics.horizontalAdvance, label.split("\n")))
            room = max(longest + _AROUND_HEADING, self.header.defaultSectionSize())
            self.header.resizeSection(column, room)
        lines = max((label.count("\n") + 1 for label in labels), default=_LABEL_LINES)
        self.header.setFixedHeight(max(lines, _LABEL_LINES) * metrics.lineSpacing() + 10)
