"""汇总分析: every counted figure beside earlier ones, and over all open quarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.figures import Evaluation
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.core.specs import (
    FigureSpec,
    Lowest,
    Mean,
    OverPeriods,
    Ratio,
    Rectification,
)
from desktop_app.services.figures.service import FigureService
from desktop_app.services.office.periods import PeriodService

SMALLEST_BASE = 10
"""Below it a percentage says more than the numbers do: 1 → 3 is not 增长200%."""

KINDS = ("Q", "H", "Y")
"""What the figures may be summed up over: quarters, half-years, years."""

Number = int | Decimal

_OVER = {
    OverPeriods.SUM: "各季度相加",
    OverPeriods.LAST: "取最后一个季度",
    OverPeriods.RECOMPUTE: "按各季度的数重新计算",
    OverPeriods.NONE: "不跨季度计算",
}
_RECOMPUTED = Ratio | Lowest | Mean | Rectification


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
    """One figure of the table; by_unit: empty where it is never broken down to units.

    over: in words, how half-years and years are made of quarters.
    """

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
    over: str = ""

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
    """A figure in one period; missing: how many units it lacks there.

    quarters: how many of the period's own quarters were never opened.
    """

    period: Period
    value: Number | None
    missing: int
    quarters: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over all open quarters, or over the half-years or years that hold any."""

    key: str
    label: str
    counter: str
    decimals: int
    points: tuple[SeriesPoint, ...]

    def text(self, value: Number | None) -> str:
        """Write a value as the report prints it, "" where it is unknown."""
        return "" if value is None else counted_number(value, self.decimals, self.counter)


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

    def lacking(self, period: Period) -> tuple[Period, ...]:
        """Return the quarters of a period that were never opened."""
        opened = set(self._periods.all())
        return tuple(quarter for quarter in period.quarters if quarter not in opened)

    def series(self, key: str, kind: str = "Q") -> Series:
        """Return a figure over all open quarters, or over half-years or years; as `all_series`."""
        return self.all_series([key], kind)[0]

    def all_series(self, keys: Sequence[str], kind: str = "Q") -> list[Series]:
        """Return figures over time: one question a ledger for all of them and all periods.

        kind: one of KINDS. A half-year or year is there as soon as one of its quarters is open.
        """
        periods = spans(self._periods.all(), kind)
        specs = [self._catalogue.figures[key] for key in keys]
        parts = [part for spec in specs for part in self._with_parts(spec)]
        evidence = self._figures.evidence(dict.fromkeys(parts), periods)
        results = [
            (
                Evaluation(
                    self._catalogue.figures,
                    evidence,
                    period.code,
                    [quarter.code for quarter in period.quarters],
                ),
                period,
                len(self.lacking(period)),
            )
            for period in periods
        ]
        found = []
        for spec in specs:
            points = []
            for evaluation, period, quarters in results:
                result = evaluation.result(spec.key)
                points.append(
                    SeriesPoint(period, _number(result.value), len(result.missing), quarters)
                )
            found.append(Series(spec.key, spec.label, spec.counter, spec.decimals, tuple(points)))
        return found

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
            _over(self._catalogue.figures[figure.key]),
        )


def span_of(quarter: Period, kind: str) -> Period:
    """Return the quarter itself, or the half-year or year that holds it."""
    if kind == "H":
        return Period(quarter.year, "H", (quarter.number + 1) // 2)
    return Period(quarter.year, "Y", 1) if kind == "Y" else quarter


def spans(quarters: Iterable[Period], kind: str) -> list[Period]:
    """Return the periods of a kind that hold any of these quarters, oldest first."""
    return sorted({span_of(quarter, kind) for quarter in quarters})


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


def _over(spec: FigureSpec) -> str:
    return _OVER[
        OverPeriods.RECOMPUTE
        if isinstance(spec.source, _RECOMPUTED) and spec.over_periods is OverPeriods.SUM
        else spec.over_periods
    ]


def _number(content: FigureContent) -> Number | None:
    return content if isinstance(content, int | Decimal) else None
