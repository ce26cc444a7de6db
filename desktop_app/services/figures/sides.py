"""The two sides of a ratio, which print nowhere: 295 ÷ 298 behind 复工率 99%."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.evidence import Number
from desktop_app.core.figures import Evaluation
from desktop_app.core.records import FigureContent
from desktop_app.core.results import percentage
from desktop_app.core.sources import units_taken
from desktop_app.core.specs import (
    FieldSpec,
    FigureSpec,
    LedgerSpec,
    OverPeriods,
    Ratio,
    Sum,
    UnitFact,
)

UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Side:
    """Part or whole of a ratio. value: over the units that the ratio is taken over.

    by_unit: of every unit, None where unknown; empty where it may not be broken down. decimals:
    places it has at most.
    """

    label: str
    counter: str
    value: Number | None
    by_unit: Mapping[str, Number | None]
    decimals: int = 0

    def number(self, unit: str = "") -> Number | None:
        """Return the value of one unit, or ("") of all."""
        return self.by_unit.get(unit) if unit else self.value

    def text(self, unit: str = "") -> str:
        """Return that value without its counter, — where it is unknown."""
        return _text(self.number(unit), self.decimals, self.counter)


@dataclass(frozen=True, slots=True)
class RatioSides:
    """What is divided by what, as the ledgers say; decimals: places of the ratio itself."""

    part: Side
    whole: Side
    counter: str
    decimals: int

    def value(self, unit: str = "") -> Decimal | None:
        """Return the ratio of one unit, or ("") of all."""
        return percentage(self.part.number(unit), self.whole.number(unit))

    def equation(self, unit: str = "") -> str:
        """Return it in words: 已复工295家 ÷ 应复工298家 = 99%."""
        sides = (
            f"{side.label}{side.text(unit)}{side.counter if side.number(unit) is not None else ''}"
            for side in (self.part, self.whole)
        )
        value = self.value(unit)
        ratio = _text(value, self.decimals, self.counter)
        return f"{' ÷ '.join(sides)} = {ratio}{'' if value is None else self.counter}"


def ratios_in(specs: Iterable[FigureSpec]) -> list[FigureSpec]:
    """Return the ratios among some figures."""
    return [spec for spec in specs if isinstance(spec.source, Ratio)]


def side_specs(ratio: FigureSpec) -> tuple[FigureSpec, FigureSpec]:
    """Return part and whole as figures of their own, known to nobody else.

    A fact of the units is theirs at the end of a period: it is not added up over quarters.
    """
    source = ratio.source
    assert isinstance(source, Ratio)
    over = OverPeriods.LAST if isinstance(source.whole, UnitFact) else ratio.over_periods
    return (
        replace(ratio, key=f"{ratio.key}÷part", source=source.part),
        replace(ratio, key=f"{ratio.key}÷whole", source=source.whole, over_periods=over),
    )


def sides_of(
    ratio: FigureSpec,
    now: Evaluation,
    ledgers: Mapping[str, LedgerSpec],
    unit_field: Callable[[str], FieldSpec],
) -> RatioSides:
    """Return the sides of a ratio, taken over the same units as the ratio itself.

    now: evaluates the ratio and its `side_specs`. unit_field: column of a unit's fact → its field.
    """
    missing = now.result(ratio.key).missing
    part, whole = side_specs(ratio)
    taken = units_taken(now.result(whole.key).by_unit, missing)

    def side(spec: FigureSpec) -> Side:
        source, by_unit = spec.source, now.result(spec.key).by_unit
        assert isinstance(source, Sum | UnitFact)
        field = (
            unit_field(source.column)
            if isinstance(source, UnitFact)
            else ledgers[source.ledger].field(source.column)
        )
        known = [number for unit in taken if (number := _number(by_unit.get(unit))) is not None]
        return Side(
            field.label,
            field.counter,
            sum(known) if known else None,
            {unit: _number(value) for unit, value in by_unit.items()} if ratio.by_unit else {},
            field.decimals,
        )

    return RatioSides(side(part), side(whole), ratio.counter, ratio.decimals)


def _number(value: FigureContent) -> Number | None:
    return value if isinstance(value, int | Decimal) else None


def _text(value: Number | None, decimals: int, counter: str) -> str:
    return UNKNOWN if value is None else counted_number(value, decimals, counter)
