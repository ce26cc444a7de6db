"""What may be typed: one parser a kind of field, and what is odd about a row as a whole.

peewee checks nothing on SQLite, so that this is the wall; the CHECKs behind it are the last one.
A parser takes what a keyboard or a workbook gives (text, int, float, bool, date) and returns the
value or raises InvalidValue with a reason that reads after the field's label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from desktop_app.core.dates import read_day
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowWarning
from desktop_app.core.specs import FieldKind, FieldSpec, LedgerSpec, LookedUp, ProductOf
from desktop_app.core.visible_text import without_invisible

Parser = Callable[[object], CellValue]
Options = Mapping[str, tuple[str, ...]]
"""Option list key → the texts that the period allows; under PERIOD the code of the period."""

PERIOD = "@period"
"""Key of the options under which dates find the quarter that is typed into."""

_NOTHING_TO_CLEAN = re.compile(r"[\u3001-\u3011\u4e00-\u9fff，。；：（）A-Za-z0-9]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff\ue000-\uf8ff]")
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u2604\u2607-\u263f\u2642-\u27bf\ufe0f\u20e3]")
_SPACES = re.compile(r"\s+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－／％", "0123456789.,-/%")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_YES = frozenset({"是", "√", "✓", "对", "y", "yes", "true", "1"})
_NO = frozenset({"否", "×", "不是", "n", "no", "false", "0"})


def clean_text(raw: object, max_length: int | None = None, *, lines: bool = False) -> str | None:
    """Return the text as it is kept: trimmed, spaces folded; None when nothing is left.

    lines: keep line breaks. Invisible marks (zero width, writing direction) are dropped;
    control characters, half surrogates, private characters and emoji are refused by name.
    """
    text = raw if isinstance(raw, str) else _text_of(raw)
    if _NOTHING_TO_CLEAN.fullmatch(text) and len(text) <= (max_length or len(text)):
        return text
    found = _UNPRINTABLE.search(text)
    if found:
        raise InvalidValue(f"含有无法打印的字符（{_code_point(found[0])}），请删去后重填")
    found = _EMOJI.search(text)
    if found:
        raise InvalidValue(f"含有表情符号“{found[0]}”，公文中不能使用，请删去")
    text = without_invisible(text)
    if lines:
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip("\n")
    else:
        text = _SPACES.sub(" ", text).strip()
    if max_length is not None and len(text) > max_length:
        raise InvalidValue(f"共{len(text)}个字，最多{max_length}个字，请缩短")
    return unicodedata.normalize("NFC", text) or None


def options_in(period: Period, options: Options) -> Options:
    """Return option lists with the quarter beside them, so that dates may be typed as 3.5."""
    return {**options, PERIOD: (period.code,)}


def parser_for(spec: FieldSpec, options: Options | None = None) -> Parser:
    """Return the parser of a field; None comes back as None unless the field is required.

    options: the period's option lists, for fields that draw on one, with the period where dates
    without a year should be understood. KeyError for a kind without a parser or a list that the
    period lacks.
    """
    parse = _PARSERS[spec.kind](spec, options or {})
    if not spec.required:
        return parse

    def checked(raw: object) -> CellValue:
        value = parse(raw)
        if value is None:
            raise InvalidValue("不能为空，请填写")
        return value

    return checked


def check_values(
    spec: LedgerSpec, raw: Mapping[str, object], options: Options
) -> tuple[dict[str, CellValue], tuple[FieldProblem, ...]]:
    """Parse every given field of a row; return what is right and what is wrong with the rest."""
    values: dict[str, CellValue] = {}
    problems: list[FieldProblem] = []
    for name, given in raw.items():
        field = spec.field(name)
        try:
            values[name] = parser_for(field, options)(given)
        except InvalidValue as reason:
            problems.append(FieldProblem(name, f"“{field.label}”{reason}"))
    return values, tuple(problems)


def checked_values(
    fields: Sequence[FieldSpec], raw: Mapping[str, object], options: Options | None = None
) -> dict[str, CellValue]:
    """Parse what was typed into the named fields; InvalidRow with every wrong one."""
    by_name = {field.name: field for field in fields}
    values: dict[str, CellValue] = {}
    problems: list[FieldProblem] = []
    for name, given in raw.items():
        try:
            values[name] = parser_for(by_name[name], options)(given)
        except InvalidValue as reason:
            problems.append(FieldProblem(name, f"“{by_name[name].label}”{reason}"))
    if problems:
        raise InvalidRow(tuple(problems))
    return values


def derive(
    spec: LedgerSpec, values: Mapping[str, CellValue], typed: frozenset[str] = frozenset()
) -> dict[str, CellValue]:
    """Return what follows from the other values of a row.

    typed: the columns that were typed just now; a product typed by hand stands unless one of its
    factors was typed as well.
    """
    derived: dict[str, CellValue] = {}
    for derivation in spec.derivations:
        match derivation:
            case LookedUp(target=target, column=column, table=table):
                derived[target] = table.get(str(values.get(column)))
            case ProductOf(target=target, factors=factors):
                numbers = [values.get(factor) for factor in factors]
                by_hand = target in typed and values.get(target) is not None
                if None in numbers or (by_hand and not typed.intersection(factors)):
                    continue
                product = Decimal(1)
                for number in numbers:
                    assert isinstance(number, int | Decimal)
                    product *= number
                try:
                    derived[target] = parser_for(spec.field(target))(product)
                except InvalidValue as reason:
                    label = spec.field(target).label
                    raise InvalidRow((FieldProblem(target, f"“{label}”{reason}"),)) from None
    return derived


def row_warnings(
    spec: LedgerSpec, values: Mapping[str, CellValue], period: Period
) -> tuple[RowWarning, ...]:
    """Say what is odd about a row that may nevertheless be kept."""
    warnings: list[RowWarning] = []
    day = values.get("date")
    if isinstance(day, date) and not period.holds(day):
        label = spec.field("date").label
        warnings.append(RowWarning("date", f"“{label}”{day.isoformat()}不在{period.label}内"))
    for field in spec.fields:
        rate = values.get(field.name)
        if field.counter == "%" and isinstance(rate, int | Decimal) and 0 < rate <= 1:
            meant = (
                f"“{field.label}”填的是{rate:f}%，如果是百分之{rate * 100:f}，请填{rate * 100:f}"
            )
            warnings.append(RowWarning(field.name, meant))
    for relation in spec.relations:
        part, whole = values.get(relation.part), values.get(relation.whole)
        if isinstance(part, int | Decimal) and isinstance(whole, int | Decimal) and part > whole:
            names = spec.field(relation.part).label, spec.field(relation.whole).label
            warnings.append(
                RowWarning(relation.part, f"“{names[0]}”{part}大于“{names[1]}”{whole}，请核对")
            )
    return tuple(warnings)


def _text_of(raw: object) -> str:
    """Return what a cell shows: 3.0 from a workbook reads 3."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _shown(raw: object) -> str:
    """Quote what was typed, without what cannot be shown, at most 20 characters."""
    text = _UNPRINTABLE.sub("�", _text_of(raw)).strip()
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def _number(raw: object) -> Decimal | None:
    if raw is None:
        return None
    if isinstance(raw, bool):
        raise InvalidValue(f"应填数字，填的是{_shown(raw)}，请改为数字")
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float | Decimal):
        number = Decimal(str(raw))
    else:
        text = without_invisible(_text_of(raw)).translate(_FULL_WIDTH).strip()
        if not text:
            return None
        try:
            plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
            # Python would take 1_000 and 1e5 for numbers; a clerk who typed them has slipped.
            number = Decimal("x" if set("_eE") & set(plain) else plain)
        except InvalidOperation:
            raise InvalidValue(f"应填数字，填的是{_shown(raw)}，请改为数字") from None
    if not number.is_finite():
        raise InvalidValue(f"应填数字，填的是{_shown(raw)}，请改为数字")
    return number


