"""Phrases that set a value against an earlier one: 较上季度增加12人次，增长8.5%."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import FigureValue
from desktop_app.report.numbers import print_number

LEAST_BASE = 10
"""Below this a percentage says nothing: two meetings after one are no growth of 100 %."""

_PERCENT = "%"


def comparison(figure: FigureValue, at: str, base_name: str, formats: tuple[str, ...] = ()) -> str:
    """Say how a figure's value stands to an earlier one, "" where nothing should be said.

    at: "prev" or "yoy". base_name: 上季度, 去年同期 … Nothing is said of a value that is unknown or
    lacks units then or now, or on a base under LEAST_BASE; ratios differ by 个百分点.
    """
    now, base = figure.value, figure.previous if at == "prev" else figure.last_year
    if not isinstance(now, int | Decimal) or not isinstance(base, int | Decimal):
        return ""
    if figure.missing or figure.missing_at(at):
        return ""
    change = Decimal(now) - Decimal(base)
    is_ratio = figure.counter == _PERCENT
    if not is_ratio and base < LEAST_BASE:
        return ""
    if not change:
        return f"与{base_name}持平"
    if is_ratio:
        verb = "提高" if change > 0 else "下降"
        return f"较{base_name}{verb}{plain_number(abs(change), max(figure.decimals, 1))}个百分点"
    verb, rate = ("增加", "增长") if change > 0 else ("减少", "下降")
    size = print_number(abs(change), figure, formats).text
    share = plain_number(abs(change) * 100 / Decimal(base), 1)
    phrase = f"较{base_name}{verb}{size}{figure.counter}"
    return phrase if share == "0" else f"{phrase}，{rate}{share}%"
