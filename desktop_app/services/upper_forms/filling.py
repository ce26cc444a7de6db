"""Writing values into a workbook: only the cells that take one differ afterwards.

Formulas lose the value that was computed last, and the workbook asks to be computed anew when it
is opened: a total that does not fit the numbers above it would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desktop_app.services.upper_forms.book import Book
from desktop_app.services.upper_forms.cell_edits import CellEdits, Edit, Writes
from desktop_app.services.upper_forms.sheet_places import SheetPlaces, read_places
from desktop_app.services.upper_forms.xml_reading import tags

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
        values = CellEdits(xml, places, book.looks).edits(by_part.get(part, {}))
        edits = [*values, *_formula_edits(xml, places)]
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