def _bounded(number: Decimal, raw: object, spec: FieldSpec) -> Decimal:
    if spec.minimum is not None and number < spec.minimum:
        reason = "不能是负数" if spec.minimum == 0 else f"不能小于{spec.minimum}"
        raise InvalidValue(f"{reason}，填的是{_shown(raw)}，请核对")
    if spec.maximum is not None and number > spec.maximum:
        raise InvalidValue(f"超过了上限{spec.maximum:f}，请核对")
    return number


def _integer_parser(spec: FieldSpec, _options: Options) -> Parser:
    lowest, highest = float(spec.minimum or 0), float(spec.maximum or 0)

    def parse(raw: object) -> int | None:
        if type(raw) is float and lowest <= raw <= highest and raw.is_integer():
            return int(raw)  # what a workbook holds, nearly always: spared the way over Decimal
        number = _number(raw)
        if number is None:
            return None
        _bounded(number, raw, spec)
        if number != number.to_integral_value():
            raise InvalidValue(f"应填整数，填的是{_shown(raw)}，请改为整数")
        return int(number)

    return parse


def _decimal_parser(spec: FieldSpec, _options: Options) -> Parser:
    places = Decimal(1).scaleb(-spec.decimals)

    def parse(raw: object) -> Decimal | None:
        number = _number(raw)
        if number is None:
            return None
        _bounded(number, raw, spec)
        kept = number.quantize(places)
        # A workbook computes in binary: 0.1 × 3 arrives as 0.30000000000000004.
        if kept != number and not (isinstance(raw, float) and abs(kept - number) < 1e-9):
            raise InvalidValue(f"最多保留{spec.decimals}位小数，填的是{_shown(raw)}，请核对")
        return kept

    return parse


