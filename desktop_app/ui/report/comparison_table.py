"""Two drafts beside each other, sentence by sentence; what differs in them is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.core.records import FigureValue
from desktop_app.services.reports.editing import plain_text
from desktop_app.services.reports.versions import ChapterPairs, Pair
from desktop_app.ui.report.marked_text import HTML, MarkedDelegate, marked


class ComparisonTable(QTableWidget):
    """Shows pairs of sentences as the report prints them."""

    def __init__(self, values: Mapping[str, FigureValue], parent: QWidget | None = None) -> None:
        """values: what the figures in the sentences show."""
        super().__init__(0, 2, parent)
        self._values = values
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(MarkedDelegate(self))
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_pairs(
        self, chapters: Sequence[ChapterPairs], heads: tuple[str, str], *, only_changed: bool
    ) -> None:
        """Show two drafts, or only what differs between them. heads: their names."""
        self.setRowCount(0)
        self.setHorizontalHeaderLabels(list(heads))
        for chapter in chapters:
            pairs = [one for one in chapter.sentences if not (only_changed and one.is_same)]
            has_title = bool(chapter.title.before or chapter.title.after)
            if has_title and (pairs or not chapter.title.is_same or not only_changed):
                self._add(chapter.title, is_title=True)
            for pair in pairs:
                self._add(pair)

    def _add(self, pair: Pair, *, is_title: bool = False) -> None:
        row = self.rowCount()
        self.insertRow(row)
        texts = [plain_text(text, self._values) for text in (pair.before, pair.after)]
        shown = [escape(text) for text in texts] if pair.is_same else marked(*texts)
        for column, (text, html) in enumerate(zip(texts, shown, strict=True)):
            item = QTableWidgetItem(text)
            item.setData(HTML, f"<b>{html}</b>" if is_title else html)
            self.setItem(row, column, item)
