"""The matrix on screen: a grid whose headings stand in lines and whose units never scroll away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
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


class MatrixView(GridView):
    """Shows the matrix.

    estimate_wanted: the selected numbers should be marked as estimates, or no longer be.
    """

    estimate_wanted = Signal()

    def __init__(self, matrix: MatrixModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(matrix, parent)
        self.setAlternatingRowColors(False)
        self.setAccessibleName("填报矩阵")
        self.addAction(key_action(_ESTIMATE_KEY, self._ask_for_estimate, self))
        matrix.modelReset.connect(self.fit)
        matrix.headerDataChanged.connect(self.fit)
        self.fit()

    def cell_menu(self) -> QMenu:
        """Return what one may do with the selected cells."""
        menu = QMenu(self)
        menu.addAction(f"标为估计（约）或去掉\t{_ESTIMATE_KEY}", self._ask_for_estimate)
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
