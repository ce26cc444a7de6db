"""The numbers that the report generates: of headings, and of the points of a list."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core.chinese_numbers import han_number
from desktop_app.core.specs import PointStyle

DEEPEST = 4
"""Levels of headings that are numbered: 一、（一）1.（1）."""


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


class HeadingNumbers:
    """Counts headings through a report; a heading begins the count of those below it anew."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._counts = [0] * (DEEPEST + 1)

    def next(self, level: int) -> str:
        """Return the number of the next heading of a level (1 to 4)."""
        self._counts[level:] = [self._counts[level] + 1, *[0] * (DEEPEST - level)]
        return heading_number(level, self._counts[level])


def point_number(style: PointStyle, number: int) -> str:
    """Return the number of a point as the report prints it."""
    match style:
        case PointStyle.CLAUSE:
            return f"{han_number(number)}是"
        case PointStyle.HEADING:
            return f"（{han_number(number)}）"
        case PointStyle.NUMBER:
            return f"{number}."
        case PointStyle.NONE:
            return ""


def list_numbers(counts: Sequence[int | None], style: PointStyle) -> list[list[str]]:
    """Number the points of a chapter's lines.

    counts: how many points each line prints, None for a paragraph, which ends a list. Returns the
    numbers line by line; the only point of a list has "".
    """
    numbers: list[list[str]] = [[] for _count in counts]
    start = 0
    for end in [*(place for place, count in enumerate(counts) if count is None), len(counts)]:
        total, printed = sum(count or 0 for count in counts[start:end]), 0
        for place in range(start, end):
            for _point in range(counts[place] or 0):
                printed += 1
                numbers[place].append(point_number(style, printed) if total > 1 else "")
        start = end + 1
    return numbers
