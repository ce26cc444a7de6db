"""Names of this office's units and people, which never leave it in a 方案 file."""

from __future__ import annotations

import re
from dataclasses import replace

from db.base import Unit
from db.models.epidemic import Exemplar
from db.models.rectification import Measure, Problem
from db.models.report import Report
from desktop_app.core.records import OFFICE_ITSELF, OfficeRecord
from desktop_app.services.schemes.file import ChapterText

_BETWEEN = re.compile(r"[、，,；;\s]+")
_SHORTEST = 2


class NamesHere:
    """Finds units and people of this office in a text, and the office itself."""

    def __init__(self, office: OfficeRecord) -> None:
        """Read the names of all quarters, also of what was deleted."""
        self._office = office
        found = {row.name for row in Unit.select(Unit.name) if row.name != OFFICE_ITSELF}
        for column in (
            Exemplar.name,
            Problem.responsible_leader,
            Measure.responsible_person,
            Report.signer,
        ):
            for (text,) in column.model.select(column).distinct().tuples():
                found.update(_BETWEEN.split(text or ""))
        self._names = {name for name in found if len(name) >= _SHORTEST}

    def stand_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        return any(name in text for name in self._names)

    def without_office(self, chapter: ChapterText) -> ChapterText:
        """Return a chapter that speaks of whichever office reads it."""
        return replace(
            chapter, title=self._neutral(chapter.title), body=self._neutral(chapter.body)
        )

    def _neutral(self, text: str) -> str:
        for name, slot in (
            (self._office.full_name, "{office.full_name}"),
            (self._office.short_name, "{office.short_name}"),
        ):
            if len(name) >= _SHORTEST:
                text = text.replace(name, slot)
        return text
