"""What the two pictures show of the table's figures: title, drawing, and the numbers as text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop_app.core.drawing import Drawing
from desktop_app.core.periods import Period
from desktop_app.services.summary.charts import (
    MOST_LINES,
    Mark,
    Trend,
    bars_drawing,
    trend_drawing,
)
from desktop_app.services.summary.pages import trend_of
from desktop_app.services.summary.service import Series, SummaryRow
from desktop_app.ui.summary.picture import Draw

Shown = tuple[str, Draw, str]
"""As `Picture.show_drawing` takes it."""

_SPANS = {"Q": "各季度", "H": "各半年", "Y": "各年"}


def comparable(marked: Sequence[SummaryRow]) -> list[str]:
    """Return the keys of the marked figures that one scale can measure: of the first's counter."""
    return [row.key for row in marked if row.counter == marked[0].counter][:MOST_LINES]


def trend(series: Sequence[Series]) -> Shown:
    """Return figures over time: one line each."""
    trends = [trend_of(one) for one in series]
    names = "、".join(one.label for one in series)
    span = _SPANS[series[0].points[0].period.kind] if series[0].points else ""
    title = f"{names}（{series[0].counter}）{span}"
    return title, partial(_trend, trends), _trend_table(series)


def no_trend(sentence: str) -> Shown:
    """Return an empty picture that says why."""
    return sentence, partial(_trend, ()), ""


def bars(row: SummaryRow, period: Period) -> Shown:
    """Return a figure by unit: one bar each."""
    marks = [Mark(unit, value, row.text(value)) for unit, value in row.by_unit.items()]
    title = f"{row.label}（{row.counter}）各单位，{period.label}"
    table = "\n".join(f"{mark.label}\t{mark.text}" for mark in marks)
    return title, partial(_bars, marks), f"单位\t{row.label}（{row.counter}）\n{table}"


def _trend(
    trends: Sequence[Trend], title: str, width: float, height: float, size: float
) -> Drawing:
    return trend_drawing(title, trends, width, height, size)


def _bars(marks: Sequence[Mark], title: str, width: float, height: float, size: float) -> Drawing:
    return bars_drawing(title, marks, width, height, size)


def _trend_table(series: Sequence[Series]) -> str:
    heading = ["报告期", *(f"{one.label}（{one.counter}）" for one in series)]
    lines = [
        [point.period.label, *(one.text(one.points[at].value) for one in series)]
        for at, point in enumerate(series[0].points)
    ]
    return "\n".join("\t".join(line) for line in (heading, *lines))
