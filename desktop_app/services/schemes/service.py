"""方案: what this office worked out goes to a file; what another one did is looked at and taken in.

A file is compared with what is here item by item; nothing is written before items were chosen, and
all that were are one step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict
from desktop_app.services.files.writing import write_file
from desktop_app.services.office.periods import PeriodService
from desktop_app.services.office.service import OfficeService
from desktop_app.services.own.areas import OwnAreas
from desktop_app.services.own.definitions import DefiningWriter
from desktop_app.services.own.figures import OwnFigures, figure_of
from desktop_app.services.own.records import OwnLedgerRecord
from desktop_app.services.reports.texts import ReportTexts
from desktop_app.services.schemes.comparison import (
    AREA,
    CHAPTER,
    FIGURE,
    LEDGER,
    OPTIONS,
    REFUSED,
    ItemKey,
    SchemeComparison,
    SchemeItem,
    chapter_text,
)
from desktop_app.services.schemes.file import (
    OptionTexts,
    Scheme,
    read_scheme,
    scheme_bytes,
)
from desktop_app.services.schemes.names import NamesHere
from desktop_app.services.schemes.wording import SchemeWording


class Schemes:
    """Writes, compares and takes in 方案 files. wording: what of them goes into the report."""

    def __init__(
        self,
        writer: DefiningWriter,
        catalogue: Catalogue,
        office: OfficeService,
        periods: PeriodService,
        texts: ReportTexts,
        areas: OwnAreas,
        figures: OwnFigures,
    ) -> None:
        """Work through the services that own each kind of thing."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._periods = periods
        self._texts = texts
        self._areas = areas
        self._figures = figures
        self.wording = SchemeWording(catalogue, periods, texts)

    def export(self, target: Path, *, force: bool = False) -> list[str]:
        """Write what this office defined, its option lists and its newest report's wording.

        Returns what was left out because it names a village or a person. Raises TargetRefused.
        """
        scheme, left_out = self.collect()
        write_file(target, scheme_bytes(scheme), force=force)
        return left_out

    def collect(self) -> tuple[Scheme, list[str]]:
        """Return what a file would hold, and labels of what it leaves out."""
        names = NamesHere(self._office.office())
        left_out: list[str] = []

        def kept(records: list[Any]) -> tuple[Any, ...]:
            named = [any(map(names.stand_in, _texts_in(asdict(record)))) for record in records]
            left_out.extend(
                getattr(record, "label", "") or record.title
                for record, is_named in zip(records, named, strict=True)
                if is_named
            )
            pairs = zip(records, named, strict=True)
            return tuple(record for record, is_named in pairs if not is_named)

        period = self._periods.latest()
        chapters = self._texts.report(period).chapters if period else ()
        scheme = Scheme(
            kept(self._areas.areas()),
            kept([_current(ledger) for ledger in self._areas.ledgers()]),
            kept(self._options()),
            kept([names.without_office(chapter_text(chapter)) for chapter in chapters]),
        )
        return scheme, left_out

    def read(self, path: Path) -> Scheme:
        """Read a file; SourceRefused with one sentence where it is none."""
        return read_scheme(path)

    def compare(self, scheme: Scheme) -> list[SchemeItem]:
        """Say of each thing in a file what taking it in would do."""
        return self._comparison(scheme).items()

    def take(
        self, scheme: Scheme, chosen: Collection[ItemKey], *, replace_chapters: bool = False
    ) -> int:
        """Take the chosen items in, as one step; return how many.

        replace_chapters: the newest report gets all chapters of the file and no others; its draft
        is kept as a version first. Otherwise those that are chosen are changed or added. Raises
        Conflict where one needs another that was not chosen; nothing is written then.
        """
        comparison = self._comparison(scheme)
        items = comparison.items()
        wanted = {item.key for item in items if item.can_be_taken}.intersection(chosen)
        if replace_chapters:
            wanted |= {one.key for one in items if one.is_chapter and one.state != REFUSED}
        with self._writer.step("导入方案"):
            for area in scheme.areas:
                if (AREA, area.key) in wanted:
                    self._areas.save_area(area)
            for ledger in scheme.ledgers:
                self._take_ledger(comparison, ledger, wanted)
            self._take_options(scheme, wanted)
            chapters = {
                place: chapter
                for place, chapter in enumerate(scheme.chapters)
                if (CHAPTER, str(place)) in wanted
            }
            if replace_chapters:
                self.wording.replace(comparison, tuple(chapters.values()))
            else:
                self.wording.take(comparison, chapters)
        return len(wanted)

    def _comparison(self, scheme: Scheme) -> SchemeComparison:
        return SchemeComparison(
            scheme, self._catalogue, self._office, self._periods, self._texts, self._areas
        )

    def _options(self) -> list[OptionTexts]:
        """Return the built-in option lists of the newest quarter; own ones go with their ledger."""
        period = self._periods.latest()
        texts = self._office.options(period) if period else {}
        return [
            OptionTexts(key, label, texts[key])
            for area in self._catalogue.built_in
            for key, (label, _first) in area.spec.option_lists.items()
            if key in texts
        ]

    def _take_ledger(
        self, comparison: SchemeComparison, ledger: OwnLedgerRecord, wanted: Collection[ItemKey]
    ) -> None:
        figures = [column for column in ledger.columns if (FIGURE, column.key) in wanted]
        is_wanted = bool(figures) or (LEDGER, ledger.key) in wanted
        if is_wanted and ledger.area not in {area.spec.key for area in self._catalogue.areas}:
            raise Conflict(f"“{ledger.label}”属于方案里的一个工作领域，请把那个领域也勾上。")
        if ledger.holds_figures:
            for column in sorted(figures, key=lambda one: bool(one.part_of)):  # wholes first
                figure = figure_of(ledger, column)
                is_known = figure.part_of in self._catalogue.figures
                self._figures.save(figure if is_known else replace(figure, part_of=""))
        elif is_wanted:
            self._areas.save_ledger(comparison.merged(ledger))

    def _take_options(self, scheme: Scheme, wanted: Collection[ItemKey]) -> None:
        period = self._periods.latest()
        for found in scheme.options:
            if period and (OPTIONS, found.key) in wanted:
                self._office.save_options(period, found.key, found.texts)


def _current(ledger: OwnLedgerRecord) -> OwnLedgerRecord:
    """Return a ledger without what was retired."""
    columns = tuple(column for column in ledger.columns if not column.retired_from)
    return replace(ledger, columns=columns)


def _texts_in(content: object) -> Iterator[str]:
    """Yield every text in a record."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts_in(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _texts_in(value)
