"""Rows of the demo data while they are thought up, and how they reach the database.

They go through the same parsing and derivations as typed ones; only the writing is in bulk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.base import Unit
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import (
    Count,
    FigureSpec,
    Largest,
    LedgerSpec,
    Mean,
    Names,
    Ratio,
    Source,
    Sum,
    Where,
)
from desktop_app.core.validation import Options, check_values, derive, row_warnings
from desktop_app.services.demo.township import OFFICE_ITSELF, UNITS, is_late
from desktop_app.services.log.changes import Step


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: whose it is, and its checked values."""

    quarter: Period
    unit: str
    values: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class Need:
    """What a figure needs of a unit's rows: one row with this column that meets the conditions."""

    column: str
    where: tuple[Where, ...]

    def met_by(self, entries: Iterable[Entry]) -> bool:
        """Say whether one of the rows gives the figure a value."""
        return any(
            (not self.column or entry.values.get(self.column) is not None)
            and all(
                condition.accepts(entry.values.get(condition.column)) for condition in self.where
            )
            for entry in entries
        )


class Book:
    """All rows of all ledgers, by ledger."""

    def __init__(self, catalogue: Catalogue, options: Options) -> None:
        """options: the option lists, which are the same in each quarter of the demo."""
        self._catalogue = catalogue
        self._options = options
        self._entries: dict[str, list[Entry]] = defaultdict(list)

    def add(
        self, ledger: str, quarter: Period, unit: str, day: date | None = None, **values: object
    ) -> None:
        """Take a row in, unless the unit has not reported this ledger yet.

        Raises ValueError for a row that a clerk would be warned about: the demo has none.
        """
        if is_late(ledger, quarter, unit):
            return
        spec = self._catalogue.ledgers[ledger]
        if day is not None:
            values["date"] = day
        checked, problems = check_values(spec, values, self._options)
        whole = {**_defaults(self._catalogue, spec), **checked}
        whole |= derive(spec, whole, frozenset(values))
        odd = [problem.message for problem in problems]
        odd.extend(warning.message for warning in row_warnings(spec, whole, quarter))
        if odd:
            raise ValueError(f"{ledger} {quarter.code} {unit}: {'; '.join(odd)}")
        self._entries[ledger].append(Entry(quarter, unit, whole))

    def write(self, step: Step) -> None:
        """Write every row, in the order of the quarters and then as they were thought up."""
        ids = {row.name: row.id for row in Unit.select()}
        for ledger, entries in self._entries.items():
            model: Any = self._catalogue.models[ledger]
            fields = [
                model._meta.fields[field.name] for field in self._catalogue.ledgers[ledger].fields
            ]
            step.insert_many(
                model,
                ("unit_id", "period", *(field.column_name for field in fields)),
                (
                    (
                        ids[entry.unit],
                        entry.quarter.code,
                        *(_stored(field, entry.values[field.name]) for field in fields),
                    )
                    for entry in sorted(entries, key=lambda entry: entry.quarter)
                ),
            )

    def nil_returns(self, quarter: Period, areas: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (unit, ledger) where a figure would lack the unit although it has reported.

        areas: keys of those that are on. A nil return says 0 for every kind without rows.
        """
        on = set(areas)
        needs = self._needs(on)
        for ledger, spec in self._catalogue.ledgers.items():
            rows: dict[str, list[Entry]] = defaultdict(list)
            for entry in self._entries[ledger]:
                if entry.quarter == quarter:
                    rows[entry.unit].append(entry)
            owing = (OFFICE_ITSELF,) if spec.kept_by_office else UNITS
            for unit in owing:
                if is_late(ledger, quarter, unit.name):
                    continue
                if not all(need.met_by(rows[unit.name]) for need in needs[ledger]):
                    yield unit.name, ledger

    def _needs(self, areas: set[str]) -> Mapping[str, list[Need]]:
        """Return ledger → what the figures of these areas need of each unit."""
        needs: dict[str, list[Need]] = defaultdict(list)
        figures: Mapping[str, FigureSpec] = self._catalogue.figures
        for key, figure in figures.items():
            if self._catalogue.area_of_figure[key].key in areas:
                for ledger, need in _needs_of(figure.source):
                    needs[ledger].append(need)
        return needs


def _needs_of(source: Source) -> Iterator[tuple[str, Need]]:
    match source:
        case Ratio(part=part, whole=whole):
            yield from _needs_of(part)
            yield from _needs_of(whole)
        case Sum() | Largest() | Mean() | Names():
            yield source.ledger, Need(source.column, source.where)
        case Count():
            yield source.ledger, Need("", source.where)


def _defaults(catalogue: Catalogue, spec: LedgerSpec) -> dict[str, CellValue]:
    """Return what a new row has before anything is typed."""
    fields = catalogue.models[spec.key]._meta.fields
    return {field.name: fields[field.name].default for field in spec.fields}


def _stored(field: Any, value: CellValue) -> object:  # noqa: ANN401 - a peewee field
    """Return a value as the database keeps it."""
    return value.isoformat() if isinstance(value, date) else field.db_value(value)
