"""The units of a quarter as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.core.records import CellValue, UnitRecord
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options
from desktop_app.ui.tables.wording import cell_text

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
Change = Callable[[str, str, object], str]
"""Saves (unit's uid, field's name, what was typed); "" or why it was refused."""


class UnitsModel(QAbstractTableModel):
    """One row a unit, one column a field; typed values go to `change`.

    reason: why the last value was refused. options: none of a unit's fields draws on a list.
    """

    def __init__(self, fields: Sequence[FieldSpec], change: Change) -> None:
        """Start empty."""
        super().__init__()
        self._fields = fields
        self._change = change
        self._units: list[UnitRecord] = []
        self.reason = ""
        self.options: Options = {}

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

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many units."""
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
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
        value = self._value(index)
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
        self.reason = self._change(unit.uid, field.name, value)
        return not self.reason

    def _value(self, index: Index) -> CellValue:
        value: CellValue = getattr(self._units[index.row()], self._fields[index.column()].name)
        return value


def _tick(value: CellValue) -> Qt.CheckState:
    return Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
