"""The files that came back, one a row, with a tick for those that are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.services.workbook.file_cells import CellNote
from desktop_app.services.workbook.form_rows import UNCHANGED
from desktop_app.services.workbook.returned_files import ReturnedFile
from desktop_app.ui import theme

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("写入", "文件", "填报单位", "新增", "修改", "未变", "不收", "说明")
WHOLE_FILE = "整个文件"
_TYPED = re.compile("，填的是“[^”]*”")
_NUMBERS = frozenset({3, 4, 5, 6})


class FilesModel(QAbstractTableModel):
    """Ticks: at most one file a unit. chosen: they changed."""

    chosen = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._files: Sequence[ReturnedFile] = ()
        self._ticked: set[int] = set()

    def show_files(self, files: Sequence[ReturnedFile]) -> None:
        """Show a batch, ticked as proposed."""
        self.beginResetModel()
        self._files = files
        self._ticked = {row for row, file in enumerate(files) if file.is_chosen}
        self.endResetModel()
        self.chosen.emit()

    def file(self, row: int) -> ReturnedFile | None:
        """Return the file of a row, None where there is none."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def ticked(self) -> list[ReturnedFile]:
        """Return the files that are to be written."""
        return [self._files[row] for row in sorted(self._ticked)]

    def toggle(self, row: int) -> None:
        """Tick or untick a file; another one of the same unit is unticked."""
        file = self.file(row)
        if file is None or not file.can_be_taken:
            return
        if row in self._ticked:
            self._ticked.discard(row)
        else:
            same = {other for other in self._ticked if self._files[other].unit == file.unit}
            self._ticked = (self._ticked - same) | {row}
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._files) - 1, 0))
        self.chosen.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many files there are."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the tick be clicked where there is something to write."""
        flags = super().flags(index)
        file = self._files[index.row()]
        if index.column() == 0 and file.can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role."""
        file, column = self._files[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _texts(file)[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and file.can_be_taken:
            ticked = index.row() in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == len(HEADINGS) - 1:
            return theme.icon(_state(file))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Take a click on the tick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _texts(file: ReturnedFile) -> tuple[str, ...]:
    counts = (file.added, file.changed, file.unchanged, len(file.refused))
    numbers = [str(count) if count else "" for count in counts]
    if not file.can_be_taken:
        numbers = ["", "", "", ""]
    return ("", file.path.name, file.unit, *numbers, _remark(file))


def _state(file: ReturnedFile) -> str:
    """Return the icon that says how a file fares."""
    if not file.can_be_taken:
        return "error"
    return "warning" if file.refused or file.warnings or file.remark else "ok"


def _remark(file: ReturnedFile) -> str:
    if file.remark:
        return file.remark.removeprefix(f"“{file.path.name}”")  # it stands in the same row
    refused = len(file.refused)
    if not file.changes_something:
        left_out = f"{refused}处不收，其余" if refused else ""
        parts = [f"{left_out}和已有的一样，不用写入"]
    else:
        parts = [f"{refused}处不收，其余照写"] if refused else []
    if file.warnings:
        parts.append(f"{len(file.warnings)}处请核对")
    return "；".join(parts) or "可以写入"


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def detail_lines(file: ReturnedFile) -> list[list[str]]:
    """Return what a file would change, in words: refused cells first, unchanged ones last."""
    refused = [_noted(note, "不收") for note in file.refused]
    warned = [_noted(note, "请核对") for note in file.warnings]
    cells = [
        [f"{cell.sheet}·{cell.cell}", cell.label, _shown(cell.before), _shown(cell.now), cell.state]
        for cell in sorted(file.cells, key=lambda cell: cell.state == UNCHANGED)
    ]
    return refused + warned + cells


def _noted(note: CellNote, verb: str) -> list[str]:
    """Label and text have columns of their own here: the reason need not say them again."""
    place = f"{note.sheet}·{note.cell}" if note.cell else WHOLE_FILE
    reason = _TYPED.sub("", note.reason) if note.text else note.reason
    return [place, note.label, "", note.text, f"{verb}：{reason.removeprefix(f'“{note.label}”')}"]


def _shown(value: object) -> str:
    return "" if value is None else f"{value}"
