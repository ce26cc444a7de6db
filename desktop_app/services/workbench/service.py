"""本季工作台: the matrix of units × figures that villages owe, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, Finding, RowRecord, UnitRecord
from desktop_app.core.specs import FieldSpec, FigureSpec, LedgerSpec, Sum, UnitFact
from desktop_app.core.validation import parser_for
from desktop_app.services.figures.gaps import gaps
from desktop_app.services.figures.service import FigureService
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.log.changes import Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.workbench.left_to_do import Task, left_to_do
from desktop_app.services.workbench.matrix import Matrix, MatrixCell

UNIT_FACT_LABELS = {"party_members": "党员数", "branches": "党支部数"}


class WorkbenchService:
    """Reads and types the matrix."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        office: OfficeService,
        ledgers: LedgerService,
        figures: FigureService,
        findings: Callable[[Period], Sequence[Finding]],
    ) -> None:
        """Work through the other services. findings: what the checks say of a quarter's report."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._ledgers = ledgers
        self._figures = figures
        self._findings = findings

    def figure_keys(self, period: Period) -> list[str]:
        """Return the figures that villages owe and that can be typed, in report order."""
        on = set(self._office.areas_on(period))
        return [
            key
            for key, spec in self._catalogue.figures.items()
            if self._catalogue.area_of_figure[key].key in on
            and spec.owed
            and spec.is_asked_in(period.code)
            and (isinstance(spec.source, UnitFact) or self._typed_ledger(spec) is not None)
        ]

    def matrix(self, period: Period) -> Matrix:
        """Return the matrix of a quarter."""
        values = self._figures.figures(period)
        units = tuple(self._office.units(period))
        keys = self.figure_keys(period)
        figures = tuple(values[key] for key in keys)
        nil = self._office.nil_reports(period)
        ledgers = {
            source.ledger
            for figure in figures
            if isinstance(source := self._catalogue.figures[figure.key].source, Sum)
        }
        rows = {ledger: self._rows_by_unit(ledger, period) for ledger in ledgers}
        given = {(one.unit, one.figure): one.reason for one in self._office.reported_values(period)}
        cells = {
            (unit.name, figure.key): replace(
                self._cell(unit, figure, rows, nil),
                reason=given.get((unit.name, figure.key), ""),
            )
            for unit in units
            for figure in figures
        }
        owed = [
            figure.key
            for figure in figures
            if not isinstance(self._catalogue.figures[figure.key].source, UnitFact)
        ]
        silent = tuple(
            unit.name
            for unit in units
            if unit.reporting
            and not unit.is_office_itself
            and all(cells[unit.name, key].is_missing for key in owed)
        )
        fields = {key: self._field(key) for key in keys}
        others = gaps(self._catalogue, values, without=keys)
        totals = {key: given["", key] for key in keys if ("", key) in given}
        return Matrix(units, figures, cells, silent, fields, gaps=others, reasons=totals)

    def type_cell(self, period: Period, unit: str, figure: str, raw: object) -> None:
        """Write what was typed into a cell: the unit's subtotal row, or a fact of the unit.

        Raises InvalidRow with the reason; nothing is written then. An empty text takes the typed
        value back.
        """
        spec = self._catalogue.figures[figure]
        if isinstance(spec.source, UnitFact):
            self._type_fact(period, unit, spec.source.column, raw)
            return
        ledger = self._typed_ledger(spec)
        if ledger is None or not isinstance(spec.source, Sum):
            raise Refusal(f"“{spec.label}”由台账算出，不能直接填写。")
        kind = {condition.column: condition.values[0] for condition in spec.source.where}
        existing = self._subtotal(self._ledgers.rows(ledger.key, period, unit), kind)
        with self._writer.step(f"填写{unit}{spec.label}"):
            if existing is None:
                if raw is not None and str(raw).strip():  # a 0 that is filled down is not nothing
                    values = {**kind, spec.source.column: raw, "is_subtotal": True}
                    self._ledgers.save(
                        ledger.key, period, {**_no_defaults(ledger, values), **values}, unit=unit
                    )
                return
            record, _ = self._ledgers.save(
                ledger.key, period, {spec.source.column: raw}, uid=existing.uid
            )
            if all(record.values[field.name] is None for field in ledger.fields if field.is_number):
                self._ledgers.delete(ledger.key, existing.uid)

    def single_row(self, period: Period, unit: str, figure: str) -> str:
        """Return the first single row behind a cell as `ledger key/uid`, "" where there is none."""
        source = self._catalogue.figures[figure].source
        if not isinstance(source, Sum):
            return ""
        found = (
            row
            for row in self._ledgers.rows(source.ledger, period, unit)
            if not row.values["is_subtotal"] and _feeds(row, source)
        )
        return next((f"{source.ledger}/{row.uid}" for row in found), "")

    def type_cells(
        self, period: Period, typed: Mapping[tuple[str, str], object], step_name: str = ""
    ) -> None:
        """Write many cells, (unit, figure key) → what was typed, in one step.

        Raises InvalidRow with a sentence that names the first wrong cell; nothing is written then.
        """
        with self._writer.step(step_name or "填写工作台"):
            for (unit, figure), raw in typed.items():
                try:
                    self.type_cell(period, unit, figure, raw)
                except InvalidRow as refusal:
                    first, label = refusal.problems[0], self._catalogue.figures[figure].label
                    sentence = f"{unit}的“{label}”：{first.message}；其余的也没有改"
                    raise InvalidRow((FieldProblem(first.field, sentence),)) from None

    def tasks(self, period: Period, matrix: Matrix | None = None) -> list[Task]:
        """Return what is left to do until the report can go, done things last.

        matrix: the quarter's, where it is known already.
        """
        matrix = matrix or self.matrix(period)
        return left_to_do(matrix, self._findings(period), self._office.office())

    def _field(self, figure: str) -> FieldSpec:
        """Return what may be typed for a figure: the field that holds it."""
        spec = self._catalogue.figures[figure]
        if isinstance(spec.source, UnitFact):
            return self._office.unit_field(spec.source.column)
        assert isinstance(spec.source, Sum)
        return self._catalogue.ledgers[spec.source.ledger].field(spec.source.column)

    def _typed_ledger(self, spec: FigureSpec) -> LedgerSpec | None:
        """Return the ledger whose subtotal row holds the figure, None where none can."""
        if not isinstance(spec.source, Sum):
            return None
        ledger = self._catalogue.ledgers[spec.source.ledger]
        can = not ledger.kept_by_office and all(
            not condition.exclude and condition.column in ledger.subtotal_key
            for condition in spec.source.where
        )
        return ledger if can else None

    def _rows_by_unit(self, ledger: str, period: Period) -> dict[str, list[RowRecord]]:
        rows: dict[str, list[RowRecord]] = {}
        for row in self._ledgers.rows(ledger, period):
            if row.values.get("counted"):
                rows.setdefault(row.unit, []).append(row)
        return rows

    def _cell(
        self,
        unit: UnitRecord,
        figure: FigureValue,
        rows: Mapping[str, Mapping[str, Sequence[RowRecord]]],
        nil: set[tuple[str, str]],
    ) -> MatrixCell:
        spec = self._catalogue.figures[figure.key]
        value = figure.by_unit.get(unit.name)
        is_missing = unit.name in figure.missing
        if not isinstance(spec.source, Sum):
            return MatrixCell(value, value, is_missing=is_missing)
        source = spec.source
        own = [row for row in rows[source.ledger].get(unit.name, ()) if _feeds(row, source)]
        typed = next((row.values[source.column] for row in own if row.values["is_subtotal"]), None)
        return MatrixCell(
            value,
            typed,
            has_events=any(not row.values["is_subtotal"] for row in own),
            is_nil=(unit.name, source.ledger) in nil,
            is_missing=is_missing,
        )

    def _subtotal(self, rows: Sequence[RowRecord], kind: Mapping[str, object]) -> RowRecord | None:
        for row in rows:
            if row.values["is_subtotal"] and all(
                row.values[column] == value for column, value in kind.items()
            ):
                return row
        return None

    def _type_fact(self, period: Period, unit: str, column: str, raw: object) -> None:
        record = next(found for found in self._office.units(period) if found.name == unit)
        field = self._office.unit_field(column)
        facts: dict[str, Any] = {column: _parsed(field, raw)}
        with self._writer.step(f"填写{unit}{UNIT_FACT_LABELS[column]}"):
            self._office.save_unit(period, unit, uid=record.uid, **facts)


def _feeds(row: RowRecord, source: Sum) -> bool:
    """Whether a row's number is part of a figure."""
    return row.values[source.column] is not None and all(
        condition.accepts(row.values[condition.column]) for condition in source.where
    )


def _parsed(field: FieldSpec, raw: object) -> object:
    try:
        return parser_for(field)(raw)
    except InvalidValue as reason:
        raise InvalidRow((FieldProblem(field.name, f"“{field.label}”{reason}"),)) from None


def _no_defaults(ledger: LedgerSpec, values: Mapping[str, object]) -> dict[str, object]:
    """Leave the other numbers of a new subtotal empty: their defaults are for single events."""
    return {
        field.name: None for field in ledger.fields if field.is_number and field.name not in values
    }
