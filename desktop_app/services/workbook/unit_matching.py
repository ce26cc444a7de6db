"""Whose a file is: by the uid in it, by the name in it, by the name of the file."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core.errors import SourceRefused
from desktop_app.core.records import UnitRecord
from desktop_app.services.workbook.reader import Book


class UnitUnclear(SourceRefused):
    """A form of which nobody can tell whose it is; the clerk can."""


def match_unit(book: Book, units: Sequence[UnitRecord]) -> str:
    """Return the present name of a book's unit; "" for the whole township, or where none fits."""
    for unit in units:
        if book.origin.unit_uid and unit.uid == book.origin.unit_uid:
            return unit.name
    named = book.origin.unit
    if named:
        if book.form is None:
            return named
        exact = [unit.name for unit in units if unit.name == named]
        within = exact or [unit.name for unit in units if unit.name in named]
        if within:
            return max(within, key=len)
    if book.form is None:
        return ""
    # "大张村" holds "张村": the longest name that stands in the file's name is meant.
    in_file = [unit.name for unit in units if unit.name in book.path.stem]
    return max(in_file, key=len, default="")
