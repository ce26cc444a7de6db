"""Writing a village's form: one upright A4 page to type into, and lists where things are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.records import UnitRecord
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.services.workbook.form_facts import FormFacts
from desktop_app.services.workbook.form_lines import FormLine
from desktop_app.services.workbook.form_marks import LABEL, NOW, UNIT_LINE, mark
from desktop_app.services.workbook.layout import (
    FIRST_ROW,
    HEADING_ROW,
    ORIGIN_SHEET,
    UID_COLUMN,
    Origin,
    SheetLayout,
    ledger_sheet,
)
from desktop_app.services.workbook.writer import (
    plain_number,
    set_page,
    to_bytes,
    write_origin,
    write_sheet,
)

SHEET = "填报表"
_HEADINGS = ("序号", LABEL, "单位", "上季度", NOW)
_WIDTHS = (6, 40, 8, 13, 15)
_KEYS = len(_HEADINGS) + 1
_NOT_ASKED = ("is_subtotal", "estimated")
"""Columns of a ledger that a village's list does without."""

_TITLE = Font(name="黑体", size=16, bold=True)
_TEXT = Font(name="宋体", size=11)
_SMALL = Font(name="宋体", size=10, color="555555")
_BOLD = Font(name="黑体", size=11)
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="F3E3E1")
_AREA_FILL = PatternFill("solid", fgColor="F7F4F2")
_INPUT_FILL = PatternFill("solid", fgColor="FFF9DB")
_MIDDLE = Alignment(horizontal="center", vertical="center")
_LEFT = Alignment(vertical="center", shrink_to_fit=True)
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_OPEN = Protection(locked=False)
_GUIDE = "只填浅黄色的格子，填全季度合计数；没有的填0，还没有统计出来的空着。"
_COUNTED = "灰色的数镇（街道）已经登记，不用填。"
_SIGNATURES = (("负责人（签字）：", 1), ("填表人：", 3), ("电话：", 1), ("报出时间：", 3))
_MOST_ON_A_PAGE = 52
_EMPTY_LINES = 15
_WIDEST = 26


