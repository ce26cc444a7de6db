"""What the window does with rows beyond saving one: several at once, copies, their story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.base import LedgerRow, Unit
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import FieldSpec, LedgerSpec
from desktop_app.services.ledgers.cell_writing import Cells, CellWriting
from desktop_app.services.ledgers.service import LedgerService, row_record
from desktop_app.services.log.changes import Writer
from desktop_app.services.log.history import ChangeRecord, HistoryService, differences
from desktop_app.services.office.service import OfficeService


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed; field is None for the unit and for what happened to the row."""

    label: str
    old: CellValue
    new: CellValue
    field: FieldSpec | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One step in the life of a row, in words."""

    step: str
    at: datetime
    who: str
    fields: tuple[FieldChange, ...]


class RowTools:
    """Steps over several rows of a ledger, and the log of one row in words."""

    def __init__(self, writer: Writer, catalogue: Catalogue, ledgers: LedgerService) -> None:
        """Write through the ledgers' own door, several rows in one step."""
        self._writer = writer
        self._catalogue = catalogue
        self._ledgers = ledgers
        self._cells = CellWriting(writer, catalogue, OfficeService(writer, catalogue))
        self._history = HistoryService(writer)

    def id_of(self, ledger: str, uid: str) -> int | None:
        """Return the id by which windows into a ledger know a row; None for a deleted one."""
        model: Any = self._catalogue.models[ledger]
        row = model.select(model.id).where(model.uid == uid, model.live()).first()
        return None if row is None else int(row.id)

    def delete(self, ledger: str, uids: Sequence[str]) -> None:
        """Put rows into the 回收站 in one step."""
        with self._writer.step(f"删除{self._ledgers.spec(ledger).label}"):
            for uid in uids:
                self._ledgers.delete(ledger, uid)

    def write_cells(self, ledger: str, period: Period, cells: Cells, step_name: str = "") -> int:
        """Write many cells in one step and return how many rows were given; see CellWriting."""
        name = step_name or f"修改{self._ledgers.spec(ledger).label}"
        return self._cells.write(ledger, period, cells, name)

    def duplicate(self, ledger: str, period: Period, uid: str) -> RowRecord:
        """Add a row with the values of another; a copy is never a second subtotal."""
        spec = self._ledgers.spec(ledger)
        row = self._row(ledger, uid)
        record = row_record(spec, row)
        values = {
            field.name: record.values[field.name]
            for field in spec.fields
            if not field.derived and field.name != "is_subtotal"
        }
        unit = None if spec.kept_by_office else record.unit
        with self._writer.step(f"复制{spec.label}"):
            return self._ledgers.save(ledger, period, values, unit=unit)[0]

    def changes(self, ledger: str, uid: str) -> list[RowChange]:
        """Return the life of a row in words, newest first; steps that changed nothing seen go."""
        spec, model = self._ledgers.spec(ledger), self._catalogue.models[ledger]
        units: dict[int, str] = {unit.id: unit.name for unit in Unit.select()}
        found = [
            RowChange(
                record.step, record.at, record.who, tuple(_fields(spec, model, record, units))
            )
            for record in self._history.of_row(ledger, uid)
        ]
        return [change for change in found if change.fields]

    def _row(self, ledger: str, uid: str) -> Any:  # noqa: ANN401 - a LedgerRow
        model: Any = self._catalogue.models[ledger]
        return model.select().where(model.uid == uid, model.live()).get()


def _fields(
    spec: LedgerSpec, model: type[LedgerRow], record: ChangeRecord, units: Mapping[int, str]
) -> list[FieldChange]:
    """Turn the columns of the log into fields with their values as one reads them."""
    columns = model._meta.columns
    known = {field.name: field for field in spec.fields}
    changes = []
    for column, old, new in differences(record.before, record.after):
        field = columns.get(column)
        if column == "deleted_at":
            if record.before is not None:
                changes.append(FieldChange("", None, "移入回收站" if new else "从回收站恢复"))
        elif column == "unit_id":
            changes.append(FieldChange("填报单位", units.get(old), units.get(new)))
        elif field is not None and field.name in known:
            shown = known[field.name]
            before, after = (
                None if value is None else field.python_value(value) for value in (old, new)
            )
            is_default = after is None or (isinstance(after, bool) and after == field.default)
            if record.before is not None or not is_default:
                changes.append(FieldChange(shown.label, before, after, shown))
    return changes
