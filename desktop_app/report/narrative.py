"""Chapters with slots + figures → the report's sentences; each number keeps its figure's key.

Numbers of chapters and points are generated here, after what is empty has dropped out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.chinese_numbers import han_number
from desktop_app.core.records import ChapterRecord, FigureContent, FigureValue
from desktop_app.core.specs import PointStyle
from desktop_app.core.visible_text import visible_text
from desktop_app.report.counters import counter_at
from desktop_app.report.document import Block, Heading, Paragraph, Run, Runs, plain
from desktop_app.report.numbers import BLANK, print_value
from desktop_app.report.slots import Slot, parse, settle

POINT_MARK = "• "
"""What a stored line starts with that is a point of its chapter's list."""

_FIRST_SENTENCE = re.compile(r"[^。]*。")


@dataclass(frozen=True)
class Narrator:
    """Renders text against the figures of one period."""

    figures: Mapping[str, FigureValue]

    def value(self, slot: Slot) -> FigureContent:
        """Return what a slot shows; None where the figure, unit or value is unknown."""
        figure = self.figures.get(slot.key)
        if figure is None:
            return None
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
        numbers = [0] * 5
        for chapter in chapters:
            if not chapter.enabled:
                continue
            body = self._body(chapter)
            if chapter.body.strip() and not body:
                continue  # all of its text has dropped out, so that its heading goes too
            if chapter.title:
                level = max(chapter.level, 1)
                numbers[level:] = [numbers[level] + 1, *[0] * (4 - level)]
                number = heading_number(level, numbers[level])
                blocks.append(Heading(level, number, self.runs(chapter.title)))
            blocks.extend(body)
        return tuple(blocks)

    def is_zero(self, slot: Slot) -> bool:
        """Say whether a slot's value is 0 or an empty list; unknown is neither."""
        value = self.value(slot)
        return value in (0, ())

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

    def _body(self, chapter: ChapterRecord) -> list[Block]:
        """Render a chapter's lines in their order; points that follow each other are one list."""
        style = PointStyle(chapter.point_style)
        paragraphs: list[Paragraph] = []
        points: list[Runs] = []
        for line in chapter.body.split("\n"):
            if line.startswith(POINT_MARK):
                points.extend(self._points(line.removeprefix(POINT_MARK)))
            elif runs := self.runs(line):
                paragraphs = _with_points(paragraphs, points, style, chapter.uid)
                points = []
                paragraphs.append(Paragraph(runs, chapter=chapter.uid))
        return [*_with_points(paragraphs, points, style, chapter.uid)]

    def _points(self, text: str) -> list[Runs]:
        """Render one stored point; a slot with the format `points` becomes a point an item."""
        pieces = parse(text)
        if len(pieces) == 1 and isinstance(pieces[0], Slot) and "points" in pieces[0].formats:
            slot = pieces[0]
            value = self.value(slot)
            if value is None:
                return [(Run(BLANK, slot.reference, blank=True), Run("。"))]
            if isinstance(value, tuple):
                return [(Run(_ended(item), slot.reference),) for item in value]
        runs = self.runs(text)
        return [runs] if plain(runs).strip() else []


def heading_number(level: int, number: int) -> str:
    """Number a heading as GB/T 9704-2012 7.3.3 does: 一、 then （一） then 1. then （1）."""
    match level:
        case 1:
            return f"{han_number(number)}、"
        case 2:
            return f"（{han_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def _with_points(
    paragraphs: list[Paragraph], points: list[Runs], style: PointStyle, chapter: str
) -> list[Paragraph]:
    """Number the points and put them behind the paragraphs; a lone point has no number."""
    if not points:
        return paragraphs
    numbers = [
        _point_number(style, place + 1) if len(points) > 1 else "" for place in range(len(points))
    ]
    if style is PointStyle.CLAUSE:
        flowing: list[Run] = list(paragraphs[-1].runs) if paragraphs else []
        for number, runs in zip(numbers, points, strict=True):
            flowing.extend((Run(number), *runs) if number else runs)
        return [*paragraphs[:-1], Paragraph(tuple(flowing), chapter=chapter)]
    separate = [
        _headed(number, runs, chapter)
        if style is PointStyle.HEADING
        else Paragraph((Run(number), *runs) if number else runs, chapter=chapter)
        for number, runs in zip(numbers, points, strict=True)
    ]
    return [*paragraphs, *separate]


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


def _point_number(style: PointStyle, number: int) -> str:
    match style:
        case PointStyle.CLAUSE:
            return f"{han_number(number)}是"
        case PointStyle.HEADING:
            return f"（{han_number(number)}）"
        case PointStyle.NUMBER:
            return f"{number}."
        case PointStyle.NONE:
            return ""


def _ended(text: str) -> str:
    """Put a text into one line that ends with exactly one full stop."""
    return "".join(text.split("\n")).rstrip("。；;，,. ") + "。"
