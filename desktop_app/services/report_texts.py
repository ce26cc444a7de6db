"""The reports' own texts: title, dates and chapters of each, carried over from the last one."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, ReportRecord
from desktop_app.services.changes import Step, Writer

DEFAULT_TITLE = "{office.name}{report.period}党建工作总结"
_CHAPTER_FIELDS = ("key", "position", "level", "title", "body", "point_style", "enabled")


class ReportTexts:
    """Reads and writes what a report says; figures come later."""

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        """catalogue: the areas whose proposals make a first report."""
        self._writer = writer
        self._catalogue = catalogue

    def create(self, step: Step, period: Period, origin: Period | None) -> None:
        """Write the first text of a period's report: the origin's, else the areas' proposals."""
        before = self._report(origin) if origin else None
        report = step.insert(
            Report,
            period=period.code,
            title=before.title if before else DEFAULT_TITLE,
            as_of=period.last_day,
        )
        if before:
            for chapter in self._chapters(before):
                values = {name: getattr(chapter, name) for name in _CHAPTER_FIELDS}
                step.insert(Chapter, report=report, **values)
            return
        everything = [area.spec.key for area in self._catalogue.areas]
        for position, proposal in enumerate(self._catalogue.chapters(everything)):
            step.insert(
                Chapter,
                report=report,
                key=proposal.key,
                position=position,
                level=1 if proposal.title else 0,
                title=proposal.title,
                body=proposal.body,
                point_style=proposal.point_style.value,
            )

    def report(self, period: Period) -> ReportRecord:
        """Return a period's report.

        A half-year or year that has no text of its own borrows that of its last open quarter,
        with the period's own last day as 数据截止日.
        """
        row = self._report(period)
        if row is None:
            for quarter in reversed(period.quarters):
                row = self._report(quarter)
                if row is not None:
                    record = self._record(row)
                    return ReportRecord(
                        period.code, record.title, as_of=period.last_day, chapters=record.chapters
                    )
            return ReportRecord(period.code, DEFAULT_TITLE, as_of=period.last_day)
        return self._record(row)

    def save_dates(self, period: Period, *, as_of: date | None, signed_on: date | None) -> None:
        """Set 数据截止日 and 成文日期 of a period's report."""
        with self._writer.step("修改报告日期") as step:
            step.update(self._own_report(step, period), as_of=as_of, signed_on=signed_on)

    def save_chapter(self, uid: str, **values: object) -> None:
        """Change some of a chapter: title, body, point_style, enabled, position, level."""
        with self._writer.step("修改章节") as step:
            step.update(Chapter.get(Chapter.uid == uid), **values)

    def save_title(self, period: Period, title: str) -> None:
        """Set the title of a period's report; it may hold slots."""
        with self._writer.step("修改标题") as step:
            step.update(self._own_report(step, period), title=title)

    def _own_report(self, step: Step, period: Period) -> Any:  # noqa: ANN401 - a Report
        """Return a period's report; a half-year or year gets the text it borrowed as its own."""
        if self._report(period) is None:
            written = [quarter for quarter in period.quarters if self._report(quarter)]
            self.create(step, period, written[-1] if written else None)
        return self._report(period)

    def _report(self, period: Period) -> Any:  # noqa: ANN401 - a Report or None
        return Report.select().where(Report.live(), Report.period == period.code).first()

    def _chapters(self, report: Any) -> list[Any]:  # noqa: ANN401 - a Report and its Chapters
        return list(
            Chapter.select()
            .where(Chapter.live(), Chapter.report == report)
            .order_by(Chapter.position, Chapter.id)
        )

    def _record(self, row: Any) -> ReportRecord:  # noqa: ANN401 - a Report
        return ReportRecord(
            row.period,
            row.title,
            row.state,
            row.as_of,
            row.signed_on,
            tuple(
                ChapterRecord(
                    chapter.uid,
                    chapter.key,
                    chapter.level,
                    chapter.title,
                    chapter.body,
                    chapter.point_style,
                    chapter.enabled,
                )
                for chapter in self._chapters(row)
            ),
        )
