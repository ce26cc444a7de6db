"""Headings of narrow columns in lines: 支部｜党员大会, never 支部党｜员大会."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from desktop_app.report.typesetting.title_words import FREE, Seam, seams
from desktop_app.services.workbench.known_headings import KNOWN

LONGEST = 5
"""Characters that a line should hold at most."""

_MOST_LINES = 3


def heading_lines(labels: Iterable[str]) -> dict[str, str]:
    """Return label → the same with line breaks between its words; short ones stay as they are.

    An office's own label loads the segmenter's dictionary: a tenth of a second, for a worker.
    """
    return {label: KNOWN.get(label) or in_lines(label) for label in labels}


def in_lines(label: str) -> str:
    """Return a label with line breaks between its words, as the segmenter finds them."""
    if len(label) <= LONGEST:
        return label
    found = seams(label)
    places = [place for place in range(1, len(label)) if found[place].rank == FREE]
    choices = [chosen for count in range(1, _MOST_LINES) for chosen in combinations(places, count)]
    if not choices:
        return label
    best = min(choices, key=lambda chosen: _badness(label, chosen, found))
    return "\n".join(_cut(label, best))


def _badness(label: str, places: tuple[int, ...], found: list[Seam]) -> tuple[int, int, int, int]:
    """Rate breaks: what is too long first, then the number of lines, how they read, how even."""
    lengths = [len(line) for line in _cut(label, places)]
    too_long = sum(max(0, length - LONGEST) for length in lengths)
    cost = sum(found[place].cost for place in places)
    return too_long, len(lengths), cost, max(lengths) - min(lengths)


def _cut(label: str, places: tuple[int, ...]) -> list[str]:
    ends = (*places, len(label))
    return [label[start:end] for start, end in zip((0, *places), ends, strict=True)]
