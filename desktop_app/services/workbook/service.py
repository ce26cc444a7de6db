"""Writing empty, filled or partial workbooks and importing them again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import NothingSetUp, TargetRefused, UnknownUnit
from desktop_app.core.periods import Period
from desktop_app.core.progress import Progress, nothing
from desktop_app.core.records import UnitRecord
from desktop_app.services.assembly import Services
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.safekeeping.before_import import keep_before_import
from desktop_app.services.workbook.content import ledger_content, office_content
from desktop_app.services.workbook.importer import Importer, Judged, row_count
from desktop_app.services.workbook.layout import Origin, SheetLayout, ledger_sheet, sheets_for
from desktop_app.services.workbook.ledger_csv import csv_bytes
from desktop_app.services.workbook.reader import read_books
from desktop_app.services.workbook.summary import ImportSummary
from desktop_app.services.workbook.tables import TableReader


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a quarter is exported: one ledger, one area, or (neither named) all of it."""

    ledger: str = ""
    area: str = ""


class WorkbookService:
    """Writes workbooks to fill in or to take along, and imports them."""

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
        progress: Progress = nothing,
    ) -> None:
        """Write a workbook to fill in.

        period_code: a quarter, open or not; "" means the newest open one. unit: only what this
        unit owes. filled: with the rows that are there. Raises UnknownPeriod, UnknownUnit,
        NothingSetUp, TargetRefused or Cancelled.
        """
        check_target(target, force=force)
        if target.suffix.lower() != ".xlsx":
            raise TargetRefused(f"填报表格的文件名要以 .xlsx 结尾，“{target.name}”不是。")
        period = self.quarter(period_code)
        known = self._services.periods.origin_of(period) or period
        uids = {record.name: record.uid for record in self._services.office.units(known)}
        if unit and unit not in uids:
            raise UnknownUnit(f"{period.label}没有填报单位“{unit}”，请先在“填报单位”里添加。")
        from desktop_app.services.workbook.writer import workbook_bytes  # noqa: PLC0415 - openpyxl

        areas = self._services.office.areas_on(known)
        sheets = sheets_for(self._services.catalogue, areas, unit=unit)
        filled = filled and known == period
        content = office_content(self._services, period, known, sheets, unit=unit, filled=filled)
        origin = Origin(period.code, unit, uids.get(unit, ""))
        write_file(target, workbook_bytes(sheets, content, origin, progress), force=force)

    def write_forms(
        self,
        folder: Path,
        period: Period,
        units: Collection[str] = (),
        *,
        force: bool = False,
        progress: Progress = nothing,
    ) -> list[Path]:
        """Write one form a unit into a folder and return the files.

        units: whose; () for all that report. force: put new ones in the place of those that lie
        there. Raises NothingSetUp, UnknownUnit, TargetRefused or Cancelled.
        """
        from desktop_app.services.workbook.form_facts import FormFacts  # noqa: PLC0415 - openpyxl
        from desktop_app.services.workbook.form_writer import form_bytes  # noqa: PLC0415 - likewise

        facts = FormFacts(self._services, period)
        lacking = [name for name in units if name not in facts.units]
        if lacking:
            raise UnknownUnit(f"{period.label}没有填报单位“{lacking[0]}”，请先在设置里添加。")
        wanted = [
            unit
            for unit in facts.units.values()
            if (unit.name in units if units else unit.reporting)
        ]
        if not wanted:
            raise NothingSetUp(f"{period.label}还没有要报送的单位，请先在设置里添加填报单位。")
        targets = {unit.name: folder / form_name(unit, period) for unit in wanted}
        there = [target for target in targets.values() if target.exists()]
        if there and not force:
            raise TargetRefused(
                f"“{folder}”里已有{len(there)}份同名的填报表，没有生成；请换一个文件夹，或选择用新的代替。"
            )
        for target in targets.values():
            check_target(target, force=True)
        office = self._services.office.office().name
        for done, unit in enumerate(wanted):
            progress(done, len(wanted), f"正在生成{unit.name}的填报表")
            write_file(targets[unit.name], form_bytes(facts, unit, office), force=force)
        return list(targets.values())

    def export(
        self,
        target: Path,
        period: Period,
        scope: Scope,
        *,
        force: bool = False,
        progress: Progress = nothing,
    ) -> int:
        """Write the rows of a quarter so that `read_all` takes them back; return how many.

        target: .xlsx, or .csv for a single ledger. Raises TargetRefused or Cancelled.
        """
        check_target(target, force=force)
        suffix = target.suffix.lower()
        if suffix not in (".xlsx", ".csv") or (suffix == ".csv" and not scope.ledger):
            raise TargetRefused(
                f"“{target.name}”的文件名要以 .xlsx 结尾，单个台账也可以用 .csv，请改名后再导出。"
            )
        if not (scope.ledger or scope.area):
            self.write_template(target, period.code, filled=True, force=force, progress=progress)
            return sum(self._services.pages.counts(period).values())
        sheets = self._sheets(scope)
        content = {
            sheet.key: ledger_content(self._services, period, sheet.key, area=scope.area)
            for sheet in sheets
        }
        if suffix == ".csv":
            (sheet,) = sheets
            progress(0, 0, f"正在写“{sheet.title}”")
            data = csv_bytes(sheet, period, content[sheet.key])
        else:
            from desktop_app.services.workbook.writer import workbook_bytes  # noqa: PLC0415 - openpyxl

            origin = Origin(period.code)
            data = workbook_bytes(sheets, content, origin, progress, guided=False)
        write_file(target, data, force=force)
        return sum(len(rows) for rows in content.values())

    def read_all(
        self, files: Sequence[Path], period_code: str = "", progress: Progress = nothing
    ) -> ImportSummary:
        """Import files, all or nothing.

        period_code: "" takes the quarter that the files name. Raises SourceRefused, UnknownPeriod,
        Cancelled, or WorkbookRefused with a sentence for each wrong cell.
        """
        wanted = Period.parse(period_code) if period_code else None
        importer = Importer(self._services)
        judged: list[Judged] = []
        with _nothing_to_collect():
            with TableReader(watch=lambda: progress(0, 0, "正在读文件")) as reader:
                for path in files:
                    for found in self.judged(reader, importer, path, wanted):
                        wanted = found.period
                        judged.append(found)
            progress(0, 0, "正在写入")
            names = "、".join(path.name for path in files)
            without_backup = keep_before_import(self._services.writer.store.path, row_count(judged))
            summary = importer.write(judged, f"导入{names}")
            summary.warnings += filter(None, [without_backup])
            return summary

    def judged(
        self,
        reader: TableReader,
        importer: Importer,
        path: Path,
        wanted: Period | None,
        choose: Callable[[Path], str] = lambda _path: "",
    ) -> Iterable[Judged]:
        """Read a file and judge every cell of it. choose: whose a file is, "" where not known."""
        books = read_books(reader, path, self._layouts())
        found = [
            importer.judge(book, importer.period_of(book, wanted), choose(path)) for book in books
        ]
        uncounted = reader.uncounted()
        for judged in found:
            judged.problems[:0] = judged.book.problems(uncounted)
        return found

    def _layouts(self) -> list[SheetLayout]:
        ledgers = self._services.catalogue.ledgers.values()
        return [ledger_sheet(spec, with_unit=True) for spec in ledgers]

    def _sheets(self, scope: Scope) -> list[SheetLayout]:
        """Return the sheets of a scope; a ledger's one column list holds no list of its own."""
        catalogue = self._services.catalogue
        return [
            ledger_sheet(spec, with_unit=True)
            for key, spec in catalogue.ledgers.items()
            if key == scope.ledger or scope.area in catalogue.areas_of_ledger[key]
        ]

    def quarter(self, code: str) -> Period:
        """Read a quarter's code; "" means the newest open one."""
        if not code:
            latest = self._services.periods.latest()
            if latest is None:
                raise NothingSetUp("还没有任何季度，请用 --period 写明要填报的季度，如 2020Q1。")
            return latest
        return self._services.periods.parse_quarter(code)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Keep Python from looking through 100,000 rows for garbage again and again: there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def form_name(unit: UnitRecord, period: Period) -> str:
    """Return the name of the file that a unit's form is written to."""
    name = "".join("_" if character in '\\/:*?"<>|' else character for character in unit.name)
    return f"{name}　{period.label}填报表.xlsx"
