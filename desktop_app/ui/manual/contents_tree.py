"""The manual's pages by group; the headings of the page that is open stand below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from desktop_app.services.manual import ManualPage

_PLACE = Qt.ItemDataRole.UserRole


class ContentsTree(QTreeWidget):
    """chosen: page's key and heading, "" for its beginning."""

    chosen = Signal(str, str)

    def __init__(self, pages: Sequence[ManualPage], parent: QWidget | None = None) -> None:
        """List the pages under their groups."""
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("手册目录")
        self.setIndentation(16)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill(pages)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_place(self, page: str, heading: str) -> None:
        """Mark what is being read, and show the headings of that page alone."""
        for key, item in self._items.items():
            item.setExpanded(key == page)
        item = self._items[page]
        below = [item.child(row) for row in range(item.childCount())]
        named = [one for one in below if one.data(0, _PLACE) == (page, heading)]
        self.setCurrentItem(named[0] if named else item)
        self.scrollToItem(self.currentItem())

    def _fill(self, pages: Sequence[ManualPage]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for page in pages:
            if page.group not in groups:
                groups[page.group] = self._group(page.group)
            item = QTreeWidgetItem(groups[page.group], [page.title])
            item.setToolTip(0, page.title)
            item.setData(0, _PLACE, (page.key, ""))
            self._items[page.key] = item
            for section in page.sections[1:]:
                below = QTreeWidgetItem(item, [section.title])
                below.setToolTip(0, section.title)
                below.setData(0, _PLACE, (page.key, section.title))
        for group in groups.values():
            group.setExpanded(True)

    def _group(self, name: str) -> QTreeWidgetItem:
        """Add a group; it holds pages and is none itself."""
        group = QTreeWidgetItem(self, [name])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return group

    def _choose(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place:
            self.chosen.emit(*place)
