"""Reading numbers that hold Han characters: 三十八, 一百二十, 1.2万, 3万5千, 壹仟元, 二〇二〇."""

from __future__ import annotations

import re
from decimal import Decimal
from math import inf
from typing import NamedTuple

HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN_CHARACTERS = "零〇○一二两三四五六七八九十百千万亿壹贰貳叁肆伍陆柒捌玖拾佰仟萬億"
"""Every character that may stand in a Han number; 大写 as on receipts too."""

_DIGIT = {
    character: Decimal(value)
    for value, characters in enumerate(
        ("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
    )
    for character in characters
}
_FINANCIAL = str.maketrans("壹贰貳叁肆伍陆柒捌玖拾佰仟萬億○", "一二二三四五六七八九十百千万亿〇")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]")


class HanNumber(NamedTuple):
    """A value; is_plain: whether nobody could read the text otherwise."""

    value: Decimal
    is_plain: bool


def read_han_number(text: str) -> HanNumber | None:
    """Return the value of a number with Han characters; None where it is none.

    Arabic digits may stand before 十 to 亿. 一百二 (120) and 三八 (38) are read, but not plain.
    """
    text = text.translate(_FINANCIAL)
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if not any(token in HAN_POWERS for token in tokens):
        return _digit_by_digit(tokens)
    return _by_powers(tokens, is_plain=not any(token[0].isdecimal() for token in tokens))


def _digit_by_digit(tokens: list[str]) -> HanNumber | None:
    if any(token not in _DIGIT for token in tokens):
        return None
    value = Decimal("".join(str(_DIGIT[token]) for token in tokens))
    return HanNumber(value, is_plain=len(tokens) == 1)


def _by_powers(tokens: list[str], *, is_plain: bool) -> HanNumber | None:
    """Add digit × power up; powers fall, those up to 千 within each 万."""
    total, section = Decimal(0), Decimal(0)
    digit: Decimal | None = None
    last_big: float = inf
    last_small: float = inf
    after = 0  # the power that the digit follows at once, without 零
    for token in tokens:
        power = HAN_POWERS.get(token)
        if power is None:
            if digit is not None and digit != 0:
                return None
            digit = _DIGIT[token] if token in _DIGIT else Decimal(token)
            if digit == 0:
                after = 0
        elif power < 10_000:
            starts = digit is None and power == 10 and last_small == inf  # 十二
            if power >= last_small or not (starts or digit):
                return None
            section += power if starts else (digit or 0) * power
            digit, last_small, after = None, power, power
        else:
            section += digit or 0
            if power >= last_big or not section:
                return None
            total += section * power
            section, digit = Decimal(0), None
            last_big, last_small, after = power, inf, power
    if digit and after >= 100:  # 一百二 means 120, 一百零二 says otherwise
        return HanNumber(total + section + digit * after / 10, is_plain=False)
    return HanNumber(total + section + (digit or 0), is_plain)
