"""Chapters with slots + figures → the report's sentences; each number keeps its figure's key.

Numbers of chapters and points are generated here, after what is empty has dropped out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.records import ChapterRecord, FigureContent, FigureValue
from desktop_app.core.specs import PointStyle
from desktop_app.core.visible_text import visible_text
from desktop_app.report.comparisons import comparison
from desktop_app.report.counters import counter_at
from desktop_app.report.document import Block, Heading, Paragraph, Run, Runs, plain
from desktop_app.report.numbering import DEEPEST, HeadingNumbers, heading_number, list_numbers
from desktop_app.report.numbers import BLANK, print_value
from desktop_app.report.slots import Slot, parse, settle

__all__ = ("POINT_MARK", "Narrator", "PrintedLine", "heading_number", "numbers_of")

POINT_MARK = "• "
"""What a stored line starts with that is a point of its chapter's list."""

_LISTED = re.compile(r"\{[^{}]*\|points(?:\|[^{}]*)?\}")
_FIRST_SENTENCE = re.compile(r"[^。]*。")
_BASES = {"prev": ("report.previous", "上期"), "yoy": ("report.last_year", "去年同期")}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """What one stored line prints: a paragraph, or any number of points, none where it is empty."""

    is_point: bool
    texts: tuple[Runs, ...]


@dataclass(frozen=True)
class Narrator:
    """Renders text against the figures of one period."""

    figures: Mapping[str, FigureValue]

    def value(self, slot: Slot) -> FigureContent:
        """Return what a slot shows; None where the figure, unit or value is unknown.

        Of a slot that compares it is the phrase, "" where there is nothing to say.
        """
        figure = self.figures.get(slot.key)
        if figure is None:
            return None
        if slot.comparison:
            base = self._base_name(slot.comparison)
            return "" if slot.at else comparison(figure, slot.comparison, base, slot.formats)
        if slot.at == "prev":
            return figure.previous
        if slot.at == "yoy":
            return figure.last_year
        if slot.at:
            return figure.by_unit.get(slot.at.removeprefix("unit ").strip())
        return figure.value

    def runs(self, text: str) -> Runs:
        """Render one stored text; a slot whose value is unknown becomes a visible blank."""
        pieces = settle(parse(visible_text(text)), self.is_zero)
        runs: list[Run] = []
        pending = ""
        for index, piece in enumerate(pieces):
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            if isinstance(piece, Slot):
                if pending:
                    runs.append(Run(pending, runs[-1].figure))
                after = following if isinstance(following, str) else ""
                pending, figure_runs = self._slot_runs(piece, after)
                runs.extend(figure_runs)
            else:
                runs.extend(self._text_runs(piece, pending, runs[-1].figure if runs else None))
                pending = ""
        if pending:
            runs.append(Run(pending, runs[-1].figure))
        return tuple(run for run in runs if run.text)

    def chapters(self, chapters: Sequence[ChapterRecord]) -> tuple[Block, ...]:
        """Render the chapters that are switched on, numbered 一、（一）1.（1） by their levels."""
        blocks: list[Block] = []
        for chapter, number, body in self._printed(chapters):
            if number:
                level = _heading_level(chapter)
                blocks.append(Heading(level, number, self.runs(chapter.title)))
            blocks.extend(body)
        return tuple(blocks)

    def chapter_numbers(self, chapters: Sequence[ChapterRecord]) -> list[str]:
        """Return the number that each chapter is printed with, "" for none."""
        numbers = {chapter.uid: number for chapter, number, _body in self._printed(chapters)}
        return [numbers.get(chapter.uid, "") for chapter in chapters]

    def lines(self, body: str) -> list[PrintedLine]:
        """Render a chapter's lines one by one, without numbers of points."""
        lines = []
        for line in body.split("\n"):
            if line.startswith(POINT_MARK):
                texts = self._points(line.removeprefix(POINT_MARK))
                lines.append(PrintedLine(is_point=True, texts=tuple(texts)))
            else:
                runs = self.runs(line)
                lines.append(PrintedLine(is_point=False, texts=(runs,) if runs else ()))
        return lines

    def is_zero(self, slot: Slot) -> bool:
        """Say whether a slot's value is 0 or an empty list; unknown is neither.

        Of a slot that compares: whether there is nothing to say.
        """
        value = self.value(slot)
        return value == "" if slot.comparison else value in (0, ())

    def _slot_runs(self, slot: Slot, following: str) -> tuple[str, list[Run]]:
        """Return what must be said after the slot's counter, and the runs of the slot itself."""
        figure = self.figures.get(slot.key)
        if figure is None:
            return "", [Run(BLANK, slot.reference, blank=True)]
        printed = print_value(figure, self.value(slot), slot.formats, following)
        after = printed.after
        missing = figure.missing_at(slot.at)
        if missing and isinstance(self.value(slot), int | Decimal):
            after += f"（缺{len(missing)}{figure.partial_kind}）"
        return after, [Run(printed.before), Run(printed.text, slot.reference, blank=printed.blank)]

    def _text_runs(self, text: str, pending: str, reference: str | None) -> list[Run]:
        """Put what is pending (左右, 缺2村) behind the counter that the text starts with."""
        if not pending:
            return [Run(text)]
        counter = counter_at(text)
        return [Run(counter), Run(pending, reference), Run(text[len(counter) :])]

    def _printed(
        self, chapters: Sequence[ChapterRecord]
    ) -> Iterator[tuple[ChapterRecord, str, list[Paragraph]]]:
        """Yield the chapters that are printed, each with its number and its paragraphs."""
        numbers = HeadingNumbers()
        for chapter in chapters:
            if not chapter.enabled:
                continue
            body = self._body(chapter)
            if chapter.body.strip() and not body:
                continue  # all of its text has dropped out, so that its heading goes too
            yield chapter, numbers.next(_heading_level(chapter)) if chapter.title else "", body

    def _body(self, chapter: ChapterRecord) -> list[Paragraph]:
        """Render a chapter's lines in their order; points that follow each other are one list."""
        style = PointStyle(chapter.point_style)
        lines = self.lines(chapter.body)
        paragraphs: list[Paragraph] = []
        for line, numbers in zip(lines, numbers_of(lines, style), strict=True):
            if not line.is_point:
                paragraphs.extend(Paragraph(runs, chapter=chapter.uid) for runs in line.texts)
            for number, runs in zip(numbers, line.texts, strict=False):
                _add_point(paragraphs, style, number, runs, chapter.uid)
        return paragraphs

    def _base_name(self, at: str) -> str:
        """Return what an earlier period is called in the report: 上季度, 上年 …."""
        key, otherwise = _BASES[at]
        figure = self.figures.get(key)
        return str(figure.value) if figure is not None and figure.value else otherwise

    def _points(self, text: str) -> list[Runs]:
        """Render one stored point; a slot with the format `points` becomes a point an item.

        Words before and behind such a slot are points of their own.
        """
        listed = _LISTED.search(text)
        if listed is None:
            runs = self.runs(text)
            return [runs] if plain(runs).strip() else []
        before, behind = text[: listed.start()], text[listed.end() :].lstrip("。，、；：")
        return [*self._points(before), *self._items(listed[0]), *self._points(behind)]

    def _items(self, text: str) -> list[Runs]:
        """Render a slot with the format `points`, alone: a point an item."""
        slot = parse(text)[0]
        assert isinstance(slot, Slot)
        value = self.value(slot)
        if value is None:
            return [(Run(BLANK, slot.reference, blank=True), Run("。"))]
        if isinstance(value, tuple):
            return [(Run(_ended(item), slot.reference),) for item in value]
        return [self.runs(text)]


