"""Checks on the report's text: blanks, unknown slots, numbers without a counter, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop_app.core.records import Finding
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.counters import counter_at, same_measure
from desktop_app.report.document import plain
from desktop_app.report.narrative import POINT_MARK, Narrator
from desktop_app.report.numbers import is_known_format
from desktop_app.report.slots import Slot, parse, settle, slots_of


def blanks(given: CheckInput) -> Iterator[Finding]:
    """Find slots that print a blank: an unknown figure, or one without a value."""
    narrator = Narrator(given.values)
    for where, text in _texts(given):
        for slot, _following in _shown_slots(narrator, text):
            figure = given.values.get(slot.key)
            if figure is None:
                reason = "所属的工作领域已停用" if slot.key in given.hidden else "不存在"
                yield Finding(
                    "text.unknown_slot",
                    "error",
                    f"数据位“{slot.reference}”{reason}，请删去或重新选择指标",
                    where,
                    slot.key,
                )
            elif slot.at.startswith("unit ") and not figure.by_unit:
                yield Finding(
                    "text.not_by_unit",
                    "error",
                    f"“{figure.label}”只有全镇（街道）的合计，不分单位",
                    where,
                    slot.key,
                )
            elif "points" in slot.formats and narrator.value(slot) == ():
                continue  # a list of points with nothing in it prints nothing
            elif narrator.value(slot) in (None, "", ()):
                yield Finding(
                    "text.blank",
                    "error",
                    f"“{figure.label}”还没有数，报告里是空白",
                    where,
                    slot.key,
                )


def broken_marks(given: CheckInput) -> Iterator[Finding]:
    """Find braces and brackets that do not form a slot or an optional clause."""
    for where, text in _texts(given):
        for piece in parse(text):
            if isinstance(piece, str) and re.search(r"[{}]|\[\[|\]\]", piece):
                yield Finding(
                    "text.broken_mark", "error", f"“{piece.strip()[:20]}”里有不成对的标记", where
                )
            elif isinstance(piece, Slot):
                for name in piece.formats:
                    if not is_known_format(name):
                        yield Finding(
                            "text.unknown_format",
                            "error",
                            f"数据位“{piece.reference}”的写法“{name}”不认识",
                            where,
                            piece.key,
                        )


def lists_in_lines(given: CheckInput) -> Iterator[Finding]:
    """Find a list of points within a paragraph: it is printed as one long sentence."""
    for chapter in given.chapters:
        for line in chapter.body.split("\n"):
            if line.startswith(POINT_MARK):
                continue
            for slot in slots_of(parse(line)):
                figure = given.values.get(slot.key)
                if figure is None or "points" not in slot.formats or not figure.value:
                    continue
                yield Finding(
                    "text.list_in_line",
                    "error",
                    f"“{figure.label}”是一条一条列出来的，要独占一行，"
                    "请在它前面或后面按回车，把别的字放到另一行",
                    f"“{plain(Narrator(given.values).runs(chapter.title))}”",
                    slot.key,
                    chapter=chapter.uid,
                )


def missing_counters(given: CheckInput) -> Iterator[Finding]:
    """Find numbers that no counter follows, or another counter than the figure's own."""
    narrator = Narrator(given.values)
    for where, text in _texts(given):
        for slot, following in _shown_slots(narrator, text):
            figure = given.values.get(slot.key)
            if (
                figure is None
                or not figure.counter
                or not isinstance(narrator.value(slot), int | Decimal)
            ):
                continue
            written = counter_at(following)
            if not written:
                yield Finding(
                    "text.missing_counter",
                    "error",
                    f"“{figure.label}”后面缺少量词“{figure.counter}”",
                    where,
                    slot.key,
                )
            elif not same_measure(written, figure.counter):
                yield Finding(
                    "text.other_counter",
                    "hint",
                    f"“{figure.label}”的量词是“{figure.counter}”，正文写的是“{written}”",
                    where,
                    slot.key,
                )


def undated(given: CheckInput) -> Iterator[Finding]:
    """Find a report without 成文日期 (GB/T 9704-2012 7.3.5)."""
    if given.report.signed_on is None:
        yield Finding("text.undated", "warning", "成文日期还没有填写", "落款")


def _texts(given: CheckInput) -> Iterator[tuple[str, str]]:
    """Yield (place, stored text) of the title and every line of the chapters."""
    yield "标题", given.report.title
    narrator = Narrator(given.values)
    for chapter in given.chapters:
        place = f"“{plain(narrator.runs(chapter.title))}”" if chapter.title else "开头"
        yield place, chapter.title
        for line in chapter.body.split("\n"):
            yield place, line


def _shown_slots(narrator: Narrator, text: str) -> Iterator[tuple[Slot, str]]:
    """Yield the slots that are printed, each with the text behind it."""
    pieces = settle(parse(text), narrator.is_zero)
    for index, piece in enumerate(pieces):
        if isinstance(piece, Slot):
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            yield piece, following if isinstance(following, str) else ""
