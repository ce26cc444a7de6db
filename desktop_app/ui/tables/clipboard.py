"""A block of cells as worksheets take it from the clipboard: tabs, quotes, plain numbers.

An estimate leaves the program as a plain number: worksheets would take 约20 for a word and leave it
out of their sums without a sound. Within the program it stays 约20: beside the text lies a second
one that only the program reads.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import CellValue

_OWN_FORMAT = "application/x-dangjian-cells"


def put_on_clipboard(
    plain: Sequence[Sequence[CellValue]], marked: Sequence[Sequence[CellValue]]
) -> None:
    """Put rows of values there. marked: the same for the program itself, estimates as 约20."""
    content = QMimeData()
    content.setText(block_text(plain))
    if marked != plain:
        content.setData(_OWN_FORMAT, block_text(marked).encode())
    QGuiApplication.clipboard().setMimeData(content)


def copied_text() -> str:
    """Return the text on the clipboard, the marked one where it was copied here; "" for none."""
    clipboard = QGuiApplication.clipboard()
    content = clipboard.mimeData()
    if content is not None and content.hasFormat(_OWN_FORMAT):
        return bytes(content.data(_OWN_FORMAT).data()).decode()
    return clipboard.text()


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
