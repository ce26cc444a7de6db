"""Where things stand in a line of a message: its units, and what speaks of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.services.messages.tokens import WHOLE_TOWN, Token, TokenKind

Group = tuple[tuple[str, ...], bool]
"""Units that are listed together, and whether what follows is meant of each."""


def is_of_all(line: Sequence[Token], at: int, *, are_several: bool) -> bool:
    """Whether 合计 stands where a unit's name would, and so opens the total of all units.

    Behind a unit or an activity (值守合计5小时) it says only how that number came about.
    """
    if line[at].text in WHOLE_TOWN:
        return True
    begins = 0
    for place, token in enumerate(line[:at]):
        is_pause = token.kind is TokenKind.PAUSE and any(mark in token.text for mark in "，,")
        ends_unit = are_several and (is_pause or token.kind is TokenKind.NUMBER)
        if token.kind is TokenKind.STOP or ends_unit:
            begins = place + 1
    return not any(
        token.kind in (TokenKind.UNIT, TokenKind.WORD, TokenKind.TOTAL) for token in line[begins:at]
    )


def unit_groups(line: Sequence[Token]) -> list[Group]:
    """Return the units of a line, those that are listed together as one group."""
    groups = []
    place = 0
    while place < len(line):
        if line[place].kind is TokenKind.UNIT:
            groups.append(group_at(line, place))
            place = _group_end(line, place)
        place += 1
    return groups


def group_at(line: Sequence[Token], at: int) -> Group:
    """Return the units listed from a place on, and whether what follows is meant of each."""
    end = _group_end(line, at)
    start = at
    while start >= 2 and line[start - 1].kind is TokenKind.JOIN and _is_unit(line[start - 2]):
        start -= 2
    names = tuple(dict.fromkeys(token.name for token in line[start : end + 1] if token.name))
    following = [token.kind for token in line[end + 1 : end + 5]]
    return names, TokenKind.EACH in following


def _group_end(line: Sequence[Token], at: int) -> int:
    while at + 2 < len(line) and line[at + 1].kind is TokenKind.JOIN and _is_unit(line[at + 2]):
        at += 2
    return at


def _is_unit(token: Token) -> bool:
    return token.kind is TokenKind.UNIT
