"""One place to look a ledger or figure up by its key, over all areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.base import LedgerRow
from desktop_app.areas.declare import Area
from desktop_app.core.specs import AreaSpec, ChapterProposal, FigureSpec, LedgerSpec

AREA_LIST = "areas"
"""Option list of the work areas; it follows from the catalogue and is never edited."""

OTHER_AREA = "其他"


@dataclass(frozen=True)
class _Index:
    """The areas as they are now, and everything in them by its key."""

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


class Catalogue:
    """All areas in report order; keys are unique over them, shared ledgers stand once.

    What the office defined itself comes and goes while the program runs: whoever needs an area,
    ledger or figure asks here each time and keeps no copy.
    """

    def __init__(self, built_in: Sequence[Area]) -> None:
        """built_in: the areas that come with the program; the office's own follow by `attach`."""
        self.built_in = tuple(built_in)
        self._own: Callable[[Sequence[Area]], Sequence[Area]] = tuple
        self._index: _Index | None = None

    def attach(self, own: Callable[[Sequence[Area]], Sequence[Area]]) -> None:
        """Take what adds the office's own to the built-in areas; it is asked at the next look."""
        self._own = own
        self.forget()

    def forget(self) -> None:
        """Ask anew at the next look."""
        self._index = None

    def refresh(self) -> None:
        """Ask anew for what the office defined itself; it was changed."""
        self._index = _Index(tuple(self._own(self.built_in)))

    @property
    def _now(self) -> _Index:
        found = self._index
        if found is None:
            self.refresh()
            return self._now
        return found

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas in report order."""
        return self._now.areas

    @property
    def ledgers(self) -> Mapping[str, LedgerSpec]:
        """Ledger key → declaration, in the order of the areas."""
        return self._now.ledgers

    @property
    def models(self) -> Mapping[str, type[LedgerRow]]:
        """Ledger key → model."""
        return self._now.models

    @property
    def figures(self) -> Mapping[str, FigureSpec]:
        """Figure key → declaration, in report order."""
        return self._now.figures

    @property
    def area_of_figure(self) -> Mapping[str, AreaSpec]:
        """Figure key → the area that declares it."""
        return self._now.area_of_figure

    @property
    def areas_of_ledger(self) -> Mapping[str, tuple[str, ...]]:
        """Ledger key → keys of the areas that show it."""
        return self._now.areas_of_ledger

    @property
    def area_labels(self) -> tuple[str, ...]:
        """What a problem or an issued document may belong to: areas with ledgers, and 其他."""
        return self._now.area_labels

    @property
    def option_lists(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Option list key → (label, first content)."""
        return self._now.option_lists

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
