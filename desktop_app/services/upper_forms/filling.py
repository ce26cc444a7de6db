"""Writing values into a workbook: only the cells that take one differ afterwards.

Formulas lose the value that was computed last, and the workbook asks to be computed anew when it
is opened: a total that does not fit the numbers above it would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from desktop_app.services.upper_forms.book import Book
from desktop_app.services.upper_forms.cell_names import Place, cell_name
from desktop_app.services.upper_forms.sheet_places import (
    CellElement,
    RowElement,
    SheetPlaces,
    read_places,
    whole,
)
from desktop_app.services.upper_forms.xml_reading import tags

Content = Decimal | str
Writes = Mapping[Place, Content]
Edit = tuple[int, int, bytes]
"""(first byte, byte behind the last, what stands there instead); equal bytes: an insertion."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TYPE = re.compile(rb"\st\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_FULL_CALC = re.compile(rb"\sfullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<([\w.-]+:)?")
_BEHIND_CALC = frozenset(
    {
        *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"),
        *("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
    }
)
"""What may follow calcPr in a workbook (ECMA-376 part 1, 18.2.27)."""


def filled(book: Book, writes: Mapping[str, Writes]) -> bytes:
    """Return the workbook with values in some cells.

    writes: title of a visible sheet → cells and what they take; a formula is never overwritten.
    """
    if not any(writes.values()):
        return book.package.data
    by_part = {sheet.part: writes.get(sheet.grid.title, {}) for sheet in book.sheets}
    changed: dict[str, bytes] = {}
    has_formulas = False
    for part in book.all_parts:
        xml = book.package.part(part)
        places = read_places(xml)
        edits = [*_value_edits(places, by_part.get(part, {})), *_formula_edits(xml, places)]
        has_formulas |= any(cell.has_formula for row in places.rows for cell in row.cells)
        if edits:
            changed[part] = _edited(xml, edits)
    if has_formulas:
        workbook = book.package.workbook
        changed[workbook] = _computed_on_opening(book.package.part(workbook))
    return book.package.with_parts(changed)


def _edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits that do not overlap."""
    pieces: list[bytes] = []
    done = 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (xml[done:start], replacement)
        done = end
    return b"".join([*pieces, xml[done:]])


def _formula_edits(xml: bytes, places: SheetPlaces) -> list[Edit]:
    """Take the last computed values out of all formulas, and what kind of value they were."""
    edits: list[Edit] = []
    for row in places.rows:
        for cell in row.cells:
            if not cell.has_formula or cell.value is None:
                continue
            edits.append((*cell.value, b""))
            if match := _TYPE.search(xml, cell.start, cell.tag_end):
                edits.append((*match.span(), b""))
    return edits


def _value_edits(places: SheetPlaces, writes: Writes) -> list[Edit]:
    by_row: dict[int, dict[Place, Content]] = {}
    for place in sorted(writes):
        by_row.setdefault(place[0], {})[place] = writes[place]
    rows = {row.number: row for row in places.rows}
    edits: list[Edit] = []
    for number, contents in by_row.items():
        if number in rows:
            edits += _row_edits(places, rows[number], contents)
    missing = {number: contents for number, contents in by_row.items() if number not in rows}
    return [*edits, *_new_rows(places, missing)]


def _row_edits(
    places: SheetPlaces, row: RowElement, contents: Mapping[Place, Content]
) -> list[Edit]:
    """Replace the cells that a row has and put in those that it lacks."""
    known = {cell.place: cell for cell in row.cells}
    edits: list[Edit] = []
    added: list[bytes] = []
    for place, content in contents.items():
        cell = known.get(place)
        if cell is None:
            style = row.attributes.get("s") or _column_style(places, place[1])
            xml = _cell_xml(_prefix(row.name), place, style, content)
            following = next((one for one in row.cells if one.place > place), None)
            if following is not None:
                edits.append((following.start, following.start, xml))
            else:
                added.append(xml)
        elif not cell.has_formula:
            edits.append(_replaced(cell, content))
    if added:
        edits.append(_appended(row.name, row.tag_end, row.end, b"".join(added)))
    return edits


def _replaced(cell: CellElement, content: Content) -> Edit:
    style = cell.attributes.get("s")
    return cell.start, cell.end, _cell_xml(_prefix(cell.name), cell.place, style, content)


def _new_rows(places: SheetPlaces, missing: Mapping[int, Mapping[Place, Content]]) -> list[Edit]:
    """Put in rows that the sheet lacks."""
    assert places.data is not None
    prefix = _prefix(places.data.name)
    edits: list[Edit] = []
    added: list[bytes] = []
    for number, contents in missing.items():
        cells = b"".join(
            _cell_xml(prefix, place, _column_style(places, place[1]), content)
            for place, content in contents.items()
        )
        xml = f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode()
        following = next((row for row in places.rows if row.number > number), None)
        if following is not None:
            edits.append((following.start, following.start, xml))
        else:
            added.append(xml)
    if added:
        data = places.data
        edits.append(_appended(data.name, data.tag_end, data.end, b"".join(added)))
    return edits


def _appended(name: str, tag_end: int, end: int, xml: bytes) -> Edit:
    """Put something at the end of an element; one that closes itself is opened for it."""
    closing = f"</{name}>".encode()
    if tag_end == end:
        return end - 2, end, b">" + xml + closing
    place = end - len(closing)
    return place, place, xml


def _column_style(places: SheetPlaces, column: int) -> str | None:
    for columns in places.columns:
        if whole(columns.get("min")) <= column <= whole(columns.get("max")):
            return columns.get("style")
    return None


def _cell_xml(prefix: str, place: Place, style: str | None, content: Content) -> bytes:
    tag = f'<{prefix}c r="{cell_name(place)}"' + (f' s="{whole(style)}"' if style else "")
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


def _computed_on_opening(workbook: bytes) -> bytes:
    """Say in workbook.xml that everything is to be computed anew."""
    found = [tag for tag in tags(workbook) if len(tag.path) == 2]
    calc = next((tag for tag in found if tag.name == "calcPr"), None)
    wish = b' fullCalcOnLoad="1"'
    if calc is not None:
        end = workbook.index(b">", calc.start)
        closing = end - 1 if workbook[end - 1 : end] == b"/" else end
        tag = _FULL_CALC.sub(b"", workbook[calc.start : closing])
        return workbook[: calc.start] + tag.rstrip() + wish + workbook[closing:]
    following = next((tag.start for tag in found if tag.name in _BEHIND_CALC), None)
    place = workbook.rindex(b"</") if following is None else following
    prefix = _NAME.match(workbook, found[0].start)
    name = (prefix[1] or b"") if prefix else b""
    return workbook[:place] + b"<" + name + b"calcPr" + wish + b"/>" + workbook[place:]
