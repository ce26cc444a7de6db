"""A sheet as one looks at it: texts, merged cells, sizes, and how each cell is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.number_formats import GENERAL

MOST_ROWS, MOST_COLUMNS = 500, 120
"""What is shown of a sheet; forms are smaller."""


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's format. size: of the type, in points. across, down: "" for the usual alignment."""

    code: str = GENERAL
    bold: bool = False
    size: float = 11.0
    fill: str = ""
    border: bool = False
    across: str = ""
    down: str = ""
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in a cell; a formula's last value is not shown, for it is computed anew."""

    text: str = ""
    is_formula: bool = False
    look: Look = field(default_factory=Look)

    @property
    def is_open(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text and not self.is_formula


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def place(self) -> Place:
        """The cell that holds its content."""
        return self.top, self.left


_NOTHING = GridCell()


@dataclass(frozen=True)
class Grid:
    """One visible sheet. rows, columns: how many are shown, 0 for an empty sheet.

    used: how many of them hold something; those behind are empty room to choose cells in.
    widths: of columns, in characters; heights: of rows, in points; those not named are usual.
    from_1904: how its dates are counted. is_cut: whether the sheet goes on below or at the right.
    """

    title: str
    rows: int = 0
    columns: int = 0
    cells: Mapping[Place, GridCell] = field(default_factory=dict)
    used: Place = (0, 0)
    spans: tuple[Span, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = 8.43
    usual_height: float = 15.0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False
    is_cut: bool = False

    def holds(self, place: Place) -> bool:
        """Whether a place is within what is shown."""
        return 1 <= place[0] <= self.rows and 1 <= place[1] <= self.columns

    def cell(self, place: Place) -> GridCell:
        """Return the cell that is seen at a place: of a merged range the first one."""
        return self.cells.get(self.owner(place), _NOTHING)

    def owner(self, place: Place) -> Place:
        """Return the place itself, or the first cell of the merged range that covers it."""
        span = self._covered.get(place)
        return span.place if span else place

    def span(self, place: Place) -> Span:
        """Return the merged range at a place, or the place alone."""
        return self._covered.get(place) or Span(*place, *place)

    def is_hidden(self, place: Place) -> bool:
        """Whether its row or column is hidden."""
        return place[0] in self.hidden_rows or place[1] in self.hidden_columns

    @cached_property
    def _covered(self) -> Mapping[Place, Span]:
        """Place → merged range, within what is shown."""
        return {
            (row, column): span
            for span in self.spans
            for row in range(span.top, min(span.bottom, self.rows) + 1)
            for column in range(span.left, min(span.right, self.columns) + 1)
        }
