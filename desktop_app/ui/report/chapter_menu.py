"""What can be done with a chapter, for the button above the list and a right click in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.records import ChapterRecord
from desktop_app.services.reports.editing import LEVELS
from desktop_app.ui import theme


class ChapterMenu(QMenu):
    """Offers what fits the chapter picked. level_chosen: 1 for 一、 to 4 for （1）."""

    level_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        """Build the menu; `show_for` says for which chapter."""
        super().__init__(parent)
        self.rename = self.addAction("改标题（F2）")
        self.levels: dict[int, QAction] = {}
        self._add_levels()
        self.addSeparator()
        self.split = self.addAction("从光标处拆成两章（Ctrl+Enter）")
        self.merge = self.addAction("并入上一章")
        self.addSeparator()
        self.delete = self.addAction(theme.icon("delete"), "删除本章（Delete）")

    def show_for(self, chapter: ChapterRecord | None, *, is_first: bool = False) -> None:
        """Offer what fits a chapter; the opening has no level, the first none before it."""
        for action in (self.rename, self.split, self.delete):
            action.setEnabled(chapter is not None)
        self.merge.setEnabled(chapter is not None and not is_first)
        for level, action in self.levels.items():
            action.setEnabled(chapter is not None and bool(chapter.title))
            action.setChecked(chapter is not None and max(chapter.level, 1) == level)

    def _add_levels(self) -> None:
        menu, group = self.addMenu("层级"), QActionGroup(self)
        for level, number in LEVELS:
            action = menu.addAction(f"{number}（第{level}级）")
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, wanted=level: self.level_chosen.emit(wanted))
            group.addAction(action)
            self.levels[level] = action
