"""A stored text as an editor shows it: tokens, chips with live values, numbers of points.

The window shows no braces and knows no renderer: it asks here what stands where, and how it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.core.specs import PointStyle
from desktop_app.report.counters import counter_at
from desktop_app.report.document import Heading, Paragraph, plain
from desktop_app.report.narrative import Narrator, numbers_of
from desktop_app.report.numbering import DEEPEST, heading_number
from desktop_app.report.numbers import BLANK, is_known_format, print_value
from desktop_app.report.slots import Slot, is_all_zero, parse, slots_of

Values = Mapping[str, FigureValue]

LEVELS = tuple((level, heading_number(level, 1)) for level in range(1, DEEPEST + 1))
"""Levels of a chapter, each with the first number of its kind."""

OPEN, OTHERWISE, CLOSE = "[[", "||", "]]"
"""Marks of an optional clause in a stored text, and of what is said in its stead."""

_MARKS = re.compile(r"\{[^{}\n]*\}|\[\[|\|\||\]\]")
_KINDS = {OPEN: "open", OTHERWISE: "otherwise", CLOSE: "close"}
_TIMES = {"prev": "上期", "yoy": "上年同期"}
_COMPARED = {"prev": "与上期比较", "yoy": "与去年同期比较"}
UNKNOWN = "没有这个指标"
SILENT = "不写比较"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of stored text; stored: as it is kept.

    kind: "text", "slot", or for a mark of a clause "open", "otherwise" or "close".
    """

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
    """How a slot reads. reference: key@… of its figure. blank: without a value; zero: 0 or none.

    note: a sentence on what is wrong with it, "" for nothing.
    """

    text: str
    label: str
    reference: str
    counter: str = ""
    blank: bool = False
    zero: bool = False
    note: str = ""


def tokens(text: str) -> list[Token]:
    """Take a stored text apart; joined again, the tokens give exactly that text."""
    found: list[Token] = []
    end = depth = 0
    for match in _MARKS.finditer(text):
        kind = _KINDS.get(match[0], "slot")
        if kind == "slot" and slot_choice(match[0]) is None:
            continue
        if kind == "otherwise" and not depth:
            continue
        depth = max(0, depth + (kind == "open") - (kind == "close"))
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
        return ChipFace(
            UNKNOWN,
            UNKNOWN,
            slot.reference,
            blank=True,
            note="这里要用的指标已经没有了，或者它的工作领域停用了，请另选一个指标，或删去这一处",
        )
    narrator = Narrator(values)
    label = _label(figure, slot)
    value = narrator.value(slot)
    if slot.comparison:
        note = "" if value else "上期或同期没有数、不足10、或有单位没报，这里不印比较的话"
        return ChipFace(str(value) or SILENT, label, slot.reference, zero=not value, note=note)
    if "points" in slot.formats:
        items = value if isinstance(value, tuple) else ()
        text = f"{label}：{len(items)}条" if value is not None else BLANK
        return ChipFace(text, label, slot.reference, blank=value is None, zero=value == ())
    printed = print_value(figure, value, slot.formats, following)
    text = f"{printed.before}{printed.text}"
    if printed.after:
        text += f" {printed.after}"
    if figure.is_partial and not slot.at and not isinstance(figure.value, tuple):
        text += f"（{figure.lack}）"
    return ChipFace(
        text,
        label,
        slot.reference,
        figure.counter if isinstance(value, int | Decimal | None) else "",
        printed.blank,
        narrator.is_zero(slot),
        _format_note(slot),
    )


def _label(figure: FigureValue, slot: Slot) -> str:
    where = _TIMES.get(slot.at, slot.at.removeprefix("unit ")) or _COMPARED.get(slot.comparison, "")
    return f"{figure.label}（{where}）" if where else figure.label


def _format_note(slot: Slot) -> str:
    unknown = [name for name in slot.formats if not is_known_format(name)]
    return f"写法“{'、'.join(unknown)}”不认识，请重新选择写法" if unknown else ""


def plain_text(text: str, values: Values) -> str:
    """Return a stored text as it is printed, line by line, without numbers of points."""
    return "\n".join(plain(Narrator(values).runs(line)) for line in text.split("\n"))


def point_numbers(body: str, point_style: str, values: Values) -> list[str]:
    """Return for each line of a body what is printed ahead of it.

    "" for a paragraph, "不印" for a point that is empty, "•" for a single point or one without
    number, else its number, or 一～五 where a line prints several points.
    """
    style = PointStyle(point_style)
    lines = Narrator(values).lines(body)
    shown = []
    for line, numbers in zip(lines, numbers_of(lines, style), strict=True):
        if not line.is_point:
            shown.append("")
        elif not numbers:
            shown.append("不印")
        elif not numbers[0]:
            shown.append("•")
        else:
            shown.append(numbers[0] if len(numbers) == 1 else _span(style, numbers))
    return shown


def chapter_numbers(chapters: Sequence[ChapterRecord], values: Values) -> list[str]:
    """Return the number that each chapter is printed with, "" for those without a heading."""
    return Narrator(values).chapter_numbers(chapters)


def printed_length(chapters: Sequence[ChapterRecord], values: Values) -> int:
    """Return how many characters chapters print, numbers of headings among them, spaces not."""
    count = 0
    for block in Narrator(values).chapters(chapters):
        match block:
            case Heading(number=number, runs=runs):
                count += len("".join(f"{number}{plain(runs)}".split()))
            case Paragraph(head=head, runs=runs):
                count += len("".join(f"{plain(head)}{plain(runs)}".split()))
    return count


def figures_in(text: str) -> set[str]:
    """Return the keys of all figures that a stored text shows."""
    return {slot.key for slot in slots_of(parse(text))}


def is_unsaid(stored: Iterable[str], values: Values) -> bool:
    """Say whether a clause with these stored slots has nothing to report."""
    narrator = Narrator(values)
    slots = (slot for one in stored for slot in slots_of(parse(one)))
    return is_all_zero(slots, narrator.is_zero)


def with_counter(stored: str, counter: str, following: str) -> str:
    """Return a slot with its counter behind it, unless one stands there already."""
    return stored if not counter or counter_at(following) else f"{stored}{counter}"


def _span(style: PointStyle, numbers: Sequence[str]) -> str:
    """Say from where to where a line with several points is numbered: 一～五."""
    ends = (numbers[0], numbers[-1])
    if style in (PointStyle.CLAUSE, PointStyle.HEADING):
        return "～".join(end.strip("（）").removesuffix("是") for end in ends)
    return "～".join(end.removesuffix(".") for end in ends)
