"""A workbook as one looks at it: its visible sheets, and which part of the file each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.errors import SourceRefused
from desktop_app.services.upper_forms.cell_names import Place, cell_place
from desktop_app.services.upper_forms.grid import Grid, GridCell, Look, Span
from desktop_app.services.upper_forms.looks import read_looks
from desktop_app.services.upper_forms.number_formats import shown
from desktop_app.services.upper_forms.package import Package
from desktop_app.services.upper_forms.sheet_places import (
    CellElement,
    SheetPlaces,
    read_places,
    whole,
)
from desktop_app.services.upper_forms.xml_reading import Unreadable, tags

MOST_ROWS, MOST_COLUMNS = 500, 120
"""What is shown of a sheet; forms are smaller."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet and its part of the file."""

    part: str
    grid: Grid


@dataclass(frozen=True)
class Book:
    """A workbook that can be filled. all_parts: those of every sheet, hidden ones too."""

    package: Package
    sheets: tuple[Sheet, ...]
    all_parts: tuple[str, ...]

    def sheet(self, title: str) -> Sheet | None:
        """Return the visible sheet of that title."""
        return next((sheet for sheet in self.sheets if sheet.grid.title == title), None)


def read_book(data: bytes, name: str) -> Book:
    """Read a workbook; SourceRefused says why it cannot be one that is filled."""
    package = Package(data, name)
    try:
        book = _book(package)
    except (Unreadable, KeyError) as error:
        raise package.refusal(error) from error
    if not any(sheet.grid.rows for sheet in book.sheets):
        raise SourceRefused(f"“{name}”里没有可以填写的表，请核对是不是选错了文件。")
    return book


def _book(package: Package) -> Book:
    related = package.related(package.workbook)
    by_kind = dict(related.values())
    looks = read_looks(package.part(by_kind["styles"])) if "styles" in by_kind else ()
    strings = _strings(package, by_kind.get("sharedStrings"))
    workbook = tags(package.part(package.workbook))
    from_1904 = any(
        tag.name == "workbookPr" and tag.attributes.get("date1904") in ("1", "true")
        for tag in workbook
    )
    sheets: list[Sheet] = []
    parts: list[str] = []
    for tag in workbook:
        if tag.path[1:] != ("sheets", "sheet"):
            continue
        reference = next(
            (text for name, text in tag.attributes.items() if name.rpartition(":")[2] == "id"), ""
        )
        kind, part = related.get(reference, ("", ""))
        if kind != "worksheet":
            continue
        parts.append(part)
        if tag.attributes.get("state", "visible") == "visible":
            places = read_places(package.part(part))
            title = tag.attributes.get("name", "")
            sheets.append(Sheet(part, _grid(title, places, looks, strings, from_1904=from_1904)))
    return Book(package, tuple(sheets), tuple(parts))


def _strings(package: Package, part: str | None) -> list[str]:
    """Return the shared strings, without readings above characters (rPh)."""
    if part is None:
        return []
    found: list[list[str]] = []
    for tag in tags(package.part(part)):
        if tag.path[1:] == ("si",):
            found.append([])
        elif tag.path[1:] in (("si", "t"), ("si", "r", "t")):
            found[-1].append(tag.text)
    return ["".join(texts) for texts in found]


def _grid(
    title: str,
    places: SheetPlaces,
    looks: Sequence[Look],
    strings: Sequence[str],
    *,
    from_1904: bool,
) -> Grid:
    column_styles = _columns(places.columns, "style")
    cells: dict[Place, GridCell] = {}
    for row in places.rows:
        for element in row.cells:
            if element.place[0] <= MOST_ROWS and element.place[1] <= MOST_COLUMNS:
                look = looks[element.style] if element.style < len(looks) else Look()
                text = _text(element, strings, look, from_1904=from_1904)
                cells[element.place] = GridCell(text, element.has_formula, look)
    spans = _spans(places.merges)
    rows, columns = _extent(cells, spans)
    for number, style in column_styles.items():
        look = looks[whole(style)] if whole(style) < len(looks) else Look()
        for row_number in range(1, rows + 1):
            cells.setdefault((row_number, number), GridCell(look=look))
    return Grid(
        title,
        rows,
        columns,
        cells,
        spans=tuple(span for span in spans if span.top <= rows and span.left <= columns),
        widths={
            column: _number(width) for column, width in _columns(places.columns, "width").items()
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
            for column, hidden in _columns(places.columns, "hidden").items()
            if hidden in ("1", "true")
        ),
        from_1904=from_1904,
        is_cut=any(
            element.place[0] > MOST_ROWS or element.place[1] > MOST_COLUMNS
            for row in places.rows
            for element in row.cells
            if element.text
        ),
    )


def _extent(cells: Mapping[Place, GridCell], spans: Iterable[Span]) -> Place:
    """Return how many rows and columns hold something, a frame counts as that."""
    held = [place for place, cell in cells.items() if not cell.is_open or cell.look.border]
    last_row = max((row for row, _ in held), default=0)
    last_column = max((column for _, column in held), default=0)
    for span in spans:
        if span.place in cells and not cells[span.place].is_open:
            last_row, last_column = max(last_row, span.bottom), max(last_column, span.right)
    return min(last_row, MOST_ROWS), min(last_column, MOST_COLUMNS)


def _text(element: CellElement, strings: Sequence[str], look: Look, *, from_1904: bool) -> str:
    if element.has_formula:
        return ""
    match element.kind:
        case "s":
            number = whole(element.text, -1)
            text = strings[number] if 0 <= number < len(strings) else ""
        case "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(element.text, "")
        case "n" if element.text:
            text = shown(element.text, look.code, from_1904=from_1904)
        case _:
            text = element.text
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    """Return the character that an escape stands for; halves of a pair stay as they are."""
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)


def _columns(columns: Iterable[Mapping[str, str]], fact: str) -> dict[int, str]:
    """Return what is said of each column that is shown."""
    return {
        number: column[fact]
        for column in columns
        if fact in column
        for number in range(
            max(1, whole(column.get("min"), 1)),
            min(whole(column.get("max"), 1), MOST_COLUMNS) + 1,
        )
    }


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
