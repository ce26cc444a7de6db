"""The difference between two sentences, applied to the stored one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from desktop_app.report.returned_drafts.claiming import OWN, Claims, Returned, slot_in, with_slots
from desktop_app.report.returned_drafts.records import Disputed, Pieces
from desktop_app.report.returned_drafts.sentences import MISSING
from desktop_app.report.returned_drafts.tokens import SlotText, Token, split

_EMPTY_CLAUSE = re.compile(r"\[\[(?:\|\|)?\]\]")
_REMARK = chr(OWN - 1)
_STOPS = ("，", "、", "；", "：", "。")
_NUMBER = re.compile(r"\d")


def patched(
    tokens: Sequence[Token],
    slots: Sequence[SlotText],
    theirs: Returned,
    claims: Claims,
) -> tuple[Pieces, list[str]]:
    """Apply the difference to the stored tokens; marks and hidden ones keep their places."""
    shown = [place for place, token in enumerate(tokens) if token.text and not token.is_hidden]
    mine = [
        _plain(tokens[place].text) if (slot := tokens[place].slot) is None else chr(OWN + slot)
        for place in shown
    ]
    new = [_plain(token) for token in with_slots(theirs, claims)]
    patch = _Patch(tokens, slots, claims)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for place in shown[i1:i2]:
                patch.keep(place)
        elif tag == "insert":
            patch.insert(new[j1:j2])
        else:
            patch.replace(shown[i1:i2], new[j1:j2])
    return patch.finish()


def _plain(token: str) -> str:
    """Return a token; of a remark on what is missing it does not matter how many that are."""
    return _REMARK if MISSING.fullmatch(token) else token


class _Patch:
    """Gathers the new stored text."""

    def __init__(
        self,
        tokens: Sequence[Token],
        slots: Sequence[SlotText],
        claims: Claims,
    ) -> None:
        self._tokens = tokens
        self._slots = slots
        self._claims = claims
        self._pieces: list[str | Disputed] = []
        self._place = 0
        self._lost: list[str] = []
        self._kept: set[int] = set()

    def keep(self, place: int) -> None:
        """Take a token over."""
        self._go_to(place)
        token = self._tokens[place]
        if token.slot is not None:
            self._kept.add(token.slot)
        self._pieces.append(token.stored)
        self._place = place + 1

    def insert(self, new: Sequence[str]) -> None:
        """Put new tokens here: behind a clause that ends here, or that prints nothing now.

        Behind a mark what is new belongs to what follows, so that a hidden clause stays before it.
        """
        while self._place < len(self._tokens) and self._tokens[self._place].stored == "]]":
            self._go_to(self._place + 1)
        if self._pieces and str(self._pieces[-1]).endswith(_STOPS):
            self._go_to(self._behind_hidden())
        self._write(new, [])

    def replace(self, places: Sequence[int], new: Sequence[str]) -> None:
        """Drop tokens and put new ones where they stood."""
        self._go_to(places[0])
        gone = [
            slot
            for place in places
            if (slot := self._tokens[place].slot) is not None
            and slot not in self._claims
            and self._tokens[place].stored
        ]
        self._write(new, gone)
        for place in places:
            self._go_to(place)
            self._place = place + 1

    def finish(self) -> tuple[Pieces, list[str]]:
        """Return the text, and the figures that are no longer in it."""
        self._go_to(len(self._tokens))
        return _joined(self._pieces), self._lost

    def _behind_hidden(self) -> int:
        """Return the place behind the clauses that begin here and print nothing now."""
        place, depth, end = self._place, 0, self._place
        while place < len(self._tokens):
            token = self._tokens[place]
            if token.text and not token.is_hidden:
                break
            depth += (token.stored == "[[") - (token.stored == "]]")
            place += 1
            if depth == 0 and token.stored == "]]":
                end = place
        return end

    def _go_to(self, place: int) -> None:
        """Keep the marks and hidden tokens up to a place."""
        for token in self._tokens[self._place : place]:
            if not token.text or token.is_hidden:
                self._pieces.append(token.stored)
        self._place = max(self._place, place)

    def _write(self, new: Sequence[str], gone: Sequence[int]) -> None:
        """Write tokens; a number among them is disputed where a slot went."""
        waiting = [slot for slot in gone if _NUMBER.search(self._slots[slot].printed)]
        self._lost += [self._slots[slot].reference for slot in gone if slot not in waiting]
        place = 0
        while place < len(new):
            token = new[place]
            slot = slot_in(token, self._slots)
            if slot is not None:
                self._pieces.append(slot.stored)
            elif waiting and token[0].isdigit():
                place += self._dispute(new, place, waiting.pop(0))
            elif token != _REMARK:
                self._pieces.append(token)
            place += 1
        self._lost += [self._slots[slot].reference for slot in waiting]

    def _dispute(self, new: Sequence[str], place: int, number: int) -> int:
        """Leave a number open; return how many tokens behind it belong to it (万, %)."""
        slot = self._slots[number]
        value = split(slot.printed)
        digit = next(at for at, piece in enumerate(value) if piece[0].isdigit())
        tail = value[digit + 1 :]
        behind = _alike(tail, new[place + 1 :], is_whole=not slot.tail)
        before = "".join(value[:digit])
        if before and "".join(piece for piece in self._pieces if isinstance(piece, str)).endswith(
            before
        ):
            self._take_back(len(value[:digit]))
        else:
            before = ""
        now = before + "".join(new[place : place + 1 + behind])
        self._pieces.append(Disputed(slot.reference, slot.printed, now, slot.stored))
        return behind

    def _take_back(self, count: int) -> None:
        del self._pieces[-count:]


def _alike(tail: Sequence[str], new: Sequence[str], *, is_whole: bool) -> int:
    """Return how many tokens behind a number are those of the slot's. is_whole: all or none."""
    count = 0
    for one, other in zip(tail, new, strict=False):
        if one != other:
            break
        count += 1
    return 0 if is_whole and count < len(tail) else count


def _joined(pieces: Sequence[str | Disputed]) -> Pieces:
    """Draw texts together; a clause of which nothing is left goes."""
    found: list[str | Disputed] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(
        _EMPTY_CLAUSE.sub("", piece) if isinstance(piece, str) else piece for piece in found
    )
