"""The rows that a report's text is kept in: reading them, carrying them over, who may write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, OfficialForm, ReportRecord
from desktop_app.services.log.changes import Step, Writer

DEFAULT_TITLE = "{office.name}{report.period}党建工作总结"
OFFICIAL_FIELDS = tuple(field.name for field in fields(OfficialForm))
"""Columns of a report that make its OfficialForm."""

_CLOSING = re.compile("存在.*(?:问题|不足|困难)|问题和不足|下(?:一?步|一?阶段|季度)|打算|工作计划")
"""Titles of the chapters that close a report, whoever wrote them."""

CHAPTER_FIELDS = ("key", "position", "level", "title", "body", "point_style", "enabled")


class ReportRows:
    """Reads reports and hands out the rows to write to; `report_texts.ReportTexts` writes them."""

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        """catalogue: the areas whose proposals make a first report."""
        self._writer = writer
        self._catalogue = catalogue

    def create(self, step: Step, period: Period, origin: Period | None) -> None:
        """Write the first text of a period's report: the origin's, else the areas' proposals."""
        before = self._report(origin) if origin else None
        official = _official(before).carried_over() if before else OfficialForm()
        report = step.insert(
            Report,
            period=period.code,
            title=before.title if before else DEFAULT_TITLE,
            as_of=period.last_day,
            **asdict(official),
        )
        chapters = [
            {name: getattr(chapter, name) for name in CHAPTER_FIELDS}
            for chapter in (self._chapters(before) if before else ())
        ]
        for position, values in enumerate(self._with_new_proposals(chapters)):
            step.insert(Chapter, report=report, **{**values, "position": position})

    def _with_new_proposals(self, chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put in what the areas propose and no report has ever had: all of it, or a new area's."""
        everything = self._catalogue.chapters(area.spec.key for area in self._catalogue.areas)
        order = {proposal.key: proposal.order for proposal in everything}
        met = {chapter.key for chapter in Chapter.select(Chapter.key)}
        for proposal in everything:
            if proposal.key in met:
                continue
            values = {
                "key": proposal.key,
                "level": 1 if proposal.title else 0,
                "title": proposal.title,
                "body": proposal.body,
                "point_style": proposal.point_style.value,
            }
            chapters.insert(_place(chapters, order, proposal.order), values)
        return chapters

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
                        period.code,
                        record.title,
                        as_of=period.last_day,
                        chapters=record.chapters,
                        official=record.official.carried_over(),
                    )
            return ReportRecord(period.code, DEFAULT_TITLE, as_of=period.last_day)
        return self._record(row)

    def _own_chapters(self, step: Step, period: Period | None, *uids: str) -> list[Any]:
        """Return live chapters to write to; of a borrowed report the period's new copies."""
        found: list[Any] = [Chapter.get_or_none(Chapter.live(), Chapter.uid == uid) for uid in uids]
        if None in found:
            raise UnknownName("这个章节已经删除，请重新选择章节。")
        for chapter in found:
            if period is None or chapter.report.period == period.code:
                refuse_frozen(chapter.report)
        if period is None or all(chapter.report.period == period.code for chapter in found):
            return found
        if self._report(period) is not None:
            raise UnknownName(f"这个章节不在{period.label}的报告里，请重新选择章节。")
        places = [
            [one.uid for one in self._chapters(chapter.report)].index(chapter.uid)
            for chapter in found
        ]
        copies = self._chapters(self._own_report(step, period))
        return [copies[place] for place in places]

    def _arrange(self, step: Step, report: Any, chapter: Any, before: list[Any]) -> None:  # noqa: ANN401 - a Report, Chapters
        """Give all chapters their places, with one of them behind another (none: the first)."""
        order = [one for one in self._chapters(report) if one.uid != chapter.uid]
        known = [one.uid for one in order]
        order.insert(known.index(before[0].uid) + 1 if before else 0, chapter)
        for position, one in enumerate(order):
            step.update(one, position=position)

    def _own_report(self, step: Step, period: Period) -> Any:  # noqa: ANN401 - a Report
        """Return a period's report; a half-year or year gets the text it borrowed as its own."""
        report = self._report(period)
        if report is not None:
            refuse_frozen(report)
            return report
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
            _official(row),
        )


def _place(chapters: list[dict[str, Any]], order: Mapping[str, int], wanted: int) -> int:
    """Return where a proposal of this order goes among chapters, many of which may be free.

    Behind all areas ahead of it, and then ahead of what comes later; a chapter that is free is
    known for a closing one (存在问题, 下步措施) by its title.
    """
    known = [order.get(chapter["key"]) for chapter in chapters]
    ahead = [place for place, one in enumerate(known) if one is not None and one <= wanted]
    start = ahead[-1] + 1 if ahead else 0
    for place, (chapter, one) in enumerate(zip(chapters, known, strict=True)):
        is_later = _CLOSING.search(chapter["title"]) if one is None else one > wanted
        if place >= start and is_later:
            return place
    return len(chapters)


def refuse_frozen(report: Any) -> None:  # noqa: ANN401 - a Report
    """Raise Conflict where a report's text is locked by 定稿."""
    if report.state != Report.STATES[0]:
        label = Period.parse(report.period).label
        raise Conflict(f"{label}的报告已经{report.state}，不能再改；要改请先点“更正”。")


def _official(row: Any) -> OfficialForm:  # noqa: ANN401 - a Report
    return OfficialForm(**{name: getattr(row, name) for name in OFFICIAL_FIELDS})
