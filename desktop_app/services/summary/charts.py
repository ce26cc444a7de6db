"""Two pictures of figures: over the periods, and by unit; to be read in black and white.

Pure functions from plain data to a drawing, for the screen, a saved picture and the PDF alike. No
value is told by colour alone: bars are hatched, lines have markers and dashes of their own and a
name at their end, and numbers stand beside what they measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from desktop_app.core.drawing import (
    BASELINE,
    Anchor,
    Box,
    Drawing,
    Figure,
    Ink,
    Label,
    Line,
    Marker,
    Shape,
    shortened,
    text_width,
)
from desktop_app.services.summary.frames import Frame
from desktop_app.services.summary.value_labels import beside, lifted

MOST_LINES = 3
"""Lines that one picture tells apart."""

_MARGIN = 12.0
_LEADING = 1.4  # of the size, from one line of text to the next
_UNKNOWN = "无数据"
_NOT_GIVEN = "未报"
_DASHES: tuple[tuple[float, ...], ...] = ((), (7.0, 4.0), (2.0, 3.0))
_FIGURES = (Figure.DISC, Figure.SQUARE, Figure.TRIANGLE)
_HATCH = 5.0
_WIDEST_BAR = 44.0
_NARROWEST_BAR = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One point or bar: what stands under it, its value (None: unknown) and the value's text.

    gap: what the value lacks (缺2, of units, or 缺3个季度), "" for nothing; such a point is hollow.
    """

    label: str
    value: Decimal | int | None
    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """One line: its name and its points, of which all lines of a picture have as many."""

    name: str
    marks: tuple[Mark, ...]


def trend_drawing(
    title: str, trends: Sequence[Trend], width: float, height: float, size: float
) -> Drawing:
    """Draw a line a trend; where a value is unknown the line is broken.

    size: of the texts, in units of the drawing.
    """
    note = _gap_note(trends)
    room = text_width(note, size) + 2 * _MARGIN if note else 0.0
    shapes: list[Shape] = [_title(title, width - room, size)]
    if note:
        y = size * (1.2 + BASELINE)
        shapes.append(Label(note, width - _MARGIN, y, size, Ink.ALERT, Anchor.END))
    count = max((len(trend.marks) for trend in trends), default=0)
    if count:
        names = [] if len(trends) == 1 else [_end_name(trend) for trend in trends]
        names_width = max((text_width(name, size) for name in names), default=0.0)
        values = [mark.value for trend in trends for mark in trend.marks]
        depth = max(mark.label.count("\n") for mark in trends[0].marks) + 1
        right = width - _MARGIN - min(names_width + 10 if names_width else 0.0, width / 3)
        frame = _frame(right, height, size, depth * size * _LEADING, size * _LEADING, values)
        shapes += frame.lines()
        for number, mark in enumerate(trends[0].marks):
            shapes += _below(mark.label.split("\n"), frame.middle(number, count), frame.base, size)
        for place, trend in enumerate(trends):
            shapes += _line(trend, place, frame, size, alone=not names)
        if names:
            shapes += _end_names(trends, frame, width - _MARGIN - right, size)
    return Drawing(width, height, tuple(shapes))


def bars_drawing(
    title: str, marks: Sequence[Mark], width: float, height: float, size: float
) -> Drawing:
    """Draw a hatched bar a mark, its value above; names that do not fit side by side go down."""
    shapes: list[Shape] = [_title(title, width, size)]
    if not marks:
        return Drawing(width, height, tuple(shapes))
    slot = (width - 2 * _MARGIN) / len(marks)
    flat = all(text_width(mark.label, size) < slot - 4 for mark in marks)
    leading = size * 1.15
    most = max(int(height * 0.36 / leading), 3)
    longest = min(max(len(mark.label) for mark in marks), most)
    below = size * _LEADING if flat else longest * leading
    widest = max(text_width(mark.text or _NOT_GIVEN, size) for mark in marks)
    narrow = widest > slot - 2
    above = widest + 8 if narrow else size * _LEADING
    values = [mark.value for mark in marks]
    frame = _frame(width - _MARGIN, height, size, below, above, values)
    shapes += frame.lines()
    for number, mark in enumerate(marks):
        middle = frame.middle(number, len(marks))
        lines = [mark.label] if flat else _downwards(mark.label, most)
        shapes += _below(lines, middle, frame.base, size, leading)
        if mark.value is None:
            shapes.append(_over(_NOT_GIVEN, middle, frame.base, size, Ink.MUTED, turned=narrow))
            continue
        top = frame.above(mark.value)
        wide = max(min(slot * 0.62, _WIDEST_BAR), _NARROWEST_BAR)
        shapes += _bar(middle - wide / 2, top, wide, frame.base - top)
        shapes.append(_over(mark.text, middle, top, size, Ink.TEXT, turned=narrow))
    return Drawing(width, height, tuple(shapes))


