"""What stands in the cells of a returned file, beside what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from desktop_app.services.workbook.form_rows import CHANGED, NEW, UNCHANGED, FormCell
from desktop_app.services.workbook.importer import Judged
from desktop_app.services.workbook.layout import NIL, OFFICE, OPTIONS, REPORTED, UNITS
from desktop_app.services.workbook.reader import SheetData

WHOLE_ROW, WHOLE_SHEET = "整行", "整张表"
LISTED = "清单"
"""State of a list's row where the list has new rows and others."""

_FACTS = frozenset({OFFICE, UNITS, OPTIONS, NIL, REPORTED})
_MOST_ROWS = 200
_ABOUT_A_CELL = re.compile("“([^”]+)”")
_LOST_VALUE = re.compile("错误值“([^”]+)”")
_UNCOMPUTED = "公式"


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is said about one cell of a file: where it is, what it is for, what stands there, why.

    cell: "" where it is about the file. label: WHOLE_ROW or WHOLE_SHEET where that is meant.
    """

    sheet: str
    cell: str
    reason: str
    label: str = ""
    text: str = ""


class FileCells:
    """The cells of one judged file; a sheet is read again only where something is said of it.

    The file must still be the one that the table reader opened last.
    """

    def __init__(self, judged: Judged) -> None:
        """Read nothing yet."""
        self._judged = judged
        self._sheets = {sheet.title: sheet for sheet in judged.book.sheets.values()}
        self._read: dict[str, dict[int, Sequence[object]]] = {}

    def note(self, said: str) -> CellNote:
        """Return what is said, as 工作表·单元格·原因 or a mere sentence, with what stands there."""
        sheet, cell, reason = split(said)
        if not cell:
            return CellNote(sheet, cell, reason)
        letters, number = coordinate_from_string(cell)
        form = self._judged.book.form
        if form is not None and form.title == sheet:
            found = next((line for line in form.lines if line[0] == number), (0, "", "", ""))
            return CellNote(sheet, cell, reason, found[2], _content(found[3], reason))
        if sheet not in self._sheets or number < self._sheets[sheet].first:
            return CellNote(sheet, cell, reason, WHOLE_SHEET)
        row = self._rows(self._sheets[sheet]).get(number, ())
        about = _ABOUT_A_CELL.match(reason)
        if about is None:
            return CellNote(sheet, cell, reason, WHOLE_ROW, _line(row))
        place = column_index_from_string(letters) - 1
        content = row[place] if place < len(row) else ""
        return CellNote(sheet, cell, reason, about[1], _content(content, reason))

    def listed(self, notes: Iterable[CellNote], state: str) -> list[FormCell]:
        """Return the rows of the file's lists that nothing is said about, as they stand there.

        state: of all rows. Of a long list the first rows alone.
        """
        said = {(note.sheet, coordinate_from_string(note.cell)[1]) for note in notes if note.cell}
        found: list[FormCell] = []
        for key, rows in self._judged.rows.items():
            is_list = key in self._judged.book.sheets and key not in _FACTS
            for row in rows[:_MOST_ROWS] if is_list and key not in self._judged.asked else ():
                if (row.title, row.number) not in said and len(found) < _MOST_ROWS:
                    worded = [value for value in row.values.values() if not isinstance(value, bool)]
                    text = "，".join(filter(None, map(shown, worded)))
                    found.append(FormCell(row.title, row.cell(""), WHOLE_ROW, None, text, state))
        return found

    def _rows(self, sheet: SheetData) -> dict[int, Sequence[object]]:
        if sheet.title not in self._read:
            self._read[sheet.title] = dict(sheet.rows())
        return self._read[sheet.title]


def split(said: str) -> tuple[str, str, str]:
    """Take 工作表·单元格·原因 apart; a mere sentence has neither sheet nor cell."""
    parts = said.split("·", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", said)


def state_of(added: int, changed: int, unchanged: int) -> str:
    """Return what holds of all rows of a list: the trial counts them, it does not name them."""
    counts = {NEW: added, CHANGED: changed, UNCHANGED: unchanged}
    there = [state for state, count in counts.items() if count]
    return there[0] if len(there) == 1 else LISTED


def shown(value: object) -> str:
    """Return a cell's content as a clerk typed it: 3.0 of a worksheet reads 3, a mark 是."""
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, datetime) else str(value).strip()


def _content(raw: object, reason: str) -> str:
    """Return what a cell holds; of an error value or a formula readers tell nothing."""
    lost = _LOST_VALUE.search(reason)
    return shown(raw) or (lost[1] if lost else _UNCOMPUTED if _UNCOMPUTED in reason else "")


def _line(row: Sequence[object]) -> str:
    """Return the filled cells of a row; the hidden uid at its end says nothing to a clerk."""
    texts = [shown(cell) for cell in row]
    return "，".join(text for text in texts if text and not re.fullmatch("[0-9a-f]{32}", text))
