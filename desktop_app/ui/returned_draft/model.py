"""The changes of a returned file as a table, and what the clerk decided about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.services.returned_drafts.service import (
    Accepted,
    Change,
    ChangeKind,
    ReturnedDraft,
)
from desktop_app.ui import theme
from desktop_app.ui.report.marked_text import HTML, marked

Index = QModelIndex | QPersistentModelIndex

DECISION, KIND, WHERE, OLD, NEW = range(5)

_HEADINGS = ("决定", "改动", "位置", "现在的文字", "改稿的文字")
_SIGNS = {
    ChangeKind.CHANGED: "≠",
    ChangeKind.ADDED: "＋",
    ChangeKind.REMOVED: "－",
    ChangeKind.MOVED: "↕",
    ChangeKind.TITLE: "≠",
    ChangeKind.HEADING: "≠",
    ChangeKind.REMARK: "※",
}
_NONE = {OLD: "（原来没有）", NEW: "（删去）"}


class Decision(Enum):
    """What becomes of a change; the value is what the table shows."""

    OPEN = "待定"
    TAKEN = "✓ 收"
    LEFT = "✕ 不收"
    SEEN = "已看"


@dataclass(slots=True)
class Line:
    """A change and its decision. literal: for each disputed number whether it stays as typed."""

    change: Change
    decision: Decision = Decision.OPEN
    literal: list[bool | None] = field(default_factory=list)

    @property
    def is_remark(self) -> bool:
        """Whether there is nothing to take."""
        return self.change.kind is ChangeKind.REMARK

    @property
    def unanswered(self) -> int | None:
        """The first disputed number that nobody has answered yet."""
        return next((place for place, said in enumerate(self.literal) if said is None), None)


class ChangesModel(QAbstractTableModel):
    """Shows changes; `decided` is emitted when one of them was decided."""

    decided = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.lines: list[Line] = []

    def show_draft(self, draft: ReturnedDraft) -> None:
        """Show the changes of a file, all of them open."""
        self.beginResetModel()
        self.lines = [
            Line(change, literal=[None] * len(change.disputed))
            for change in draft.comparison.changes
        ]
        self.endResetModel()
        self.decided.emit()

    def decide(self, row: int, decision: Decision) -> None:
        """Decide about one change."""
        line = self.lines[row]
        line.decision = Decision.SEEN if line.is_remark else decision
        self._tell(row)

    def answer(self, row: int, place: int, *, literal: bool) -> None:
        """Say of a disputed number whether the text is to have it as it was typed."""
        self.lines[row].literal[place] = literal
        self._tell(row)

    def take_plain(self) -> int:
        """Take all open changes that need no second look; return how many there were."""
        wanted = [
            line for line in self.lines if line.decision is Decision.OPEN and line.change.is_plain
        ]
        for line in wanted:
            line.decision = Decision.TAKEN
        if wanted:
            last = self.index(len(self.lines) - 1, NEW)
            self.dataChanged.emit(self.index(0, 0), last)
            self.decided.emit()
        return len(wanted)

    @property
    def open_plain(self) -> int:
        """How many changes are open that need no second look."""
        return sum(one.change.is_plain and one.decision is Decision.OPEN for one in self.lines)

    def summary(self, draft: ReturnedDraft) -> str:
        """Say in a sentence how far it is."""
        if not self.lines:
            return f"“{draft.path.name}”和现在的报告一样，没有改动。"
        taken, left, still = map(self.count, (Decision.TAKEN, Decision.LEFT, Decision.OPEN))
        told = f"“{draft.path.name}”改了{taken + left + still}处："
        told += f"收{taken}，不收{left}，待定{still}"
        if wrong := self.wrong_figures():
            told += f"；{len(wrong)}处数字要到台账里改"
        if remarks := sum(line.is_remark for line in self.lines):
            told += f"；批注等{remarks}条"
        if own := draft.comparison.own:
            told += f"；另有{own}句是导出以后在程序里改的，不动"
        return f"{told}。"

    def count(self, *decisions: Decision) -> int:
        """Return how many changes are decided in one of these ways; remarks are none."""
        return sum(line.decision in decisions for line in self.lines if not line.is_remark)

    def accepted(self) -> list[Accepted]:
        """Return what is to be written."""
        return [
            Accepted(line.change, tuple(bool(said) for said in line.literal))
            for line in self.lines
            if line.decision is Decision.TAKEN
        ]

    def wrong_figures(self) -> list[str]:
        """Return the figures whose rows are to be put right, of the changes that are taken."""
        found = [
            disputed.reference
            for line in self.lines
            if line.decision is Decision.TAKEN
            for disputed, literal in zip(line.change.disputed, line.literal, strict=True)
            if not (literal or disputed.live)
        ]
        return list(dict.fromkeys(found))

    def next_open(self, row: int) -> int | None:
        """Return the next change that is open, round the end; None where none is."""
        places = [place for place, one in enumerate(self.lines) if one.decision is Decision.OPEN]
        return next((place for place in places if place > row), places[0] if places else None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many changes there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Return a cell's text, its marked form and its colour."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == HTML:
            return _html(line, column)
        return None

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, NEW))
        self.decided.emit()


_COLOURS = {
    Decision.OPEN: theme.WARNING,
    Decision.TAKEN: theme.OK,
    Decision.LEFT: theme.MUTED,
    Decision.SEEN: theme.MUTED,
}


def _text(line: Line, column: int) -> str:
    change = line.change
    if column == DECISION:
        return "批注" if line.is_remark and line.decision is Decision.OPEN else line.decision.value
    if column == KIND:
        return f"{_SIGNS[change.kind]} {change.kind.value}"
    if column == WHERE:
        return change.where
    return (change.old if column == OLD else change.new) or _NONE[column]


def _html(line: Line, column: int) -> str:
    if column in (OLD, NEW):
        return _marked(line.change, column)
    colour = _COLOURS[line.decision] if column == DECISION else theme.TEXT
    return f"<span style='color:{colour}'>{escape(_text(line, column))}</span>"


def _marked(change: Change, column: int) -> str:
    """Return a sentence with what differs marked by colour and by a line through or below it."""
    text = change.old if column == OLD else change.new
    if not text:
        return f"<span style='color:{theme.DISABLED}'>{_NONE[column]}</span>"
    if change.kind is ChangeKind.REMARK or change.old == change.new:
        return escape(text)
    return marked(change.old, change.new)[column == NEW]
