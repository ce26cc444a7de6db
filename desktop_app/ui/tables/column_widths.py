"""Widths of a ledger's columns: room for headings and usual content, spare room to the texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.ui.tables.editors import UNIT

_HEADING_ROOM = 20
_MOST_SPREAD = 420
_WIDEST_UNIT = 170
_LINE = 19  # height of a line in ordinary type, for which these widths are meant
_WIDTHS = {
    FieldKind.TEXT: 120,
    FieldKind.LONG_TEXT: 180,
    FieldKind.INTEGER: 72,
    FieldKind.DECIMAL: 84,
    FieldKind.DATE: 98,
    FieldKind.BOOLEAN: 56,
    FieldKind.CHOICE: 110,
}


class ColumnWidths:
    """Sets the widths of one table; what the user drags is his until the size of type changes."""

    def __init__(self, table: QTableView, columns: Sequence[FieldSpec]) -> None:
        """columns: the fields in the order of the model."""
        self._table = table
        self._columns = columns
        self._units: Sequence[str] = ()
        self._spread = 0

    def fit(self) -> None:
        """Give each column room for its heading and for what usually stands in it."""
        self._spread = 0
        header = self._table.horizontalHeader()
        metrics = header.fontMetrics()
        scale = metrics.height() / _LINE
        for column, field in enumerate(self._columns):
            heading = round(metrics.horizontalAdvance(field.heading) * 1.08) + _HEADING_ROOM
            header.resizeSection(column, max(heading, round(_WIDTHS[field.kind] * scale)))
        self.fit_units(self._units)
        self.spread()

    def fit_units(self, names: Sequence[str]) -> None:
        """Make room for the longest name of a unit, within reason."""
        self._units = names
        if self._columns[0].name != UNIT:
            return
        header = self._table.horizontalHeader()
        advance = self._table.fontMetrics().horizontalAdvance
        longest = max(map(advance, names), default=0) + 16
        header.resizeSection(0, max(header.sectionSize(0), min(longest, _WIDEST_UNIT)))

    def spread(self) -> None:
        """Share spare room among the columns of text, and take it back when there is less."""
        header = self._table.horizontalHeader()
        texts = [
            column
            for column, field in enumerate(self._columns)
            if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
            and not header.isSectionHidden(column)
        ]
        if not texts:
            return
        room = self._table.viewport().width() - header.length() + self._spread * len(texts)
        share = max(0, min(room // len(texts), _MOST_SPREAD))
        for column in texts:
            header.resizeSection(column, header.sectionSize(column) + share - self._spread)
        self._spread = share
