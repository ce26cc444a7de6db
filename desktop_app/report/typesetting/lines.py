"""Breaking a paragraph into lines: greedy, with the prohibitions kept and no lone last character.

All widths are in points. A line holds a range of glyph indices; nothing is drawn here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from desktop_app.report.typesetting.glyphs import Glyph
from desktop_app.report.typesetting.opportunities import (
    CLOSING,
    HALF_AT_END,
    Opportunities,
    opportunities,
)

_EPSILON = 0.01  # points; below anything a printer can show
_FULL_ENOUGH = 0.75  # of a line: emptier than that, a long word is broken after all
_SPACES = " \u00a0"


class Span(NamedTuple):
    """The glyphs of one line, from start to before end."""

    start: int
    end: int


class Paragraph:
    """The glyphs of a paragraph with all that breaking it needs to know."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        """Look at the text once; `fill` may then be asked for several widths."""
        self.glyphs = glyphs
        self.text = "".join(glyph.char for glyph in glyphs)
        self.marks: Opportunities = opportunities(self.text)
        self.ends = [0.0, *accumulate(glyph.advance for glyph in glyphs)]

    def visible(self, span: Span) -> Span:
        """Return a line without the spaces at its end."""
        text = self.text[span.start : span.end]
        return Span(span.start, span.start + len(text.rstrip(_SPACES)))

    def width(self, span: Span) -> float:
        """Return the natural width of a line."""
        return self.ends[span.end] - self.ends[span.start]

    def fill(self, first: float, rest: float) -> list[Span]:
        """Break into lines: the first of width `first`, the others of width `rest`."""
        spans: list[Span] = []
        start, size, width = 0, len(self.text), first
        while start < size:
            end = self._end(start, width)
            spans.append(Span(start, end))
            start, width = end, rest
        return self._without_lone_character(spans, rest)

    def balance(self, width: float) -> list[Span]:
        """Break into as few lines as `width` allows, as equally long as they can be."""
        best = self.fill(width, width)
        low, high = self.ends[-1] / max(len(best), 1), width
        while len(best) > 1 and high - low > 1:
            middle = (low + high) / 2
            spans = self.fill(middle, middle)
            if len(spans) > len(best):
                low = middle
            else:
                best, high = spans, middle
        return best

    def _end(self, start: int, width: float) -> int:
        limit = self.ends[start] + width + _EPSILON
        fit = bisect_right(self.ends, limit) - 1
        size = len(self.text)
        if fit < size and self.text[fit] in HALF_AT_END:
            half = self.glyphs[fit].advance / 2
            fit += self.ends[fit] + half <= limit
        while fit < size and self.text[fit] in _SPACES:
            fit += 1
        if fit >= size:
            return size
        end = fit
        while end > start and not self.marks.may_start[end]:
            end -= 1
        too_empty = self.ends[end] - self.ends[start] < width * _FULL_ENOUGH
        if end == start or (too_empty and self.marks.long[fit]):
            end = max(fit, start + 1)
        return end

    def _without_lone_character(self, spans: list[Span], width: float) -> list[Span]:
        """Pull a second character down where the last line would hold only one (孤字不成行)."""
        if len(spans) < 2 or len(self.text[spans[-1].start :].strip("".join(CLOSING))) > 1:
            return spans
        last, above = spans[-1], spans[-2]
        end = above.end - 1
        while end > above.start and not self.marks.may_start[end]:
            end -= 1
        if self.ends[end] - self.ends[above.start] < width * _FULL_ENOUGH:
            return spans
        return [*spans[:-2], Span(above.start, end), Span(end, last.end)]
