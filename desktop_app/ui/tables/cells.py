"""What a cell of a ledger shows, holds and looks like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop_app.core.errors import InvalidRow, InvalidValue, Refusal
from desktop_app.core.readers import reader_for
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.ui import theme
from desktop_app.ui.tables.wording import cell_text

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def held(record: RowRecord, field: FieldSpec) -> CellValue:
    """Return the value of a field, or the name of the unit."""
    return record.unit if field.name == UNIT else record.values[field.name]


def shown(record: RowRecord, field: FieldSpec) -> str:
    """Return a value as it reads; a text of several lines stands on one."""
    text = cell_text(held(record, field), field)
    return text.replace("\n", " ") if field.kind is FieldKind.LONG_TEXT else text


def is_unchanged(record: RowRecord, field: FieldSpec, typed: object, options: Options) -> bool:
    """Say whether what was typed is what is kept already; into a new row, whether it is nothing."""
    kept = held(record, field)
    if not record.uid:
        return typed == kept or not typed
    try:
        reading = reader_for(field, options)(typed)
    except InvalidValue:
        return False
    is_news = reading.is_estimate and not record.values.get("estimated")
    return reading.value == kept and not is_news


def alignment(_record: RowRecord | None, field: FieldSpec) -> int:
    """Numbers stand right, flags in the middle."""
    if field.kind is FieldKind.BOOLEAN:
        return _CENTRE
    return _RIGHT if field.is_number else _LEFT


def foreground(record: RowRecord, field: FieldSpec) -> QColor | None:
    """Rows that do not count are pale; so is what the program fills in."""
    if record.values.get("counted") is False:
        return QColor(theme.DISABLED)
    return QColor(theme.MUTED) if field.derived else None


def filled(record: RowRecord) -> dict[str, object]:
    """Return what a row holds already, such as the area of a new one."""
    return {name: value for name, value in record.values.items() if value is not None}


def reason_against(refusal: Refusal, name: str) -> str:
    """Return what stands against this field, else all that stands against the row."""
    if isinstance(refusal, InvalidRow):
        for problem in refusal.problems:
            if problem.field == name:
                return problem.message
    return str(refusal)
