"""Figures of a period: one grouped query a ledger, then pure arithmetic.

One query covers the period itself, the one before and the same one a year ago, for all figures of
a ledger by unit at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from peewee import Case, Value, fn

from db.base import LedgerRow, Unit
from db.fields import Fraction
from db.models.office import NilReport, ReportedValue, UnitPeriod
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownUnit
from desktop_app.core.evidence import (
    Aggregate,
    Evidence,
    NamedText,
    Number,
    Reported,
    Tally,
    aggregates_of,
    conditions_of,
)
from desktop_app.core.figures import Evaluation, figure_value
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF, FigureValue, UnitRecord
from desktop_app.core.specs import FigureSpec, Names, Within
from desktop_app.services.office.service import OfficeService
from desktop_app.services.rectification.service import RectificationService

_LAST_OF_ALL_DAYS = "9999-12-31"
"""A state without a date is taken as that of the quarter's end."""

_NOTHING: tuple[Number | None, int] = (None, 0)
"""What a group says of an aggregate that was asked of other rows."""


class FigureService:
    """Computes figures; nothing is stored."""

    def __init__(
        self, catalogue: Catalogue, office: OfficeService, rectification: RectificationService
    ) -> None:
        """office: units and areas on; rectification: figures of problems and measures."""
        self._catalogue = catalogue
        self._office = office
        self._rectification = rectification

    def figures(self, period: Period) -> dict[str, FigureValue]:
        """Return every figure of the areas that are on, by key, in report order."""
        specs = self._specs(period)
        evidence, (now, before, year_ago) = self._evaluations(specs, period)
        kind = _kind_of_all(evidence)
        return {
            key: figure_value(
                spec, self._catalogue.area_of_figure[key].key, now, before, year_ago, kind
            )
            for key, spec in specs.items()
        }

    def figures_of_unit(self, period: Period, unit: str) -> dict[str, FigureValue]:
        """Return what one unit gave, without the figures that are never broken down to units.

        Raises UnknownUnit for a unit that the period does not have.
        """
        known = {
            record.name for quarter in period.quarters for record in self._office.units(quarter)
        }
        if unit not in known:
            raise UnknownUnit(f"{period.label}没有填报单位“{unit}”，请核对名称。")
        specs = {key: spec for key, spec in self._specs(period).items() if spec.by_unit}
        _, (now, before, year_ago) = self._evaluations(specs, period)
        return {
            key: FigureValue(
                key=key,
                label=spec.label,
                counter=spec.counter,
                area=self._catalogue.area_of_figure[key].key,
                definition=spec.definition,
                decimals=spec.decimals,
                value=now.result(key).by_unit.get(unit),
                rows=now.result(key).rows.get(unit, 0),
                source=now.source_of_unit(key, unit),
                missing=(unit,) if unit in now.result(key).missing else (),
                previous=before.result(key).by_unit.get(unit) if before.is_complete else None,
                last_year=year_ago.result(key).by_unit.get(unit) if year_ago.is_complete else None,
            )
            for key, spec in specs.items()
        }

    def _specs(self, period: Period) -> dict[str, FigureSpec]:
        on = set(self._office.areas_on(period))
        first = period.quarters[0].code
        return {
            key: spec
            for key, spec in self._catalogue.figures.items()
            if self._catalogue.area_of_figure[key].key in on and spec.is_asked_in(first)
        }

    def _evaluations(
        self, specs: Mapping[str, FigureSpec], period: Period
    ) -> tuple[Evidence, list[Evaluation]]:
        """Return the evidence, and the evaluations of the period, its former and last year's."""
        periods = (period, period.previous, period.last_year)
        evidence = self.evidence(specs.values(), periods)
        return evidence, [
            Evaluation(specs, evidence, one.code, [quarter.code for quarter in one.quarters])
            for one in periods
        ]

    def evidence(self, specs: Iterable[FigureSpec], periods: Sequence[Period]) -> Evidence:
        """Ask the database all that these figures need for these periods."""
        quarters = sorted({quarter.code for period in periods for quarter in period.quarters})
        units = self._units(quarters)
        names = {record.uid: record.name for records in units.values() for record in records}
        unit_names = {row.id: names[row.uid] for row in Unit.select() if row.uid in names}
        listed = list(specs)
        return Evidence(
            tallies=self._tallies(listed, quarters, unit_names),
            names=self._names(listed, quarters, unit_names),
            units=units,
            nil=frozenset(
                (row.period_id, names.get(row.unit.uid, row.unit.name), row.ledger)
                for row in NilReport.select(NilReport, Unit)
                .join(Unit)
                .where(NilReport.live(), NilReport.period.in_(quarters))
            ),
            reported=self._reported(quarters),
            off=self._office.areas_off(quarters),
            rectification=self._rectification.values(periods),
        )

    def _units(self, quarters: Sequence[str]) -> dict[str, list[UnitRecord]]:
        query = (
            UnitPeriod.select(UnitPeriod, Unit)
            .join(Unit)
            .where(UnitPeriod.live(), UnitPeriod.period.in_(quarters), Unit.live())
            .order_by(Unit.kind == OFFICE_ITSELF, Unit.position, Unit.id)
        )
        units: dict[str, list[UnitRecord]] = {}
        for row in query:
            record = UnitRecord(
                row.unit.uid,
                row.unit.name,
                row.unit.kind,
                row.party_members,
                row.branches,
                row.reporting,
            )
            units.setdefault(row.period_id, []).append(record)
        return units

    def _reported(self, quarters: Sequence[str]) -> list[Reported]:
        query = ReportedValue.select().where(
            ReportedValue.live(), ReportedValue.period.in_(quarters)
        )
        return [
            Reported(
                row.period_id, row.unit.name if row.unit else "", row.figure, row.value, row.reason
            )
            for row in query
        ]

    def _tallies(
        self, specs: Sequence[FigureSpec], quarters: Sequence[str], unit_names: Mapping[int, str]
    ) -> dict[tuple[str, Within], list[Tally]]:
        wanted: dict[tuple[str, Within], tuple[set[Aggregate], set[str]]] = {}
        for spec in specs:
            for ledger, aggregates in aggregates_of(spec.source).items():
                needed, conditions = wanted.setdefault((ledger, spec.within), (set(), set()))
                needed.update(aggregates)
                conditions.update(conditions_of(spec.source))
        return {
            (ledger, within): [
                replace(tally, numbers={**dict.fromkeys(needed, _NOTHING), **tally.numbers})
                for aggregates in self._together(ledger, within, sorted(needed, key=repr))
                for tally in self._grouped(
                    ledger, within, aggregates, sorted(conditions), quarters, unit_names
                )
            ]
            for (ledger, within), (needed, conditions) in wanted.items()
        }

    def _together(
        self, ledger: str, within: Within, aggregates: list[Aggregate]
    ) -> list[list[Aggregate]]:
        """Return which aggregates one query can answer: not those of different latest rows."""
        if within is Within.LATEST and self._catalogue.ledgers[ledger].apart:
            return [[aggregate] for aggregate in aggregates]
        return [aggregates]

    def _grouped(
        self,
        ledger: str,
        within: Within,
        aggregates: Sequence[Aggregate],
        conditions: Sequence[str],
        quarters: Sequence[str],
        unit_names: Mapping[int, str],
    ) -> list[Tally]:
        """Run the one grouped query of a ledger."""
        model = self._catalogue.models[ledger]
        spec = self._catalogue.ledgers[ledger]
        used = {*conditions, *(name for one in aggregates for name in (one.column, one.weight))}
        known = aggregates[0].column if spec.apart else ""
        table, query = _counted_rows(model, quarters, spec.identity, within, used - {""}, known)
        columns = [getattr(table, column) for column in ("period", "unit_id", *conditions)]
        selected = [
            expression for aggregate in aggregates for expression in _expressions(table, aggregate)
        ]
        query = query.select(*columns, *selected).group_by(*columns)
        first = len(columns)
        return [
            Tally(
                row[0],
                unit_names[row[1]],
                dict(zip(conditions, row[2:first], strict=True)),
                {
                    aggregate: (_scaled(model, aggregate, row[place]), row[place + 1])
                    for place, aggregate in zip(range(first, len(row), 2), aggregates, strict=True)
                },
            )
            for row in _rows(model, query)
            if row[1] in unit_names
        ]

    def _names(
        self, specs: Sequence[FigureSpec], quarters: Sequence[str], unit_names: Mapping[int, str]
    ) -> dict[tuple[str, str, str | None], list[NamedText]]:
        conditions: dict[tuple[str, str, str | None], set[str]] = {}
        for spec in specs:
            if isinstance(spec.source, Names):
                key = (spec.source.ledger, spec.source.column, spec.source.order)
                conditions.setdefault(key, set()).update(conditions_of(spec.source))
        return {
            key: self._listed(*key, sorted(columns), quarters, unit_names)
            for key, columns in conditions.items()
        }

    def _listed(
        self,
        ledger: str,
        column: str,
        order: str | None,
        conditions: Sequence[str],
        quarters: Sequence[str],
        unit_names: Mapping[int, str],
    ) -> list[NamedText]:
        """Read the texts of a column in the order of entry."""
        model = self._catalogue.models[ledger]
        text, place = getattr(model, column), getattr(model, order) if order else Value(None)
        query = (
            model.select(
                model.period,
                model.unit,
                text,
                place,
                model.id,
                *(getattr(model, condition) for condition in conditions),
            )
            .where(_counted(model, quarters), ~text.is_null())
            .order_by(model.id)
        )
        return [
            NamedText(
                row[0],
                unit_names[row[1]],
                dict(zip(conditions, row[5:], strict=True)),
                *row[2:5],
            )
            for row in _rows(model, query)
            if row[1] in unit_names
        ]


