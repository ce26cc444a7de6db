"""Breaking a whole paragraph at once where line by line leaves a line that gapes.

Dynamic programming over the places where a line may start, in the manner of Knuth and Plass,
"Breaking paragraphs into lines" (1981): the sum of squares of what each line lacks or gives up, in
em, is least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

Width = Callable[[int, int], float]
"""(start, end) of a line → em that it lacks (above 0) or has to give up (below 0)."""

_LONE = 30.0  # a last line of one character
_SOFT = 20.0  # a break that is only allowed where a line would gape
LOOSEST = 3.5  # em: what a line may lack before the paragraph is given up
_TIGHTEST = -3.0  # em: no line's marks give up more


class Text(NamedTuple):
    """What must be known of a paragraph.

    may_start, soft: where lines may start, and where only at need. size: where the text ends.
    shortest: start → the first end worth looking at. lacking: as above. can_hold: whether the marks
    of a line give up what it is too long. is_lone: whether a last line from there on holds one
    character.
    """

    may_start: list[bool]
    soft: list[bool]
    size: int
    shortest: Callable[[int], int]
    lacking: Width
    can_hold: Callable[[int, int], bool]
    is_lone: Callable[[int], bool]


def total_fit(text: Text) -> list[tuple[int, int]] | None:
    """Return the lines as (start, end), or None where some line must gape."""
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}  # start → cost so far, start before
    waiting = [0]
    while waiting:
        start = min(waiting)
        waiting.remove(start)
        cost = best[start][0]
        for end, price in _lines_from(start, text):
            total = cost + price
            if end not in best:
                if end != text.size:
                    waiting.append(end)
            elif best[end][0] <= total:
                continue
            best[end] = (total, start)
    if text.size not in best:
        return None
    lines = []
    end = text.size
    while end > 0:
        start = best[end][1]
        lines.append((start, end))
        end = start
    return lines[::-1]


def _lines_from(start: int, text: Text) -> Iterator[tuple[int, float]]:
    """Yield each place where a line from `start` may end, with its price."""
    for end in range(text.shortest(start), text.size + 1):
        is_last = end == text.size
        if not (is_last or text.may_start[end] or text.soft[end]):
            continue
        lacks = text.lacking(start, end)
        if lacks < _TIGHTEST:
            return
        if lacks < 0 and not text.can_hold(start, end):
            continue
        if is_last:
            yield end, _LONE if start and text.is_lone(start) else min(lacks, 0.0) ** 2
        elif lacks <= LOOSEST:
            yield end, lacks * lacks + (0.0 if text.may_start[end] else _SOFT)
