"""The edits of a sheet's XML that put values into cells, those that it lacks among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar
from xml.sax.saxutils import escape

from desktop_app.services.upper_forms.cell_names import Place, cell_name, cell_place
from desktop_app.services.upper_forms.grid import Look
from desktop_app.services.upper_forms.sheet_places import (
    CellElement,
    Element,
    RowElement,
    SheetPlaces,
    whole,
)
from desktop_app.services.upper_forms.unwritten import UnwrittenCells

Content = Decimal | str
Writes = Mapping[Place, Content]
Edit = tuple[int, int, bytes]
"""(first byte, byte behind the last, what stands there instead); equal bytes: an insertion."""

Key = TypeVar("Key", int, Place)
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(rb"\sref\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class CellEdits:
    """Makes the edits of one sheet."""

    def __init__(self, xml: bytes, places: SheetPlaces, looks: Sequence[Look]) -> None:
        """looks: the format of each number that a cell's `s` may name."""
        self._xml = xml
        self._places = places
        self._rows = {row.number: row for row in places.rows}
        self._unwritten = UnwrittenCells(places, looks)

    def edits(self, writes: Writes) -> list[Edit]:
        """Return what puts values into cells; a formula is never overwritten."""
        by_row: dict[int, dict[Place, Content]] = {}
        for place in sorted(writes):
            by_row.setdefault(place[0], {})[place] = writes[place]
        edits: list[Edit] = []
        new_rows: list[tuple[int, bytes]] = []
        for number, contents in by_row.items():
            row = self._rows.get(number)
            if row is None:
                new_rows.append((number, self._row_xml(number, contents)))
            else:
                edits += self._within_row(row, contents)
        return [*edits, *self._put_in_rows(new_rows), *self._wider_dimension(writes)]

    def _within_row(self, row: RowElement, contents: Mapping[Place, Content]) -> list[Edit]:
        """Replace the cells that a row has and put in those that it lacks."""
        known = {cell.place: cell for cell in row.cells}
        edits = [
            _replaced(known[place], content)
            for place, content in contents.items()
            if place in known and not known[place].has_formula
        ]
        new = [
            (place, self._new_cell(row.name, place, content))
            for place, content in contents.items()
            if place not in known
        ]
        if new:
            followed = [(cell.place, cell) for cell in row.cells]
            edits += _put_in(row, followed, new)
            edits += self._wider_spans(row, [place[1] for place, _ in new])
        return edits

    def _row_xml(self, number: int, contents: Mapping[Place, Content]) -> bytes:
        assert self._places.data is not None
        name = self._places.data.name
        prefix = _prefix(name)
        cells = (self._new_cell(name, place, content) for place, content in contents.items())
        opened = f'<{prefix}row r="{number}">'.encode()
        return opened + b"".join(cells) + f"</{prefix}row>".encode()

    def _put_in_rows(self, new_rows: Sequence[tuple[int, bytes]]) -> list[Edit]:
        """Put in rows that the sheet lacks."""
        assert self._places.data is not None
        followed = [(row.number, row) for row in self._places.rows]
        return _put_in(self._places.data, followed, new_rows)

    def _new_cell(self, near: str, place: Place, content: Content) -> bytes:
        """Write a cell that the sheet lacks; near: name of an element around it."""
        return _cell_xml(_prefix(near), place, self._unwritten.style(place), content)

    def _wider_spans(self, row: RowElement, columns: Sequence[int]) -> list[Edit]:
        """Let a row that says which columns it has name the new ones too."""
        match = _SPANS.search(self._xml, row.start, row.tag_end)
        ends = [whole(text) for text in re.split(r"[:\s]+", row.attributes.get("spans", ""))]
        if match is None or (min(ends) <= min(columns) and max(columns) <= max(ends)):
            return []
        first, last = min(*ends, *columns), max(*ends, *columns)
        return [(*match.span(), f' spans="{first}:{last}"'.encode())]

    def _wider_dimension(self, writes: Writes) -> list[Edit]:
        """Let a sheet that says how large it is hold the new cells too."""
        dimension = self._places.dimension
        if dimension is None:
            return []
        match = _REFERENCE.search(self._xml, dimension.start, dimension.tag_end)
        first, _, last = dimension.attributes.get("ref", "").partition(":")
        top, bottom = cell_place(first), cell_place(last or first)
        if match is None or top is None or bottom is None:
            return []
        rows = [place[0] for place in (top, bottom, *writes)]
        columns = [place[1] for place in (top, bottom, *writes)]
        corners = (min(rows), min(columns)), (max(rows), max(columns))
        if corners == (top, bottom):
            return []
        return [(*match.span(), f' ref="{":".join(map(cell_name, corners))}"'.encode())]


def _put_in(
    around: Element, followed: Sequence[tuple[Key, Element]], new: Iterable[tuple[Key, bytes]]
) -> list[Edit]:
    """Put new elements among those that an element holds, in order; both are in order."""
    edits: list[Edit] = []
    last: list[bytes] = []
    for key, xml in new:
        following = next((element for other, element in followed if other > key), None)
        if following is None:
            last.append(xml)
        else:
            edits.append((following.start, following.start, xml))
    if last:
        edits.append(_appended(around, b"".join(last)))
    return edits


def _appended(element: Element, xml: bytes) -> Edit:
    """Put something at the end of an element; one that closes itself is opened for it."""
    closing = f"</{element.name}>".encode()
    if element.is_empty:
        return element.end - 2, element.end, b">" + xml + closing
    place = element.end - len(closing)
    return place, place, xml


def _replaced(cell: CellElement, content: Content) -> Edit:
    xml = _cell_xml(_prefix(cell.name), cell.place, cell.style, content)
    return cell.start, cell.end, xml


def _cell_xml(prefix: str, place: Place, style: int, content: Content) -> bytes:
    tag = f'<{prefix}c r="{cell_name(place)}"' + (f' s="{style}"' if style else "")
    if isinstance(content, Decimal):
        return f"{tag}><{prefix}v>{content:f}</{prefix}v></{prefix}c>".encode()
    text = escape(_NOT_XML.sub("", _ESCAPE_LIKE.sub("_x005F_", content)))
    inline = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    # A sheet that says it is ASCII takes characters by number.
    return f'{tag} t="inlineStr">{inline}</{prefix}c>'.encode("ascii", "xmlcharrefreplace")


def _prefix(name: str) -> str:
    """Return the prefix that the sheet's own elements have, with its colon."""
    before, colon, _ = name.rpartition(":")
    return before + colon