def _kind_of_all(evidence: Evidence) -> str:
    """Return the word of （缺2村）, one for all: 村 where every unit that reports is one."""
    chased = [
        unit
        for units in evidence.units.values()
        for unit in units
        if unit.reporting and not unit.is_office_itself
    ]
    return "村" if all(unit.kind == "村" for unit in chased) else "个单位"


def _counted(model: type[LedgerRow], quarters: Sequence[str]) -> Any:  # noqa: ANN401 - an expression
    return model.live() & model.counted & model.period.in_(quarters)


def _counted_rows(
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
        query = model.select().where(_counted(model, quarters))
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


def _expressions(table: Any, aggregate: Aggregate) -> tuple[Any, Any]:  # noqa: ANN401 - columns
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


def _rows(model: type[LedgerRow], query: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a query
    """Return rows as SQLite gives them; peewee would convert every value, fractions twice."""
    rows: list[tuple[Any, ...]] = model._meta.database.execute(query).fetchall()
    return rows


def _scaled(model: type[LedgerRow], aggregate: Aggregate, value: int | None) -> Number | None:
    """Turn smallest parts into the column's measure."""
    if value is None or not aggregate.column or aggregate.function == "weight":
        return value
    field = model._meta.columns[aggregate.column]
    if isinstance(field, Fraction):
        return Decimal(value).scaleb(-field.facts.decimals)
    return value
