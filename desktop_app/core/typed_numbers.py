"""Numbers as clerks write them: 38人, １，２３４, 1.2万, 约38, 30余, 三十八, 无.

Every door reads them here: cells, pasted blocks, messages, workbooks and .csv. What is not said
outright is said in a note; what cannot be read is refused with a reason. Nothing becomes 0 that is
not a 0.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.errors import InvalidValue
from desktop_app.core.han_digits import HAN_CHARACTERS, HAN_POWERS, read_han_number
from desktop_app.core.plain_text import half_width, quoted

NOTHING = frozenset("-–—－―_/／\\无空") | {
    *("--", "——", "暂无", "没有", "空白", "未知", "不详", "未报", "未统计", "N/A", "n/a"),
}
"""What stands in a cell of which nothing is known; it is not 0."""

ABOUT = r"大约|大概|差不多|将近|接近|超过|不足|不到|至少|约|近|超|逾|[~～≈]"
MORE = r"多|余|来|许"
AFTER = rf"{MORE}|左右|上下|以上|以下|±\s*[0-9０-９]*"
"""Patterns of what makes a number an estimate: before it, within it, behind its counter."""

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER = re.compile(
    rf"(?P<about>{ABOUT})?\s*(?P<sign>[-−+])?[¥￥]?\s*"
    rf"(?P<body>[0-9{HAN_CHARACTERS}][0-9.,\s{HAN_CHARACTERS}]*)"
    rf"(?P<more>{MORE}|±\s*[0-9]*)?(?P<power>[{''.join(HAN_POWERS)}])?(?P<more_still>{MORE})?\s*"
    rf"(?P<counter>%|[hH]|[\u4e00-\u9fff]{{0,3}}?)\s*(?P<after>{AFTER})?"
)
_RANGE = re.compile(r"[0-9]\D{0,3}[-—~～至到][约\s]*[0-9]")
_DAY = re.compile(r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:\s[0-9]{3})+)(?:\.[0-9]+)?")
_SAME_COUNTERS = (
    frozenset({"小时", "个小时"}),
    frozenset({"元", "圆", "元整", "圆整", "块", "块钱"}),
)
_ALIKE_COUNTERS = (
    frozenset({"人", "名", "位", "个", "人次"}),
    frozenset({"次", "场", "回", "场次", "期", "堂", "节"}),
    frozenset({"件", "起", "个", "份", "条"}),
    frozenset({"家", "户", "个"}),
    frozenset({"个", "支", "队", "条"}),
    frozenset({"户次", "户"}),
    frozenset({"天", "日"}),
    frozenset({"小时", "时", "h", "H"}),
)


class TypedNumber(NamedTuple):
    """A number or None for nothing; note: how it was read where it is not said outright."""

    value: Decimal | None
    note: str = ""
    is_estimate: bool = False


def read_number(text: str, counter: str = "") -> TypedNumber:
    """Read a number whose field counts in `counter`.

    Raises InvalidValue with a reason that reads behind the field's label.
    """
    plain = half_width(text)
    if _PLAIN.fullmatch(plain):
        return TypedNumber(Decimal(plain))
    if not plain:
        return TypedNumber(None)
    if plain in NOTHING:
        return TypedNumber(None, nothing_note(text))
    match = _NUMBER.fullmatch(plain)
    if match is None or _SCIENTIFIC.match(plain):
        raise InvalidValue(_reason(plain, text))
    value, is_plain = _amount(match, text)
    about = [match[name] for name in ("about", "more", "more_still", "after") if match[name]]
    written = _counter_note(match["counter"], counter)
    notes = [] if is_plain and not about else [f"{quoted(text)}按{plain_number(value)}填写"]
    if about:
        notes.append("是约数")
    if written:
        notes.append(written)
    return TypedNumber(value, "，".join(notes), bool(about))


def nothing_note(text: str) -> str:
    """Say how a mark for nothing is taken."""
    return f"{quoted(text)}按空白填写，不是0；确实是零的请填0"


def _amount(match: re.Match[str], text: str) -> tuple[Decimal, bool]:
    """Return the number and whether nobody could read it otherwise."""
    body, power = match["body"].strip(), match["power"] or ""
    is_plain = not power
    if re.fullmatch(r"[0-9.,\s]+", body):
        digits = re.sub(r"[,\s]", "", body)
        if not _PLAIN.fullmatch(digits):
            raise InvalidValue(f"看不出是多少，填的是{quoted(text)}，请改为数字")
        if "," in body and not _GROUPED.fullmatch(re.sub(r"\s", "", body)):
            raise InvalidValue(f"逗号的位置不像千分位，填的是{quoted(text)}，请改为数字")
        is_plain &= digits == body or _GROUPED.fullmatch(body) is not None
        value = Decimal(digits)
    else:
        read = read_han_number(re.sub(r"[,\s]", "", body))
        if read is None:
            raise InvalidValue(f"看不出是多少，填的是{quoted(text)}，请改为数字")
        value, is_plain = read.value, is_plain and read.is_plain
    if power:
        value *= HAN_POWERS[power]
    return (-value if match["sign"] in ("-", "−") else value), is_plain


def _counter_note(given: str, counter: str) -> str:
    """Say what to think of the measure word that stands behind a number, "" where it is right."""
    if not given or given == counter or _share_group(given, counter, _SAME_COUNTERS):
        return ""
    if not counter and any(given in group for group in _ALIKE_COUNTERS):
        return f"去掉了“{given}”"
    if not counter:
        raise InvalidValue(f"数字后面多了“{given}”，请改为数字")
    if _share_group(given, counter, _ALIKE_COUNTERS):
        return f"写的是“{given}”，这一栏按“{counter}”计"
    raise InvalidValue(f"后面写的是“{given}”，这一栏的单位是“{counter}”，请核对")


def counters_fit(given: str, counter: str) -> bool:
    """Say whether a measure word behind a number may stand for the one that a field counts in."""
    return (
        not given
        or given == counter
        or _share_group(given, counter, (*_SAME_COUNTERS, *_ALIKE_COUNTERS))
    )


def known_counters() -> frozenset[str]:
    """Return the measure words that are understood beside the fields' own."""
    return frozenset().union(*_SAME_COUNTERS, *_ALIKE_COUNTERS)


def _share_group(one: str, other: str, groups: tuple[frozenset[str], ...]) -> bool:
    return any(one in group and other in group for group in groups)


def _reason(plain: str, text: str) -> str:
    if _SCIENTIFIC.match(plain):
        return f"是科学计数，位数可能不全，填的是{quoted(text)}，请改为普通数字"
    if _RANGE.search(plain) and not _DAY.match(plain):
        return f"是一个范围，填的是{quoted(text)}，请只填一个数"
    return f"应填数字，填的是{quoted(text)}，请改为数字"
