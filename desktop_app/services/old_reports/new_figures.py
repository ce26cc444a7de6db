"""The new figures that were chosen for an old report's blanks become figures of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.specs import Within
from desktop_app.report.old_reports.ranking import formatted
from desktop_app.report.old_reports.records import LITERAL_CHOICE, NEW, Choice, Proposal
from desktop_app.services.old_reports.reading import Reading
from desktop_app.services.own.figures import OwnFigures
from desktop_app.services.own.records import (
    ADDED,
    AMOUNT,
    LAST,
    LATEST,
    TOTAL,
    WHOLE,
    OwnFigureRecord,
)

_USUAL_AREA = "organization"
"""Where a new figure belongs whose chapter speaks of no area."""

_USUAL_COUNTER = "个"
_MONEY = ("元", "万元")


class NewFigures:
    """Makes own figures within the step that writes the report."""

    def __init__(self, catalogue: Catalogue, own_figures: OwnFigures) -> None:
        """own_figures: where they are kept."""
        self._catalogue = catalogue
        self._own_figures = own_figures

    def made(
        self, reading: Reading, chosen: Mapping[int, Choice], *, by_villages: bool
    ) -> dict[int, Choice]:
        """Make the new figures that were chosen, each name once; return the choices with them.

        A comparison with a figure that was not chosen stays as it is written.
        """
        made: dict[tuple[str, str], str] = {}
        choices = dict(chosen)
        for index, choice in sorted(chosen.items()):
            if choice.kind != NEW:
                continue
            proposal = reading.proposals[index]
            if proposal.blank.kind == "comparison":
                choices[index] = _compared(reading, choices, index)
                continue
            name = (choice.label, choice.counter or "")
            if name not in made:
                made[name] = self._make(choice, proposal, for_office=not by_villages)
            whole = replace(choice, figure=made[name], counter=choice.counter or _USUAL_COUNTER)
            choices[index] = formatted(whole, proposal.blank)
        return choices

    def _make(self, choice: Choice, proposal: Proposal, *, for_office: bool) -> str:
        """Make an own figure and return its key; one called like another gets its counter on."""
        blank = proposal.blank
        taken = {figure.label for figure in self._catalogue.figures.values()}
        is_taken = choice.label in taken
        homes = {area.spec.key for area in self._catalogue.areas if area.ledgers}
        is_amount = choice.counter in _MONEY or bool(blank.decimals) or blank.in_ten_thousands
        is_state = choice.within is Within.LATEST
        figure = OwnFigureRecord(
            f"{choice.label}（{choice.counter}）" if is_taken else choice.label,
            choice.counter or _USUAL_COUNTER,
            proposal.area if proposal.area in homes else _USUAL_AREA,
            kind=AMOUNT if is_amount else WHOLE,
            within=LATEST if is_state else TOTAL,
            over_periods=LAST if is_state else ADDED,
            for_office=for_office,
        )
        return f"own.{self._own_figures.save(figure)}"


def _compared(reading: Reading, choices: Mapping[int, Choice], index: int) -> Choice:
    """Return a comparison of what was chosen for the number before it."""
    here = reading.proposals[index].blank.place
    for before in range(index - 1, -1, -1):
        blank = reading.proposals[before].blank
        if (blank.place.chapter, blank.place.line) != (here.chapter, here.line):
            break
        if blank.kind == "number":
            choice = choices.get(before)
            if choice is not None and choice.figure:
                return replace(choices[index], figure=choice.figure)
            break
    return LITERAL_CHOICE
