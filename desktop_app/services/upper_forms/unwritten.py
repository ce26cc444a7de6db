"""Cells that a sheet's XML does not name: how they look, and how one put in there is to look."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import MOST_COLUMNS, Look
from desktop_app.services.upper_forms.number_formats import GENERAL
from desktop_app.services.upper_forms.sheet_places import CellElement, SheetPlaces, whole

_PLAIN_SIDES = frozenset({"", "general", "left", "center", "right"})


class UnwrittenCells:
    """What the rows and columns of a sheet, or neighbours, say about cells that it lacks."""

    def __init__(self, places: SheetPlaces, looks: Sequence[Look]) -> None:
        """looks: the format of each number that a cell's `s` may name."""
        self._looks = looks
        self._rows = {row.number: row for row in places.rows}
        self._columns = {
            column: whole(style)
            for column, style in places.of_columns("style", MOST_COLUMNS).items()
        }

    def styled(self, rows: int, columns: int) -> Iterator[Place]:
        """Yield the cells within so many rows and columns that are not written but styled."""
        for row in range(1, rows + 1):
            written = {cell.place[1] for cell in self._cells(row)}
            for column in range(1, columns + 1):
                if column not in written and self.style((row, column)):
                    yield row, column

    def style(self, place: Place) -> int:
        """Return the style of a cell that is put in: the row's, the column's, or a neighbour's.

        A row's goes before a column's, as in worksheets (ECMA-376 part 1, 18.3.1.73). Without
        either it is that of the label beside, so that a number is not set in another type, if
        the label has nothing but its type; else 0, the workbook's own.
        """
        row = self._rows.get(place[0])
        if row is not None and row.style is not None:
            return row.style
        if place[1] in self._columns:
            return self._columns[place[1]]
        label = self._label(place)
        return label.style if label is not None and self._is_plain(label) else 0

    def _label(self, place: Place) -> CellElement | None:
        """Return the nearest written cell at the left, else the one right above."""
        cells = self._cells(place[0])
        before = bisect_left(cells, place, key=lambda cell: cell.place)
        if before:
            return cells[before - 1]
        above = (place[0] - 1, place[1])
        cells = self._cells(above[0])
        number = bisect_left(cells, above, key=lambda cell: cell.place)
        return cells[number] if number < len(cells) and cells[number].place == above else None

    def _cells(self, row: int) -> Sequence[CellElement]:
        return self._rows[row].cells if row in self._rows else ()

    def _is_plain(self, cell: CellElement) -> bool:
        """Whether a format suits a number beside it: no number format, frame, ground or weight."""
        look = self._looks[cell.style] if cell.style < len(self._looks) else Look()
        return (
            look.code == GENERAL
            and not (look.bold or look.fill or look.border)
            and look.across in _PLAIN_SIDES
        )
