"""A copy that can be read without the program: a workbook a quarter and the reports as text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.core.periods import Period
from desktop_app.core.progress import Progress, nothing
from desktop_app.services.assembly import Services
from desktop_app.services.files.writing import write_file
from desktop_app.services.reports.service import ATTACHMENTS
from desktop_app.services.safekeeping.kinds import BACKUP_FOLDER
from desktop_app.services.workbook.content import office_content
from desktop_app.services.workbook.layout import Origin, sheets_for

FOLDER_NAME = "可读副本"
_ABOUT = "说明.txt"


class ReadableCopy:
    """Lies beside the backups, in 备份/可读副本; the files there are replaced, none is removed."""

    def __init__(
        self, services: Services, database: Path, clock: Callable[[], datetime] = datetime.now
    ) -> None:
        """database: beside which it lies."""
        self._services = services
        self.folder = database.parent / BACKUP_FOLDER / FOLDER_NAME
        self._clock = clock

    def written_at(self) -> datetime | None:
        """Return when it was last written whole, None for never."""
        with suppress(OSError):
            return datetime.fromtimestamp((self.folder / _ABOUT).stat().st_mtime)  # noqa: DTZ006 - local time, as a clerk reads it
        return None

    def write(self, progress: Progress = nothing) -> Path:
        """Write all quarters anew and return the folder.

        Each file is whole or not there. Raises TargetRefused (also for a file that is open in WPS)
        or Cancelled.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TargetRefused(f"不能建立文件夹“{self.folder}”，可读副本没有写成。") from error
        periods = self._services.periods.all()
        for done, period in enumerate(periods):
            progress(done, len(periods), f"正在写{period.label}")
            self._write_rows(period, progress)
            self._write_report(period)
        self._put(_ABOUT, self._about(periods))
        return self.folder

    def _write_rows(self, period: Period, progress: Progress) -> None:
        """Write every ledger, also of areas that are off, with units, problems and measures."""
        from desktop_app.services.workbook.writer import workbook_bytes  # noqa: PLC0415 - openpyxl

        services = self._services
        areas = [area.spec.key for area in services.catalogue.areas]
        sheets = sheets_for(services.catalogue, areas)
        content = office_content(services, period, period, sheets, filled=True)

        def watch(_done: int, _total: int, text: str) -> None:
            progress(0, 0, f"{period.label}：{text}")

        data = workbook_bytes(sheets, content, Origin(period.code), watch)
        self._put(f"{period.label}台账.xlsx", data)

    def _write_report(self, period: Period) -> None:
        reports = self._services.reports
        document = reports.document(period, ATTACHMENTS)
        self._put(f"{period.label}报告.txt", reports.render(document, ".txt").data)

    def _about(self, periods: list[Period]) -> bytes:
        office = self._services.office.office().full_name or "本单位"
        lines = (
            f"这是{office}党建季报数据的可读副本，写于{self._clock():%Y-%m-%d %H:%M}。",
            "每个季度一个表格（全部台账、填报单位、问题和措施）和一份报告文字，没有程序也能看。",
            f"共{len(periods)}个季度。程序每天更新一次，在这里改动不会改变程序里的数据。",
        )
        return "\r\n".join(lines).encode("utf-8-sig")

    def _put(self, name: str, data: bytes) -> None:
        write_file(self.folder / name, data, force=True)
