"""A ledger as a grid types into it, sorts it and narrows it down.

What is typed goes to injected savers, whole columns are asked of the reader: SQL filters, sorts and
adds up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from desktop_app.core.errors import Refusal
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledgers.columns import Statistics
from desktop_app.services.ledgers.pages import UNIT, ColumnFilter
from desktop_app.ui.tables import cells
from desktop_app.ui.tables.grid_model import Cell, Index, edge_of
from desktop_app.ui.tables.ledger_rows import LedgerRows
from desktop_app.ui.tables.row_window import BLOCK, RowReader, Saver, Writer

_FEW_ROWS = 2 * BLOCK
"""So many rows are looked at one by one; of more SQL is asked."""


class LedgerModel(LedgerRows):
    """Rows × fields of one ledger.

    refused: a value was not kept; row, column and the reason. begun: a new row was given to that
    unit and waits for its first fact. narrowed: a column lets other rows pass.
    """

    refused = Signal(int, int, str)
    begun = Signal(str)
    narrowed = Signal()

    def __init__(self, spec: LedgerSpec, reader: RowReader, save: Saver, write: Writer) -> None:
        """Start without rows; save: keeps one row. write: keeps many cells in one step."""
        super().__init__(spec, reader)
        self._keep = save
        self._write = write
        self._texts: dict[int, list[str]] = {}

    # ── typing ───────────────────────────────────────────────────────────────────────────────────

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Keep what was typed; False leaves the cell as it was and the reason in `reason`."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, field = index.row(), self.columns[index.column()]
        record = self.record(row)
        if record is None or field.derived:
            return False
        self.reason = ""
        if cells.is_unchanged(record, self._choices(field), value, self.options):
            return True
        if not record.uid and field.name == UNIT:
            return self._give_draft_to(str(value or ""))
        unit = value if field.name == UNIT else (None if record.uid else record.unit)
        values: dict[str, object] = {} if field.name == UNIT else {field.name: value}
        if not record.uid:
            values = {**cells.filled(record), **values}
        owner = None if unit is None else str(unit)
        saved = self._keep(record.uid or None, owner, values, field.name)
        if isinstance(saved, Refusal):
            self.reason = cells.reason_against(saved, field.name)
            self.refused.emit(row, index.column(), self.reason)
            return False
        self._put(row, saved)
        return True

    def write_cells(self, typed: Mapping[Cell, object], step_name: str) -> bool:
        """Keep what was typed into many cells in one step; a draft is kept with all it gets."""
        self.reason = ""
        wanted: dict[str, dict[str, object]] = {}
        for (row, column), value in typed.items():
            record = self.record(row)
            if record is not None and not self.columns[column].derived:
                wanted.setdefault(record.uid, {})[self.columns[column].name] = value
        draft = wanted.pop("", None)
        if wanted:
            self.reason = self._write(wanted, step_name)
        if draft and not self.reason:
            self._keep_draft(draft)
        return not self.reason

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in another order; column -1 brings back the order of entry."""
        if self.query is None:
            return
        name = self.columns[column].name if column >= 0 else ""
        query = replace(
            self.query, sort=name, descending=order == Qt.SortOrder.DescendingOrder and bool(name)
        )
        if query != self.query:
            self.show_rows(query, self.options, self._units)

    # ── whole columns ────────────────────────────────────────────────────────────────────────────

    def suggestions(self, column: int) -> Sequence[str]:
        """Return the texts that were typed into a column before; they are read once."""
        if column not in self._texts:
            self._texts[column] = self._reader.texts(self.spec.key, self.columns[column].name)
        return self._texts[column]

    def edge(self, row: int, column: int, step: int) -> int:
        """Return the row at the edge of the data; of many rows SQL says which hold something."""
        count = self.rowCount()
        if count <= _FEW_ROWS or self.query is None:
            return super().edge(row, column, step)
        filled = self._reader.filled(self.query, self.columns[column].name)
        ids, last = self._window.ids, count - 1 if step > 0 else 0
        return edge_of(row, last, step, lambda at: at < len(ids) and ids[at] in filled)

    def statistics(self, rows: Sequence[int], columns: Sequence[int]) -> Statistics:
        """Count and add up cells; of many rows SQL does."""
        if len(rows) <= _FEW_ROWS:
            return super().statistics(rows, columns)
        ids = self._window.ids
        return self._reader.statistics(
            self.spec.key,
            [ids[row] for row in rows if row < len(ids)],
            [self.columns[column].name for column in columns],
        )

    def column_values(self, column: int) -> list[tuple[CellValue, int]]:
        """Return what one may filter a column by, and how often each stands there."""
        if self.query is None:
            return []
        return self._reader.values(self.query, self.columns[column].name)

    def filter_of(self, column: int) -> ColumnFilter | None:
        """Return what a column is narrowed down to."""
        name = self.columns[column].name
        filters = self.query.filters if self.query else ()
        return next((found for found in filters if found.field == name), None)

    def filtered(self) -> set[int]:
        """Return the columns that are narrowed down."""
        return {column for column in range(len(self.columns)) if self.filter_of(column)}

    def narrow(self, column: int | None, wanted: ColumnFilter | None) -> None:
        """Narrow a column down, or with None let all its rows pass; column None: all columns."""
        if self.query is None:
            return
        name = self.columns[column].name if column is not None else ""
        kept = tuple(f for f in self.query.filters if column is not None and f.field != name)
        filters = (*kept, wanted) if wanted else kept
        if filters != self.query.filters:
            self.show_rows(replace(self.query, filters=filters), self.options, self._units)
            self.narrowed.emit()

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _put(self, row: int, record: RowRecord) -> None:
        """Show a row as it was kept, and offer its texts from now on."""
        super()._put(row, record)
        for column, known in self._texts.items():
            text = cells.held(record, self.columns[column])
            if isinstance(text, str) and text and text not in known:
                known.insert(0, text)

    def _give_draft_to(self, unit: str) -> bool:
        """Name the unit of a new row; that alone is no fact, and would count as one (1次)."""
        assert self._draft is not None
        if unit not in self._units:
            self.reason = f"没有填报单位“{unit}”"
            return False
        self._draft = replace(self._draft, unit=unit)
        row = len(self._window.ids)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self._last))
        self.begun.emit(unit)
        return True

    def _keep_draft(self, values: Mapping[str, object]) -> None:
        assert self._draft is not None
        if set(values) == {UNIT}:
            self._give_draft_to(str(values[UNIT] or ""))
            return
        given = {**cells.filled(self._draft), **values}
        unit = str(given.pop(UNIT, self._draft.unit))
        saved = self._keep(None, unit, given, list(values)[-1])
        if isinstance(saved, Refusal):
            self.reason = str(saved)
        else:
            self._put(len(self._window.ids), saved)
