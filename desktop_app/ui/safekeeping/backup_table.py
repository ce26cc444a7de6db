"""The backups, one a line, as a table that offers to restore by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from desktop_app.core.periods import Period
from desktop_app.services.safekeeping.catalogue import BackupRecord
from desktop_app.ui import theme
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.tables.plain_table import Index, PlainModel, PlainTable

HEADINGS = ("时间", "怎样做的", "里面有什么", "最后的修改", "大小", "是否完好")
HELD, STATE = 2, 5
_SIZE = 4
_WIDTHS = {0: 150, 1: 90, 3: 140, 4: 84, 5: 90}  # px at ordinary type; the rest for what it holds


class _Model(PlainModel):
    """A damaged backup stands out."""

    def __init__(self, records: Sequence[BackupRecord]) -> None:
        super().__init__(HEADINGS, [_row(one) for one in records], frozenset({_SIZE}))
        self._damaged = {row for row, one in enumerate(records) if one.is_damaged}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Return a text, where it stands and its colour."""
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.ERROR) if index.row() in self._damaged else None
        return super().data(index, role)


class BackupTable(PlainTable):
    """restoring: Enter or a double click on a backup."""

    restoring = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(HEADINGS, [], frozenset({_SIZE}))
        self._records: Sequence[BackupRecord] = ()
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("全部备份")
        self.doubleClicked.connect(lambda _index: self.restoring.emit())

    def show_records(self, records: Sequence[BackupRecord]) -> None:
        """Show other backups; the one that was selected stays so, else the newest is."""
        chosen = self.chosen()
        self._records = records
        old = self.model()
        self.setModel(_Model(records))
        old.deleteLater()
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        scale = self.fontMetrics().height() / 19
        for column, width in _WIDTHS.items():
            header.resizeSection(column, round(width * scale))
        header.setSectionResizeMode(HELD, QHeaderView.ResizeMode.Stretch)
        places = {one.path: row for row, one in enumerate(records)}
        if records:
            self.selectRow(places.get(chosen.path, 0) if chosen else 0)

    def chosen(self) -> BackupRecord | None:
        """Return the selected backup, None without one."""
        row = self.currentIndex().row()
        return self._records[row] if 0 <= row < len(self._records) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter do what the button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restoring.emit()
        else:
            super().keyPressEvent(event)


def held_words(record: BackupRecord) -> str:
    """Say what a backup holds: its newest quarter, how many, and the rows of all ledgers."""
    held = record.contents
    if held is None:
        return "" if record.is_damaged else "检查以后才知道"
    if not held.quarters:
        return "还没有季度"
    number = len(held.quarters)
    newest = Period.parse(held.quarters[-1]).label
    span = f"到{newest}共{number}个季度" if number > 1 else newest
    return f"{span}，{held.rows}行"


def size_words(size: int) -> str:
    """Return a size in KB or MB."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{size / 1024 / 1024:.1f} MB"


def _row(record: BackupRecord) -> tuple[str, ...]:
    last = record.contents.last_change if record.contents else None
    return (
        moment_text(record.made_at),
        str(record.kind),
        held_words(record),
        moment_text(last) if last else "",
        size_words(record.size),
        str(record.state),
    )
