"""Versions of a draft: kept under a name, compared sentence by sentence, brought back.

What was frozen by 定稿 is kept elsewhere (`frozen_reports`); these are for the time before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from db.models.report import Chapter, ReportVersion
from desktop_app.core.errors import InvalidValue, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, ReportRecord
from desktop_app.core.validation import clean_text
from desktop_app.report.returned_drafts.alignment import Item, align
from desktop_app.report.returned_drafts.differences import Stretch, differences
from desktop_app.report.sentences import Pair, all_sentences
from desktop_app.services.log.changes import Step
from desktop_app.services.reports.rows import CHAPTER_FIELDS, ReportRows

__all__ = (
    "ChapterPairs",
    "Pair",
    "ReportVersions",
    "Stretch",
    "VersionRecord",
    "as_version",
    "compare",
    "differences",
    "paired",
)

_WRITTEN = tuple(name for name in CHAPTER_FIELDS if name != "position")


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One kept draft. automatic: kept by the program ahead of a large change."""

    uid: str
    name: str
    kept_at: datetime
    automatic: bool
    title: str
    chapters: tuple[ChapterRecord, ...]


@dataclass(frozen=True, slots=True)
class ChapterPairs:
    """One chapter in two drafts: its titles and sentences, as stored, beside each other."""

    title: Pair
    sentences: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        """Whether it reads the same in both."""
        return self.title.is_same and all(pair.is_same for pair in self.sentences)


class ReportVersions(ReportRows):
    """Keeps drafts of a report."""

    def keep(self, period: Period, name: str, *, automatic: bool = False) -> str:
        """Keep a period's draft as it is now and return the version's uid.

        automatic: called within a step that changes much, ahead of its changes.
        """
        called = clean_text(name, ReportVersion.name.facts.max_length)
        if called is None:
            raise InvalidValue("请给这个版本起个名字，如“送李书记审”")
        with self._writer.step(f"保存版本“{called}”") as step:
            report = self._own_report(step, period)
            record = self._record(report)
            row = step.insert(
                ReportVersion,
                report=report,
                name=called,
                kept_at=datetime.now().replace(microsecond=0),  # noqa: DTZ005 - local time
                automatic=automatic,
                title=record.title,
                chapters=json.dumps([asdict(one) for one in record.chapters], ensure_ascii=False),
            )
        return str(row.uid)

    def all(self, period: Period) -> tuple[VersionRecord, ...]:
        """Return the versions of a period's report, the newest first."""
        report = self._report(period)
        if report is None:
            return ()
        query = ReportVersion.select().where(ReportVersion.live(), ReportVersion.report == report)
        return tuple(_version(row) for row in query.order_by(ReportVersion.id.desc()))

    def back_to(self, period: Period, uid: str) -> None:
        """Let a report's title and chapters be again what they are in a version.

        What it says now is kept as a version first. Raises UnknownName, or Conflict after 定稿.
        """
        row = ReportVersion.get_or_none(ReportVersion.live(), ReportVersion.uid == uid)
        if row is None:
            raise UnknownName("这个版本已经不在了，请重新选择。")
        version = _version(row)
        with self._writer.step(f"回到版本“{version.name}”") as step:
            report = self._own_report(step, period)
            self.keep(period, f"回到“{version.name[:40]}”以前", automatic=True)
            step.update(report, title=version.title)
            self._put_chapters(step, report, version.chapters)

    def replace_chapters(
        self, period: Period, chapters: Sequence[ChapterRecord], kept_as: str
    ) -> None:
        """Let a report have these chapters and no others; `texts.ReportTexts` checks them first."""
        with self._writer.step("替换报告章节") as step:
            report = self._own_report(step, period)
            self.keep(period, kept_as, automatic=True)
            self._put_chapters(step, report, chapters)

    def _put_chapters(self, step: Step, report: Any, chapters: Sequence[ChapterRecord]) -> None:  # noqa: ANN401 - a Report
        """Let a report have these chapters and no others; those without a uid are new."""
        wanted = {one.uid for one in chapters}
        for row in self._chapters(report):
            if row.uid not in wanted:
                step.delete(row)
        for position, one in enumerate(chapters):
            values = {name: getattr(one, name) for name in _WRITTEN}
            row = Chapter.get_or_none(Chapter.uid == one.uid, Chapter.report == report)
            if row is None:
                step.insert(Chapter, report=report, position=position, **values)
            else:
                step.update(row, deleted_at=None, position=position, **values)


def as_version(report: ReportRecord) -> VersionRecord:
    """Return a report as it is now in the form of a version, to be compared with one."""
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local time, as a clerk reads it
    return VersionRecord("", "现在的稿子", now, False, report.title, report.chapters)  # noqa: FBT003 - a record


def compare(before: VersionRecord, after: VersionRecord) -> tuple[ChapterPairs, ...]:
    """Set two drafts beside each other, chapter by chapter in the order of the later one.

    Chapters are the same by uid, else by title; what only the earlier one has stands last.
    """
    return tuple(_compared(before, after))


def _compared(before: VersionRecord, after: VersionRecord) -> Iterator[ChapterPairs]:
    yield ChapterPairs(Pair("", ""), (Pair(before.title, after.title),))
    left = list(before.chapters)
    for chapter in after.chapters:
        same = next((one for one in left if one.uid == chapter.uid), None) or next(
            (one for one in left if one.title and one.title == chapter.title), None
        )
        if same is not None:
            left.remove(same)
        yield _pairs(same, chapter)
    for chapter in left:
        yield _pairs(chapter, None)


def _pairs(before: ChapterRecord | None, after: ChapterRecord | None) -> ChapterPairs:
    titles = [one.title if one is not None and one.enabled else "" for one in (before, after)]
    bodies = [
        all_sentences(one.body) if one is not None and one.enabled else []
        for one in (before, after)
    ]
    return ChapterPairs(Pair(*titles), tuple(paired(*bodies)))


def paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Set sentences beside each other: like ones are one that changed, the others gone or new."""
    items = [[Item(one, "sentence") for one in side] for side in (before, after)]
    found = align(*items).pairs
    place = 0
    for number, sentence in enumerate(before):
        theirs = found.get(number)
        if theirs is None or theirs[0] < place:
            yield Pair(sentence, "")
            continue
        yield from (Pair("", one) for one in after[place : theirs[0]])
        yield Pair(sentence, "".join(after[theirs[0] : theirs[-1] + 1]))
        place = theirs[-1] + 1
    yield from (Pair("", one) for one in after[place:])


def _version(row: Any) -> VersionRecord:  # noqa: ANN401 - a ReportVersion
    chapters = tuple(ChapterRecord(**one) for one in json.loads(row.chapters))
    return VersionRecord(row.uid, row.name, row.kept_at, row.automatic, row.title, chapters)
