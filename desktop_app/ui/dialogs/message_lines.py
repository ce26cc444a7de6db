"""The cells that a message proposes, as lines to tick and to put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.services.messages import Proposal
from desktop_app.services.pasting import PasteCell, PasteKind, PastePlan
from desktop_app.ui import theme
from desktop_app.ui.tables.wording import cell_text

Index = QModelIndex | QPersistentModelIndex
Judge = Callable[[list[tuple[str, str, str]]], PastePlan]

TICK, UNIT, FIGURE, NUMBER, VALUE, SOURCE, REMARK = range(7)
HEADINGS = ("写入", "填报单位", "指标", "消息里的数", "写入的数", "来自消息", "说明")
_EDITED = (UNIT, FIGURE, NUMBER)
_TO_CHOOSE = "（请选）"


@dataclass
class Line:
    """A proposal as it stands after the clerk's hand; cell: how it would be written."""

    proposal: Proposal
    unit: str
    figure: str
    text: str
    piece: str
    is_ticked: bool
    is_own: bool = False
    cell: PasteCell | None = None

    @property
    def is_complete(self) -> bool:
        """Whether unit and figure are known."""
        return bool(self.unit and self.figure)

    @property
    def entry(self) -> tuple[str, str, str]:
        """What the services judge."""
        return self.unit, self.figure, self.text


