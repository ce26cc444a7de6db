"""Taking files in: every cell is judged first, then all is written in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from desktop_app.core.errors import SourceRefused, UnknownPeriod, WorkbookRefused
from desktop_app.core.periods import Period
from desktop_app.core.readers import Options, options_in
from desktop_app.core.records import OFFICE_ITSELF
from desktop_app.services.assembly import Services
from desktop_app.services.workbook import layout
from desktop_app.services.workbook.form_facts import FormFacts
from desktop_app.services.workbook.form_marks import UNIT_LINE
from desktop_app.services.workbook.form_rows import FormCell, form_rows
from desktop_app.services.workbook.ledger_rows import LedgerImport
from desktop_app.services.workbook.office_rows import OfficeImport, own_options
from desktop_app.services.workbook.parsing import Parsed, parse_sheet
from desktop_app.services.workbook.reader import Book
from desktop_app.services.workbook.rectification_rows import RectificationImport
from desktop_app.services.workbook.summary import ImportSummary
from desktop_app.services.workbook.unit_matching import UnitUnclear, match_unit

_MOST_PROBLEMS = 200
_MOST_NOTES = 50


@dataclass
class Judged:
    """A book whose cells were all read.

    rows: sheet key → rows. unit: whose it is, "" for the whole township. problems: what of it is
    refused, as 工作表·单元格·原因. cells: of a village's form; asked: the ledgers that its lines
    are of, whose rows are counted apart from those of lists: there a cell counts, not a row.
    """

    book: Book
    period: Period
    unit: str
    rows: dict[str, list[Parsed]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    cells: list[FormCell] = field(default_factory=list)
    asked: frozenset[str] = frozenset()
    summary: ImportSummary = field(init=False)
    asked_summary: ImportSummary = field(init=False)

    def __post_init__(self) -> None:
        """Count nothing yet."""
        self.summary = ImportSummary(self.period)
        self.asked_summary = ImportSummary(self.period)


def row_count(judged: Iterable[Judged]) -> int:
    """Return how many rows books hold."""
    return sum(len(rows) for found in judged for rows in found.rows.values())


class _TakenBack(Exception):
    """Ends a trial's transaction without keeping it."""


