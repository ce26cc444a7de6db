"""Choosing a figure for the text: search by name, area or key; then how its value is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.records import FigureValue
from desktop_app.services.finding import initials
from desktop_app.services.reports.editing import SlotChoice, face
from desktop_app.ui.report.figure_format import FormatChoices

_KEY = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen: the slot to store, and the counter to write behind it ("" for none)."""

    stored: str
    counter: str


class FigurePicker(QDialog):
    """A searchable list of all figures; the arrows move in it while one types a search."""

    def __init__(
        self,
        values: Mapping[str, FigureValue],
        areas: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        chosen: SlotChoice | None = None,
    ) -> None:
        """areas: (key, label) in report order. chosen: a slot that is to be written differently."""
        super().__init__(parent)
        self._values = values
        self._areas = dict(areas)
        self.search = QLineEdit()
        self.list = QTreeWidget()
        self.choices = FormatChoices()
        self._definition = QLabel()
        self._definition.setProperty("role", "hint")
        self._definition.setWordWrap(True)
        self._shown = QLabel()
        self._shown.setProperty("role", "subtitle")
        self._shown.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out(is_new=chosen is None)
        self._fill(chosen.key if chosen else "")
        if chosen is not None:
            self.choices.choose(chosen)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._show_figure)
        self.list.itemDoubleClicked.connect(self.accept)
        self.choices.changed.connect(self._show_sample)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._show_sample()
        self.search.setFocus()

    def picked(self) -> Picked | None:
        """Return what is chosen, None where nothing is."""
        figure = self._figure()
        if figure is None:
            return None
        counter = figure.counter if self.choices.wants_counter() else ""
        return Picked(self.choices.slot(figure.key).stored, counter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows of the search field move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.search and key in _MOVES:
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, wanted: str) -> None:
        shown: set[tuple[str, str]] = set()
        for figure in self._values.values():
            name = (figure.area, figure.label)
            if name in shown and figure.key != wanted:
                continue  # another key of the same thing, which older texts hold
            shown.add(name)
            row = QTreeWidgetItem(
                [
                    self._areas.get(figure.area, ""),
                    figure.label,
                    face(SlotChoice(figure.key).stored, self._values).text,
                    figure.counter,
                ]
            )
            row.setData(0, _KEY, figure.key)
            row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setToolTip(1, figure.definition)
            self.list.addTopLevelItem(row)
            if figure.key == wanted:
                self.list.setCurrentItem(row)
                self.list.scrollToItem(row)
        if self.list.currentItem() is None and self.list.topLevelItemCount():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._show_figure()

    def _filter(self, text: str) -> None:
        """Show the figures that hold every word of the search, or that its letters stand for.

        The first of them is picked.
        """
        words = text.lower().split()
        first: QTreeWidgetItem | None = None
        for number in range(self.list.topLevelItemCount()):
            row = self.list.topLevelItem(number)
            assert row is not None
            figure = self._values[str(row.data(0, _KEY))]
            content = f"{figure.key} {figure.definition}".lower()
            names = f"{row.text(0)} {figure.label}"
            row.setHidden(
                not all(word in content or initials.matches(names, word) for word in words)
            )
            if first is None and not row.isHidden():
                first = row
        current = self.list.currentItem()
        if current is None or current.isHidden():
            if first is None:
                self.list.setCurrentIndex(QModelIndex())
            else:
                self.list.setCurrentItem(first)

    def _figure(self) -> FigureValue | None:
        row = self.list.currentItem()
        if row is None or row.isHidden():
            return None
        return self._values[str(row.data(0, _KEY))]

    def _show_figure(self) -> None:
        figure = self._figure()
        self.choices.show_figure(figure)
        self._definition.setText(
            f"口径：{figure.definition}" if figure and figure.definition else ""
        )
        self._show_sample()

    def _show_sample(self) -> None:
        """Show how the value will read."""
        picked = self.picked()
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(picked is not None)
        if picked is None:
            self._shown.setText("没有找到这样的指标，请换个词试试")
            return
        shown = face(picked.stored, self._values)
        self._shown.setText(shown.note or f"报告中写作：{shown.text}{picked.counter}")

    def _lay_out(self, *, is_new: bool) -> None:
        self.setWindowTitle("插入数据" if is_new else "修改数据写法")
        self.resize(680, 540)
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("插入" if is_new else "确定")
        ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.choices.offer_counter(is_new)
        self.search.setPlaceholderText("输入名称或拼音首字母查找，如“主题党日”或 ztdr")
        self.search.setClearButtonEnabled(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(["领域", "指标", "本期", "单位"])
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 120), (2, 150), (3, 64)):
            header.resizeSection(column, width)
        foot = QHBoxLayout()
        foot.addWidget(self._shown, 1)
        foot.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._definition)
        layout.addWidget(self.choices)
        layout.addLayout(foot)
