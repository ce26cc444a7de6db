"""Where in the report's stored lines a new or moved sentence belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.report.returned_drafts.records import Place, Unit
from desktop_app.report.returned_drafts.returned import Sentence
from desktop_app.report.returned_drafts.sentences import has_number


class Placing:
    """Knows which unit each returned sentence is."""

    def __init__(
        self, units: Sequence[Unit], sentences: Sequence[Sentence], owners: Mapping[int, int]
    ) -> None:
        """owners: place of a returned sentence → place of its unit."""
        self._units = units
        self._sentences = sentences
        self._owners = owners

    def place(self, j: int) -> Place | None:
        """Return where a returned sentence goes; None where the report has no chapter at all."""
        sentence = self._sentences[j]
        before, after = self._neighbour(j, -1), self._neighbour(j, 1)
        numbered = has_number(sentence.text)
        is_point = numbered and any(one is not None and one.is_point for one in (before, after))
        following = self._unit(j + 1)
        if sentence.begins and not is_point and following and self._is_beside(j):
            return Place(following.chapter, following.line, following.start, is_new_line=False)
        if before is None or before.kind == "title":
            chapter = next((one.chapter for one in self._units if one.chapter), "")
            return Place(chapter, -1, 0, is_point=is_point) if chapter else None
        if before.kind == "heading":
            return Place(before.chapter, -1, 0, is_point=is_point)
        is_new_line = sentence.begins or is_point
        return Place(before.chapter, before.line, before.end, is_new_line, is_point)

    def fresh(self, matched: set[int]) -> Iterator[list[int]]:
        """Yield the new sentences, those together that follow each other in a paragraph."""
        group: list[int] = []
        for j, sentence in enumerate(self._sentences):
            if j in matched:
                continue
            goes_on = bool(group) and group[-1] == j - 1 and not sentence.begins
            if goes_on and sentence.kind == "sentence" and not has_number(sentence.text):
                group.append(j)
                continue
            if group:
                yield group
            group = [j]
        if group:
            yield group

    def _unit(self, j: int) -> Unit | None:
        owner = self._owners.get(j)
        found = self._units[owner] if owner is not None else None
        return found if found is not None and found.kind == "sentence" else None

    def _is_beside(self, j: int) -> bool:
        """Whether the next sentence stands in the same paragraph."""
        return not self._sentences[j + 1].begins

    def _neighbour(self, j: int, step: int) -> Unit | None:
        """Return the unit of the nearest sentence that the report has, towards one side."""
        j += step
        while 0 <= j < len(self._sentences):
            if j in self._owners:
                return self._units[self._owners[j]]
            j += step
        return None
