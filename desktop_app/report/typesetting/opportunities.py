"""Where a line may begin: the prohibitions of GB/T 15834-2011 and values that stay whole.

A later, exact treatment may replace this module as long as `opportunities` keeps its shape.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CLOSING = frozenset("。，、；：？！．）〕】》〉」』〗］｝”’")
NOT_AT_START = CLOSING | frozenset(",.;:?!)]}%％‰℃°·～—–－／/… \u00a0")
NOT_AT_END = frozenset("（〔【《〈「『〖［｛“‘([{／")

# GB/T 15834-2011 5.1.10: these take half a cell at the end of a line.
HALF_AT_END = CLOSING

# GB/T 15835-2011 5.1.7: a value in Arabic numerals is not broken; nor are Latin words, document
# numbers, dashes, ellipses (GB/T 15834-2011 5.1.4, 5.1.5) and blanks.
_WHOLE = re.compile(r"〔\d{4}〕\d+号|——+|……+|＿+|[!-~]+[%％‰℃年月日万亿元]*")
_LONG = 16  # characters from which a Latin word may be broken after its inner punctuation
_INNER = frozenset("@./-_?&=:,;")


class Opportunities(NamedTuple):
    """For each character: may a line start with it, and does it cling to the one before it.

    glued: no justifying space goes between this character and the one before it. long: it is within
    a Latin word so long that breaking it is better than a half empty line.
    """

    may_start: list[bool]
    glued: list[bool]
    long: list[bool]


def opportunities(text: str) -> Opportunities:
    """Say for each character of a paragraph whether a line may start there."""
    size = len(text)
    may_start = [char not in NOT_AT_START for char in text]
    glued = [False] * size
    long = [False] * size
    for index in range(1, size):
        if text[index - 1] in NOT_AT_END:
            may_start[index] = False
    for whole in _WHOLE.finditer(text):
        start, end = whole.span()
        if text[start] in "—…":
            may_start[start] = text[start - 1 : start] not in NOT_AT_END
        for index in range(start + 1, end):
            glued[index] = True
            long[index] = end - start > _LONG
            may_start[index] = long[index] and text[index - 1] in _INNER
    return Opportunities(may_start, glued, long)
