"""A table of plain texts as a worksheet or as .csv: nothing in it is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font

from desktop_app.services.workbook.misread import guarded

_LONGEST = 32_000  # characters that a cell keeps; more are cut by Excel without a word
_WIDTHS = (20, 22, 12, 14, 20, 18, 14, 40, 40)  # in characters
_CUT = "……（太长，只列出开头）"


def table_bytes(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, as_csv: bool
) -> bytes:
    """Return a file with headings and rows; .csv carries the mark by which Excel knows UTF-8."""
    return _csv(headings, rows) if as_csv else _xlsx(title, headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([guarded(one) for one in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for place, width in enumerate(_WIDTHS[: len(headings)]):
        sheet.column_dimensions["ABCDEFGHIJ"[place]].width = width
    sheet.freeze_panes = "A2"

    def cell(text: str, *, bold: bool = False) -> Cell:
        kept = ILLEGAL_CHARACTERS_RE.sub("", text)
        made = WriteOnlyCell(sheet, kept if len(kept) <= _LONGEST else kept[:_LONGEST] + _CUT)
        made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        elif kept[:1] in ("=", "+", "-", "@"):
            made.quotePrefix = True
        return made

    sheet.append([cell(text, bold=True) for text in headings])
    for row in rows:
        sheet.append([cell(text) if text else None for text in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
