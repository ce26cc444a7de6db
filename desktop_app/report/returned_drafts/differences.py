"""What differs between two sentences, in stretches that a reader can follow."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[万亿]?[%％]?|[A-Za-z]+|.", re.DOTALL)
_SHORTEST = 2  # equal stretches between two differences that are shorter are no help to the eye


class Stretch(NamedTuple):
    """A piece of a sentence; is_same: it stands in the other one too."""

    text: str
    is_same: bool


def differences(old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return both sentences in stretches."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    olds: list[Stretch] = []
    news: list[Stretch] = []
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        is_between = 0 < place < len(codes) - 1
        is_same = tag == "equal" and not (is_between and i2 - i1 < _SHORTEST)
        _add(olds, "".join(left[i1:i2]), is_same=is_same)
        _add(news, "".join(right[j1:j2]), is_same=is_same)
    return olds, news


def _add(stretches: list[Stretch], text: str, *, is_same: bool) -> None:
    if not text:
        return
    if stretches and stretches[-1].is_same == is_same:
        text = stretches.pop().text + text
    stretches.append(Stretch(text, is_same))
