"""Writing a workbook with openpyxl: headings, hidden keys, drop-down lists, facts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.periods import Period
from desktop_app.core.progress import Progress, nothing
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.services.workbook.content import Content, SheetRow
from desktop_app.services.workbook.layout import (
    FIRST_ROW,
    FORMAT_VERSION,
    GUIDE_SHEET,
    HEADING_ROW,
    KEY_ROW,
    OPTIONS,
    ORIGIN_SHEET,
    PROGRAM,
    UID_COLUMN,
    UNIT_COLUMN,
    UNITS,
    Origin,
    SheetLayout,
)

_ROWS_A_LOOK = 500
"""Rows between looks at whether the user has cancelled."""

_FILL_ROWS = 500
"""How many empty rows get drop-down lists and formats."""

_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - the same input gives the same bytes
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_HEADING_FILL = PatternFill("solid", fgColor="F3E3E1")
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMATS = {
    FieldKind.TEXT: "@",
    FieldKind.LONG_TEXT: "@",
    FieldKind.CHOICE: "@",
    FieldKind.BOOLEAN: "@",
    FieldKind.INTEGER: "0",
    FieldKind.DECIMAL: "General",
    FieldKind.DATE: "yyyy-mm-dd",
}
_WIDTHS = {FieldKind.LONG_TEXT: 40, FieldKind.DATE: 12, FieldKind.TEXT: 20, FieldKind.CHOICE: 14}


def workbook_bytes(
    sheets: Sequence[SheetLayout],
    content: Content,
    origin: Origin,
    progress: Progress = nothing,
    *,
    guided: bool = True,
) -> bytes:
    """Return an .xlsx of these sheets with what is known already.

    guided: with the page that says how to fill it in. progress: told of each row; may cancel.
    """
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    if guided:
        _write_guide(first, sheets, origin)
    else:
        book.remove(first)
    lists = ListPlaces(sheets)
    total = sum(len(rows) for rows in content.values())
    done = 0
    for sheet in sheets:
        rows = content.get(sheet.key, ())
        progress(done, total, f"正在写“{sheet.title}”")
        watched = _watched(rows, done, total, f"正在写“{sheet.title}”", progress)
        write_sheet(book.create_sheet(sheet.title), sheet, watched, lists)
        done += len(rows)
    write_origin(book.create_sheet(ORIGIN_SHEET), origin)
    progress(total, total, "正在保存")
    return to_bytes(book)


def to_bytes(book: Workbook) -> bytes:
    """Return a workbook as a file: the same facts give the same bytes."""
    book.properties.creator = PROGRAM
    book.properties.created = book.properties.modified = _MADE_AT
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _watched(
    rows: Sequence[SheetRow], done: int, total: int, text: str, progress: Progress
) -> Iterator[SheetRow]:
    for place, row in enumerate(rows):
        if not place % _ROWS_A_LOOK:
            progress(done + place, total, text)
        yield row


class ListPlaces:
    """Where the texts of drop-down lists stand: other sheets of the workbook."""

    def __init__(self, sheets: Sequence[SheetLayout] = ()) -> None:
        """Know the sheets of the workbook."""
        self._by_key = {sheet.key: sheet for sheet in sheets}

    def formula(self, field: FieldSpec) -> str:
        """Return the list formula for a field, "" where it takes any text."""
        if field.kind is FieldKind.BOOLEAN:
            return '"是,否"'
        if field.name == UNIT_COLUMN and UNITS in self._by_key:
            return self._range(UNITS, "name")
        if field.option_list and OPTIONS in self._by_key:
            return self._range(OPTIONS, field.option_list)
        joined = ",".join(field.choices)
        return f'"{joined}"' if field.choices and len(joined) < 255 else ""

    def _range(self, sheet: str, field: str) -> str:
        layout = self._by_key[sheet]
        names = [spec.name for spec in layout.fields]
        letter = get_column_letter(names.index(field) + 1)
        return f"='{layout.title}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + 99}"


def _write_guide(guide: Worksheet, sheets: Sequence[SheetLayout], origin: Origin) -> None:
    guide.title = GUIDE_SHEET
    period = Period.parse(origin.period).label if origin.period else "（导入时指定）"
    lines = [
        f"{PROGRAM}填报表格",
        f"报告期：{period}",
        *([f"填报单位：{origin.unit}"] if origin.unit else []),
        "一、每张表第一行是栏目，从第三行起填写，一行一件事；没有的栏目空着，不要填0。",
        "二、只知道全季度合计数的，填一行，并在“小计”栏选“是”。",
        "三、某张表没有可填的，或除已填的以外再没有的，在“零报告”表里选“是”；空着表示还没有报。",
        "四、带*号的栏必须填写；栏目上有说明的，把光标停在栏目上可以看到。",
        "五、删除某一行不会删除已经导入的数据，要删除请在程序里删。",
        "六、不要改动隐藏的第二行和最后一张隐藏的表。",
        f"七、共有{len(sheets)}张表：{'、'.join(sheet.title for sheet in sheets)}。",
    ]
    for place, line in enumerate(lines, 1):
        cell = guide.cell(place, 1, line)
        cell.font = Font(bold=place == 1, size=14 if place == 1 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    guide.column_dimensions["A"].width = 100


def write_sheet(
    sheet: Worksheet,
    layout: SheetLayout,
    rows: Iterable[SheetRow],
    lists: ListPlaces | None = None,
    *,
    upright: bool = False,
) -> None:
    """Write one sheet: headings, hidden keys, drop-down lists, rows, page."""
    lists = lists or ListPlaces()
    for place, field in enumerate(layout.fields, 1):
        heading = sheet.cell(HEADING_ROW, place, field.heading + ("*" if field.required else ""))
        heading.font = Font(bold=True)
        heading.fill = _HEADING_FILL
        heading.border = _BOX
        if field.help:
            heading.comment = Comment(field.help, PROGRAM)
        heading.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.cell(KEY_ROW, place, layout.column_key(field.name))
        letter = get_column_letter(place)
        width = _WIDTHS.get(field.kind, 10)
        sheet.column_dimensions[letter].width = max(width, 2.2 * len(field.heading) + 2)
        column = f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + _FILL_ROWS}"
        formula = lists.formula(field)
        if formula:
            validation = DataValidation("list", formula1=formula, allow_blank=True)
            validation.errorTitle, validation.error = field.label, "请从下拉列表中选择"
            sheet.add_data_validation(validation)
            validation.add(column)
        sheet.column_dimensions[letter].number_format = _FORMATS[field.kind]
    if layout.has_uid:
        place = len(layout.fields) + 1
        sheet.cell(KEY_ROW, place, layout.column_key(UID_COLUMN))
        sheet.column_dimensions[get_column_letter(place)].hidden = True
    for number, values in enumerate(rows, FIRST_ROW):
        for place, field in enumerate(layout.fields, 1):
            _write_cell(sheet.cell(number, place), field, values.get(field.name))
        if layout.has_uid:
            sheet.cell(number, len(layout.fields) + 1, str(values.get(UID_COLUMN) or ""))
    set_page(sheet, upright=upright)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.row_dimensions[HEADING_ROW].height = 32
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.freeze_panes = f"B{FIRST_ROW}"


def set_page(sheet: Worksheet, *, upright: bool) -> None:
    """Print on A4, as wide as the page."""
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.5)


def plain_number(value: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return a Decimal as a number of a worksheet, anything else as it is."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _write_cell(cell: Cell | MergedCell, field: FieldSpec, value: CellValue) -> None:
    """Write one fact; a text that starts with = stays a text."""
    cell.number_format = _FORMATS[field.kind]
    if value is None or value == "":
        return
    cell.value = ("是" if value else None) if isinstance(value, bool) else plain_number(value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@"


def write_origin(sheet: Worksheet, origin: Origin) -> None:
    """Write the hidden sheet that says what the workbook is for."""
    facts: dict[str, str | int] = {
        "program": PROGRAM,
        "format": FORMAT_VERSION,
        "period": origin.period,
        "unit": origin.unit,
        "unit_uid": origin.unit_uid,
    }
    for place, (name, value) in enumerate(facts.items(), 1):
        sheet.cell(place, 1, name)
        sheet.cell(place, 2, value)
    sheet.sheet_state = "hidden"


def _with_fixed_times(data: bytes) -> bytes:
    """Give every part of the zip the same time, so that the same facts give the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for item in source.infolist():
            info = ZipInfo(item.filename, (2000, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            content = source.read(item)
            if item.filename == "docProps/core.xml":  # openpyxl writes the present time into it
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            target.writestr(info, content)
    return buffer.getvalue()
