"""数据底稿 as a workbook: the figures, each unit's part, and the rows behind them."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, FigureContent, FigureValue
from desktop_app.core.specs import LedgerSpec
from desktop_app.report.numbers import joined_names
from desktop_app.services.reports.trails import Trail, UsedRow, rows_by_ledger
from desktop_app.services.workbench.estimates import ABOUT
from desktop_app.services.workbook.misread import guarded

_HEADINGS = (
    *("序号", "指标", "数", "量词", "口径", "报告里的句子", "上期", "上年同期", "没有报的单位"),
    "直报原因",
)
_OF_A_ROW = ("登记人", "登记时间", "用在哪些指标")
_WIDTHS = (6, 24, 12, 8, 44, 60, 12, 12, 24, 24)
_LONGEST_TITLE = 31  # characters of a worksheet's name

Cell = str | int | float | None


class _Percent(float):
    """A ratio, shown with its sign; the cell stays a number."""


class _Estimate(float):
    """A number shown with 约; the cell stays a number."""


def papers_bytes(period: Period, trails: Sequence[Trail]) -> bytes:
    """Return the workbook; texts that look like formulas stay texts."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "指标"
    _fill(first, _HEADINGS, _figures(trails), _WIDTHS)
    units = list(dict.fromkeys(unit for trail in trails for unit in trail.figure.by_unit))
    shared = [trail for trail in trails if trail.figure.by_unit]
    if shared:
        parts = [(trail.figure, trail.estimated) for trail in shared]
        headings = ["填报单位", *(f"{t.figure.label}（{t.figure.counter}）" for t in shared)]
        rows = (
            [unit, *(_of_unit(figure, unit, about) for figure, about in parts)] for unit in units
        )
        _fill(book.create_sheet("分单位"), headings, rows, (18, *[14] * len(shared)))
    for spec, used in rows_by_ledger(trails):
        headings = ["报告期", "填报单位", *(field.heading for field in spec.fields), *_OF_A_ROW]
        sheet = book.create_sheet(spec.label[:_LONGEST_TITLE])
        widths = (10, 18, *[14] * len(spec.fields), 14, 18, 40)
        _fill(sheet, headings, (_row(spec, one) for one in used), widths)
    book.properties.title = f"{period.label}数据底稿"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(
    sheet: Worksheet,
    headings: Sequence[str],
    rows: Iterator[Sequence[Cell]],
    widths: Sequence[int],
) -> None:
    sheet.append(list(headings))
    for line, row in enumerate(rows, 2):
        sheet.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        for place, value in enumerate(row, 1):
            if isinstance(value, _Percent):
                sheet.cell(line, place).number_format = f'{_places(value)}"%"'
            elif isinstance(value, _Estimate):
                sheet.cell(line, place).number_format = f'"{ABOUT}"{_places(value)}'
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"


def _places(value: float) -> str:
    """Return the format that shows as many places as a number has."""
    places = len(f"{value:.10g}".partition(".")[2])
    return f"0.{'0' * places}" if places else "0"


def _figures(trails: Sequence[Trail]) -> Iterator[Sequence[Cell]]:
    for number, trail in enumerate(trails, 1):
        figure = trail.figure
        yield (
            *(number, figure.label, _printed(figure, figure.value), figure.counter),
            *(figure.definition, trail.sentence),
            *(_printed(figure, figure.previous), _printed(figure, figure.last_year)),
            *("、".join(figure.missing), figure.reason),
        )


def _row(spec: LedgerSpec, used: UsedRow) -> list[Cell]:
    row, hand = used.row, used.hand
    return [
        *(row.period, row.unit, *(_value(row.values[field.name]) for field in spec.fields)),
        *((hand.who, f"{hand.at:%Y-%m-%d %H:%M}") if hand else ("", "")),
        "、".join(figure.label for figure in used.figures),
    ]


def _printed(figure: FigureValue, value: FigureContent) -> Cell:
    """Return a figure's value as a cell that shows it as it is printed."""
    if isinstance(value, tuple):
        return joined_names(value) if value else None
    if not isinstance(value, int | Decimal):
        return _value(value)
    number = counted_number(value, figure.decimals, figure.counter)
    if figure.counter == "%":
        return _Percent(number)
    return float(number) if "." in number else int(number)


def _of_unit(figure: FigureValue, unit: str, estimated: Collection[str]) -> Cell:
    """Return a unit's part of a figure; that of one of the estimated units is shown with 约."""
    cell = _printed(figure, figure.by_unit.get(unit))
    if isinstance(cell, str | _Percent | None) or unit not in estimated:
        return cell
    return _Estimate(cell)


def _value(value: CellValue) -> Cell:
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, int) else str(value)
