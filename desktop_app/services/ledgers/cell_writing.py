"""Writing many cells of a ledger at once: fill, clear and cut, as one step or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue, UnknownName, UnknownUnit
from desktop_app.core.periods import Period
from desktop_app.core.readers import Reader, options_in, reader_for
from desktop_app.core.records import CellValue
from desktop_app.core.typed_cells import ESTIMATED
from desktop_app.core.validation import derive
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.log.changes import Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.pasting.row_rules import RowRules
from desktop_app.services.pasting.row_values import KnownRow, LedgerTable, unit_ids

UNTOUCHED = "其余的也没有改"
"""Closes the sentence that refuses many cells at once for the sake of one."""

Cells = Mapping[str, Mapping[str, object]]
"""Row uid → field name (UNIT for the unit) → what was typed."""


class CellWriting:
    """Checks cells as typing does, but a thousand rows at a time."""

    def __init__(self, writer: Writer, catalogue: Catalogue, office: OfficeService) -> None:
        """office: units and option lists of the quarters."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office

    def write(self, ledger: str, period: Period, cells: Cells, step_name: str) -> int:
        """Write the cells in one step and return how many rows were given.

        Dates may be typed without their year. Raises InvalidRow, UnknownUnit or UnknownName with
        one sentence that names the cell; nothing is written then.
        """
        table = LedgerTable(self._catalogue.ledgers[ledger], self._catalogue.models[ledger])
        with self._writer.step(step_name) as step:
            plan = _Plan(table, period, self._readers(table, period, cells))
            rows = plan.rows(cells)
            step.update_many(
                table.model,
                {uid: table.stored_values(values, plan.unit_ids) for uid, values in rows.items()},
            )
        return len(cells)

    def _readers(self, table: LedgerTable, period: Period, cells: Cells) -> dict[str, Reader]:
        options = options_in(period, self._office.options(period))
        names = {name for given in cells.values() for name in given} - {UNIT}
        return {name: reader_for(table.spec.field(name), options) for name in names}


class _Plan:
    """What the cells make of their rows."""

    def __init__(self, table: LedgerTable, period: Period, readers: Mapping[str, Reader]) -> None:
        self._table = table
        self._period = period
        self._readers = readers
        self.unit_ids = unit_ids(period)
        self._names = {row_id: name for name, row_id in self.unit_ids.items()}
        self._rules = RowRules(table, period, self.unit_ids)

    def rows(self, cells: Cells) -> dict[str, dict[str, CellValue]]:
        """Return what each row gets, with what follows from it."""
        known = self._table.rows(cells)
        if len(known) < len(cells):
            label = self._table.spec.label
            raise UnknownName(f"{label}里选中的行有的已被删除，什么都没有改；请刷新后再试。")
        return {uid: self._row(uid, known[uid], given) for uid, given in cells.items()}

    def _row(self, uid: str, known: KnownRow, given: Mapping[str, object]) -> dict[str, CellValue]:
        unit = self._names.get(known.unit_id, "")
        values: dict[str, CellValue] = {}
        is_estimate = False
        for name, raw in given.items():
            if name == UNIT:
                unit = values[UNIT] = self._unit(raw)
                continue
            try:
                reading = self._readers[name](raw)
            except InvalidValue as reason:
                label = self._table.spec.field(name).label
                raise self._refusal(known, name, f"“{label}”{reason}") from None
            values[name] = reading.value
            is_estimate |= reading.is_estimate
        if is_estimate:
            values[ESTIMATED] = True
        typed = frozenset(values) - {UNIT}
        after = {**known.values, **values}
        try:
            values |= derive(self._table.spec, after, typed)
        except InvalidRow as refusal:
            first = refusal.problems[0]
            raise self._refusal(known, first.field, first.message) from None
        problem = self._rules.problem(uid, unit, {**after, **values})
        if problem:
            raise self._refusal(known, "is_subtotal", problem)
        return values

    def _unit(self, raw: object) -> str:
        name = str(raw or "")
        if name not in self.unit_ids:
            raise UnknownUnit(f"{self._period.label}没有填报单位“{name}”；{UNTOUCHED}。")
        return name

    def _refusal(self, known: KnownRow, field: str, message: str) -> InvalidRow:
        """Say of which row it is, and that nothing was written."""
        day, unit = known.values.get("date"), self._names.get(known.unit_id, "")
        place = unit if day is None else f"{unit}，{day}"
        return InvalidRow((FieldProblem(field, f"{message}（{place}）；{UNTOUCHED}"),))
