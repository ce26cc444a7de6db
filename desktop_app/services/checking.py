"""Putting together what the checks look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from db.base import Period as PeriodRow
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.errors import FontDamaged
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, FigureValue, Finding, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.validation import row_warnings
from desktop_app.report.checks import run_checks
from desktop_app.report.checks.input import CheckInput, DoubleCounted, OddRow
from desktop_app.report.document import Document
from desktop_app.report.printability import Unprintable
from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import Line, of_document
from desktop_app.report.proofreading.rule_lists import RuleBook
from desktop_app.report.proofreading.sameness import repeated
from desktop_app.report.slots import without_slots
from desktop_app.services.ledger import LedgerService
from desktop_app.services.office import OfficeService
from desktop_app.services.reports import ATTACHMENTS, ReportService


class CheckService:
    """校核: the findings on a period's report."""

    def __init__(
        self,
        catalogue: Catalogue,
        office: OfficeService,
        ledgers: LedgerService,
        reports: ReportService,
        rules: RuleBook,
    ) -> None:
        """reports: the values and chapters that are checked. rules: of the proofreader."""
        self._catalogue = catalogue
        self._office = office
        self._ledgers = ledgers
        self._reports = reports
        self._rules = rules

    def findings(self, period: Period) -> list[Finding]:
        """Return all findings on a period's report."""
        report = self._reports.report(period)
        values = self._reports.values(period)
        opened = {row.code for row in PeriodRow.select().where(PeriodRow.live())}
        odd, doubles = self._rows(period)
        document = self._reports.document(period, ATTACHMENTS, values)
        lost, damaged = self._unprintable(document)
        chapters = tuple(chapter for chapter in report.chapters if chapter.enabled)
        found = run_checks(
            CheckInput(
                report,
                chapters,
                values,
                tuple(odd),
                tuple(doubles),
                tuple(quarter.label for quarter in period.quarters if quarter.code not in opened),
                frozenset(self._catalogue.figures) - frozenset(values),
                lost,
            )
        )
        return [*damaged, *found, *self._proofread(period, document, chapters, values)]

    def _proofread(
        self,
        period: Period,
        document: Document,
        chapters: Sequence[ChapterRecord],
        values: Mapping[str, FigureValue],
    ) -> Iterator[Finding]:
        """Yield what the text rules say of the report as it is printed."""
        office = self._office.office()
        background = Background(
            Span(period.first_day, period.last_day),
            office.short_name or office.name,
            is_ours=True,
            values=frozenset(_printed(values.values())),
        )
        titles = {chapter.uid: chapter.title for chapter in chapters}
        yield from proofread(of_document(document, titles), self._rules, background)
        stored = [
            Line(
                without_slots(chapter.body),
                where=f"“{chapter.title}”" if chapter.title else "开头",
                chapter=chapter.uid,
            )
            for chapter in chapters
        ]
        yield from repeated(stored, self._earlier(period))

    def _earlier(self, period: Period) -> dict[str, str]:
        """Return the texts that a report may have been copied from, by what they are called."""
        wording = self._catalogue.chapters(area.spec.key for area in self._catalogue.areas)
        texts = {"程序自带的范文": "\n".join(without_slots(one.body) for one in wording)}
        for before in (period.previous, period.last_year):
            chapters = self._reports.report(before).chapters
            if chapters:
                text = "\n".join(without_slots(chapter.body) for chapter in chapters)
                texts[f"{before.label}的报告"] = text
        return texts

    def _unprintable(self, document: Document) -> tuple[tuple[Unprintable, ...], list[Finding]]:
        """Return the characters without a font, or what keeps the fonts from being asked."""
        try:
            return tuple(self._reports.unprintable(document)), []
        except FontDamaged as damaged:
            return (), [Finding("fonts.damaged", "error", str(damaged), "字体")]

    def _rows(self, period: Period) -> tuple[list[OddRow], list[DoubleCounted]]:
        on = set(self._office.areas_on(period))
        odd: list[OddRow] = []
        doubles: list[DoubleCounted] = []
        for key, spec in self._catalogue.ledgers.items():
            if not on.intersection(self._catalogue.areas_of_ledger[key]):
                continue
            rows = self._ledgers.rows(key, period)
            for place, row in enumerate(rows, 1):
                for warning in row_warnings(spec, row.values, Period.parse(row.period)):
                    where = f"{spec.label}·{row.unit}·第{place}行"
                    severity = "warning" if warning.field == "date" else "error"
                    odd.append(OddRow(severity, where, warning.message))
            doubles.extend(_doubles(spec, rows))
        return odd, doubles


def _printed(values: Iterable[FigureValue]) -> Iterator[str]:
    """Yield each number that a figure may print: now, before and by unit, whole and in 万."""
    for figure in values:
        for value in (figure.value, figure.previous, figure.last_year, *figure.by_unit.values()):
            if isinstance(value, int | Decimal):
                yield plain_number(value, figure.decimals)
                yield plain_number(Decimal(value) / 10_000, 2)


def _doubles(spec: LedgerSpec, rows: list[RowRecord]) -> list[DoubleCounted]:
    """Find units with a counted subtotal beside counted events that it may include.

    A column of the subtotal's key that is empty on either side overlaps with everything.
    """
    counted = [row for row in rows if row.values.get("counted")]
    found: dict[tuple[str, str, str], DoubleCounted] = {}
    for total in (row for row in counted if row.values.get("is_subtotal")):
        for row in counted:
            if row.values.get("is_subtotal") or (row.period, row.unit) != (
                total.period,
                total.unit,
            ):
                continue
            pairs = [(total.values.get(name), row.values.get(name)) for name in spec.subtotal_key]
            if all(None in pair or pair[0] == pair[1] for pair in pairs):
                kind = "、".join(str(pair[0]) for pair in pairs if pair[0])
                found[total.period, total.unit, kind] = DoubleCounted(spec.label, total.unit, kind)
    return list(found.values())
