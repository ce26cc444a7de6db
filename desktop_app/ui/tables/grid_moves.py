"""Where the cursor of a grid goes: by Enter and Tab as one types, by arrows, to edges and ends."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from desktop_app.ui.tables.grid_keys import Action, Shape
from desktop_app.ui.tables.grid_model import Cell, GridModel, edge_of, holds
from desktop_app.ui.tables.selection import GridSelection

_STEPS = {
    Action.UP: (-1, 0),
    Action.DOWN: (1, 0),
    Action.LEFT: (0, -1),
    Action.RIGHT: (0, 1),
}
_EDGES = {Action.EDGE_UP: -1, Action.EDGE_DOWN: 1}
_ENTERS = {Action.ENTER: 1, Action.ENTER_BACK: -1}
_TABS = {Action.TAB: 1, Action.TAB_BACK: -1}


class GridMoves(QObject):
    """Moves the cursor of one grid.

    row_wanted: a new row should be added behind the last.
    """

    row_wanted = Signal()

    def __init__(self, view: QTableView, model: GridModel, selection: GridSelection) -> None:
        """Start without a run of Tabs."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._selection = selection
        self._run: int | None = None

    def forget_run(self) -> None:
        """Let the next Enter go straight down: the cursor was moved by other means."""
        self._run = None

    def run(self, action: Action, *, extends: bool = False) -> None:
        """Move as an action says; extends: select on the way."""
        here, shape = self._selection.current(), self._selection.shape()
        if here is None or not shape.columns or not shape.rows:
            return
        if action in _ENTERS:
            self._enter(here, shape, _ENTERS[action])
        elif action in _TABS:
            self._tab(here, shape, _TABS[action])
        elif action is Action.SELECT_ALL:
            self._select_all(shape)
        else:
            self._run = None
            start = self._selection.reach if extends and self._selection.reach else here
            self._go(self._target(action, start, shape), extends=extends)

    def _target(self, action: Action, here: Cell, shape: Shape) -> Cell:
        if action in _STEPS:
            return shape.beside(here, *_STEPS[action])
        if action in _EDGES:
            return Cell(self._model.edge(here.row, here.column, _EDGES[action]), here.column)
        page = max(1, self._view.viewport().height() // max(1, self._view.rowHeight(here.row)) - 1)
        last_row, last = shape.rows - 1, shape.columns[-1]
        return {
            Action.PAGE_UP: shape.beside(here, -page, 0),
            Action.PAGE_DOWN: shape.beside(here, page, 0),
            Action.ROW_START: Cell(here.row, shape.columns[0]),
            Action.ROW_END: Cell(here.row, last),
            Action.FIRST: Cell(0, shape.columns[0]),
            Action.LAST: Cell(last_row, last),
            Action.EDGE_LEFT: self._edge_in_row(here, shape, -1),
            Action.EDGE_RIGHT: self._edge_in_row(here, shape, 1),
        }.get(action, here)

    def _edge_in_row(self, here: Cell, shape: Shape, step: int) -> Cell:
        last = len(shape.columns) - 1 if step > 0 else 0
        place = edge_of(
            shape.place(here.column),
            last,
            step,
            lambda at: holds(self._model.shown_value(here.row, shape.columns[at])),
        )
        return Cell(here.row, shape.columns[place])

    def _enter(self, here: Cell, shape: Shape, step: int) -> None:
        """Go down, after Tabs to the column where they began; within a selection through it."""
        if self._cycles(here, step, by_row=False):
            return
        run, self._run = self._run, None
        column = here.column if run is None else run
        row = here.row + step
        if 0 <= row < shape.rows:
            self._go(Cell(row, column))
        elif step > 0 and self._model.can_grow:
            if run is not None and self._adds_row(here):
                self._go(Cell(self._model.rowCount() - 1, column))
        elif step > 0 and shape.place(column) + 1 < len(shape.columns):
            self._go(Cell(0, shape.columns[shape.place(column) + 1]))

    def _tab(self, here: Cell, shape: Shape, step: int) -> None:
        """Go on to the next cell to type into; behind the last one a row is added."""
        if self._cycles(here, step, by_row=True):
            return
        if self._run is None:
            self._run = here.column
        target = shape.after(here) if step > 0 else shape.before(here)
        if target is not None:
            self._go(target)
        elif step > 0 and self._model.can_grow:
            self._adds_row(here)

    def _cycles(self, here: Cell, step: int, *, by_row: bool) -> bool:
        """Go on within the selection, where several cells are selected and the cursor is there."""
        block = self._selection.block()
        if block is None or block.is_single or not block.holds(here):
            return False
        target = block.next_in(here, step, by_row=by_row)
        self._selection.move_within(target)
        self._view.scrollTo(self._model.index(*target))
        return True

    def _adds_row(self, here: Cell) -> bool:
        """Ask for a row, but not from one into which nothing was typed yet."""
        count, run = self._model.rowCount(), self._run
        if here.row != self._model.draft_row:
            self.row_wanted.emit()
        self._run = run
        return self._model.rowCount() > count

    def _select_all(self, shape: Shape) -> None:
        self._selection.span(Cell(0, shape.columns[0]), Cell(shape.rows - 1, shape.columns[-1]))
        self._selection.reach = self._selection.anchor = self._selection.current()

    def _go(self, cell: Cell, *, extends: bool = False) -> None:
        if extends:
            self._selection.extend(cell)
        else:
            self._selection.put(cell)
        self._view.scrollTo(self._model.index(*cell))
