"""Planning a paste into the matrix of units × figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_app.core.pasted_block import Block
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, UnitRecord
from desktop_app.core.specs import FieldSpec
from desktop_app.core.typed_cells import NO_MARK, CellReader, cell_reader
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.pasting.columns import UNIT_LABEL, Headed, place_columns
from desktop_app.services.pasting.matrix_values import MatrixValues
from desktop_app.services.pasting.plan import (
    PasteCell,
    PasteColumn,
    PasteKind,
    PastePlan,
    PasteRow,
    kind_of,
    kind_of_estimate,
    refused,
    remarks_on,
)
from desktop_app.services.pasting.unit_names import UnitNames

_TOTALS = frozenset({"合计", "总计", "小计", "全镇", "全街道", "全部合计", "总数"})
_NO_UNIT = "下面没有更多的填报单位，这一行没有地方放"
_NO_PLACE = "右边没有这么多指标，或没有这个指标，这一格没有地方放"
_DOUBLED = "台账里已有单次记录，填了合计数两边会加在一起"


class _Target(NamedTuple):
    """The row of the plan that a line goes to, and whether it may be written."""

    place: int
    unit: str
    problem: str = ""


class MatrixPlanner:
    """Reads texts against the cells of the matrix."""

    def __init__(self, values: MatrixValues, period: Period, units: Sequence[UnitRecord]) -> None:
        """values: what stands in the matrix. units: all of the quarter."""
        self._values = values
        self._period = period
        self._names = UnitNames(unit.name for unit in units)
        self._columns: tuple[PasteColumn, ...] = ()
        self._readers: list[CellReader | None] = []
        self._cells: list[PasteCell] = []
        self._seen: dict[tuple[str, str], CellValue] = {}

    def plan(
        self,
        block: Block,
        units: Sequence[str],
        figures: Sequence[str],
        selected: tuple[int, int],
    ) -> PastePlan:
        """Judge a block; units and figures from the cursor on."""
        headed = self._headed(block, [self._column(key) for key in figures], selected)
        self._take_columns(headed.columns)
        named = next((at for at, column in enumerate(self._columns) if column.name == UNIT), None)
        rows: list[PasteRow] = []
        for line, cells in enumerate(headed.rows):
            if not any(cell.strip() for cell in cells) and (
                named is not None or line >= len(units)
            ):
                continue
            if named is None:
                unit = units[line] if line < len(units) else ""
                target = _Target(len(rows), unit, "" if unit else _NO_UNIT)
            else:
                target = self._named(len(rows), named, cells)
            self._cells += [
                self._cell(target, column, text)
                for column, text in enumerate(cells[: len(self._columns)])
                if column != named
            ]
            rows.append(PasteRow("", target.unit, line + headed.first, target.problem))
        remarks = remarks_on(block.mark, len(headed.columns), has_header=headed.has_header)
        if named is not None and not headed.has_header:
            remarks = ("第一列是单位名称，各行按单位填写", *remarks)
        return self._plan(rows, remarks)

    def plan_cells(self, entries: Iterable[tuple[str, str, str]], name: str) -> PastePlan:
        """Judge single cells, (unit, figure key, text), each of which is one of the plan's."""
        given = list(entries)
        keys = list(dict.fromkeys(key for _unit, key, _text in given))
        self._take_columns(tuple(self._column(key) for key in keys))
        units = list(dict.fromkeys(unit for unit, _key, _text in given))
        for unit, key, text in given:
            found = self._names.find(unit)
            target = _Target(units.index(unit), found.name, found.problem)
            self._cells.append(self._cell(target, keys.index(key), text))
        rows = [PasteRow("", unit, at) for at, unit in enumerate(units, 1)]
        return self._plan(rows, (), name)

    def _plan(
        self, rows: Sequence[PasteRow], remarks: tuple[str, ...], name: str = "粘贴"
    ) -> PastePlan:
        return PastePlan(
            self._period,
            "",
            self._columns,
            tuple(rows),
            tuple(self._cells),
            remarks,
            name=name,
        )

    def _headed(
        self, block: Block, wanted: Sequence[PasteColumn], selected: tuple[int, int]
    ) -> Headed:
        """Know the columns: by a header, behind a column of unit names, or in their order."""
        unit = PasteColumn(UNIT, UNIT_LABEL)
        known = [unit, *(self._column(key) for key in self._values.keys)]
        first = [row[0] for row in block.rows if row and row[0].strip()]
        is_named = len(first) > 0 and all(
            self._names.find(text).name or text.strip() in _TOTALS for text in first
        )
        if is_named and max(map(len, block.rows)) > 1:
            return place_columns(block, [unit, *wanted], known)
        return place_columns(block, wanted, known, selected)

    def _column(self, key: str) -> PasteColumn:
        field: FieldSpec | None = self._values.field(key)
        if field is None:
            return PasteColumn("", key)
        return PasteColumn(key, field.heading, field)

    def _take_columns(self, columns: tuple[PasteColumn, ...]) -> None:
        self._columns = columns
        self._readers = [
            cell_reader(column.field, {}) if column.field is not None else None
            for column in columns
        ]
        self._values.load(column.name for column in columns if column.field is not None)

    def _named(self, place: int, named: int, cells: Sequence[str]) -> _Target:
        """Find the unit that a line names, and keep its cell."""
        text = cells[named] if named < len(cells) else ""
        found = self._names.find(text)
        problem = found.problem if text.strip() else "这一行没有写单位"
        if text.strip() in _TOTALS:
            problem = "合计由程序算出，不用填"
        kind = PasteKind.REFUSED if problem else PasteKind.SAME
        name = found.name or None
        self._cells.append(PasteCell(place, named, text, name, name, kind, found.note, problem))
        return _Target(place, found.name, problem)

    def _cell(self, target: _Target, column: int, text: str) -> PasteCell:
        key, reader = self._columns[column].name, self._readers[column]
        if reader is None or target.problem:
            blank = PasteCell(target.place, column, text, None, None, PasteKind.SAME)
            problem = target.problem or _NO_PLACE
            return refused(blank, problem) if text.strip() else blank
        value, note, problem, is_estimate = reader(text)
        old = self._values.typed(target.unit, key)
        kind = PasteKind.REFUSED if problem else kind_of(old, value)
        place = (target.unit, key)
        if not problem and self._seen.setdefault(place, value) is not value:
            kind, problem = PasteKind.REFUSED, "这一格前面已经写过，两处请只留一处"
        notes = [note] if note else []
        if is_estimate and not problem:
            is_marked = self._values.is_estimate(target.unit, key)
            kind = kind_of_estimate(kind, is_marked=is_marked is not False)
            notes.append(NO_MARK if is_marked is None else "这个合计数会标为“估计”")
        if kind is PasteKind.NEW and self._values.has_events(target.unit, key):
            notes.append(_DOUBLED)
        shown = None if problem else value
        note = "" if problem else "，".join(notes)
        return PasteCell(target.place, column, text, shown, old, kind, note, problem, is_estimate)
