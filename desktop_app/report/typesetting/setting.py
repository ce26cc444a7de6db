"""Setting a line: where each glyph of it stands, both edges straight where it is justified."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from desktop_app.report.document import Run
from desktop_app.report.official_style import TextStyle
from desktop_app.report.typesetting.glyphs import Row
from desktop_app.report.typesetting.lines import Paragraph, Span
from desktop_app.report.typesetting.spacing import squeezed, stretched

_UNSEEN = 0.02  # points
_look = itemgetter(2)  # of a Glyph


class Align(Enum):
    """How a paragraph stands in its measure; JUSTIFY leaves the last line flush left."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Piece(NamedTuple):
    """Glyphs of one face, evenly spaced. x: points. spacing: points added to each advance."""

    x: float
    face: str
    spacing: float
    text: str
    bold: bool = False


class Mark(NamedTuple):
    """The stretch of a line, in points, that shows (a part of) a run."""

    run: Run
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A finished line; x of its pieces and marks runs from the left of the measure."""

    style: TextStyle
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def set_lines(
    row: Row,
    style: TextStyle,
    width: float,
    *,
    indents: tuple[float, float] = (0.0, 0.0),
    align: Align = Align.JUSTIFY,
) -> list[SetLine]:
    """Break and set a paragraph within a width in points.

    indents: of the first line and of the others, points. Lines that are centred or flush right
    are made about equally long.
    """
    paragraph = Paragraph(row.glyphs)
    first, rest = indents
    if align in (Align.CENTER, Align.RIGHT):
        spans = paragraph.balance(width)
    else:
        spans = paragraph.fill(width - first, width - rest, ragged=align is Align.LEFT)
    setter = _Setter(paragraph, row, style)
    lines = []
    for span in spans:
        indent = first if span.start == 0 else rest
        visible = paragraph.visible(span)
        spare = width - indent - paragraph.width(visible)
        line = row.glyphs[visible.start : visible.end]
        added: Sequence[float] = ()
        if spare < -_UNSEEN:
            given = {at - span.start for at in paragraph.pairs if span.start <= at < span.end}
            added = squeezed(line, -spare, given)
        elif align is Align.JUSTIFY and spare > _UNSEEN and span.end < len(row.glyphs):
            glued = paragraph.marks.glued[visible.start : visible.end]
            added = stretched(line, glued, spare, style.size)
        elif align is Align.CENTER:
            indent += spare / 2
        elif align is Align.RIGHT:
            indent += spare
        lines.append(setter.line(visible, indent, added))
    return lines


class _Setter:
    """Places the lines of one paragraph."""

    def __init__(self, paragraph: Paragraph, row: Row, style: TextStyle) -> None:
        self._paragraph = paragraph
        self._row = row
        self._style = style
        looks = list(map(_look, row.glyphs))
        self._changes = [  # where another face or tracking begins
            index for index, (before, look) in enumerate(pairwise(looks), 1) if look is not before
        ]
        self._figures = [
            (at, end, run) for at, end, run in row.runs() if run.figure is not None and at < end
        ]

    def line(self, span: Span, x: float, added: Sequence[float]) -> SetLine:
        """Place a line that begins at x; added: points behind each glyph, empty for none."""
        start, end = span
        glyphs, text, natural = self._row.glyphs, self._paragraph.text, self._paragraph.ends
        offset = x - natural[start]
        shifts = [0.0, *accumulate(added)]

        def place(index: int) -> float:
            return natural[index] + offset + (shifts[index - start] if added else 0.0)

        pieces = []
        if start < end:
            gaps = self._gaps(start, end, added)
            for first, last in pairwise((start, *self._boundaries(start, end, gaps), end)):
                look = glyphs[first].look
                spacing = look.tracking + (gaps[first - start] if gaps else 0.0)
                pieces.append(Piece(place(first), look.face, spacing, text[first:last], look.bold))
        marks = []
        for at, until, run in self._figures:
            if at < end and until > start:
                last = min(until, end) - 1
                right = place(last) + glyphs[last].advance
                marks.append(Mark(run, place(max(at, start)), right))
        return SetLine(self._style, tuple(pieces), tuple(marks))

    def _gaps(self, start: int, end: int, added: Sequence[float]) -> Sequence[float]:
        """Return what stands behind each glyph beyond its advance; empty for nothing anywhere."""
        given = [at for at in self._paragraph.pairs if start <= at < end]
        if not given:
            return added
        gaps = list(added) or [0.0] * (end - start)
        for at in given:
            gaps[at - start] -= self._paragraph.pairs[at]
        return gaps

    def _boundaries(self, start: int, end: int, added: Sequence[float]) -> list[int]:
        """Return where a line's pieces begin but the first: another look, or another gap."""
        low, high = bisect_right(self._changes, start), bisect_right(self._changes, end - 1)
        changes = self._changes[low:high]
        if not added:
            return changes
        gaps = [
            start + at for at, (before, more) in enumerate(pairwise(added), 1) if before != more
        ]
        return sorted({*changes, *gaps})
