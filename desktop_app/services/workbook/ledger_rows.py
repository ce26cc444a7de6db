"""Ledger rows of a workbook: known by uid, a subtotal by its unit and kind, else by equal content.

What is absent in a workbook is never deleted. Rows that are new are written in bulk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from db.base import LedgerRow
from desktop_app.core.errors import InvalidRow
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.validation import OddRows, derive
from desktop_app.services.assembly import Services
from desktop_app.services.log.changes import ColumnValues, Step
from desktop_app.services.pasting.row_values import LedgerTable
from desktop_app.services.workbook.layout import UNIT_COLUMN
from desktop_app.services.workbook.parsing import Parsed
from desktop_app.services.workbook.summary import ImportSummary

StoredRow = tuple[object, ...]
_MOST_WARNINGS = 50
_SAME_BUT_FOR_NUMBERS = (
    "与已有的一行只有数字不同，已按新增导入；如果是改正，请改原来那一行，以免重复计算"
)


class LedgerImport:
    """Takes parsed rows of ledgers into one quarter, within one step."""

    def __init__(self, services: Services, period: Period) -> None:
        """The quarter must be open and its units written."""
        self._services = services
        self._period = period
        self._units = {
            unit.name: services.office.unit_row(period, unit.name).id
            for unit in services.office.units(period)
        }
        self._sheets: dict[str, _LedgerSheet] = {}

    def take(
        self, ledger: str, rows: Sequence[Parsed], unit: str, summary: ImportSummary
    ) -> list[str]:
        """Compare the rows of one sheet with what is there; return what is wrong with them.

        unit: the one that all rows belong to, where the sheet has no such column.
        """
        spec = self._services.catalogue.ledgers[ledger]
        model = self._services.catalogue.models[ledger]
        if spec.kept_by_office and rows:
            unit = self._services.office.office_itself(self._period)
        if ledger not in self._sheets:
            self._sheets[ledger] = _LedgerSheet(spec, model, self._period, self._units)
        return self._sheets[ledger].sort(rows, unit, summary)

    def write(self, step: Step) -> None:
        """Write what is new and changed in all ledgers."""
        for sheet in self._sheets.values():
            sheet.write(step)


class _LedgerSheet:
    """One ledger's rows while they are compared with what is there."""

    def __init__(
        self,
        spec: LedgerSpec,
        model: type[LedgerRow],
        period: Period,
        units: dict[str, int],
    ) -> None:
        self._spec = spec
        self._model = model
        self._period = period
        self._units = units
        self._fields = [spec_field.name for spec_field in spec.fields]
        self._table = LedgerTable(spec, model)
        self._blank: dict[str, CellValue] = dict.fromkeys(self._fields)
        self._defaults = {
            name: default for name, default in self._table.defaults.items() if default is not None
        }
        self._odd = OddRows(spec, period)
        self._worded = [field.name for field in spec.fields if not field.is_number]
        live = list(model.select().where(model.live(), model.period == period.code))
        self._known = {row.uid: row for row in live}
        self._subtotals = {
            self._subtotal_key(row.unit_id, row.__data__): row
            for row in self._known.values()
            if row.is_subtotal
        }
        self._same = Counter(
            self._stored(row.unit_id, row.__data__) for row in self._known.values()
        )
        self._words = Counter(self._words_of(row.unit_id, row.__data__) for row in live)
        self._seen_subtotals: set[tuple[object, ...]] = set()
        self._seen_uids: set[str] = set()
        self._updates: dict[str, ColumnValues] = {}
        self._new: list[StoredRow] = []
        self._unchanged = 0
        self._warnings: list[str] = []

    def sort(self, rows: Sequence[Parsed], unit: str, summary: ImportSummary) -> list[str]:
        """Decide for each row whether it is new, changed or there already; return what is wrong."""
        problems: list[str] = []
        self._warnings = []
        new, changed, unchanged = len(self._new), len(self._updates), self._unchanged
        pairs: Iterable[tuple[Parsed, Any]] = ((row, None) for row in rows)
        if self._known:
            pairs = [*self._by_uid(rows), *self._others(rows)]
        for row, known in pairs:
            owner = unit or str(row.values[UNIT_COLUMN])
            unit_id = self._units.get(owner)
            if unit_id is None:
                problems.append(
                    row.problem(UNIT_COLUMN, f"没有填报单位“{owner}”，请先在“填报单位”表里添加")
                )
                continue
            try:
                reason = self._sort_one(row, known, unit_id)
            except InvalidRow as refusal:
                reason = row.problem(refusal.problems[0].field, refusal.problems[0].message)
            if reason:
                problems.append(reason)
        summary.added += len(self._new) - new
        summary.changed += len(self._updates) - changed
        summary.unchanged += self._unchanged - unchanged
        summary.warnings += self._warnings[:_MOST_WARNINGS]
        return problems

    def write(self, step: Step) -> None:
        """Write the new and the changed rows."""
        if self._new:
            step.insert_many(self._model, self._table.columns, self._new)
        step.update_many(self._model, self._updates)

    def _by_uid(self, rows: Sequence[Parsed]) -> Iterator[tuple[Parsed, Any]]:
        """Yield the rows that are known by uid, the first of each."""
        for row in rows:
            if row.uid in self._known and row.uid not in self._seen_uids:
                self._seen_uids.add(row.uid)
                yield row, self._known[row.uid]

    def _others(self, rows: Sequence[Parsed]) -> Iterator[tuple[Parsed, None]]:
        """Yield the rest; who copies a row in a spreadsheet copies its hidden uid along."""
        met: set[str] = set()
        for row in rows:
            if row.uid in self._known and row.uid not in met:
                met.add(row.uid)
                continue
            if row.uid in self._known:
                self._warnings.append(row.problem("", "这一行是复制来的，按新增的一行导入"))
            yield row, None

    def _sort_one(self, row: Parsed, known: Any, unit_id: int) -> str:  # noqa: ANN401 - a LedgerRow or None
        values = self._completed(row, known)
        for warning in self._odd.warnings(values):
            self._warnings.append(row.problem(warning.field, warning.message))
        if values["is_subtotal"]:
            key = self._subtotal_key(unit_id, values)
            there = self._subtotals.get(key)
            if key in self._seen_subtotals:
                return row.problem("is_subtotal", "同一单位、同一类别的小计填了两行，请合并")
            if known is not None and there is not None and there.uid != known.uid:
                return row.problem("is_subtotal", "这个单位、这个类别已另有一行小计，请合并")
            self._seen_subtotals.add(key)
            if known is None and there is not None:
                known, values = there, self._completed(row, there)
        stored = self._stored(unit_id, values)
        if known is not None:
            before = self._stored(known.unit_id, known.__data__)
            self._same[before] -= 1
            if before == stored:
                self._unchanged += 1
            else:
                self._updates[known.uid] = dict(zip(self._table.columns, stored, strict=True))
        elif self._same and self._same.get(stored, 0) > 0:
            self._same[stored] -= 1
            self._unchanged += 1
        else:
            self._new.append(stored)
            if self._words and self._words_of(unit_id, values) in self._words:
                self._warnings.append(row.problem("", _SAME_BUT_FOR_NUMBERS))
        return ""

    def _completed(self, row: Parsed, known: Any) -> dict[str, CellValue]:  # noqa: ANN401 - a LedgerRow or None
        """Add what the sheet does not have: what is known of the row, or the defaults of a new one.

        A new subtotal takes no number by default. A column that the sheet lacks changes nothing.
        """
        if known is not None:
            values: dict[str, CellValue] = {
                name: known.__data__.get(name) for name in self._fields
            } | {name: value for name, value in row.values.items() if name in self._blank}
        else:
            values = {**self._blank, **row.values}
        defaults = (
            self._table.flags if known is not None or values["is_subtotal"] else self._defaults
        )
        for name, default in defaults.items():
            if values[name] is None:
                values[name] = default
        if self._spec.derivations:
            typed = frozenset(
                name
                for name in row.values
                if known is None or row.values[name] != known.__data__.get(name)
            )
            values |= derive(self._spec, values, typed)
        return values

    def _words_of(self, unit_id: int, values: Mapping[str, Any]) -> StoredRow:
        """Return what a row says beside its numbers: its unit, day, kinds and texts."""
        return (unit_id, *(values.get(name) for name in self._worded))

    def _stored(self, unit_id: int, values: Mapping[str, Any]) -> StoredRow:
        """Return a row as the database keeps it."""
        return self._table.stored_row(unit_id, self._period.code, values)

    def _subtotal_key(self, unit_id: int, values: Any) -> tuple[object, ...]:  # noqa: ANN401 - a mapping
        return (unit_id, *(values.get(column) for column in self._spec.subtotal_key))
