"""What figures are computed from, asked of the database: one grouped query a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from peewee import Value

from db.base import Unit
from db.models.office import NilReport, ReportedValue, UnitPeriod
from desktop_app.areas.catalogue import Catalogue
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
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF, UnitRecord
from desktop_app.core.specs import FigureSpec, Names, Within
from desktop_app.services.figures.counting import (
    counted,
    counted_rows,
    expressions,
    plain_rows,
    scaled,
)
from desktop_app.services.office.service import OfficeService
from desktop_app.services.rectification.service import RectificationService

_NOTHING: tuple[Number | None, int] = (None, 0)
"""What a group says of an aggregate that was asked of other rows."""


class EvidenceReader:
    """Asks the database what some figures need for some periods."""

    def __init__(
        self, catalogue: Catalogue, office: OfficeService, rectification: RectificationService
    ) -> None:
        """office: units and areas on; rectification: figures of problems and measures."""
        self._catalogue = catalogue
        self._office = office
        self._rectification = rectification

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
        table, query = counted_rows(model, quarters, spec.identity, within, used - {""}, known)
        columns = [getattr(table, column) for column in ("period", "unit_id", *conditions)]
        selected = [
            expression for aggregate in aggregates for expression in expressions(table, aggregate)
        ]
        query = query.select(*columns, *selected).group_by(*columns)
        first = len(columns)
        return [
            Tally(
                row[0],
                unit_names[row[1]],
                dict(zip(conditions, row[2:first], strict=True)),
                {
                    aggregate: (scaled(model, aggregate, row[place]), row[place + 1])
                    for place, aggregate in zip(range(first, len(row), 2), aggregates, strict=True)
                },
            )
            for row in plain_rows(model, query)
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
            .where(counted(model, quarters), ~text.is_null())
            .order_by(model.id)
        )
        return [
            NamedText(
                row[0],
                unit_names[row[1]],
                dict(zip(conditions, row[5:], strict=True)),
                *row[2:5],
            )
            for row in plain_rows(model, query)
            if row[1] in unit_names
        ]
