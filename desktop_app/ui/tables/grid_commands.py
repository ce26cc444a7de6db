"""What keys do with the selection of a grid: empty, fill, copy, cut, today's date, as above.

Whatever writes more than one cell is one step, kept as a whole or refused with one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind
from desktop_app.ui.tables.clipboard import copied_text, put_on_clipboard
from desktop_app.ui.tables.delegate import CellDelegate
from desktop_app.ui.tables.grid_keys import Action
from desktop_app.ui.tables.grid_model import Cell, GridModel
from desktop_app.ui.tables.selection import GridSelection

_MOST_WRITTEN = 5_000
_MOST_COPIED = 200_000


class GridCommands(QObject):
    """Commands over one grid.

    told: what was done. refused: why nothing was. paste_wanted: the text on the clipboard, where
    it is to go follows from the selection.
    """

    told = Signal(str)
    refused = Signal(str)
    paste_wanted = Signal(str)

    def __init__(
        self, model: GridModel, selection: GridSelection, cells: CellDelegate, parent: QObject
    ) -> None:
        """cells: holds the open editor, if any."""
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._cells = cells
        self._actions = {
            Action.CLEAR: self.clear,
            Action.COPY: self.copy,
            Action.CUT: self.cut,
            Action.PASTE: self.paste,
            Action.FILL_DOWN: self.fill_down,
            Action.FILL_RIGHT: self.fill_right,
            Action.TODAY: self.put_today,
            Action.FROM_ABOVE: self.take_from_above,
        }

    def run(self, action: Action) -> bool:
        """Do what an action says; False for one that is none of these."""
        command = self._actions.get(action)
        if command is None:
            return False
        command()
        return True

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def clear(self) -> None:
        """Empty what is selected and may be empty."""
        self._empty("清空")

    def cut(self) -> None:
        """Copy what is selected and empty it."""
        if self.copy():
            self._empty("剪切")

    def fill_down(self) -> None:
        """Write the first row of the selection into the others; a single one takes that above."""
        block = self._selection.block()
        if block is None:
            return
        source = block.top if block.bottom > block.top else block.top - 1
        if source >= 0:
            rows = range(source + 1, block.bottom + 1)
            self._copy_values(
                {
                    Cell(row, column): Cell(source, column)
                    for row in rows
                    for column in block.columns
                }
            )

    def fill_right(self) -> None:
        """Write the first column of the selection into the others; a single one takes the left."""
        block = self._selection.block()
        if block is None:
            return
        columns = list(block.columns)
        if len(columns) == 1:
            seen = self._selection.columns()
            place = seen.index(columns[0])
            if not place:
                return
            columns.insert(0, seen[place - 1])
        rows = range(block.top, block.bottom + 1)
        self._copy_values(
            {Cell(row, column): Cell(row, columns[0]) for row in rows for column in columns[1:]}
        )

    def put_today(self) -> None:
        """Write today's date into the cell, if it holds dates."""
        here = self._selection.current()
        if here and self._model.editable_field(here.column).kind is FieldKind.DATE:
            self._write({here: date.today()}, "填写")  # noqa: DTZ011 - the clerk's own calendar

    def take_from_above(self) -> None:
        """Write the value above into the cell, or into the editor that is open on it."""
        here = self._selection.current()
        if here is None or here.row == 0:
            return
        value = self._marked(Cell(here.row - 1, here.column))
        if self._cells.editor is not None:
            self._cells.put(value)
        elif self._model.is_typed(*here):
            self._write({here: value}, "填充")

    def spread(self) -> None:
        """Write what stands in the open editor into all that is selected."""
        editor = self._cells.editor
        cells = [cell for cell in self._selection.cells() if self._model.is_typed(*cell)]
        if editor is None or len(cells) <= 1:
            self._cells.finish()
        elif editor.check():
            self._cells.refuse(editor.problem)
        elif self._is_too_much(len(cells)):
            self._cells.close_unkept()
        elif self._model.write_cells(dict.fromkeys(cells, editor.raw()), "填充"):
            self._cells.close_unkept()
            self.told.emit(f"已填充{len(cells)}格，按 Ctrl+Z 可以恢复")
        else:
            self._cells.refuse(self._model.reason)

    def _empty(self, verb: str) -> None:
        if self._is_too_much(self._selection.count()):
            return
        filled = {
            cell: None
            for cell in self._selection.cells()
            if self._may_be_empty(cell) and self._model.is_filled(*cell)
        }
        self._write(filled, verb)

    def _may_be_empty(self, cell: Cell) -> bool:
        field = self._model.editable_field(cell.column)
        needed = field.required and field.kind is not FieldKind.BOOLEAN
        return self._model.is_typed(*cell) and not needed

    def _copy_values(self, sources: Mapping[Cell, Cell]) -> None:
        if not self._is_too_much(len(sources)):
            self._write(
                {
                    cell: self._marked(source)
                    for cell, source in sources.items()
                    if self._model.is_typed(*cell)
                },
                "填充",
            )

    def _write(self, cells: Mapping[Cell, object], verb: str) -> None:
        """Keep the cells that change; one alone is kept as if it had been typed."""
        wanted = {cell: value for cell, value in cells.items() if self._marked(cell) != value}
        if not wanted:
            return
        if len(wanted) == 1:
            ((cell, value),) = wanted.items()
            kept = self._model.setData(self._model.index(*cell), value, Qt.ItemDataRole.EditRole)
        else:
            kept = self._model.write_cells(wanted, verb)
        if not kept:
            self.refused.emit(self._model.reason)
        elif len(wanted) > 1:
            self.told.emit(f"已{verb}{len(wanted)}格，按 Ctrl+Z 可以恢复")

    def _marked(self, cell: Cell) -> CellValue:
        """Return what was typed into a cell, with the mark that goes where it goes."""
        return self._model.marked(*cell, self._model.value(*cell))

    def _is_too_much(self, count: int) -> bool:
        if count > _MOST_WRITTEN:
            self.refused.emit(
                f"一次最多改{_MOST_WRITTEN:,}格，选中了{count:,}格；请分几次选，或用导入。"
            )
        return count > _MOST_WRITTEN

    # ── the clipboard ────────────────────────────────────────────────────────────────────────────

    def copy(self) -> bool:
        """Put what is selected on the clipboard; False when it is too much."""
        block = self._selection.block()
        if block is None:
            return False
        count = (block.bottom - block.top + 1) * len(block.columns)
        if count > _MOST_COPIED:
            self.refused.emit(
                f"一次最多复制{_MOST_COPIED:,}格，选中了{count:,}格；请分几次选，或用导出。"
            )
            return False
        model = self._model
        cells = [
            [Cell(row, column) for column in block.columns]
            for row in range(block.top, block.bottom + 1)
        ]
        plain = [[model.shown_value(*cell) for cell in row] for row in cells]
        marked = [
            [model.marked(*cell, value) for cell, value in zip(row, values, strict=True)]
            for row, values in zip(cells, plain, strict=True)
        ]
        put_on_clipboard(plain, marked)
        lost = "；“约”只在本程序里带着走，到表格里是数字" if marked != plain else ""
        self.told.emit(f"已复制{count}格，可以粘贴到 WPS 表格或 Excel{lost}")
        return True

    def paste(self) -> None:
        """Hand on what stands on the clipboard."""
        text = copied_text()
        if text:
            self.paste_wanted.emit(text)
        else:
            self.refused.emit("剪贴板里没有文字，请先复制要粘贴的内容。")
