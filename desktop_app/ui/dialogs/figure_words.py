"""What the dialog behind a figure says in sentences: how it came about, what is odd about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, ReportedRecord
from desktop_app.services.figures.sides import RatioSides
from desktop_app.services.final.frozen_bases import basis
from desktop_app.ui.tables.wording import change_text, figure_text, missing_text


def made_of(
    figures: Mapping[str, FigureValue],
    parts: Sequence[str],
    sides: Mapping[str, RatioSides],
    key: str,
    unit: str,
) -> list[str]:
    """Return lines about what a figure is made of: what is divided by what, or the lowest of which.

    sides: of the ratios among the figure and its parts.
    """
    if key in sides:
        lacks = figures[key].missing and not unit
        note = "（没有报全的单位不算在内）" if lacks else ""
        return [f"怎样算出：{sides[key].equation(unit)}{note}"]
    known = [figures[part] for part in parts if part in figures]
    texts = [
        f"{part.label}：{sides[part.key].equation(unit)}"
        if part.key in sides
        else f"{part.label}{figure_text(part, part.by_unit.get(unit) if unit else part.value)}"
        f"{part.counter}"
        for part in known
    ]
    return ["组成：" + "；".join(texts)] if texts else []


def remarks(
    figure: FigureValue, period: Period, unit: str, given: Mapping[str, ReportedRecord]
) -> list[tuple[str, str]]:
    """Return sentences about the value, each with its role. given: by hand, unit → what."""
    said: list[tuple[str, str]] = []
    if isinstance(figure.value, tuple) and not unit:
        said.append((figure_text(figure, figure.value), ""))
    said += [(text, "warning") for text in _by_hand(figure, unit, given)]
    if figure.missing and not unit:
        names = "、".join(figure.missing)
        said.append((f"{missing_text(figure)}：{names}", "warning"))
    if not unit:
        before = ((period.previous, figure.previous), (period.last_year, figure.last_year))
        earlier = [
            f"{one.label}{figure_text(figure, value)}（{change}）"
            for one, value in before
            if (change := change_text(figure, value))
        ]
        if earlier and not isinstance(figure.value, tuple):
            said.append(("；".join(earlier), "hint"))
        bases = [(basis(one), value) for one, value in before if value is not None]
        said += [(found.told(figure.key, value), "hint") for found, value in bases if found]
    return said


def _by_hand(figure: FigureValue, unit: str, given: Mapping[str, ReportedRecord]) -> list[str]:
    """Return what is to be said of the totals that were given by hand."""
    if unit:
        one = given.get(unit)
        return [f"直报数，原因：{one.reason}。"] if one else []
    if "" in given:
        computed = f"台账算出{figure_text(figure, figure.computed)}{figure.counter}。"
        told = computed if figure.computed is not None else ""
        return [f"直报数，原因：{given[''].reason}。{told}"]
    return [
        f"{one.unit}是直报数{figure_text(figure, one.value)}{figure.counter}，原因：{one.reason}。"
        for one in given.values()
    ] or ([f"含直报数，原因：{figure.reason}。"] if figure.reason else [])
