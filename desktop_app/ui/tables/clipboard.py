"""A block of cells as worksheets take it from the clipboard: tabs, quotes, plain numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import CellValue


def block_text(rows: Iterable[Sequence[CellValue]]) -> str:
    """Return rows of values as one text; numbers without grouping, flags as 是 or nothing."""
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    for row in rows:
        # A row of one empty cell would else be written as "" and read back as two quotes.
        texts = [_plain(value) for value in row]
        if texts == [""]:
            text.write("\n")
        else:
            writer.writerow(texts)
    return text.getvalue()


def _plain(value: CellValue) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, int | Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)
