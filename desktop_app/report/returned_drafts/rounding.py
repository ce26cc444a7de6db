"""Rounding words that came, went or changed beside a slot's number: 约40 → 40, 240名左右 → 240名.

Where the slot prints just that with the other word, it takes the word over and lives on; else it
is asked whether the number is to live on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.report.counters import counter_at
from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.numbers import ROUNDING_WORDS
from desktop_app.report.returned_drafts.draft import slot_at
from desktop_app.report.returned_drafts.records import Disputed, Pieces

_AHEAD = re.compile(r"(?:约|近|超过)$")
_MORE = re.compile(r"[余多]")  # 40余, 30多: no slot prints them
_BEHIND = "左右"
_SLOT = re.compile(r"\{[^{}]*\}")


@dataclass(slots=True)
class _Typed:
    """What came back: ahead of the number, the number with its words, behind it.

    word: the rounding word, "" for none. counter: that stands between number and 左右.
    """

    before: str
    number: str
    after: str
    word: str = ""
    counter: str = ""


def with_words(narrator: Narrator, pieces: Pieces) -> Pieces:
    """Return pieces in which a disputed number has the rounding words that stand beside it."""
    found = list(pieces)
    for place, piece in enumerate(found):
        if isinstance(piece, Disputed):
            typed = _Typed(_text(found, place - 1), piece.now, _text(found, place + 1))
            found[place] = _reworded(narrator, piece, typed)
            for at, text in ((place - 1, typed.before), (place + 1, typed.after)):
                if 0 <= at < len(found) and isinstance(found[at], str):
                    found[at] = text
    return _joined(found)


def _text(pieces: Sequence[str | Disputed], place: int) -> str:
    piece = pieces[place] if 0 <= place < len(pieces) else ""
    return piece if isinstance(piece, str) else ""


def _reworded(narrator: Narrator, disputed: Disputed, typed: _Typed) -> str | Disputed:
    """Return the slot where it prints what was typed, else what is asked about."""
    match = _SLOT.match(disputed.slot)
    slot = slot_at(match[0]) if match else None
    if slot is None or match is None:
        return disputed
    typed.counter = disputed.slot[match.end() :]
    _take_words(typed)
    if typed.word == next((name for name in slot.formats if name in ROUNDING_WORDS), ""):
        return replace(disputed, now=typed.number)
    formats = [name for name in slot.formats if name not in ROUNDING_WORDS]
    formats += [typed.word] if typed.word in ROUNDING_WORDS else []
    stored = "{" + "|".join((slot.reference, *formats)) + "}" + typed.counter
    printed = plain(narrator.runs(stored))
    if printed == typed.number:
        return stored
    return replace(disputed, now=typed.number, slot=stored, live=printed)


def _take_words(typed: _Typed) -> None:
    """Draw the words beside a typed number to it."""
    typed.word = next((one for one in ROUNDING_WORDS if typed.number.startswith(one)), "")
    if not typed.word and (ahead := _AHEAD.search(typed.before)):
        typed.word, typed.before = ahead[0], typed.before[: ahead.start()]
        typed.number = typed.word + typed.number
    behind = counter_at(typed.after) + _BEHIND if not typed.counter else _BEHIND
    if typed.number.endswith(_BEHIND):
        typed.word = _BEHIND
    elif more := _MORE.match(typed.after):
        typed.word, typed.after = more[0], typed.after[more.end() :]
        typed.number += typed.word
    elif typed.after.startswith(behind):
        typed.word, typed.after = _BEHIND, typed.after.removeprefix(behind)
        typed.number += behind
        typed.counter += behind.removesuffix(_BEHIND)


def _joined(pieces: Sequence[str | Disputed]) -> Pieces:
    """Draw texts together that stand beside each other."""
    found: list[str | Disputed] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        elif piece:
            found.append(piece)
    return tuple(found)
