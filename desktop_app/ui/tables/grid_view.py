"""The grid: a table that is typed into as one types into a worksheet."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QWidget,
)

from desktop_app.core.specs import FieldSpec
from desktop_app.services.ledgers.columns import Statistics
from desktop_app.ui import theme
from desktop_app.ui.tables.delegate import CellDelegate
from desktop_app.ui.tables.frozen_view import FrozenView
from desktop_app.ui.tables.grid_commands import GridCommands
from desktop_app.ui.tables.grid_header import GridHeader
from desktop_app.ui.tables.grid_keys import Action, Block, action_of
from desktop_app.ui.tables.grid_model import Cell, GridModel, Index
from desktop_app.ui.tables.grid_moves import GridMoves
from desktop_app.ui.tables.selection import GridSelection, PasteTarget, statistics_text

_EDITABLE = Qt.ItemFlag.ItemIsEditable
_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable
_Trigger = QAbstractItemView.EditTrigger
_STATISTICS_PAUSE = 60


class GridView(FrozenView):
    """Keys as in WPS: type to overwrite, F2 edits, Enter goes down, Tab on, Delete empties.

    row_wanted: Tab was pressed behind the last cell. row_chosen: the cursor stands in another row
    (-1: in none). paste_wanted: the text on the clipboard should go to `cursor_cells()`. told: what
    was done; refused: why it was not. selection_told: count, sum and mean of what is selected.
    """

    row_wanted = Signal()
    row_chosen = Signal(int)
    paste_wanted = Signal(str)
    told = Signal(str)
    refused = Signal(str)
    selection_told = Signal(str)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self._model = model
        self.header = GridHeader(self.frozen, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        # One of its own: with the table's, each heading asks every cell below whether it is
        # selected, to look selected itself; ten seconds for a hundred thousand rows.
        self.header.setSelectionModel(QItemSelectionModel(model, self.header))
        self.picked = GridSelection(self, model)
        self.cells = CellDelegate(model, self.viewport())
        self.setItemDelegate(self.cells)
        self.moves = GridMoves(self, model, self.picked)
        self.commands = GridCommands(model, self.picked, self.cells, self)
        self._soon = QTimer(self, singleShot=True, interval=_STATISTICS_PAUSE)
        self._soon.timeout.connect(self._tell_statistics)
        self._connect()
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        theme.prepare_table(self)

    # ── what a page asks ─────────────────────────────────────────────────────────────────────────

    @property
    def model_columns(self) -> tuple[FieldSpec, ...]:
        """The fields of all columns, hidden ones included."""
        return tuple(self._model.editable_field(at) for at in range(self._model.columnCount()))

    def fit(self) -> None:
        """Take the measures of the present size of type."""
        theme.prepare_table(self)

    def finish_editing(self) -> bool:
        """Keep what is being typed; False when it cannot be kept and stays in its editor."""
        return self.cells.finish()

    def has_unsaved(self) -> bool:
        """Whether a cell holds what was refused."""
        return self.cells.is_stuck

    def give_up_unsaved(self) -> None:
        """Close a cell that holds what was refused, since something else stands there now.

        What it held is named, so that it can be typed again.
        """
        if self.cells.editor is None or not self.cells.is_stuck:
            return
        typed, reason = self.cells.editor.raw(), self.cells.editor.problem.rstrip("。")
        self.cells.close_unkept()
        self.refused.emit(f"刚才填的“{typed}”没有存上（{reason}），表已换成别的内容，请再填一次。")

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor into a row: the given column, or the one it stands in already."""
        self.moves.forget_run()
        here, typed = self.picked.current(), self.typed_columns()
        if column is None:
            column = here.column if here else (typed[0] if typed else 0)
        if self._model.index(row, column).isValid():
            self.picked.put(Cell(row, column))
            self.scrollTo(self._model.index(row, column))

    def show_block(self, block: Block) -> None:
        """Select a rectangle and put the cursor on its first cell."""
        self.go_to(block.top, block.columns[0])
        self.picked.select_block(block)
        self.picked.reach = Cell(block.bottom, block.columns[-1])

    def selected_rows(self) -> list[int]:
        """Return the rows of the selected cells, else the one with the cursor."""
        return self.picked.rows()

    def typed_columns(self) -> list[int]:
        """Return the columns that can be typed into, as they stand on screen."""
        return list(self.picked.shape().typed)

    def cursor_cells(self) -> PasteTarget:
        """Return where a paste goes; without a cursor behind the last row, into all columns."""
        return self.picked.paste_target()

    # ── editing ──────────────────────────────────────────────────────────────────────────────────

    def edit(  # type: ignore[override] # two of Qt's overloads in one
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger | None = None,
        event: QEvent | None = None,
    ) -> bool | None:
        """Open an editor; a flag has none: Space, F2 and double click turn it."""
        self.cells.overwrites = trigger is _Trigger.AnyKeyPressed
        if trigger is None:
            super().edit(index)
            return None
        is_flag = index.isValid() and self._model.is_flag(index.column())
        by_mouse = isinstance(event, QMouseEvent) and bool(index.flags() & _CHECKABLE)
        if not is_flag or by_mouse:
            if trigger is not _Trigger.CurrentChanged and index.flags() & _EDITABLE:
                self.scrollTo(index)
            opened = super().edit(index, trigger, event)  # type: ignore[arg-type] # Qt takes no event too
            if trigger in (_Trigger.EditKeyPressed, _Trigger.DoubleClicked):
                self.cells.correct()
            return opened
        by_space = isinstance(event, QKeyEvent) and event.text() == " "
        if trigger in (_Trigger.EditKeyPressed, _Trigger.DoubleClicked) or (
            trigger is _Trigger.AnyKeyPressed and by_space
        ):
            self._turn(index)
            return True
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Close an editor, but not one that holds what cannot be kept."""
        reverts = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if reverts or not self.cells.is_stuck:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Open an editor for Chinese input, but not on a flag.

        Qt opens one for text that is still being composed; text that an input method hands over
        at once (a symbol, a word by its number) would be lost.
        """
        index = self.currentIndex()
        if index.isValid() and self._model.is_flag(index.column()):
            event.ignore()
        elif event.preeditString() or not event.commitString() or self.cells.editor is not None:
            super().inputMethodEvent(event)
        else:
            self.edit(index)
            self.cells.overwrites = True
            if self.cells.editor is not None:
                QApplication.sendEvent(self.cells.editor, event)

    # ── keys and mouse ───────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what the key means in a worksheet; one that an editor passed on means nothing here."""
        if self.cells.editor is not None:
            return
        action, extends = action_of(event)
        needs_cursor = action is not Action.PASTE
        if action is None or (needs_cursor and not self.currentIndex().isValid()):
            super().keyPressEvent(event)
        elif not self.commands.run(action):
            self.moves.run(action, extends=extends)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Stay where something was typed that cannot be kept."""
        if not self.finish_editing():
            return
        self.moves.forget_run()
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            pressed = self.indexAt(event.position().toPoint())
            cell = Cell(pressed.row(), pressed.column()) if pressed.isValid() else None
            self.picked.anchor = self.picked.reach = cell
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the cursor where the selection began, as worksheets do: Qt takes it along."""
        super().mouseReleaseEvent(event)
        block, anchor = self.picked.block(), self.picked.anchor
        if block and anchor and not block.is_single and block.holds(anchor):
            self.picked.move_within(anchor)

    def setSelection(  # noqa: N802 - Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select from the anchor to the mouse, whatever was scrolled out of sight meanwhile."""
        target = self.indexAt(rect.bottomRight())
        flags = QItemSelectionModel.SelectionFlag
        plain = bool(command & flags.Clear) or bool(command & flags.Current)
        if self.picked.anchor is None or not target.isValid() or not plain:
            super().setSelection(rect, command)
        elif not command & flags.Toggle:
            self.picked.span(self.picked.anchor, Cell(target.row(), target.column()))
        else:
            super().setSelection(rect, command)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Do nothing: it would read every row to jump to one; searching is the search field's."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802, FBT001 - Qt's signature
        """Keep Tab for moving between cells, where there are some."""
        return not self.currentIndex().isValid() and super().focusNextPrevChild(next)

    # ── news ─────────────────────────────────────────────────────────────────────────────────────

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Tell what is selected, once it stays so."""
        super().selectionChanged(selected, deselected)
        self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Paint only the cursor's cell anew when its editor takes over: Qt would paint them all."""
        if self.cells.editor is None:
            super().focusOutEvent(event)
        else:
            self.update(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell again what is selected."""
        super().showEvent(event)
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Take back what was told: another grid, or none, is looked at."""
        super().hideEvent(event)
        self._soon.stop()
        self.selection_told.emit("")

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_chosen.emit(current.row())

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        self.cells.left.connect(self.moves.run)
        self.cells.spread_wanted.connect(self.commands.spread)
        self.cells.above_wanted.connect(self.commands.take_from_above)
        self.commands.told.connect(self.told)
        self.commands.refused.connect(self.refused)
        self.commands.paste_wanted.connect(self.paste_wanted)
        self.moves.row_wanted.connect(self.row_wanted)
        self._model.modelAboutToBeReset.connect(self.give_up_unsaved)
        self._model.modelReset.connect(self._soon.start)
        self._model.dataChanged.connect(lambda *_: self._soon.start())

    def _turn(self, index: QModelIndex) -> None:
        if not index.flags() & (_EDITABLE | _CHECKABLE):
            return
        turned = not self._model.value(index.row(), index.column())
        if not self._model.setData(index, turned, Qt.ItemDataRole.EditRole):
            self.refused.emit(self._model.reason)

    def _tell_statistics(self) -> None:
        """Add up what is selected, where that is more than one cell."""
        text = ""
        if self.picked.count() > 1:
            found = Statistics()
            for rows, columns in self.picked.parts():
                found = found.plus(self._model.statistics(rows, columns))
            text = statistics_text(found) if found.count else ""
        self.selection_told.emit(text)
