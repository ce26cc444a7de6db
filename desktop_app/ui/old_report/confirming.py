"""What has been confirmed of an old report's blanks, and which one is looked at; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.services.old_reports.service import (
    NEW,
    SURE,
    Choice,
    Proposal,
    Reading,
    blank_choice,
)

CHOSEN, SURE_OPEN, OPEN, CURRENT = "chosen", "sure", "open", "current"


class Confirming:
    """Goes through the proposals in reading order and keeps what was chosen for each."""

    def __init__(self, reading: Reading) -> None:
        """Nothing is confirmed yet."""
        self.reading = reading
        self._chosen: dict[int, Choice] = {}
        self.current = 0

    @property
    def chosen(self) -> Mapping[int, Choice]:
        """Index of a proposal → what was confirmed for it."""
        return self._chosen

    @property
    def total(self) -> int:
        """How many blanks there are."""
        return len(self.reading.proposals)

    @property
    def proposal(self) -> Proposal:
        """The one that is looked at."""
        return self.reading.proposals[self.current]

    @property
    def is_complete(self) -> bool:
        """Whether every blank was confirmed."""
        return len(self._chosen) == self.total

    @property
    def makes_figures(self) -> bool:
        """Whether a new figure is among what was confirmed."""
        return any(choice.kind == NEW for choice in self._chosen.values())

    def choices(self, index: int | None = None) -> list[Choice]:
        """Return what may be chosen for a blank, best first; last a visible blank."""
        proposal = self.reading.proposals[self.current if index is None else index]
        return [*proposal.choices, blank_choice()]

    def state(self, index: int) -> str:
        """Return how a blank is to be marked."""
        if index in self._chosen:
            return CHOSEN
        return SURE_OPEN if self.reading.proposals[index].confidence == SURE else OPEN

    def accept(self, choice: Choice) -> bool:
        """Keep a choice for the blank that is looked at and go to the next open one.

        Returns whether there is one.
        """
        self._chosen[self.current] = choice
        return self.go_on()

    def restore(self, chosen: Mapping[int, Choice]) -> None:
        """Take what was confirmed the last time and go to the first blank that was not."""
        self._chosen = dict(chosen)
        self.current = next(iter(self.open_ones()), 0)

    def go_on(self) -> bool:
        """Go to the next blank that was not confirmed, round the end; False where none is left."""
        order = [*range(self.current + 1, self.total), *range(self.current)]
        following = next((index for index in order if index not in self._chosen), None)
        if following is None:
            return False
        self.current = following
        return True

    def back(self) -> bool:
        """Go to the blank before, confirmed or not; False at the first."""
        if self.current == 0:
            return False
        self.current -= 1
        return True

    def go_to(self, index: int) -> None:
        """Look at a blank."""
        self.current = index

    def accept_sure(self) -> int:
        """Confirm what is proposed with certainty and still open; return how many that were."""
        taken = [index for index in range(self.total) if self.state(index) == SURE_OPEN]
        for index in taken:
            self._chosen[index] = self.choices(index)[0]
        if self.current in self._chosen:
            self.go_on()
        return len(taken)

    def open_ones(self) -> Iterable[int]:
        """Return the blanks that were not confirmed."""
        return [index for index in range(self.total) if index not in self._chosen]
