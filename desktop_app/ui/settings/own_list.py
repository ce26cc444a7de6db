"""A list of own definitions in columns; Enter or a double click opens the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem


class OwnList(QTreeWidget):
    """Rows by key, some under others; keeps the cursor when it is filled anew."""

    opened = Signal()

    def __init__(self, headings: Sequence[str], widths: Sequence[int], stretched: int) -> None:
        """widths: of the columns at the usual size of type; stretched: takes what is left."""
        super().__init__()
        self.setHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        scale = self.fontMetrics().height() / 19
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(widths):
            header.resizeSection(column, round(width * scale))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(lambda *_: self.opened.emit())
        self._rows: dict[str, QTreeWidgetItem] = {}

    def fill(self, rows: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Show rows of (key, key of the one it stands under or "", texts)."""
        chosen = self.chosen()
        self.clear()
        self._rows = {}
        for key, above, texts in rows:
            parent = self._rows.get(above)
            row = QTreeWidgetItem(list(texts))
            if parent is None:
                self.addTopLevelItem(row)
            else:
                parent.addChild(row)
            row.setData(0, Qt.ItemDataRole.UserRole, key)
            for column, text in enumerate(texts):
                row.setToolTip(column, text)
            self._rows[key] = row
        self.expandAll()
        first = self.topLevelItem(0)
        if self._rows and first is not None:
            self.setCurrentItem(self._rows.get(chosen, first))

    def chosen(self) -> str:
        """Return the key under the cursor, "" for none."""
        row = self.currentItem()
        return str(row.data(0, Qt.ItemDataRole.UserRole)) if row else ""

    def choose(self, key: str) -> None:
        """Put the cursor on a row."""
        self.setCurrentItem(self._rows[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
