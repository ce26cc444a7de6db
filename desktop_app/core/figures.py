"""From evidence to figures: pure functions, no database.

Values are None where nothing is known; 0 only comes from a row or from a nil return (零报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop_app.core.evidence import (
    Aggregate,
    Evidence,
    Number,
    Reported,
    Tally,
    aggregates_of,
)
from desktop_app.core.records import FigureContent, FigureValue
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

_ADDITIVE = Sum | Largest | Count | UnitFact


@dataclass(frozen=True, slots=True)
class Part:
    """A number by unit, None where unknown, and the rows behind each."""

    by_unit: Mapping[str, Number | None]
    rows: Mapping[str, int]

    @property
    def total(self) -> Number | None:
        """The sum of what is known; None where nothing is."""
        known = [value for value in self.by_unit.values() if value is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Result:
    """A figure before its neighbours in time are known; rows: unit name → rows behind it."""

    value: FigureContent = None
    by_unit: Mapping[str, FigureContent] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    source: str | None = None
    reason: str = ""
    computed: FigureContent = None


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
            return _standing_in(computed, self._reported(spec, quarters[0]))
        return computed

    def _of_span(self, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Compute a figure that is more than a sum, over all its quarters at once."""
        match spec.source:
            case Rectification(measure=measure, area=area):
                known = self._evidence.rectification
                value = known.get((self._code, measure, area))
                if value is None and area is not None and (self._code, measure, None) in known:
                    value = 0  # there are problems, none of them in this area
                return Result(value, rows={"": _size(value)}, source=_from_ledger(value))
            case Names() as names:
                return self._names(names, quarters)
            case Lowest(figures=keys):
                return _lowest([self.result(key) for key in keys])
            case Ratio() as ratio:
                return self._ratio(ratio, spec, quarters)
            case Mean() as mean:
                return self._mean(mean, spec, quarters)
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
            _standing_in(self._in_quarter(spec, quarter), self._reported(spec, quarter))
            for quarter in quarters
        ]
        if len(results) == 1:
            return results[0]
        combine = max if isinstance(spec.source, Largest) else sum
        by_unit = {
            unit: _combined(combine, [result.by_unit.get(unit) for result in results])
            for unit in dict.fromkeys(unit for result in results for unit in result.by_unit)
        }
        by_hand = any(result.source not in (None, "ledger") for result in results)
        parts = [result.value for result in results] if by_hand else list(by_unit.values())
        sources = {result.source for result in results} - {None}
        return Result(
            _combined(sum, parts),
            by_unit,
            _added_rows(result.rows for result in results),
            tuple(dict.fromkeys(unit for result in results for unit in result.missing)),
            sources.pop() if len(sources) == 1 else "mixed" if sources else None,
            "；".join(dict.fromkeys(result.reason for result in results if result.reason)),
            _combined(
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
        found = self._part(spec.source, spec.within, [quarter])
        missing = self._missing(spec, [spec.source], [quarter])
        return Result(found.total, found.by_unit, found.rows, missing, _from_ledger(found.total))

    def _part(self, source: Source, within: Within, quarters: Sequence[str]) -> Part:
        """Add a source up by unit over the quarters."""
        if isinstance(source, UnitFact):
            facts = {
                unit.name: getattr(unit, source.column)
                for unit in self._evidence.units[quarters[-1]]
            }
            return Part(facts, {unit: value is not None for unit, value in facts.items()})
        assert isinstance(source, Sum | Largest | Count)
        (aggregate,) = aggregates_of(source)[source.ledger]
        values: dict[str, Number | None] = {}
        rows: dict[str, int] = {}
        for quarter in quarters:
            for unit in self._evidence.units[quarter]:
                is_nil = (quarter, unit.name, source.ledger) in self._evidence.nil
                values[unit.name] = values.get(unit.name) or (0 if is_nil else None)
        for tally in self._tallies(source.ledger, within, source.where, quarters):
            number, count = tally.numbers[aggregate]
            rows[tally.unit] = rows.get(tally.unit, 0) + count
            known = values.get(tally.unit)
            if number is None:
                continue
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

    def _ratio(self, ratio: Ratio, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Divide over the units whose whole is known; units that are chased need both sides."""
        missing = self._missing(spec, (ratio.part, ratio.whole), quarters)
        parts = self._part(ratio.part, spec.within, quarters)
        wholes = self._part(ratio.whole, spec.within, quarters)
        taken = [
            unit
            for unit, whole in wholes.by_unit.items()
            if whole is not None and unit not in missing
        ]
        part, whole = (
            Part({unit: found.by_unit.get(unit) for unit in taken}, found.rows)
            for found in (parts, wholes)
        )
        by_unit: dict[str, FigureContent] = {
            unit: _percentage(parts.by_unit.get(unit), number)
            for unit, number in wholes.by_unit.items()
        }
        value = _percentage(part.total, whole.total)
        return Result(value, by_unit, parts.rows, missing, _from_ledger(value))

    def _mean(self, mean: Mean, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        weighted = Aggregate("weighted", mean.column, mean.weight)
        weight = Aggregate("weight", mean.column, mean.weight)
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        rows: dict[str, int] = {}
        for tally in self._tallies(mean.ledger, spec.within, mean.where, quarters):
            value, count = tally.numbers[weighted]
            total, _ = tally.numbers[weight]
            if value is not None and total is not None:
                before = sums.get(tally.unit, (Decimal(0), Decimal(0)))
                sums[tally.unit] = (before[0] + value, before[1] + total)
                rows[tally.unit] = rows.get(tally.unit, 0) + count
        known = Sum(mean.ledger, mean.column, mean.where)
        by_unit: dict[str, FigureContent] = {
            unit.name: _quotient(*sums.get(unit.name, (None, None)))
            for quarter in quarters
            for unit in self._evidence.units[quarter]
        }
        everything = [sum(side) for side in zip(*sums.values(), strict=True)]
        value = _quotient(*everything) if everything else None
        missing = self._missing(spec, (known,), quarters)
        return Result(value, by_unit, rows, missing, _from_ledger(value))

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
        quarter_of: dict[tuple[str, str], str] = {}
        by_unit: dict[str, list[str]] = {}
        listed: list[str] = []
        for text in found:
            # Whoever is named again in a later quarter of a year is the same person.
            if quarter_of.setdefault((text.unit, text.text), text.quarter) == text.quarter:
                shown = _quoted(text.text, names.quote)
                by_unit.setdefault(text.unit, []).append(shown)
                listed.append(shown)
        is_nil = any(
            (quarter, unit.name, names.ledger) in self._evidence.nil
            for quarter in quarters
            for unit in self._evidence.units[quarter]
        )
        content: FigureContent = tuple(listed) if listed or is_nil else None
        return Result(
            content,
            {unit: tuple(texts) for unit, texts in by_unit.items()},
            {unit: len(texts) for unit, texts in by_unit.items()},
            (),
            _from_ledger(content),
        )

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


def _standing_in(computed: Result, given: Sequence[Reported]) -> Result:
    """Let values given by hand stand in for computed ones: one for the whole, or some of units."""
    for reported in given:
        if not reported.unit:
            return replace(
                computed,
                value=_narrowed(reported.value),
                missing=(),
                source="reported",
                reason=reported.reason,
                computed=computed.value,
            )
    if not given:
        return computed
    by_hand = {reported.unit: _narrowed(reported.value) for reported in given}
    by_unit = {**computed.by_unit, **by_hand}
    from_ledger = [unit for unit, value in computed.by_unit.items() if value is not None]
    return replace(
        computed,
        value=_combined(sum, list(by_unit.values())),
        by_unit=by_unit,
        missing=tuple(unit for unit in computed.missing if unit not in by_hand),
        source="reported" if set(from_ledger) <= set(by_hand) else "mixed",
        reason="；".join(dict.fromkeys(reported.reason for reported in given)),
        computed=computed.value,
    )


def _lowest(results: Sequence[Result]) -> Result:
    units = dict.fromkeys(unit for result in results for unit in result.by_unit)
    value = _least([result.value for result in results])
    return Result(
        value,
        {unit: _least([result.by_unit.get(unit) for result in results]) for unit in units},
        _added_rows(result.rows for result in results),
        tuple(dict.fromkeys(unit for result in results for unit in result.missing)),
        _from_ledger(value),
    )


def _combined(combine: object, values: Sequence[FigureContent]) -> Number | None:
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    if not numbers:
        return None
    return max(numbers) if combine is max else sum(numbers)


def _added_rows(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for by_unit in counts:
        for unit, count in by_unit.items():
            rows[unit] = rows.get(unit, 0) + count
    return rows


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


def _from_ledger(value: FigureContent) -> str | None:
    return None if value is None else "ledger"


def _size(value: FigureContent) -> int:
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int) else 0


def _quoted(text: str, quote: str) -> str:
    """Put a title into its marks; marks inside it become the single ones (GB/T 15834-2011)."""
    if not quote or (text[0] == quote[0] and text[-1] == quote[1]):
        return text
    inner = text.replace("《", "〈").replace("》", "〉") if quote == "《》" else text
    return f"{quote[0]}{inner}{quote[1]}"
