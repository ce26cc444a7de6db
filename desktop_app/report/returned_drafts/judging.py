"""Whose change it is: the file's, or the clerk's own since the export; and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.anchors import Marks, digest
from desktop_app.report.returned_drafts.records import Unit
from desktop_app.report.returned_drafts.returned import Sentence
from desktop_app.report.returned_drafts.rewriting import Rewritten
from desktop_app.report.returned_drafts.sentences import same_key

_CHANGED_SINCE = "导出以后，这一句在程序里也改过，请看清哪一句要留"
_CLAUSE = "这一句里有数字为0时不印的部分，仍然保留"


class Judge:
    """Knows what was exported, as far as the file still says so."""

    def __init__(self, narrator: Narrator, marks: Marks | None) -> None:
        """marks: None where they are lost; every difference is the file's then."""
        self._narrator = narrator
        self._marks = marks

    def is_own(self, units: Sequence[Unit], sentences: Sequence[Sentence]) -> bool:
        """Whether it is the report that changed since the export, and not the file."""
        known = self._marks.printed if self._marks else frozenset()
        parts = [part for unit in units for part in unit.parts]
        is_as_exported = all(digest(same_key(part)) in known for part in parts)
        return self.is_untouched(sentences) and not is_as_exported

    def is_untouched(self, sentences: Sequence[Sentence]) -> bool:
        """Whether sentences stand as they were exported: what differs is the clerk's own change."""
        known = self._marks.printed if self._marks else frozenset()
        return all(digest(same_key(sentence.text)) in known for sentence in sentences)

    def is_exported(self, unit: Unit) -> bool:
        """Whether a unit was in the export as it is stored now; True where nobody knows."""
        return self._marks is None or any(
            digest(same_key(one)) in self._marks.stored for one in unit.stored
        )

    def hints(self, units: Sequence[Unit], rewritten: Rewritten) -> Iterator[str]:
        """Yield sentences on what to look at before a change is taken."""
        if not all(map(self.is_exported, units)):
            yield _CHANGED_SINCE
        for reference in dict.fromkeys(rewritten.lost):
            yield f"改稿这一句里没有“{self._label(reference)}”了"
        for then, now in rewritten.stale:
            yield f"“{then}”是导出时的数，现在是“{now}”，按现在的印"
        if rewritten.has_hidden:
            yield _CLAUSE

    def _label(self, reference: str) -> str:
        figure = self._narrator.figures.get(reference.partition("@")[0])
        return figure.label if figure else reference
