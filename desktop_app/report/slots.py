"""The text a chapter is stored as: plain text, slots `{key…}` and optional clauses `[[…]]`.

A slot reads `{key[@unit 名|@prev|@yoy][|万|.1|约|近|超过|左右|names:3|points|比上期|比同期]}`.
Braces that do not form a slot are plain text; the checks point at them. `[[…||…]]` says something
else instead of disappearing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_SLOT = re.compile(
    r"\{(?P<key>[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)"
    r"(?:@(?P<at>unit [^|{}@]+|prev|yoy))?"
    r"(?P<formats>(?:\|[^|{}]+)*)\}"
)
_PIECES = re.compile(rf"{_SLOT.pattern}|(?P<open>\[\[)|(?P<otherwise>\|\|)|(?P<close>\]\])")
COMPARISONS = {"比上期": "prev", "比同期": "yoy"}
"""Formats of a slot that says how a value stands to an earlier one → which."""

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

    @property
    def comparison(self) -> str:
        """Which earlier value it compares with, "prev" or "yoy"; "" where it shows a value."""
        return next((COMPARISONS[name] for name in self.formats if name in COMPARISONS), "")


@dataclass(frozen=True, slots=True)
class Optional:
    """A clause that disappears when every figure in it is 0, or is said otherwise then."""

    pieces: tuple[Piece, ...]
    otherwise: tuple[Piece, ...] = ()


Piece = str | Slot | Optional


@dataclass(slots=True)
class _Open:
    """A clause while it is read; otherwise: what stands behind its ||, None before there is one."""

    pieces: list[Piece]
    otherwise: list[Piece] | None = None

    def add(self, *pieces: Piece) -> None:
        (self.pieces if self.otherwise is None else self.otherwise).extend(pieces)

    def written(self) -> list[Piece]:
        """What it was written as, for a clause that is never closed."""
        rest = [] if self.otherwise is None else ["||", *self.otherwise]
        return ["[[", *self.pieces, *rest]


def parse(text: str) -> tuple[Piece, ...]:
    """Read a stored text. A [[ that is never closed, or a ]] never opened, is plain text.

    So is a || outside a clause, or a second one in it.
    """
    stack = [_Open([])]
    end = 0
    for match in _PIECES.finditer(text):
        if match["otherwise"] and (len(stack) == 1 or stack[-1].otherwise is not None):
            continue
        if match.start() > end:
            stack[-1].add(text[end : match.start()])
        end = match.end()
        _take(stack, match)
    if end < len(text):
        stack[-1].add(text[end:])
    while len(stack) > 1:
        rest = stack.pop()
        stack[-1].add(*rest.written())
    return tuple(stack[0].pieces)


def _take(stack: list[_Open], match: re.Match[str]) -> None:
    """Take one mark or slot into the clauses that are open."""
    if match["open"]:
        stack.append(_Open([]))
    elif match["otherwise"]:
        stack[-1].otherwise = []
    elif not match["close"]:
        formats = tuple(match["formats"].split("|")[1:])
        stack[-1].add(Slot(match["key"], match["at"] or "", formats))
    elif len(stack) == 1:
        stack[-1].add("]]")
    else:
        clause = stack.pop()
        stack[-1].add(Optional(tuple(clause.pieces), tuple(clause.otherwise or ())))


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
            yield from _flat(piece.otherwise)
        else:
            yield piece


def settle(pieces: Sequence[Piece], is_zero: Callable[[Slot], bool]) -> tuple[str | Slot, ...]:
    """Drop the optional clauses whose figures are all 0 and mend the list around each.

    Clauses joined by 、和；stay joined: of A、B和C without B remains A和C, without C A和B. Where a
    whole list goes, the mark that joined it to its sentence goes too. A comparison that has nothing
    to say goes like a clause.
    """
    pieces = [
        Optional((piece,)) if isinstance(piece, Slot) and piece.comparison else piece
        for piece in pieces
    ]
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
    said = [_said(clause, is_zero) for clause in clauses]
    staying = [place for place, parts in enumerate(said) if parts is not None]
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
        kept.extend(said[place] or ())
    return kept


def _said(clause: Optional, is_zero: Callable[[Slot], bool]) -> Sequence[str | Slot] | None:
    """Return what a clause says, None where it disappears."""
    if not is_all_zero(slots_of(clause.pieces), is_zero):
        only = clause.pieces[0] if len(clause.pieces) == 1 else None
        return (only,) if isinstance(only, Slot) else settle(clause.pieces, is_zero)
    return settle(clause.otherwise, is_zero) if clause.otherwise else None


def is_all_zero(slots: Iterable[Slot], is_zero: Callable[[Slot], bool]) -> bool:
    """Say whether a clause with these slots has nothing to report.

    What it compares matters only where it shows no value itself.
    """
    found = list(slots)
    shown = [slot for slot in found if not slot.comparison] or found
    return bool(shown) and all(is_zero(slot) for slot in shown)


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
