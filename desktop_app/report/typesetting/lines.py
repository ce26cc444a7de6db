"""Breaking a paragraph into lines: pull in first, push out second, no lone last character.

All widths are in points. A line holds a range of glyph indices; nothing is drawn here. Sources:
clreq 3.1.3–3.2.2 (order of squeezing and breaking), GB/T 15834-2011 5.1 (prohibitions).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from desktop_app.report.typesetting.glyphs import Glyph
from desktop_app.report.typesetting.opportunities import (
    CLOSING,
    OPENING,
    SPACES,
    Opportunities,
    opportunities,
)
from desktop_app.report.typesetting.spacing import pair_gaps, room_in
from desktop_app.report.typesetting.total_fit import LOOSEST, Text, total_fit

_EPSILON = 0.01  # points; below anything a printer can show
_UNSEEN = 0.002  # em; likewise
_LOOSE = 0.5  # em missing at the end of a line: as much is spread unseen, more is worth a squeeze
_FULL_AT_LAST = {False: 0.75, True: 0.3}  # of a line that gives its last characters away: ragged?
_PULLED = 1.5  # em: what marks give up gladly; more only if pushing out leaves a wider gap
_EARLY = 3.0  # em that a ragged line may lack to end at a blank
_GAPING, _CROWDED = 1.5, 2.0  # em: a line lacks or gives up more: the whole is looked at
_ASIDE = "".join(CLOSING | OPENING) + "…" + SPACES  # no characters of a last line


_char, _advance = itemgetter(0), itemgetter(1)  # of a Glyph; every character passes here


class Span(NamedTuple):
    """The glyphs of one line, from start to before end."""

    start: int
    end: int


class Paragraph:
    """The glyphs of a paragraph with all that breaking it needs to know."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        """Look at the text once; `fill` may then be asked for several widths."""
        self.glyphs = glyphs
        advances: list[float] = list(map(_advance, glyphs))
        self.text = "".join(map(_char, glyphs))
        self.marks: Opportunities = opportunities(self.text)
        self.pairs = pair_gaps(self.text, glyphs)
        for at, points in self.pairs.items():
            advances[at] -= points
        self.ends: list[float] = [0.0, *accumulate(advances)]
        self._rooms: list[float] | None = None
        self._em = max(advances, default=1.0) or 1.0

    def visible(self, span: Span) -> Span:
        """Return a line without the spaces at its end."""
        end = span.end
        while end > span.start and self.text[end - 1] in SPACES:
            end -= 1
        return Span(span.start, end)

    def width(self, span: Span) -> float:
        """Return the natural width of a line."""
        return self.ends[span.end] - self.ends[span.start]

    def fill(self, first: float, rest: float, *, ragged: bool = False) -> list[Span]:
        """Break into lines: the first of width `first`, the others of width `rest`.

        ragged: they will not be stretched, so that it does not matter how much one lacks.
        """
        spans: list[Span] = []
        start, size, width = 0, len(self.text), first
        is_uneven = False
        while start < size:
            end = self._ragged_end(start, width) if ragged else self._end(start, width)
            lacks = self._lacking(start, end, width)
            is_uneven = is_uneven or lacks < -_CROWDED or (lacks > _GAPING and end < size)
            spans.append(Span(start, end))
            start, width = end, rest
        if is_uneven and not ragged:
            return self._at_once(first, rest) or spans
        return self._without_lone_character(spans, first, rest, ragged=ragged)

    def balance(self, width: float) -> list[Span]:
        """Break into as few lines as `width` allows, as equally long as they can be."""
        best = self.fill(width, width, ragged=True)
        low, high = self.ends[-1] / max(len(best), 1), width
        while len(best) > 1 and high - low > 1:
            middle = (low + high) / 2
            spans = self.fill(middle, middle, ragged=True)
            if len(spans) > len(best):
                low = middle
            else:
                best, high = spans, middle
        return best

    def _ragged_end(self, start: int, width: float) -> int:
        """Return where a line that is not stretched ends: nothing in it is squeezed but its end.

        It ends at a blank rather than within the words behind it.
        """
        limit = self.ends[start] + width + _EPSILON
        fit = self._past_spaces(bisect_right(self.ends, limit) - 1)
        if fit < len(self.text) and self.text[fit] in CLOSING:
            fit += self.ends[fit] + room_in(self.glyphs[fit]) <= limit
        if fit >= len(self.text):
            return len(self.text)
        end = _last(self.marks.may_start, start, fit)
        blank = max(self.text.rfind(space, start, end) for space in SPACES)
        if blank > start and self._lacking(start, blank, width) < _EARLY:
            end = self._past_spaces(blank)
        if end == start:
            end = max(_last(self.marks.soft, start, fit), _last(self.marks.long, start, fit))
        return end if end > start else max(fit, start + 1)

    def _end(self, start: int, width: float) -> int:
        """Return where the line that begins at `start` ends: the next one begins there."""
        size, may_start = len(self.text), self.marks.may_start
        limit = self.ends[start] + width + _EPSILON
        fit = self._past_spaces(bisect_right(self.ends, limit) - 1)
        if fit >= size:
            return size
        natural = fit
        while natural > start and not may_start[natural]:
            natural -= 1
        missing = self._lacking(start, natural, width)
        if missing > _LOOSE + _UNSEEN or natural == start:
            longer = self._next(max(fit, natural) + 1)
            over = -self._lacking(start, longer, width)
            if over <= max(_PULLED, missing) and self._can_hold(Span(start, longer), width):
                return longer
        for allowed in (self.marks.soft, self.marks.long):
            if missing > LOOSEST or natural == start:
                natural = _last(allowed, natural, fit)
                missing = self._lacking(start, natural, width)
        return natural if natural > start else max(fit, start + 1)

    def _lacking(self, start: int, end: int, width: float) -> float:
        """Return how many em a line lacks (above 0) or is too long (below 0)."""
        text = self.text
        while end > start and text[end - 1] in SPACES:
            end -= 1
        lacking = (width - self.ends[end] + self.ends[start]) / self._em
        return 0.0 if abs(lacking) < _UNSEEN else lacking

    def _at_once(self, first: float, rest: float) -> list[Span] | None:
        """Break the whole paragraph with the least gaps in all; None where one must gape."""

        def width_of(start: int) -> float:
            return rest if start else first

        def shortest(start: int) -> int:
            least = self.ends[start] + width_of(start) - (LOOSEST + 1) * self._em
            return min(max(bisect_right(self.ends, least), start + 1), len(self.text))

        text = Text(
            may_start=self.marks.may_start,
            soft=self.marks.soft,
            size=len(self.text),
            shortest=shortest,
            lacking=lambda start, end: self._lacking(start, end, width_of(start)),
            can_hold=lambda start, end: self._can_hold(Span(start, end), width_of(start)),
            is_lone=self._is_lone,
        )
        found = total_fit(text)
        return None if found is None else [Span(start, end) for start, end in found]

    def _next(self, index: int) -> int:
        """Return the first place from `index` on where a line may start, or the text's end."""
        size, may_start = len(self.text), self.marks.may_start
        while index < size and not may_start[index]:
            index += 1
        return self._past_spaces(index)

    def _past_spaces(self, index: int) -> int:
        while index < len(self.text) and self.text[index] in SPACES:
            index += 1
        return index

    def _can_hold(self, span: Span, width: float) -> bool:
        """Say whether a line fits, once its marks have given up what they can."""
        line = self.visible(span)
        over = self.width(line) - width
        if over <= _EPSILON:
            return True
        if self._rooms is None:
            rooms = [room_in(glyph) for glyph in self.glyphs]
            for at, points in self.pairs.items():
                rooms[at if self.text[at] in CLOSING else at + 1] -= points
            self._rooms = [0.0, *accumulate(rooms)]
        room = self._rooms[line.end] - self._rooms[line.start]
        if self.text[line.start] in OPENING:  # the left edge stays straight
            room -= room_in(self.glyphs[line.start])
        return over <= room + _EPSILON

    def _without_lone_character(
        self, spans: list[Span], first: float, rest: float, *, ragged: bool
    ) -> list[Span]:
        """Take care that the last line holds more than one character (孤字不成行).

        It is pulled up where the line above can be squeezed so far, else one comes down to it.
        """
        if len(spans) < 2 or not self._is_lone(spans[-1].start):
            return spans
        last, above = spans[-1], spans[-2]
        width = rest if len(spans) > 2 else first
        if self._can_hold(Span(above.start, last.end), width):
            return [*spans[:-2], Span(above.start, last.end)]
        end = above.end - 1
        while end > above.start and not self.marks.may_start[end]:
            end -= 1
        least = _FULL_AT_LAST[ragged] * width
        if self.ends[end] - self.ends[above.start] < least:
            return spans
        return [*spans[:-2], Span(above.start, end), Span(end, last.end)]

    def _is_lone(self, start: int) -> bool:
        """Say whether a last line from there on holds one character, marks aside."""
        return len(self.text[start:].strip(_ASIDE)) <= 1


def _last(allowed: list[bool], after: int, until: int) -> int:
    """Return the last place behind `after`, up to `until`, that is allowed, else `after`."""
    index = until
    while index > after and not allowed[index]:
        index -= 1
    return index
