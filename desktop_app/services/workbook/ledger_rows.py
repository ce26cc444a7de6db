"""Ledger rows of a workbook: known by uid, a subtotal by its unit and kind, else by equal content.

What is absent in a workbook is never deleted. Rows that are new are written in bulk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from db.base import LedgerRow
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.core.validation import derive, row_warnings
from desktop_app.services.assembly import Services
from desktop_app.services.changes import Step
from desktop_app.services.workbook.layout import UNIT_COLUMN
from desktop_app.services.workbook.parsing import Parsed
from desktop_app.services.workbook.summary import ImportSummary

StoredRow = tuple[object, ...]
_MOST_WARNINGS = 50


class LedgerImport:
    """Takes parsed rows of ledgers into one quarter, within one step."""

    def __init__(
        self, services: Services, step: Step, period: Period, summary: ImportSummary
    ) -> None:
        """The quarter must be open and its units written."""
        self._services = services
        self._step = step
        self._period = period
        self._units = {
            unit.name: services.office.unit_row(period, unit.name).id
            for unit in services.office.units(period)
        }
        self._summary = summary

    def take(self, ledger: str, rows: Sequence[Parsed], unit: str = "") -> list[str]:
        """Write the rows of one sheet; return what is wrong with them.

        unit: the one that all rows belong to, where the sheet has no such column.
        """
        spec = self._services.catalogue.ledgers[ledger]
        model = self._services.catalogue.models[ledger]
        if spec.kept_by_office and rows:
            unit = self._services.office.office_itself(self._period)
        sheet = _LedgerSheet(spec, model, self._period, self._step, self._units)
        problems = sheet.sort(rows, unit)
        if not problems:
            sheet.write()
            self._summary.added += len(sheet.new)
            self._summary.changed += sheet.changed
            self._summary.unchanged += sheet.unchanged
            self._summary.warnings += sheet.warnings[:_MOST_WARNINGS]
        return problems


class _LedgerSheet:
    """One ledger's rows while they are compared with what is there."""

    def __init__(
        self,
        spec: LedgerSpec,
        model: type[LedgerRow],
        period: Period,
        step: Step,
        units: dict[str, int],
    ) -> None:
        self._spec = spec
        self._model = model
        self._period = period
        self._step = step
        self._units = units
        self._fields = [spec_field.name for spec_field in spec.fields]
        columns = [model._meta.fields[name] for name in self._fields]
        self._in_order = itemgetter(*self._fields)
        self._conversions = _conversions(spec, columns)
        self._columns = ("unit_id", "period", *(column.column_name for column in columns))
        self._blank: dict[str, CellValue] = dict.fromkeys(self._fields)
        self._defaults = {
            column.name: column.default for column in columns if column.default is not None
        }
        self._subtotal_defaults = {
            name: default for name, default in self._defaults.items() if isinstance(default, bool)
        }
        live = model.select().where(model.live(), model.period == period.code)
        self._known = {row.uid: row for row in live}
        self._subtotals = {
            self._subtotal_key(row.unit_id, row.__data__): row
            for row in self._known.values()
            if row.is_subtotal
        }
        self._same = Counter(
            (row.unit_id, *self._stored(row.__data__)) for row in self._known.values()
        )
        self._seen_subtotals: set[tuple[object, ...]] = set()
        self._updates: list[tuple[Any, dict[str, CellValue]]] = []
        self.new: list[StoredRow] = []
        self.changed = 0
        self.unchanged = 0
        self.warnings: list[str] = []

    def sort(self, rows: Sequence[Parsed], unit: str) -> list[str]:
        """Decide for each row whether it is new, changed or there already; return what is wrong."""
        problems: list[str] = []
        by_uid = [row for row in rows if row.uid in self._known]
        others = [row for row in rows if row.uid not in self._known]
        for row in (*by_uid, *others):
            owner = unit or str(row.values[UNIT_COLUMN])
            unit_id = self._units.get(owner)
            if unit_id is None:
                problems.append(
                    row.problem(UNIT_COLUMN, f"没有填报单位“{owner}”，请先在“填报单位”表里添加")
                )
                continue
            reason = self._sort_one(row, unit_id)
            if reason:
                problems.append(reason)
        return problems

    def write(self) -> None:
        """Write the new and the changed rows."""
        if self.new:
            self._step.insert_many(self._model, self._columns, self.new)
        for known, values in self._updates:
            self.changed += self._step.update(known, **values)

    def _sort_one(self, row: Parsed, unit_id: int) -> str:
        values = self._completed(row)
        self.warnings.extend(
            row.problem(warning.field, warning.message)
            for warning in row_warnings(self._spec, values, self._period)
        )
        known = self._known.get(row.uid)
        if values["is_subtotal"]:
            key = self._subtotal_key(unit_id, values)
            if key in self._seen_subtotals:
                return row.problem("is_subtotal", "同一单位、同一类别的小计填了两行，请合并")
            self._seen_subtotals.add(key)
            known = known or self._subtotals.get(key)
        stored = (unit_id, *self._stored(values))
        if known is not None:
            self._same[known.unit_id, *self._stored(known.__data__)] -= 1
            if (known.unit_id, *self._stored(known.__data__)) == stored:
                self.unchanged += 1
            else:
                self._updates.append((known, {**values, "unit": unit_id}))
        elif self._same.get(stored, 0) > 0:
            self._same[stored] -= 1
            self.unchanged += 1
        else:
            self.new.append((unit_id, self._period.code, *stored[1:]))
        return ""

    def _completed(self, row: Parsed) -> dict[str, CellValue]:
        """Add derived columns, and the defaults of new single rows; a subtotal takes none."""
        values = {**self._blank, **row.values}
        defaults = self._subtotal_defaults if values["is_subtotal"] else self._defaults
        for name, default in defaults.items():
            if values[name] is None:
                values[name] = default
        if self._spec.derivations:
            values |= derive(self._spec, values, frozenset(row.values))
        return values

    def _stored(self, values: Mapping[str, Any]) -> StoredRow:
        """Return the values of the fields as the database keeps them."""
        stored = list(self._in_order(values))
        for place, convert in self._conversions:
            if stored[place] is not None:
                stored[place] = convert(stored[place])
        return tuple(stored)

    def _subtotal_key(self, unit_id: int, values: Any) -> tuple[object, ...]:  # noqa: ANN401 - a mapping
        return (unit_id, *(values.get(column) for column in self._spec.subtotal_key))


def _conversions(
    spec: LedgerSpec, columns: Sequence[Any]
) -> list[tuple[int, Callable[[Any], object]]]:
    """Return (place of a column, what turns its values into the database's) where they differ."""
    return [
        (place, date.isoformat if field.kind is FieldKind.DATE else column.db_value)
        for place, (field, column) in enumerate(zip(spec.fields, columns, strict=True))
        if field.kind in (FieldKind.DATE, FieldKind.DECIMAL)
    ]
