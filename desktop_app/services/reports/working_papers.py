"""数据底稿 and 领导数据卡: where each printed number comes from, on paper.

The papers answer 这个数哪来的: every figure that the report prints, in its order, with its 口径,
its sentence, each unit's value and the rows behind it. Of a frozen report they show what was
frozen. The card is one page for the leader's hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import official_date
from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.core.periods import Period
from desktop_app.report.document import Block, Document, Paragraph, Run, Title
from desktop_app.services.figures.trace import figures_with
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.final.frozen_trails import ROWS_NOT_KEPT, frozen_numbers
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.reports import data_card
from desktop_app.services.reports.paper_blocks import paper_blocks
from desktop_app.services.reports.service import ReportService
from desktop_app.services.reports.trails import (
    Trail,
    TrailReader,
    sentences_printing,
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The printed figures of a report in their order. frozen: the version, "" for the draft."""

    trails: tuple[Trail, ...]
    as_of: date | None
    frozen: str = ""
    has_rows: bool = True

    @property
    def note(self) -> str:
        """What the papers say below their title."""
        told = [self.frozen] if self.frozen else []
        told += [f"数据截至{official_date(self.as_of)}"] if self.as_of else []
        return f"（{'，'.join(told)}）" if told else ""


class WorkingPapers:
    """Writes the papers and the card of a period's report."""

    def __init__(
        self,
        catalogue: Catalogue,
        ledgers: LedgerService,
        reports: ReportService,
        trails: TrailReader,
    ) -> None:
        """reports: whose printed numbers are followed back by trails."""
        self._trails = trails
        self._catalogue = catalogue
        self._ledgers = ledgers
        self._reports = reports

    def numbers(self, period: Period) -> Numbers:
        """Return the figures that a period's report prints, with what stands behind them.

        Of a frozen report it is what was frozen; raises NotWhole where that is not known any more.
        """
        values = self._reports.values(period)
        kept = frozen_numbers(self._catalogue, period, values)
        if kept is not None:
            shown = tuple(one for one in kept.trails if one.sentences)
            return Numbers(shown, kept.as_of, kept.name, kept.has_rows)
        document = self._reports.document(period, (), values)
        trails = self._trails.trails(period, document, values)
        return Numbers(trails, self._reports.report(period).as_of)

    def trails(self, period: Period) -> tuple[Trail, ...]:
        """Return the figures of a period's report in the order in which they are printed."""
        return self.numbers(period).trails

    def sentences_of_row(self, period: Period, ledger: str, uid: str) -> tuple[str, ...]:
        """Return the sentences of a period's report that a ledger's row goes into."""
        rows = self._ledgers.rows(ledger, period)
        row = next((row for row in rows if row.uid == uid), None)
        if row is None:
            return ()
        return sentences_printing(self.trails(period), figures_with(self._catalogue, row))

    def write_papers(self, period: Period, target: Path, *, force: bool = False) -> Path:
        """Write 数据底稿 as .pdf, .docx, .txt or .xlsx and return where it is."""
        check_target(target, force=force)
        numbers = self._known(period)
        if target.suffix.lower() == ".xlsx":
            from desktop_app.services.workbook.papers_book import papers_bytes  # noqa: PLC0415 - openpyxl

            data = papers_bytes(period, numbers.trails)
        else:
            data = self._reports.render(self._papers(period, numbers), target.suffix).data
        return write_file(target, data, force=force, numbered=True)

    def write_card(self, period: Period, target: Path, *, force: bool = False) -> Path:
        """Write 领导数据卡, one page as .pdf, .docx or .txt, and return where it is."""
        check_target(target, force=force)
        if target.suffix.lower() == ".xlsx":
            raise TargetRefused("数据卡是给领导看的一页纸，文件名请以 .pdf、.docx 或 .txt 结尾。")
        numbers = self._known(period)
        figures = [trail.figure for trail in numbers.trails]
        title = f"{period.label}党建工作数据卡"

        def document(count: int) -> Document:
            return self._document(period, title, numbers, data_card.blocks(figures, count))

        def fits(count: int) -> bool:
            return self._reports.render(document(count), ".pdf", draft=True).pages == 1

        card = document(data_card.most_that_fit(figures, fits))
        data = self._reports.render(card, target.suffix).data
        return write_file(target, data, force=force, numbered=True)

    def _known(self, period: Period) -> Numbers:
        numbers = self.numbers(period)
        if not numbers.trails:
            raise NothingSetUp(f"{period.label}的报告里还没有用到指标，没有可以列出的数。")
        return numbers

    def _papers(self, period: Period, numbers: Numbers) -> Document:
        blocks = list(paper_blocks(numbers.trails))
        if not numbers.has_rows:
            blocks.append(Paragraph((Run(ROWS_NOT_KEPT),)))
        title = f"{period.label}党建工作总结数据底稿"
        return self._document(period, title, numbers, blocks)

    def _document(
        self,
        period: Period,
        title: str,
        numbers: Numbers,
        blocks: Iterable[Block],
    ) -> Document:
        whole = self._reports.document(period, ())
        return Document(
            Title((Run(title),), numbers.note),
            tuple(blocks),
            author=whole.author,
            subject=period.label,
            notice=whole.notice,
        )
