"""The cells of a form by what is to be done: to be mapped, without data, mapped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabWidget

from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.services.upper_forms.labels import labels_of
from desktop_app.services.upper_forms.moving import Spot
from desktop_app.services.upper_forms.records import FormView
from desktop_app.ui.upper_forms.grid_view import PICK_KEYS

_SPOT = Qt.ItemDataRole.UserRole
_TITLES = ("待对应", "缺数据", "已对应")
_DONE = ("没有要处理的格了。", "对应的格都有数据。", "还没有对应任何格。")


class _Cells(QListWidget):
    """Enter and Space ask for the cell of the current line what they ask for in the table."""

    picking = Signal()
    accepting = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take Enter, F2 and Space."""
        if event.key() in PICK_KEYS:
            self.picking.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.accepting.emit()
        else:
            super().keyPressEvent(event)


class CellLists(QTabWidget):
    """chosen: a cell was clicked, or the cursor moved to it.

    picking, accepting: the cell that was chosen last is to take a figure, or what is proposed.
    """

    chosen = Signal(object)
    picking = Signal()
    accepting = Signal()

    def __init__(self) -> None:
        """Empty until something is shown."""
        super().__init__()
        self.lists = [_Cells() for _ in _TITLES]
        for title, cells in zip(_TITLES, self.lists, strict=True):
            self.addTab(cells, title)
            cells.setAccessibleName(title)
            cells.setTextElideMode(Qt.TextElideMode.ElideRight)
            cells.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            cells.itemClicked.connect(self._choose)
            cells.currentItemChanged.connect(self.follow)
            cells.picking.connect(lambda: self._ask(self.picking))
            cells.accepting.connect(lambda: self._ask(self.accepting))

    def show_form(self, view: FormView | None) -> None:
        """Sort the cells of a form."""
        contents: Sequence[list[tuple[Spot, str]]] = ([], [], [])
        if view is not None:
            contents[0].extend((spot, _asked(view, spot)) for spot in view.asked)
            for spot in sorted(view.mapped, key=view.order):
                mapped = view.mapped[spot]
                contents[2].append((spot, mapped.what))
                if mapped.content and mapped.filling.value is None:
                    contents[1].append((spot, mapped.filling.reason))
        many = len({spot[0] for rows in contents for spot, _ in rows}) > 1
        for number, (cells, rows) in enumerate(zip(self.lists, contents, strict=True)):
            self._fill(cells, rows, _DONE[number] if view else "", with_sheet=many)
            self.setTabText(number, f"{_TITLES[number]} {len(rows)}" if rows else _TITLES[number])

    def follow(self) -> None:
        """Show where the cell of the current line is, while the keys go to a list."""
        focus, item = self.currentWidget(), self._item()
        if item is not None and focus is not None and focus.hasFocus():
            self._choose(item)

    def _fill(
        self, cells: QListWidget, rows: list[tuple[Spot, str]], empty: str, *, with_sheet: bool
    ) -> None:
        row = cells.currentRow()
        cells.blockSignals(True)  # noqa: FBT003 - Qt's argument
        cells.clear()
        for spot, text in rows:
            name = (f"{spot[0]}!" if with_sheet else "") + cell_name(spot[1])
            item = QListWidgetItem(f"{name}　{text}", cells)
            item.setToolTip(f"{name}\n{text}")
            item.setData(_SPOT, spot)
        if not rows and empty:
            item = QListWidgetItem(empty, cells)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        cells.setCurrentRow(min(row, len(rows) - 1))
        cells.blockSignals(False)  # noqa: FBT003 - Qt's argument

    def _choose(self, item: QListWidgetItem) -> None:
        spot = item.data(_SPOT)
        if spot is not None:
            self.chosen.emit(tuple(spot))

    def _ask(self, signal: SignalInstance) -> None:
        """Ask for something for the cell of the current line."""
        if self._item() is not None:
            self.follow()
            signal.emit()

    def _item(self) -> QListWidgetItem | None:
        cells = self.currentWidget()
        item = cells.currentItem() if isinstance(cells, QListWidget) else None
        return item if item is not None and item.data(_SPOT) is not None else None


def _asked(view: FormView, spot: Spot) -> str:
    """Say what a cell may take, else what stands beside it."""
    suggestion = view.suggestion(spot)
    grid = view.grid(spot[0])
    if suggestion is not None:
        return f"{suggestion.what}？"
    return labels_of(grid, spot[1]).shown if grid else ""
