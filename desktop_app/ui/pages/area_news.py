"""What follows from the rows of a work area, read in one go: on the page's thread or a worker's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.core.specs import AreaSpec
from desktop_app.services.assembly import Services
from desktop_app.services.ledgers.pages import RowQuery, Totals


@dataclass(frozen=True, slots=True)
class AreaNews:
    """What follows from the rows of an area; totals by place of the ledger, counts by its key."""

    period: Period
    unit: str
    figures: Mapping[str, FigureValue]
    totals: Mapping[int, Totals]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AreaReading:
    """Reads it; queries: what the tables that were seen show, by place of the ledger."""

    services: Services
    period: Period
    unit: str
    area: AreaSpec
    queries: Mapping[int, RowQuery]

    def __call__(self) -> AreaNews:
        """Ask the services."""
        services, period, unit = self.services, self.period, self.unit
        figures = (
            services.figures.figures_of_unit(period, unit)
            if unit
            else services.figures.figures(period)
        )
        totals = {place: services.pages.totals(query) for place, query in self.queries.items()}
        return AreaNews(period, unit, figures, totals, self._counts())

    def _counts(self) -> dict[str, int]:
        """Return how many rows each ledger has, of the unit and in this area."""
        counts = self.services.pages.counts(self.period)
        for spec in self.area.ledgers:
            unit = "" if spec.kept_by_office else self.unit
            if counts[spec.key] and (unit or spec.shared_by):
                area = self.area.label if spec.shared_by else ""
                query = RowQuery(spec.key, self.period, unit=unit, area=area)
                counts[spec.key] = len(self.services.pages.ids(query))
        return counts
