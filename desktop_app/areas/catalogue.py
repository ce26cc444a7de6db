"""One place to look a ledger or figure up by its key, over all areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from db.base import LedgerRow
from desktop_app.areas.declare import Area
from desktop_app.core.specs import AreaSpec, ChapterProposal, FigureSpec, LedgerSpec

AREA_LIST = "areas"
"""Option list of the work areas; it follows from the catalogue and is never edited."""

OTHER_AREA = "其他"


@dataclass(frozen=True)
class Catalogue:
    """All areas in report order; keys are unique over them, shared ledgers stand once."""

    areas: tuple[Area, ...]

    @cached_property
    def ledgers(self) -> dict[str, LedgerSpec]:
        """Ledger key → declaration, in the order of the areas."""
        return {ledger.spec.key: ledger.spec for area in self.areas for ledger in area.ledgers}

    @cached_property
    def models(self) -> dict[str, type[LedgerRow]]:
        """Ledger key → model."""
        return {ledger.spec.key: ledger.model for area in self.areas for ledger in area.ledgers}

    @cached_property
    def figures(self) -> dict[str, FigureSpec]:
        """Figure key → declaration, in report order."""
        return {figure.key: figure for area in self.areas for figure in area.spec.figures}

    @cached_property
    def area_of_figure(self) -> dict[str, AreaSpec]:
        """Figure key → the area that declares it."""
        return {figure.key: area.spec for area in self.areas for figure in area.spec.figures}

    @cached_property
    def areas_of_ledger(self) -> dict[str, tuple[str, ...]]:
        """Ledger key → keys of the areas that show it."""
        return {
            key: tuple(
                area.spec.key
                for area in self.areas
                if any(ledger.spec.key == key for ledger in area.ledgers)
            )
            for key in self.ledgers
        }

    @cached_property
    def area_labels(self) -> tuple[str, ...]:
        """What a problem or an issued document may belong to: areas with ledgers, and 其他."""
        return (*(area.spec.label for area in self.areas if area.ledgers), OTHER_AREA)

    @cached_property
    def option_lists(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Option list key → (label, first content)."""
        return {
            key: content for area in self.areas for key, content in area.spec.option_lists.items()
        }

    def chapters(self, areas: Iterable[str]) -> list[ChapterProposal]:
        """Return the chapters that these areas propose, in report order."""
        wanted = set(areas)
        found = [
            chapter
            for area in self.areas
            if area.spec.key in wanted
            for chapter in area.spec.chapters
        ]
        return sorted(found, key=lambda chapter: chapter.order)
