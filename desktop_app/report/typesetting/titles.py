"""Shaping a title: few lines, broken between words, growing, shrinking or a lozenge.

GB/T 9704-2012 7.3.1: no word torn, lines symmetrical and of fitting length, 梯形 or 菱形. The
module knows no font: widths come in em.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

FORCED_BREAK = frozenset("|｜")

_EPSILON = 1e-6  # em; sums of widths are floats


def shape(text: str, widths: Sequence[float], limit: float) -> list[tuple[int, int]]:
    """Break a title into lines; return the start and the end of each in the text.

    widths: of each character, em. limit: of a line, em; no line is wider unless one character is.
    A | or ｜ forces a break and is in no line, nor are blanks at the ends of lines.
    """
    fitting = [min(width, limit) for width in widths]
    lines = []
    for start, end in _parts(text):
        if sum(fitting[start:end]) <= limit + _EPSILON:
            lines.append((start, end))
        else:
            from desktop_app.report.typesetting.title_layout import (  # noqa: PLC0415 - brings the words
                TitleLayout,
            )

            part = TitleLayout(text[start:end], fitting[start:end], limit + _EPSILON)
            lines += [(start + left, start + right) for left, right in part.lines()]
    return lines


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between forced breaks, without the blanks at its ends."""
    marks = [index for index, char in enumerate(text) if char in FORCED_BREAK]
    for before, after in pairwise([-1, *marks, len(text)]):
        part = text[before + 1 : after]
        start = after - len(part.lstrip())
        if start < after:
            yield start, start + len(part.strip())
