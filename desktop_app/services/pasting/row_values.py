"""Rows of a ledger as a paste finds them, and as it writes them; by whole columns, not models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import SQL

from db.base import LedgerRow, Unit
from db.models.office import UnitPeriod
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF, CellValue
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.services.ledgers.pages import UNIT

_STORED_APART = (FieldKind.DATE, FieldKind.DECIMAL)
_READ_APART = (*_STORED_APART, FieldKind.BOOLEAN)
_READ: dict[FieldKind, Callable[[Any], CellValue]] = {
    FieldKind.DATE: date.fromisoformat,  # peewee tries several forms, and takes ten times as long
    FieldKind.BOOLEAN: bool,
}


class KnownRow(NamedTuple):
    """A row that is there: its unit's id and the value of every field."""

    unit_id: int
    values: Mapping[str, CellValue]


class LedgerTable:
    """One ledger's table."""

    def __init__(self, spec: LedgerSpec, model: type[LedgerRow]) -> None:
        """Read the columns' defaults and what converts their values."""
        self.spec = spec
        self.model = model
        self.fields = tuple(field.name for field in spec.fields)
        columns = [model._meta.fields[name] for name in self.fields]
        self.columns = ("unit_id", "period", *(column.column_name for column in columns))
        self.defaults: dict[str, CellValue] = {column.name: column.default for column in columns}
        self.flags = {
            name: value for name, value in self.defaults.items() if isinstance(value, bool)
        }
        self._stores: dict[str, Callable[[Any], object]] = {}
        self._read_places: list[tuple[int, Callable[[Any], CellValue]]] = []
        for place, (field, column) in enumerate(zip(spec.fields, columns, strict=True), 2):
            if field.kind in _STORED_APART:
                is_day = field.kind is FieldKind.DATE
                self._stores[field.name] = date.isoformat if is_day else column.db_value
            if field.kind in _READ_APART:
                read = _READ.get(field.kind, column.python_value)
                self._read_places.append((place, read))
        self._names = {field.name: field.column_name for field in columns}
        self._in_order = itemgetter(*self.fields)
        first = len(self.columns) - len(self.fields)
        self._stored_places = [
            (first + self.fields.index(name), store) for name, store in self._stores.items()
        ]

    def rows(self, uids: Iterable[str]) -> dict[str, KnownRow]:
        """Return the live rows of these uids; converted column by column, for speed."""
        model: Any = self.model
        fields = (getattr(model, name) for name in self.fields)
        query = model.select(model.uid, model.unit, *fields).where(
            among(model.uid, uids), model.live()
        )
        columns: list[Any] = list(zip(*tuples(query), strict=True))
        if not columns:
            return {}
        for place, read in self._read_places:
            columns[place] = [None if value is None else read(value) for value in columns[place]]
        uids, unit_ids, *values = columns
        return {
            uid: KnownRow(unit_id, dict(zip(self.fields, row, strict=True)))
            for uid, unit_id, row in zip(uids, unit_ids, zip(*values, strict=True), strict=True)
        }

    def start(self, preset: Mapping[str, CellValue], *, is_subtotal: bool) -> dict[str, CellValue]:
        """Return what a new row holds before anything is put in; a subtotal holds no number."""
        values = {**self.defaults, **preset}
        if is_subtotal:
            values |= {field.name: None for field in self.spec.fields if field.is_number}
        return values

    def stored_values(
        self, values: Mapping[str, CellValue], units: Mapping[str, int]
    ) -> dict[str, object]:
        """Return some values of a row by column, as the database keeps them.

        values: field name → value, under UNIT the name of the unit. units: name → id.
        """
        stored: dict[str, object] = {}
        for name, value in values.items():
            if name == UNIT:
                stored["unit_id"] = units[str(value)]
                continue
            store = self._stores.get(name)
            stored[self._names[name]] = value if store is None or value is None else store(value)
        return stored

    def stored_row(
        self, unit_id: int, period: str, values: Mapping[str, CellValue]
    ) -> tuple[object, ...]:
        """Return a new row in the order of `columns`, as the database keeps it."""
        row: list[Any] = [unit_id, period, *self._in_order(values)]
        for place, store in self._stored_places:
            if row[place] is not None:
                row[place] = store(row[place])
        return tuple(row)

    def subtotals(self, period: str) -> dict[tuple[object, ...], str]:
        """Return unit id and kind → uid of the quarter's live subtotals."""
        model: Any = self.model
        kinds = (getattr(model, name) for name in self.spec.subtotal_key)
        query = model.select(model.uid, model.unit, *kinds).where(
            model.live(), model.is_subtotal, model.period == period
        )
        return {tuple(key): uid for uid, *key in tuples(query)}

    def subtotal_key(self, unit_id: int, values: Mapping[str, object]) -> tuple[object, ...]:
        """Return what there may be only one subtotal of."""
        return (unit_id, *(values.get(column) for column in self.spec.subtotal_key))


def unit_ids(period: Period, *, office_itself: bool = False) -> dict[str, int]:
    """Return name → id of the units of a quarter; office_itself: of 本级 alone."""
    query = (
        Unit.select(Unit.name, Unit.id)
        .join(UnitPeriod)
        .where(UnitPeriod.live(), UnitPeriod.period == period.code, Unit.live())
        .order_by(Unit.position, Unit.id)
    )
    if office_itself:
        query = query.where(Unit.kind == OFFICE_ITSELF)
    return {name: row_id for name, row_id in tuples(query)}  # noqa: C416 - tuples of any length


def tuples(query: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - a peewee query
    """Return rows from the cursor itself: peewee's iterator takes four times as long."""
    found: Iterator[tuple[Any, ...]] = query.model._meta.database.execute(query)
    return found


def among(column: Any, texts: Iterable[str]) -> Any:  # noqa: ANN401 - peewee's column and condition
    """Return the condition that a column holds one of many texts, given as one variable."""
    return column.in_(SQL("(SELECT value FROM json_each(?))", (json.dumps(list(texts)),)))
