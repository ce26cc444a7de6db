"""汇总分析 as a file: the sheets as PDF, the numbers as a workbook, or one picture as PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.drawing import Drawing
from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.core.periods import Period
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.reports.service import ReportService
from desktop_app.services.summary.pages import summary_pages
from desktop_app.services.summary.service import Series, SummaryRow, SummaryService
from desktop_app.services.summary.table import Number, columns_of, heading

if TYPE_CHECKING:
    from desktop_app.report.fonts import FontSet
    from desktop_app.services.workbook.plain_book import Sheet

FORMATS = (".pdf", ".xlsx")
NAME = "汇总分析"

_TABLE_WIDTHS = (12, 26, 8, *[12] * 7, 30)


class SummaryPapers:
    """Writes what the page shows."""

    def __init__(self, summary: SummaryService, reports: ReportService, fonts_folder: Path) -> None:
        """reports: who the author is. fonts_folder: the bundled fonts, opened when first drawn."""
        self._summary = summary
        self._reports = reports
        self._fonts_folder = fonts_folder

    def write(
        self,
        period: Period,
        target: Path,
        *,
        keys: Collection[str] | None = None,
        force: bool = False,
    ) -> Path:
        """Write table and trends of a quarter, half-year or year as .pdf or .xlsx; return where.

        keys: only these figures, None for all. Raises TargetRefused for another ending, and
        NothingSetUp where no figure has any value.
        """
        check_target(target, force=force)
        ending = target.suffix.lower()
        if ending not in FORMATS:
            raise TargetRefused(
                f"汇总分析不能写成“{target.suffix or '没有后缀'}”文件，"
                f"文件名请以 {' 或 '.join(FORMATS)} 结尾。"
            )
        rows = [row for row in self._summary.rows(period) if keys is None or row.key in keys]
        series = self._summary.all_series([row.key for row in rows], period.kind)
        if all(point.value is None for one in series for point in one.points):
            raise NothingSetUp(f"{period.label}还没有填写数据，没有可以汇总的内容。")
        data = (
            self._book(period, rows, series)
            if ending == ".xlsx"
            else self._pages(period, rows, series)
        )
        return write_file(target, data, force=force, numbered=True)

    def write_picture(self, drawing: Drawing, title: str, target: Path) -> Path:
        """Write one picture as .pdf, replacing what is there; return where it is."""
        return write_file(target, self._rendered([drawing], title), force=True, numbered=True)

    def _pages(self, period: Period, rows: Sequence[SummaryRow], series: Sequence[Series]) -> bytes:
        note = self._reports.document(period, ()).notice
        lacking = self._summary.lacking(period)
        if lacking:
            names = "、".join(quarter.name for quarter in lacking)
            note = "；".join(filter(None, (note, f"{period.label}还缺{names}")))
        telling = [one for one in series if sum(p.value is not None for p in one.points) > 1]
        return self._rendered(
            summary_pages(period, rows, telling, note), f"{period.label}党建工作{NAME}"
        )

    def _book(self, period: Period, rows: Sequence[SummaryRow], series: Sequence[Series]) -> bytes:
        from desktop_app.services.workbook.plain_book import book_bytes  # noqa: PLC0415 - openpyxl

        sheets = [_table_sheet(period, rows), _series_sheet(series), _unit_sheet(rows)]
        return book_bytes(f"{period.label}{NAME}", sheets)

    def _rendered(self, drawings: Sequence[Drawing], title: str) -> bytes:
        from desktop_app.report.charts import render_drawings  # noqa: PLC0415 - slow to load

        return render_drawings(drawings, self._fonts, title)

    @cached_property
    def _fonts(self) -> FontSet:
        from desktop_app.report.fonts import FontSet  # noqa: PLC0415 - slow to load

        return FontSet(self._fonts_folder)


def _table_sheet(period: Period, rows: Sequence[SummaryRow]) -> Sheet:
    from desktop_app.services.workbook.plain_book import Sheet  # noqa: PLC0415 - openpyxl

    columns = columns_of(period)
    cells = [
        [
            _printed(column.number(row), row) if column.number else column.text(row)
            for column in columns
        ]
        for row in rows
    ]
    headings = [
        f"{heading(column, period)}（%）"
        if column.key.endswith("rate")
        else heading(column, period)
        for column in columns
    ]
    return Sheet("对比", headings, cells, _TABLE_WIDTHS)


def _printed(value: Number, row: SummaryRow) -> Number:
    """Round as it is printed, so that what is added up again agrees with the page."""
    return round(value, max(row.decimals, 1)) if isinstance(value, Decimal) else value


def _series_sheet(series: Sequence[Series]) -> Sheet:
    from desktop_app.services.workbook.plain_book import Sheet  # noqa: PLC0415 - openpyxl

    periods = [point.period.label for point in series[0].points]
    cells = [[one.label, one.counter, *(point.value for point in one.points)] for one in series]
    return Sheet("各期", ["指标", "单位", *periods], cells, (26, 8, 16))


def _unit_sheet(rows: Sequence[SummaryRow]) -> Sheet:
    from desktop_app.services.workbook.plain_book import Sheet  # noqa: PLC0415 - openpyxl

    units = list(dict.fromkeys(unit for row in rows for unit in row.by_unit))
    cells = [
        [row.label, row.counter, *(row.by_unit.get(unit) for unit in units)]
        for row in rows
        if row.by_unit
    ]
    return Sheet("各单位", ["指标", "单位", *units], cells, (26, 8, 12))
