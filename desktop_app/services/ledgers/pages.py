"""Windows into a ledger for tables on screen: which rows, in what order, and their totals.

SQL filters and sorts; a table holds the ids and asks for the rows it shows.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import SQL, fn

from db.base import LedgerRow, Unit
from db.fields import Flag, Fraction
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.services.finding import initials
from desktop_app.services.ledgers.service import row_record

_SEARCHED = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE)
UNIT = "unit"
"""Name of the column that says who reports; it is no field of a ledger."""

Totals = Mapping[str, Decimal | int | None]
"""Field name → sum of the column."""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """Which rows pass by what stands in one column, UNIT or a field's name.

    values: those that pass. empty: so do empty cells (flags: not ticked). filled: so does all that
    is not empty.
    """

    field: str
    values: tuple[CellValue, ...] = ()
    empty: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class RowQuery:
    """What a table shows. area: only rows of this one, in ledgers that areas share.

    sort: "" for the order of entry, UNIT or a field's name. text: stands in the unit's name or
    in any text column, or is the first letters of something there. filters: one a column.
    """

    ledger: str
    period: Period
    unit: str = ""
    area: str = ""
    text: str = ""
    sort: str = ""
    descending: bool = False
    filters: tuple[ColumnFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that a search found: its ledger, unit and the text that matched."""

    ledger: str
    uid: str
    unit: str
    text: str


