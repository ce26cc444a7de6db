"""How values read on screen: empty is empty, 是 is 是, numbers without trailing zeros."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop_app.core.chinese_numbers import counted_number, plain_number
from desktop_app.core.records import CellValue, FigureContent, FigureValue
from desktop_app.core.specs import FieldSpec

UNKNOWN = "—"
"""Stands on cards where a figure has no value; it is not 0."""


def cell_text(value: CellValue, field: FieldSpec | None = None) -> str:
    """Return what a cell shows; dates as 2020-03-05, money with both places once it has 角."""
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, Decimal):
        if field is not None and field.counter == "元":
            return counted_number(value, field.decimals, field.counter)
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def figure_text(figure: FigureValue, value: FigureContent) -> str:
    """Return a figure's value, or one of its units' values, without its counter."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, tuple):
        return "、".join(value).replace("》、《", "》《") or "无"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return counted_number(value, figure.decimals, figure.counter)
    return value.isoformat() if isinstance(value, date) else str(value)


def change_text(figure: FigureValue, earlier: FigureContent) -> str:
    """Return ▲12, ▼3 or 持平 against an earlier value; "" where either is unknown."""
    now = figure.value
    if isinstance(now, tuple) and isinstance(earlier, tuple):
        now, earlier = len(now), len(earlier)
    if not isinstance(now, int | Decimal) or not isinstance(earlier, int | Decimal):
        return ""
    difference = Decimal(now) - Decimal(earlier)
    text = plain_number(abs(difference), figure.decimals)
    if text == "0":
        return "持平"
    return f"{'▲' if difference > 0 else '▼'}{text}"


def missing_text(figure: FigureValue) -> str:
    """Return 缺2村 for a figure that some units owe, "" for a complete one."""
    return figure.lack
