"""校核: putting together what the checks look at, and applying what the office decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from db.base import Period as PeriodRow
from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.errors import FontDamaged
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, FigureValue, Finding
from desktop_app.report.checks import run_checks
from desktop_app.report.checks.changes import JUMP, Jump, jumps
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.checks.rule_notes import (
    SEVERITIES,
    RuleNote,
    all_rules,
    fixed_rules,
)
from desktop_app.report.document import Document
from desktop_app.report.printability import Unprintable
from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.listed import Span
from desktop_app.report.proofreading.manuscript import Line, of_document
from desktop_app.report.proofreading.rule_lists import RuleBook
from desktop_app.report.proofreading.sameness import repeated
from desktop_app.report.slots import without_slots
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.proofreading import with_own_words
from desktop_app.services.checks.rows import CheckRows
from desktop_app.services.checks.settings import Ignored
from desktop_app.services.figures.relations import named_and_counted, parts_of_wholes
from desktop_app.services.final.frozen_bases import frozen_bases
from desktop_app.services.final.frozen_checks import frozen_checks
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.office.service import OfficeService
from desktop_app.services.rectification.reading import RectificationReader
from desktop_app.services.rectification.repeats import repeat_findings
from desktop_app.services.rectification.review import review_findings
from desktop_app.services.reports.editing import plain_text
from desktop_app.services.reports.service import ATTACHMENTS, ReportService

__all__ = ("SEVERITIES", "CheckService", "Checked", "RuleNote")

_MOST_COMPARED = 20  # earlier reports: five years of quarters


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of a period's report.

    findings: those that ask for something. ignored: those that may stay, each with the decision.
    explained: jumps with their 说明. unexplained: those without, or with one for another number.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignored], ...] = ()
    explained: tuple[Jump, ...] = ()
    unexplained: tuple[Jump, ...] = ()


class CheckService:
    """校核: the findings on a period's report."""

    def __init__(
        self,
        catalogue: Catalogue,
        office: OfficeService,
        ledgers: LedgerService,
        reports: ReportService,
        read_rules: Callable[[], RuleBook],
    ) -> None:
        """reports: values and chapters that are checked. read_rules: of the proofreader."""
        self._catalogue = catalogue
        self._office = office
        self._rows = CheckRows(catalogue, office, ledgers)
        self._reports = reports
        self._read_rules = read_rules

    @cached_property
    def _rules(self) -> RuleBook:
        """The lists; read when something is checked first, not at every start."""
        return self._read_rules()

    def rules(self) -> tuple[RuleNote, ...]:
        """Return every rule, group by group."""
        return all_rules(self._rules)

    def findings(self, period: Period) -> list[Finding]:
        """Return what asks for something in a period's report."""
        return list(self.checked(period).findings)

    def checked(self, period: Period) -> Checked:
        """Check a period's report; rules that are off say nothing.

        Of a frozen report it is what the checks said when it was frozen.
        """
        kept = frozen_checks(period)
        if kept is not None:
            return Checked(*kept)
        given, document, damaged = self._given(period)
        told = [
            *damaged,
            *run_checks(given),
            *self._of_problems(period),
            *self._proofread(period, document, given),
        ]
        silent = check_settings.silent_rules() - fixed_rules()
        told = [finding for finding in told if finding.rule not in silent]
        decisions = check_settings.ignored(period)
        matched = [(one, _decision(one, decisions)) for one in told]
        jumped = list(jumps(given))
        asked = {one.figure for one, decision in matched if one.rule == JUMP and decision is None}
        return Checked(
            tuple(finding for finding, decision in matched if decision is None),
            tuple((finding, decision) for finding, decision in matched if decision is not None),
            tuple(jump for jump in jumped if jump.note),
            tuple(jump for jump in jumped if jump.figure.key in asked),
        )

    def _of_problems(self, period: Period) -> Iterator[Finding]:
        """Yield what came again, stays open or stands still."""
        reader = RectificationReader()
        yield from repeat_findings(reader.repeats(period))
        if "rectification" in self._office.areas_on(period):
            yield from review_findings(reader.reviewed(period))

    def _given(self, period: Period) -> tuple[CheckInput, Document, list[Finding]]:
        """Return what is checked, the report as structure, and what keeps the fonts from use."""
        report = self._reports.report(period)
        values = self._reports.values(period)
        document = self._reports.document(period, ATTACHMENTS, values)
        opened = {row.code for row in PeriodRow.select().where(PeriodRow.live())}
        lost, damaged = self._unprintable(document)
        rows = self._rows.all(period)
        given = CheckInput(
            report,
            tuple(chapter for chapter in report.chapters if chapter.enabled),
            values,
            self._rows.odd(rows),
            self._rows.doubles(rows),
            tuple(quarter.label for quarter in period.quarters if quarter.code not in opened),
            frozenset(self._catalogue.figures) - frozenset(values),
            lost,
            check_settings.limits(),
            check_settings.notes(period),
            parts_of_wholes(self._catalogue.ledgers, self._catalogue.figures),
            named_and_counted(self._catalogue.figures),
            self._rows.theme_days(period, rows),
            tuple(frozen_bases(period)),
        )
        return given, document, damaged

    def _proofread(
        self, period: Period, document: Document, given: CheckInput
    ) -> Iterator[Finding]:
        """Yield what the text rules say of the report as it is printed."""
        office = self._office.office()
        background = Background(
            Span(period.first_day, period.last_day),
            office.short_name or office.name,
            is_ours=True,
            values=frozenset(_printed(given.values.values())),
            longest=given.limits.longest,
        )
        titles = {
            chapter.uid: plain_text(chapter.title, given.values) for chapter in given.chapters
        }
        rules = with_own_words(self._rules, check_settings.words())
        yield from proofread(of_document(document, titles), rules, background)
        yield from repeated(_stored_lines(given.chapters, titles), self._earlier(period))

    def _earlier(self, period: Period) -> dict[str, str]:
        """Return the texts that a report may have been copied from, by what they are called."""
        wording = self._catalogue.chapters(area.spec.key for area in self._catalogue.areas)
        texts = {"程序自带的范文": "\n".join(without_slots(one.body) for one in wording)}
        before = {one.code: f"{one.label}的报告" for one in _earlier_periods(period)}
        return texts | {before[code]: text for code, text in _own_words(list(before))}

    def _unprintable(self, document: Document) -> tuple[tuple[Unprintable, ...], list[Finding]]:
        """Return the characters without a font, or what keeps the fonts from being asked."""
        try:
            return tuple(self._reports.unprintable(document)), []
        except FontDamaged as damaged:
            return (), [Finding("fonts.damaged", "error", str(damaged), "字体")]


