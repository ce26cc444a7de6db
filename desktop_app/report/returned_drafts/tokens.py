"""A stored sentence and a returned one in tokens: numbers whole, slots whole, characters else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop_app.report.counters import counter_at
from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.draft import MARKS, slot_at
from desktop_app.report.returned_drafts.sentences import MISSING

_TOKEN = re.compile(rf"{MISSING.pattern}|\d+(?:[.,]\d+)*|.", re.DOTALL)

_BEHIND = "左右"
"""The one rounding word that stands behind the counter: slot, counter and word are one then."""


@dataclass(slots=True)
class Token:
    """A piece of a stored sentence.

    text: what it prints, "" for the marks of a clause. stored: what it is kept as, "" for what a
    slot puts behind its counter (左右, 缺2村). slot: which slot of the sentence it is, from 0; None
    for text. is_hidden: it prints nothing now.
    """

    text: str
    stored: str
    slot: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SlotText:
    """A slot of a sentence: as it is stored, the figure it shows and what it prints.

    tail: what of both texts' ends is not the number itself: counter and 左右 of 38名左右.
    """

    stored: str
    reference: str
    printed: str
    tail: str = ""


def split(text: str) -> list[str]:
    """Return a text's tokens: numbers and remarks whole, all else by characters."""
    return _TOKEN.findall(text)


def stored_tokens(
    narrator: Narrator, source: str, printed: str
) -> tuple[list[Token], list[SlotText]]:
    """Take a stored sentence apart; what is not in `printed` is hidden."""
    slots: list[SlotText] = []
    tokens = list(_tokens(narrator, source, slots))
    shown = [place for place, token in enumerate(tokens) if token.text]
    ours = [piece for place in shown for piece in [tokens[place].text]]
    theirs = _grouped(printed, [slot.printed for slot in slots])
    kept: set[int] = set()
    for start, _, length in SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_matching_blocks():
        kept.update(shown[start : start + length])
    for place in shown:
        tokens[place].is_hidden = place not in kept
    return tokens, slots


def _tokens(narrator: Narrator, source: str, slots: list[SlotText]) -> Iterator[Token]:
    end, pending = 0, ""
    bounds = [match.span() for match in MARKS.finditer(source) if _is_mark(match[0])]
    for start, stop in [*bounds, (len(source), len(source))]:
        text = source[end:start]
        if pending:
            counter = counter_at(text)
            if not pending.startswith(_BEHIND):
                yield from (Token(piece, piece) for piece in split(counter))
            yield from (Token(piece, "") for piece in split(pending.removeprefix(_BEHIND)))
            text, pending = text[len(counter) :], ""
        yield from (Token(piece, piece) for piece in split(text))
        mark, end = source[start:stop], stop
        if slot_at(mark) is None:
            if mark:
                yield Token("", mark)
            continue
        following = source[stop : stop + 8].partition("{")[0].partition("[[")[0]
        head, pending = _slot_text(narrator, mark, following)
        slot = slot_at(mark)
        assert slot is not None
        tail = ""
        if pending.startswith(_BEHIND):
            counter = counter_at(following)
            tail, mark = counter + _BEHIND, mark + counter
        yield Token(head + tail, mark, len(slots))
        slots.append(SlotText(mark, slot.reference, head + tail, tail))


def _is_mark(text: str) -> bool:
    return not text.startswith("{") or slot_at(text) is not None


def _slot_text(narrator: Narrator, stored: str, following: str) -> tuple[str, str]:
    """Return what a slot prints, and what it puts behind its counter (左右, 缺2村)."""
    whole = plain(narrator.runs(stored + following))
    if whole.endswith(following):
        return whole[: len(whole) - len(following)], ""
    counter = counter_at(following)
    rest = following[len(counter) :]
    without = whole[: len(whole) - len(rest)] if rest else whole
    alone = plain(narrator.runs(stored))
    head = next(
        (without[:end] for end in range(len(without), 0, -1)
         if alone.startswith(without[:end]) and without[end:].startswith(counter)),
        alone,
    )  # fmt: skip
    return head, without[len(head) + len(counter) :]


def _grouped(printed: str, values: list[str]) -> list[str]:
    """Return the printed sentence in tokens, the slots' values whole where they stand in order."""
    found: list[str] = []
    place = 0
    for value in [*(value for value in values if value), ""]:
        at = printed.find(value, place) if value else len(printed)
        if at < 0:
            continue
        found += split(printed[place:at])
        if value:
            found.append(value)
        place = at + len(value)
    return found
