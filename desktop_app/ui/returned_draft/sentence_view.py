"""The table of changes: sentences in full, over as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.ui import theme
from desktop_app.ui.report.marked_text import MarkedDelegate
from desktop_app.ui.returned_draft.model import DECISION, KIND, NEW, OLD, WHERE, ChangesModel

_WIDTHS = {DECISION: 72, KIND: 96, WHERE: 150}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChangesTable(QTableView):
    """Enter takes, Delete leaves; taken and left say which row was meant. answered: 1 or 2.

    rows_wanted: 3, what stands behind the number that is asked about.
    """

    taken = Signal()
    left = Signal()
    answered = Signal(bool)
    rows_wanted = Signal()

    def __init__(self, model: ChangesModel) -> None:
        """Show a model."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(MarkedDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("改稿里的改动")
        theme.prepare_table(self)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.taken.emit())

    def fit(self) -> None:
        """Give the sentences the room that is left, and each row the height that it needs."""
        scale = max(1.0, self.fontMetrics().height() / 20)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, round(width * scale))
        taken = sum(self.columnWidth(column) for column in _WIDTHS)
        for column in (OLD, NEW):
            self.setColumnWidth(column, max((self.viewport().width() - taken) // 2, 120))
        self.resizeRowsToContents()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row and show all of it."""
        self.setCurrentIndex(self.model().index(row, DECISION))
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the sentences follow the width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Decide by single keys."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _TAKE:
            self.taken.emit()
        elif plain and event.key() in _LEAVE:
            self.left.emit()
        elif plain and event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self.answered.emit(event.key() == Qt.Key.Key_2)
        elif plain and event.key() == Qt.Key.Key_3:
            self.rows_wanted.emit()
        else:
            super().keyPressEvent(event)
