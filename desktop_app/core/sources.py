"""What each kind of source says over quarters: sums, shares, means and lists of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.evidence import Aggregate, Evidence, Number, Tally, aggregates_of
from desktop_app.core.records import FigureContent
from desktop_app.core.results import Result, from_ledger, percentage, quotient
from desktop_app.core.specs import (
    Count,
    FigureSpec,
    Largest,
    Mean,
    Names,
    Ratio,
    Source,
    Sum,
    UnitFact,
    Where,
    Within,
)


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


def units_taken(wholes: Mapping[str, FigureContent], missing: Collection[str]) -> list[str]:
    """Return the units over which a ratio is taken: the whole is known, and nothing is owed."""
    return [unit for unit, whole in wholes.items() if whole is not None and unit not in missing]


class Sources:
    """Answers for the sources of figures, out of what the grouped queries found."""

    def __init__(self, evidence: Evidence) -> None:
        """Take what the grouped queries of a figure's periods found."""
        self._evidence = evidence

    def part(self, source: Source, within: Within, quarters: Sequence[str]) -> Part:
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

    def missing(
        self, spec: FigureSpec, sources: Sequence[Source], quarters: Sequence[str]
    ) -> tuple[str, ...]:
        """Name the units that owe the figure and gave nothing in one of the quarters."""
        if not spec.owed:
            return ()
        missing: dict[str, None] = {}
        for quarter in quarters:
            parts = [self.part(source, spec.within, [quarter]).by_unit for source in sources]
            for unit in self._evidence.units[quarter]:
                chased = unit.reporting and not unit.is_office_itself
                if chased and any(part.get(unit.name) is None for part in parts):
                    missing[unit.name] = None
        return tuple(missing)

    def ratio(self, ratio: Ratio, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Divide over the units whose whole is known; units that are chased need both sides."""
        missing = self.missing(spec, (ratio.part, ratio.whole), quarters)
        parts = self.part(ratio.part, spec.within, quarters)
        wholes = self.part(ratio.whole, spec.within, quarters)
        taken = units_taken(wholes.by_unit, missing)
        part, whole = (
            Part({unit: found.by_unit.get(unit) for unit in taken}, found.rows)
            for found in (parts, wholes)
        )
        by_unit: dict[str, FigureContent] = {
            unit: percentage(parts.by_unit.get(unit), number)
            for unit, number in wholes.by_unit.items()
        }
        value = percentage(part.total, whole.total)
        return Result(value, by_unit, parts.rows, missing, from_ledger(value))

    def mean(self, mean: Mean, spec: FigureSpec, quarters: Sequence[str]) -> Result:
        """Weigh the mean: Σ value × weight ÷ Σ weight, over rows where both are known."""
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
            unit.name: quotient(*sums.get(unit.name, (None, None)))
            for quarter in quarters
            for unit in self._evidence.units[quarter]
        }
        everything = [sum(side) for side in zip(*sums.values(), strict=True)]
        value = quotient(*everything) if everything else None
        missing = self.missing(spec, (known,), quarters)
        return Result(value, by_unit, rows, missing, from_ledger(value))

    def names(self, names: Names, quarters: Sequence[str]) -> Result:
        """List the names in order; a name of an earlier quarter is not named again."""
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
            from_ledger(content),
        )


def _quoted(text: str, quote: str) -> str:
    """Put a title into its marks; marks inside it become the single ones (GB/T 15834-2011)."""
    if not quote or (text[0] == quote[0] and text[-1] == quote[1]):
        return text
    inner = text.replace("《", "〈").replace("》", "〉") if quote == "《》" else text
    return f"{quote[0]}{inner}{quote[1]}"
