"""Proposals to look through: each with a tick; nothing is taken that was not ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.services.upper_forms.moving import Move, Spot
from desktop_app.services.upper_forms.records import FormView, Replacement, Suggestion
from desktop_app.services.upper_forms.service import what_of
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal: its texts, whether it is ticked at first, and what it stands for.

    item: None for what cannot be taken.
    """

    texts: tuple[str, ...]
    is_certain: bool
    item: Any


class ProposalsDialog(QDialog):
    """A list with ticks."""

    def __init__(
        self,
        title: str,
        explanation: str,
        headings: Sequence[str],
        lines: Sequence[Line],
        confirm: Callable[[int], str],
        parent: QWidget | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        """confirm: number of ticks → the button's text. may_be_empty: without any tick too."""
        super().__init__(parent)
        self._confirm, self._may_be_empty = confirm, may_be_empty
        self.setWindowTitle(title)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(list(headings))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.all = button("全选")
        self.none = button("全不选")
        self.certain = button("只选有把握的")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._fill(lines)
        self._lay_out(explanation)
        self.list.itemChanged.connect(self._count)
        self.all.clicked.connect(lambda: self._tick(lambda _line: True))
        self.none.clicked.connect(lambda: self._tick(lambda _line: False))
        self.certain.clicked.connect(lambda: self._tick(lambda line: line.is_certain))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._count()

    def accepted_items(self) -> list[Any]:
        """Return what was ticked, in the list's order."""
        return [line.item for row, line in self._rows if row.checkState(0) == Qt.CheckState.Checked]

    def _fill(self, lines: Sequence[Line]) -> None:
        self._rows: list[tuple[QTreeWidgetItem, Line]] = []
        for line in lines:
            row = QTreeWidgetItem(list(line.texts))
            for column, text in enumerate(line.texts):
                row.setToolTip(column, text)
            if line.item is not None:
                row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                row.setCheckState(0, _ticked(line.is_certain))
            if not line.is_certain:
                for column in range(len(line.texts)):
                    row.setForeground(column, QColor(theme.WARNING))
            self.list.addTopLevelItem(row)
            self._rows.append((row, line))
        if lines:
            self.list.setCurrentItem(self._rows[0][0])

    def _tick(self, is_wanted: Callable[[Line], bool]) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's argument
        for row, line in self._rows:
            if line.item is not None:
                row.setCheckState(0, _ticked(is_wanted(line)))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's argument
        self.list.viewport().update()
        self._count()

    def _count(self) -> None:
        number = len(self.accepted_items())
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self._confirm(number))
        ok.setEnabled(bool(number) or self._may_be_empty)

    def _lay_out(self, explanation: str) -> None:
        scale = self.fontMetrics().height() / 19
        self.resize(round(860 * scale), round(540 * scale))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 130), (2, 240), (3, 150)):
            header.resizeSection(column, round(width * scale))
        foot = QHBoxLayout()
        for widget in (self.all, self.none, self.certain):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(hint(explanation))
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)


def suggestions_dialog(
    view: FormView, wanted: Sequence[Suggestion], parent: QWidget | None = None
) -> ProposalsDialog:
    """Offer what the labels of a form seem to ask for."""
    many = len(view.sheets) > 1
    lines = [
        Line(
            (_name(one.spot, many=many), one.labels, one.what, one.shown or "（本期没有数据）"),
            one.certain,
            one,
        )
        for one in wanted
    ]
    return ProposalsDialog(
        "确认对应",
        "程序按行、列标题找到了下面这些。打了勾的名称和单位都对得上；没打勾的请核对后再勾。"
        "确认之前什么都不会填。",
        ("单元格", "表里的标题", "填写", "本期"),
        lines,
        lambda number: f"确认{number}处",
        parent,
    )


def moves_dialog(
    replacement: Replacement, view: FormView, parent: QWidget | None = None
) -> ProposalsDialog:
    """Show where the cells of a form are in its newer file."""
    lines = [_move_line(move, view) for move in replacement.moves]
    lost = sum(move.new is None for move in replacement.moves)
    lacking = f"有{lost}处在新表里找不到，换了以后要重新对应。" if lost else ""
    return ProposalsDialog(
        "更换表格文件",
        f"新文件“{replacement.file_name}”里按标题重新找了原来对应的格。{lacking}"
        "打了勾的照旧填写；换错了可以撤销。",
        ("单元格", "表里的标题", "填写", "新的位置"),
        lines,
        lambda number: f"更换，沿用{number}处",
        parent,
        may_be_empty=True,
    )


def _move_line(move: Move, view: FormView) -> Line:
    where = "找不到" if move.new is None else cell_name(move.new[1])
    if move.new is not None and move.new[0] != move.old[0]:
        where = f"{move.new[0]}!{where}"
    if move.new == move.old:
        where += "（没变）"
    what = what_of(move.content, view.values) if move.content else "留空不填"
    return Line(
        (_name(move.old, many=len(view.sheets) > 1), move.labels, what, where),
        move.certain,
        move if move.new is not None else None,
    )


def _name(spot: Spot, *, many: bool) -> str:
    name = cell_name(spot[1])
    return f"{spot[0]}!{name}" if many else name


def _ticked(is_ticked: bool) -> Qt.CheckState:  # noqa: FBT001 - says all there is
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
