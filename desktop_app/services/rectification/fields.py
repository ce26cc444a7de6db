"""The fields of problems, measures and their progress, and how typed values are checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.models.rectification import Measure, MeasureProgress, Problem
from desktop_app.areas.declare import field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import checked_values

_CLOSING = ("closed_on", "closing_note")
_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)

PROBLEM_FIELDS: tuple[FieldSpec, ...] = tuple(
    field for field in field_specs(Problem) if field.name not in _CLOSING
)
CLOSING_FIELDS: tuple[FieldSpec, ...] = tuple(
    field for field in field_specs(Problem) if field.name in _CLOSING
)
"""销号日期 and 销号说明: without them no problem is closed, by whichever door."""

MEASURE_FIELDS: tuple[FieldSpec, ...] = field_specs(Measure)
PROGRESS_FIELDS: tuple[FieldSpec, ...] = field_specs(MeasureProgress)


def checked(values: Mapping[str, object], fields: Sequence[FieldSpec]) -> dict[str, Any]:
    """Parse what was typed into the named fields; an empty text is "", as records have it.

    What is no field of the form (closed) passes as it is; so does a choice out of a quarter's list.
    """
    known = {field.name: field for field in fields if field.option_list is None}
    parsed: dict[str, Any] = dict(values)
    parsed |= checked_values(
        fields, {name: given for name, given in values.items() if name in known}
    )
    for name, value in parsed.items():
        if value is None and name in known and known[name].kind in _TEXTS:
            parsed[name] = ""
    return parsed


def require(values: Mapping[str, object], fields: Sequence[FieldSpec]) -> None:
    """Raise InvalidRow where a required field is empty."""
    empty = [
        FieldProblem(field.name, f"“{field.label}”不能为空，请填写")
        for field in fields
        if field.required and not values.get(field.name)
    ]
    if empty:
        raise InvalidRow(tuple(empty))