def form_bytes(facts: FormFacts, unit: UnitRecord, office: str) -> bytes:
    """Return the .xlsx of one unit's form. office: the township's name, for the title."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _Page(sheet, facts, unit).write(office)
    for ledger in facts.listed:
        _write_list(book.create_sheet(ledger.label), facts, unit, ledger)
    write_origin(book.create_sheet(ORIGIN_SHEET), Origin(facts.period.code, unit.name, unit.uid))
    return to_bytes(book)


class _Page:
    """The page while it is being written, row by row."""

    def __init__(self, sheet: Worksheet, facts: FormFacts, unit: UnitRecord) -> None:
        self._sheet = sheet
        self._facts = facts
        self._unit = unit
        self._row = 0

    def write(self, office: str) -> None:
        sheet = self._sheet
        sheet.title = SHEET
        for letter, width in zip("ABCDE", _WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.column_dimensions["F"].hidden = True
        self._across(f"{office}{self._facts.period.label}党建工作数据填报表", _TITLE, 30, _MIDDLE)
        self._across(f"{UNIT_LINE}{self._unit.name}", _TEXT, 22, _LEFT)
        others = [
            line
            for line in self._facts.lines
            if self._facts.counted_otherwise(line, self._unit.name) is not None
        ]
        self._across(_GUIDE + (_COUNTED if others else ""), _SMALL, 30 if others else 20, _WRAPPED)
        self._headings()
        heading = self._row
        self._lines(others)
        self._across(self._listed_hint(), _SMALL, 20, _WRAPPED)
        self._signatures()
        set_page(sheet, upright=True)
        sheet.page_setup.fitToHeight = 1 if self._row <= _MOST_ON_A_PAGE else 0
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.print_area = f"A1:E{self._row}"
        sheet.print_options.horizontalCentered = True
        sheet.freeze_panes = f"A{heading + 1}"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _across(self, text: str, font: Font, height: float, alignment: Alignment) -> None:
        """Write a text over all columns."""
        self._row += 1
        cell = self._sheet.cell(self._row, 1, text)
        cell.font, cell.alignment = font, alignment
        self._sheet.merge_cells(None, self._row, 1, self._row, len(_HEADINGS))
        self._sheet.row_dimensions[self._row].height = height

    def _headings(self) -> None:
        self._row += 1
        for place, text in enumerate(_HEADINGS, 1):
            cell = self._sheet.cell(self._row, place, text)
            cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _BOX, _MIDDLE
        self._sheet.cell(self._row, _KEYS, mark(self._facts.period, self._unit.uid))
        self._sheet.row_dimensions[self._row].height = 22

    def _lines(self, others: Sequence[FormLine]) -> None:
        wholes, fractions = _validation(whole=True), _validation(whole=False)
        area = ""
        for number, line in enumerate(self._facts.lines, 1):
            if line.area != area:
                area = line.area
                self._area(area)
            self._row += 1
            before = self._facts.previous(line, self._unit.name)
            typed = self._facts.typed(line, self._unit.name)
            counted = self._facts.counted_otherwise(line, self._unit.name)
            shown = counted if line in others else typed
            contents = (number, line.label, line.counter, before, shown)
            for place, content in enumerate(contents, 1):
                cell = self._sheet.cell(self._row, place, plain_number(content))
                cell.font, cell.border = _TEXT, _BOX
                cell.alignment = (_MIDDLE, _LEFT, _MIDDLE, _RIGHT, _RIGHT)[place - 1]
            if line in others:
                cell.font = _SMALL
            else:
                cell.fill, cell.protection = _INPUT_FILL, _OPEN
                is_whole = line.field.kind is FieldKind.INTEGER
                (wholes if is_whole else fractions).add(cell.coordinate)
            self._sheet.cell(self._row, _KEYS, line.key)
            self._sheet.row_dimensions[self._row].height = 17
        for validation in (wholes, fractions):
            if validation.sqref:
                self._sheet.add_data_validation(validation)

    def _area(self, label: str) -> None:
        self._across(label, _BOLD, 18, _LEFT)
        for place in range(1, len(_HEADINGS) + 1):
            cell = self._sheet.cell(self._row, place)
            cell.fill, cell.border = _AREA_FILL, _BOX

    def _listed_hint(self) -> str:
        if not self._facts.listed:
            return ""
        names = "、".join(f"“{ledger.label}”" for ledger in self._facts.listed)
        return f"另有{names}，有的话填在后面的表里，一行一条。"

    def _signatures(self) -> None:
        """Leave room for names and a telephone; they are for the paper and are never read."""
        for place, (text, column) in enumerate(_SIGNATURES):
            if not place % 2:
                self._row += 1
                self._sheet.row_dimensions[self._row].height = 24
            cell = self._sheet.cell(self._row, column, text)
            cell.font, cell.alignment, cell.protection = _TEXT, _LEFT, _OPEN
            last = 2 if column == 1 else len(_HEADINGS)
            self._sheet.merge_cells(None, self._row, column, self._row, last)


def _validation(*, whole: bool) -> DataValidation:
    found = DataValidation(
        "whole" if whole else "decimal", operator="between", formula1="0", formula2="1000000000"
    )
    found.errorTitle = "请填数字"
    found.error = (
        f"这里填不小于0的{'整数' if whole else '数'}，不写单位；没有的填0，还没有统计的空着。"
    )
    found.allow_blank = True
    return found


def _write_list(sheet: Worksheet, facts: FormFacts, unit: UnitRecord, ledger: LedgerSpec) -> None:
    """Write a ledger as a list: its headings locked, the rows below free."""
    layout = ledger_sheet(ledger, with_unit=False)
    fields = [
        replace(field, option_list=None, choices=facts.options[field.option_list])
        if field.option_list
        else field
        for field in layout.fields
        if field.name not in _NOT_ASKED
    ]
    layout = SheetLayout(layout.key, layout.title, tuple(fields), has_uid=True)
    rows = [{UID_COLUMN: row.uid, **row.values} for row in facts.rows(ledger.key, unit.name)]
    write_sheet(sheet, layout, rows, upright=True)
    for number in range(FIRST_ROW, FIRST_ROW + len(rows) + _EMPTY_LINES):
        sheet.row_dimensions[number].height = 24
        for place in range(1, len(fields) + 1):
            cell = sheet.cell(number, place)
            cell.border, cell.protection, cell.alignment = _BOX, _OPEN, _WRAPPED
    for dimension in sheet.column_dimensions.values():
        dimension.protection = _OPEN
        dimension.width = min(dimension.width, _WIDEST)
    sheet.page_margins.top = 0.9  # room for the line over the list
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = f"{unit.name}　{facts.period.label}　{ledger.label}"
    sheet.row_dimensions[HEADING_ROW].height = 34
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.insertRows = False
