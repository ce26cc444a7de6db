"""Cells of a pasted block: each text read by the kind of its column, with what must be said of it.

A reader never raises: a cell that cannot be what its column asks for carries the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from desktop_app.core.errors import InvalidValue
from desktop_app.core.han_digits import HAN_CHARACTERS, read_han_number
from desktop_app.core.pasted_numbers import NOTHING, nothing_note, read_number
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options, Parser, parser_for

_HAN_RUN = re.compile(f"[{HAN_CHARACTERS}]+")
_BEHIND_DAY = re.compile(r"\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?$")
_TIME = re.compile(r"[\sT]+(?P<time>[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)$")
_MIDNIGHT = re.compile(r"[0:：]+")
_WORDED = (FieldKind.TEXT, FieldKind.LONG_TEXT)


class CellReading(NamedTuple):
    """What a cell says: its value, or the problem why it is refused.

    note: how it was read, where that is not said outright. is_estimate: 约, 余, 左右 …
    """

    value: CellValue
    note: str = ""
    problem: str = ""
    is_estimate: bool = False


Reader = Callable[[str], CellReading]


def cell_reader(field: FieldSpec, options: Options) -> Reader:
    """Return the reader of a column; a text that comes again is read once.

    options: with the quarter (validation.options_in), so that days may lack their year.
    """
    parse = parser_for(field, options)
    if field.kind in _WORDED:
        return _Readings(lambda text: _checked(field, parse, text)).__getitem__
    read = _number_reader(field, parse) if field.is_number else _word_reader(field, parse)
    return _Readings(read).__getitem__


class _Readings(dict[str, CellReading]):
    """Texts that were read already, and how the others are read."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> CellReading:
        found = self[text] = self._read(text)
        return found


def _checked(
    field: FieldSpec, parse: Parser, raw: object, note: str = "", *, is_estimate: bool = False
) -> CellReading:
    try:
        return CellReading(parse(raw), note, "", is_estimate)
    except InvalidValue as reason:
        return CellReading(None, "", f"“{field.label}”{reason}")


def _number_reader(field: FieldSpec, parse: Parser) -> Reader:
    is_whole = field.kind is FieldKind.INTEGER
    lowest, highest = field.minimum or 0, field.maximum or 0

    def read(text: str) -> CellReading:
        if text.isascii() and text.isdecimal() and len(text) < 10:
            number = int(text)  # nearly every cell: spared the way over words and marks
            if is_whole and lowest <= number <= highest:
                return CellReading(number)
        try:
            value, note, is_estimate = read_number(text, field.counter)
        except InvalidValue as reason:
            return CellReading(None, "", f"“{field.label}”{reason}")
        return _checked(field, parse, value, note, is_estimate=is_estimate)

    return read


def _word_reader(field: FieldSpec, parse: Parser) -> Reader:
    """Days, choices and flags: a mark for nothing is nothing, unless it is one of the choices."""

    def read(text: str) -> CellReading:
        shown = text.strip()
        found = _checked(field, parse, text)
        if found.problem and shown in NOTHING:
            return _checked(field, parse, None, nothing_note(shown))
        if found.problem and field.kind is FieldKind.DATE:
            return _day(field, parse, shown) or found
        return found

    return read


def _day(field: FieldSpec, parse: Parser, shown: str) -> CellReading | None:
    """Read a day with its weekday or a time behind it, or in Han numbers: 三月五日."""
    plain = _BEHIND_DAY.sub("", shown)
    time = _TIME.search(plain)
    note = ""
    if time:
        plain = plain[: time.start()]
        note = "" if _MIDNIGHT.fullmatch(time["time"]) else f"没有保留时刻{time['time']}"
    plain = _HAN_RUN.sub(_arabic, plain)
    if plain == shown:
        return None
    found = _checked(field, parse, plain, note)
    return None if found.problem else found


def _arabic(match: re.Match[str]) -> str:
    read = read_han_number(match[0])
    return match[0] if read is None else f"{read.value:f}"