def _frame(
    right: float,
    height: float,
    size: float,
    below: float,
    above: float,
    values: Sequence[Decimal | int | None],
) -> Frame:
    """Leave room for the title, what stands above the highest mark, and the names below."""
    base = height - _MARGIN - below - 5
    room = max(base - size * 2.4 - above - 8, size)
    highest = max((float(value) for value in values if value is not None), default=0.0)
    return Frame(_MARGIN, right, base, room, highest)


def _title(title: str, width: float, size: float) -> Label:
    text = shortened(title, size, width - 2 * _MARGIN)
    return Label(text, _MARGIN, size * (1.2 + BASELINE), size)


def _gap_note(trends: Sequence[Trend]) -> str:
    """Say what a hollow point means, by the first one where its number stands beside it."""
    gaps = [mark.gap for trend in trends for mark in trend.marks if mark.gap]
    if not gaps:
        return ""
    if len(trends) > 1:
        return "空心点：数没有报全"
    counts = [gap.removeprefix("缺") for gap in gaps]
    count = next((count for count in counts if count.isdecimal()), "")
    return f"缺{count}：有{count}个单位没报" if count else ""


def _line(trend: Trend, place: int, frame: Frame, size: float, *, alone: bool) -> Iterator[Shape]:
    """Yield a line with its markers, and with its values where it is the only one."""
    count = len(trend.marks)
    points = [
        None if mark.value is None else (frame.middle(number, count), frame.above(mark.value))
        for number, mark in enumerate(trend.marks)
    ]
    ink = Ink.ACCENT if place == 0 else Ink.TEXT
    values: list[Label] = []
    for before, after in pairwise(points):
        if before and after:
            yield Line(*before, *after, ink, 2.0, _DASHES[place % len(_DASHES)])
    for number, (mark, point) in enumerate(zip(trend.marks, points, strict=True)):
        if point is None:
            if alone:
                middle = frame.middle(number, count)
                yield _over(_UNKNOWN, middle, frame.base, size, Ink.MUTED)
            continue
        figure = _FIGURES[place % len(_FIGURES)]
        yield Marker(*point, max(size * 0.32, 3.0), figure, ink, hollow=bool(mark.gap))
        if alone:
            text = f"{mark.text}（{mark.gap}）" if mark.gap else mark.text
            said = Ink.ALERT if mark.gap else Ink.TEXT
            neighbours = [
                points[at] if 0 <= at < count else None for at in (number - 1, number + 1)
            ]
            value = lifted(beside(text, point, neighbours, frame, size, said), values)
            values.append(value)
            yield value


def _end_names(trends: Sequence[Trend], frame: Frame, room: float, size: float) -> Iterator[Shape]:
    """Yield each line's name beside its last known point, pushed apart where they would touch."""
    ends = []
    for trend in trends:
        count = len(trend.marks)
        known = [at for at, mark in enumerate(trend.marks) if mark.value is not None]
        value = trend.marks[known[-1]].value if known else None
        height = frame.base if value is None else frame.above(value)
        x = frame.middle(known[-1], count) if known else frame.left
        ends.append((height, x, _end_name(trend)))
    lowest = 0.0
    for height, x, name in sorted(ends):
        middle = max(height, lowest)
        lowest = middle + size * 1.2
        text = shortened(name, size, room)
        yield Line(x + 6, height, frame.right + 3, middle, Ink.GRID, 1.0)
        yield Label(text, frame.right + 6, middle + size * BASELINE, size)


def _end_name(trend: Trend) -> str:
    """Name a line with its last known value."""
    known = [mark.text for mark in trend.marks if mark.value is not None]
    return f"{trend.name} {known[-1]}" if known else f"{trend.name} {_UNKNOWN}"


def _bar(x: float, y: float, width: float, height: float) -> Iterator[Shape]:
    """Yield a box with slanting lines inside."""
    yield Box(x, y, width, height, Ink.TEXT)
    start = _HATCH
    while start < width + height:
        x1, y1 = max(start - height, 0.0), min(start, height)
        x2, y2 = min(start, width), max(start - width, 0.0)
        yield Line(x + x1, y + y1, x + x2, y + y2, Ink.ACCENT, 1.0)
        start += _HATCH


def _below(
    lines: Sequence[str], middle: float, base: float, size: float, leading: float = 0.0
) -> Iterator[Shape]:
    """Yield short lines under the base line, one below the other."""
    for number, line in enumerate(lines):
        y = base + 7 + size + number * (leading or size * 1.25) - size * 0.1
        yield Label(line, middle, y, size, Ink.MUTED, Anchor.MIDDLE)


def _over(
    text: str,
    middle: float,
    top: float,
    size: float,
    ink: Ink,
    *,
    turned: bool = False,
) -> Label:
    """Return a value over its mark; turned where the marks stand too close."""
    if turned:
        return Label(text, middle + size * BASELINE, top - 4, size, ink, Anchor.START, turned=True)
    return Label(text, middle, top - 4, size, ink, Anchor.MIDDLE)


def _downwards(label: str, most: int) -> list[str]:
    """Return a name's characters, cut where they are too many."""
    return list(label if len(label) <= most else label[: most - 1] + "…")
