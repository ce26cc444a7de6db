"""The sentences of a stored line, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.slots import without_slots

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*(?:\]\]|[”’）])*")
_SHORTEST = 4
"""Characters of its own words from which a sentence is worth comparing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line: its place in the line, and its text without space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and what stands in its place, "" where nothing does."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        return self.before == self.after


def sentences_of(line: str) -> Iterator[Sentence]:
    """Yield the sentences of one stored line; marks that end a clause stay with them."""
    for match in _SENTENCE.finditer(line):
        text = match[0].strip()
        if text:
            yield Sentence(match.start(), match.end(), text)


def all_sentences(body: str) -> list[str]:
    """Return the sentences of a stored text in their order, without the marks of points."""
    lines = (line.removeprefix(POINT_MARK) for line in body.split("\n"))
    return [one.text for line in lines for one in sentences_of(line)]


def is_comparable(sentence: str) -> bool:
    """Say whether a stored sentence has words enough of its own to be recognised."""
    return len(without_slots(sentence).strip("[]")) >= _SHORTEST
