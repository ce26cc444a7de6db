"""Where a line may begin: the prohibitions of GB/T 15834-2011 and what stays whole."""

from __future__ import annotations

import re
from typing import NamedTuple

CLOSING = frozenset("。，、；：？！．）〕】》〉」』〗］｝”’")
OPENING = frozenset("（〔【《〈「『〖［｛“‘")
SPACES = " \u00a0"
NOT_AT_START = CLOSING | frozenset(",.;:?!)]}%％‰℃°·～—–－／/…" + SPACES)
NOT_AT_END = OPENING | frozenset("([{／")

_BARRED = re.compile(f"[{re.escape(''.join(sorted(NOT_AT_START | NOT_AT_END)))}]")

# Never broken: a value in Arabic numerals with its 年 % 万 … (GB/T 15835-2011 5.1.7), Latin words,
# document numbers with their 代字 where it is told apart, dashes and ellipses (GB/T 15834-2011
# 4.13.3, 4.11.3), blanks.
_WHOLE = re.compile(
    r"(?:(?<=[（，、；：。《》“”])|^)[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号"
    r"|〔\d{4}〕\d+号|——+|……+|＿+|第?[!-~]+[%％‰℃年月日万亿元号]*"
)
_LONG = 16  # characters from which a Latin word may be broken after its inner punctuation
_INNER = frozenset("@./-_?&=:,;")
_HAN = "\u2e80"  # the first Chinese character


class Opportunities(NamedTuple):
    """For each character: may a line start with it, and does it cling to the one before it.

    soft: a line may start there where it would gape otherwise: within 代字, after a mark within an
    address. glued: no justifying space goes between this character and the one before it. long: it
    is a letter within a Latin word so long that breaking it is better than a half empty line.
    """

    may_start: list[bool]
    soft: list[bool]
    glued: list[bool]
    long: list[bool]


def opportunities(text: str) -> Opportunities:
    """Say for each character of a paragraph whether a line may start there."""
    size = len(text)
    may_start = [True] * size
    soft, glued, long = [False] * size, [False] * size, [False] * size
    for barred in _BARRED.finditer(text):
        index = barred.start()
        if text[index] in NOT_AT_START:
            may_start[index] = False
        if text[index] in NOT_AT_END and index + 1 < size:
            may_start[index + 1] = False
    for whole in _WHOLE.finditer(text):
        start, end = whole.span()
        first = text[start]
        if first == "—":
            may_start[start] = text[start - 1 : start] not in NOT_AT_END
        elif first == "〔" and start and text[start - 1] >= "\u4e00":
            may_start[start] = False  # 代字 may not be told apart, but its last character stays
        is_code = first >= "\u4e00" and first != "第"
        is_long = end - start > _LONG and not is_code
        year = text.find("〔", start, end) if is_code else -1
        for index in range(start + 1, end):
            may_start[index] = False
            glued[index] = index > year
            long[index] = is_long and text[index].isalpha() and text[index] < _HAN
            soft[index] = index < year or (long[index] and text[index - 1] in _INNER)
    return Opportunities(may_start, soft, glued, long)
