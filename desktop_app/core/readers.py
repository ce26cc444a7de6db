"""What may be typed: one reader a kind of field, the same for every door.

peewee checks nothing on SQLite, so that this is the wall; the CHECKs behind it are the last one.
A reader takes what a keyboard, a clipboard or a workbook gives (text, int, float, bool, date) and
returns the value, or raises InvalidValue with a reason that reads after the field's label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from desktop_app.core.dates import read_day, without_asides
from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.plain_text import clean_text, half_width, quoted, text_of
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.typed_numbers import NOTHING, TypedNumber, nothing_note, read_number

_YES = frozenset({"是", "√", "✓", "对", "y", "yes", "true", "1"})
_NO = frozenset({"否", "×", "不是", "n", "no", "false", "0"})
_WRITTEN_OUT = re.compile(r"(规|限)[模额]以(上|下)")
"""规模以上, 限额以下 … of enterprises, whose usual short forms are 规上 and 限下."""
_SHORT = 10
"""Digits of a number that is read without a look at words and marks; more than 10^9 has."""


class Reading(NamedTuple):
    """What was typed means this value.

    note: how it was read, where that is not said outright. problem: why it is refused, for those
    who read whole blocks. is_estimate: 约, 余, 左右 …: its row is to be marked 估.
    """

    value: CellValue
    note: str = ""
    problem: str = ""
    is_estimate: bool = False


Reader = Callable[[object], Reading]
Parser = Callable[[object], CellValue]
Options = Mapping[str, tuple[str, ...]]
"""Option list key → the texts that the period allows; under PERIOD the code of the period."""

PERIOD = "@period"
"""Key of the options under which dates find the quarter that is typed into."""

FROM_PERIOD = "@from period"
"""Key of the options under which days that may lie behind the quarter find it."""

_NONE = Reading(None)


def options_in(period: Period, options: Options) -> Options:
    """Return option lists with the quarter beside them, so that dates may be typed as 3.5."""
    return {**options, PERIOD: (period.code,)}


def options_from(period: Period) -> Options:
    """Return options for days of a quarter or behind it: due on, signed on; 6.30 needs no year."""
    return {FROM_PERIOD: (period.code,)}


def reader_for(spec: FieldSpec, options: Options | None = None) -> Reader:
    """Return the reader of a field; None comes back as None unless the field is required.

    options: the period's option lists, for fields that draw on one, with the period where dates
    without a year should be understood. KeyError for a kind without a reader or a list that the
    period lacks.
    """
    read = _READERS[spec.kind](spec, options or {})
    if not spec.required:
        return read

    def checked(raw: object) -> Reading:
        reading = read(raw)
        if reading.value is None:
            raise InvalidValue("不能为空，请填写")
        return reading

    return checked


def parser_for(spec: FieldSpec, options: Options | None = None) -> Parser:
    """Return a reader that says nothing but the value; see reader_for."""
    read = reader_for(spec, options)
    return lambda raw: read(raw).value


def _machine_number(raw: object) -> TypedNumber:
    """Take a number that is one already; all else is read as it shows."""
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        number = Decimal(str(raw))
        if number.is_finite():
            return TypedNumber(number)
    elif not isinstance(raw, bool):
        return read_number(text_of(raw))
    raise InvalidValue(f"应填数字，填的是{quoted(raw)}，请改为数字")


def _number_reader(spec: FieldSpec, _options: Options) -> Reader:
    is_whole = spec.kind is FieldKind.INTEGER
    keep = _whole if is_whole else _rounded
    lowest, highest = float(spec.minimum or 0), float(spec.maximum or 0)

    def read(raw: object) -> Reading:
        if is_whole:  # nearly every cell: spared the way over words, marks and Decimal
            if isinstance(raw, str):
                if raw.isascii() and raw.isdecimal() and len(raw) < _SHORT:
                    number = int(raw)
                    if lowest <= number <= highest:
                        return Reading(number)
            elif type(raw) is float and lowest <= raw <= highest and raw.is_integer():
                return Reading(int(raw))
        if raw is None:
            return _NONE
        value, note, is_estimate = (
            read_number(raw, spec.counter) if isinstance(raw, str) else _machine_number(raw)
        )
        kept = None if value is None else keep(value, raw, spec)
        return Reading(kept, note, "", is_estimate)

    return read


def _bounded(number: Decimal, raw: object, spec: FieldSpec) -> Decimal:
    if spec.minimum is not None and number < spec.minimum:
        reason = "不能是负数" if spec.minimum == 0 else f"不能小于{spec.minimum}"
        raise InvalidValue(f"{reason}，填的是{quoted(raw)}，请核对")
    if spec.maximum is not None and number > spec.maximum:
        raise InvalidValue(f"超过了上限{spec.maximum:f}，请核对")
    return number


def _whole(number: Decimal, raw: object, spec: FieldSpec) -> int:
    _bounded(number, raw, spec)
    if number != number.to_integral_value():
        raise InvalidValue(f"应填整数，填的是{quoted(raw)}，请改为整数")
    return int(number)


def _rounded(number: Decimal, raw: object, spec: FieldSpec) -> Decimal:
    kept = _bounded(number, raw, spec).quantize(Decimal(1).scaleb(-spec.decimals))
    # A workbook computes in binary: 0.1 × 3 arrives as 0.30000000000000004.
    if kept != number and not (isinstance(raw, float) and abs(kept - number) < 1e-9):
        raise InvalidValue(f"最多保留{spec.decimals}位小数，填的是{quoted(raw)}，请核对")
    return kept


def _text_reader(spec: FieldSpec, _options: Options) -> Reader:
    lines = spec.kind is FieldKind.LONG_TEXT
    return lambda raw: Reading(clean_text(raw, spec.max_length, lines=lines))


def _or_nothing(raw: object, refusal: InvalidValue) -> Reading:
    """Take a mark for nothing as such; raise the refusal for all else."""
    shown = text_of(raw).strip()
    if shown not in NOTHING:
        raise refusal
    return Reading(None, nothing_note(shown))


def _choice_reader(spec: FieldSpec, options: Options) -> Reader:
    choices = options[spec.option_list] if spec.option_list else spec.choices
    accepted = frozenset(choices)

    def read(raw: object) -> Reading:
        if isinstance(raw, str) and raw in accepted:
            return Reading(raw)
        text = clean_text(raw)
        if text is None or text in accepted:
            return Reading(text)
        meant = None if text in NOTHING else _choice_meant(text, choices)
        if meant is not None:
            return Reading(meant, f"“{text}”按“{meant}”填写")
        listed = "、".join(choices)
        return _or_nothing(raw, InvalidValue(f"没有{quoted(raw)}这一项，可填：{listed}"))

    return read


def _choice_meant(text: str, choices: Iterable[str]) -> str | None:
    """Return the one choice that a text begins or writes out; None for none or several.

    Only beginnings are taken: 启动 is no 未启动, and 河湾村 no 上河湾村.
    """
    short = _WRITTEN_OUT.sub(r"\1\2", text).removesuffix("企业") or text
    found = [choice for choice in choices if choice == short or choice.startswith(text)]
    return found[0] if len(found) == 1 else None


def _date_reader(_spec: FieldSpec, options: Options) -> Reader:
    later = options.get(FROM_PERIOD)
    codes = later or options.get(PERIOD)
    or_later = bool(later)
    period = Period.parse(codes[0]) if codes else None

    def read(raw: object) -> Reading:
        if raw is None or isinstance(raw, date):
            return Reading(raw.date() if isinstance(raw, datetime) else raw)
        text = half_width(text_of(raw))
        if not text:
            return _NONE
        # A worksheet's number 3.1 may have been typed as 3.10: only its texts are read as days.
        known = None if isinstance(raw, float) else period
        try:
            return Reading(read_day(text, known, quoted(raw), or_later=or_later))
        except InvalidValue as refusal:
            plain, note = without_asides(text)
            if plain == text:
                return _or_nothing(raw, refusal)
            return Reading(read_day(plain, known, quoted(raw), or_later=or_later), note)

    return read


def _boolean_reader(_spec: FieldSpec, _options: Options) -> Reader:
    def read(raw: object) -> Reading:
        if raw is None:
            return Reading(value=False)
        if isinstance(raw, bool):
            return Reading(raw)
        text = text_of(raw).strip().lower()
        if not text or text in _NO:
            return Reading(value=False)
        if text in _YES:
            return Reading(value=True)
        refusal = InvalidValue(f"应填“是”或“否”，填的是{quoted(raw)}")
        return _or_nothing(raw, refusal)._replace(value=False)

    return read


_READERS: dict[FieldKind, Callable[[FieldSpec, Options], Reader]] = {
    FieldKind.TEXT: _text_reader,
    FieldKind.LONG_TEXT: _text_reader,
    FieldKind.INTEGER: _number_reader,
    FieldKind.DECIMAL: _number_reader,
    FieldKind.DATE: _date_reader,
    FieldKind.BOOLEAN: _boolean_reader,
    FieldKind.CHOICE: _choice_reader,
}
