"""Forms as counties send them, built with openpyxl: titles, frames, totals, a seal, a chart."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
UNITS = ("张村", "李村", "河湾社区")
LIST = (
    ("主题党日次数", "次"),
    ("主题党日参加", "人次"),
    ("党员宣誓", "人次"),
    ("捐款金额", "万元"),
    ("党员捐款比例", "%"),
    ("宗教场所负责人培训", "次"),
    ("新发展志愿者", "名"),
)


def units_form(path: Path, units: tuple[str, ...] = UNITS, *, lead: int = 0) -> Path:
    """Units down, figures across, a formula a column; lead: rows put in above the table."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "汇总表"
    first = 5 + lead
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "2020年第一季度基层党建工作汇总表"
    sheet["A1"].font = Font(size=18, bold=True)
    sheet["A1"].alignment = CENTRE
    sheet.merge_cells("A2:F2")
    sheet["A2"] = "填报单位（盖章）：            填表日期：    年  月  日"
    for number, (label, parts) in enumerate(
        (
            ("序号", ()),
            ("单位名称", ()),
            ("主题党日", ("次数", "参加人次")),
            ("党员数", ()),
            ("备注", ()),
        )
    ):
        column = number + 1 + (1 if number > 2 else 0)
        sheet.cell(3 + lead, column, label)
        if parts:
            sheet.merge_cells(start_row=3 + lead, end_row=3 + lead, start_column=3, end_column=4)
            for place, part in enumerate(parts):
                sheet.cell(4 + lead, column + place, part)
        else:
            sheet.merge_cells(
                start_row=3 + lead, end_row=4 + lead, start_column=column, end_column=column
            )
    for number, unit in enumerate(units):
        sheet.cell(first + number, 1, number + 1)
        sheet.cell(first + number, 2, unit)
    total = first + len(units)
    sheet.cell(total, 2, "合计")
    for letter in "CDE":
        sheet[f"{letter}{total}"] = f"=SUM({letter}{first}:{letter}{total - 1})"
    for row in sheet.iter_rows(min_row=3 + lead, max_row=total, max_col=6):
        for cell in row:
            cell.border = FRAME
            cell.alignment = CENTRE
    for letter, width in zip("ABCDEF", (6, 16, 11, 13, 11, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 36
    _finish(book, sheet, total)
    book.save(path)
    return path


def list_form(path: Path) -> Path:
    """Figures down; this quarter, the one before and last year's across; a protected sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "报表"
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "党建工作季报表"
    for place, text in (("A2", "填报单位"), ("D2", "报告期"), ("F2", "填表日期")):
        sheet[place] = text
        sheet[place].border = FRAME
        sheet[place].offset(0, 1).border = FRAME
    sheet["G2"].number_format = "yyyy/m/d"
    for column, text in enumerate(
        ("序号", "指标名称", "单位", "本季度", "上季度", "上年同期", "备注"), 1
    ):
        sheet.cell(3, column, text)
    for number, (label, counter) in enumerate(LIST):
        row = 4 + number
        for column, text in ((1, number + 1), (2, label), (3, counter)):
            sheet.cell(row, column, text)
        for column in (4, 5, 6):
            cell = sheet.cell(row, column)
            cell.protection = Protection(locked=False)
            cell.number_format = "0.0%" if counter == "%" else "General"
    for row in sheet.iter_rows(min_row=3, max_row=3 + len(LIST), max_col=7):
        for cell in row:
            cell.border = FRAME
    sheet.column_dimensions["B"].width = 26
    sheet.protection.sheet = True
    sheet.protection.password = "county"
    book.save(path)
    return path


def _finish(book: Workbook, sheet: Worksheet, total: int) -> None:
    """Add what a program that knows only cells would lose."""
    picture = BytesIO()
    Picture.new("RGB", (40, 40), (200, 30, 30)).save(picture, "PNG")
    picture.seek(0)
    sheet.add_image(Image(picture), "H2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=5, max_row=total - 1))
    sheet.add_chart(chart, "H8")
    numbers = DataValidation(type="whole", operator="between", formula1="0", formula2="99999")
    numbers.add(f"C5:E{total - 1}")
    sheet.add_data_validation(numbers)
    red = PatternFill(bgColor="FFFFC7CE")
    sheet.conditional_formatting.add("C5:E8", CellIsRule("greaterThan", ["1000"], fill=red))
    sheet.oddHeader.center.text = "内部资料"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.print_title_rows = "3:4"
    sheet.freeze_panes = "C5"
    hidden = book.create_sheet("代码表")
    hidden["A1"] = "=汇总表!C5"
    hidden.sheet_state = "hidden"
    note = book.create_sheet("填表说明")
    note["A1"] = "一、各单位按季度填报。"


def bare_list(path: Path, *, lead: int = 0, added: tuple[str, ...] = ()) -> Path:
    """A title and labels in one column, nothing else: no frame, and no cell beside them.

    lead: rows put in above the labels; added: labels put in before the others.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "报表"
    sheet["A1"] = "2020年第一季度党建工作统计表"
    sheet["A1"].font = Font(size=16, bold=True)
    for row, label in enumerate(("填报单位：", "一、基层党建", *added, *BARE_LABELS), 2 + lead):
        sheet.cell(row, 1, label).font = Font(name="仿宋", size=14)
    sheet.column_dimensions["A"].width = 34
    book.save(path)
    return path


BARE_LABELS = (
    "主题党日次数：",
    "主题党日参加（人次）",
    "捐款金额（万元）",
    "新发展志愿者（名）",
    "联系人：",
    "注：本表按季度报送；逾期不候。",
)


def bare_tables(path: Path, units: tuple[str, ...] = UNITS) -> Path:
    """Units and figures without a frame; on a second sheet a head alone, on a third nothing."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "汇总"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "党建工作汇总表"
    for column, label in enumerate(("单位", "主题党日次数", "主题党日参加人次", "备注"), 1):
        sheet.cell(2, column, label)
    for row, unit in enumerate((*units, "合计"), 3):
        sheet.cell(row, 1, unit)
    head = book.create_sheet("单行")
    head.append(["主题党日次数", "主题党日参加（人次）", "捐款金额（元）"])
    book.create_sheet("Sheet3")
    book.save(path)
    return path
