"""Where rows and cells stand in a sheet's XML, to the byte: read with expat, never written anew.

Nothing but the places of the cells is taken out of the file, so that whatever else it holds
(pictures, validations, parts that no library knows) can be copied as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, XMLParserType

from desktop_app.services.upper_forms.cell_names import Place, cell_place
from desktop_app.services.upper_forms.xml_reading import (
    MOST_ELEMENTS,
    TooMuch,
    Unreadable,
    parse,
)

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_MOST = 3 * MOST_ELEMENTS  # a cell may have a formula and a value
_ROW = ("worksheet", "sheetData", "row")
_CELL = (*_ROW, "c")
_DIMENSION = ("worksheet", "dimension")
_INLINE = (*_CELL, "is")


@dataclass(slots=True)
class Element:
    """An element in the file. start, end: bytes of the whole; tag_end: where its first tag ends."""

    name: str
    attributes: Mapping[str, str]
    start: int
    tag_end: int = 0
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag that closes itself."""
        return self.tag_end == self.end


@dataclass(slots=True)
class CellElement(Element):
    """A cell (`c`). value: bytes of its `v`; text: what stands in `v` or in the inline string."""

    place: Place = (0, 0)
    has_formula: bool = False
    value: tuple[int, int] | None = None
    text: str = ""

    @property
    def kind(self) -> str:
        """The type of the value: n, s, str, inlineStr, b, e or d (ECMA-376 18.18.11)."""
        return self.attributes.get("t", "n")

    @property
    def style(self) -> int:
        """The number of its format."""
        return whole(self.attributes.get("s"))


@dataclass(slots=True)
class RowElement(Element):
    """A row with its cells in order."""

    number: int = 0
    cells: list[CellElement] = field(default_factory=list)

    @property
    def style(self) -> int | None:
        """The format of cells that the row lacks, None where it says nothing about them."""
        is_own = self.attributes.get("customFormat") in ("1", "true")
        return whole(self.attributes.get("s")) if is_own else None


@dataclass(slots=True)
class SheetPlaces:
    """A sheet: its data, and what is said about its size, columns, heights and merged cells."""

    dimension: Element | None = None
    data: Element | None = None
    rows: list[RowElement] = field(default_factory=list)
    columns: list[Mapping[str, str]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    sizes: Mapping[str, str] = field(default_factory=dict)

    def of_columns(self, fact: str, last: int) -> dict[int, str]:
        """Return what is said of each column up to the last one that matters."""
        return {
            number: column[fact]
            for column in self.columns
            if fact in column
            for number in range(
                max(1, whole(column.get("min"), 1)), min(whole(column.get("max"), 1), last) + 1
            )
        }


def whole(text: str | None, otherwise: int = 0) -> int:
    """Read a whole number of an attribute; what is none is taken as the other value."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def read_places(xml: bytes) -> SheetPlaces:
    """Find the rows and cells of a sheet; xml is UTF-8.

    Raises Unreadable where it is no sheet, or one whose cells are out of order.
    """
    reader = _Reader(xml)
    try:
        parse(xml, reader.begin)
    except ExpatError as error:
        raise Unreadable(str(error)) from error
    if reader.found.data is None:
        raise Unreadable("no sheetData")
    return reader.found


class _Reader:
    """Listens to expat; keeps the path of element names that it stands in."""

    def __init__(self, xml: bytes) -> None:
        self.found = SheetPlaces()
        self._xml = xml
        self._path: list[str] = []
        self._open: list[Element | None] = []
        self._parser: XMLParserType
        self._texts: list[str] = []
        self._value_start = 0
        self._count = 0

    def begin(self, parser: XMLParserType) -> None:
        """Listen to a parser."""
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST:
            raise TooMuch
        self._path.append(name.rpartition(":")[2])
        path = tuple(self._path)
        at = self._parser.CurrentByteIndex
        element: Element | None = None
        if path == _ROW[:2]:
            element = self.found.data = Element(name, attributes, at)
        elif path == _DIMENSION:
            element = self.found.dimension = Element(name, attributes, at)
        elif path == _ROW:
            element = self._row(name, attributes, at)
        elif path == _CELL:
            element = self._cell(name, attributes, at)
        elif path[:4] == _CELL:
            self._within_cell(path, at)
        elif path[:1] == ("worksheet",):
            self._about(path, attributes)
        if element is not None:
            element.tag_end = self._tag_end(at)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        path = tuple(self._path)
        self._path.pop()
        element = self._open.pop()
        if element is not None:
            element.end = self._element_end(element.start, element.tag_end)
        elif path == (*_CELL, "v"):
            cell = self.found.rows[-1].cells[-1]
            cell.text = "".join(self._texts)
            cell.value = (
                self._value_start,
                self._element_end(self._value_start, self._tag_end(self._value_start)),
            )
        elif path in ((*_INLINE, "t"), (*_INLINE, "r", "t")):
            self.found.rows[-1].cells[-1].text += "".join(self._texts)

    def _row(self, name: str, attributes: dict[str, str], at: int) -> RowElement:
        rows = self.found.rows
        last = rows[-1].number if rows else 0
        row = RowElement(name, attributes, at, number=whole(attributes.get("r"), last + 1))
        if row.number <= last:
            raise Unreadable("rows out of order")
        rows.append(row)
        return row

    def _cell(self, name: str, attributes: dict[str, str], at: int) -> CellElement:
        row = self.found.rows[-1]
        last = row.cells[-1].place[1] if row.cells else 0
        given = attributes.get("r")
        place = cell_place(given) if given else (row.number, last + 1)
        if place is None or place[0] != row.number or place[1] <= last:
            raise Unreadable("cells out of order")
        cell = CellElement(name, attributes, at, place=place)
        row.cells.append(cell)
        return cell

    def _within_cell(self, path: tuple[str, ...], at: int) -> None:
        self._texts.clear()
        if path == (*_CELL, "f"):
            self.found.rows[-1].cells[-1].has_formula = True
        elif path == (*_CELL, "v"):
            self._value_start = at

    def _about(self, path: tuple[str, ...], attributes: dict[str, str]) -> None:
        match path[1:]:
            case ("cols", "col"):
                self.found.columns.append(attributes)
            case ("mergeCells", "mergeCell"):
                self.found.merges.append(attributes.get("ref", ""))
            case ("sheetFormatPr",):
                self.found.sizes = attributes

    def _tag_end(self, start: int) -> int:
        match = _TAG.match(self._xml, start)
        assert match is not None  # expat has read the tag
        return match.end()

    def _element_end(self, start: int, tag_end: int) -> int:
        """Return where the element that ends now ends; expat stands at its last tag, or behind."""
        if self._xml[tag_end - 2 : tag_end] == b"/>":
            return tag_end
        assert start < tag_end <= self._parser.CurrentByteIndex
        return self._tag_end(self._parser.CurrentByteIndex)
