"""The table of a ledger: typed into like a worksheet, with the totals always in view beneath."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QTableView,
    QWidget,
)

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.ui import theme
from desktop_app.ui.tables.column_widths import ColumnWidths
from desktop_app.ui.tables.delegate import CellDelegate, Move
from desktop_app.ui.tables.editors import UNIT
from desktop_app.ui.tables.ledger_model import LedgerModel

_EDITABLE = Qt.ItemFlag.ItemIsEditable
_ONLY_THIS = QItemSelectionModel.SelectionFlag.ClearAndSelect
_Trigger = QAbstractItemView.EditTrigger
_Flag = Qt.KeyboardModifier
Index = QModelIndex | QPersistentModelIndex


class LedgerView(QTableView):
    """Keys as in a worksheet: type to overwrite, F2 edits, Enter goes down, Tab on, Delete empties.

    row_wanted: Tab was pressed behind the last cell. clear_wanted: cells should be emptied, as a
    list of (row, column). row_chosen: the cursor stands in another row (-1: in none).
    refused: why a flag was not turned.
    """

    row_wanted = Signal()
    clear_wanted = Signal(list)
    row_chosen = Signal(int)
    refused = Signal(str)

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self._model = model
        self._place: tuple[str, int, int] | None = None
        self._always_hidden: set[str] = set()
        self.setModel(model)
        self._widths = ColumnWidths(self, model.columns)
        self.cells = CellDelegate(model, self.viewport())
        self.setItemDelegate(self.cells)
        self.cells.left.connect(self._move)
        self._set_up()
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._restore_place)
        model.uncounted_seen.connect(
            lambda: QTimer.singleShot(0, self, self._show_needed_columns),
        )

    @property
    def model_columns(self) -> tuple[FieldSpec, ...]:
        """The fields of all columns, hidden ones included."""
        return self._model.columns

    def hide_field(self, name: str) -> None:
        """Leave a column to the form."""
        self._always_hidden.add(name)
        self._show_needed_columns()

    def fit(self) -> None:
        """Take the measures of the present size of type."""
        theme.prepare_table(self)
        self._widths.fit()

    def fit_units(self, names: tuple[str, ...]) -> None:
        """Make room for the longest name of a unit."""
        self._widths.fit_units(names)

    def finish_editing(self) -> bool:
        """Keep what is being typed; False when it cannot be kept and stays in its editor."""
        return self.cells.finish()

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor into a row: the given column, or the one it stands in already."""
        current = self.currentIndex()
        columns = self.typed_columns()
        if column is None:
            column = current.column() if current.isValid() else (columns[0] if columns else 0)
        index = self._model.index(row, column)
        if index.isValid():
            # Not setCurrentIndex: with Ctrl or Shift still held it would widen the selection.
            self.selectionModel().setCurrentIndex(index, _ONLY_THIS)
            self.scrollTo(index)

    def selected_rows(self) -> list[int]:
        """Return the rows of the selected cells, else the one with the cursor."""
        rows = {index.row() for index in self.selectedIndexes()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    def typed_columns(self) -> list[int]:
        """Return the columns that can be typed into, as they stand on screen."""
        header = self.horizontalHeader()
        logical = [header.logicalIndex(place) for place in range(header.count())]
        return [
            column
            for column in logical
            if not header.isSectionHidden(column) and not self._model.columns[column].derived
        ]

    # ── Qt's calls ───────────────────────────────────────────────────────────────────────────────

    def edit(  # type: ignore[override] # two of Qt's overloads in one
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger | None = None,
        event: QEvent | None = None,
    ) -> bool | None:
        """Open an editor; a flag has none: Space, F2 and double click turn it."""
        if trigger is None:
            super().edit(index)
            return None
        is_flag = (
            index.isValid()
            and self._model.columns[index.column()].kind is FieldKind.BOOLEAN
            and bool(index.flags() & _EDITABLE)
        )
        if not is_flag:
            if trigger is not _Trigger.CurrentChanged and index.flags() & _EDITABLE:
                self.scrollTo(index)
            return super().edit(index, trigger, event)  # type: ignore[arg-type] # Qt takes no event too
        by_key = isinstance(event, QKeyEvent) and event.text() == " "
        if trigger in (_Trigger.EditKeyPressed, _Trigger.DoubleClicked) or (
            trigger is _Trigger.AnyKeyPressed and by_key
        ):
            turned = not self._model.data(index, Qt.ItemDataRole.EditRole)
            if not self._model.setData(index, turned, Qt.ItemDataRole.EditRole):
                self.refused.emit(self._model.reason)
            return True
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Close an editor, but not one that holds what cannot be kept."""
        reverts = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if reverts or not self.cells.is_stuck:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Stay where something was typed that cannot be kept."""
        if self.finish_editing():
            super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Open an editor for Chinese input, but not on a flag.

        Qt opens one for text that is still being composed; text that an input method hands over
        at once (a symbol, a word by its number) would be lost.
        """
        index = self.currentIndex()
        if index.isValid() and self._model.columns[index.column()].kind is FieldKind.BOOLEAN:
            event.ignore()
        elif event.preeditString() or not event.commitString() or self.cells.editor is not None:
            super().inputMethodEvent(event)
        else:
            self.edit(index)
            if self.cells.editor is not None:
                QApplication.sendEvent(self.cells.editor, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move as in a worksheet; keys that an editor passed on must not move twice."""
        key = Qt.Key(event.key())
        if self.cells.editor is not None:
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.finish_editing():
                super().keyPressEvent(event)
            return
        bare = not event.modifiers() & (_Flag.ControlModifier | _Flag.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bare:
            self._move(Move.DOWN)
        elif key == Qt.Key.Key_Tab and bare:
            self._move(Move.NEXT)
        elif key == Qt.Key.Key_Backtab and bare:
            self._move(Move.PREVIOUS)
        elif key == Qt.Key.Key_Delete and bare:
            self._ask_to_clear()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Do nothing: it would read every row to jump to one; searching is the search field's."""

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which row is chosen; an empty new row goes when the cursor leaves it."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_chosen.emit(current.row())
            if previous.isValid() and previous.row() == self._model.draft_row:
                QTimer.singleShot(0, self, self._drop_left_draft)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Spread the texts over the room there is; keep an open editor where its cell is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._widths.spread()
        self.updateEditorGeometries()

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _set_up(self) -> None:
        self.verticalHeader().hide()
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.fit()
        self._show_needed_columns()

    def _show_needed_columns(self) -> None:
        for column, field in enumerate(self._model.columns):
            self.setColumnHidden(column, self._is_needless(field))
        if self.isVisible():
            self._widths.spread()

    def _is_needless(self, field: FieldSpec) -> bool:
        if field.name in self._always_hidden:
            return True
        return field.name == "counted" and not self._model.has_seen_uncounted

    def _move(self, move: Move) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        if move is Move.DOWN:
            if current.row() + 1 < self._model.rowCount():
                self.go_to(current.row() + 1)
            return
        columns = self.typed_columns()
        header = self.horizontalHeader()
        here = header.visualIndex(current.column())
        if move is Move.NEXT:
            behind = [column for column in columns if header.visualIndex(column) > here]
            if behind:
                self.go_to(current.row(), behind[0])
            elif current.row() + 1 < self._model.rowCount():
                self.go_to(current.row() + 1, columns[0])
            elif current.row() != self._model.draft_row:
                self.row_wanted.emit()
            return
        before = [column for column in columns if header.visualIndex(column) < here]
        if before:
            self.go_to(current.row(), before[-1])
        elif current.row() > 0:
            self.go_to(current.row() - 1, columns[-1])

    def _ask_to_clear(self) -> None:
        cells = [
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if index.flags() & _EDITABLE and self._model.columns[index.column()].name != UNIT
        ]
        if cells:
            self.clear_wanted.emit(cells)

    def _drop_left_draft(self) -> None:
        if self.currentIndex().row() != self._model.draft_row and not self.cells.is_stuck:
            self._model.drop_draft()

    def _remember_place(self) -> None:
        current = self.currentIndex()
        record = self._model.record(current.row()) if current.isValid() else None
        if record is not None:
            self._place = (record.uid, current.column(), self.verticalScrollBar().value())

    def _restore_place(self) -> None:
        """After a new order: the cursor in the row where it was, if that is still shown."""
        place, self._place = self._place, None
        row = self._model.row_of(place[0]) if place and place[0] else None
        if place is None or row is None:
            self.row_chosen.emit(-1)
            return
        index = self._model.index(row, place[1])
        self.selectionModel().setCurrentIndex(index, _ONLY_THIS)
        self.scrollTo(index)
        self.row_chosen.emit(row)
