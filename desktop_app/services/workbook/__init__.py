"""The workbook that a quarter's facts travel in: one sheet a ledger, written and read back.

Row 1 of each sheet holds the Chinese headings, row 2 (hidden) the keys they stand for, the rows
below the facts. Sheets and columns are found by these keys, so that they may be moved or renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.core.errors import NothingSetUp, TargetRefused, UnknownUnit
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.files import check_target, write_file
from desktop_app.services.workbook.content import office_content
from desktop_app.services.workbook.importer import Importer
from desktop_app.services.workbook.layout import Origin, sheets_for
from desktop_app.services.workbook.reader import read_workbook
from desktop_app.services.workbook.summary import ImportSummary
from desktop_app.services.workbook.writer import workbook_bytes

__all__ = ["ImportSummary", "WorkbookService"]


class WorkbookService:
    """Writes empty or filled workbooks and imports filled ones."""

    def __init__(self, services: Services) -> None:
        """Work through the same services as the window."""
        self._services = services

    def write_template(
        self,
        target: Path,
        period_code: str = "",
        *,
        unit: str = "",
        filled: bool = False,
        force: bool = False,
    ) -> None:
        """Write a workbook to fill in.

        period_code: a quarter, open or not; "" means the newest open one. unit: only what this
        unit owes. filled: with the rows that are there. Raises UnknownPeriod, UnknownUnit,
        NothingSetUp or TargetRefused.
        """
        check_target(target, force=force)
        if target.suffix.lower() != ".xlsx":
            raise TargetRefused(f"填报表格的文件名要以 .xlsx 结尾，“{target.name}”不是。")
        period = self._template_period(period_code)
        known = self._services.periods.origin_of(period) or period
        uids = {record.name: record.uid for record in self._services.office.units(known)}
        if unit and unit not in uids:
            raise UnknownUnit(f"{period.label}没有填报单位“{unit}”，请先在“填报单位”里添加。")
        areas = self._services.office.areas_on(known)
        sheets = sheets_for(self._services.catalogue, areas, unit=unit)
        filled = filled and known == period
        content = office_content(self._services, period, known, sheets, unit=unit, filled=filled)
        origin = Origin(period.code, unit, uids.get(unit, ""))
        write_file(target, workbook_bytes(sheets, content, origin), force=force)

    def read_all(self, files: Sequence[Path], period_code: str = "") -> ImportSummary:
        """Import workbooks, all or nothing.

        period_code: "" takes the quarter that the workbooks name. Raises SourceRefused,
        UnknownPeriod, or WorkbookRefused with a sentence for each wrong cell.
        """
        wanted = Period.parse(period_code) if period_code else None
        books = [read_workbook(path) for path in files]
        return Importer(self._services).run(books, wanted)

    def _template_period(self, code: str) -> Period:
        if not code:
            latest = self._services.periods.latest()
            if latest is None:
                raise NothingSetUp("还没有任何季度，请用 --period 写明要填报的季度，如 2020Q1。")
            return latest
        return self._services.periods.parse_quarter(code)
