"""数据底稿 as a workbook: the figures, each unit's part, and the rows behind them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, FigureContent, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.services.workbook.misread import guarded

if TYPE_CHECKING:
    from desktop_app.services.reports.working_papers import Trail

_HEADINGS = (
    *("序号", "指标", "数", "量词", "口径", "报告里的句子", "上期", "上年同期", "没有报的单位"),
    "直报原因",
)
_WIDTHS = (6, 24, 12, 8, 44, 60, 12, 12, 24, 24)
_LONGEST_TITLE = 31  # characters of a worksheet's name

Cell = str | int | float | None


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
        headings = ["填报单位", *(f"{t.figure.label}（{t.figure.counter}）" for t in shared)]
        rows = (
            [unit, *(_value(trail.figure.by_unit.get(unit)) for trail in shared)] for unit in units
        )
        _fill(book.create_sheet("分单位"), headings, rows, (18, *[14] * len(shared)))
    for spec, labels, records in _ledgers(trails):
        headings = ["报告期", "填报单位", *(field.heading for field in spec.fields), "用在哪些指标"]
        sheet = book.create_sheet(spec.label[:_LONGEST_TITLE])
        rows = ([*_row(spec, record), labels[record.uid]] for record in records)
        _fill(sheet, headings, rows, (10, 18, *[14] * len(spec.fields), 40))
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
    for row in rows:
        sheet.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"


def _figures(trails: Sequence[Trail]) -> Iterator[Sequence[Cell]]:
    for number, trail in enumerate(trails, 1):
        figure = trail.figure
        yield (
            *(number, figure.label, _value(figure.value), figure.counter, figure.definition),
            *(trail.sentence, _value(figure.previous), _value(figure.last_year)),
            *("、".join(figure.missing), figure.reason),
        )


def _ledgers(
    trails: Sequence[Trail],
) -> Iterator[tuple[LedgerSpec, dict[str, str], list[RowRecord]]]:
    """Yield each ledger once, with its rows and the figures that each row goes into."""
    specs: dict[str, LedgerSpec] = {}
    records: dict[str, dict[str, RowRecord]] = {}
    labels: dict[str, list[str]] = {}
    for trail in trails:
        for found in trail.rows:
            specs[found.spec.key] = found.spec
            for record in found.rows:
                records.setdefault(found.spec.key, {})[record.uid] = record
                labels.setdefault(record.uid, []).append(trail.figure.label)
    for key, spec in specs.items():
        own = records.get(key, {})
        if own:
            yield spec, {uid: "、".join(labels[uid]) for uid in own}, list(own.values())


def _row(spec: LedgerSpec, record: RowRecord) -> list[Cell]:
    return [record.period, record.unit, *(_value(record.values[f.name]) for f in spec.fields)]


def _value(value: FigureContent | CellValue) -> Cell:
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, int):
        return value
    return "、".join(value) if isinstance(value, tuple) else str(value)
