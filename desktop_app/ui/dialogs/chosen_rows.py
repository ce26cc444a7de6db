"""A table to read whose rows lead somewhere: by a double click, or by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from desktop_app.ui.tables.plain_table import PlainTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChosenRows(PlainTable):
    """row_chosen: the key of the row that was double-clicked, or had the cursor at Enter."""

    row_chosen = Signal(str)

    def __init__(
        self,
        headings: Sequence[str],
        lines: Sequence[Sequence[str]],
        keys: Sequence[str],
        right: frozenset[int] = frozenset(),
    ) -> None:
        """keys: what each line leads to. right: places of the columns of numbers."""
        super().__init__(headings, lines, right)
        self._keys = keys
        self.setTabKeyNavigation(False)  # Tab goes on to the buttons
        self.doubleClicked.connect(lambda index: self.row_chosen.emit(self._keys[index.row()]))
        if lines:
            self.selectRow(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the columns together where their air alone pushes the last ones out of sight."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._fit_columns)  # the dialog has its size by then

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the row under the cursor."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.row_chosen.emit(self._keys[self.currentIndex().row()])
            return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Narrow each column as far as its heading and texts allow, until all are seen."""
        header = self.horizontalHeader()
        over = header.length() - self.viewport().width()
        for column in range(header.count()):
            held = max(header.sectionSizeHint(column), self.sizeHintForColumn(column))
            spare = max(0, min(header.sectionSize(column) - held, over))
            if spare:
                header.resizeSection(column, header.sectionSize(column) - spare)
                over -= spare
