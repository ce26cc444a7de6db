"""From a figure back to what it was made of: its rows, and the figures that are its parts.

The same rules as in the grouped queries of `gathering`: live rows that are counted and meet the
conditions; of a state only the latest row of each thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import Value, chunked

from db.base import LedgerRow, Unit
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import RowRecord
from desktop_app.core.specs import (
    Count,
    Largest,
    LedgerSpec,
    Lowest,
    Mean,
    Names,
    Ratio,
    Source,
    Sum,
    UnitFact,
    Where,
    Within,
)
from desktop_app.services.figures.counting import counted_rows, plain_rows
from desktop_app.services.ledgers.service import LedgerService, row_record

_Plain = Sum | Largest | Count | Mean | Names
_Place = tuple[str, int]  # a row's quarter and id, as rows are sorted
_AT_ONCE = 1000  # ids in one statement


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """The rows of one ledger that stand behind a figure; more: how many there are beside these.

    columns: what the figure looks at in them, its number first; none where that is not known.
    """

    spec: LedgerSpec
    rows: tuple[RowRecord, ...]
    more: int = 0
    columns: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) + self.more


def parts_of(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Return the figures that a lowest is made of; the sides of a ratio are in `figures/sides`."""
    source = catalogue.figures[key].source
    if isinstance(source, Lowest):
        return source.figures
    return ()


def rows_behind(
    catalogue: Catalogue,
    ledgers: LedgerService,
    period: Period,
    key: str,
    unit: str = "",
    most: int | None = None,
) -> list[LedgerRows]:
    """Return the rows behind a figure by ledger; of one unit, where named.

    most: read no more rows of a ledger than these; the others are counted.
    """
    quarters = [quarter.code for quarter in period.quarters]
    together: dict[tuple[str, Within, str], list[_Plain]] = {}
    for within, source in _plain_sources(catalogue, key):
        apart = within is Within.LATEST and ledgers.spec(source.ledger).apart
        known = _known(source)[0] if apart else ""
        together.setdefault((source.ledger, within, known), []).append(source)
    places: dict[str, set[_Place]] = {}
    looked_at: dict[str, dict[str, None]] = {}
    for (ledger, within, known), sources in together.items():
        spec, model = ledgers.spec(ledger), catalogue.models[ledger]
        known_columns = dict.fromkeys(column for source in sources for column in _known(source))
        conditions = dict.fromkeys(where.column for one in sources for where in one.where)
        used = {**known_columns, **conditions}
        looked_at.setdefault(ledger, {}).update(used)
        table, query = counted_rows(model, quarters, spec.identity, within, {*used, "id"}, known)
        query = query.select(table.period, table.id).where(
            reduce(or_, (_meets(table, source) for source in sources))
        )
        if unit:
            query = query.where(table.unit_id.in_(Unit.select(Unit.id).where(Unit.name == unit)))
        places.setdefault(ledger, set()).update(plain_rows(model, query))
    return [
        replace(
            _read(catalogue.models[ledger], ledgers.spec(ledger), sorted(found), most),
            columns=tuple(looked_at[ledger]),
        )
        for ledger, found in places.items()
    ]


def figures_with(catalogue: Catalogue, row: RowRecord) -> tuple[str, ...]:
    """Return the keys of the figures that a row goes into, ratios and lowest ones too."""
    if not row.values.get("counted", True):
        return ()
    return tuple(
        key
        for key in catalogue.figures
        if any(
            source.ledger == row.ledger and _uses(source, row)
            for _within, source in _plain_sources(catalogue, key)
        )
    )


def _plain_sources(catalogue: Catalogue, key: str) -> Iterable[tuple[Within, _Plain]]:
    figure = catalogue.figures[key]
    source: Source = figure.source
    if isinstance(source, Lowest):
        for part in source.figures:
            yield from _plain_sources(catalogue, part)
    elif isinstance(source, Ratio):
        yield figure.within, source.part
        if not isinstance(source.whole, UnitFact):
            yield figure.within, source.whole
    elif isinstance(source, _Plain):
        yield figure.within, source


def _known(source: _Plain) -> tuple[str, ...]:
    """Return the columns that a row must know to count."""
    if isinstance(source, Count):
        return ()
    beside = (source.beside,) if isinstance(source, Sum) and source.beside else ()
    return (source.column, *beside)


def _uses(source: _Plain, row: RowRecord) -> bool:
    return all(condition.accepts(row.values[condition.column]) for condition in source.where) and (
        all(row.values[column] is not None for column in _known(source))
    )


def _meets(table: Any, source: _Plain) -> Any:  # noqa: ANN401 - columns, an expression
    """Return the condition of the rows that a source takes in, among those that count."""
    conditions = [_is_among(getattr(table, where.column), where) for where in source.where]
    conditions += [getattr(table, column).is_null(is_null=False) for column in _known(source)]
    return reduce(and_, conditions, Value(1) == 1)


def _is_among(column: Any, where: Where) -> Any:  # noqa: ANN401 - a field, an expression
    if where.exclude:
        return column.is_null() | column.not_in(where.values)
    return column.in_(where.values)


def _read(
    model: type[LedgerRow], spec: LedgerSpec, places: Sequence[_Place], most: int | None
) -> LedgerRows:
    read: list[RowRecord] = []
    for some in chunked(places[:most], _AT_ONCE):
        query = model.select(model, Unit).join(Unit).where(model.id.in_([one for _, one in some]))
        read += (row_record(spec, row) for row in query.order_by(model.period, model.id))
    return LedgerRows(spec, tuple(read), len(places) - len(read))
