"""Lists within a chapter: 一是…二是…, （一）…, 1.… → points without their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.han_digits import read_han_number
from desktop_app.core.specs import PointStyle
from desktop_app.report.numbering import point_number

_CLAUSE = re.compile(r"(?:^|(?<=[。；;：:！]))([一二三四五六七八九十]{1,3})是(?=[^否])")
_STARTS = (
    ("（一）", re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)][、.．]?")),
    ("1.", re.compile(r"^(\d{1,2})[.．、](?!\d)")),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph, or a point with the number that it had; style as in a chapter."""

    text: str
    number: int | None = None
    style: str = ""


def split_points(paragraphs: Sequence[str]) -> list[Point]:
    """Take the numbers off the points of a chapter; a lone number is no list."""
    points = [point for text in paragraphs for point in _clauses(text)]
    return _without_lone(_kept_apart(points))


def _clauses(text: str) -> list[Point]:
    """Split a paragraph that holds 一是…二是…, or that is a point itself."""
    found = [(match, number_of(match[1])) for match in _CLAUSE.finditer(text)]
    if found and (found[0][1] == 1 or found[0][0].start() == 0):
        ends = [match.start() for match, _number in found[1:]] + [len(text)]
        points = [
            Point(text[match.end() : end], number, "一是")
            for (match, number), end in zip(found, ends, strict=True)
        ]
        head = text[: found[0][0].start()]
        return [Point(head), *points] if head else points
    for style, pattern in _STARTS:
        if match := pattern.match(text):
            return [Point(text[match.end() :].lstrip(), number_of(match[1]), style)]
    return [Point(text)]


def number_of(written: str) -> int:
    """Read 3, 三 or 十三."""
    if written.isdecimal():
        return int(written)
    found = read_han_number(written)
    return int(found.value) if found else 0


def _kept_apart(points: list[Point]) -> list[Point]:
    """Leave a list as it is written where it follows another one directly or has another style.

    Points in a row are numbered as one list when they are printed.
    """
    style = next((point.style for point in points if point.style), "")
    kept: list[Point] = []
    last = 0
    is_plain = False
    for point in points:
        if point.number is None:
            last, is_plain = 0, False
            kept.append(point)
            continue
        starts_again = bool(last) and point.number == 1
        is_plain = point.style != style or starts_again or (is_plain and point.number > 1)
        kept.append(_as_text(point) if is_plain else point)
        last = point.number
    return kept


def _without_lone(points: list[Point]) -> list[Point]:
    numbered = sum(point.number is not None for point in points)
    return [_as_text(point) for point in points] if numbered == 1 else points


def _as_text(point: Point) -> Point:
    if point.number is None:
        return point
    return Point(point_number(PointStyle(point.style), point.number) + point.text)
