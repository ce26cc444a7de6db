"""The matrix on screen: a grid whose headings stand in lines and whose units never scroll away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui import theme
from desktop_app.ui.tables.grid_view import GridView
from desktop_app.ui.workbench.matrix_model import MatrixModel

_WIDEST_LINE = "服务队队员"
_LABEL_LINES = 3


class MatrixView(GridView):
    """Shows the matrix."""

    def __init__(self, matrix: MatrixModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(matrix, parent)
        self.setAlternatingRowColors(False)
        self.setAccessibleName("填报矩阵")
        matrix.modelReset.connect(self.fit)
        matrix.headerDataChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Set row heights, column widths and the height of the headings for the size of type."""
        metrics = self.header.fontMetrics()
        theme.prepare_table(self)
        self.verticalHeader().setDefaultSectionSize(theme.row_height(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.header.setDefaultSectionSize(metrics.horizontalAdvance(_WIDEST_LINE) + 18)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        model = self.model()
        labels = (
            str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for column in range(model.columnCount())
        )
        lines = max((label.count("\n") + 1 for label in labels), default=_LABEL_LINES)
        self.header.setFixedHeight(max(lines, _LABEL_LINES) * metrics.lineSpacing() + 10)
