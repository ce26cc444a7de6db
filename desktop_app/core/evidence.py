"""What figures are computed from: answers of grouped queries, and what a figure asks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.core.records import FigureContent, UnitRecord
from desktop_app.core.specs import (
    Count,
    Largest,
    Mean,
    Names,
    Ratio,
    Source,
    Sum,
    Within,
)

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One aggregate of a grouped query.

    function: sum, max, count, paired (Σ column where the weight column is known), weighted
    (Σ column × weight) or weight (Σ weight where the column is known). column and weight: "" where
    the function has none.
    """

    function: str
    column: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One group: what a unit's rows of a quarter say where the condition columns are equal.

    values: condition column → its text. numbers: aggregate → (value, rows with a value).
    """

    quarter: str
    unit: str
    values: Mapping[str, str | None]
    numbers: Mapping[Aggregate, tuple[Number | None, int]]


@dataclass(frozen=True, slots=True)
class NamedText:
    """One text of a row, for figures that list names; order None sorts last."""

    quarter: str
    unit: str
    values: Mapping[str, str | None]
    text: str
    order: int | None
    entry: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A value given by hand for a quarter; unit "" for the whole."""

    quarter: str
    unit: str
    figure: str
    value: Decimal
    reason: str


@dataclass(frozen=True)
class Evidence:
    """All that figures are computed from, for the quarters that were asked for.

    tallies: (ledger, within) → groups. names: (ledger, column, order column) → texts.
    units: quarter → its units. nil: (quarter, unit name, ledger). rectification: (period code,
    measure, area) → content. off: (quarter, area) that was switched off. Quarters that were never
    opened have no units.
    """

    tallies: Mapping[tuple[str, Within], Sequence[Tally]]
    names: Mapping[tuple[str, str, str | None], Sequence[NamedText]]
    units: Mapping[str, Sequence[UnitRecord]]
    nil: frozenset[tuple[str, str, str]]
    reported: Sequence[Reported] = ()
    off: frozenset[tuple[str, str]] = frozenset()
    rectification: Mapping[tuple[str, str, str | None], FigureContent] = field(default_factory=dict)


def aggregates_of(source: Source) -> Mapping[str, set[Aggregate]]:
    """Return ledger → the aggregates that a source needs from it."""
    match source:
        case Sum(ledger=ledger, column=column, beside=beside):
            return {ledger: {Aggregate("paired" if beside else "sum", column, beside)}}
        case Largest(ledger=ledger, column=column):
            return {ledger: {Aggregate("max", column)}}
        case Count(ledger=ledger):
            return {ledger: {Aggregate("count")}}
        case Mean(ledger=ledger, column=column, weight=weight):
            return {
                ledger: {
                    Aggregate("sum", column),
                    Aggregate("weighted", column, weight),
                    Aggregate("weight", column, weight),
                }
            }
        case Ratio(part=part, whole=whole):
            needed = {ledger: set(found) for ledger, found in aggregates_of(part).items()}
            for ledger, found in aggregates_of(whole).items():
                needed.setdefault(ledger, set()).update(found)
            return needed
        case _:
            return {}


def conditions_of(source: Source) -> set[str]:
    """Return the columns that a source's conditions look at."""
    match source:
        case Ratio(part=part, whole=whole):
            return conditions_of(part) | conditions_of(whole)
        case Sum() | Largest() | Count() | Mean() | Names():
            return {condition.column for condition in source.where}
        case _:
            return set()
