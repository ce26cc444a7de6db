"""From evidence to figures: pure functions, no database.

Values are None where nothing is known; 0 only comes from a row or from a nil return (零报告).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.core.evidence import Evidence, Reported
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.core.results import (
    Result,
    added_rows,
    combined,
    from_ledger,
    lowest,
    standing_in,
)
from desktop_app.core.sources import Sources
from desktop_app.core.specs import (
    Count,
    FigureSpec,
    Largest,
    Lowest,
    Mean,
    Names,
    OverPeriods,
    Ratio,
    Rectification,
    Sum,
    UnitFact,
)

_ADDITIVE = Sum | Largest | Count | UnitFact


class Evaluation:
    """The figures of one period."""

    def __init__(
        self,
        specs: Mapping[str, FigureSpec],
        evidence: Evidence,
        code: str,
        quarters: Sequence[str],
    ) -> None:
        """Take the period's code and its quarters in order; those never opened are left out."""
        self._specs = specs
        self._evidence = evidence
        self._sources = Sources(evidence)
        self._code = code
        self._quarters = [quarter for quarter in quarters if evidence.units.get(quarter)]
        self._results: dict[str, Result] = {}
        self.is_complete = len(self._quarters) == len(quarters)

    def result(self, key: str) -> Result:
        """Compute one figure, once."""
        if key not in self._results:
            self._results[key] = self._compute(self._specs[key])
        return self._results[key]

    def source_of_unit(self, key: str, unit: str) -> str | None:
        """Say where one unit's value comes from: "ledger", "reported" or, without one, None."""
        if self.result(key).by_unit.get(unit) is None:
            return None
        by_hand = any(
            reported.unit == unit
            for quarter in self._quarters
            for reported in self._reported(self._specs[key], quarter)
        )
        return "reported" if by_hand else "ledger"

    def _compute(self, spec: FigureSpec) -> Result:
        quarters = self._quarters_of(spec)
        if not quarters:
            return Result()
        if isinstance(spec.source, _ADDITIVE):
            return self._over_quarters(spec, quarters)
        computed = self._of_span(spec, quarters)
        if len(quarters) == 1 and not spec.is_list:
            return standing_in(computed, self._reported(spec, quarters[0]))
        return computed

    def _of_span(self, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Compute a figure that is more than a sum, over all its quarters at once."""
        match spec.source:
            case Rectification(measure=measure, area=area):
                known = self._evidence.rectification
                value = known.get((self._code, measure, area))
                if value is None and area is not None and (self._code, measure, None) in known:
                    value = 0  # there are problems, none of them in this area
                return Result(value, rows={"": _size(value)}, source=from_ledger(value))
            case Names() as names:
                return self._sources.names(names, quarters)
            case Lowest(figures=keys):
                return lowest([self.result(key) for key in keys])
            case Ratio() as ratio:
                return self._sources.ratio(ratio, spec, quarters)
            case Mean() as mean:
                return self._sources.mean(mean, spec, quarters)
        raise TypeError(f"no rule for {type(spec.source).__name__}")

    def _quarters_of(self, spec: FigureSpec) -> list[str]:
        """Return the quarters that a figure is taken over, without those that do not have it."""
        on = [
            quarter
            for quarter in self._quarters
            if (quarter, spec.home) not in self._evidence.off and spec.is_asked_in(quarter)
        ]
        if spec.over_periods is OverPeriods.LAST:
            return on[-1:]
        if spec.over_periods is OverPeriods.NONE and len(on) > 1:
            return []
        return on

    def _over_quarters(self, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Add the quarters up, each with what was reported by hand for it."""
        results = [
            standing_in(self._in_quarter(spec, quarter), self._reported(spec, quarter))
            for quarter in quarters
        ]
        if len(results) == 1:
            return results[0]
        combine = max if isinstance(spec.source, Largest) else sum
        by_unit = {
            unit: combined(combine, [result.by_unit.get(unit) for result in results])
            for unit in dict.fromkeys(unit for result in results for unit in result.by_unit)
        }
        by_hand = any(result.source not in (None, "ledger") for result in results)
        parts = [result.value for result in results] if by_hand else list(by_unit.values())
        sources = {result.source for result in results} - {None}
        return Result(
            combined(sum, parts),
            by_unit,
            added_rows(result.rows for result in results),
            tuple(dict.fromkeys(unit for result in results for unit in result.missing)),
            sources.pop() if len(sources) == 1 else "mixed" if sources else None,
            "；".join(dict.fromkeys(result.reason for result in results if result.reason)),
            combined(
                sum,
                [
                    result.value if result.computed is None else result.computed
                    for result in results
                ],
            )
            if by_hand
            else None,
        )

    def _in_quarter(self, spec: FigureSpec, quarter: str) -> Result:
        found = self._sources.part(spec.source, spec.within, [quarter])
        missing = self._sources.missing(spec, [spec.source], [quarter])
        return Result(found.total, found.by_unit, found.rows, missing, from_ledger(found.total))

    def _reported(self, spec: FigureSpec, quarter: str) -> list[Reported]:
        return [
            reported
            for reported in self._evidence.reported
            if reported.figure == spec.key and reported.quarter == quarter
        ]


def figure_value(
    spec: FigureSpec,
    area: str,
    now: Evaluation,
    before: Evaluation,
    year_ago: Evaluation,
    partial_kind: str,
) -> FigureValue:
    """Put a figure together from its period, the period before and the one a year ago.

    partial_kind: what units are called in （缺2村）.
    """
    result = now.result(spec.key)
    previous = before.result(spec.key) if before.is_complete else Result()
    last_year = year_ago.result(spec.key) if year_ago.is_complete else Result()
    return FigureValue(
        key=spec.key,
        label=spec.label,
        counter=spec.counter,
        area=area,
        definition=spec.definition,
        decimals=spec.decimals,
        value=result.value,
        rows=sum(result.rows.values()),
        source=result.source,
        missing=result.missing,
        partial_kind=partial_kind,
        by_unit=result.by_unit if spec.by_unit else {},
        reason=result.reason,
        computed=result.computed,
        previous=previous.value,
        last_year=last_year.value,
        previous_missing=previous.missing,
        last_year_missing=last_year.missing,
    )


def _size(value: FigureContent) -> int:
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int) else 0
