"""Figures of a period: one grouped query a ledger, then pure arithmetic.

One query covers the period itself, the one before and the same one a year ago, for all figures of
a ledger by unit at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownUnit
from desktop_app.core.evidence import Evidence
from desktop_app.core.figures import Evaluation, figure_value
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.core.specs import FigureSpec, Lowest
from desktop_app.services.figures.gathering import EvidenceReader
from desktop_app.services.figures.sides import RatioSides, ratios_in, side_specs, sides_of
from desktop_app.services.office.service import OfficeService
from desktop_app.services.rectification.service import RectificationService


class FigureService:
    """Computes figures; nothing is stored."""

    def __init__(
        self, catalogue: Catalogue, office: OfficeService, rectification: RectificationService
    ) -> None:
        """office: units and areas on; rectification: figures of problems and measures."""
        self._catalogue = catalogue
        self._office = office
        self._evidence = EvidenceReader(catalogue, office, rectification)

    def figures(
        self, period: Period, keys: Collection[str] | None = None
    ) -> dict[str, FigureValue]:
        """Return every figure of the areas that are on, by key, in report order.

        keys: only these, and what the lowest among them are taken from; None for all.
        """
        specs = self._specs(period, keys)
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
        evidence, (now, before, year_ago) = self._evaluations(specs, period)
        reasons = _reasons(evidence, period, unit)
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
                reason=reasons.get(key, ""),
                last_year=year_ago.result(key).by_unit.get(unit) if year_ago.is_complete else None,
            )
            for key, spec in specs.items()
        }

    def sides(self, period: Period, keys: Iterable[str]) -> dict[str, RatioSides]:
        """Return what is divided by what, by key, of the ratios among some figures."""
        asked = self._specs(period)
        ratios = ratios_in(asked[key] for key in keys if key in asked)
        specs = {spec.key: spec for ratio in ratios for spec in (ratio, *side_specs(ratio))}
        evidence = self.evidence(specs.values(), [period])
        now = Evaluation(
            specs, evidence, period.code, [quarter.code for quarter in period.quarters]
        )
        return {
            ratio.key: sides_of(ratio, now, self._catalogue.ledgers, self._office.unit_field)
            for ratio in ratios
        }

    def evidence(self, specs: Iterable[FigureSpec], periods: Sequence[Period]) -> Evidence:
        """Ask the database all that these figures need for these periods."""
        return self._evidence.evidence(specs, periods)

    def _specs(self, period: Period, keys: Collection[str] | None = None) -> dict[str, FigureSpec]:
        on = set(self._office.areas_on(period))
        first = period.quarters[0].code
        wanted = None if keys is None else self._with_parts(keys)
        return {
            key: spec
            for key, spec in self._catalogue.figures.items()
            if self._catalogue.area_of_figure[key].key in on
            and spec.is_asked_in(first)
            and (wanted is None or key in wanted)
        }

    def _with_parts(self, keys: Collection[str]) -> set[str]:
        """Return the figures and those that the lowest among them are taken from."""
        sources = [self._catalogue.figures[key].source for key in keys]
        return {
            *keys,
            *(part for source in sources if isinstance(source, Lowest) for part in source.figures),
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


def _kind_of_all(evidence: Evidence) -> str:
    """Return the word of （缺2村）, one for all: 村 where every unit that reports is one."""
    chased = [
        unit
        for units in evidence.units.values()
        for unit in units
        if unit.reporting and not unit.is_office_itself
    ]
    return "村" if all(unit.kind == "村" for unit in chased) else "个单位"


def _reasons(evidence: Evidence, period: Period, unit: str) -> dict[str, str]:
    """Return figure → why it was given by hand for a unit."""
    quarters = {quarter.code for quarter in period.quarters}
    return {
        one.figure: one.reason
        for one in evidence.reported
        if one.unit == unit and one.quarter in quarters
    }
