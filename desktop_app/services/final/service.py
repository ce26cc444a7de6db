"""定稿: a report frozen with its text, figures, rows, findings and files; 已上报; 更正.

What was handed in prints again byte for byte; the ledgers stay open, and what has changed in them
since is listed against the frozen figures. These acts are never undone: they are answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from db.models.report import FinalReport, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.clock import is_plausible
from desktop_app.core.errors import Conflict, FieldProblem, InvalidRow, InvalidValue, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import Finding
from desktop_app.report.document import Document, Rendered
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.service import Checked, CheckService
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.comparing import (
    Comparison,
    FigureDifference,
    compare_versions,
    figure_differences,
)
from desktop_app.services.final.frozen_checks import jumps_to_keep, to_keep
from desktop_app.services.final.frozen_reports import DRAFT, FINAL, REPORTED, FinalRecord, record_of
from desktop_app.services.final.frozen_rows import packed
from desktop_app.services.final.frozen_trails import FrozenTrail, frozen_trail
from desktop_app.services.final.seal import digest_of
from desktop_app.services.final.stored import as_json, figure_to_keep
from desktop_app.services.log import kept_steps
from desktop_app.services.log.changes import Writer
from desktop_app.services.reports.page_settings import PageSettings
from desktop_app.services.reports.service import ReportService
from desktop_app.services.reports.trails import TrailReader


class Unresolved(Refusal):
    """Errors that stand against 定稿 until they are resolved or explained."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """findings: the errors without an explanation."""
        self.findings = findings
        super().__init__(
            f"还有{len(findings)}条错误没有处理，请改正，或逐条写明理由以后再定稿："
            + "；".join(finding.message for finding in findings[:3])
        )


class BeforeFreezing(InvalidValue):
    """A day of handing in before that of 定稿; it may be right, and is asked about."""


class FinalReports:
    """Freezes reports and shows what was frozen."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        reports: ReportService,
        checks: CheckService,
        page: PageSettings,
        trails: TrailReader,
    ) -> None:
        """reports: what is rendered. checks: whose errors must be settled first. trails: rows."""
        self._writer = writer
        self._catalogue = catalogue
        self._reports = reports
        self._checks = checks
        self._page = page
        self._trails = trails

    def freeze(
        self,
        period: Period,
        *,
        explanations: Mapping[str, str] | None = None,
        correction_note: str = "",
        attachments: Sequence[str] = (),
    ) -> FinalRecord:
        """Freeze a period's report as its next version and lock its text.

        explanations: finding's sentence → why it may stay. correction_note: 更正说明, asked for
        from the second version on. Raises Unresolved, Conflict, InvalidValue or GlyphMissing.
        """
        report = self._report(period)
        if report.state != DRAFT:
            raise Conflict(f"{period.label}的报告已经定稿；要改请先点“更正”。")
        earlier = frozen_reports.rows(period)
        note = correction_note.strip()
        if earlier and not note:
            raise InvalidValue("这份报告以前定过稿，请写明这次更正了什么")
        checked = self._checks.checked(period)
        reasons = {key: text.strip() for key, text in (explanations or {}).items() if text.strip()}
        if open_ := _unexplained(checked.findings, reasons):
            raise Unresolved(open_)
        values = self._reports.values(period)
        document = self._reports.document(period, attachments, values)
        document = replace(document, title=replace(document.title, note=""))
        row = FinalReport(
            report=report,
            version=max((one.version for one in earlier), default=0) + 1,
            frozen_at=datetime.now().replace(microsecond=0),  # noqa: DTZ005 - local time
            correction_note=note,
            figures=as_json([figure_to_keep(value) for value in values.values()]),
            findings=as_json(to_keep(checked.findings, checked.ignored, reasons)),
            trails=packed(self._catalogue, self._trails.trails(period, document, values)),
            **self._files(period, document, checked, attachments),
        )
        row.digest = digest_of(row)
        again = kept_steps.FROZEN_AGAIN if earlier else kept_steps.FROZEN
        with self._writer.step(again) as step:
            row = step.insert(FinalReport, **row.__data__)
            step.update(report, state=FINAL)
        return record_of(row)

    def mark_reported(self, period: Period, day: date, *, before_freezing: bool = False) -> None:
        """Note the day on which the newest version was handed in.

        before_freezing: the clerk says that it was handed in before it was frozen here. Raises
        BeforeFreezing where that was not said, InvalidValue for a day that has not come.
        """
        newest = next(iter(frozen_reports.rows(period)), None)
        if newest is None or self._report(period).state == DRAFT:
            raise Conflict("报告还没有定稿，定稿以后再登记已上报。")
        today = date.today()  # noqa: DTZ011 - as the calendar says
        if not is_plausible(today):
            raise InvalidValue("电脑的日期不对，请先校准电脑的日期和时间，再登记已上报")
        if day > today:
            raise InvalidValue(f"上报日期{day}还没有到，请核对；报上去以后再登记")
        if day < newest.frozen_at.date() and not before_freezing:
            raise BeforeFreezing(f"上报日期{day}早于定稿的日子{newest.frozen_at.date()}，请核对")
        with self._writer.step(kept_steps.HANDED_IN) as step:
            step.update(newest, reported_at=datetime.combine(day, datetime.min.time()))
            step.update(self._report(period), state=REPORTED)

    def reopen(self, period: Period) -> None:
        """Unlock a frozen report for a 更正; the versions stay."""
        report = self._report(period)
        if report.state == DRAFT:
            raise Conflict("报告正在编制，可以直接修改。")
        with self._writer.step(kept_steps.REOPENED) as step:
            step.update(report, state=DRAFT)

    def cancel(self, period: Period, reason: str) -> None:
        """Take a 定稿 back that was made by mistake; reason: why.

        Conflict once it was handed in: that is answered by a 更正.
        """
        row = frozen_reports.current_row(period)
        if row is None:
            raise Conflict("报告正在编制，没有可以取消的定稿。")
        if row.reported_at is not None:
            raise Conflict(f"第{row.version}版已经登记上报，不能取消；要改请点“更正”。")
        told = reason.strip()
        if not told:
            raise InvalidRow((FieldProblem("cancel_reason", "请写明为什么取消这次定稿"),))
        with self._writer.step(kept_steps.FREEZING_CANCELLED) as step:
            step.update(row, cancel_reason=told[:_LONGEST_REASON])
            step.delete(row)
            step.update(self._report(period), state=DRAFT)

    def differences(self, period: Period) -> tuple[FigureDifference, ...]:
        """List the figures whose value is no longer that of the newest version.

        Raises NotWhole where that version is no longer what was frozen.
        """
        newest = next(iter(frozen_reports.rows(period)), None)
        if newest is None:
            return ()
        now = self._reports.values(period)
        return tuple(figure_differences(frozen_reports.figures(newest, now), now))

    def compare(self, period: Period, before: str, after: str) -> Comparison:
        """Compare two frozen versions of a period's report, by their uids."""
        return compare_versions(before, after, self._reports.values(period))

    def trail(self, period: Period, key: str) -> FrozenTrail | None:
        """Return what stood behind a figure when the period's report was frozen.

        None while the report is being written, and for what is no figure of it. Raises NotWhole.
        """
        return frozen_trail(self._catalogue, period, key, self._reports.values(period))

    def _files(
        self, period: Period, document: Document, checked: Checked, attachments: Sequence[str]
    ) -> dict[str, Any]:
        """Return the columns of text, settings and files."""
        pdf = self._reports.render(document, ".pdf")
        docx = self._reports.render(document, ".docx")
        text = self._plain(document)
        kept = self._text(period, pdf, attachments)
        return {
            "document": as_json(
                {
                    **kept,
                    "text": text,
                    "body": self._plain(replace(document, attachments=())),
                    "settings": self._settings(),
                    "jumps": jumps_to_keep(checked.explained),
                }
            ),
            "pdf": pdf.data,
            "pdf_sha256": sha256(pdf.data).hexdigest(),
            "docx": docx.data,
            "docx_sha256": sha256(docx.data).hexdigest(),
        }

    def _plain(self, document: Document) -> str:
        return self._reports.render(document, ".txt").data.decode()

    def _text(self, period: Period, pdf: Rendered, attachments: Sequence[str]) -> dict[str, Any]:
        report = self._reports.report(period)
        return {
            "title": report.title,
            "chapters": [asdict(chapter) for chapter in report.chapters],
            "official": asdict(report.official),
            "as_of": report.as_of,
            "signed_on": report.signed_on,
            "attachments": list(attachments),
            "pages": pdf.pages,
            "places": [asdict(place) for place in pdf.places],
        }

    def _settings(self) -> dict[str, Any]:
        """Return the settings that the pages and the checks followed."""
        return {
            "page": self._page.values(),
            "limits": asdict(check_settings.limits()),
            "rules_off": sorted(check_settings.silent_rules()),
            "words": check_settings.words(),
        }

    def _report(self, period: Period) -> Any:  # noqa: ANN401 - a Report
        report = Report.select().where(Report.live(), Report.period == period.code).first()
        if report is None:
            raise Conflict(f"{period.label}还没有自己的报告，请先在“报告编制”里写好。")
        return report


_LONGEST_REASON = FinalReport.cancel_reason.facts.max_length


def _unexplained(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.severity == "error" and one.message not in reasons)
