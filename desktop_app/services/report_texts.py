"""The reports' own texts: title, dates and chapters of each, carried over from the last one."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict, InvalidValue, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, OfficialForm, ReportRecord
from desktop_app.core.validation import clean_text
from desktop_app.report.document import BREAKS
from desktop_app.services.changes import Step, Writer

DEFAULT_TITLE = "{office.name}{report.period}党建工作总结"
NEW_CHAPTER = "新章节"
OFFICIAL_FIELDS = tuple(field.name for field in fields(OfficialForm))
"""Columns of a report that make its OfficialForm."""

_CHAPTER_FIELDS = ("key", "position", "level", "title", "body", "point_style", "enabled")
_TEXTS = {"title": Chapter.title, "body": Chapter.body}
_STEPS = {
    "body": "修改正文",
    "title": "修改章节标题",
    "point_style": "修改分点编号",
    "position": "调整章节顺序",
}


class ReportTexts:
    """Reads and writes what a report says; figures come later."""

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
            {name: getattr(chapter, name) for name in _CHAPTER_FIELDS}
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
            before = [
                place
                for place, chapter in enumerate(chapters)
                if order.get(chapter["key"], proposal.order + 1) <= proposal.order
            ]
            values = {
                "key": proposal.key,
                "level": 1 if proposal.title else 0,
                "title": proposal.title,
                "body": proposal.body,
                "point_style": proposal.point_style.value,
            }
            chapters.insert(before[-1] + 1 if before else len(chapters) if not met else 0, values)
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

    def save_dates(self, period: Period, *, as_of: date | None, signed_on: date | None) -> None:
        """Set 数据截止日 and 成文日期 of a period's report."""
        with self._writer.step("修改报告日期") as step:
            step.update(self._own_report(step, period), as_of=as_of, signed_on=signed_on)

    def save_official(self, period: Period, step_name: str, **values: object) -> None:
        """Change elements of a period's report, and its title where that is among the values.

        values: as columns keep them, checked already; names out of OFFICIAL_FIELDS, or title.
        """
        with self._writer.step(step_name) as step:
            step.update(self._own_report(step, period), **values)

    def save_chapter(self, uid: str, *, period: Period | None = None, **values: object) -> str:
        """Change some of a chapter: title, body, point_style, enabled, position, level.

        period: the report that the chapter was read from, where it may be borrowed: the period then
        gets a text of its own first. Returns the uid of the chapter that was written to. Raises
        InvalidValue for a text that is too long or cannot be printed, UnknownName for a lost one.
        """
        for name, field in _TEXTS.items():
            if name in values:
                _check(values[name], field.facts.label, field.facts.max_length)
        with self._writer.step(_step_name(values)) as step:
            (chapter,) = self._own_chapters(step, period, uid)
            step.update(chapter, **values)
        return str(chapter.uid)

    def add_chapter(self, period: Period, after: str = "", title: str = NEW_CHAPTER) -> str:
        """Add an empty chapter behind another one ("" for the very first) and return its uid."""
        _check(title, Chapter.title.facts.label, Chapter.title.facts.max_length)
        with self._writer.step("增加章节") as step:
            before = self._own_chapters(step, period, *filter(None, [after]))
            report = self._own_report(step, period)
            chapter = step.insert(Chapter, report=report, title=title)
            self._arrange(step, report, chapter, before)
        return str(chapter.uid)

    def delete_chapter(self, uid: str, *, period: Period | None = None) -> None:
        """Put a chapter into the 回收站; period as in `save_chapter`."""
        with self._writer.step("删除章节") as step:
            (chapter,) = self._own_chapters(step, period, uid)
            step.delete(chapter)

    def move_chapter(self, uid: str, after: str = "", *, period: Period | None = None) -> str:
        """Put a chapter behind another one ("" for the very first); period as in `save_chapter`.

        Chapters of areas that are off keep their places among the others.
        """
        with self._writer.step("调整章节顺序") as step:
            chapter, *before = self._own_chapters(step, period, *filter(None, [uid, after]))
            self._arrange(step, chapter.report, chapter, before)
        return str(chapter.uid)

    def save_title(self, period: Period, title: str) -> None:
        """Set the title of a period's report; it may hold slots."""
        _check(title, "标题", Report.title.facts.max_length)
        if not title.translate(BREAKS).strip():
            raise InvalidValue("标题不能为空")
        with self._writer.step("修改标题") as step:
            step.update(self._own_report(step, period), title=title)

    def _own_chapters(self, step: Step, period: Period | None, *uids: str) -> list[Any]:
        """Return live chapters to write to; of a borrowed report the period's new copies."""
        found: list[Any] = [Chapter.get_or_none(Chapter.live(), Chapter.uid == uid) for uid in uids]
        if None in found:
            raise UnknownName("这个章节已经删除，请重新选择章节。")
        for chapter in found:
            if period is None or chapter.report.period == period.code:
                _refuse_frozen(chapter.report)
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
            _refuse_frozen(report)
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


def _refuse_frozen(report: Any) -> None:  # noqa: ANN401 - a Report
    """Raise Conflict where a report's text is locked by 定稿."""
    if report.state != Report.STATES[0]:
        label = Period.parse(report.period).label
        raise Conflict(f"{label}的报告已经{report.state}，不能再改；要改请先点“更正”。")


def _official(row: Any) -> OfficialForm:  # noqa: ANN401 - a Report
    return OfficialForm(**{name: getattr(row, name) for name in OFFICIAL_FIELDS})


def _step_name(values: dict[str, object]) -> str:
    """Name the step by what it changes."""
    if values.keys() == {"enabled"}:
        return "写入章节" if values["enabled"] else "停用章节"
    if len(values) == 1:
        return _STEPS.get(next(iter(values)), "修改章节")
    return "修改章节"


def _check(text: object, label: str, longest: int | None) -> None:
    """Refuse what cannot be kept or printed; the text itself is stored exactly as it was typed."""
    try:
        clean_text(text, lines=True)
    except InvalidValue as problem:
        raise InvalidValue(f"{label}{problem}") from None
    if longest is not None and len(str(text)) > longest:
        raise InvalidValue(f"{label}共{len(str(text))}个字，最多{longest}个字，请缩短")
