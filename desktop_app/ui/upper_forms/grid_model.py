"""One sheet of a form as a table: its texts, and in mapped cells what the quarter gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from desktop_app.services.upper_forms.cell_names import Place, cell_name, column_letters
from desktop_app.services.upper_forms.grid import Grid, GridCell
from desktop_app.services.upper_forms.records import FormView
from desktop_app.ui import theme

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_USUAL_SIZE, _LARGEST_SCALE = 11.0, 1.5
_NO_DATA, _LEFT, _COMPUTED = "缺数据", "留空", "自动计算"
_ACROSS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "centerContinuous": Qt.AlignmentFlag.AlignHCenter,
    "distributed": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_DOWN = {
    "top": Qt.AlignmentFlag.AlignTop,
    "bottom": Qt.AlignmentFlag.AlignBottom,
}


class CellState(StrEnum):
    """What is to be said about a cell."""

    TEXT = "text"
    FORMULA = "formula"
    FILLED = "filled"
    NO_DATA = "no data"
    LEFT = "left"
    PROPOSED = "proposed"
    OPEN = "open"
    NOTHING = ""


class GridModel(QAbstractTableModel):
    """Row and column 0 are row and column 1 of the sheet."""

    def __init__(self) -> None:
        """Empty until something is shown."""
        super().__init__()
        self._grid = Grid("")
        self._view: FormView | None = None
        self._open: frozenset[Place] = frozenset()
        self._font = QFont()
        self._answers: Mapping[int, Callable[[Place, GridCell], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._hint,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._hint,
            Qt.ItemDataRole.FontRole: self._font_of,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            Qt.ItemDataRole.BackgroundRole: self._ground,
            STATE_ROLE: lambda place, _cell: self.state(place),
        }

    @property
    def grid(self) -> Grid:
        """The sheet that is shown."""
        return self._grid

    def show_sheet(self, view: FormView | None, grid: Grid, font: QFont) -> None:
        """Show a sheet of a form; font: that of the view."""
        self.beginResetModel()
        self._view, self._grid, self._font = view, grid, font
        spots = view.open if view else ()
        self._open = frozenset(place for title, place in spots if title == grid.title)
        self.endResetModel()

    def place(self, index: Index) -> Place:
        """Return the cell at an index; of a merged range the first one."""
        return self._grid.owner((index.row() + 1, index.column() + 1))

    def index_of(self, place: Place) -> QModelIndex:
        """Return where a cell is."""
        return self.index(place[0] - 1, place[1] - 1)

    def state(self, place: Place) -> CellState:
        """Return what is to be said about a cell."""
        assert self._view is not None
        spot = (self._grid.title, place)
        mapped = self._view.mapped.get(spot)
        if mapped is not None:
            if not mapped.content:
                return CellState.LEFT
            return CellState.NO_DATA if mapped.filling.value is None else CellState.FILLED
        if self._view.suggestion(spot):
            return CellState.PROPOSED
        if place in self._open:
            return CellState.OPEN
        cell = self._grid.cell(place)
        if cell.is_formula:
            return CellState.FORMULA
        return CellState.TEXT if cell.text else CellState.NOTHING

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many rows are shown."""
        return 0 if parent.isValid() else self._grid.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns are shown."""
        return 0 if parent.isValid() else self._grid.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch."""
        if not index.isValid() or self._view is None:
            return None
        place = self.place(index)
        cell = self._grid.cell(place)
        ask = self._answers.get(role)
        return ask(place, cell) if ask else None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name rows and columns as a worksheet does."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        is_column = orientation is Qt.Orientation.Horizontal
        return column_letters(section + 1) if is_column else str(section + 1)

    def _text(self, place: Place, cell: GridCell) -> str:
        assert self._view is not None
        spot = (self._grid.title, place)
        match self.state(place):
            case CellState.FILLED:
                return self._view.mapped[spot].filling.shown
            case CellState.NO_DATA:
                return _NO_DATA
            case CellState.LEFT:
                return cell.text or _LEFT
            case CellState.PROPOSED:
                suggestion = self._view.suggestion(spot)
                assert suggestion is not None
                return f"{suggestion.shown or _NO_DATA}？"
            case CellState.FORMULA:
                return _COMPUTED
        return cell.text

    def _ground(self, _place: Place, cell: GridCell) -> QColor | None:
        return QColor(cell.look.fill) if cell.look.fill else None

    def _hint(self, place: Place, cell: GridCell) -> str:
        assert self._view is not None
        spot = (self._grid.title, place)
        mapped = self._view.mapped.get(spot)
        if mapped is not None:
            return "\n".join(filter(None, (mapped.labels, mapped.what, mapped.filling.reason)))
        suggestion = self._view.suggestion(spot)
        if suggestion is not None:
            return f"{suggestion.labels}\n建议填：{suggestion.what}，还没有确认"
        if cell.is_formula:
            return f"{cell_name(place)}里是公式，打开导出的表格时自动算出"
        return cell.text

    def _font_of(self, _place: Place, cell: GridCell) -> QFont:
        font = QFont(self._font)
        scale = min(max(cell.look.size / _USUAL_SIZE, 1.0), _LARGEST_SCALE)
        font.setPixelSize(round(self._font.pixelSize() * scale))
        font.setBold(cell.look.bold)
        return font

    def _alignment(self, place: Place, cell: GridCell) -> int:
        usual = Qt.AlignmentFlag.AlignLeft
        if self.state(place) in COLOURS and not cell.text:
            usual = Qt.AlignmentFlag.AlignHCenter
        across = _ACROSS.get(cell.look.across, usual)
        return int(across | _DOWN.get(cell.look.down, Qt.AlignmentFlag.AlignVCenter))


COLOURS = {
    CellState.FILLED: ("#e6eff9", "#b4cde8", "#174a7c"),
    CellState.NO_DATA: (theme.ERROR_TINT, "#e8a9a4", theme.ERROR),
    CellState.PROPOSED: (theme.WARNING_TINT, "#d9b36a", theme.WARNING),
    CellState.LEFT: (theme.HEADER, theme.LINE, theme.DISABLED),
}
"""State → (ground, edge, ink) of the chip that is drawn in the cell."""
