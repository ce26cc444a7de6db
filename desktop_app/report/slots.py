"""The text a chapter is stored as: plain text, slots `{key…}` and optional clauses `[[…]]`.

A slot reads `{key[@unit 名|@prev|@yoy][|万|.1|约|近|超过|左右|names:3|points]}`. Braces that do not
form a slot are plain text; the checks point at them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_SLOT = re.compile(
    r"\{(?P<key>[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)"
    r"(?:@(?P<at>unit [^|{}@]+|prev|yoy))?"
    r"(?P<formats>(?:\|[^|{}]+)*)\}"
)
_PIECES = re.compile(rf"{_SLOT.pattern}|(?P<open>\[\[)|(?P<close>\]\])")

_JOINERS = ("以及", "、", "，", "；", "和", "及", "与")
_AND = ("以及", "和", "及", "与")
_MARKS = ("、", "，", "；")
_STOPS = "。，、；：）"
_STARTS = "。，、；：（"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that shows a figure. at: "", "prev", "yoy" or "unit 名"; formats: as written."""

    key: str
    at: str = ""
    formats: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The figure as a printed run names it: its key, with @… where it is not the period's."""
        return f"{self.key}@{self.at}" if self.at else self.key


@dataclass(frozen=True, slots=True)
class Optional:
    """A clause that disappears when every figure in it is 0."""

    pieces: tuple[Piece, ...]


Piece = str | Slot | Optional


def parse(text: str) -> tuple[Piece, ...]:
    """Read a stored text. A [[ that is never closed, or a ]] never opened, is plain text."""
    stack: list[list[Piece]] = [[]]
    end = 0
    for match in _PIECES.finditer(text):
        if match.start() > end:
            stack[-1].append(text[end : match.start()])
        end = match.end()
        if match["open"]:
            stack.append([])
        elif match["close"]:
            if len(stack) == 1:
                stack[-1].append("]]")
            else:
                clause = Optional(tuple(stack.pop()))
                stack[-1].append(clause)
        else:
            formats = tuple(match["formats"].split("|")[1:])
            stack[-1].append(Slot(match["key"], match["at"] or "", formats))
    if end < len(text):
        stack[-1].append(text[end:])
    while len(stack) > 1:
        rest = stack.pop()
        stack[-1].extend(["[[", *rest])
    return tuple(stack[0])


def without_slots(text: str) -> str:
    """Return a stored text's own words alone, those of optional clauses too."""
    return "".join(piece for piece in _flat(parse(text)) if isinstance(piece, str))


def slots_of(pieces: Sequence[Piece]) -> Iterator[Slot]:
    """Yield every slot, in reading order, those in optional clauses too."""
    return (piece for piece in _flat(pieces) if isinstance(piece, Slot))


def _flat(pieces: Sequence[Piece]) -> Iterator[str | Slot]:
    for piece in pieces:
        if isinstance(piece, Optional):
            yield from _flat(piece.pieces)
        else:
            yield piece


def settle(pieces: Sequence[Piece], is_zero: Callable[[Slot], bool]) -> tuple[str | Slot, ...]:
    """Drop the optional clauses whose figures are all 0 and mend the list around each.

    Clauses joined by 、和；stay joined: of A、B和C without B remains A和C, without C A和B. Where a
    whole list goes, the mark that joined it to its sentence goes too.
    """
    settled: list[str | Slot] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, str | Slot):
            _append(settled, piece)
            index += 1
            continue
        clauses, joiners, index = _list_from(pieces, index)
        kept = _kept(clauses, joiners, is_zero)
        for part in kept:
            _append(settled, part)
        if not kept:
            following = pieces[index] if index < len(pieces) else ""
            rest = _close_gap(settled, following if isinstance(following, str) else "")
            if isinstance(following, str) and index < len(pieces):
                _append(settled, rest)
                index += 1
    return tuple(settled)


def _list_from(pieces: Sequence[Piece], start: int) -> tuple[list[Optional], list[str], int]:
    """Collect clauses that only joiners separate; return them and where the rest begins."""
    first = pieces[start]
    assert isinstance(first, Optional)
    clauses, joiners, index = [first], [], start + 1
    while index + 1 < len(pieces):
        joiner, clause = pieces[index], pieces[index + 1]
        if not (isinstance(clause, Optional) and isinstance(joiner, str) and joiner in _JOINERS):
            break
        clauses.append(clause)
        joiners.append(joiner)
        index += 2
    return clauses, joiners, index


def _kept(
    clauses: Sequence[Optional], joiners: Sequence[str], is_zero: Callable[[Slot], bool]
) -> list[str | Slot]:
    """Return the clauses that stay, joined: the last two by 和 if the list had one."""
    staying = [place for place, clause in enumerate(clauses) if not _vanishes(clause, is_zero)]
    conjunction = next((joiner for joiner in joiners if joiner in _AND), "")
    kept: list[str | Slot] = []
    for number, place in enumerate(staying):
        if number:
            is_last = number == len(staying) - 1
            joiner = joiners[place - 1]
            if is_last and conjunction:
                joiner = conjunction
            elif joiner in _AND:
                joiner = "、"
            kept.append(joiner)
        kept.extend(settle(clauses[place].pieces, is_zero))
    return kept


def _vanishes(clause: Optional, is_zero: Callable[[Slot], bool]) -> bool:
    slots = list(slots_of(clause.pieces))
    return bool(slots) and all(is_zero(slot) for slot in slots)


def _close_gap(settled: list[str | Slot], following: str) -> str:
    """Take away the joiner left of a gap, or return the text right of it without its joiner."""
    before = settled[-1] if settled and isinstance(settled[-1], str) else ""
    if before and (not following or following[0] in _STOPS):
        before = _without_joiner(before, at_end=True)
        settled[-1] = before
    starts_sentence = before[-1] in _STARTS if before else not settled
    return _without_joiner(following, at_end=False) if starts_sentence else following


def _without_joiner(text: str, *, at_end: bool) -> str:
    """Take one joiner away. 和, 及 and 与 stay: 缓和, 普及 and 参与 end in them too."""
    for joiner in ("以及", *_MARKS):
        if at_end and text.endswith(joiner):
            return text.removesuffix(joiner)
        if not at_end and text.startswith(joiner) and joiner in _MARKS:
            return text.removeprefix(joiner)
    return text


def _append(settled: list[str | Slot], piece: str | Slot) -> None:
    """Append a piece; texts side by side become one."""
    if isinstance(piece, str) and settled and isinstance(settled[-1], str):
        settled[-1] += piece
    else:
        settled.append(piece)
