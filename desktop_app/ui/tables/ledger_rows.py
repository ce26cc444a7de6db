"""The rows of a ledger on screen: a window over their ids, read in blocks as they come into view.

No database in here: ids and rows come from an injected reader. What is edited stays where it is
until one sorts or filters anew; new rows stand at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import FieldSpec, LedgerSpec
from desktop_app.core.validation import Options, options_in, row_warnings
from desktop_app.services.ledgers.pages import UNIT, RowQuery
from desktop_app.ui import theme
from desktop_app.ui.tables import cells
from desktop_app.ui.tables.editors import unit_field
from desktop_app.ui.tables.grid_model import NO_INDEX, GridModel, Index
from desktop_app.ui.tables.order import Change, changes_between
from desktop_app.ui.tables.row_window import RowReader, RowWindow

_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _PLAIN | Qt.ItemFlag.ItemIsEditable


class LedgerRows(GridModel):
    """Rows × fields of one ledger to read; the unit stands first where villages report it.

    uncounted_seen: a row that was read does not count, so that its column should be seen.
    """

    uncounted_seen = Signal()
    can_grow = True

    def __init__(self, spec: LedgerSpec, reader: RowReader) -> None:
        """Start without rows; `show_rows` brings them."""
        super().__init__()
        self.spec = spec
        self.query: RowQuery | None = None
        self._reader = reader
        self._units: tuple[str, ...] = ()
        self._window = RowWindow(spec.key, reader, self._look_for_uncounted)
        self._draft: RowRecord | None = None
        self._odd: dict[str, Mapping[str, str]] = {}
        self.has_seen_uncounted = False
        self._roles: dict[int, Callable[[RowRecord, FieldSpec], object]] = {
            Qt.ItemDataRole.DisplayRole: cells.shown,
            Qt.ItemDataRole.EditRole: cells.held,
            Qt.ItemDataRole.TextAlignmentRole: cells.alignment,
            Qt.ItemDataRole.ForegroundRole: cells.foreground,
            Qt.ItemDataRole.BackgroundRole: self._background,
            Qt.ItemDataRole.ToolTipRole: self._tooltip,
        }

    # ── what is shown ────────────────────────────────────────────────────────────────────────────

    @cached_property
    def columns(self) -> tuple[FieldSpec, ...]:
        """The fields in the order of their columns."""
        first = () if self.spec.kept_by_office else (unit_field(()),)
        return (*first, *self.spec.fields)

    @property
    def _last(self) -> int:
        return len(self.columns) - 1

    def editable_field(self, column: int) -> FieldSpec:
        """Return a column's field with the choices of the quarter."""
        return self._choices(self.columns[column])

    def show_rows(self, query: RowQuery, options: Options, units: tuple[str, ...]) -> None:
        """Show other rows, or the same in another order; a draft is dropped."""
        ids = self._reader.ids(query)
        self.beginResetModel()
        self.query, self._units = query, units
        self.options = options_in(query.period, options)
        self._window.ids, self._draft = ids, None
        self._forget()
        self.endResetModel()

    def refresh(self, options: Options | None = None, units: tuple[str, ...] | None = None) -> None:
        """Read again what was written elsewhere; rows stay where they are, new ones come last."""
        if self.query is None:
            return
        if options is not None:
            self.options = options_in(self.query.period, options)
        self._units = self._units if units is None else units
        wanted = self._reader.ids(self.query)
        changes = changes_between(self._window.ids, wanted, keeps_order=bool(self.query.sort))
        self._forget()
        for change in changes:
            self._apply(change)
        if not self.rowCount():
            return
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._last))

    def record(self, row: int) -> RowRecord | None:
        """Return a row; None for one that was deleted elsewhere."""
        if row == len(self._window.ids):
            return self._draft
        return self._window.record(row)

    def value(self, row: int, column: int) -> CellValue:
        """Return what a cell holds; nothing where its row was deleted elsewhere."""
        record = self.record(row)
        return None if record is None else cells.held(record, self.columns[column])

    def row_of(self, uid: str) -> int | None:
        """Return where a row stands, None where it is not shown."""
        row_id = self._reader.id_of(self.spec.key, uid)
        return (
            None
            if row_id is None or row_id not in self._window.ids
            else self._window.ids.index(row_id)
        )

    def warnings(self, row: int) -> Mapping[str, str]:
        """Return field name → what is odd about it in this row."""
        record = self.record(row)
        return {} if record is None else self._warnings(record)

    # ── new rows ─────────────────────────────────────────────────────────────────────────────────

    @property
    def draft_row(self) -> int | None:
        """Where the row stands that is not kept yet: nothing but its unit was typed into it."""
        return None if self._draft is None else len(self._window.ids)

    def begin_draft(self, unit: str, values: Mapping[str, CellValue]) -> int:
        """Add an empty row that is kept with the first fact typed into it; return its place."""
        if self._draft is None and self.query is not None:
            row = len(self._window.ids)
            self.beginInsertRows(QModelIndex(), row, row)
            empty: dict[str, CellValue] = dict.fromkeys(field.name for field in self.spec.fields)
            empty["counted"] = True
            code = self.query.period.code
            self._draft = RowRecord("", self.spec.key, code, unit, {**empty, **values})
            self.endInsertRows()
        return len(self._window.ids)

    def drop_draft(self) -> None:
        """Take the empty row away again."""
        if self._draft is not None:
            row = len(self._window.ids)
            self.beginRemoveRows(QModelIndex(), row, row)
            self._draft = None
            self.endRemoveRows()

    # ── Qt's questions ───────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are, the draft included."""
        return 0 if parent.isValid() else len(self._window.ids) + (self._draft is not None)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role; of most roles nothing is known, and that at once."""
        answer = self._roles.get(role)
        if answer is None or not index.isValid():
            return None
        record = self.record(index.row())
        return None if record is None else answer(record, self.columns[index.column()])

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name the columns; rows carry no numbers."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        field = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return field.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return field.help or field.heading
        return cells.alignment(None, field) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything may be typed but what the program fills in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _PLAIN if self.columns[index.column()].derived else _TYPED

    # ── roles ────────────────────────────────────────────────────────────────────────────────────

    def _background(self, record: RowRecord, field: FieldSpec) -> QColor | None:
        odd = self._warnings(record)
        return QColor(theme.WARNING_TINT) if odd and field.name in odd else None

    def _tooltip(self, record: RowRecord, field: FieldSpec) -> str | None:
        text = cells.shown(record, field)
        return self._warnings(record).get(field.name) or (text if len(text) > 8 else None)

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _look_for_uncounted(self, records: Iterable[RowRecord]) -> None:
        if not self.has_seen_uncounted and any(
            record.values.get("counted") is False for record in records
        ):
            self.has_seen_uncounted = True
            self.uncounted_seen.emit()

    def _warnings(self, record: RowRecord) -> Mapping[str, str]:
        odd = self._odd.get(record.uid)
        if odd is None:
            assert self.query is not None
            found = row_warnings(self.spec, record.values, self.query.period)
            odd = {warning.field: warning.message for warning in found}
            self._odd[record.uid] = odd
        return odd

    def _choices(self, field: FieldSpec) -> FieldSpec:
        return unit_field(self._units) if field.name == UNIT else field

    def _put(self, row: int, record: RowRecord) -> None:
        """Show a row as it was kept; the draft becomes a row like others."""
        self._odd.pop(record.uid, None)
        row_id = self._window.ids[row] if row < len(self._window.ids) else None
        if row_id is None:
            row_id = self._reader.id_of(self.spec.key, record.uid)
            assert row_id is not None
            self._draft = None
            self._window.ids.append(row_id)
        self._window.put(row, record)
        self._look_for_uncounted((record,))
        self.dataChanged.emit(self.index(row, 0), self.index(row, self._last))

    def _apply(self, change: Change) -> None:
        if change.is_all:
            self.beginResetModel()
            self._window.ids = list(change.ids)
            self.endResetModel()
        elif change.ids:
            self.beginInsertRows(QModelIndex(), change.first, change.first + len(change.ids) - 1)
            self._window.ids[change.first : change.first] = change.ids
            self._window.forget()
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), change.first, change.first + change.removed - 1)
            del self._window.ids[change.first : change.first + change.removed]
            self._window.forget()
            self.endRemoveRows()

    def _forget(self) -> None:
        self._window.forget()
        self._odd.clear()
