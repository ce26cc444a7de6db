"""From a row of a ledger to the sentences of a period's report that it goes into."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import RowRecord
from desktop_app.services.figures.trace import figures_with
from desktop_app.services.reports.working_papers import WorkingPapers


@dataclass(frozen=True, slots=True)
class PrintedSentence:
    """A sentence as it is printed. figure: key of the first number in it that a row goes into.

    labels: of all such numbers.
    """

    text: str
    figure: str
    labels: tuple[str, ...]


def sentences_with_row(
    papers: WorkingPapers, catalogue: Catalogue, period: Period, row: RowRecord
) -> list[PrintedSentence]:
    """Return the sentences that a row goes into, as their first numbers stand in the report."""
    keys = set(figures_with(catalogue, row))
    found: dict[str, list[tuple[str, str]]] = {}
    for trail in papers.trails(period):
        if trail.figure.key in keys:
            for sentence in trail.sentences:
                found.setdefault(sentence, []).append((trail.figure.key, trail.figure.label))
    return [
        PrintedSentence(text, figures[0][0], tuple(label for _key, label in figures))
        for text, figures in found.items()
    ]
