"""The log as lines of a table: words are read for those that are seen, in blocks."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop_app.services.log.change_filter import LogQuery
from desktop_app.services.log.change_log import NO_STEPS, ChangeLog, LogLine, LogSteps
from desktop_app.ui import theme
from desktop_app.ui.change_log.unfolding import Unfolding
from desktop_app.ui.change_log.wording import what_text, where_text
from desktop_app.ui.frame.moments import moment_text

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("时间", "操作", "在哪里", "改了什么", "操作人")
AT, STEP, WHERE, WHAT, WHO = range(5)
_BLOCK = 200
_KEPT_BLOCKS = 16
_FOLDED, _UNFOLDED, _INSIDE = "▸ ", "▾ ", "　　"


class LogModel(QAbstractTableModel):
    """A line a step; a step of several rows unfolds into a line a row."""

    def __init__(self, log: ChangeLog) -> None:
        """log: finds steps and reads lines."""
        super().__init__()
        self._log = log
        self._query = LogQuery()
        self._steps: LogSteps = NO_STEPS
        self._unfolding = Unfolding(0)
        self._inside: dict[int, array[int]] = {}
        self._blocks: OrderedDict[tuple[int, int], list[LogLine]] = OrderedDict()

    def show(self, query: LogQuery, steps: LogSteps) -> None:
        """Show other steps; those that were unfolded and are still there stay so."""
        unfolded = [self._steps.first[step] for step in self._inside]
        self.beginResetModel()
        self._query, self._steps = query, steps
        self._unfolding = Unfolding(len(steps.first))
        self._inside.clear()
        self._blocks.clear()
        places = {first: step for step, first in enumerate(steps.first)} if unfolded else {}
        for first in unfolded:
            if first in places and steps.counts[places[first]] > 1:
                self._open(places[first])
        self.endResetModel()

    def line(self, row: int) -> LogLine | None:
        """Return what stands on a line; None for what is no longer there."""
        if not 0 <= row < self._unfolding.lines:
            return None
        step, inside = self._unfolding.at(row)
        if inside is None:
            lines = self._block(
                -1,
                step // _BLOCK,
                lambda start: self._log.step_lines(self._query, self._steps, start, start + _BLOCK),
            )
            wanted = self._steps.first[step]
        else:
            ids = self._inside[step]
            lines = self._block(
                step,
                inside // _BLOCK,
                lambda start: self._log.row_lines(ids[start : start + _BLOCK]),
            )
            wanted = ids[inside]
        return next((line for line in lines if line.change == wanted), None)

    def row_of(self, change: int) -> int:
        """Return the line of the step that begins with a change, -1 where it is not shown."""
        try:
            return self._unfolding.line_of(self._steps.first.index(change))
        except ValueError:
            return -1

    def is_inside(self, row: int) -> bool:
        """Whether a line is a row of an unfolded step."""
        return self._unfolding.at(row)[1] is not None

    def can_unfold(self, row: int) -> bool:
        """Whether a line is a step of several rows."""
        step, inside = self._unfolding.at(row)
        return inside is None and self._steps.counts[step] > 1

    def is_unfolded(self, row: int) -> bool:
        """Whether a line is a step whose rows are shown."""
        step, inside = self._unfolding.at(row)
        return inside is None and bool(self._unfolding.rows(step))

    def step_row(self, row: int) -> int:
        """Return the line of the step that a line belongs to."""
        return self._unfolding.line_of(self._unfolding.at(row)[0])

    def toggle(self, row: int) -> None:
        """Unfold a step of several rows, or fold it."""
        if not self.can_unfold(row):
            return
        step, _inside = self._unfolding.at(row)
        if self._unfolding.rows(step):
            self.beginRemoveRows(QModelIndex(), row + 1, row + self._unfolding.rows(step))
            self._unfolding.fold(step)
            del self._inside[step]
            self._forget(step)
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), row + 1, row + self._steps.counts[step])
            self._open(step)
            self.endInsertRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))

    # ── Qt's side ────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many lines there are."""
        return 0 if parent.isValid() else self._unfolding.lines

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Return the text of a cell; what stands undone is grey."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            line = self.line(index.row())
            return "" if line is None else self._text(index.row(), index.column(), line)
        if role == Qt.ItemDataRole.ForegroundRole:
            line = self.line(index.row())
            return QColor(theme.MUTED) if line is not None and line.is_undone else None
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return None

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _text(self, row: int, column: int, line: LogLine) -> str:
        is_inside = self.is_inside(row)
        match column:
            case 0:
                return "" if is_inside else moment_text(line.at)
            case 1 if is_inside:
                return ""
            case 1:
                mark = _FOLDED if self.can_unfold(row) else ""
                mark = _UNFOLDED if self.is_unfolded(row) else mark
                return f"{mark}{line.step}{'（已撤销）' if line.is_undone else ''}"
            case 2:
                return (_INSIDE if is_inside else "") + where_text(line)
            case 3:
                return what_text(line)
            case _:
                return "" if is_inside else line.who

    def _open(self, step: int) -> None:
        ids = self._log.rows_of(self._query, self._steps.first[step])
        self._inside[step] = ids[: self._steps.counts[step]]
        self._unfolding.unfold(step, self._steps.counts[step])

    def _block(
        self, of: int, number: int, read: Callable[[int], Sequence[LogLine]]
    ) -> list[LogLine]:
        """Return a block of lines; of: the step it is within, -1 for the steps themselves."""
        key = (of, number)
        if key not in self._blocks:
            self._blocks[key] = list(read(number * _BLOCK))
            if len(self._blocks) > _KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(key)
        return self._blocks[key]

    def _forget(self, step: int) -> None:
        for key in [key for key in self._blocks if key[0] == step]:
            del self._blocks[key]
