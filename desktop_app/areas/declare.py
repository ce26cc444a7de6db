"""From a model to the declaration that everything else is drawn from.

A field's facts stand on the model and are read here; nothing about a field is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.base import LedgerRow
from db.fields import Choice, Day, FactField, Flag, Fraction, LongText, Text, Whole
from desktop_app.core.specs import (
    AreaSpec,
    AtMost,
    ChapterProposal,
    Derivation,
    FieldKind,
    FieldSpec,
    FigureSpec,
    LedgerSpec,
    Where,
)

_KINDS: tuple[tuple[type[FactField], FieldKind], ...] = (
    (LongText, FieldKind.LONG_TEXT),
    (Text, FieldKind.TEXT),
    (Choice, FieldKind.CHOICE),
    (Whole, FieldKind.INTEGER),
    (Fraction, FieldKind.DECIMAL),
    (Day, FieldKind.DATE),
    (Flag, FieldKind.BOOLEAN),
)
_COMMON_LAST = ("note", "estimated", "is_subtotal", "counted")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's declaration with the model whose table holds its rows."""

    spec: LedgerSpec
    model: type[LedgerRow]


@dataclass(frozen=True, slots=True)
class Area:
    """A work area's declaration with its ledgers' models."""

    spec: AreaSpec
    ledgers: tuple[Ledger, ...]


def field_spec(field: FactField) -> FieldSpec:
    """Read one model field; TypeError for a field class that has no kind."""
    for field_class, kind in _KINDS:
        if isinstance(field, field_class):
            facts = field.facts
            return FieldSpec(
                name=field.name,
                kind=kind,
                label=facts.label,
                counter=facts.counter,
                required=facts.required,
                minimum=facts.minimum,
                maximum=facts.maximum,
                decimals=facts.decimals,
                max_length=facts.max_length,
                choices=facts.choices,
                option_list=facts.option_list,
                section=facts.section,
                help=facts.help,
                derived=facts.derived,
            )
    raise TypeError(f"no FieldKind for {type(field).__name__}")


def field_specs(model: type[Any]) -> tuple[FieldSpec, ...]:
    """Read all fields of a model that a person may see, in the order of the form."""
    fields = [
        field_spec(field)
        for field in model._meta.sorted_fields
        if isinstance(field, FactField) and field.facts.label
    ]
    fields.sort(
        key=lambda field: (
            field.name in _COMMON_LAST and _COMMON_LAST.index(field.name) + 1,
            field.name != "date",
        )
    )
    return tuple(fields)


def ledger(
    model: type[LedgerRow],
    label: str,
    *,
    help: str = "",  # noqa: A002 - the declaration's word
    kept_by_office: bool = False,
    by_unit: bool = True,
    identity: tuple[str, ...] = (),
    shared_by: str | None = None,
    relations: tuple[AtMost, ...] = (),
    derivations: tuple[Derivation, ...] = (),
    apart: bool = False,
) -> Ledger:
    """Declare a ledger over a model; the words are those of LedgerSpec."""
    spec = LedgerSpec(
        key=model._meta.table_name,
        label=label,
        fields=field_specs(model),
        help=help,
        kept_by_office=kept_by_office,
        by_unit=by_unit,
        identity=identity,
        subtotal_key=model.subtotal_key,
        shared_by=shared_by,
        relations=relations,
        derivations=derivations,
        apart=apart,
    )
    return Ledger(spec, model)


def area(
    key: str,
    label: str,
    help: str,  # noqa: A002 - the declaration's word
    *,
    ledgers: tuple[Ledger, ...] = (),
    figures: tuple[FigureSpec, ...] = (),
    chapters: tuple[ChapterProposal, ...] = (),
    option_lists: Mapping[str, tuple[str, tuple[str, ...]]] | None = None,
    is_own: bool = False,
) -> Area:
    """Declare a work area; the words are those of AreaSpec."""
    spec = AreaSpec(
        key=key,
        label=label,
        help=help,
        ledgers=tuple(ledger.spec for ledger in ledgers),
        figures=figures,
        chapters=chapters,
        option_lists=option_lists or {},
        is_own=is_own,
    )
    return Area(spec, ledgers)


def only(column: str, *values: str) -> tuple[Where, ...]:
    """Return the condition that the column holds one of the values."""
    return (Where(column, values),)


def other_than(column: str, *values: str) -> tuple[Where, ...]:
    """Return the condition that the column holds none of the values."""
    return (Where(column, values, exclude=True),)
