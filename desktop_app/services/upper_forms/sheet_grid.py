"""A sheet's XML as a grid to look at: what stands in each cell, and the room around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.services.upper_forms.cell_names import Place, cell_place
from desktop_app.services.upper_forms.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    GridCell,
    Look,
    Span,
)
from desktop_app.services.upper_forms.number_formats import shown
from desktop_app.services.upper_forms.sheet_places import CellElement, SheetPlaces, whole
from desktop_app.services.upper_forms.unwritten import UnwrittenCells
from desktop_app.services.upper_forms.xml_reading import Unreadable

ROWS_BELOW, COLUMNS_BESIDE = 3, 2
"""Empty ones shown around labels: a number may belong where nothing was written."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the workbook says for all its sheets."""

    looks: Sequence[Look]
    strings: Sequence[str]
    from_1904: bool

    def look(self, style: int) -> Look:
        """Return the format of a number that a cell's `s` names."""
        return self.looks[style] if style < len(self.looks) else Look()


def sheet_grid(title: str, places: SheetPlaces, facts: SheetFacts) -> Grid:
    """Return a sheet as one looks at it, with some empty cells below and at the right."""
    cells = {
        element.place: _cell(element, facts)
        for row in places.rows
        for element in row.cells
        if _is_near(element.place)
    }
    spans = _spans(places.merges)
    used = _used(cells, spans)
    rows, columns = _shown(used, cells, spans)
    unwritten = UnwrittenCells(places, facts.looks)
    for place in unwritten.styled(rows, columns):
        cells[place] = GridCell(look=facts.look(unwritten.style(place)))
    return Grid(
        title,
        rows,
        columns,
        cells,
        used=used,
        spans=tuple(span for span in spans if span.top <= rows and span.left <= columns),
        widths={
            column: _number(width)
            for column, width in places.of_columns("width", MOST_COLUMNS).items()
        },
        heights={
            row.number: _number(row.attributes["ht"])
            for row in places.rows
            if "ht" in row.attributes
        },
        usual_width=_number(places.sizes.get("defaultColWidth", ""), 8.43),
        usual_height=_number(places.sizes.get("defaultRowHeight", ""), 15.0),
        hidden_rows=frozenset(
            row.number for row in places.rows if row.attributes.get("hidden") in ("1", "true")
        ),
        hidden_columns=frozenset(
            column
            for column, hidden in places.of_columns("hidden", MOST_COLUMNS).items()
            if hidden in ("1", "true")
        ),
        from_1904=facts.from_1904,
        is_cut=any(
            element.text and not _is_near(element.place)
            for row in places.rows
            for element in row.cells
        ),
    )


def _is_near(place: Place) -> bool:
    return place[0] <= MOST_ROWS and place[1] <= MOST_COLUMNS


def _used(cells: Mapping[Place, GridCell], spans: Iterable[Span]) -> Place:
    """Return how many rows and columns hold something, a frame counts as that."""
    held = [place for place, cell in cells.items() if not cell.is_open or cell.look.border]
    last_row = max((row for row, _ in held), default=0)
    last_column = max((column for _, column in held), default=0)
    for span in spans:
        if span.place in cells and not cells[span.place].is_open:
            last_row, last_column = max(last_row, span.bottom), max(last_column, span.right)
    return min(last_row, MOST_ROWS), min(last_column, MOST_COLUMNS)


def _shown(used: Place, cells: Mapping[Place, GridCell], spans: Iterable[Span]) -> Place:
    """Return how many rows and columns are shown: merged ranges that begin there are whole.

    Where a sheet ends in empty framed cells it is complete, and no room is added.
    """
    if used == (0, 0):
        return used
    frames = [place for place, cell in cells.items() if cell.is_open and cell.look.border]
    ends_in_frame = [
        any(place[axis] == used[axis] and not _is_covered(place, spans) for place in frames)
        for axis in (0, 1)
    ]
    rows = used[0] + (0 if ends_in_frame[0] else ROWS_BELOW)
    columns = used[1] + (0 if ends_in_frame[1] else COLUMNS_BESIDE)
    near = [span for span in spans if span.top <= rows and span.left <= columns]
    last_row = max((span.bottom for span in near), default=0)
    last_column = max((span.right for span in near), default=0)
    return min(max(rows, last_row), MOST_ROWS), min(max(columns, last_column), MOST_COLUMNS)


def _is_covered(place: Place, spans: Iterable[Span]) -> bool:
    """Whether a cell lies in a merged range, but is not the one that is seen there."""
    return any(
        span.top <= place[0] <= span.bottom
        and span.left <= place[1] <= span.right
        and span.place != place
        for span in spans
    )


def _cell(element: CellElement, facts: SheetFacts) -> GridCell:
    look = facts.look(element.style)
    return GridCell(_text(element, look, facts), element.has_formula, look)


def _text(element: CellElement, look: Look, facts: SheetFacts) -> str:
    if element.has_formula:
        return ""
    match element.kind:
        case "s":
            number = whole(element.text, -1)
            text = facts.strings[number] if 0 <= number < len(facts.strings) else ""
        case "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(element.text, "")
        case "n" if element.text:
            text = shown(element.text, look.code, from_1904=facts.from_1904)
        case _:
            text = element.text
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    """Return the character that an escape stands for; halves of a pair stay as they are."""
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)


def _spans(references: Iterable[str]) -> tuple[Span, ...]:
    """Read the merged ranges; those beyond what is shown are cut off there."""
    spans: list[Span] = []
    covered = 0
    for reference in references:
        first, _, last = reference.partition(":")
        top, bottom = cell_place(first), cell_place(last or first)
        if top is None or bottom is None or top[0] > MOST_ROWS or top[1] > MOST_COLUMNS:
            continue
        span = Span(*top, min(bottom[0], MOST_ROWS), min(bottom[1], MOST_COLUMNS))
        covered += (span.bottom - span.top + 1) * (span.right - span.left + 1)
        if covered > MOST_ROWS * MOST_COLUMNS:  # they do not overlap in a sound sheet
            raise Unreadable("merged ranges overlap")
        spans.append(span)
    return tuple(spans)


def _number(text: str, otherwise: float = 15.0) -> float:
    """Read a size; no row or column is larger than 409 points or 255 characters."""
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if 0 <= number <= 409 else otherwise
