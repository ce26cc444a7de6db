"""Setting a line: where each glyph of it stands, both edges straight where it is justified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from desktop_app.report.document import Run
from desktop_app.report.official_style import TextStyle
from desktop_app.report.typesetting.glyphs import Glyph
from desktop_app.report.typesetting.lines import Paragraph, Span
from desktop_app.report.typesetting.opportunities import HALF_AT_END


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
    glyphs: Sequence[Glyph],
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
    paragraph = Paragraph(glyphs)
    first, rest = indents
    if align in (Align.CENTER, Align.RIGHT):
        spans = paragraph.balance(width)
    else:
        spans = paragraph.fill(width - first, width - rest)
    lines = []
    for span in spans:
        indent = first if span.start == 0 else rest
        room = width - indent
        visible = paragraph.visible(span)
        natural = paragraph.width(visible)
        gap = 0.0
        if align is Align.JUSTIFY and span.end < len(glyphs):
            gap = _gap(paragraph, visible, room)
        elif align is Align.CENTER:
            indent += (room - natural) / 2
        elif align is Align.RIGHT:
            indent += room - natural
        lines.append(_set(paragraph, visible, style, indent, gap))
    return lines


def _gap(paragraph: Paragraph, span: Span, room: float) -> float:
    """Return what each gap that may stretch gets, so that the line fills its room exactly.

    A mark that only fits with half its cell counts as half.
    """
    spare = room - paragraph.width(span)
    last = paragraph.glyphs[span.end - 1]
    if spare < 0 and last.char in HALF_AT_END:
        spare += last.advance / 2
    gaps = sum(not glued for glued in paragraph.marks.glued[span.start + 1 : span.end])
    return max(spare, 0.0) / gaps if gaps else 0.0


def _set(paragraph: Paragraph, span: Span, style: TextStyle, x: float, gap: float) -> SetLine:
    glyphs = paragraph.glyphs[span.start : span.end]
    # Whether the gap after each glyph stretches: it does unless the next one is glued to it.
    glued = [*paragraph.marks.glued[span.start + 1 : span.end], True][: len(glyphs)]
    pieces: list[Piece] = []
    marks: list[Mark] = []
    chars: list[str] = []
    start, face, spacing = x, "", 0.0
    for glyph, tight in zip(glyphs, glued, strict=True):
        space = glyph.tracking if tight else glyph.tracking + gap
        if chars and (glyph.face != face or space != spacing):
            pieces.append(Piece(start, face, spacing, "".join(chars)))
            chars = []
        if not chars:
            start, face, spacing = x, glyph.face, space
        chars.append(glyph.char)
        right = x + glyph.advance
        if glyph.run.figure is not None:
            if marks and marks[-1].run is glyph.run:
                marks[-1] = marks[-1]._replace(right=right)
            else:
                marks.append(Mark(glyph.run, x, right))
        x = right if tight else right + gap
    if chars:
        pieces.append(Piece(start, face, spacing, "".join(chars)))
    return SetLine(style, tuple(pieces), tuple(marks))
