"""Where the lines of a title that needs several of them break: all good ways are weighed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from math import comb

from desktop_app.report.typesetting.title_words import FREE, NEVER, Seam, seams

_MOST_WAYS = 10_000  # to weigh; where there are more, lines are only made about equally long

# What counts against a shape, in the unit of Seam.cost: a seam within a compound is 40.
_LONG, _TOO_LONG = 18.0, 3.0  # em; for each em above
_SHORT, _TOO_SHORT = 7.0, 5.0  # em; for each em below
_STEP, _TOO_STEEP = 4.0, 4.0  # em between neighbours; for each em above
_LEAST_STEP, _LEVEL = 1.0, 80.0  # em; neighbours about equally long
_HOURGLASS = 200.0
_STUMP = 60.0  # the first or the last line below a third of the longest
_ONE_MORE_LINE = 45.0
_OPENED = (0.0, 25.0, 50.0, 75.0, 400.0, 900.0, 4000.0)  # by rank of a seam


class TitleLayout:
    """A stretch of a title that is wider than a line, and its best lines."""

    def __init__(self, text: str, widths: Sequence[float], limit: float) -> None:
        """Take the text, the width of each character and the limit, em; no width is above it."""
        self._text = text
        self._limit = limit
        self._seams: list[Seam] = seams(text)
        self._ends = [0.0, *accumulate(widths)]
        inked = [0.0 if char.isspace() else width for char, width in zip(text, widths, strict=True)]
        self._inked = [0.0, *accumulate(inked)]

    def lines(self) -> list[tuple[int, int]]:
        """Return the best lines."""
        fewest = self._fewest()
        places = len(self._cuts) - 2
        counts = [n for n in (fewest, fewest + 1) if comb(places, n - 1) <= _MOST_WAYS]
        if fewest in counts:
            ways = [way for count in counts for way in self._ways(0, count)]
            best: Sequence[int] = min(ways, key=lambda way: self._badness(way, fewest))
        else:
            best = self._even(fewest)
        visible = [self._visible(*line) for line in pairwise([*best, len(self._text)])]
        return [(start, end) for start, end in visible if start < end]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where lines may begin, and the end: between words, and within what no line can hold."""
        inner = range(1, len(self._text))
        cuts = [0, *(at for at in inner if self._seams[at].rank == FREE), len(self._text)]
        for rank in range(FREE + 1, NEVER + 1):
            opened = [
                at
                for start, end in pairwise(cuts)
                if self._width(start, end) > self._limit
                for at in range(start + 1, end)
                if self._seams[at].rank <= rank
            ]
            cuts = sorted({*cuts, *opened})
        return cuts

    def _visible(self, start: int, end: int) -> tuple[int, int]:
        """Return a line without the blanks at its ends."""
        line = self._text[start:end]
        blanks = len(line) - len(line.lstrip())
        return start + blanks, max(start + len(line.rstrip()), start + blanks)

    def _width(self, start: int, end: int) -> float:
        left, right = self._visible(start, end)
        return self._ends[right] - self._ends[left]

    def _fewest(self) -> int:
        """Count the lines if each were filled."""
        count, start = 1, 0
        for before, after in pairwise(self._cuts):
            if before > start and self._width(start, after) > self._limit:
                count, start = count + 1, before
        return count

    def _ways(self, start: int, count: int) -> Iterator[tuple[int, ...]]:
        """Yield the starts of that many lines, from a place on, for each way to break there."""
        size = len(self._text)
        if count == 1:
            if self._fits(start, size):
                yield (start,)
            return
        for at in self._cuts[bisect_right(self._cuts, start) : -1]:
            if not self._fits(start, at):
                return
            if self._inked[size] - self._inked[at] <= (count - 1) * self._limit:
                for rest in self._ways(at, count - 1):
                    yield (start, *rest)

    def _fits(self, start: int, end: int) -> bool:
        return self._width(start, end) <= self._limit

    def _badness(self, way: Sequence[int], fewest: int) -> float:
        """Weigh a whole layout: the breaks, the lengths of the lines, the outline."""
        widths = [self._width(*line) for line in pairwise([*way, len(self._text)])]
        steps = [after - before for before, after in pairwise(widths)]
        bad = sum(self._break(at) for at in way[1:]) + (len(way) - fewest) * _ONE_MORE_LINE
        bad += sum(max(width - _LONG, 0.0) * _TOO_LONG for width in widths)
        bad += sum(max(_SHORT - width, 0.0) * _TOO_SHORT for width in widths)
        bad += sum(max(abs(step) - _STEP, 0.0) * _TOO_STEEP for step in steps)
        bad += sum(_LEVEL for step in steps if abs(step) < _LEAST_STEP)
        bad += _HOURGLASS * any(
            before < 0 < after for at, before in enumerate(steps) for after in steps[at + 1 :]
        )
        return bad + _STUMP * (min(widths[0], widths[-1]) < max(widths) / 3)

    def _break(self, at: int) -> float:
        seam = self._seams[at]
        return seam.cost + _OPENED[seam.rank]

    def _even(self, fewest: int) -> Sequence[int]:
        """Return the starts of lines about equally long, in time linear in the text."""
        size = len(self._text)
        ideal = self._ends[size] / fewest
        best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
        for order, end in enumerate(self._cuts[1:], 1):
            found = []
            for start in reversed(self._cuts[:order]):
                if not self._fits(start, end):
                    break
                miss = self._width(start, end) - ideal
                bad = self._break(start) if start else 0.0
                found.append((best[start][0] + miss * miss + bad, start))
            best[end] = min(found)
        starts = [best[size][1]]
        while starts[-1]:
            starts.append(best[starts[-1]][1])
        return starts[::-1]
