"""One ledger as .csv: plain text that every program opens, and that comes back unharmed.

Each row says which ledger and quarter it is of. What a spreadsheet would take for a formula, or
for a number that it cannot keep, carries an apostrophe; it is taken off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from desktop_app.core.errors import SourceRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.services.workbook.content import SheetRow
from desktop_app.services.workbook.layout import UID_COLUMN, Origin, SheetLayout
from desktop_app.services.workbook.misread import guarded, unguarded
from desktop_app.services.workbook.raw_tables import RawRow

_LEDGER, _PERIOD, _UID = "台账", "报告期", "编号"
FIRST_DATA_ROW = 2


def csv_bytes(layout: SheetLayout, period: Period, rows: Iterable[SheetRow]) -> bytes:
    """Return a ledger as UTF-8 with the mark by which Excel and WPS know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_LEDGER, _PERIOD, *(field.heading for field in layout.fields), _UID])
    for row in rows:
        cells = [_cell(row.get(field.name)) for field in layout.fields]
        writer.writerow([layout.title, period.code, *cells, _cell(row.get(UID_COLUMN))])
    return text.getvalue().encode("utf-8-sig")


def csv_sheet(
    path: Path, rows: Sequence[RawRow], layouts: Iterable[SheetLayout]
) -> tuple[Origin, SheetLayout, tuple[str | None, ...], list[RawRow]]:
    """Recognise a .csv that was exported: (quarter, ledger, field of each column, rows).

    Raises SourceRefused. A heading that the ledger does not have stands for itself.
    """
    headings = [str(cell).strip() for cell in rows[0][1]] if rows else []
    if _LEDGER not in headings or _PERIOD not in headings:
        raise SourceRefused(
            f"“{path.name}”不是本程序导出的台账：第一行要有“{_LEDGER}”“{_PERIOD}”等栏目。"
        )
    filled: list[RawRow] = [
        (number, [*map(_plain, cells), *[""] * (len(headings) - len(cells))])
        for number, cells in rows[1:]
    ]
    title = _one_text(path, filled, headings.index(_LEDGER), _LEDGER)
    code = _one_text(path, filled, headings.index(_PERIOD), _PERIOD)
    layout = next((found for found in layouts if found.title == title), None)
    if layout is None:
        raise SourceRefused(f"“{path.name}”里写的台账“{title}”本程序没有，请重新导出后再改。")
    names: dict[str, str | None] = {field.heading: field.name for field in layout.fields}
    names |= {_LEDGER: None, _PERIOD: None, _UID: UID_COLUMN, "": None}
    fields = tuple(names.get(heading, heading) for heading in headings)
    return Origin(code), layout, fields, filled


def _one_text(path: Path, rows: Sequence[RawRow], place: int, heading: str) -> str:
    """Return the text that all rows have in a column."""
    texts = {str(cells[place]).strip() for _number, cells in rows}
    if len(texts) != 1:
        reason = "有几种" if texts else "没有数据行，读不到"
        raise SourceRefused(f"“{path.name}”{reason}“{heading}”，请一份文件只放一个季度的一个台账。")
    return texts.pop()


def _cell(value: CellValue) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


def _plain(cell: object) -> str:
    return unguarded(str(cell))
