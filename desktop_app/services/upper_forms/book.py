"""A workbook as one looks at it: its visible sheets, and which part of the file each is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.errors import SourceRefused
from desktop_app.services.upper_forms.grid import Grid, Look
from desktop_app.services.upper_forms.looks import read_looks
from desktop_app.services.upper_forms.package import Package
from desktop_app.services.upper_forms.sheet_grid import SheetFacts, sheet_grid
from desktop_app.services.upper_forms.sheet_places import read_places
from desktop_app.services.upper_forms.xml_reading import Unreadable, tags


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet and its part of the file."""

    part: str
    grid: Grid


@dataclass(frozen=True)
class Book:
    """A workbook that can be filled.

    all_parts: those of every sheet, hidden ones too. looks: the format of each number that a
    cell's `s` may name.
    """

    package: Package
    sheets: tuple[Sheet, ...]
    all_parts: tuple[str, ...]
    looks: tuple[Look, ...]

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
    facts = SheetFacts(looks, strings, from_1904=from_1904)
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
            sheets.append(Sheet(part, sheet_grid(title, places, facts)))
    return Book(package, tuple(sheets), tuple(parts), looks)


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
