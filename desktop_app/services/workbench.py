"""本季工作台: the matrix of units × figures that villages owe, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue, RowRecord, UnitRecord
from desktop_app.core.specs import FieldSpec, FigureSpec, LedgerSpec, Sum, UnitFact
from desktop_app.core.validation import parser_for
from desktop_app.services.changes import Writer
from desktop_app.services.checking import CheckService
from desktop_app.services.figures import FigureService
from desktop_app.services.ledger import LedgerService
from desktop_app.services.office import OfficeService

UNIT_FACT_LABELS = {"party_members": "党员数", "branches": "党支部数"}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One unit's value of one figure.

    typed: what stands in the unit's subtotal row. has_events: single rows count beside it, so that
    the value may be counted twice. is_nil: the unit gave a 零报告. is_missing: it gave nothing.
    """

    value: FigureContent
    typed: FigureContent = None
    has_events: bool = False
    is_nil: bool = False
    is_missing: bool = False

    @property
    def is_doubled(self) -> bool:
        """Whether subtotal and single rows are both counted."""
        return self.has_events and self.typed is not None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × figures of a quarter; cells by (unit name, figure key).

    missing_units: those that should report and gave nothing but what they are asked of themselves
    (party members, branches).
    """

    units: tuple[UnitRecord, ...]
    figures: tuple[FigureValue, ...]
    cells: Mapping[tuple[str, str], MatrixCell]
    missing_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something left to do until the report can go. page: where it is done; count: how often."""

    text: str
    page: str
    count: int = 1
    is_done: bool = False


class WorkbenchService:
    """Reads and types the matrix."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        office: OfficeService,
        ledgers: LedgerService,
        figures: FigureService,
        checks: CheckService,
    ) -> None:
        """Work through the other services."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._ledgers = ledgers
        self._figures = figures
        self._checks = checks

    def figure_keys(self, period: Period) -> list[str]:
        """Return the figures that villages owe and that can be typed, in report order."""
        on = set(self._office.areas_on(period))
        return [
            key
            for key, spec in self._catalogue.figures.items()
            if self._catalogue.area_of_figure[key].key in on
            and spec.owed
            and (isinstance(spec.source, UnitFact) or self._typed_ledger(spec) is not None)
        ]

    def matrix(self, period: Period) -> Matrix:
        """Return the matrix of a quarter."""
        values = self._figures.figures(period)
        units = tuple(self._office.units(period))
        figures = tuple(values[key] for key in self.figure_keys(period))
        nil = self._office.nil_reports(period)
        ledgers = {
            source.ledger
            for figure in figures
            if isinstance(source := self._catalogue.figures[figure.key].source, Sum)
        }
        rows = {ledger: self._rows_by_unit(ledger, period) for ledger in ledgers}
        cells = {
            (unit.name, figure.key): self._cell(unit, figure, rows, nil)
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
        return Matrix(units, figures, cells, silent)

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
                if str(raw or "").strip():
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

    def tasks(self, period: Period, matrix: Matrix | None = None) -> list[Task]:
        """Return what is left to do until the report can go, done things last.

        matrix: the quarter's, where it is known already.
        """
        matrix = matrix or self.matrix(period)
        findings = self._checks.findings(period)
        blanks = [finding for finding in findings if finding.rule == "text.blank"]
        errors = [
            finding
            for finding in findings
            if finding.severity == "error" and finding.rule != "text.blank"
        ]
        chased = [unit for unit in matrix.units if unit.reporting and not unit.is_office_itself]
        partial = [
            unit.name
            for unit in chased
            if any(matrix.cells[unit.name, figure.key].is_missing for figure in matrix.figures)
        ]
        office = self._office.office()
        tasks = [
            Task("填写单位信息", "settings", is_done=bool(office.name and office.guideline)),
            Task("添加填报单位", "settings", is_done=bool(chased)),
            Task(
                f"{len(matrix.missing_units)}个单位什么都没有报"
                if matrix.missing_units
                else "各单位都已报送",
                "workbench",
                len(matrix.missing_units),
                is_done=not matrix.missing_units,
            ),
            Task(
                f"{len(partial)}个单位还有空缺" if partial else "应报数据齐全",
                "workbench",
                len(partial),
                is_done=not partial,
            ),
            Task(
                f"报告里还有{len(blanks)}处空白" if blanks else "报告没有空白",
                "report",
                len(blanks),
                is_done=not blanks,
            ),
            Task(
                f"{len(errors)}处校核错误" if errors else "没有校核错误",
                "report",
                len(errors),
                is_done=not errors,
            ),
            Task("填写成文日期", "report", is_done=all(f.rule != "text.undated" for f in findings)),
        ]
        if not chased:
            tasks = [task for task in tasks if task.page != "workbench"]
        return sorted(tasks, key=lambda task: task.is_done)

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
        own = [
            row
            for row in rows[source.ledger].get(unit.name, ())
            if all(condition.accepts(row.values[condition.column]) for condition in source.where)
            and row.values[source.column] is not None
        ]
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
