"""Names of cells: B5 is column 2, row 5."""

from __future__ import annotations

import re

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The bounds of a worksheet (ECMA-376 part 1, 18.3.1.73 and 18.3.1.13)."""

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")

Place = tuple[int, int]
"""(row, column), both from 1."""


def column_letters(column: int) -> str:
    """Return the letters of a column: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(place: Place) -> str:
    """Return a cell's name: (5, 2) is B5."""
    return f"{column_letters(place[1])}{place[0]}"


def cell_place(name: str) -> Place | None:
    """Read a cell's name; None for what is none, or lies outside a worksheet."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None
