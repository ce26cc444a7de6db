"""What a line may give or take so that both its edges are straight (clreq, GB/T 15834-2011 5.1).

Marks are drawn in one half of their cell; the other half may be given up. What is given up stands
in the gap behind a character: `Gap(after, points)`, counted from the start of the line.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from desktop_app.report.typesetting.glyphs import Glyph
from desktop_app.report.typesetting.opportunities import CLOSING, OPENING

_MARKS = CLOSING | OPENING
_NO_SEAM = _MARKS | {" ", "\u00a0", "—", "…"}
_STOPS = frozenset("。？！")
_PAUSES = frozenset("，、；：．")
_WIDE_MARKS = frozenset("？")  # drawn over the middle of their cell: only a quarter is empty
_WORD_SPACE = 0.5  # em: the widest a space between words becomes
_SEAM = 0.125  # em: what a gap between Chinese and Latin takes before all others do
_HAN = "\u2e7f"  # characters above are Chinese or drawn as wide
_CLOSERS, _OPENERS = (re.escape("".join(sorted(marks))) for marks in (CLOSING, OPENING))
_PAIR = re.compile(f"(?=[{_CLOSERS}][{_CLOSERS}{_OPENERS}]|[{_OPENERS}][{_OPENERS}])")

_END, _ADJACENT, _DOT, _BRACKET, _PAUSE, _STOP = range(6)
"""The order in which room is given up: least visible first (clreq 3.1.6, 3.2.2)."""


class Gap(NamedTuple):
    """Room behind the character at place `after` of a line, in points."""

    after: int
    points: float


Tiers = tuple[list[Gap], ...]


def pair_gaps(text: str, glyphs: Sequence[Glyph]) -> dict[int, float]:
    """Return place → points that two marks beside each other always give up between them.

    Two cells that are mostly white would tear a hole: they take one and a half (clreq 3.1.6.1).
    """
    gaps = {}
    for pair in _PAIR.finditer(text):
        at = pair.start()
        gaps[at] = room_in(glyphs[at if text[at] in CLOSING else at + 1])
    return gaps


def givable(line: Sequence[Glyph], given: Container[int] = ()) -> Tiers:
    """Return what a line can give up, tier by tier in the order in which it should.

    given: places behind which a pair of marks has given up its share already.
    """
    tiers: Tiers = ([], [], [], [], [], [])
    last = len(line) - 1
    for index, glyph in enumerate(line):
        char = glyph.char
        if char in CLOSING and index not in given:
            tier = _STOP if char in _STOPS else _PAUSE if char in _PAUSES else _BRACKET
            tiers[_END if index == last else tier].append(Gap(index, room_in(glyph)))
        elif char in OPENING and index and line[index - 1].char not in OPENING:
            tier = _ADJACENT if line[index - 1].char in CLOSING else _BRACKET
            tiers[tier].append(Gap(index - 1, room_in(glyph)))
        elif char == "·" and 0 < index < last:
            half = room_in(glyph) / 2
            tiers[_DOT].extend((Gap(index - 1, half), Gap(index, half)))
    return tiers


def room_in(glyph: Glyph) -> float:
    """Return how many points a glyph can give up within a line."""
    char = glyph.char
    if char in _MARKS or char == "·":
        return glyph.advance / (4 if char in _WIDE_MARKS else 2)
    return 0.0


def squeezed(line: Sequence[Glyph], wanted: float, given: Container[int] = ()) -> list[float]:
    """Return what is added behind each character (0 or less) so that a line gets shorter."""
    added = [0.0] * len(line)
    for tier in givable(line, given):
        if wanted <= 0:
            break
        room = sum(gap.points for gap in tier)
        share = min(wanted / room, 1.0) if room else 0.0
        for gap in tier:
            added[gap.after] -= gap.points * share
        wanted -= room * share
    return added


def stretched(
    line: Sequence[Glyph], glued: Sequence[bool], wanted: float, em: float
) -> list[float]:
    """Return what is added behind each character so that a line gets so many points longer.

    glued: whether a character clings to the one before it. Spaces between words take up to half
    an em in all, then seams between Chinese and Latin up to an eighth, then every gap alike.
    """
    added = [0.0] * len(line)
    free = [index for index in range(len(line) - 1) if not glued[index + 1]]
    spaces = [index for index in free if line[index].char == " "]
    seams = [
        index
        for index in free
        if (line[index].char > _HAN) is not (line[index + 1].char > _HAN)
        and not {line[index].char, line[index + 1].char} & _NO_SEAM
    ]
    room_of_spaces = max(_WORD_SPACE * em - (line[spaces[0]].advance if spaces else 0.0), 0.0)
    for gaps, most in ((spaces, room_of_spaces), (seams, _SEAM * em), (free, wanted)):
        if gaps and wanted > 0:
            each = min(wanted / len(gaps), most)
            for index in gaps:
                added[index] += each
            wanted -= each * len(gaps)
    return added
