"""A workbook that is only looked at: sheets of a heading and rows, read in by nobody."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from desktop_app.services.workbook.misread import guarded

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet. widths: of its columns, in characters; the last one holds for the rest."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def book_bytes(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook; texts that look like formulas stay texts, long ones are wrapped."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.append(list(sheet.headings))
        for row in sheet.rows:
            page.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        for line in page.iter_rows():
            for cell in line:
                cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
        for cell in page[1]:
            cell.font = Font(bold=True)
        for place in range(len(sheet.headings)):
            width = sheet.widths[min(place, len(sheet.widths) - 1)]
            page.column_dimensions[get_column_letter(place + 1)].width = width
        page.freeze_panes = "C2"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = "1:1"
    book.properties.title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
