"""数据底稿 and 领导数据卡: where each printed number comes from, on paper.

The papers answer 这个数哪来的: every figure that the report prints, in its order, with its 口径,
its sentence, each unit's value and the rows behind it. The card is one page for the leader's hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import counted_number, official_date
from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.report.document import (
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
    plain,
)
from desktop_app.report.proofreading.manuscript import sentence_around
from desktop_app.services.figures.trace import LedgerRows, figures_with, parts_of, rows_behind
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.reports.service import ReportService

ON_THE_CARD = 28
"""Figures that fit one page below its title."""

_UNKNOWN = "—"
_SOURCES = {"ledger": "台账", "reported": "直报", "mixed": "台账和直报", None: "没有数"}


@dataclass(frozen=True, slots=True)
class Trail:
    """One figure that the report prints, and what stands behind it.

    sentence: the first one that prints it. parts: what a ratio is made of. rows: by ledger; none
    where the office itself may not break the figure down.
    """

    figure: FigureValue
    sentence: str
    parts: tuple[FigureValue, ...]
    rows: tuple[LedgerRows, ...]


class WorkingPapers:
    """Writes the papers and the card of a period's report."""

    def __init__(
        self, catalogue: Catalogue, ledgers: LedgerService, reports: ReportService
    ) -> None:
        """reports: whose printed numbers are followed back."""
        self._catalogue = catalogue
        self._ledgers = ledgers
        self._reports = reports

    def trails(self, period: Period) -> tuple[Trail, ...]:
        """Return the figures of a period's report in the order in which they are printed."""
        values = self._reports.values(period)
        document = self._reports.document(period, (), values)
        found: dict[str, str] = {}
        for runs in _lines(document):
            for key, sentence in _printed(runs):
                found.setdefault(key, sentence)
        return tuple(
            Trail(
                values[key],
                sentence,
                tuple(values[part] for part in parts_of(self._catalogue, key) if part in values),
                tuple(rows_behind(self._catalogue, self._ledgers, period, key)),
            )
            for key, sentence in found.items()
            if key in self._catalogue.figures and key in values
        )

    def sentences_with(self, period: Period, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the sentences of a period's report that print any of some figures."""
        wanted = set(keys)
        document = self._reports.document(period, ())
        found = [
            sentence
            for runs in _lines(document)
            for key, sentence in _printed(runs)
            if key in wanted
        ]
        return tuple(dict.fromkeys(found))

    def sentences_of_row(self, period: Period, ledger: str, uid: str) -> tuple[str, ...]:
        """Return the sentences of a period's report that a ledger's row goes into."""
        rows = self._ledgers.rows(ledger, period)
        row = next((row for row in rows if row.uid == uid), None)
        return (
            () if row is None else self.sentences_with(period, figures_with(self._catalogue, row))
        )

    def write_papers(self, period: Period, target: Path, *, force: bool = False) -> Path:
        """Write 数据底稿 as .pdf, .docx, .txt or .xlsx and return where it is."""
        check_target(target, force=force)
        trails = self._known(period)
        if target.suffix.lower() == ".xlsx":
            from desktop_app.services.workbook.papers_book import papers_bytes  # noqa: PLC0415 - openpyxl

            data = papers_bytes(period, trails)
        else:
            data = self._reports.render(self._papers(period, trails), target.suffix).data
        return write_file(target, data, force=force, numbered=True)

    def write_card(self, period: Period, target: Path, *, force: bool = False) -> Path:
        """Write 领导数据卡, one page as .pdf, .docx or .txt, and return where it is."""
        check_target(target, force=force)
        if target.suffix.lower() == ".xlsx":
            raise TargetRefused("数据卡是给领导看的一页纸，文件名请以 .pdf、.docx 或 .txt 结尾。")
        data = self._reports.render(self._card(period, self._known(period)), target.suffix).data
        return write_file(target, data, force=force, numbered=True)

    def _known(self, period: Period) -> tuple[Trail, ...]:
        trails = self.trails(period)
        if not trails:
            raise NothingSetUp(f"{period.label}的报告里还没有用到指标，没有可以列出的数。")
        return trails

    def _papers(self, period: Period, trails: Sequence[Trail]) -> Document:
        blocks: list[Heading | Paragraph | Table] = []
        for number, trail in enumerate(trails, 1):
            blocks.append(Heading(3, f"{number}.", _headline(trail.figure)))
            blocks += [Paragraph((Run(line),)) for line in _facts(trail)]
        whole = self._reports.document(period, ())
        return Document(
            Title((Run(f"{period.label}党建工作总结数据底稿"),), self._note(period)),
            tuple(blocks),
            author=whole.author,
            subject=period.label,
            notice=whole.notice,
        )

    def _card(self, period: Period, trails: Sequence[Trail]) -> Document:
        counted = [one for one in trails if isinstance(one.figure.value, int | Decimal)]
        columns = (
            Column("序号", 0.6, "center"),
            Column("指标", 3.6),
            Column("本期", 1.8, "right"),
            Column("上期", 1.6, "right"),
            Column("比上期", 1.4, "right"),
            Column("上年同期", 1.6, "right"),
        )
        rows = tuple(
            (
                (Run(str(number)),),
                (Run(f"{trail.figure.label}（{trail.figure.counter}）"),),
                (_number(trail.figure, trail.figure.value),),
                (_number(trail.figure, trail.figure.previous),),
                (_difference(trail.figure),),
                (_number(trail.figure, trail.figure.last_year),),
            )
            for number, trail in enumerate(counted[:ON_THE_CARD], 1)
        )
        whole = self._reports.document(period, ())
        return Document(
            Title((Run(f"{period.label}党建工作数据卡"),), self._note(period)),
            (Table(columns, rows),),
            author=whole.author,
            subject=period.label,
            notice=whole.notice,
        )

    def _note(self, period: Period) -> str:
        as_of = self._reports.report(period).as_of
        return f"（数据截至{official_date(as_of)}）" if as_of else ""


def _lines(document: Document) -> Iterator[Runs]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield (*block.head, *block.runs)
        elif isinstance(block, Heading):
            yield block.runs


def _printed(runs: Runs) -> Iterator[tuple[str, str]]:
    """Yield (figure's key, its sentence) of each number in a line."""
    text = plain(runs)
    place = 0
    for run in runs:
        end = place + len(run.text)
        if run.figure:
            yield run.figure.partition("@")[0], sentence_around(text, place, end)
        place = end


def _headline(figure: FigureValue) -> Runs:
    value = figure.value
    if isinstance(value, int | Decimal):
        shown = counted_number(value, figure.decimals, figure.counter) + figure.counter
        return (Run(f"{figure.label}："), Run(shown, figure.key))
    if isinstance(value, tuple):
        return (Run(f"{figure.label}：{len(value)}{figure.counter}"),)
    return (Run(f"{figure.label}：{_UNKNOWN}"),)


def _facts(trail: Trail) -> Iterator[str]:
    """Yield what is to be said of a figure, one line each."""
    figure = trail.figure
    yield f"原句：{trail.sentence}"
    yield f"口径：{figure.definition}。"
    if trail.parts:
        yield "组成：" + "；".join(_told(part) for part in trail.parts) + "。"
    books = "、".join(f"{found.spec.label}{len(found.rows)}行" for found in trail.rows)
    yield f"来源：{_SOURCES[figure.source]}" + (f"（{books}）。" if books else "。")
    if figure.reason:
        yield f"直报原因：{figure.reason}。"
    if isinstance(figure.value, tuple):
        yield "名单：" + "、".join(figure.value) + "。"
    given = [
        f"{unit}{counted_number(value, figure.decimals, figure.counter)}"
        for unit, value in figure.by_unit.items()
        if isinstance(value, int | Decimal)
    ]
    if given:
        yield "各单位：" + "、".join(given) + "。"
    if figure.missing:
        yield "没有报：" + "、".join(figure.missing) + "。"


def _told(figure: FigureValue) -> str:
    value = figure.value
    if not isinstance(value, int | Decimal):
        return f"{figure.label}{_UNKNOWN}"
    return f"{figure.label}{counted_number(value, figure.decimals, figure.counter)}{figure.counter}"


def _difference(figure: FigureValue) -> Run:
    now, before = figure.value, figure.previous
    if not isinstance(now, int | Decimal) or not isinstance(before, int | Decimal):
        return Run(_UNKNOWN)
    difference = Decimal(now) - Decimal(before)
    text = counted_number(abs(difference), figure.decimals, figure.counter)
    return Run(f"{'+' if difference > 0 else '－'}{text}" if difference else "持平")


def _number(figure: FigureValue, value: FigureContent) -> Run:
    if not isinstance(value, int | Decimal):
        return Run(_UNKNOWN)
    return Run(counted_number(value, figure.decimals, figure.counter), figure.key)
