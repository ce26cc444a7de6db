"""What is known under each line of a quarter's forms: typed, counted otherwise, last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, RowRecord, UnitRecord
from desktop_app.services.assembly import Services
from desktop_app.services.workbench.service import UNIT_FACT_LABELS
from desktop_app.services.workbook.form_lines import FormLine, form_lines, listed_ledgers

Number = int | Decimal


class FormFacts:
    """Reads a quarter once, however many forms are written or taken in."""

    def __init__(self, services: Services, period: Period) -> None:
        """Read lines and options; rows are read ledger by ledger when they are asked for."""
        self._services = services
        self.period = period
        self.options = services.office.options(period)
        areas = services.office.areas_on(period)
        fields = {name: services.office.unit_field(name) for name in UNIT_FACT_LABELS}
        self.lines = form_lines(services.catalogue, areas, self.options, fields, period.code)
        self.listed = listed_ledgers(services.catalogue, areas, self.lines)
        self.units = {
            unit.name: unit for unit in services.office.units(period) if not unit.is_office_itself
        }
        self._rows: dict[tuple[str, Period], dict[str, list[RowRecord]]] = {}

    def typed(self, line: FormLine, unit: str) -> Number | None:
        """Return what stands in the cell that the line is: in the subtotal row, or the unit."""
        if not line.ledger:
            return _fact(self.units[unit], line)
        for row in self.rows(line.ledger, unit):
            if self._is_cell(line, row):
                return _number(row, line)
        return None

    def counted_otherwise(self, line: FormLine, unit: str) -> Number | None:
        """Return what other rows of the unit give under the line; a form must not add to it."""
        if not line.ledger:
            return None
        others = [row for row in self.rows(line.ledger, unit) if not self._is_cell(line, row)]
        return _total(line, others)

    def previous(self, line: FormLine, unit: str) -> object:
        """Return what the unit had the quarter before, None where that is unknown."""
        if line.figure:
            figure = self._previous_figures.get(line.figure)
            return figure.by_unit.get(unit) if figure else None
        return _total(line, self.rows(line.ledger, unit, self.period.previous))

    def rows(self, ledger: str, unit: str, period: Period | None = None) -> Sequence[RowRecord]:
        """Return a unit's rows of a ledger, of this quarter unless another is named."""
        key = ledger, period or self.period
        if key not in self._rows:
            self._rows[key] = {}
            for row in self._services.ledgers.rows(*key):
                self._rows[key].setdefault(row.unit, []).append(row)
        return self._rows[key].get(unit, ())

    @cached_property
    def _previous_figures(self) -> Mapping[str, FigureValue]:
        previous = self.period.previous
        is_open = previous in self._services.periods.all()
        return self._services.figures.figures(previous) if is_open else {}

    def _is_cell(self, line: FormLine, row: RowRecord) -> bool:
        kind = dict(line.kind)
        key = self._services.catalogue.ledgers[line.ledger].subtotal_key
        return bool(row.values["is_subtotal"]) and all(
            row.values[column] == kind.get(column) for column in key
        )


def _total(line: FormLine, rows: Sequence[RowRecord]) -> Number | None:
    numbers = [
        number
        for row in rows
        if row.values["counted"] and all(row.values[name] == text for name, text in line.kind)
        if (number := _number(row, line)) is not None
    ]
    if not numbers:
        return None
    return max(numbers) if line.largest else sum(numbers, start=0)


def _number(row: RowRecord, line: FormLine) -> Number | None:
    value = row.values[line.column]
    return value if isinstance(value, int | Decimal) else None


def _fact(unit: UnitRecord, line: FormLine) -> int | None:
    facts = {"party_members": unit.party_members, "branches": unit.branches}
    return facts[line.column]
