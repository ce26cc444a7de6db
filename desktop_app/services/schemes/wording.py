"""The chapters of a 方案 file in the newest report: one by one, or all in place of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict
from desktop_app.core.records import ChapterRecord
from desktop_app.services.log.change_names import TEXT_VALUES
from desktop_app.services.office.periods import PeriodService
from desktop_app.services.reports.texts import ReportTexts
from desktop_app.services.schemes.comparison import SchemeComparison, missing_slots
from desktop_app.services.schemes.file import ChapterText

KEPT_AS = "导入方案以前"
"""The version under which a report's chapters are kept before others take their place."""


class SchemeWording:
    """Writes chapters within the step of whoever calls it."""

    def __init__(self, catalogue: Catalogue, periods: PeriodService, texts: ReportTexts) -> None:
        """catalogue: what the areas propose. texts: writes the reports."""
        self._catalogue = catalogue
        self._periods = periods
        self._texts = texts

    def is_own(self) -> bool:
        """Whether the newest report says anything but what the areas propose."""
        period = self._periods.latest()
        chapters = self._texts.report(period).chapters if period else ()
        proposed = {
            (one.key, one.title, one.body)
            for area in self._catalogue.areas
            for one in area.spec.chapters
        }
        return any((one.key, one.title, one.body) not in proposed for one in chapters)

    def take(self, comparison: SchemeComparison, wanted: Mapping[int, ChapterText]) -> None:
        """Change chapters, and add those that lack behind the one that they follow in the file."""
        period = self._periods.latest()
        for place, chapter in wanted.items():
            assert period is not None  # without one no chapter can be chosen
            self._refuse_missing(chapter)
            here = comparison.chapter_here(chapter)
            values = asdict(chapter)
            if here is not None:
                uid, values["key"] = here.uid, here.key
            else:
                uid = self._texts.add_chapter(period, comparison.before(place), chapter.title)
                comparison.added(place, uid)
                values["key"] = self._known_key(chapter)
            self._texts.save_chapter(uid, period=period, **values)

    def replace(self, comparison: SchemeComparison, chapters: Sequence[ChapterText]) -> None:
        """Let the report have these chapters and no others; its draft is kept first."""
        period = self._periods.latest()
        if period is None or not chapters:
            return
        wanted: dict[str, ChapterRecord] = {}
        for place, chapter in enumerate(chapters):
            self._refuse_missing(chapter)
            here = comparison.chapter_here(chapter)
            if here is None or here.uid in wanted:
                uid, key = "", self._known_key(chapter)
            else:
                uid, key = here.uid, here.key
            record = ChapterRecord(uid, **{**asdict(chapter), "key": key})
            wanted[uid or str(place)] = record
        self._texts.replace_chapters(period, tuple(wanted.values()), KEPT_AS)

    def _known_key(self, chapter: ChapterText) -> str:
        """Return which proposal of an area a chapter comes from, "" for a free one.

        Without it the next quarter would propose the same chapter once more.
        """
        proposed = {one.key for area in self._catalogue.areas for one in area.spec.chapters}
        return chapter.key if chapter.key in proposed else ""

    def _refuse_missing(self, chapter: ChapterText) -> None:
        if missing_slots(chapter, {*TEXT_VALUES, *self._catalogue.figures}):
            name = chapter.title or "开头"
            raise Conflict(f"“{name}”用到方案里的指标，请把那些指标或台账也勾上。")
