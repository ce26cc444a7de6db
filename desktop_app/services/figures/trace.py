"""From a figure back to what it was made of: its rows, and the figures that are its parts.

The same rules as in the grouped queries of `figures`, row by row: live rows that are counted and
meet the conditions; of a state only the latest row of each thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import RowRecord
from desktop_app.core.specs import (
    Count,
    FigureSpec,
    Largest,
    LedgerSpec,
    Lowest,
    Mean,
    Names,
    Ratio,
    Source,
    Sum,
    UnitFact,
    Within,
)
from desktop_app.services.ledgers.service import LedgerService


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """The rows of one ledger that stand behind a figure."""

    spec: LedgerSpec
    rows: tuple[RowRecord, ...]


def parts_of(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Return the figures that a ratio (part, whole) or a lowest is made of, where declared."""
    source = catalogue.figures[key].source
    if isinstance(source, Lowest):
        return source.figures
    if not isinstance(source, Ratio):
        return ()
    by_source = {repr(figure.source): name for name, figure in catalogue.figures.items()}
    wanted = (repr(source.part), repr(source.whole))
    return tuple(by_source[one] for one in wanted if one in by_source)


def rows_behind(
    catalogue: Catalogue, ledgers: LedgerService, period: Period, key: str, unit: str = ""
) -> list[LedgerRows]:
    """Return the rows behind a figure by ledger; of one unit, where named."""
    wanted: dict[str, dict[str, RowRecord]] = {}
    for figure, source in _plain_sources(catalogue, key):
        spec = catalogue.ledgers[source.ledger]
        rows = [
            row for row in ledgers.rows(spec.key, period, unit) if row.values.get("counted", True)
        ]
        if figure.within is Within.LATEST:
            rows = _latest(spec, [row for row in rows if not spec.apart or _uses(source, row)])
        wanted.setdefault(spec.key, {}).update({row.uid: row for row in rows if _uses(source, row)})
    return [
        LedgerRows(catalogue.ledgers[key], tuple(rows.values())) for key, rows in wanted.items()
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
            for _figure, source in _plain_sources(catalogue, key)
        )
    )


_Plain = Sum | Largest | Count | Mean | Names


def _plain_sources(catalogue: Catalogue, key: str) -> Iterable[tuple[FigureSpec, _Plain]]:
    figure = catalogue.figures[key]
    source: Source = figure.source
    if isinstance(source, Lowest):
        for part in source.figures:
            yield from _plain_sources(catalogue, part)
    elif isinstance(source, Ratio):
        yield figure, source.part
        if not isinstance(source.whole, UnitFact):
            yield figure, source.whole
    elif isinstance(source, _Plain):
        yield figure, source


def _uses(source: _Plain, row: RowRecord) -> bool:
    if not all(condition.accepts(row.values[condition.column]) for condition in source.where):
        return False
    return isinstance(source, Count) or row.values[source.column] is not None


def _latest(spec: LedgerSpec, rows: list[RowRecord]) -> list[RowRecord]:
    """Keep the latest row of each thing; a row without a date is that of the quarter's end."""
    latest: dict[tuple[object, ...], RowRecord] = {}
    for row in rows:
        thing = (row.period, row.unit, *(row.values[name] for name in spec.identity))
        known = latest.get(thing)
        if known is None or _day(row) >= _day(known):
            latest[thing] = row
    return list(latest.values())


def _day(row: RowRecord) -> date:
    day = row.values.get("date")
    return day if isinstance(day, date) else date.max
