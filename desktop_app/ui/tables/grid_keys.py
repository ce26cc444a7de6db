"""The keys of a grid, as clerks know them from worksheets, and where each leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.ui.tables.grid_model import Cell

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_FULL_WIDTH_SEMICOLON, _CURLY_QUOTE = 0xFF1B, 0x2019  # what a Chinese keyboard makes of ; and '


class Action(Enum):
    """What a key does."""

    ENTER = auto()
    ENTER_BACK = auto()
    TAB = auto()
    TAB_BACK = auto()
    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    ROW_START = auto()
    ROW_END = auto()
    FIRST = auto()
    LAST = auto()
    EDGE_UP = auto()
    EDGE_DOWN = auto()
    EDGE_LEFT = auto()
    EDGE_RIGHT = auto()
    SELECT_ALL = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    CLEAR = auto()
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    FILL_SELECTION = auto()
    TODAY = auto()
    FROM_ABOVE = auto()


_PLAIN: dict[int, Action] = {
    _Key.Key_Return: Action.ENTER,
    _Key.Key_Enter: Action.ENTER,
    _Key.Key_Tab: Action.TAB,
    _Key.Key_Backtab: Action.TAB_BACK,
    _Key.Key_Up: Action.UP,
    _Key.Key_Down: Action.DOWN,
    _Key.Key_Left: Action.LEFT,
    _Key.Key_Right: Action.RIGHT,
    _Key.Key_PageUp: Action.PAGE_UP,
    _Key.Key_PageDown: Action.PAGE_DOWN,
    _Key.Key_Home: Action.ROW_START,
    _Key.Key_End: Action.ROW_END,
    _Key.Key_Delete: Action.CLEAR,
    _Key.Key_Backspace: Action.CLEAR,
}
_WITH_CTRL: dict[int, Action] = {
    _Key.Key_Return: Action.FILL_SELECTION,
    _Key.Key_Enter: Action.FILL_SELECTION,
    _Key.Key_Up: Action.EDGE_UP,
    _Key.Key_Down: Action.EDGE_DOWN,
    _Key.Key_Left: Action.EDGE_LEFT,
    _Key.Key_Right: Action.EDGE_RIGHT,
    _Key.Key_Home: Action.FIRST,
    _Key.Key_End: Action.LAST,
    _Key.Key_A: Action.SELECT_ALL,
    _Key.Key_C: Action.COPY,
    _Key.Key_X: Action.CUT,
    _Key.Key_V: Action.PASTE,
    _Key.Key_Insert: Action.COPY,
    _Key.Key_D: Action.FILL_DOWN,
    _Key.Key_R: Action.FILL_RIGHT,
    _Key.Key_Semicolon: Action.TODAY,
    _FULL_WIDTH_SEMICOLON: Action.TODAY,
    _Key.Key_Apostrophe: Action.FROM_ABOVE,
    _CURLY_QUOTE: Action.FROM_ABOVE,
}
_WITH_SHIFT: dict[int, Action] = {
    _Key.Key_Return: Action.ENTER_BACK,
    _Key.Key_Enter: Action.ENTER_BACK,
    _Key.Key_Tab: Action.TAB_BACK,
    _Key.Key_Backtab: Action.TAB_BACK,
    _Key.Key_Delete: Action.CUT,
    _Key.Key_Insert: Action.PASTE,
}
MOVES = frozenset(Action) - {
    *(Action.SELECT_ALL, Action.COPY, Action.CUT, Action.PASTE, Action.CLEAR),
    *(Action.FILL_DOWN, Action.FILL_RIGHT, Action.FILL_SELECTION, Action.TODAY),
    *(Action.FROM_ABOVE, Action.ENTER, Action.ENTER_BACK, Action.TAB, Action.TAB_BACK),
}
"""What Shift turns into a selection."""


def action_of(event: QKeyEvent) -> tuple[Action | None, bool]:
    """Return what a key does, and whether it takes the selection along."""
    key, pressed = event.key(), event.modifiers()
    if pressed & (_Mod.AltModifier | _Mod.MetaModifier):
        return None, False
    ctrl, shift = bool(pressed & _Mod.ControlModifier), bool(pressed & _Mod.ShiftModifier)
    if ctrl:
        action = _WITH_CTRL.get(key)
        return (action, shift) if not shift or action in MOVES else (None, False)
    if shift and key in _WITH_SHIFT:
        return _WITH_SHIFT[key], False
    action = _PLAIN.get(key)
    return (action, shift) if not shift or action in MOVES else (None, False)


@dataclass(frozen=True, slots=True)
class Shape:
    """A grid as one moves in it.

    columns: as they stand on screen, those that are hidden left out. typed: those of them that may
    be typed into.
    """

    rows: int
    columns: Sequence[int]
    typed: Sequence[int]

    def beside(self, here: Cell, rows: int, columns: int) -> Cell:
        """Return the cell so many rows and columns away, within the grid."""
        place = min(max(self.place(here.column) + columns, 0), len(self.columns) - 1)
        return Cell(min(max(here.row + rows, 0), self.rows - 1), self.columns[place])

    def place(self, column: int) -> int:
        """Return where a column stands on screen."""
        return self.columns.index(column) if column in self.columns else 0

    def after(self, here: Cell) -> Cell | None:
        """Return the next cell to type into, None behind the last."""
        place = self.place(here.column)
        behind = [column for column in self.typed if self.place(column) > place]
        if behind:
            return Cell(here.row, behind[0])
        return Cell(here.row + 1, self.typed[0]) if here.row + 1 < self.rows else None

    def before(self, here: Cell) -> Cell | None:
        """Return the cell to type into before this one, None before the first."""
        place = self.place(here.column)
        ahead = [column for column in self.typed if self.place(column) < place]
        if ahead:
            return Cell(here.row, ahead[-1])
        return Cell(here.row - 1, self.typed[-1]) if here.row else None


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle on screen: rows from top to bottom, columns in the order seen."""

    top: int
    bottom: int
    columns: Sequence[int]

    @property
    def is_single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and len(self.columns) == 1

    def cells(self) -> list[Cell]:
        """Return its cells, row by row."""
        rows = range(self.top, self.bottom + 1)
        return [Cell(row, column) for row in rows for column in self.columns]

    def holds(self, cell: Cell) -> bool:
        """Whether a cell lies in it."""
        return self.top <= cell.row <= self.bottom and cell.column in self.columns

    def next_in(self, here: Cell, step: int, *, by_row: bool) -> Cell:
        """Return the next cell within, row by row or column by column; behind the last the first.

        step: 1 forwards, -1 backwards.
        """
        height, width = self.bottom - self.top + 1, len(self.columns)
        row, column = here.row - self.top, list(self.columns).index(here.column)
        if by_row:
            row, column = divmod((row * width + column + step) % (height * width), width)
        else:
            column, row = divmod((column * height + row + step) % (height * width), height)
        return Cell(self.top + row, self.columns[column])
