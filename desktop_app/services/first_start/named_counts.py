"""Numbers in a list of villages that say what they count: 党员45名, 支部：2个, 45名党员."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEAD = r"(?:现有|共有|下设|其中|有|设|共)"
_END = r"(?![\d.户%岁])"
_NUMBER = rf"\s*[:：为]?\s*(?:约|共|有)?\s*(\d{{1,6}}+)\s*[名人个]?{_END}"
# 东沟村第一支部 2 is a branch and a number; 东沟村，支部2 and 东沟村下设支部2个 count branches.
_APART = rf"(?:{_LEAD}|^|(?<=[\s，,、；;。:：（(【\[名人个户\d]))"
_COUNTS = re.compile(
    rf"{_LEAD}?(?<!预备)(?<!流动)党员(?:总?人?数|总数)?{_NUMBER}"
    rf"|{_APART}(?:党?支部|党组织)(?:个?数|总数)?{_NUMBER}"
    rf"|{_LEAD}?(?<!\d)(\d{{1,6}}+)\s*名(?:中共)?党员"
    rf"|{_LEAD}?(?<!\d)(\d{{1,6}}+)\s*个(?:党?支部|党组织)"
)
_SPELLED = re.compile(r"(党员|支部)(\d{1,6})")


class Count(NamedTuple):
    """What a number counts. place: 0 for party members, 1 for branches, as in `Piece.numbers`."""

    place: int
    number: int


def spelled(text: str) -> str:
    """Return a text in which each such number stands apart, as 党员45 or 支部2."""
    return _COUNTS.sub(_spell, text)


def counts_in(text: str) -> list[Count]:
    """Return the numbers of a text that say what they count."""
    found = (count_of(word) for word in spelled(text).split())
    return [count for count in found if count is not None]


def without_counts(cell: str) -> str:
    """Return a cell of a table without such numbers: the name, or nothing."""
    words = spelled(cell).split(" ")
    return " ".join(word for word in words if count_of(word) is None).strip()


def count_of(word: str) -> Count | None:
    """Return what one word of a spelled text counts; None where it is no such number."""
    match = _SPELLED.fullmatch(word)
    return None if match is None else Count(int(match[1] == "支部"), int(match[2]))


def within_brackets(match: re.Match[str]) -> str:
    """Return what is kept of a remark in brackets: its numbers of members and branches."""
    words = (word for word in spelled(match[0]).split() if count_of(word) is not None)
    return " ".join(("", *words, ""))


def put_in(numbers: tuple[int | None, ...], count: Count) -> tuple[int | None, ...]:
    """Return numbers of a village with one more in its place."""
    filled = [*numbers, *[None] * (count.place + 1 - len(numbers))]
    filled[count.place] = count.number
    return tuple(filled)


def _spell(match: re.Match[str]) -> str:
    members, branches, members_before, branches_before = match.groups()
    if members or members_before:
        return f" 党员{members or members_before} "
    return f" 支部{branches or branches_before} "
