"""汇总分析: every counted figure beside earlier ones, and over all open quarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.figures import Evaluation
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.core.specs import FigureSpec, Lowest
from desktop_app.services.figures import FigureService
from desktop_app.services.periods import PeriodService

SMALLEST_BASE = 10
"""Below it a percentage says more than the numbers do: 1 → 3 is not 增长200%."""

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure against an earlier one; all None where one of them is unknown.

    percent: one decimal; None on a base under SMALLEST_BASE and for figures that are percentages.
    """

    base: Number | None
    difference: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One figure of the table; by_unit: empty where it is never broken down to units."""

    key: str
    area: str
    label: str
    counter: str
    definition: str
    decimals: int
    value: Number | None
    previous: Comparison
    last_year: Comparison
    missing: tuple[str, ...]
    by_unit: Mapping[str, Number | None]

    def text(self, number: Number | None) -> str:
        """Write a value as the report prints it, "" where it is unknown."""
        if number is None:
            return ""
        return counted_number(number, self.decimals, self.counter)

    def difference_text(self, comparison: Comparison) -> str:
        """Write a difference with its sign: +12, -3, 持平."""
        if comparison.difference is None:
            return ""
        text = self.text(abs(comparison.difference))
        if not text.strip("0."):
            return "持平"
        sign = "+" if comparison.difference > 0 else "-"
        return f"{sign}{text}{'个百分点' if self.counter == '%' else ''}"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A figure in one quarter; missing: how many units it lacks there."""

    period: Period
    value: Number | None
    missing: int


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over all open quarters, oldest first."""

    key: str
    label: str
    counter: str
    decimals: int
    points: tuple[SeriesPoint, ...]


class SummaryService:
    """Reads; nothing is stored."""

    def __init__(
        self, figures: FigureService, periods: PeriodService, catalogue: Catalogue
    ) -> None:
        """figures: the values; periods: which quarters are open."""
        self._figures = figures
        self._periods = periods
        self._catalogue = catalogue

    def rows(self, period: Period) -> list[SummaryRow]:
        """Return every figure of a period that is a number, in report order."""
        return [
            self._row(figure)
            for key, figure in self._figures.figures(period).items()
            if not self._catalogue.figures[key].is_list
        ]

    def areas(self, rows: Iterable[SummaryRow]) -> list[str]:
        """Return the labels of the areas in the table, in report order."""
        return list(dict.fromkeys(row.area for row in rows))

    def series(self, key: str) -> Series:
        """Return a figure over all open quarters: one question to the database for all of them."""
        spec = self._catalogue.figures[key]
        quarters = self._periods.all()
        evidence = self._figures.evidence(self._with_parts(spec), quarters)
        points = []
        for quarter in quarters:
            evaluation = Evaluation(self._catalogue.figures, evidence, quarter.code, [quarter.code])
            result = evaluation.result(key)
            points.append(SeriesPoint(quarter, _number(result.value), len(result.missing)))
        return Series(key, spec.label, spec.counter, spec.decimals, tuple(points))

    def _with_parts(self, spec: FigureSpec) -> list[FigureSpec]:
        """Return a figure with those that it is made of."""
        parts = spec.source.figures if isinstance(spec.source, Lowest) else ()
        return [spec, *(self._catalogue.figures[key] for key in parts)]

    def _row(self, figure: FigureValue) -> SummaryRow:
        value = _number(figure.value)
        return SummaryRow(
            figure.key,
            self._catalogue.area_of_figure[figure.key].label,
            figure.label,
            figure.counter,
            figure.definition,
            figure.decimals,
            value,
            compare(value, _number(figure.previous), figure.counter, figure.decimals),
            compare(value, _number(figure.last_year), figure.counter, figure.decimals),
            figure.missing,
            {unit: _number(content) for unit, content in figure.by_unit.items()},
        )


def compare(
    value: Number | None, base: Number | None, counter: str, decimals: int = 0
) -> Comparison:
    """Compare a value with an earlier one, both as they are printed, so that the reader agrees."""
    if value is None or base is None:
        return Comparison(base)
    places = Decimal(1).scaleb(-decimals)
    printed, printed_base = (
        Decimal(number).quantize(places, ROUND_HALF_UP) for number in (value, base)
    )
    difference = printed - printed_base
    if counter == "%" or base < SMALLEST_BASE:
        return Comparison(base, difference)
    percent = (difference * 100 / printed_base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Comparison(base, difference, percent)


def _number(content: FigureContent) -> Number | None:
    return content if isinstance(content, int | Decimal) else None
