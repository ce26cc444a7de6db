"""Where in a returned sentence the values of a sentence's slots still stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.report.numbers import ROUNDING_WORDS
from desktop_app.report.returned_drafts.anchors import anchor_of, digest
from desktop_app.report.returned_drafts.records import Span
from desktop_app.report.returned_drafts.sentences import MISSING
from desktop_app.report.returned_drafts.tokens import SlotText, Token, split

OWN = 0x10_0000
"""The first of the private characters that stand for slots while texts are compared."""

_NEIGHBOURS = 4  # characters beside a value that are looked at

Claims = Mapping[int, tuple[int, int]]
"""Slot → where its value stands in the returned tokens."""


@dataclass(slots=True)
class Returned:
    """A returned sentence in tokens; anchors: (start, end, digests) by tokens."""

    tokens: list[str]
    anchors: list[tuple[int, int, str, str]]


def in_tokens(returned: str, anchors: Sequence[Span]) -> Returned:
    """Take a returned sentence apart, with the places of its figures."""
    tokens = split(returned)
    starts, place = {}, 0
    for number, token in enumerate(tokens):
        starts[place] = number
        place += len(token)
    starts[place] = len(tokens)
    known = []
    for span in anchors:
        anchor = anchor_of(span.name)
        if anchor and anchor.figure and span.start in starts and span.end in starts:
            known.append((starts[span.start], starts[span.end], anchor.figure, anchor.printed))
    return Returned(tokens, known)


def claims_of(
    slots: Sequence[SlotText], tokens: Sequence[Token], theirs: Returned
) -> tuple[dict[int, tuple[int, int]], list[tuple[str, str]]]:
    """Find each slot's value in the returned sentence: by its anchor, else by its neighbours."""
    claims: dict[int, tuple[int, int]] = {}
    stale: list[tuple[str, str]] = []
    shown = [number for number in range(len(slots)) if _is_shown(tokens, number)]
    for number in shown:
        slot = slots[number]
        for start, end, figure, was in theirs.anchors:
            text = "".join(theirs.tokens[start:end])
            core = _core(slot.printed.removesuffix(slot.tail))
            tail = split(slot.tail)
            if theirs.tokens[end : end + len(tail)] != tail:
                continue  # its 左右 went: a matter of words, see `rounding`
            stop = end + len(tail)
            is_remark = text in ROUNDING_WORDS or MISSING.fullmatch(text)
            if figure != digest(slot.reference) or not text or is_remark:
                continue
            if any(start < right and left < stop for left, right in claims.values()):
                continue
            before = split(slot.printed.removesuffix(slot.tail).removesuffix(core))
            first = start - len(before)
            fits = first >= 0 and theirs.tokens[first:start] == before
            if text == core and fits:
                claims[number] = (first, stop)
                break
            if text != core and digest(text) == was:
                claims[number] = (first if fits else start, stop)
                stale.append((text + slot.tail, slot.printed))
                break
    _claim_by_text(slots, [one for one in shown if one not in claims], tokens, theirs, claims)
    return claims, stale


def _core(printed: str) -> str:
    """Return a printed value without the rounding word that its anchor leaves out."""
    return re.sub(r"^(?:约|近|超过)(?=\d)", "", printed)


def _is_shown(tokens: Sequence[Token], number: int) -> bool:
    return any(token.slot == number and token.text and not token.is_hidden for token in tokens)


def _claim_by_text(
    slots: Sequence[SlotText],
    wanted: Sequence[int],
    tokens: Sequence[Token],
    theirs: Returned,
    claims: dict[int, tuple[int, int]],
) -> None:
    """Give values to slots: the best neighbours first; alone in both texts, none are needed."""
    options = []
    for number in wanted:
        value = split(slots[number].printed)
        same = sum(slots[other].printed == slots[number].printed for other in wanted)
        places = [
            start
            for start in range(len(theirs.tokens) - len(value) + 1)
            if theirs.tokens[start : start + len(value)] == value
        ]
        for start in places:
            score = _neighbours(tokens, number, theirs.tokens, start, start + len(value))
            if score or same == len(places):
                options.append((-score, number, start, start + len(value)))
    for _score, number, start, end in sorted(options):
        free = all(end <= left or right <= start for left, right in claims.values())
        if number not in claims and free:
            claims[number] = (start, end)


def _neighbours(
    tokens: Sequence[Token], number: int, theirs: Sequence[str], start: int, end: int
) -> int:
    """Count equal characters beside a slot and beside a place of the returned sentence."""
    shown = [token for token in tokens if token.text and not token.is_hidden]
    place = next(at for at, token in enumerate(shown) if token.slot == number)
    before = [token.text for token in shown[:place]]
    after = [token.text for token in shown[place + 1 :]]
    return _common(reversed(before), reversed(theirs[:start])) + _common(after, theirs[end:])


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or count == _NEIGHBOURS:
            break
        count += 1
    return count


def with_slots(theirs: Returned, claims: Claims) -> list[str]:
    """Return the returned tokens with a private character for each value that was claimed."""
    found, place = [], 0
    for number, (start, end) in sorted(claims.items(), key=lambda one: one[1]):
        found += [*theirs.tokens[place:start], chr(OWN + number)]
        place = end
    return found + theirs.tokens[place:]


def slot_in(token: str, slots: Sequence[SlotText]) -> SlotText | None:
    """Return the slot that a private character stands for; None for any other token."""
    number = ord(token) - OWN if len(token) == 1 else -1
    return slots[number] if 0 <= number < len(slots) else None
