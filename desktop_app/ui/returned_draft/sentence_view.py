"""The table of changes: sentences in full, over as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.ui import theme
from desktop_app.ui.returned_draft.model import DECISION, HTML, KIND, NEW, OLD, WHERE, ChangesModel

Index = QModelIndex | QPersistentModelIndex

_PADDING = 6
_WIDTHS = {DECISION: 72, KIND: 96, WHERE: 150}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _Sentences(QStyledItemDelegate):
    """Draws texts with their marks, in as many lines as they need."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        widget = option.widget  # type: ignore[attr-defined]
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        room = option.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)  # type: ignore[attr-defined]
        painter.save()
        painter.translate(room.topLeft())
        painter.setClipRect(0, 0, room.width(), room.height())
        self._document(index, option, room.width()).drawContents(painter)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _PADDING
        height = self._document(index, option, width).size().height()
        return QSize(width, round(height) + 2 * _PADDING)

    def _document(self, index: Index, option: QStyleOptionViewItem, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)  # type: ignore[attr-defined]
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(wrapping)
        document.setTextWidth(max(width, 1))
        document.setHtml(f"<span style='color:{theme.TEXT}'>{index.data(HTML)}</span>")
        return document


class ChangesTable(QTableView):
    """Enter takes, Delete leaves; taken and left say which row was meant. answered: 1 or 2."""

    taken = Signal()
    left = Signal()
    answered = Signal(bool)

    def __init__(self, model: ChangesModel) -> None:
        """Show a model."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Sentences(self))
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
        else:
            super().keyPressEvent(event)