def numbers_of(lines: Sequence[PrintedLine], style: PointStyle) -> list[list[str]]:
    """Number the points of a chapter's lines; a lone point has no number."""
    counts = [len(line.texts) if line.is_point or not line.texts else None for line in lines]
    return list_numbers(counts, style)


def _heading_level(chapter: ChapterRecord) -> int:
    return min(max(chapter.level, 1), DEEPEST)


def _add_point(
    paragraphs: list[Paragraph], style: PointStyle, number: str, runs: Runs, chapter: str
) -> None:
    """Put a point behind the paragraphs, or with 一是 into the last one of them."""
    numbered = (Run(number), *runs) if number else runs
    if style is PointStyle.HEADING:
        paragraphs.append(_headed(number, runs, chapter))
    elif style is PointStyle.CLAUSE and paragraphs:
        before = paragraphs.pop()
        paragraphs.append(Paragraph((*before.runs, *numbered), before.head, chapter=chapter))
    else:
        paragraphs.append(Paragraph(numbered, chapter=chapter))


def _headed(number: str, runs: Runs, chapter: str) -> Paragraph:
    """Make the first sentence a run-in heading of the second level."""
    head: list[Run] = [Run(number)] if number else []
    rest = list(runs)
    while rest:
        run = rest.pop(0)
        sentence = _FIRST_SENTENCE.match(run.text)
        if sentence:
            head.append(Run(sentence[0], run.figure, run.blank))
            if sentence.end() < len(run.text):
                rest.insert(0, Run(run.text[sentence.end() :], run.figure, run.blank))
            break
        head.append(run)
    return Paragraph(tuple(rest), tuple(head), 2, chapter)


def _ended(text: str) -> str:
    """Put a text into one line that ends with exactly one full stop."""
    return "".join(text.split("\n")).rstrip("。；;，,. ") + "。"
