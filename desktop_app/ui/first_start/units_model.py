"""What was read of a list of villages, as a table in which it is put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec
from desktop_app.services.first_start.unit_list import FIELDS, NOTE, TAKEN, ReadUnit
from desktop_app.ui import theme
from desktop_app.ui.tables.grid_model import NO_INDEX, Cell, GridModel, Index
from desktop_app.ui.tables.wording import cell_text


class ReadUnitsModel(GridModel):
    """One row a unit; corrected: (name as read, field → value) for what was changed."""

    corrected = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._units: tuple[ReadUnit, ...] = ()

    def show_units(self, units: Sequence[ReadUnit]) -> None:
        """Show these units; where they are the same ones the cursor stays."""
        if [unit.read for unit in units] == [unit.read for unit in self._units]:
            self._units = tuple(units)
            if units:
                self.dataChanged.emit(self.index(0, 0), self.index(len(units) - 1, len(FIELDS) - 1))
            return
        self.beginResetModel()
        self._units = tuple(units)
        self.endResetModel()

    def editable_field(self, column: int) -> FieldSpec:
        """Return the field of a column."""
        return FIELDS[column]

    def value(self, row: int, column: int) -> CellValue:
        """Return a fact of a unit."""
        value: CellValue = getattr(self._units[row], FIELDS[column].name)
        return value

    def write_cells(self, typed: Mapping[Cell, object], step_name: str) -> bool:  # noqa: ARG002 - nothing is written yet
        """Keep corrections."""
        self.corrected.emit(
            [
                (self._units[cell.row].read, FIELDS[cell.column].name, value)
                for cell, value in typed.items()
            ]
        )
        return True

    def is_typed(self, row: int, column: int) -> bool:
        """Whether a fact may be changed: all but our own note."""
        return FIELDS[column].name != NOTE and row < len(self._units)

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many units."""
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many fields."""
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Units are ticked, facts typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        name = FIELDS[index.column()].name
        if name == TAKEN:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if name == NOTE else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Labels above, numbers at the side."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return FIELDS[section].label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Dispatch by role."""
        unit, field = self._units[index.row()], FIELDS[index.column()]
        value = self.value(index.row(), index.column())
        if field.name == TAKEN:
            ticked = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
            return ticked if role == Qt.ItemDataRole.CheckStateRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(value, field)
        if role == Qt.ItemDataRole.EditRole:
            return value
        return _look(unit, field, role)

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Keep what was typed or ticked."""
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        return self.write_cells({Cell(index.row(), index.column()): value}, "")


def _colour(unit: ReadUnit, *, is_note: bool) -> str:
    if unit.is_problem:
        return theme.ERROR
    if not unit.taken:
        return theme.DISABLED
    return theme.WARNING if is_note else theme.TEXT


def _look(unit: ReadUnit, field: FieldSpec, role: int) -> object:
    if role == Qt.ItemDataRole.ToolTipRole:
        return unit.note or None
    if role == Qt.ItemDataRole.ForegroundRole:
        return QColor(_colour(unit, is_note=field.name == NOTE))
    if role == Qt.ItemDataRole.TextAlignmentRole and field.is_number:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None
