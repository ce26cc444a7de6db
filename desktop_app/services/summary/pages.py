"""汇总分析 on paper: the table over as many sheets as it needs, then a small picture a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from desktop_app.core.drawing import (
    Anchor,
    Drawing,
    Ink,
    Label,
    Line,
    Shape,
    moved,
    shortened,
    text_width,
)
from desktop_app.core.periods import Period
from desktop_app.services.summary.charts import Mark, Trend, trend_drawing
from desktop_app.services.summary.service import Series, SummaryRow
from desktop_app.services.summary.table import columns_of, gap_of, heading, short_name

WIDTH, HEIGHT = 842.0, 595.0
"""A4 across, in points."""

_LEFT, _TOP, _BOTTOM = 42.0, 84.0, 40.0
_ROW = 17.0
_SIZE, _TITLE_SIZE, _NOTE_SIZE, _PICTURE_SIZE = 9.0, 16.0, 9.0, 8.0
_ACROSS, _DOWN = 4, 3
_WIDTHS = {
    "area": 62.0,
    "label": 138.0,
    "counter": 34.0,
    "now": 62.0,
    "before": 62.0,
    "change": 76.0,
    "rate": 56.0,
    "year_ago": 62.0,
    "year_change": 76.0,
    "year_rate": 56.0,
    "missing": 74.0,
}


def summary_pages(
    period: Period, rows: Sequence[SummaryRow], series: Sequence[Series], note: str
) -> list[Drawing]:
    """Return the sheets; note: stands above each, such as that the data are made up.

    series: over time, of the figures that are to have a picture.
    """
    contents = [*_table_sheets(period, rows), *_picture_sheets(series)]
    return [
        Drawing(WIDTH, HEIGHT, (*_furniture(period, note, number, len(contents)), *shapes))
        for number, shapes in enumerate(contents, 1)
    ]


def trend_of(series: Series) -> Trend:
    """Return a figure's values over time as the points of a line."""
    marks = (
        Mark(short_name(point.period), point.value, series.text(point.value), gap_of(point))
        for point in series.points
    )
    return Trend(series.label, tuple(marks))


def _furniture(period: Period, note: str, number: int, count: int) -> Iterator[Shape]:
    title = f"{period.label}党建工作汇总分析"
    yield Label(title, WIDTH / 2, 52, _TITLE_SIZE, Ink.TEXT, Anchor.MIDDLE)
    if note:
        yield Label(note, WIDTH / 2, 24, _NOTE_SIZE, Ink.MUTED, Anchor.MIDDLE)
    foot = HEIGHT - 20
    text = f"第{number}页，共{count}页"
    yield Label(text, WIDTH - _LEFT, foot, _NOTE_SIZE, Ink.MUTED, Anchor.END)


def _table_sheets(period: Period, rows: Sequence[SummaryRow]) -> Iterator[list[Shape]]:
    columns = columns_of(period)
    spare = WIDTH - 2 * _LEFT - sum(_WIDTHS[column.key] for column in columns)
    widths = [_WIDTHS[column.key] + spare * (column.key == "missing") for column in columns]
    a_sheet = int((HEIGHT - _TOP - _BOTTOM) / _ROW) - 1
    rights = [column.is_number for column in columns]
    left = iter(rows)
    while chunk := list(islice(left, a_sheet)):
        headings = [heading(column, period) for column in columns]
        shapes: list[Shape] = [Line(_LEFT, _TOP, WIDTH - _LEFT, _TOP, width=1.5)]
        shapes += _cells(headings, widths, rights, _TOP)
        for at, row in enumerate(chunk, 1):
            top = _TOP + at * _ROW
            ink = Ink.TEXT if at == 1 else Ink.GRID
            shapes.append(Line(_LEFT, top, WIDTH - _LEFT, top, ink, 0.7))
            shapes += _cells([column.text(row) for column in columns], widths, rights, top)
        end = _TOP + (len(chunk) + 1) * _ROW
        yield [*shapes, Line(_LEFT, end, WIDTH - _LEFT, end, width=1.5)]


def _cells(
    texts: Sequence[str], widths: Sequence[float], rights: Sequence[bool], top: float
) -> Iterator[Shape]:
    """Yield one row's texts, numbers to the right."""
    x = _LEFT
    for text, width, is_right in zip(texts, widths, rights, strict=True):
        room = width - 6
        size = min(_SIZE, max(_SIZE * room / max(text_width(text, _SIZE), 1.0), _SIZE * 0.8))
        place, anchor = (x + width - 3, Anchor.END) if is_right else (x + 3, Anchor.START)
        text = shortened(text, size, room)  # noqa: PLW2901 - the same text, cut
        yield Label(text, place, top + _ROW * 0.68, size, Ink.TEXT, anchor)
        x += width


def _picture_sheets(series: Sequence[Series]) -> Iterator[list[Shape]]:
    wide = (WIDTH - 2 * _LEFT) / _ACROSS
    high = (HEIGHT - _TOP - _BOTTOM) / _DOWN
    left = iter(series)
    while chunk := list(islice(left, _ACROSS * _DOWN)):
        shapes: list[Shape] = []
        for at, one in enumerate(chunk):
            title = f"{one.label}（{one.counter}）"
            picture = trend_drawing(title, [trend_of(one)], wide - 8, high - 10, _PICTURE_SIZE)
            column, row = at % _ACROSS, at // _ACROSS
            shapes += moved(picture.shapes, _LEFT + column * wide, _TOP - 8 + row * high)
        yield shapes
