"""The matrix on screen: typing overwrites, Enter goes down, a refusal keeps what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.workbench.matrix_model import Index, MatrixModel

_COLUMN_WIDTH = 78
_FINISHING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class _CellDelegate(QStyledItemDelegate):
    """Keeps the editor open, with the reason beside it, while what was typed is refused."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802 - Qt's way
        """A plain line; the services judge what is typed."""
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """On Enter or Tab, and when the focus leaves, keep the editor while it is refused."""
        if (
            isinstance(editor, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _FINISHING
        ):
            return self._finish(editor, event.key())
        return super().eventFilter(editor, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Let the model's colours show on selected cells too."""
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)

    def _finish(self, editor: QLineEdit, key: int) -> bool:
        self.commitData.emit(editor)
        view = self.parent()
        assert isinstance(view, MatrixView)
        if view.matrix.problem:
            theme.set_role(editor, "invalid", value=True)
            QToolTip.showText(
                editor.mapToGlobal(editor.rect().bottomLeft()), view.matrix.problem, editor
            )
            view.refused.emit(view.matrix.problem)
            return True
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        view.move_on(key)
        return True


class MatrixView(QTableView):
    """refused: why what was typed is not taken."""

    refused = Signal(str)

    def __init__(self, matrix: MatrixModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self.matrix = matrix
        self.setModel(matrix)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("填报矩阵")
        matrix.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Set row heights and column widths for the present size of type."""
        height = theme.row_height(self)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH * height // 30)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setFixedHeight(3 * self.fontMetrics().lineSpacing() + 12)

    def move_on(self, key: int) -> None:
        """Go to the cell that follows: down on Enter, right on Tab; row ends wrap."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        rows, columns = self.matrix.rowCount() - 1, self.matrix.columnCount()
        if key == Qt.Key.Key_Tab:
            row, column = (row, column + 1) if column + 1 < columns else (row + 1, 0)
        elif key == Qt.Key.Key_Backtab:
            row, column = (row, column - 1) if column else (row - 1, columns - 1)
        else:
            row, column = (row + 1, column) if row + 1 < rows else (0, column + 1)
        target = self.matrix.index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete empties the chosen cells; Enter without an editor goes down."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                if self.matrix.unit_at(index.row()):
                    self.matrix.setData(index, "")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:
                self.move_on(event.key())
            return
        super().keyPressEvent(event)