class LinesModel(QAbstractTableModel):
    """One line a proposal; a line that the clerk completed or changed is ticked by that."""

    def __init__(self, judge: Judge, labels: dict[str, str]) -> None:
        """judge: asks the services about complete lines. labels: figure key → as it reads."""
        super().__init__()
        self._judge = judge
        self._labels = labels
        self._plan: PastePlan | None = None
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other proposals; only what is certain and needs no second look is ticked."""
        self.beginResetModel()
        self.lines = list(lines)
        self._look_again()
        for line in self.lines:
            cell = line.cell
            line.is_ticked &= cell is not None and not cell.problem and not cell.note
        self.endResetModel()

    def ticked(self) -> list[Line]:
        """Return the lines that are to be written."""
        return [line for line in self.lines if line.is_ticked]

    def toggle(self, row: int) -> None:
        """Tick a line or take the tick off; one that lacks unit or figure cannot be ticked."""
        line = self.lines[row]
        if line.is_complete:
            line.is_ticked = not line.is_ticked
            self._changed()

    def tick_all(self) -> None:
        """Tick every line that can be written."""
        for line in self.lines:
            if line.cell is not None and not line.cell.problem:
                line.is_ticked = True
        self._changed()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name the columns."""
        is_name = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADINGS[section] if is_name else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Unit, figure and number can be changed."""
        flags = super().flags(index)
        if index.column() == TICK and self.lines[index.row()].is_complete:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _EDITED else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, column)
        if role == Qt.ItemDataRole.EditRole:
            return {UNIT: line.unit, FIGURE: line.figure, NUMBER: line.text}.get(column)
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return Qt.CheckState.Checked if line.is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._shown(line, column) or None
        return self._look(line, column, role)

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a tick, or what the clerk chose or typed."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            self.toggle(index.row())
            return True
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        name = {UNIT: "unit", FIGURE: "figure", NUMBER: "text"}[column]
        setattr(line, name, str(value or "").strip())
        line.is_own = True
        line.is_ticked = line.is_complete
        self._changed()
        return True

    def remark(self, line: Line) -> str:
        """Say what stands in a line's way, or what had to be concluded."""
        if line.cell is not None and line.cell.problem:
            return f"不能写入：{line.cell.problem}"
        if not line.is_complete:
            return line.proposal.note or "请选单位和指标"
        own = "" if line.is_own else line.proposal.note
        doubt = "" if line.is_own or line.proposal.is_certain or own else "按上下文推断，请核对"
        note = line.cell.note if line.cell is not None else ""
        return "；".join(filter(None, (own or doubt, note)))

    def _look(self, line: Line, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's way
        problem = line.cell is not None and bool(line.cell.problem)
        if role == Qt.ItemDataRole.BackgroundRole:
            doubtful = bool(self.remark(line))
            tint = theme.ERROR_TINT if problem else theme.WARNING_TINT if doubtful else ""
            return QColor(tint) if tint else None
        if role == Qt.ItemDataRole.ForegroundRole:
            is_missing = not self.data_of(line, column) and column in (UNIT, FIGURE)
            if problem or is_missing:
                return QColor(theme.ERROR)
            is_changed = line.cell is not None and line.cell.kind is PasteKind.CHANGED
            return QColor(theme.INFO) if column == VALUE and is_changed else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (NUMBER, VALUE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data_of(self, line: Line, column: int) -> str:
        """Return a line's unit, figure or number as it is kept."""
        return {UNIT: line.unit, FIGURE: line.figure, NUMBER: line.text}.get(column, "")

    def _shown(self, line: Line, column: int) -> str:
        if column == UNIT:
            return line.unit or _TO_CHOOSE
        if column == FIGURE:
            return self._labels.get(line.figure, _TO_CHOOSE)
        if column == VALUE:
            return self._value(line)
        texts = {NUMBER: line.text, SOURCE: line.piece, REMARK: self.remark(line)}
        return texts.get(column, "")

    def _value(self, line: Line) -> str:
        """Return what would be written; beside it what stands there, where that differs."""
        cell = line.cell
        if cell is None or cell.problem or self._plan is None:
            return ""
        field = self._plan.column_of(cell).field
        value = cell_text(cell.value, field)
        if cell.kind is PasteKind.CHANGED:
            return f"{cell_text(cell.old, field)} → {value or '（清空）'}"
        return f"{value}（已是）" if cell.kind is PasteKind.SAME else value

    def _changed(self) -> None:
        self._look_again()
        last = self.index(len(self.lines) - 1, len(HEADINGS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _look_again(self) -> None:
        """Judge the complete lines, ticked ones first: of two numbers for a cell theirs counts."""
        lines = sorted(
            (line for line in self.lines if line.is_complete), key=lambda line: not line.is_ticked
        )
        for line in self.lines:
            line.cell = None
        self._plan = self._judge([line.entry for line in lines]) if lines else None
        for line, cell in zip(lines, self._plan.cells if self._plan else (), strict=True):
            line.cell = cell


class LineDelegate(QStyledItemDelegate):
    """Lists to choose unit and figure from; typing narrows them."""

    def __init__(
        self, parent: QWidget, units: Sequence[str], figures: Sequence[tuple[str, str]]
    ) -> None:
        """figures: (key, as it reads)."""
        super().__init__(parent)
        self._units = units
        self._figures = figures

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A list with the likely figures on top; a plain line for the number."""
        if index.column() == NUMBER:
            return super().createEditor(parent, option, index)
        editor = QComboBox(parent)
        editor.setEditable(True)
        editor.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = editor.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        editor.setMaxVisibleItems(14)
        if index.column() == UNIT:
            for name in self._units:
                editor.addItem(name, name)
            return editor
        model = index.model()
        assert isinstance(model, LinesModel)
        likely = model.lines[index.row()].proposal.choices
        for key, label in sorted(self._figures, key=lambda pair: pair[0] not in likely):
            editor.addItem(label, key)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show what is chosen; nothing for what is to be chosen."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            line = editor.lineEdit()
            assert line is not None
            line.selectAll()
            return
        super().setEditorData(editor, index)

    def setModelData(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        model: Any,  # noqa: ANN401 - Qt's model
        index: Index,
    ) -> None:
        """Take what the text of the list stands for; an unknown text changes nothing."""
        if not isinstance(editor, QComboBox):
            super().setModelData(editor, model, index)
            return
        text = editor.currentText().strip()
        found = [
            editor.itemData(row) for row in range(editor.count()) if editor.itemText(row) == text
        ] or [
            editor.itemData(row)
            for row in range(editor.count())
            if text and text in editor.itemText(row)
        ]
        if len(found) == 1 or (found and editor.findText(text) >= 0):
            model.setData(index, found[0])

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Let selected cells keep their colours."""
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)
