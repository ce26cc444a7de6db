"""Taking filled workbooks in: every cell is judged first, then all is written in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.errors import SourceRefused, UnknownPeriod, WorkbookRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF
from desktop_app.core.validation import Options
from desktop_app.services.assembly import Services
from desktop_app.services.workbook import layout
from desktop_app.services.workbook.ledger_rows import LedgerImport
from desktop_app.services.workbook.office_rows import OfficeImport, own_options
from desktop_app.services.workbook.parsing import Parsed, parse_sheet
from desktop_app.services.workbook.reader import Book
from desktop_app.services.workbook.rectification_rows import RectificationImport
from desktop_app.services.workbook.summary import ImportSummary

_MOST_PROBLEMS = 200


@dataclass
class _Judged:
    """A workbook whose cells were all read: sheet key → rows, and what is wrong."""

    book: Book
    rows: dict[str, list[Parsed]]
    problems: list[str]


class Importer:
    """Judges workbooks and writes them."""

    def __init__(self, services: Services) -> None:
        """Write through the services' one step."""
        self._services = services

    def run(self, books: Sequence[Book], wanted: Period | None) -> ImportSummary:
        """Import the books of one quarter, all or nothing."""
        period = self._period(books, wanted)
        judged = [self._judge(book, period) for book in books]
        _refuse(judged)
        _refuse_other_township(judged, self._services)
        summary = ImportSummary(period)
        for book in books:
            summary.warnings += [f"“{title}”不是填报用的表，没有导入" for title in book.foreign]
        names = "、".join(book.path.name for book in books)
        with self._services.writer.step(f"导入{names}") as step:
            self._services.periods.open(period)
            for found in judged:
                found.problems += OfficeImport(self._services, period).take(found.book, found.rows)
            _refuse(judged)
            ledgers = LedgerImport(self._services, step, period, summary)
            rectification = RectificationImport(self._services, period, summary)
            for found in judged:
                for key, rows in found.rows.items():
                    if key in self._services.catalogue.ledgers:
                        unit = OfficeImport(self._services, period).unit_of(found.book.origin)
                        found.problems += ledgers.take(key, rows, unit)
                found.problems += rectification.take(found.rows)
            _refuse(judged)
            ledgers.write()
        return summary

    def _period(self, books: Sequence[Book], wanted: Period | None) -> Period:
        """Return the one quarter of all books; refuse books of different quarters."""
        for book in books:
            code = book.origin.period or (wanted.code if wanted else "")
            if not code:
                raise UnknownPeriod(f"“{book.path}”没有写明报告期，请用 --period 写明，如 2020Q1。")
            period = self._services.periods.parse_quarter(code)
            if wanted is not None and period != wanted:
                raise SourceRefused(
                    f"“{book.path}”是{period.label}的表格，不是{wanted.label}的，没有导入。"
                )
            wanted = period
        assert wanted is not None
        return wanted

    def _judge(self, book: Book, period: Period) -> _Judged:
        options = self._options(book, period)
        everything = [area.spec.key for area in self._services.catalogue.areas]
        layouts = {
            sheet.key: sheet for sheet in layout.sheets_for(self._services.catalogue, everything)
        }
        judged = _Judged(book, {}, list(book.problems))
        titles = {sheet.title for sheet in layouts.values()}
        judged.problems += [
            f"{title}·A2·这张表隐藏的第二行被改动或删除了，请重新生成表格再填"
            for title in book.foreign
            if title in titles
        ]
        for key, data in book.sheets.items():
            if key in layouts:
                rows, problems = parse_sheet(data, layouts[key], options, unit=book.origin.unit)
                judged.rows[key] = rows
                judged.problems += problems
            else:
                judged.problems.append(f"{data.title}·A1·本程序没有这张表，请重新生成表格")
        return judged

    def _options(self, book: Book, period: Period) -> Options:
        """Return the option lists that hold for the book: its own, else the quarter's."""
        catalogue = self._services.catalogue
        origin = self._services.periods.origin_of(period)
        first = {key: texts for key, (_, texts) in catalogue.option_lists.items()}
        known = self._services.office.options(origin) if origin else first
        return {**known, **own_options(book, catalogue)}


def _refuse_other_township(judged: Sequence[_Judged], services: Services) -> None:
    """Refuse a workbook none of whose units is known, where there are units already."""
    latest = services.periods.latest()
    units = services.office.units(latest) if latest else []
    known = {text for unit in units if not unit.is_office_itself for text in (unit.uid, unit.name)}
    for found in judged:
        listed = [
            row for row in found.rows.get(layout.UNITS, ()) if row.values["kind"] != OFFICE_ITSELF
        ]
        if known and listed and not any({row.uid, row.values["name"]} & known for row in listed):
            raise SourceRefused(
                f"“{found.book.path}”里的填报单位这里一个也没有，像是别的镇（街道）的表格，没有导入；"
                "如果确实要导入，请先在“填报单位”里添加这些单位。"
            )


def _refuse(judged: Sequence[_Judged]) -> None:
    """Raise with every problem found so far; of several books each names its own."""
    several = len(judged) > 1
    problems = [
        f"{found.book.path.name}·{problem}" if several else problem
        for found in judged
        for problem in found.problems
    ]
    if len(problems) > _MOST_PROBLEMS:
        rest = len(problems) - _MOST_PROBLEMS
        problems = [*problems[:_MOST_PROBLEMS], f"……还有{rest}处，请先改好以上各处再导入"]
    if problems:
        raise WorkbookRefused(tuple(problems))
