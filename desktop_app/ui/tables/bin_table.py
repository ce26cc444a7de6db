"""The rows of the 回收站, one a line, as a table that restores by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop_app.ui.tables.plain_table import PlainModel, PlainTable
from desktop_app.ui.tables.shared_width import share_width

HEADINGS = ("删除时间", "类别", "报告期", "填报单位", "内容", "怎样删除的", "操作人")
TEXT, WHO = 4, 6
_WIDTHS = (132, 96, 128, 96, 0, 180, 72)  # px at ordinary type; 0 takes what is left
_LEAST_TEXT = 200


class BinTable(PlainTable):
    """Enter restores; Tab goes on to what follows the table.

    After a restore nothing is selected, so that a second Enter brings nothing else back; the next
    arrow selects the row that the frame is on.
    """

    restoring = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(HEADINGS, [])
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("回收站")

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows, none of them selected."""
        old = self.model()
        self.setModel(PlainModel(HEADINGS, rows))
        old.deleteLater()

    def put_frame(self, place: int) -> None:
        """Put the frame on a row (the last one, where there are fewer) without selecting it."""
        frame = self.model().index(min(place, self.model().rowCount() - 1), 0)
        self.selectionModel().setCurrentIndex(frame, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Restore by Enter; select by an arrow where nothing is selected."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restoring.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.selectedIndexes():
            self.selectRow(max(self.currentIndex().row(), 0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the widths in proportion."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the text what the other columns leave."""
        share_width(self, _WIDTHS, TEXT, _LEAST_TEXT)
