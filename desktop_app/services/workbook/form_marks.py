"""How a village's form is known when it comes back: by its mark, else by what can be read on it.

In the hidden last column stands, beside the headings, the mark (program, version, quarter, uid of
the unit) and beside each line the key of what is asked there. They stay when the file is renamed,
saved by WPS as .et or .xls, or the sheet is copied into another file. A form that was typed anew
still has its headings, the quarter in its title and the unit's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.errors import SourceRefused
from desktop_app.core.periods import Period
from desktop_app.services.workbook.layout import Origin
from desktop_app.services.workbook.raw_tables import RawRow

FORM_VERSION = 1
LABEL, NOW = "填报项目", "本季度"
UNIT_LINE = "填报单位（盖章）："
_MARK = re.compile(r"党建季报·填报表·(\d+)·(\d{4}Q\d)·([0-9a-f]+)")
_UNIT = re.compile(r"填报单位(?:[（(]盖章[）)])?\s*[:：]\s*(\S*)")
_QUARTER = re.compile(r"(\d{4})年第([一二三四])季度")


@dataclass(frozen=True)
class FormSheet:
    """One form: its title, its lines as (row number, key or "", label, content of the cell).

    origin: from the mark, else from what is written on it. column: letter of the cells, from 0.
    """

    title: str
    origin: Origin
    is_marked: bool
    column: int
    lines: tuple[tuple[int, str, str, object], ...]


def mark(period: Period, unit_uid: str) -> str:
    """Return what marks a form."""
    return f"党建季报·填报表·{FORM_VERSION}·{period.code}·{unit_uid}"


def recognise(title: str, rows: Sequence[RawRow]) -> FormSheet | None:
    """Read a table as a form; None where it is none. SourceRefused for one of another version."""
    unit = quarter = ""
    for place, (_number, cells) in enumerate(rows):
        texts = [str(cell).strip() for cell in cells]
        if LABEL in texts and NOW in texts:
            column, label = texts.index(NOW), texts.index(LABEL)
            found = next((match for text in texts if (match := _MARK.fullmatch(text))), None)
            if found is None:
                origin, keys = Origin(quarter, unit), -1
            else:
                if int(found[1]) != FORM_VERSION:
                    raise SourceRefused(f"“{title}”是另一版本程序的填报表，请重新生成后再填。")
                origin, keys = Origin(found[2], unit, found[3]), texts.index(found[0])
            lines = tuple(
                (
                    number,
                    _text(line, keys),
                    _text(line, label),
                    line[column] if column < len(line) else "",
                )
                for number, line in rows[place + 1 :]
            )
            return FormSheet(title, origin, found is not None, column, lines)
        for text in texts:
            if name := _UNIT.search(text):
                unit = name[1]
            if (when := _QUARTER.search(text)) and not quarter:
                quarter = f"{when[1]}Q{'一二三四'.index(when[2]) + 1}"
    return None


def _text(cells: Sequence[object], place: int) -> str:
    return str(cells[place]).strip() if 0 <= place < len(cells) else ""
