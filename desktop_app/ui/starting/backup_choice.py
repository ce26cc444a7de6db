"""The backups that can be restored, as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop_app.services.safekeeping.catalogue import BackupRecord
from desktop_app.ui import theme
from desktop_app.ui.starting.remedy_words import age, held_words

_COLUMNS = ("做备份的时间", "多久以前", "种类", "是否完好", "里面有什么")
_SHOWN = 5  # rows in view


class BackupChoice(QTableWidget):
    """A few dozen rows at most. chosen: a backup was double-clicked or Enter pressed on it."""

    chosen = Signal(Path)

    def __init__(self, backups: Sequence[BackupRecord]) -> None:
        """backups: the best first."""
        super().__init__(len(backups), len(_COLUMNS))
        self._paths = [one.path for one in backups]
        theme.prepare_table(self)
        self.setHorizontalHeaderLabels(_COLUMNS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("全部备份")
        self.verticalHeader().hide()
        for row, backup in enumerate(backups):
            at = backup.made_at
            texts = (
                f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
                age(at),
                str(backup.kind),
                str(backup.state),
                held_words(backup) or "恢复时检查",
            )
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        height = header.sizeHint().height() + theme.row_height(self) * min(len(backups), _SHOWN)
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)
        self.selectRow(0)
        self.activated.connect(lambda index: self.chosen.emit(self._paths[index.row()]))

    @property
    def path(self) -> Path | None:
        """The backup that is selected."""
        row = self.currentRow()
        return self._paths[row] if row >= 0 else None
