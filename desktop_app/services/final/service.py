"""定稿: a report frozen with its text, figures, findings and files; 已上报; 更正.

What was handed in prints again byte for byte; the ledgers stay open, and what has changed in them
since is listed against the frozen figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from db.models.report import FinalReport, Report
from desktop_app.core.errors import Conflict, InvalidValue, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue, Finding
from desktop_app.report.document import Rendered
from desktop_app.services.checks.service import CheckService
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.frozen_reports import DRAFT, FINAL, REPORTED, FinalRecord, record_of
from desktop_app.services.log.changes import Writer
from desktop_app.services.reports.service import ReportService


class Unresolved(Refusal):
    """Errors that stand against 定稿 until they are resolved or explained."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """findings: the errors without an explanation."""
        self.findings = findings
        super().__init__(
            f"还有{len(findings)}条错误没有处理，请改正，或逐条写明理由以后再定稿："
            + "；".join(finding.message for finding in findings[:3])
        )


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that was frozen with one value and has another by now."""

    key: str
    label: str
    counter: str
    frozen: FigureContent
    now: FigureContent


class FinalReports:
    """Freezes reports and shows what was frozen."""

    def __init__(self, writer: Writer, reports: ReportService, checks: CheckService) -> None:
        """reports: what is rendered. checks: whose errors must be settled first."""
        self._writer = writer
        self._reports = reports
        self._checks = checks

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
        pdf = self._reports.render(document, ".pdf")
        docx = self._reports.render(document, ".docx")
        text = self._reports.render(document, ".txt").data.decode()
        with self._writer.step("定稿" if not earlier else "更正后定稿") as step:
            row = step.insert(
                FinalReport,
                report=report,
                version=max((one.version for one in earlier), default=0) + 1,
                frozen_at=datetime.now().replace(microsecond=0),  # noqa: DTZ005 - local time
                correction_note=note,
                document=_json(self._frozen(period, text, pdf, attachments)),
                figures=_json([_figure(value) for value in values.values()]),
                findings=_json(
                    [
                        *({**asdict(one), "reason": kept.reason} for one, kept in checked.ignored),
                        *(
                            {**asdict(one), "reason": reasons.get(one.message, "")}
                            for one in checked.findings
                        ),
                    ]
                ),
                pdf=pdf.data,
                pdf_sha256=sha256(pdf.data).hexdigest(),
                docx=docx.data,
                docx_sha256=sha256(docx.data).hexdigest(),
            )
            step.update(report, state=FINAL)
        return record_of(row)

    def mark_reported(self, period: Period, day: date) -> None:
        """Note the day on which the newest version was handed in."""
        newest = next(iter(frozen_reports.rows(period)), None)
        if newest is None or self._report(period).state == DRAFT:
            raise Conflict("报告还没有定稿，定稿以后再登记已上报。")
        if day < newest.frozen_at.date():
            raise InvalidValue(f"上报日期{day}早于定稿的日子{newest.frozen_at.date()}，请核对")
        with self._writer.step("登记已上报") as step:
            step.update(newest, reported_at=datetime.combine(day, datetime.min.time()))
            step.update(self._report(period), state=REPORTED)

    def reopen(self, period: Period) -> None:
        """Unlock a frozen report for a 更正; the versions stay."""
        report = self._report(period)
        if report.state == DRAFT:
            raise Conflict("报告正在编制，可以直接修改。")
        with self._writer.step("更正报告") as step:
            step.update(report, state=DRAFT)

    def differences(self, period: Period) -> tuple[FigureDifference, ...]:
        """List the figures whose value is no longer that of the newest version."""
        newest = next(iter(frozen_reports.rows(period)), None)
        if newest is None:
            return ()
        now = self._reports.values(period)
        found = []
        for frozen in json.loads(newest.figures):
            value = now.get(frozen["key"])
            if frozen["key"].startswith(("office.", "report.")):
                continue
            before, after = _content(frozen["value"]), value.value if value else None
            if before != after:
                found.append(
                    FigureDifference(
                        frozen["key"], frozen["label"], frozen["counter"], before, after
                    )
                )
        return tuple(found)

    def _frozen(
        self, period: Period, text: str, pdf: Rendered, attachments: Sequence[str]
    ) -> dict[str, Any]:
        report = self._reports.report(period)
        return {
            "title": report.title,
            "chapters": [asdict(chapter) for chapter in report.chapters],
            "official": asdict(report.official),
            "as_of": report.as_of,
            "signed_on": report.signed_on,
            "attachments": list(attachments),
            "text": text,
            "pages": pdf.pages,
            "places": [asdict(place) for place in pdf.places],
        }

    def _report(self, period: Period) -> Any:  # noqa: ANN401 - a Report
        report = self._report_or_none(period)
        if report is None:
            raise Conflict(f"{period.label}还没有自己的报告，请先在“报告编制”里写好。")
        return report

    def _report_or_none(self, period: Period) -> Any:  # noqa: ANN401 - a Report or None
        return Report.select().where(Report.live(), Report.period == period.code).first()


def _unexplained(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.severity == "error" and one.message not in reasons)


def _figure(value: FigureValue) -> dict[str, Any]:
    return {
        "key": value.key,
        "label": value.label,
        "counter": value.counter,
        "value": value.value,
        "source": value.source,
        "missing": list(value.missing),
        "reason": value.reason,
        "previous": value.previous,
        "last_year": value.last_year,
        "by_unit": dict(value.by_unit),
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Write a Decimal so that it comes back as one, a day as ISO text."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _content(value: Any) -> FigureContent:  # noqa: ANN401 - what JSON gave back
    if isinstance(value, dict):
        return Decimal(value["decimal"])
    return tuple(value) if isinstance(value, list) else value
