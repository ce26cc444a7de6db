"""Results of figures, and how they combine: over quarters, with what was reported by hand.

Values are None where nothing is known; 0 only comes from a row or from a nil return (零报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop_app.core.evidence import Number, Reported
from desktop_app.core.records import FigureContent


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


def standing_in(computed: Result, given: Sequence[Reported]) -> Result:
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
        value=combined(sum, list(by_unit.values())),
        by_unit=by_unit,
        missing=tuple(unit for unit in computed.missing if unit not in by_hand),
        source="reported" if set(from_ledger) <= set(by_hand) else "mixed",
        reason="；".join(dict.fromkeys(reported.reason for reported in given)),
        computed=computed.value,
    )


def lowest(results: Sequence[Result]) -> Result:
    """Take the smallest of several figures, in the whole and by unit; None where one is unknown."""
    units = dict.fromkeys(unit for result in results for unit in result.by_unit)
    value = _least([result.value for result in results])
    return Result(
        value,
        {unit: _least([result.by_unit.get(unit) for result in results]) for unit in units},
        added_rows(result.rows for result in results),
        tuple(dict.fromkeys(unit for result in results for unit in result.missing)),
        from_ledger(value),
    )


def combined(combine: object, values: Sequence[FigureContent]) -> Number | None:
    """Take sum or max of the numbers among the values; None where there is none."""
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    if not numbers:
        return None
    return max(numbers) if combine is max else sum(numbers)


def added_rows(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add counts of rows up by unit."""
    rows: dict[str, int] = {}
    for by_unit in counts:
        for unit, count in by_unit.items():
            rows[unit] = rows.get(unit, 0) + count
    return rows


def percentage(part: Number | None, whole: Number | None) -> Decimal | None:
    """Return part ÷ whole in per cent; None where a side is unknown or the whole is 0."""
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def quotient(value: Number | None, weight: Number | None) -> Decimal | None:
    """Return value ÷ weight; None where one is unknown or the weight is 0."""
    return None if value is None or not weight else Decimal(value) / Decimal(weight)


def _least(values: Sequence[FigureContent]) -> FigureContent:
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    return min(numbers) if values and len(numbers) == len(values) else None


def _narrowed(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()


def from_ledger(value: FigureContent) -> str | None:
    """Say where a computed value comes from: "ledger", or None where nothing is known."""
    return None if value is None else "ledger"
