"""The table of the log: arrows unfold and fold, Enter goes to where a line's row is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.ui import theme
from desktop_app.ui.change_log.log_model import STEP, WHAT, WHERE, Index, LogModel
from desktop_app.ui.tables.shared_width import share_width, type_scale

_WIDTHS = (140, 210, 300, 0, 84)  # px at ordinary type; 0 takes what is left
_LEAST_TEXT = 240
_WIDEST_PLACE = 0.28  # of the table
_MOST_COPIED = 5000


class LogTable(QTableView):
    """moved: the cursor is on another line. going: Enter on a line. Tab goes on."""

    moved = Signal()
    going = Signal()

    def __init__(self, model: LogModel) -> None:
        """model: the log's."""
        super().__init__()
        self.log = model
        self.setModel(model)
        theme.prepare_table(self)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("变更记录")
        self.clicked.connect(self._unfold_by_mouse)
        self.doubleClicked.connect(self._go_by_mouse)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell that another line is looked at."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Right unfolds, Left folds or goes up to the step, Space does either."""
        row = self.currentIndex().row()
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.going.emit()
        elif row < 0 or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Left and self.log.is_inside(row):
            self.selectRow(self.log.step_row(row))
        elif key == Qt.Key.Key_Space or self.log.is_unfolded(row) == (key == Qt.Key.Key_Left):
            self.log.toggle(row)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the widths in proportion."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give what changed the room that the other columns leave."""
        widest = round(self.viewport().width() * _WIDEST_PLACE / type_scale(self))
        widths = [*_WIDTHS]
        widths[WHERE] = min(widths[WHERE], widest)
        share_width(self, widths, WHAT, _LEAST_TEXT)

    def _unfold_by_mouse(self, index: QModelIndex) -> None:
        """A click on the step's name, where the little triangle is."""
        if index.column() == STEP:
            self.log.toggle(index.row())

    def _go_by_mouse(self, index: QModelIndex) -> None:
        if not (index.column() == STEP and self.log.can_unfold(index.row())):
            self.going.emit()

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})[:_MOST_COPIED]
        lines = [
            "\t".join(
                str(self.log.index(row, column).data() or "").strip()
                for column in range(self.log.columnCount())
            )
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
