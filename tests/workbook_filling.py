"""Filling a workbook as another program would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

Rows = Sequence[dict[str, object]]


def fill(path: Path, **sheets: Rows) -> Path:
    """Fill a workbook as another program would: it knows nothing but the headings."""
    book = openpyxl.load_workbook(path)
    for title, rows in sheets.items():
        sheet = book[title]
        headings = {
            str(cell.value).rstrip("*").partition("（")[0]: cell.column
            for cell in sheet[1]
            if cell.value
        }
        first = 3 if title == "单位信息" else sheet.max_row + 1 if sheet.max_row > 2 else 3
        for number, row in enumerate(rows, first):
            for heading, value in row.items():
                sheet.cell(number, headings[heading]).value = value  # type: ignore[index]
    book.save(path)
    return path
