"""The chapters of a report: order by dragging, on or off by a tick, numbers as they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.services.reports.editing import chapter_numbers, figures_in, plain_text
from desktop_app.ui import theme

OPENING = "开头"
_UID = Qt.ItemDataRole.UserRole
_NUMBER = Qt.ItemDataRole.UserRole + 1
_LEVEL = Qt.ItemDataRole.UserRole + 2


class ChapterList(QListWidget):
    """Lists chapters.

    picked: uid of the chapter to be edited. moved: (uid, uid of the one it now stands behind, ""
    for the first place). switched: (uid, on). renamed: (uid, title). delete_wanted: uid.
    level_wanted: (uid, how much deeper). menu_wanted: where the menu of the picked one should be.
    """

    picked = Signal(str)
    moved = Signal(str, str)
    switched = Signal(str, bool)
    renamed = Signal(str, str)
    delete_wanted = Signal(str)
    level_wanted = Signal(str, int)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._is_filling = False
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setItemDelegate(_Numbered(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell_picked)
        self.itemChanged.connect(self._tell_change)

    def show_chapters(
        self, chapters: Sequence[ChapterRecord], values: Mapping[str, FigureValue], picked: str
    ) -> None:
        """Show chapters in order, one of them picked; nothing is told."""
        self._is_filling = True
        numbers = chapter_numbers(chapters, values)
        while self.count() > len(chapters):
            self.takeItem(self.count() - 1)
        while self.count() < len(chapters):
            self.addItem(QListWidgetItem())
        for row, (chapter, number) in enumerate(zip(chapters, numbers, strict=True)):
            item = self.item(row)
            item.setData(_UID, chapter.uid)
            item.setData(_NUMBER, number)
            item.setData(_LEVEL, max(chapter.level, 1))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsUserCheckable
            if not figures_in(chapter.title):
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
            item.setText(plain_text(chapter.title, values))
            item.setToolTip(f"{number}{item.text() or OPENING}\n按住拖动调整顺序；勾选的写入报告")
            on = Qt.CheckState.Checked if chapter.enabled else Qt.CheckState.Unchecked
            item.setCheckState(on)
            if chapter.uid == picked:
                self.setCurrentRow(row)
        self._is_filling = False

    def uids(self) -> list[str]:
        """Return the chapters in the order shown."""
        return [str(self.item(row).data(_UID)) for row in range(self.count())]

    def numbers(self) -> list[str]:
        """Return what is shown ahead of each title."""
        return [str(self.item(row).data(_NUMBER)) for row in range(self.count())]

    def picked_uid(self) -> str:
        """Return the chapter that is being edited, "" for none."""
        item = self.currentItem()
        return str(item.data(_UID)) if item is not None else ""

    def pick(self, uid: str) -> None:
        """Pick a chapter to be edited."""
        if uid in self.uids():
            self.setCurrentRow(self.uids().index(uid))

    def move_picked(self, by: int) -> None:
        """Move the picked chapter up (-1) or down (1)."""
        row, uids = self.currentRow(), self.uids()
        if row >= 0 and 0 <= row + by < len(uids):
            self.put(uids[row], row + by)

    def put(self, uid: str, row: int) -> None:
        """Ask for a chapter to stand at a row."""
        others = [one for one in self.uids() if one != uid]
        self.moved.emit(uid, others[row - 1] if row else "")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the move; the list itself is filled anew when it was written."""
        uid, row = self.picked_uid(), self._row_of_drop(event)
        event.setDropAction(Qt.DropAction.CopyAction)  # or the view takes the row away
        event.accept()
        before = self.currentRow()
        if uid and row not in (before, before + 1):
            target = row - 1 if row > before else row
            QTimer.singleShot(0, self, lambda: self.put(uid, target))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with Alt and the arrows, up, down and deeper; delete with Delete."""
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if with_alt and event.key() in _MOVES:
            self.move_picked(_MOVES[Qt.Key(event.key())])
        elif with_alt and event.key() in _SHIFTS:
            self.level_wanted.emit(self.picked_uid(), _SHIFTS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.picked_uid():
            self.delete_wanted.emit(self.picked_uid())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of the chapter under the pointer, or of the picked one by its key."""
        if self.currentItem() is not None:
            self.menu_wanted.emit(event.globalPos())

    def _row_of_drop(self, event: QDropEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return self.count()
        below = event.position().y() > self.visualRect(index).center().y()
        return index.row() + int(below)

    def _tell_picked(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.picked.emit(str(item.data(_UID)))

    def _tell_change(self, item: QListWidgetItem) -> None:
        """Tell a tick or a new title; the page knows which of them is new."""
        if self._is_filling:
            return
        uid = str(item.data(_UID))
        self.switched.emit(uid, item.checkState() == Qt.CheckState.Checked)
        if item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.renamed.emit(uid, item.text())


_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SHIFTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Numbered(QStyledItemDelegate):
    """Shows the number ahead of the title; the title alone is edited."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the number ahead; a chapter without title is the opening."""
        super().initStyleOption(option, index)
        text = option.text or OPENING  # type: ignore[attr-defined] # missing in the stubs
        indent = "　" * (int(index.data(_LEVEL) or 1) - 1)
        option.text = f"{indent}{index.data(_NUMBER) or ''}{text}"  # type: ignore[attr-defined] # likewise
        theme.keep_model_colours(option)
