"""What a cell takes in a quarter: the stored text with its slots → a number, a text, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.core.chinese_numbers import TEN_THOUSAND, plain_number
from desktop_app.core.records import FigureValue
from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.slots import Slot, parse, slots_of
from desktop_app.services.upper_forms import number_formats as formats

Values = Mapping[str, FigureValue]
_DECIMALS = re.compile(r"\.(\d)")
_TEN_THOUSANDS, _PERCENT = "万", "%"


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a cell.

    value: None where the cell stays as it is. shown: as one will read it there, "" for nothing.
    reason: why it stays, or what is to be known about a value that was written, "" for nothing.
    """

    value: Decimal | str | None
    shown: str = ""
    reason: str = ""


def filling(content: str, values: Values, code: str, *, from_1904: bool) -> Filling:
    """Return what a stored text gives in a cell with a number format."""
    pieces = parse(content)
    slots = list(slots_of(pieces))
    unknown = _unknown(slots, values)
    if unknown:
        return Filling(None, reason=unknown)
    note = _partial(slots, values)
    if len(pieces) == 1 and slots:
        found = _single(slots[0], values, code, note, from_1904=from_1904)
        if found is not None:
            return found
    text = plain(Narrator(_without_remarks(slots, values)).runs(content))
    return Filling(text, text, note)


def _single(slot: Slot, values: Values, code: str, note: str, *, from_1904: bool) -> Filling | None:
    """Fill a cell with one figure: a number stays a number, a day a day; None for any text."""
    figure = values[slot.key]
    value = Narrator(values).value(slot)
    if isinstance(value, date) and formats.is_date(code):
        number = Decimal(formats.serial(value, from_1904=from_1904))
        return Filling(number, formats.shown(str(number), code, from_1904=from_1904), note)
    if not isinstance(value, int | Decimal) or not all(map(_keeps_number, slot.formats)):
        return None
    if formats.is_percent(code) and figure.counter != _PERCENT:
        return Filling(None, reason=f"这个格的格式是百分比，“{figure.label}”不是百分比")
    number = _number(slot, figure, Decimal(value), code)
    if formats.bare(code) == formats.TEXT:
        return Filling(plain_number(number), plain_number(number), note)
    shown = formats.shown(str(number), code, from_1904=from_1904)
    return Filling(number, shown, note)


def _keeps_number(name: str) -> bool:
    """Whether a value written in this way is still a number: 约380 is not."""
    return name == _TEN_THOUSANDS or bool(_DECIMALS.fullmatch(name))


def _number(slot: Slot, figure: FigureValue, value: Decimal, code: str) -> Decimal:
    """Round as the slot asks, else as the figure is printed or the cell shows, what is finer."""
    wanted = next(
        (int(match[1]) for name in slot.formats if (match := _DECIMALS.fullmatch(name))), None
    )
    in_ten_thousands = _TEN_THOUSANDS in slot.formats
    if in_ten_thousands:
        value /= TEN_THOUSAND
    if wanted is None:
        usual = 2 if in_ten_thousands else figure.decimals
        wanted = max(usual, formats.decimals(code) or 0)
    rounded = value.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP)
    if formats.is_percent(code):
        rounded = rounded.scaleb(-2)
    return rounded.normalize() + 0 if rounded else Decimal(0)


def _unknown(slots: list[Slot], values: Values) -> str:
    """Say why a slot has no value, "" where all have."""
    narrator = Narrator(values)
    for slot in slots:
        figure = values.get(slot.key)
        if figure is None:
            return "本期没有这个指标，可能所在的工作领域已停用"
        if narrator.value(slot) in (None, "", ()):
            return f"{label_of(slot, figure)}还没有数据"
    return ""


def _partial(slots: list[Slot], values: Values) -> str:
    """Say whose numbers a total lacks."""
    for slot in slots:
        missing = values[slot.key].missing_at(slot.at)
        if missing and not isinstance(values[slot.key].value, tuple):
            return f"{label_of(slot, values[slot.key])}缺{'、'.join(missing)}"
    return ""


def label_of(slot: Slot, figure: FigureValue) -> str:
    """Name a figure with the time or unit that a slot asks for."""
    where = {"prev": "上期", "yoy": "上年同期"}.get(slot.at, slot.at.removeprefix("unit "))
    return f"{figure.label}（{where}）" if where else figure.label


def _without_remarks(slots: list[Slot], values: Values) -> Values:
    """Return the values without （缺2村）, which belongs into a report but not into a cell."""
    return {
        slot.key: replace(values[slot.key], missing=(), previous_missing=(), last_year_missing=())
        for slot in slots
    }
