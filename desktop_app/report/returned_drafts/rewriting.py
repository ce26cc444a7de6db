"""A changed sentence, written so that its slots live on wherever their value still stands.

The difference between what is printed and what came back is applied to the stored sentence, so
that optional clauses stay what they are. A number that stands where a slot printed another one is
left open as `Disputed`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.claiming import (
    Claims,
    Returned,
    claims_of,
    in_tokens,
    slot_in,
    with_slots,
)
from desktop_app.report.returned_drafts.draft import slot_at
from desktop_app.report.returned_drafts.patching import patched
from desktop_app.report.returned_drafts.records import Pieces, Span
from desktop_app.report.returned_drafts.rounding import with_words
from desktop_app.report.returned_drafts.sentences import same_key
from desktop_app.report.returned_drafts.tokens import SlotText, stored_tokens

_CLAUSE_MARKS = str.maketrans("[]|", "［］｜")
_SLOT_LIKE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new stored text.

    lost: figures that are no longer in it. stale: (then, now) of values that changed since the
    export; what came back has the old one. has_hidden: it holds clauses that print nothing now.
    """

    pieces: Pieces
    lost: tuple[str, ...] = ()
    stale: tuple[tuple[str, str], ...] = ()
    has_hidden: bool = False


def rewrite(
    narrator: Narrator, source: str, printed: str, returned: str, anchors: Sequence[Span] = ()
) -> Rewritten:
    """Write a returned sentence as text with slots.

    source: the stored sentence. printed: what it prints now. returned: what came back, without a
    number of a point. anchors: bookmarks of figures in it.
    """
    tokens, slots = stored_tokens(narrator, source, printed)
    theirs = in_tokens(escaped(returned), anchors)
    claims, stale = claims_of(slots, tokens, theirs)
    pieces, lost = patched(tokens, slots, theirs, claims)
    pieces = with_words(narrator, pieces)
    wanted = same_key(_replaced(theirs, claims, slots))
    if _says(narrator, pieces, wanted):
        hidden = any(token.is_hidden for token in tokens)
        return Rewritten(pieces, tuple(lost), tuple(stale), hidden)
    pieces, lost = _direct(slots, theirs, claims)
    if _says(narrator, pieces, wanted):
        return Rewritten(pieces, tuple(lost), tuple(stale))
    return Rewritten((escaped(returned),), tuple(slot.reference for slot in slots))


def escaped(text: str) -> str:
    """Return a text that is not taken for slots or clauses when it is stored."""

    def full_width(match: re.Match[str]) -> str:
        return f"｛{match[1]}｝" if slot_at(match[0]) else match[0]

    return _SLOT_LIKE.sub(full_width, text).translate(_CLAUSE_MARKS)


def as_stored(pieces: Pieces, literal: Sequence[bool] = ()) -> str:
    """Return pieces as one text. literal: for each disputed number, whether it stays as typed."""
    answers = iter(literal)
    return "".join(
        piece if isinstance(piece, str) else piece.now if next(answers, False) else piece.slot
        for piece in pieces
    )


def _direct(
    slots: Sequence[SlotText], theirs: Returned, claims: Claims
) -> tuple[Pieces, list[str]]:
    """Write the returned sentence anew, with the slots that were found in it and no clauses."""
    found = [
        slot.stored if (slot := slot_in(token, slots)) else token
        for token in with_slots(theirs, claims)
    ]
    lost = [slot.reference for number, slot in enumerate(slots) if number not in claims]
    return ("".join(found),), lost


def _replaced(theirs: Returned, claims: Claims, slots: Sequence[SlotText]) -> str:
    """Return the returned sentence with the present values where slots were found."""
    return "".join(
        slot.printed if (slot := slot_in(token, slots)) else token
        for token in with_slots(theirs, claims)
    )


def _says(narrator: Narrator, pieces: Pieces, wanted: str) -> bool:
    """Whether a stored text prints what came back, disputed numbers as they were typed."""
    printed = plain(narrator.runs(as_stored(pieces, [True] * len(pieces))))
    return same_key(printed) == wanted