def _text_parser(spec: FieldSpec, _options: Options) -> Parser:
    lines = spec.kind is FieldKind.LONG_TEXT
    return lambda raw: clean_text(raw, spec.max_length, lines=lines)


def _choice_parser(spec: FieldSpec, options: Options) -> Parser:
    choices = options[spec.option_list] if spec.option_list else spec.choices
    accepted = dict(zip(choices, choices, strict=True))

    def parse(raw: object) -> str | None:
        if isinstance(raw, str) and raw in accepted:
            return raw
        text = clean_text(raw)
        if text is None or text in accepted:
            return text
        raise InvalidValue(f"没有{_shown(raw)}这一项，可填：{'、'.join(choices)}")

    return parse


def _date_parser(_spec: FieldSpec, options: Options) -> Parser:
    codes = options.get(PERIOD)
    period = Period.parse(codes[0]) if codes else None

    def parse(raw: object) -> date | None:
        if raw is None:
            return None
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        text = without_invisible(_text_of(raw)).translate(_FULL_WIDTH).strip()
        if not text:
            return None
        # A worksheet's number 3.1 may have been typed as 3.10: only its texts are read as days.
        return read_day(text, None if isinstance(raw, float) else period, _shown(raw))

    return parse


def _boolean_parser(_spec: FieldSpec, _options: Options) -> Parser:
    def parse(raw: object) -> bool:
        if raw is None:
            return False
        if isinstance(raw, bool):
            return raw
        text = _text_of(raw).strip().lower()
        if not text or text in _NO:
            return False
        if text in _YES:
            return True
        raise InvalidValue(f"应填“是”或“否”，填的是{_shown(raw)}")

    return parse


_PARSERS: dict[FieldKind, Callable[[FieldSpec, Options], Parser]] = {
    FieldKind.TEXT: _text_parser,
    FieldKind.LONG_TEXT: _text_parser,
    FieldKind.INTEGER: _integer_parser,
    FieldKind.DECIMAL: _decimal_parser,
    FieldKind.DATE: _date_parser,
    FieldKind.BOOLEAN: _boolean_parser,
    FieldKind.CHOICE: _choice_parser,
}
