"""What taking a 方案 file in would do: each thing in it beside what this office has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.own import figure_key
from desktop_app.core.errors import Refusal
from desktop_app.core.records import ChapterRecord
from desktop_app.report.slots import parse, slots_of
from desktop_app.services.log.change_names import TEXT_VALUES
from desktop_app.services.office.periods import PeriodService
from desktop_app.services.office.service import OfficeService
from desktop_app.services.own.areas import OwnAreas
from desktop_app.services.own.figures import figure_of
from desktop_app.services.own.records import OwnLedgerRecord
from desktop_app.services.own.rules import checked_ledger
from desktop_app.services.reports.texts import ReportTexts
from desktop_app.services.schemes.file import ChapterText, Scheme

NEW, SAME, CHANGED, REFUSED = "新增", "相同", "不同", "不能用"
AREA, LEDGER, FIGURE, OPTIONS, CHAPTER = "工作领域", "台账", "指标", "选项", "章节"
ItemKey = tuple[str, str]
"""(kind, key) of an item; of a chapter its place in the file."""


@dataclass(frozen=True, slots=True)
class SchemeItem:
    """One thing that a file brings.

    state: NEW, SAME (nothing to do), CHANGED (it would take the place of what is here) or REFUSED.
    remark: what taking it would do, or why it cannot be taken.
    """

    key: ItemKey
    label: str
    state: str
    remark: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Whether it may be chosen."""
        return self.state in (NEW, CHANGED)

    @property
    def is_chapter(self) -> bool:
        """Whether it is a piece of a report's text."""
        return self.key[0] == CHAPTER


