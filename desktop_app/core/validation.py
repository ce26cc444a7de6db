"""Rows as a whole: every cell read by its field, what follows from it, and what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.plain_text import clean_text
from desktop_app.core.readers import (
    FROM_PERIOD,
    PERIOD,
    Options,
    Parser,
    options_from,
    options_in,
    parser_for,
    reader_for,
)
from desktop_app.core.records import CellValue, RowWarning
from desktop_app.core.specs import FieldSpec, LedgerSpec, LookedUp, ProductOf
from desktop_app.core.typed_cells import ESTIMATED

__all__ = [
    "FROM_PERIOD",
    "PERIOD",
    "OddRows",
    "Options",
    "Parser",
    "check_values",
    "checked_values",
    "clean_text",
    "derive",
    "options_from",
    "options_in",
    "parser_for",
    "row_warnings",
]


def check_values(
    spec: LedgerSpec, raw: Mapping[str, object], options: Options
) -> tuple[dict[str, CellValue], tuple[FieldProblem, ...]]:
    """Read every given field of a row; return what is right and what is wrong with the rest.

    An estimate among the numbers (约38) marks the row as one.
    """
    values: dict[str, CellValue] = {}
    problems: list[FieldProblem] = []
    is_estimate = False
    for name, given in raw.items():
        field = spec.field(name)
        try:
            reading = reader_for(field, options)(given)
        except InvalidValue as reason:
            problems.append(FieldProblem(name, f"“{field.label}”{reason}"))
            continue
        values[name] = reading.value
        is_estimate |= reading.is_estimate
    if is_estimate:
        values[ESTIMATED] = True
    return values, tuple(problems)


def checked_values(
    fields: Sequence[FieldSpec], raw: Mapping[str, object], options: Options | None = None
) -> dict[str, CellValue]:
    """Parse what was typed into the named fields; InvalidRow with every wrong one."""
    by_name = {field.name: field for field in fields}
    values: dict[str, CellValue] = {}
    problems: list[FieldProblem] = []
    for name, given in raw.items():
        try:
            values[name] = parser_for(by_name[name], options)(given)
        except InvalidValue as reason:
            problems.append(FieldProblem(name, f"“{by_name[name].label}”{reason}"))
    if problems:
        raise InvalidRow(tuple(problems))
    return values


def derive(
    spec: LedgerSpec, values: Mapping[str, CellValue], typed: frozenset[str] = frozenset()
) -> dict[str, CellValue]:
    """Return what follows from the other values of a row.

    typed: the columns that were typed just now; a product typed by hand stands unless one of its
    factors was typed as well.
    """
    derived: dict[str, CellValue] = {}
    for derivation in spec.derivations:
        match derivation:
            case LookedUp(target=target, column=column, table=table):
                derived[target] = table.get(str(values.get(column)))
            case ProductOf(target=target, factors=factors):
                numbers = [values.get(factor) for factor in factors]
                by_hand = target in typed and values.get(target) is not None
                if None in numbers or (by_hand and not typed.intersection(factors)):
                    continue
                product = Decimal(1)
                for number in numbers:
                    assert isinstance(number, int | Decimal)
                    product *= number
                try:
                    derived[target] = parser_for(spec.field(target))(product)
                except InvalidValue as reason:
                    label = spec.field(target).label
                    raise InvalidRow((FieldProblem(target, f"“{label}”{reason}"),)) from None
    return derived


def row_warnings(
    spec: LedgerSpec, values: Mapping[str, CellValue], period: Period
) -> tuple[RowWarning, ...]:
    """Say what is odd about a row that may nevertheless be kept."""
    warnings: list[RowWarning] = []
    day = values.get("date")
    if isinstance(day, date) and not period.holds(day):
        label = spec.field("date").label
        warnings.append(RowWarning("date", f"“{label}”{day.isoformat()}不在{period.label}内"))
    for field in spec.fields:
        rate = values.get(field.name)
        if field.counter == "%" and isinstance(rate, int | Decimal) and 0 < rate <= 1:
            meant = (
                f"“{field.label}”填的是{rate:f}%，如果是百分之{rate * 100:f}，请填{rate * 100:f}"
            )
            warnings.append(RowWarning(field.name, meant))
    for relation in spec.relations:
        part, whole = values.get(relation.part), values.get(relation.whole)
        if isinstance(part, int | Decimal) and isinstance(whole, int | Decimal) and part > whole:
            names = spec.field(relation.part).label, spec.field(relation.whole).label
            warnings.append(
                RowWarning(relation.part, f"“{names[0]}”{part}大于“{names[1]}”{whole}，请核对")
            )
    return tuple(warnings)


class OddRows:
    """Says what is odd about many rows of one ledger and quarter: that nearly none is, at once."""

    def __init__(self, spec: LedgerSpec, period: Period) -> None:
        """Look up what rows are compared with."""
        self._spec = spec
        self._period = period
        self._first, self._last = period.first_day, period.last_day
        self._pairs = [(relation.part, relation.whole) for relation in spec.relations]
        self._rates = [field.name for field in spec.fields if field.counter == "%"]

    def warnings(self, values: Mapping[str, Any]) -> tuple[RowWarning, ...]:
        """Return what row_warnings says; values: of every field."""
        day = values["date"]
        if day is not None and not self._first <= day <= self._last:
            return row_warnings(self._spec, values, self._period)
        for part, whole in self._pairs:
            less, more = values[part], values[whole]
            if less is not None and more is not None and less > more:
                return row_warnings(self._spec, values, self._period)
        for name in self._rates:
            if values[name] is not None:
                return row_warnings(self._spec, values, self._period)
        return ()
