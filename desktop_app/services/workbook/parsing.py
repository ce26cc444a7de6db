"""From cells to values: each sheet's columns are parsed by their fields, problems named by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from desktop_app.core.errors import InvalidValue
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options, Parser, parser_for
from desktop_app.services.workbook.layout import UID_COLUMN, UNIT_COLUMN, SheetLayout
from desktop_app.services.workbook.reader import SheetData


class _Column(NamedTuple):
    """How the cells of one column are read; may_be_blank: an empty one needs no parsing."""

    field: FieldSpec
    place: int
    parse: Parser
    may_be_blank: bool


class Parsed(NamedTuple):
    """One row of a sheet: field name → value; places: field name → column from 0."""

    title: str
    number: int
    values: Mapping[str, CellValue]
    uid: str
    places: Mapping[str, int]

    @property
    def given(self) -> dict[str, Any]:
        """The values that were not left blank, in a dictionary of the caller's own."""
        return {name: value for name, value in self.values.items() if value not in (None, "")}

    def problem(self, field: str, reason: str) -> str:
        """Put a reason behind the cell it is about: 工作表·单元格·原因."""
        return f"{self.title}·{self.cell(field)}·{reason}"

    def cell(self, field: str) -> str:
        """Return a field's address in the sheet, such as C5; the row's first cell without one."""
        return f"{get_column_letter(self.places.get(field, 0) + 1)}{self.number}"


def parse_sheet(
    data: SheetData, layout: SheetLayout, options: Options, *, unit: str = ""
) -> tuple[list[Parsed], list[str]]:
    """Parse every row; return (rows, problems), a row with a wrong cell being left out.

    options: the quarter's option lists. unit: the unit that the whole workbook belongs to.
    """
    problems = _wrong_columns(data, layout, unit)
    if problems:
        return [], problems
    places = {name: place for place, name in enumerate(data.fields) if name is not None}
    columns = [
        _Column(field, places[field.name], parser_for(field, options), _may_be_blank(field))
        for field in layout.fields
        if field.name in places
    ]
    uid_place = places.get(UID_COLUMN)
    rows: list[Parsed] = []
    for number, cells in data.rows():
        try:
            values = {
                field.name: None
                if may_be_blank and cells[place] in ("", None)
                else parse(cells[place])
                for field, place, parse, may_be_blank in columns
            }
        except InvalidValue:
            problems += _wrong_cells(data.title, number, cells, columns)
            continue
        uid = "" if uid_place is None else str(cells[uid_place])
        rows.append(Parsed(data.title, number, values, uid, places))
    return rows, problems


def _wrong_cells(
    title: str, number: int, cells: Sequence[object], columns: Sequence[_Column]
) -> list[str]:
    """Name every cell of a row that does not parse."""
    problems = []
    for field, place, parse, _ in columns:
        try:
            parse(cells[place])
        except InvalidValue as reason:
            cell = f"{get_column_letter(place + 1)}{number}"
            problems.append(f"{title}·{cell}·“{field.label}”{reason}")
    return problems


def _wrong_columns(data: SheetData, layout: SheetLayout, unit: str) -> list[str]:
    """Name columns that the sheet should not have, and those that it lacks."""
    known = {field.name for field in layout.fields} | {UID_COLUMN}
    problems = [
        f"{data.title}·{get_column_letter(place + 1)}1·本程序不认识这一栏，请重新生成表格"
        for place, name in enumerate(data.fields)
        if name is not None and name not in known
    ]
    lacking = [
        field.label
        for field in layout.fields
        if field.required
        and field.name not in data.fields
        and not (unit and field.name == UNIT_COLUMN)
    ]
    if lacking:
        problems.append(f"{data.title}·A1·缺少“{'、'.join(lacking)}”栏，请重新生成表格")
    return problems


def _may_be_blank(field: FieldSpec) -> bool:
    """Say whether an empty cell is None without further questions: for yes-or-no always."""
    return field.kind is FieldKind.BOOLEAN or not field.required
