"""What the window is told about forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.contents import Filling
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.moving import Move, Spot


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One form. mapped: cells that take something; left: cells that were marked to stay."""

    uid: str
    name: str
    file_name: str
    received_on: date | None
    mapped: int = 0
    left: int = 0
    exported_at: datetime | None = None
    exported_period: str = ""


@dataclass(frozen=True, slots=True)
class MappedCell:
    """What a cell takes: stored text ("" to stay as it is), what of, and what that gives now."""

    content: str
    what: str
    labels: str
    filling: Filling


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal as it is read: what of, and what it would give now."""

    spot: Spot
    content: str
    labels: str
    what: str
    shown: str
    certain: bool


@dataclass(frozen=True)
class FormView:
    """A form in a quarter: its sheets, what is mapped, what is open, what could be mapped.

    open: cells that seem to ask for something and were neither mapped nor left, in reading order.
    """

    record: FormRecord
    period: Period
    sheets: tuple[Grid, ...]
    mapped: Mapping[Spot, MappedCell]
    open: tuple[Spot, ...]
    suggestions: tuple[Suggestion, ...]
    values: Mapping[str, FigureValue]

    def grid(self, title: str) -> Grid | None:
        """Return a sheet by its title."""
        return next((grid for grid in self.sheets if grid.title == title), None)

    def suggestion(self, spot: Spot) -> Suggestion | None:
        """Return what is proposed for a cell."""
        return self._by_spot.get(spot)

    def next_asked(self, spot: Spot) -> Spot | None:
        """Return the cell behind another that waits for an answer; behind the last the first."""
        if not self.asked:
            return None
        here = self.order(spot)
        return next((one for one in self.asked if self.order(one) > here), self.asked[0])

    def order(self, spot: Spot) -> tuple[int, Place]:
        """Return where a cell comes in reading order, sheet by sheet; a key for sorting."""
        return self._numbers[spot[0]], spot[1]

    @cached_property
    def asked(self) -> tuple[Spot, ...]:
        """The cells that wait for an answer: open ones, and texts that could be completed."""
        return tuple(sorted({*self.open, *self._by_spot}, key=self.order))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {grid.title: number for number, grid in enumerate(self.sheets)}

    @cached_property
    def _by_spot(self) -> Mapping[Spot, Suggestion]:
        return {one.spot: one for one in self.suggestions}


@dataclass(frozen=True, slots=True)
class CellNote:
    """A cell that was left, or filled with something that is to be known."""

    spot: Spot
    labels: str
    reason: str
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Export:
    """What an export did: the file, how many cells were filled, and the notes on others."""

    target: Path
    filled: int
    notes: tuple[CellNote, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A newer file of a form that was read but not yet put in place of the old one."""

    uid: str
    data: bytes
    file_name: str
    moves: tuple[Move, ...]
