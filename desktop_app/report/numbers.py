"""How a figure's value is printed at its slot: 万, decimals, rounding words, names, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.core.chinese_numbers import (
    TEN_THOUSAND,
    counted_number,
    official_date,
    plain_number,
    round_down,
    round_up,
    significant_place,
)
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.report.slots import COMPARISONS

BLANK = "＿＿"
"""What stands where a value is unknown: it must be seen on the draft."""

ROUNDING_WORDS = ("约", "近", "超过", "左右")
_DECIMALS = re.compile(r"\.(\d)")
_NAMES = re.compile(r"names:(\d+)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed value. before: a rounding word ahead of it; after: one behind its counter."""

    text: str
    before: str = ""
    after: str = ""
    blank: bool = False


def is_known_format(name: str) -> bool:
    """Say whether a slot may carry this format."""
    return (
        name in (*ROUNDING_WORDS, *COMPARISONS, "万", "points")
        or bool(_DECIMALS.fullmatch(name))
        or bool(_NAMES.fullmatch(name))
    )


def one_line(text: str) -> str:
    """Join what was typed in several lines, for a place in a sentence or in a table's cell."""
    return "".join(line.strip() for line in text.splitlines())


def print_value(
    figure: FigureValue, value: FigureContent, formats: tuple[str, ...], following: str
) -> Printed:
    """Print a value as its slot asks.

    following: the text behind the slot; a shortened list of names ends in 等N名 unless 等 follows.
    """
    if value is None or value == "":
        return Printed(BLANK, blank=True)
    if isinstance(value, str):
        return Printed(one_line(value))
    if isinstance(value, date):
        return Printed(official_date(value))
    if isinstance(value, tuple):
        return _print_names(figure, value, formats, following)
    return print_number(Decimal(value), figure, formats)


def _print_names(
    figure: FigureValue, names: tuple[str, ...], formats: tuple[str, ...], following: str
) -> Printed:
    if not names:
        return Printed(BLANK, blank=True)
    limits = [int(match[1]) for name in formats if (match := _NAMES.fullmatch(name))]
    shown = names[: limits[0]] if limits and limits[0] else names
    text = joined_names(shown)
    if len(shown) < len(names) and not following.startswith("等"):
        text += f"等{len(names)}{figure.counter}"
    return Printed(text)


def joined_names(names: Sequence[str]) -> str:
    """Return texts as a list in a sentence; each holds at least one character."""
    text = names[0]
    for name in names[1:]:
        # GB/T 15834-2011 4.5.3.5: no 、 between titles in 《》 or texts in “”.
        adjacent = (text[-1], name[0]) in (("》", "《"), ("”", "“"))
        text += name if adjacent else f"、{name}"
    return text


def print_number(value: Decimal, figure: FigureValue, formats: tuple[str, ...]) -> Printed:
    """Print a number in the figure's measure as its slot asks."""
    word = next((name for name in formats if name in ROUNDING_WORDS), "")
    wanted = next((int(match[1]) for name in formats if (match := _DECIMALS.fullmatch(name))), None)
    measure, scaled = _in_measure(value) if "万" in formats else ("", value)
    if wanted is not None:
        places = wanted
    elif measure:
        places = 2
    elif word and figure.decimals == 0:
        places = _loose_place(scaled)
    else:
        places = figure.decimals
    rounded = _rounded(scaled, places, word)
    if word and not rounded:
        rounded, places, word = scaled, max(places, 2), ""
    if rounded == scaled:
        word = ""
    text = (
        f"{plain_number(rounded)}{measure}"
        if measure
        else counted_number(rounded, max(places, 0), figure.counter)
    )
    return Printed(text, "" if word == "左右" else word, word if word == "左右" else "")


def _in_measure(value: Decimal) -> tuple[str, Decimal]:
    """Return (万 or 亿, the value in it); small values stay as they are."""
    for measure, size in (("亿", TEN_THOUSAND * TEN_THOUSAND), ("万", TEN_THOUSAND)):
        if abs(value) >= size:
            return measure, value / size
    return "", value


def _loose_place(value: Decimal) -> int:
    """Where a rounding word rounds a count: 386 to tens, 83 to tens, 7 not at all."""
    if abs(value) < 10:
        return 0
    return significant_place(value, 2 if abs(value) >= 100 else 1)


def _rounded(value: Decimal, places: int, word: str) -> Decimal:
    if word == "超过":
        return round_down(value, places)
    if word == "近":
        return round_up(value, places)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
