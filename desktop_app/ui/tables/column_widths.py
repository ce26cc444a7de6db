"""Widths of a grid's columns: room for headings and usual content, spare room to the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtWidgets import QTableView

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.services.ledgers.pages import UNIT

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
    """Sets the widths of one table; those that the user dragged stay as they are.

    dragged: column's name → px in ordinary type.
    """

    def __init__(self, table: QTableView, columns: Sequence[FieldSpec]) -> None:
        """columns: the fields in the order of the model."""
        self._table = table
        self._columns = columns
        self._units: Sequence[str] = ()
        self._spread = 0
        self.dragged: Mapping[str, int] = {}

    @property
    def scale(self) -> float:
        """How much larger than ordinary type is."""
        return self._table.horizontalHeader().fontMetrics().height() / _LINE

    def fit(self) -> None:
        """Give each column room for its heading and for what usually stands in it."""
        self._spread = 0
        header = self._table.horizontalHeader()
        metrics = header.fontMetrics()
        for column, field in enumerate(self._columns):
            heading = round(metrics.horizontalAdvance(field.heading) * 1.08) + _HEADING_ROOM
            width = max(heading, round(_WIDTHS[field.kind] * self.scale))
            kept = self.dragged.get(field.name)
            header.resizeSection(column, width if kept is None else round(kept * self.scale))
        self.fit_units(self._units)
        self.spread()

    def fit_units(self, names: Sequence[str]) -> None:
        """Make room for the longest name of a unit, within reason."""
        self._units = names
        if self._columns[0].name != UNIT or UNIT in self.dragged:
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
            and field.name not in self.dragged
            and not header.isSectionHidden(column)
        ]
        if not texts:
            return
        room = self._table.viewport().width() - header.length() + self._spread * len(texts)
        share = max(0, min(room // len(texts), _MOST_SPREAD))
        for column in texts:
            header.resizeSection(column, header.sectionSize(column) + share - self._spread)
        self._spread = share

    def keep_dragged(self, columns: Iterable[int]) -> None:
        """Take the present widths of columns as the user's own."""
        header = self._table.horizontalHeader()
        self.dragged = {
            **self.dragged,
            **{
                self._columns[column].name: round(header.sectionSize(column) / self.scale)
                for column in columns
            },
        }