class LedgerPages:
    """Reads ledgers in windows."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read through the open store."""
        self._catalogue = catalogue
        self._meant: tuple[tuple[object, ...], list[str]] = ((), [])

    def ids(self, query: RowQuery) -> list[int]:
        """Return the ids of all rows that a table shows, in its order."""
        model = self._catalogue.models[query.ledger]
        order: Any = self.column(query.ledger, query.sort) if query.sort else model.id
        rows: Any = (
            model.select(model.id)
            .join(Unit)
            .where(*self.conditions(query))
            .order_by(order.desc() if query.descending else order.asc(), model.id)
        )
        # From the cursor itself: peewee's row iterator alone takes 120 ms for 100,000 ids.
        return [row_id for (row_id,) in model._meta.database.execute(rows)]

    def rows(self, ledger: str, ids: Sequence[int]) -> dict[int, RowRecord]:
        """Return rows by id; one that was deleted meanwhile is left out."""
        spec, model = self._catalogue.ledgers[ledger], self._catalogue.models[ledger]
        found = model.select(model, Unit).join(Unit).where(model.id.in_(list(ids)), model.live())
        return {row.id: row_record(spec, row) for row in found}

    def totals(self, query: RowQuery) -> Totals:
        """Add up every number column over the rows that a table shows and that are counted."""
        spec, model = self._catalogue.ledgers[query.ledger], self._catalogue.models[query.ledger]
        fields = [field for field in spec.fields if field.is_number and field.counter != "%"]
        if not fields:
            return {}
        sums = [fn.sum(getattr(model, field.name)).coerce(False) for field in fields]  # noqa: FBT003 - takes no keyword
        row: Any = (
            model.select(*sums)
            .join(Unit)
            .where(*self.conditions(query), model.counted)
            .tuples()
            .get()
        )
        return {
            field.name: scaled(model, field.name, value)
            for field, value in zip(fields, row, strict=True)
        }

    def counts(self, period: Period) -> dict[str, int]:
        """Return ledger → how many live rows it has in a quarter."""
        return {
            key: model.select().where(model.live(), model.period == period.code).count()
            for key, model in self._catalogue.models.items()
        }

    def search(self, period: Period, text: str, limit: int = 50) -> list[Hit]:
        """Find rows of a quarter whose unit or any text holds the words."""
        hits: list[Hit] = []
        for key, spec in self._catalogue.ledgers.items():
            query = RowQuery(key, period, text=text)
            found = self.rows(key, self.ids(query)[: limit - len(hits)])
            hits.extend(
                Hit(key, record.uid, record.unit, _matched(spec, record, text))
                for record in found.values()
            )
            if len(hits) >= limit:
                break
        return hits

    def column(self, ledger: str, name: str) -> Any:  # noqa: ANN401 - a peewee field
        """Return the database column of a field, or the unit's name for UNIT."""
        return Unit.name if name == UNIT else getattr(self._catalogue.models[ledger], name)

    def conditions(self, query: RowQuery) -> list[Any]:
        """Return what a row of the ledger, joined with its unit, meets to be shown."""
        spec, model = self._catalogue.ledgers[query.ledger], self._catalogue.models[query.ledger]
        conditions: list[Any] = [model.live(), model.period == query.period.code]
        if query.unit:
            conditions.append(Unit.name == query.unit)
        if query.area and spec.shared_by:
            conditions.append(getattr(model, spec.shared_by) == query.area)
        words = query.text.strip()
        if words:
            searched = [field.name for field in spec.fields if field.kind in _SEARCHED]
            columns = [Unit.name, *(getattr(model, name) for name in searched)]
            anywhere = Unit.name.contains(words)
            for column in columns[1:]:
                anywhere |= column.contains(words)
            if initials.is_initials(words):
                meant = _listed(self._by_letters(query, searched, words))
                for column in columns:
                    anywhere |= column.in_(meant)
            conditions.append(anywhere)
        return conditions + [self._passes(query.ledger, wanted) for wanted in query.filters]

    def _passes(self, ledger: str, wanted: ColumnFilter) -> Any:  # noqa: ANN401 - a peewee expression
        """Return the condition of a filter; one that lets nothing pass shows no row."""
        column = self.column(ledger, wanted.field)
        empty = (column == False) | column.is_null() if _is_flag(column) else column.is_null()  # noqa: E712 - peewee's comparison
        condition = column.in_(list(wanted.values))
        if wanted.empty:
            condition |= empty
        if wanted.filled:
            condition |= ~empty
        return condition

    def _by_letters(self, query: RowQuery, searched: Sequence[str], letters: str) -> list[str]:
        """Return the texts of the columns, in the quarter, that letters may stand for.

        A search asks for ids and totals in turn: the answer is kept until something is written.
        """
        model: Any = self._catalogue.models[query.ledger]
        database = model._meta.database
        written = database.connection().total_changes
        key = (query.ledger, query.period, letters, threading.get_ident(), written)
        if key != self._meant[0]:
            here = model.live(), model.period == query.period.code
            texts = {unit.name for unit in Unit.select(Unit.name).where(Unit.live())}
            for name in searched:
                column = getattr(model, name)
                found = model.select(column).where(*here, column.is_null(False)).distinct()  # noqa: FBT003 - takes no keyword
                texts.update(text for (text,) in database.execute(found))
            self._meant = (key, initials.found(texts, letters))
        return self._meant[1]


def _is_flag(column: Any) -> bool:  # noqa: ANN401 - a peewee field
    return isinstance(column, Flag)


def _listed(texts: Sequence[str]) -> Any:  # noqa: ANN401 - SQL
    """Return a list for IN, however long: SQLite takes only so many values one by one."""
    return SQL("(SELECT value FROM json_each(?))", (json.dumps(list(texts)),))


def scaled(model: type[LedgerRow], name: str, value: int | None) -> Decimal | int | None:
    """Return a sum of a column as one reads it: amounts are kept in their smallest part."""
    field = model._meta.fields[name]
    return field.python_value(value) if isinstance(field, Fraction) else value


def _matched(spec: LedgerSpec, record: RowRecord, text: str) -> str:
    """Return the first text of a row that holds the words, else what describes the row best."""
    texts = [
        str(record.values[field.name])
        for field in spec.fields
        if field.kind in _SEARCHED and record.values.get(field.name)
    ]
    wanted = text.strip()
    return next((found for found in texts if initials.matches(found, wanted)), "、".join(texts[:2]))
