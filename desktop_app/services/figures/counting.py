"""Which rows of a ledger count, and what is asked of them: the queries behind figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from peewee import Case, fn

from db.base import LedgerRow
from db.fields import Fraction
from desktop_app.core.evidence import Aggregate, Number
from desktop_app.core.specs import Within

_LAST_OF_ALL_DAYS = "9999-12-31"
"""A state without a date is taken as that of the quarter's end."""


def counted(model: type[LedgerRow], quarters: Sequence[str]) -> Any:  # noqa: ANN401 - an expression
    """Return the condition of rows that count: live, of these quarters, not left out."""
    return model.live() & model.counted & model.period.in_(quarters)


def counted_rows(
    model: type[LedgerRow],
    quarters: Sequence[str],
    identity: Sequence[str],
    within: Within,
    used: Iterable[str],
    known: str,
) -> tuple[Any, Any]:
    """Return (columns, query) over the rows that count: all, or the latest of each thing.

    used: the only columns, beside period and unit, that the latest rows are sorted out with.
    known: a column without which a row is not the latest of anything, "" for none.
    """
    if within is Within.SUM:
        query = model.select().where(counted(model, quarters))
        return _Columns(model), query
    ranked = model.alias("ranked")
    partition = [ranked.period, ranked.unit, *(getattr(ranked, name) for name in identity)]
    place = fn.row_number().over(
        partition_by=partition,
        order_by=[fn.coalesce(ranked.date, _LAST_OF_ALL_DAYS).desc(), ranked.id.desc()],
    )
    inner = ranked.select(
        ranked.period,
        ranked.unit,
        *(getattr(ranked, name) for name in sorted(used)),
        place.alias("place"),
    ).where(ranked.deleted_at.is_null() & ranked.counted & ranked.period.in_(quarters))
    if known:
        inner = inner.where(~getattr(ranked, known).is_null())
    inner = inner.alias("latest")
    query = model.select().from_(inner).where(inner.c.place == 1)
    return inner.c, query


class _Columns:
    """Columns of a model by column name, as a subquery offers them by `.c`."""

    def __init__(self, model: type[LedgerRow]) -> None:
        self._columns = model._meta.columns

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a peewee field
        return self._columns[name]


def expressions(table: Any, aggregate: Aggregate) -> tuple[Any, Any]:  # noqa: ANN401 - columns
    """Return (the aggregate, how many rows it saw)."""
    if aggregate.function == "count":
        return fn.count(1), fn.count(1)
    column = getattr(table, aggregate.column)
    if aggregate.function == "paired":
        known = Case(None, ((getattr(table, aggregate.weight).is_null(), None),), column)
        return fn.sum(known), fn.count(known)
    if aggregate.function in ("sum", "max"):
        return getattr(fn, aggregate.function)(column), fn.count(column)
    weight = fn.coalesce(getattr(table, aggregate.weight), 1)
    number = column * weight if aggregate.function == "weighted" else weight
    known = Case(None, ((column.is_null(), None),), number)
    return fn.sum(known), fn.count(column)


def plain_rows(model: type[LedgerRow], query: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a query
    """Return rows as SQLite gives them; peewee would convert every value, fractions twice."""
    rows: list[tuple[Any, ...]] = model._meta.database.execute(query).fetchall()
    return rows


def scaled(model: type[LedgerRow], aggregate: Aggregate, value: int | None) -> Number | None:
    """Turn smallest parts into the column's measure."""
    if value is None or not aggregate.column or aggregate.function == "weight":
        return value
    field = model._meta.columns[aggregate.column]
    if isinstance(field, Fraction):
        return Decimal(value).scaleb(-field.facts.decimals)
    return value
