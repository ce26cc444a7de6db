"""Putting together what the checks look at."""

from __future__ import annotations

from collections.abc import Mapping

from db.base import Period as PeriodRow
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import FontDamaged
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, Finding, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.validation import row_warnings
from desktop_app.report.checks import run_checks
from desktop_app.report.checks.input import CheckInput, DoubleCounted, OddRow
from desktop_app.report.printability import Unprintable
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
    ) -> None:
        """reports: the values and chapters that are checked."""
        self._catalogue = catalogue
        self._office = office
        self._ledgers = ledgers
        self._reports = reports

    def findings(self, period: Period) -> list[Finding]:
        """Return all findings on a period's report."""
        report = self._reports.report(period)
        values = self._reports.values(period)
        opened = {row.code for row in PeriodRow.select().where(PeriodRow.live())}
        odd, doubles = self._rows(period)
        lost, damaged = self._unprintable(period, values)
        return damaged + run_checks(
            CheckInput(
                report,
                tuple(chapter for chapter in report.chapters if chapter.enabled),
                values,
                tuple(odd),
                tuple(doubles),
                tuple(quarter.label for quarter in period.quarters if quarter.code not in opened),
                frozenset(self._catalogue.figures) - frozenset(values),
                lost,
            )
        )

    def _unprintable(
        self, period: Period, values: Mapping[str, FigureValue]
    ) -> tuple[tuple[Unprintable, ...], list[Finding]]:
        """Return the characters without a font, or what keeps the fonts from being asked."""
        document = self._reports.document(period, ATTACHMENTS, values)
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
