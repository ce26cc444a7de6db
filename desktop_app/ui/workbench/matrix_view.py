"""The matrix on screen: typing overwrites, Enter goes down, a refusal keeps what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
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

_WIDEST_LINE = "服务队队员"
_FINISHING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class _CellDelegate(QStyledItemDelegate):
    """Keeps the editor open, with the reason beside it, while what was typed is refused.

    editor: the one that is open.
    """

    editor: QLineEdit | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802 - Qt's way
        """A plain line; the services judge what is typed."""
        self.editor = QLineEdit(parent)
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return self.editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Forget the editor."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """On Enter or Tab, and when the focus leaves, keep the editor while it is refused."""
        if (
            isinstance(editor, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _FINISHING
        ):
            if self.finish():
                self._view().move_on(event.key())
            return True
        kept_going = super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut and editor is self.editor:
            self._tell_refusal()
        return kept_going

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Let the model's colours show on selected cells too."""
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)

    def finish(self) -> bool:
        """Keep what the open editor holds and close it; False when it is refused and stays."""
        if self.editor is None:
            return True
        self.commitData.emit(self.editor)
        if self._tell_refusal():
            self.editor.setFocus()
            return False
        self.closeEditor.emit(self.editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def _tell_refusal(self) -> bool:
        """Mark the editor and say why; whether there was anything to say."""
        view = self._view()
        if self.editor is None or not view.matrix.problem:
            return False
        theme.set_role(self.editor, "invalid", value=True)
        below = self.editor.mapToGlobal(self.editor.rect().bottomLeft())
        QToolTip.showText(below, view.matrix.problem, self.editor)
        view.refused.emit(view.matrix.problem)
        return True

    def _view(self) -> MatrixView:
        view = self.parent()
        assert isinstance(view, MatrixView)
        return view


class MatrixView(QTableView):
    """refused: why what was typed is not taken."""

    refused = Signal(str)

    def __init__(self, matrix: MatrixModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self.matrix = matrix
        self.setModel(matrix)
        self.cells = _CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("填报矩阵")
        matrix.modelReset.connect(self.fit)
        matrix.dataChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Set row heights and column widths for the present size of type."""
        height = theme.row_height(self)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        width = self.horizontalHeader().fontMetrics().horizontalAdvance(_WIDEST_LINE) + 18
        self.horizontalHeader().setDefaultSectionSize(width)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setFixedHeight(3 * self.fontMetrics().lineSpacing() + 12)
        if self.matrix.rowCount():
            # Room for a second line under the totals: how many have not reported.
            below = self.fontMetrics().lineSpacing() if self.matrix.has_missing else 0
            self.setRowHeight(self.matrix.rowCount() - 1, height + below)

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

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Close an editor; one whose text is refused only when the user gives it up."""
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.matrix.problem = ""
        if not self.matrix.problem:
            super().closeEditor(editor, hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Stay where something was typed that is refused."""
        if self.cells.finish():
            super().mousePressEvent(event)

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
