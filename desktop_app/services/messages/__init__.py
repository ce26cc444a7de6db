"""微信消息: a pasted sentence or list becomes proposed cells of the matrix, to be confirmed.

Nothing is guessed silently: a proposal says from which piece of the message it was taken and
whether anything had to be concluded; what is not understood stays visible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.messages.reading import Proposal, Reader
from desktop_app.services.messages.tokens import Token, TokenKind, Tokens
from desktop_app.services.messages.words import Lexicon
from desktop_app.services.office.service import OfficeService
from desktop_app.services.pasting import PastePlan, PasteResult, Pasting
from desktop_app.services.workbench.service import WorkbenchService

__all__ = ["LONGEST", "Mark", "Message", "Messages", "Proposal", "TokenKind"]

LONGEST = 20_000
"""Characters of a message; more was not meant to be pasted here."""

_SHOWN = (TokenKind.UNIT, TokenKind.WORD, TokenKind.NUMBER, TokenKind.UNKNOWN)


class Mark(NamedTuple):
    """A piece of a message: unit, word for a figure, number, or not understood."""

    start: int
    end: int
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Message:
    """What was read out of a message."""

    text: str
    proposals: tuple[Proposal, ...]
    marks: tuple[Mark, ...]


class Messages:
    """Reads messages against the matrix of a quarter."""

    def __init__(
        self,
        catalogue: Catalogue,
        office: OfficeService,
        workbench: WorkbenchService,
        pasting: Pasting,
    ) -> None:
        """workbench: which figures can be typed; pasting: writes the cells."""
        self._catalogue = catalogue
        self._office = office
        self._workbench = workbench
        self._pasting = pasting
        self._known: tuple[object, ...] = ()
        self._tools: tuple[Lexicon, Tokens] | None = None

    def read(self, period: Period, text: str) -> Message:
        """Propose cells; nothing is written. Raises Refusal for a text beyond LONGEST."""
        if len(text) > LONGEST:
            raise Refusal(f"消息太长了（{len(text)}个字），请分几次粘贴，每次不超过{LONGEST}个字。")
        lexicon, tokens = self._prepared(period)
        cut = tokens.cut(text)
        proposals = Reader(lexicon).read(cut)
        spans = [(item.start, item.end) for item in proposals]
        marks = tuple(
            Mark(token.start, token.end, _mark_kind(token, spans))
            for token in cut
            if token.kind in _SHOWN
        )
        return Message(text, tuple(proposals), marks)

    def plan(self, period: Period, entries: Iterable[tuple[str, str, str]]) -> PastePlan:
        """Judge confirmed cells: (unit name, figure key, text); one cell of the plan for each."""
        return self._pasting.plan_cells(period, entries, "录入消息")

    def write(self, plan: PastePlan) -> PasteResult:
        """Write the accepted cells in one step."""
        return self._pasting.write(plan)

    def _prepared(self, period: Period) -> tuple[Lexicon, Tokens]:
        """Return the words of a quarter; they are found once as long as nothing of it changes."""
        keys = tuple(self._workbench.figure_keys(period))
        units = tuple(unit.name for unit in self._office.units(period))
        if self._tools is None or self._known != (keys, units):
            lexicon = Lexicon(self._catalogue, keys)
            counters = [self._catalogue.figures[key].counter for key in keys]
            self._tools = lexicon, Tokens(lexicon, units, counters)
            self._known = (keys, units)
        return self._tools


def _mark_kind(token: Token, spans: Iterable[tuple[int, int]]) -> TokenKind:
    """A number, or a mere piece of a figure's name, that belongs to no proposal says nothing."""
    is_weak = token.kind is TokenKind.NUMBER or (token.word is not None and not token.word.is_exact)
    if is_weak and not any(start <= token.start and token.end <= end for start, end in spans):
        return TokenKind.UNKNOWN
    return token.kind