class SchemeComparison:
    """One file beside what is here; it reads the database once."""

    def __init__(
        self,
        scheme: Scheme,
        catalogue: Catalogue,
        office: OfficeService,
        periods: PeriodService,
        texts: ReportTexts,
        areas: OwnAreas,
    ) -> None:
        """Read what this office has of each kind."""
        self._scheme = scheme
        self._catalogue = catalogue
        self._areas = {area.key: area for area in areas.areas()}
        self._ledgers = {ledger.key: ledger for ledger in areas.ledgers()}
        self._period = periods.latest()
        self._options = office.options(self._period) if self._period else {}
        self._chapters = texts.report(self._period).chapters if self._period else ()
        self._added: dict[int, str] = {}

    def items(self) -> list[SchemeItem]:
        """Return everything in the file, in the order in which it is taken in."""
        return [
            *self._compare_areas(),
            *self._compare_ledgers(),
            *self._compare_options(),
            *self._compare_chapters(),
        ]

    def chapter_here(self, chapter: ChapterText) -> ChapterRecord | None:
        """Return the chapter of the newest report that one of a file stands for.

        By the area that proposed it, else by its title.
        """
        for found in self._chapters:
            if chapter.key and found.key == chapter.key:
                return found
        return next((one for one in self._chapters if one.title == chapter.title), None)

    def before(self, place: int) -> str:
        """Return the uid of the chapter here behind which one of a file belongs, "" for none."""
        for earlier in range(place - 1, -1, -1):
            here = self.chapter_here(self._scheme.chapters[earlier])
            uid = self._added.get(earlier) or (here.uid if here else "")
            if uid:
                return uid
        return ""

    def added(self, place: int, uid: str) -> None:
        """Note that a chapter of the file was added to the report, for those behind it."""
        self._added[place] = uid

    def merged(self, ledger: OwnLedgerRecord) -> OwnLedgerRecord:
        """Return a ledger of a file with the columns that this office alone has behind its own."""
        here = self._ledgers.get(ledger.key)
        if here is None:
            return ledger
        theirs = {column.key for column in ledger.columns}
        own = tuple(column for column in here.columns if column.key not in theirs)
        return replace(ledger, columns=(*ledger.columns, *own))

    def _compare_areas(self) -> Iterator[SchemeItem]:
        labels = {area.spec.label: area.spec.key for area in self._catalogue.areas}
        for area in self._scheme.areas:
            key = (AREA, area.key)
            if labels.get(area.label, area.key) != area.key:
                remark = "本单位已有同名的工作领域，请先给本单位的改名"
                yield SchemeItem(key, area.label, REFUSED, remark)
            else:
                yield _item(key, area.label, self._areas.get(area.key), area)

    def _compare_ledgers(self) -> Iterator[SchemeItem]:
        homes = {area.spec.key for area in self._catalogue.areas}
        homes |= {area.key for area in self._scheme.areas}
        for ledger in self._scheme.ledgers:
            reason = "" if ledger.area in homes else "它所属的工作领域本程序没有"
            if ledger.holds_figures:
                yield from self._compare_figures(ledger, reason)
                continue
            wanted, here = self.merged(ledger), self._ledgers.get(ledger.key)
            reason = reason or self._reason(wanted)
            yield _judged((LEDGER, ledger.key), ledger.label, here, wanted, reason)

    def _compare_figures(self, ledger: OwnLedgerRecord, reason: str) -> Iterator[SchemeItem]:
        here = {
            column.key: figure_of(known, column)
            for known in self._ledgers.values()
            if known.holds_figures
            for column in known.columns
        }
        for column in ledger.columns:
            alone = self._as_here(replace(ledger, columns=(column,)))
            there, known = figure_of(ledger, column), here.get(column.key)
            why = reason or self._reason(alone)
            if known and (known.area, known.for_office) != (there.area, there.for_office):
                why = "本单位的同一个指标属于别的领域，或由别人填报"
            yield _judged((FIGURE, column.key), column.label, known, there, why)

    def _as_here(self, ledger: OwnLedgerRecord) -> OwnLedgerRecord:
        """Return a ledger of figures under the key and name that this office's own has."""
        for known in self._ledgers.values():
            if known.holds_figures and (known.area, known.kept_by_office) == (
                ledger.area,
                ledger.kept_by_office,
            ):
                return replace(ledger, key=known.key, label=known.label)
        return ledger

    def _reason(self, ledger: OwnLedgerRecord) -> str:
        """Say why a ledger cannot be taken, "" where it can."""
        kinds = {
            column.key: column.kind for known in self._ledgers.values() for column in known.columns
        }
        for column in ledger.columns:
            if kinds.get(column.key, column.kind) != column.kind:
                return f"“{column.label}”在本单位是“{kinds[column.key]}”，这里是“{column.kind}”"
        try:
            checked_ledger(self._catalogue, ledger)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _compare_options(self) -> Iterator[SchemeItem]:
        for found in self._scheme.options:
            key, here = (OPTIONS, found.key), self._options.get(found.key)
            if here is None or not found.texts:
                remark = "本程序没有这个选项表" if self._period else "还没有新建季度"
                yield SchemeItem(key, found.label, REFUSED, remark)
            else:
                yield _item(key, found.label, here, found.texts)

    def _compare_chapters(self) -> Iterator[SchemeItem]:
        known = {*TEXT_VALUES, *self._catalogue.figures, *_figures_of(self._scheme)}
        for place, chapter in enumerate(self._scheme.chapters):
            key, label = (CHAPTER, str(place)), chapter.title or "开头"
            unknown = missing_slots(chapter, known)
            if self._period is None:
                yield SchemeItem(key, label, REFUSED, "还没有新建季度，没有可以放进去的报告")
            elif unknown:
                remark = f"里面有{unknown}处数据，本程序和方案里都没有对应的指标"
                yield SchemeItem(key, label, REFUSED, remark)
            else:
                here = self.chapter_here(chapter)
                same = here and replace(chapter_text(here), key=chapter.key)
                yield _item(key, label, same, chapter)


def missing_slots(chapter: ChapterText, known: Collection[str]) -> int:
    """Return how many slots of a chapter show a figure that is not known."""
    return sum(slot.key not in known for slot in slots_of(parse(chapter.body)))


def chapter_text(chapter: ChapterRecord) -> ChapterText:
    """Return a chapter as a file holds it."""
    return ChapterText(
        chapter.title,
        chapter.body,
        chapter.key,
        chapter.level,
        chapter.point_style,
        chapter.enabled,
    )


def _judged(key: ItemKey, label: str, here: object, there: object, reason: str) -> SchemeItem:
    return SchemeItem(key, label, REFUSED, reason) if reason else _item(key, label, here, there)


def _item(key: ItemKey, label: str, here: object, there: object) -> SchemeItem:
    if here is None:
        return SchemeItem(key, label, NEW, "本单位还没有，勾选就加上")
    if here == there:
        return SchemeItem(key, label, SAME, "本单位已有，完全一样")
    return SchemeItem(key, label, CHANGED, "本单位已有，内容不同，勾选就换成方案里的")


def _figures_of(scheme: Scheme) -> Iterator[str]:
    for ledger in scheme.ledgers:
        if ledger.row_counter:
            yield figure_key(ledger.key)
        yield from (figure_key(column.key) for column in ledger.columns if column.is_figure)
