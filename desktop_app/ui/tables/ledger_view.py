"""The grid of a ledger: its columns as needed, sorted, narrowed down, arranged as one likes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.ui import theme
from desktop_app.ui.tables.column_filter import FilterPanel
from desktop_app.ui.tables.column_widths import ColumnWidths
from desktop_app.ui.tables.grid_model import Cell, Index
from desktop_app.ui.tables.grid_view import GridView
from desktop_app.ui.tables.ledger_model import LedgerModel
from desktop_app.ui.tables.table_memory import Arrangement, TableMemory

_KEY_KINDS = (FieldKind.TEXT, FieldKind.CHOICE)


class LedgerView(GridView):
    """Shows a ledger; an empty new row goes when the cursor leaves it.

    memory: where the arrangement of the columns is kept, None to keep none.
    """

    def __init__(
        self, model: LedgerModel, memory: TableMemory | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the model."""
        super().__init__(model, parent)
        self._ledger = model
        self._memory = memory
        self._kept = memory.read() if memory else Arrangement()
        self._place: tuple[str, int] | None = None
        self._column = 0
        self._always_hidden: set[str] = set()
        self._widths = ColumnWidths(self, model.columns)
        self.panel: FilterPanel | None = None
        self._set_up()
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._restore_place)
        model.modelReset.connect(lambda: self.header.show_filtered(model.filtered()))
        model.narrowed.connect(self.find_cursor)
        model.uncounted_seen.connect(lambda: QTimer.singleShot(0, self, self._show_needed))

    def hide_field(self, name: str) -> None:
        """Leave a column to the form."""
        self._always_hidden.add(name)
        self._show_needed()

    def fit(self) -> None:
        """Take the measures of the present size of type."""
        theme.prepare_table(self)
        self._widths.fit()

    def fit_units(self, names: tuple[str, ...]) -> None:
        """Make room for the longest name of a unit."""
        self._widths.fit_units(names)

    def find_cursor(self) -> None:
        """Put the cursor into the first row, where its own is no longer shown."""
        if not self.currentIndex().isValid() and self._ledger.rowCount():
            self.go_to(0, self._column)

    def open_filter(self, column: int | None = None) -> FilterPanel | None:
        """Offer what a column may be narrowed down to; None: the one with the cursor."""
        if column is None:
            column = max(self.currentIndex().column(), self.picked.columns()[0])
        if not self.finish_editing():
            return None
        self.panel = FilterPanel(self._ledger, column, self.window())
        below = self.header.mapToGlobal(QPoint(self.column_left(column), self.header.height()))
        self.panel.open_at(below)
        return self.panel

    def column_menu(self, column: int) -> QMenu:
        """Return what one may do with a column."""
        menu = QMenu(self)
        name = self._ledger.columns[column].label
        menu.addAction(theme.icon("filter"), f"筛选“{name}”…", lambda: self.open_filter(column))
        if self._ledger.filter_of(column):
            menu.addAction("取消这一列的筛选", lambda: self._ledger.narrow(column, None))
        menu.addSeparator()
        for text, at, order in (
            ("从小到大排", column, Qt.SortOrder.AscendingOrder),
            ("从大到小排", column, Qt.SortOrder.DescendingOrder),
            ("按录入次序", -1, Qt.SortOrder.AscendingOrder),
        ):
            menu.addAction(text, partial(self.header.setSortIndicator, at, order))
        menu.addSeparator()
        place = self.picked.columns().index(column) + 1
        menu.addAction(f"左右滚动时留住前{place}列", lambda: self._freeze(place))
        menu.addAction("不留住任何列", lambda: self._freeze(0))
        menu.addSeparator()
        menu.addAction("恢复原来的列宽和次序", self.forget_arrangement)
        return menu

    def forget_arrangement(self) -> None:
        """Arrange the columns as on the first day."""
        self._kept = Arrangement()
        self._keep()
        self._widths.dragged = {}
        self._put_in_order(list(range(len(self._ledger.columns))))
        self._widths.fit()
        self._choose_frozen()

    # ── Qt's calls ───────────────────────────────────────────────────────────────────────────────

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Let an empty new row go when the cursor leaves it."""
        super().currentChanged(current, previous)
        is_left = current.row() != previous.row() and previous.isValid()
        if is_left and previous.row() == self._ledger.draft_row:
            QTimer.singleShot(0, self, self._drop_left_draft)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Spread the texts over the room there is; keep an open editor where its cell is."""
        super().resizeEvent(event)
        self._widths.spread()
        self.updateEditorGeometries()

    # ── columns ──────────────────────────────────────────────────────────────────────────────────

    def _set_up(self) -> None:
        self.verticalHeader().hide()
        self.header.setSectionsMovable(True)
        self.header.setSortIndicatorClearable(True)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.header.offer_filters()
        self.header.filter_wanted.connect(self.open_filter)
        self.header.menu_wanted.connect(lambda at, place: self.column_menu(at).popup(place))
        self.header.arranged.connect(self._note_arrangement)
        self._widths.dragged = self._kept.widths
        names = [field.name for field in self._ledger.columns]
        if sorted(self._kept.order) == sorted(names):
            self._put_in_order([names.index(name) for name in self._kept.order])
        self.fit()
        self._show_needed()

    def _show_needed(self) -> None:
        for column, field in enumerate(self._ledger.columns):
            self.setColumnHidden(column, self._is_needless(field))
        self._choose_frozen()
        if self.isVisible():
            self._widths.spread()

    def _is_needless(self, field: FieldSpec) -> bool:
        if field.name in self._always_hidden:
            return True
        return field.name == "counted" and not self._ledger.has_seen_uncounted

    def _choose_frozen(self) -> None:
        """Keep the unit in view and what the row is about, unless the user chose otherwise."""
        self.frozen.count = self._key_columns() if self._kept.frozen is None else self._kept.frozen
        self.viewport().update()

    def _key_columns(self) -> int:
        """Return how many columns lead up to the one that says what a row is about."""
        seen = [self._ledger.columns[column] for column in self.picked.columns()]
        keys = [
            place
            for place, field in enumerate(seen)
            if field.kind in _KEY_KINDS and field.name != UNIT
        ]
        most = 3 if seen and seen[0].name == UNIT else 2
        return keys[0] + 1 if keys and keys[0] < most else 1

    def _freeze(self, count: int) -> None:
        self._kept = Arrangement(self._kept.widths, self._kept.order, count)
        self._keep()
        self._choose_frozen()

    def _put_in_order(self, columns: list[int]) -> None:
        for place, column in enumerate(columns):
            self.header.moveSection(self.header.visualIndex(column), place)

    def _note_arrangement(self, resized: set[int]) -> None:
        self._widths.keep_dragged(resized)
        logical = [self.header.logicalIndex(place) for place in range(self.header.count())]
        order = [self._ledger.columns[column].name for column in logical]
        moved = logical != sorted(logical)
        self._kept = Arrangement(
            dict(self._widths.dragged), order if moved else [], self._kept.frozen
        )
        self._keep()
        self._choose_frozen()

    def _keep(self) -> None:
        if self._memory:
            self._memory.keep(self._kept)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _drop_left_draft(self) -> None:
        if self.currentIndex().row() != self._ledger.draft_row and not self.cells.is_stuck:
            self._ledger.drop_draft()

    def _remember_place(self) -> None:
        current = self.currentIndex()
        record = self._ledger.record(current.row()) if current.isValid() else None
        if record is not None:
            self._column = current.column()
            self._place = (record.uid, self._column)

    def _restore_place(self) -> None:
        """After a new order: the cursor in the row where it was, if that is still shown."""
        place, self._place = self._place, None
        row = self._ledger.row_of(place[0]) if place and place[0] else None
        if place is None or row is None:
            self.row_chosen.emit(-1)
            return
        self.picked.put(Cell(row, place[1]))
        self.scrollTo(self._ledger.index(row, place[1]))
        self.row_chosen.emit(row)
