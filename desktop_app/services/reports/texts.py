"""The reports' own texts: title, dates and chapters of each, carried over from the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord
from desktop_app.core.validation import clean_text
from desktop_app.report.document import BREAKS
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.slots import without_slots
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.reports.carried_over import CarriedOver
from desktop_app.services.reports.find_replace import FindReplace
from desktop_app.services.reports.rows import DEFAULT_TITLE, OFFICIAL_FIELDS, ReportRows
from desktop_app.services.reports.versions import ReportVersions

__all__ = ("DEFAULT_TITLE", "NEW_CHAPTER", "OFFICIAL_FIELDS", "ReportTexts")

NEW_CHAPTER = "新章节"

_TEXTS = {"title": Chapter.title, "body": Chapter.body}
_BODY = (Chapter.body.facts.label, Chapter.body.facts.max_length)
_STEPS = {
    "body": "修改正文",
    "title": "修改章节标题",
    "point_style": "修改分点编号",
    "position": "调整章节顺序",
    "level": "调整章节层级",
}
_NO_WORDS = f" \u3000\n{POINT_MARK}"
_GENRE = re.compile("总结|小结|汇报|报告")
_ANNOUNCED = re.compile(rf"(?:{_GENRE.pattern})(?=如下)")
"""How an opening announces the report: 现将有关情况总结如下."""


class ReportTexts(ReportRows):
    """Reads and writes what a report says; figures come later.

    versions: drafts that are kept under a name. carried: what still reads as in the last report.
    search: words in all chapters.
    """

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        """catalogue: the areas whose proposals make a first report."""
        super().__init__(writer, catalogue)
        self.versions = ReportVersions(writer, catalogue)
        self.carried = CarriedOver(writer, catalogue)
        self.search = FindReplace(writer, catalogue)

    def save_dates(self, period: Period, *, as_of: date | None, signed_on: date | None) -> None:
        """Set 数据截止日 and 成文日期 of a period's report."""
        with self._writer.step("修改报告日期") as step:
            step.update(self._own_report(step, period), as_of=as_of, signed_on=signed_on)

    def save_official(self, period: Period, step_name: str, **values: object) -> None:
        """Change elements of a period's report, and its title where that is among the values.

        values: as columns keep them, checked already; names out of OFFICIAL_FIELDS, or title.
        """
        with self._writer.step(step_name) as step:
            report = self._own_report(step, period)
            before = report.title
            step.update(report, **values)
            self._announce(step, report, before)

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

    def merge_chapter(self, uid: str, into: str, *, period: Period | None = None) -> str:
        """Join a chapter to another one and return that one's uid; period as in `save_chapter`.

        Its title becomes a line of its own, so that no word is lost.
        """
        with self._writer.step("合并章节") as step:
            chapter, target = self._own_chapters(step, period, uid, into)
            body = "\n".join(filter(None, (target.body, chapter.title, chapter.body)))
            _check(body, *_BODY)
            step.update(target, body=body, enabled=target.enabled or chapter.enabled)
            step.delete(chapter)
        return str(target.uid)

    def split_chapter(
        self, uid: str, head: str, tail: str, *, period: Period | None = None
    ) -> tuple[str, str]:
        """Give a chapter the first part of its text and a new one behind it the rest.

        Returns the uids of both; period as in `save_chapter`. Raises InvalidValue where a clause
        that may disappear would be torn, or one of the two would be empty.
        """
        if head.count("[[") != head.count("]]"):
            raise InvalidValue("光标在“为 0 时不印”的部分里面，请把光标移到它的外面再拆分")
        if not all(text.strip(_NO_WORDS) for text in (head, tail)):
            raise InvalidValue(
                "光标在本章文字的最前面或最后面，拆开会多出一个空章节；"
                "请把光标放到要另成一章的那一行前面"
            )
        for text in (head, tail):
            _check(text, *_BODY)
        with self._writer.step("拆分章节") as step:
            (chapter,) = self._own_chapters(step, period, uid)
            step.update(chapter, body=head.rstrip("\n"))
            added = step.insert(
                Chapter,
                report=chapter.report,
                level=max(chapter.level, 1),
                title=NEW_CHAPTER,
                body=tail.lstrip("\n"),
                point_style=chapter.point_style,
                enabled=chapter.enabled,
            )
            self._arrange(step, chapter.report, added, [chapter])
        return str(chapter.uid), str(added.uid)

    def replace_chapters(
        self, period: Period, chapters: Sequence[ChapterRecord], kept_as: str
    ) -> None:
        """Let a period's report have these chapters and no others; uid "" is a new one.

        What it says now is kept as a version of that name first. Raises InvalidValue as
        `save_chapter` does.
        """
        for one in chapters:
            for name, field in _TEXTS.items():
                _check(getattr(one, name), field.facts.label, field.facts.max_length)
        self.versions.replace_chapters(period, chapters, kept_as)

    def save_title(self, period: Period, title: str) -> None:
        """Set the title of a period's report; it may hold slots."""
        _check(title, "标题", Report.title.facts.max_length)
        if not title.translate(BREAKS).strip():
            raise InvalidValue("标题不能为空")
        with self._writer.step("修改标题") as step:
            report = self._own_report(step, period)
            before = report.title
            step.update(report, title=title)
            self._announce(step, report, before)

    def _announce(self, step: Step, report: Any, before: str) -> None:  # noqa: ANN401 - a Report
        """Let the opening name the kind of text that the title names, where that has changed."""
        genre = _genre(report.title)
        if not genre or genre == _genre(before):
            return
        for chapter in self._chapters(report):
            if not chapter.title:
                step.update(chapter, body=_ANNOUNCED.sub(genre, chapter.body))


def _genre(title: str) -> str:
    """Return the kind of text that a title names last, "" for none."""
    found = _GENRE.findall(without_slots(title))
    return str(found[-1]) if found else ""


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