def _earlier_periods(period: Period) -> list[Period]:
    """Return the periods of the same kind that have a report and came before, the latest first."""
    codes = (row.period for row in Report.select(Report.period).where(Report.live()))
    found = [one for one in map(Period.parse, codes) if one.kind == period.kind]
    earlier = [one for one in found if one.first_day < period.first_day]
    return sorted(earlier, key=lambda one: one.first_day, reverse=True)[:_MOST_COMPARED]


def _own_words(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (period code, its report's own words), all read by one query."""
    chapters: Any = (
        Chapter.select(Report.period, Chapter.body)
        .join(Report)
        .where(Chapter.live(), Report.live(), Report.period.in_(codes))
        .order_by(Report.period.desc(), Chapter.position)
        .tuples()
    )
    for code, bodies in groupby(chapters, itemgetter(0)):
        yield code, "\n".join(without_slots(body or "") for _code, body in bodies)


def _stored_lines(chapters: Sequence[ChapterRecord], titles: Mapping[str, str]) -> list[Line]:
    """Return the chapters' own words, without what the figures print; titles: as printed."""
    return [
        Line(
            without_slots(chapter.body),
            where=f"“{titles[chapter.uid]}”" if chapter.title else "开头",
            chapter=chapter.uid,
        )
        for chapter in chapters
    ]


def _decision(finding: Finding, decisions: Sequence[Ignored]) -> Ignored | None:
    return next((one for one in decisions if one.is_about(finding)), None)


def _printed(values: Iterable[FigureValue]) -> Iterator[tuple[str, str]]:
    """Yield (number, counter) that a figure may print: now, before, by unit, whole and in 万."""
    for figure in values:
        for value in (figure.value, figure.previous, figure.last_year, *figure.by_unit.values()):
            if isinstance(value, int | Decimal):
                yield plain_number(value, figure.decimals), figure.counter
                for decimals in (2, 1, 0):
                    in_myriads = plain_number(Decimal(value) / 10_000, decimals)
                    yield in_myriads, f"万{figure.counter}"
