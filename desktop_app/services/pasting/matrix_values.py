"""What is typed into the matrix, read and written for many cells at once.

A cell is a column of its unit's subtotal row of one ledger and kind, or a fact of the unit; the
rules are those of WorkbenchService.type_cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peewee import fn

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, UnitRecord
from desktop_app.core.specs import FieldSpec, Sum, UnitFact
from desktop_app.core.typed_cells import ESTIMATED
from desktop_app.core.validation import derive
from desktop_app.services.log.changes import Step
from desktop_app.services.office.service import OfficeService
from desktop_app.services.pasting.row_values import LedgerTable, unit_ids

_Kind = tuple[tuple[str, str], ...]
"""Column and value of what tells one subtotal of a ledger from another."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure is typed: a column of the subtotals of a kind; ledger "" for a unit's fact."""

    ledger: str
    kind: _Kind
    column: str
    field: FieldSpec


class MatrixValues:
    """The typed values of one quarter."""

    def __init__(
        self,
        catalogue: Catalogue,
        office: OfficeService,
        period: Period,
        keys: Sequence[str],
        units: Sequence[UnitRecord],
    ) -> None:
        """keys: the figures that can be typed. Nothing is read before `load`."""
        self.keys = keys
        self._catalogue = catalogue
        self._office = office
        self._period = period
        self._units = {unit.name: unit for unit in units}
        self._ids = unit_ids(period)
        self._places = {key: self._place(key) for key in keys}
        self._tables: dict[str, LedgerTable] = {}
        self._subtotals: dict[str, dict[int, list[Any]]] = {}
        self._events: dict[str, list[dict[str, Any]]] = {}

    def field(self, key: str) -> FieldSpec | None:
        """Return how a figure's cells are read, under its label; None where it is not typed."""
        place = self._places.get(key)
        return None if place is None else place.field

    def load(self, keys: Iterable[str]) -> None:
        """Read what stands in the cells of these figures."""
        for key in keys:
            ledger = self._places[key].ledger
            if ledger and ledger not in self._tables:
                spec, model = self._catalogue.ledgers[ledger], self._catalogue.models[ledger]
                self._tables[ledger] = LedgerTable(spec, model)
                by_unit: dict[int, list[Any]] = {}
                for row in self._live(model).where(model.is_subtotal).order_by(model.id):
                    by_unit.setdefault(row.unit_id, []).append(row)
                self._subtotals[ledger] = by_unit
                self._events[ledger] = self._count_events(self._tables[ledger])

    def typed(self, unit: str, key: str) -> CellValue:
        """Return what was typed into a cell; None where nothing was."""
        place = self._places[key]
        if not place.ledger:
            fact: int | None = getattr(self._units[unit], place.column)
            return fact
        row = self._subtotal(unit, place.ledger, place.kind)
        return None if row is None else row.__data__[place.column]

    def has_events(self, unit: str, key: str) -> bool:
        """Whether single rows count beside what is typed into a cell."""
        place = self._places[key]
        source = self._catalogue.figures[key].source
        return isinstance(source, Sum) and any(
            group["unit"] == self._ids[unit]
            and group[f"{place.column}_known"]
            and all(condition.accepts(group[condition.column]) for condition in source.where)
            for group in self._events[place.ledger]
        )

    def is_estimate(self, unit: str, key: str) -> bool | None:
        """Whether the subtotal behind a cell is marked 估; None for what cannot be marked."""
        place = self._places[key]
        if not place.ledger:
            return None
        row = self._subtotal(unit, place.ledger, place.kind)
        return row is not None and bool(row.__data__[ESTIMATED])

    def write(self, step: Step, cells: Iterable[tuple[str, str, CellValue, bool]]) -> int:
        """Write (unit, figure key, value, is an estimate) and return how many rows it took.

        A subtotal whose numbers are all gone goes with them.
        """
        facts: dict[str, dict[str, Any]] = {}
        changes: dict[tuple[str, str, _Kind], dict[str, CellValue]] = {}
        for unit, key, value, is_estimate in cells:
            place = self._places[key]
            if not place.ledger:
                facts.setdefault(unit, {})[place.column] = value
                continue
            given = changes.setdefault((unit, place.ledger, place.kind), {})
            given[place.column] = value
            if is_estimate:
                given[ESTIMATED] = True
        for unit, fact in facts.items():
            self._office.save_unit(self._period, unit, **fact)
        new: dict[str, list[tuple[object, ...]]] = {}
        changed: dict[str, dict[str, dict[str, object]]] = {}
        for (unit, ledger, kind), given in changes.items():
            known = self._subtotal(unit, ledger, kind)
            if known is None:
                new.setdefault(ledger, []).append(self._new_row(unit, ledger, kind, given))
            else:
                columns = changed.setdefault(ledger, {}).setdefault(known.uid, {})
                columns |= _changed_columns(self._tables[ledger], known, given)
        for ledger, table in self._tables.items():
            if ledger in changed:
                step.update_many(table.model, changed[ledger])
            if ledger in new:
                step.insert_many(table.model, table.columns, new[ledger])
        return len(facts) + len(changes)

    def _place(self, key: str) -> _Place:
        figure = self._catalogue.figures[key]
        source = figure.source
        if isinstance(source, UnitFact):
            field = self._office.unit_field(source.column)
            return _Place("", (), source.column, replace(field, label=figure.label))
        assert isinstance(source, Sum), "the workbench types nothing else"
        field = self._catalogue.ledgers[source.ledger].field(source.column)
        kind = tuple((condition.column, condition.values[0]) for condition in source.where)
        return _Place(source.ledger, kind, source.column, replace(field, label=figure.label))

    def _live(self, model: Any) -> Any:  # noqa: ANN401 - a peewee query over a model
        return model.select().where(model.live(), model.period == self._period.code)

    def _subtotal(self, unit: str, ledger: str, kind: _Kind) -> Any:  # noqa: ANN401 - a LedgerRow or None
        for row in self._subtotals[ledger].get(self._ids[unit], ()):
            if all(row.__data__[column] == value for column, value in kind):
                return row
        return None

    def _count_events(self, table: LedgerTable) -> list[dict[str, Any]]:
        """Count the single rows that hold each number, by unit and kind."""
        model: Any = table.model
        by = [model.unit, *(getattr(model, column) for column in table.spec.subtotal_key)]
        counts = [
            fn.count(getattr(model, field.name)).alias(f"{field.name}_known")
            for field in table.spec.fields
            if field.is_number
        ]
        single = self._live(model).where(~model.is_subtotal, model.counted)
        return list(single.select(*by, *counts).group_by(*by).dicts())

    def _new_row(
        self, unit: str, ledger: str, kind: _Kind, given: Mapping[str, CellValue]
    ) -> tuple[object, ...]:
        table = self._tables[ledger]
        start = table.start({**dict(kind), "is_subtotal": True}, is_subtotal=True)
        values = {**start, **given}
        values |= derive(table.spec, values, frozenset(given))
        return table.stored_row(self._ids[unit], self._period.code, values)


def _changed_columns(
    table: LedgerTable,
    row: Any,  # noqa: ANN401 - a LedgerRow
    given: Mapping[str, CellValue],
) -> dict[str, object]:
    """Put changes into a subtotal, and return them by column.

    One whose numbers are all gone goes with them.
    """
    changes = {**given, **derive(table.spec, {**row.__data__, **given}, frozenset(given))}
    row.__data__.update(changes)
    is_empty = all(
        row.__data__[field.name] is None for field in table.spec.fields if field.is_number
    )
    gone = datetime.now().isoformat(" ") if is_empty else None  # noqa: DTZ005 - local time, as a clerk reads it
    return {**table.stored_values(changes, {}), "deleted_at": gone}
