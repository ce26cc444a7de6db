"""Where sentences end, what of them is generated, and when two of them are the same."""

from __future__ import annotations

import re
from itertools import pairwise

MISSING = re.compile(r"（缺\d+(?:村|个单位)）")
"""The program's own remark on a draft, behind a total that lacks some units."""

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_HAN = "[一二三四五六七八九十百]+"
_CUT = re.compile(
    r"(?<=[。！？；])(?![。！？；”’）》」』\]])|(?<=[。！？；][”’）》」』\]])"
    rf"|(?<=[，、：])(?={_HAN}是)"  # a point whose forerunner lost its end
)
_NUMBER = re.compile(
    rf"(?:{_HAN}是(?=\S)|第?{_HAN}[、，]|[（(](?:{_HAN}|\d{{1,2}})[）)]|\d{{1,2}}[.．、](?!\d)|•\s*)"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, without blank ones; ； ends one too."""
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def without_number(text: str) -> str:
    """Take the number of a point or heading away: 一是, （一）, 1. or 一、."""
    found = _NUMBER.match(text.lstrip())
    return text.lstrip()[found.end() :].lstrip() if found else text


def has_number(text: str) -> bool:
    """Say whether a text starts with the number of a point or heading."""
    return _NUMBER.match(text.lstrip()) is not None


def same_key(text: str) -> str:
    """Return what must be equal for two sentences to be the same.

    That is all but spaces, the number of a point and remarks on what is missing.
    """
    return MISSING.sub("", _SPACE.sub("", without_number(text)))
