"""A stored text as an editor shows it: tokens, chips with live values, numbers of points.

The window shows no braces and knows no renderer: it asks here what stands where, and how it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.chinese_numbers import han_number
from desktop_app.core.records import FigureValue
from desktop_app.core.specs import PointStyle
from desktop_app.report.counters import counter_at
from desktop_app.report.document import plain
from desktop_app.report.narrative import POINT_MARK, Narrator
from desktop_app.report.numbers import BLANK, print_value
from desktop_app.report.slots import Optional, Piece, Slot, parse

Values = Mapping[str, FigureValue]

OPEN, CLOSE = "[[", "]]"
"""Marks of an optional clause in a stored text; an unknown pair stays plain text in the report."""

_MARKS = re.compile(r"\{[^{}\n]*\}|\[\[|\]\]")
_TIMES = {"prev": "上期", "yoy": "上年同期"}


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of stored text. kind: "text", "slot", "open" or "close"; stored: as it is kept."""

    kind: str
    stored: str


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """A slot taken apart: figure key, "" | "prev" | "yoy" | "unit 名", and formats in order."""

    key: str
    at: str = ""
    formats: tuple[str, ...] = ()

    @property
    def stored(self) -> str:
        """The slot as it is kept."""
        at = f"@{self.at}" if self.at else ""
        return "{" + "|".join((f"{self.key}{at}", *self.formats)) + "}"


@dataclass(frozen=True, slots=True)
class ChipFace:
    """How a slot reads. reference: key@… of its figure. blank: without a value; zero: 0 or none."""

    text: str
    label: str
    reference: str
    counter: str = ""
    blank: bool = False
    zero: bool = False


def tokens(text: str) -> list[Token]:
    """Take a stored text apart; joined again, the tokens give exactly that text."""
    found: list[Token] = []
    end = 0
    for match in _MARKS.finditer(text):
        kind = {OPEN: "open", CLOSE: "close"}.get(match[0], "slot")
        if kind == "slot" and slot_choice(match[0]) is None:
            continue
        if match.start() > end:
            found.append(Token("text", text[end : match.start()]))
        found.append(Token(kind, match[0]))
        end = match.end()
    if end < len(text):
        found.append(Token("text", text[end:]))
    return found


def slot_choice(stored: str) -> SlotChoice | None:
    """Read one stored slot; None for anything else."""
    pieces = parse(stored)
    if len(pieces) == 1 and isinstance(pieces[0], Slot):
        return SlotChoice(pieces[0].key, pieces[0].at, pieces[0].formats)
    return None


def figure_of(reference: str) -> str:
    """Return the key of the figure that a printed run or a slot refers to, without its @…."""
    return reference.partition("@")[0]


def face(stored: str, values: Values, following: str = "") -> ChipFace:
    """Say how a stored slot reads; following: the text behind it, as it decides 等N名."""
    choice = slot_choice(stored)
    assert choice is not None
    slot = Slot(choice.key, choice.at, choice.formats)
    figure = values.get(choice.key)
    if figure is None:
        return ChipFace(BLANK, "没有这个指标", slot.reference, blank=True)
    where = _TIMES.get(slot.at, slot.at.removeprefix("unit "))
    label = f"{figure.label}（{where}）" if where else figure.label
    narrator = Narrator(values)
    value = narrator.value(slot)
    if "points" in slot.formats:
        items = value if isinstance(value, tuple) else ()
        text = f"{label}：{len(items)}条" if value is not None else BLANK
        return ChipFace(text, label, slot.reference, blank=value is None, zero=value == ())
    printed = print_value(figure, value, slot.formats, following)
    text = f"{printed.before}{printed.text}"
    if printed.after:
        text += f" {printed.after}"
    if figure.is_partial and not slot.at and not isinstance(figure.value, tuple):
        text += f"（缺{len(figure.missing)}{figure.partial_kind}）"
    counter = figure.counter if isinstance(value, int | Decimal | None) else ""
    return ChipFace(
        text, label, slot.reference, counter, printed.blank, zero=narrator.is_zero(slot)
    )


def plain_text(text: str, values: Values) -> str:
    """Return a stored text as it is printed, line by line, without numbers of points."""
    return "\n".join(plain(Narrator(values).runs(line)) for line in text.split("\n"))


def point_numbers(body: str, point_style: str, values: Values) -> list[str]:
    """Return for each line of a body what is printed ahead of it.

    "" for a paragraph, "不印" for a point that is empty, "•" for a single point or one without
    number, else its number, or 一～五 where a line prints several points.
    """
    counts = [_points_of(line, values) for line in body.split("\n")]
    style = PointStyle(point_style)
    total = sum(count or 0 for count in counts)
    numbers: list[str] = []
    printed = 0
    for count in counts:
        if count is None:
            numbers.append("")
        elif count == 0:
            numbers.append("不印")
        elif total == 1 or style is PointStyle.NONE:
            numbers.append("•")
        else:
            first, last = printed + 1, printed + count
            ends = (first, last) if style is PointStyle.NUMBER else map(han_number, (first, last))
            span = "～".join(map(str, ends))
            numbers.append(point_number(style, first) if count == 1 else span)
        printed += count or 0
    return numbers


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


def chapter_numbers(headed: Iterable[bool]) -> list[str]:
    """Return 一、二、… for the chapters that are printed with a heading, "" for the others."""
    numbers: list[str] = []
    for is_headed in headed:
        given = sum(bool(number) for number in numbers)
        numbers.append(f"{han_number(given + 1)}、" if is_headed else "")
    return numbers


def figures_in(text: str) -> set[str]:
    """Return the keys of all figures that a stored text shows."""
    return set(_keys(parse(text)))


def with_counter(stored: str, counter: str, following: str) -> str:
    """Return a slot with its counter behind it, unless one stands there already."""
    return stored if not counter or counter_at(following) else f"{stored}{counter}"


def _points_of(line: str, values: Values) -> int | None:
    """Return how many points a line prints; None where it is a paragraph."""
    if not line.startswith(POINT_MARK):
        return None
    text = line.removeprefix(POINT_MARK)
    pieces = parse(text)
    narrator = Narrator(values)
    if len(pieces) == 1 and isinstance(pieces[0], Slot) and "points" in pieces[0].formats:
        value = narrator.value(pieces[0])
        return len(value) if isinstance(value, tuple) else 1
    return 1 if plain(narrator.runs(text)).strip() else 0


def _keys(pieces: Iterable[Piece]) -> Iterable[str]:
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece.key
        elif isinstance(piece, Optional):
            yield from _keys(piece.pieces)
