"""Finding Chinese texts by the first letters of their pinyin: zc finds 张村, mz 民主生活会.

Every reading of a character counts, so that surnames are found by how they are said (单 by s, 仇 by
q, 解 by x) as well as by their common readings. Nothing is stored: letters are cheap once the table
of readings is there, and that is loaded when the first letters are typed, or ahead by `warm`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache

_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_PLAIN = re.compile(r"[A-Za-z0-9]")


def warm() -> None:
    """Load the table of readings; takes a tenth of a second, once."""
    letters_of("张")


def is_initials(typed: str) -> bool:
    """Whether what was typed may stand for the first letters of Chinese words."""
    return _LETTERS.fullmatch(typed.strip()) is not None


def matches(text: str, typed: str) -> bool:
    """Say whether a text holds what was typed, as it stands or as first letters."""
    return _rank(text, typed.strip().casefold()) is not None


def found(texts: Iterable[str], typed: str) -> list[str]:
    """Return the texts that hold what was typed, those that begin with it first.

    What stands in a text word for word goes before what its letters stand for.
    """
    wanted = typed.strip().casefold()
    ranked = [(rank, text) for text in texts if (rank := _rank(text, wanted)) is not None]
    return [text for _rank_of, text in sorted(ranked, key=lambda pair: pair[0])]


@lru_cache(maxsize=8192)
def letters_of(text: str) -> tuple[str, ...]:
    """Return for each character the letters by which it may be found; marks are left out."""
    return tuple(letters for character in text if (letters := _of_character(character)))


def _rank(text: str, wanted: str) -> int | None:
    """Return 0 to 3, best first, or None for a text that does not match."""
    place = text.casefold().find(wanted)
    if place >= 0:
        return 0 if place == 0 else 1
    if not is_initials(wanted):
        return None
    place = _place(letters_of(text), wanted)
    return None if place < 0 else (2 if place == 0 else 3)


def _place(letters: tuple[str, ...], wanted: str) -> int:
    """Return the place from which each letter wanted is one of its character's, -1 for none."""
    for start in range(len(letters) - len(wanted) + 1):
        if all(letter in letters[start + at] for at, letter in enumerate(wanted)):
            return start
    return -1


@cache
def _of_character(character: str) -> str:
    if _PLAIN.match(character):
        return character.casefold()
    if not character.isalpha():
        return ""
    # Its table of phrases is the larger part of the library, and tells nothing about letters.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 0.1 s, only once letters are typed

    readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return "".join(readings[0]) if readings else ""
