"""What a village's form asks: one line a number, as far as a village owes it.

Each line is one cell of the unit's subtotal row of a ledger (as a cell of the matrix is), or a fact
of the unit. Beyond the figures of the matrix there are lines for what they are made of: each kind
where a figure adds up several, both sides of a ratio. A ledger of which no figure can be asked so
(names, enterprises) gets a sheet of its own with a row a thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.specs import (
    FieldSpec,
    FigureSpec,
    Largest,
    LedgerSpec,
    Ratio,
    Sum,
    UnitFact,
    Where,
)
from desktop_app.core.validation import Options

Kind = tuple[tuple[str, str], ...]
"""(column, text) pairs that tell a subtotal from others of its ledger."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One number that is asked.

    key: stable; the figure's where the line is one. ledger: "" for a fact of the unit. kind: what
    the subtotal row holds in the columns of its key. largest: of several rows, not their sum.
    """

    key: str
    area: str
    label: str
    counter: str
    ledger: str
    field: FieldSpec
    kind: Kind = ()
    figure: str = ""
    largest: bool = False

    @property
    def column(self) -> str:
        """The field's name."""
        return self.field.name


def form_lines(
    catalogue: Catalogue,
    areas: Collection[str],
    options: Options,
    unit_fields: Mapping[str, FieldSpec],
    quarter: str,
) -> list[FormLine]:
    """Return the lines of a quarter's form in report order.

    areas: keys of those that are on. unit_fields: declarations of the units' own facts.
    quarter: its code.
    """
    found: dict[tuple[str, str, Kind], FormLine] = {}
    owed = [
        (catalogue.area_of_figure[key], spec)
        for key, spec in catalogue.figures.items()
        if spec.owed and spec.is_asked_in(quarter) and catalogue.area_of_figure[key].key in areas
    ]
    for area, spec in owed:
        if isinstance(spec.source, UnitFact):
            field = unit_fields[spec.source.column]
            line = FormLine(spec.key, area.label, spec.label, spec.counter, "", field)
            found["", field.name, ()] = replace(line, figure=spec.key)
        elif isinstance(spec.source, Sum | Largest):
            for line in _of_sum(catalogue, spec, spec.source, options):
                found.setdefault(
                    (line.ledger, line.column, line.kind), replace(line, area=area.label)
                )
    asked = {line.ledger for line in found.values()}
    for area, spec in owed:
        if not isinstance(spec.source, Ratio):
            continue
        for side in (spec.source.whole, spec.source.part):
            if isinstance(side, Sum) and side.ledger in asked:
                for line in _of_side(catalogue, spec, side):
                    found.setdefault(
                        (line.ledger, line.column, line.kind), replace(line, area=area.label)
                    )
    order = {area.spec.label: place for place, area in enumerate(catalogue.areas)}
    return sorted(found.values(), key=lambda line: order[line.area])


def listed_ledgers(
    catalogue: Catalogue, areas: Collection[str], lines: Sequence[FormLine]
) -> list[LedgerSpec]:
    """Return the ledgers whose rows a village lists one by one: no line asks for them."""
    asked = {line.ledger for line in lines}
    return [
        spec
        for key, spec in catalogue.ledgers.items()
        if key not in asked
        and not spec.kept_by_office
        and set(areas).intersection(catalogue.areas_of_ledger[key])
    ]


def _of_sum(
    catalogue: Catalogue, spec: FigureSpec, source: Sum | Largest, options: Options
) -> Iterator[FormLine]:
    """Yield the lines that make up a figure; none where no subtotal row can hold it."""
    ledger = catalogue.ledgers[source.ledger]
    if ledger.kept_by_office or len(source.where) > 1:
        return
    if any(condition.column not in ledger.subtotal_key for condition in source.where):
        return
    field = ledger.field(source.column)
    largest = isinstance(source, Largest)
    if not source.where:
        line = FormLine(spec.key, "", spec.label, spec.counter, ledger.key, field)
        yield replace(line, figure=spec.key, largest=largest)
        return
    (condition,) = source.where
    kinds = _kinds(ledger, condition, options)
    for kind in kinds:
        single = len(kinds) == 1
        yield FormLine(
            spec.key if single else f"{spec.key}/{kind}",
            "",
            spec.label if single else f"{ledger.label}：{kind}",
            spec.counter,
            ledger.key,
            field,
            ((condition.column, kind),),
            spec.key if single else "",
            largest,
        )


def _of_side(catalogue: Catalogue, spec: FigureSpec, side: Sum) -> Iterator[FormLine]:
    """Yield the line for one side of a ratio over all kinds of its ledger."""
    ledger = catalogue.ledgers[side.ledger]
    if side.where or ledger.kept_by_office:
        return
    field = ledger.field(side.column)
    key = f"{spec.key}/{field.name}"
    yield FormLine(key, "", f"{ledger.label}：{field.label}", field.counter, ledger.key, field)


def _kinds(ledger: LedgerSpec, condition: Where, options: Options) -> list[str]:
    """Return the texts that stand for a condition: its first, as in the matrix, or the others."""
    if not condition.exclude:
        return list(condition.values[:1])
    field = ledger.field(condition.column)
    choices = options[field.option_list] if field.option_list else field.choices
    return [text for text in choices if condition.accepts(text)]
