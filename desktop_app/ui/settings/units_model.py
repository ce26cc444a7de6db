"""The units of a quarter as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt

from desktop_app.core.records import CellValue, UnitRecord
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.ui.tables.grid_model import NO_INDEX, Cell, GridModel, Index
from desktop_app.ui.tables.wording import cell_text

Change = Callable[[Mapping[tuple[str, str], object], str], str]
"""Saves (unit's uid, field's name) → what was typed, named as a step; "" or why it was refused."""


class UnitsModel(GridModel):
    """One row a unit, one column a field; typed values go to `change`."""

    def __init__(self, fields: Sequence[FieldSpec], change: Change) -> None:
        """Start empty."""
        super().__init__()
        self._fields = fields
        self._change = change
        self._units: list[UnitRecord] = []

    def show_units(self, units: Sequence[UnitRecord]) -> None:
        """Show these units; where they are the same ones, an open editor stays open."""
        if [unit.uid for unit in units] == [unit.uid for unit in self._units]:
            self._units = list(units)
            last = self.index(len(units) - 1, len(self._fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._units = list(units)
        self.endResetModel()

    def unit(self, row: int) -> UnitRecord | None:
        """Return the unit of a row, None where there is none."""
        return self._units[row] if 0 <= row < len(self._units) else None

    def row_of(self, uid: str) -> int:
        """Return the row of a unit, -1 where it is gone."""
        return next((row for row, unit in enumerate(self._units) if unit.uid == uid), -1)

    def editable_field(self, column: int) -> FieldSpec:
        """Return the field of a column."""
        return self._fields[column]

    def value(self, row: int, column: int) -> CellValue:
        """Return a fact of a unit."""
        value: CellValue = getattr(self._units[row], self._fields[column].name)
        return value

    def is_typed(self, row: int, column: int) -> bool:
        """Whether a fact may be changed: ticks are ticked rather than typed."""
        changeable = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        return bool(self.flags(self.index(row, column)) & changeable)

    def write_cells(self, typed: Mapping[Cell, object], step_name: str) -> bool:
        """Save many facts in one step."""
        facts = {
            (self._units[cell.row].uid, self._fields[cell.column].name): value
            for cell, value in typed.items()
        }
        self.reason = self._change(facts, f"{step_name}填报单位{len(facts)}格")
        return not self.reason

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many units."""
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many fields."""
        return 0 if parent.isValid() else len(self._fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Ticks are ticked; the kind of the township's own unit is not changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = self._fields[index.column()]
        unit = self._units[index.row()]
        if unit.is_office_itself and field.name in ("kind", "reporting"):
            return flags
        if field.kind is FieldKind.BOOLEAN:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Labels above, numbers at the side."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._fields[section].heading

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Dispatch by role."""
        field = self._fields[index.column()]
        value = self.value(index.row(), index.column())
        if field.kind is FieldKind.BOOLEAN:
            is_chased = not self._units[index.row()].is_office_itself
            return _tick(value) if is_chased and role == Qt.ItemDataRole.CheckStateRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(value, field)
        if role == Qt.ItemDataRole.EditRole:
            return value
        if role == Qt.ItemDataRole.TextAlignmentRole and field.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and field.name == "name":
            return "改名后，所有季度都显示新名称"
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Save what was typed or ticked."""
        unit, field = self._units[index.row()], self._fields[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        self.reason = self._change({(unit.uid, field.name): value}, "")
        return not self.reason


def _tick(value: CellValue) -> Qt.CheckState:
    return Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
