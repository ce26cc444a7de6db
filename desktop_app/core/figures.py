"""From evidence to figures: pure functions, no database.

Values are None where nothing is known; 0 only comes from a row or from a nil return (零报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.evidence import Aggregate, Evidence, Number, Tally, aggregates_of
from desktop_app.core.records import FigureContent, FigureValue, UnitRecord
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
    Source,
    Sum,
    UnitFact,
    Where,
    Within,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A number by unit: value None where unknown; rows behind it."""

    by_unit: Mapping[str, Number | None]
    rows: int

    @property
    def total(self) -> Number | None:
        """The sum of what is known; None where nothing is."""
        known = [value for value in self.by_unit.values() if value is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Result:
    """A figure before its neighbours in time are known."""

    value: FigureContent
    by_unit: Mapping[str, FigureContent]
    rows: int
    missing: tuple[str, ...]
    source: str | None
    reason: str = ""
    computed: FigureContent = None


_NOTHING = Result(None, {}, 0, (), None)


class Evaluation:
    """The figures of one period: a whole one, or what one unit gave."""

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
        self._code = code
        self._quarters = [quarter for quarter in quarters if evidence.units.get(quarter)]
        self._results: dict[str, Result] = {}

    def result(self, key: str) -> Result:
        """Compute one figure, once."""
        if key not in self._results:
            self._results[key] = self._reported(self._specs[key], self._compute(self._specs[key]))
        return self._results[key]

    def _compute(self, spec: FigureSpec) -> Result:  # noqa: PLR0911 - one a kind of source
        quarters = self._quarters_of(spec)
        if isinstance(spec.source, Rectification):
            measure, of_area = spec.source.measure, spec.source.area
            value = self._evidence.rectification.get((self._code, measure, of_area))
            return Result(value, {}, _size(value), (), None if value is None else "ledger")
        if not quarters:
            return _NOTHING
        match spec.source:
            case Names() as names:
                return self._names(names, quarters)
            case Lowest(figures=keys):
                return self._lowest([self.result(key) for key in keys])
            case Ratio(part=part, whole=whole):
                parts = [self._part(source, spec.within, quarters) for source in (part, whole)]
                return self._ratio(spec, parts, quarters)
            case Mean() as mean:
                return self._mean(mean, spec, quarters)
            case source:
                found = self._part(source, spec.within, quarters)
                missing = self._missing(spec, [source], quarters)
                return Result(
                    found.total, found.by_unit, found.rows, missing, _ledger_source(found.total)
                )

    def _quarters_of(self, spec: FigureSpec) -> list[str]:
        if spec.over_periods is OverPeriods.LAST:
            return self._quarters[-1:]
        if spec.over_periods is OverPeriods.NONE and len(self._quarters) > 1:
            return []
        return self._quarters

    def _part(self, source: Source, within: Within, quarters: Sequence[str]) -> Part:
        """Add a source up by unit over the quarters."""
        if isinstance(source, UnitFact):
            facts = {
                unit.name: getattr(unit, source.column)
                for unit in self._evidence.units[quarters[-1]]
            }
            return Part(facts, sum(value is not None for value in facts.values()))
        assert isinstance(source, Sum | Largest | Count)
        (aggregate,) = aggregates_of(source)[source.ledger]
        values: dict[str, Number | None] = {}
        rows = 0
        for quarter in quarters:
            for unit in self._evidence.units[quarter]:
                is_nil = (quarter, unit.name, source.ledger) in self._evidence.nil
                values[unit.name] = 0 if is_nil else values.get(unit.name)
        for tally in self._tallies(source.ledger, within, source.where, quarters):
            number, count = tally.numbers[aggregate]
            rows += count
            if number is not None:
                known = values.get(tally.unit)
                if known is None:
                    values[tally.unit] = number
                elif isinstance(source, Largest):
                    values[tally.unit] = max(known, number)
                else:
                    values[tally.unit] = known + number
        return Part(values, rows)

    def _tallies(
        self, ledger: str, within: Within, where: Iterable[Where], quarters: Sequence[str]
    ) -> Iterable[Tally]:
        wanted = set(quarters)
        return (
            tally
            for tally in self._evidence.tallies.get((ledger, within), ())
            if tally.quarter in wanted
            and all(condition.accepts(tally.values[condition.column]) for condition in where)
        )

    def _missing(
        self, spec: FigureSpec, sources: Sequence[Source], quarters: Sequence[str]
    ) -> tuple[str, ...]:
        """Name the units that owe the figure and gave nothing in one of the quarters."""
        if not spec.owed:
            return ()
        missing: dict[str, None] = {}
        for quarter in quarters:
            parts = [self._part(source, spec.within, [quarter]).by_unit for source in sources]
            for unit in self._evidence.units[quarter]:
                chased = unit.reporting and not unit.is_office_itself
                if chased and any(part.get(unit.name) is None for part in parts):
                    missing[unit.name] = None
        return tuple(missing)

    def _ratio(self, spec: FigureSpec, parts: Sequence[Part], quarters: Sequence[str]) -> Result:
        assert isinstance(spec.source, Ratio)
        missing = self._missing(spec, (spec.source.part, spec.source.whole), quarters)
        left_out = set(missing)
        part, whole = (
            Part({unit: n for unit, n in found.by_unit.items() if unit not in left_out}, found.rows)
            for found in parts
        )
        by_unit: dict[str, FigureContent] = {
            unit: _percentage(part.by_unit.get(unit), number)
            for unit, number in whole.by_unit.items()
        }
        value = _percentage(part.total, whole.total)
        return Result(value, by_unit, part.rows, missing, _ledger_source(value))

    def _mean(self, mean: Mean, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        weighted = Aggregate("weighted", mean.column, mean.weight)
        weight = Aggregate("weight", mean.column, mean.weight)
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        rows = 0
        for tally in self._tallies(mean.ledger, spec.within, mean.where, quarters):
            value, count = tally.numbers[weighted]
            total, _ = tally.numbers[weight]
            if value is not None and total is not None:
                before = sums.get(tally.unit, (Decimal(0), Decimal(0)))
                sums[tally.unit] = (before[0] + value, before[1] + total)
                rows += count
        missing = self._missing(spec, (Sum(mean.ledger, mean.column, mean.where),), quarters)
        by_unit: dict[str, FigureContent] = {
            unit: _quotient(*sums.get(unit, (None, None)))
            for unit in {unit.name: None for quarter in quarters for unit in self._units(quarter)}
        }
        value = (
            _quotient(
                sum(pair[0] for pair in sums.values()), sum(pair[1] for pair in sums.values())
            )
            if sums
            else None
        )
        return Result(value, by_unit, rows, missing, _ledger_source(value))

    def _names(self, names: Names, quarters: Sequence[str]) -> Result:
        wanted = set(quarters)
        found = sorted(
            (
                text
                for text in self._evidence.names.get((names.ledger, names.column, names.order), ())
                if text.quarter in wanted
                and all(
                    condition.accepts(text.values[condition.column]) for condition in names.where
                )
            ),
            key=lambda text: (text.quarter, text.order is None, text.order or 0, text.entry),
        )
        by_unit: dict[str, list[str]] = {}
        for text in found:
            by_unit.setdefault(text.unit, []).append(_quoted(text.text, names.quote))
        nil = any(
            (quarter, unit.name, names.ledger) in self._evidence.nil
            for quarter in quarters
            for unit in self._units(quarter)
        )
        value = tuple(_quoted(text.text, names.quote) for text in found)
        content: FigureContent = value if value or nil else None
        return Result(
            content,
            {unit: tuple(texts) for unit, texts in by_unit.items()},
            len(found),
            (),
            _ledger_source(content),
        )

    def _lowest(self, results: Sequence[Result]) -> Result:
        missing = tuple(dict.fromkeys(unit for result in results for unit in result.missing))
        units = dict.fromkeys(unit for result in results for unit in result.by_unit)
        value = _least([result.value for result in results])
        return Result(
            value,
            {unit: _least([result.by_unit.get(unit) for result in results]) for unit in units},
            sum(result.rows for result in results),
            missing,
            _ledger_source(value),
        )

    def _units(self, quarter: str) -> Sequence[UnitRecord]:
        return self._evidence.units[quarter]

    def _reported(self, spec: FigureSpec, computed: Result) -> Result:
        """Let values given by hand stand in for computed ones (only where a quarter is asked)."""
        given = [
            reported
            for reported in self._evidence.reported
            if reported.figure == spec.key and [reported.quarter] == self._quarters
        ]
        if not given or spec.is_list:
            return computed
        for reported in given:
            if not reported.unit:
                return Result(
                    _narrowed(reported.value),
                    computed.by_unit,
                    computed.rows,
                    (),
                    "reported",
                    reported.reason,
                    computed.value,
                )
        by_unit = dict(computed.by_unit)
        by_unit.update({reported.unit: _narrowed(reported.value) for reported in given})
        numbers = [value for value in by_unit.values() if isinstance(value, int | Decimal)]
        if not isinstance(spec.source, Sum | Largest | Count | UnitFact):
            return computed
        names = {reported.unit for reported in given}
        only_reported = all(unit in names for unit, value in by_unit.items() if value is not None)
        return Result(
            sum(numbers),
            by_unit,
            computed.rows,
            tuple(unit for unit in computed.missing if unit not in names),
            "reported" if only_reported else "mixed",
            "；".join(dict.fromkeys(reported.reason for reported in given)),
            computed.value,
        )


def figure_value(
    spec: FigureSpec,
    area: str,
    now: Evaluation,
    before: Evaluation,
    year_ago: Evaluation,
    village_names: frozenset[str],
) -> FigureValue:
    """Put a figure together from its period, the period before and the one a year ago.

    village_names: the units of kind 村, for the words of （缺2村）.
    """
    result = now.result(spec.key)
    all_villages = all(unit in village_names for unit in result.missing)
    return FigureValue(
        key=spec.key,
        label=spec.label,
        counter=spec.counter,
        area=area,
        definition=spec.definition,
        decimals=spec.decimals,
        value=result.value,
        rows=result.rows,
        source=result.source,
        missing=result.missing,
        partial_kind="村" if all_villages else "个单位",
        by_unit=result.by_unit if spec.by_unit else {},
        reason=result.reason,
        computed=result.computed,
        previous=before.result(spec.key).value,
        last_year=year_ago.result(spec.key).value,
    )


def _percentage(part: Number | None, whole: Number | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def _quotient(value: Number | None, weight: Number | None) -> Decimal | None:
    return None if value is None or not weight else Decimal(value) / Decimal(weight)


def _least(values: Sequence[FigureContent]) -> FigureContent:
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    return min(numbers) if values and len(numbers) == len(values) else None


def _narrowed(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()


def _ledger_source(value: FigureContent) -> str | None:
    return None if value is None else "ledger"


def _size(value: FigureContent) -> int:
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int) else 0


def _quoted(text: str, quote: str) -> str:
    return f"{quote[0]}{text}{quote[1]}" if quote and quote[0] not in text else text