class Importer:
    """Judges books of ours and writes them."""

    def __init__(self, services: Services) -> None:
        """Write through the services' one step."""
        self._services = services
        self._facts: dict[Period, FormFacts] = {}

    def period_of(self, book: Book, wanted: Period | None) -> Period:
        """Return the quarter of a book; refuse it where another one is wanted."""
        code = book.origin.period or (wanted.code if wanted else "")
        if not code:
            raise UnknownPeriod(f"“{book.path}”没有写明报告期，请用 --period 写明，如 2020Q1。")
        period = self._services.periods.parse_quarter(code)
        if wanted is not None and period != wanted:
            raise SourceRefused(
                f"“{book.path.name}”是{period.label}的表格，不是{wanted.label}的，没有导入。"
            )
        return period

    def judge(self, book: Book, period: Period, unit: str = "") -> Judged:
        """Read every cell of a book. unit: whose it is, where somebody said so."""
        if not unit:
            origin = self._services.periods.origin_of(period)
            units = self._services.office.units(origin) if origin else []
            unit = match_unit(book, units)
        if book.form is not None and not unit:
            raise UnitUnclear(
                f"“{book.path.name}”对不上任何填报单位，请把单位名称写在“{UNIT_LINE}”后面。"
            )
        judged = Judged(book, period, unit)
        judged.summary.warnings += [
            *(f"“{title}”不是填报用的表，没有导入" for title in book.foreign),
            *book.notes,
        ]
        self._judge_sheets(judged)
        if book.form is not None:
            found = form_rows(book.form, self._form_facts(period), unit)
            judged.problems += found.problems
            judged.summary.warnings += found.notes
            judged.cells, judged.asked = found.cells, frozenset(found.rows)
            judged.rows.update(found.rows)
        self._refuse_other_township(judged)
        return judged

    def write(self, judged: Sequence[Judged], name: str, *, strict: bool = True) -> ImportSummary:
        """Write books of one quarter in one step of that name.

        strict: all or nothing, WorkbookRefused names every wrong cell. Otherwise what is wrong is
        left out and stands in each book's problems.
        """
        if strict:
            _refuse(judged)
        with self._services.writer.step(name) as step:
            period = judged[0].period
            self._services.periods.open(period)
            office = OfficeImport(self._services, period)
            for found in judged:
                found.problems += office.take(found.book, found.rows)
            if strict:
                _refuse(judged)
            ledgers = LedgerImport(self._services, period)
            for found in judged:
                for key, rows in found.rows.items():
                    if key in self._services.catalogue.ledgers:
                        counts = found.asked_summary if key in found.asked else found.summary
                        found.problems += ledgers.take(key, rows, found.unit, counts)
                rectification = RectificationImport(self._services, period, found.summary)
                found.problems += rectification.take(found.rows)
            if strict:
                _refuse(judged)
            ledgers.write(step)
        total = ImportSummary(judged[0].period)
        for found in judged:
            total.add(found.summary)
            total.add(found.asked_summary)
        return total

    def tried(self, judged: Sequence[Judged]) -> list[Judged]:
        """Return copies that say what writing would do: it is done, and taken back."""
        copies = [copied(found) for found in judged]
        with suppress(_TakenBack), self._services.writer.step("试导入"):
            self.write(copies, "试导入", strict=False)
            raise _TakenBack
        return copies

    def _judge_sheets(self, judged: Judged) -> None:
        book = judged.book
        options = self._options(book, judged.period)
        everything = [area.spec.key for area in self._services.catalogue.areas]
        layouts = {
            sheet.key: sheet for sheet in layout.sheets_for(self._services.catalogue, everything)
        }
        titles = {sheet.title for sheet in layouts.values()}
        judged.problems += [
            f"{title}·A2·这张表隐藏的第二行被改动或删除了，请重新生成表格再填"
            for title in book.foreign
            if title in titles
        ]
        for key, data in book.sheets.items():
            if key in layouts:
                rows, problems = parse_sheet(data, layouts[key], options, unit=judged.unit)
                judged.rows[key] = rows
                judged.problems += problems
                judged.summary.warnings += _first_notes(rows)
            else:
                judged.problems.append(f"{data.title}·A1·本程序没有这张表，请重新生成表格")

    def _form_facts(self, period: Period) -> FormFacts:
        if period not in self._services.periods.all():
            raise SourceRefused(f"还没有新建{period.label}，不能收这个季度的填报表，请先新建。")
        if period not in self._facts:
            self._facts[period] = FormFacts(self._services, period)
        return self._facts[period]

    def _options(self, book: Book, period: Period) -> Options:
        """Return the option lists that hold for the book, its own or the quarter's, with it."""
        catalogue = self._services.catalogue
        origin = self._services.periods.origin_of(period)
        first = {key: texts for key, (_, texts) in catalogue.option_lists.items()}
        known = self._services.office.options(origin) if origin else first
        return options_in(period, {**known, **own_options(book, catalogue)})

    def _refuse_other_township(self, judged: Judged) -> None:
        """Refuse a workbook none of whose units is known, where there are units already."""
        latest = self._services.periods.latest()
        units = self._services.office.units(latest) if latest else []
        known = {
            text for unit in units if not unit.is_office_itself for text in (unit.uid, unit.name)
        }
        listed = [
            row
            for row in judged.rows.get(layout.UNITS, ())
            if row.values.get("kind") != OFFICE_ITSELF
        ]
        if known and listed and not any({row.uid, row.values["name"]} & known for row in listed):
            raise SourceRefused(
                f"“{judged.book.path.name}”里的填报单位这里一个也没有，像是别的镇（街道）的表格，"
                "没有导入；如果确实要导入，请先在“填报单位”里添加这些单位。"
            )


def _first_notes(rows: Iterable[Parsed]) -> list[str]:
    """Return how cells of a sheet were read where it is not said outright, not too many."""
    notes = [note for row in rows for note in row.notes]
    if len(notes) > _MOST_NOTES:
        title, cell, _ = notes[_MOST_NOTES].split("·", 2)
        rest = len(notes) - _MOST_NOTES
        notes[_MOST_NOTES:] = [f"{title}·{cell}·从这里起还有{rest}格也不是普通的数，请核对"]
    return notes


def copied(judged: Judged) -> Judged:
    """Return the same reading with counts of its own, to be written (or tried) anew."""
    copy = replace(judged, problems=list(judged.problems))
    copy.summary.warnings = list(judged.summary.warnings)
    return copy


def _refuse(judged: Iterable[Judged]) -> None:
    """Raise with every problem found so far; of several books each names its own."""
    all_of_them = list(judged)
    several = len(all_of_them) > 1
    problems = [
        f"{found.book.path.name}·{problem}" if several else problem
        for found in all_of_them
        for problem in found.problems
    ]
    if len(problems) > _MOST_PROBLEMS:
        rest = len(problems) - _MOST_PROBLEMS
        problems = [*problems[:_MOST_PROBLEMS], f"……还有{rest}处，请先改好以上各处再导入"]
    if problems:
        raise WorkbookRefused(tuple(problems))
