"""What a search of the manual found: title and page, and a piece of the text below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.services.manual import Found

_PLACE = Qt.ItemDataRole.UserRole


class FoundList(QListWidget):
    """chosen: page's key and heading."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setAccessibleName("手册里找到的")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(4)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_found(self, found: Sequence[Found], title_of: Callable[[str], str]) -> None:
        """List places. title_of: a page's title by its key."""
        self.clear()
        for one in found:
            section = one.section
            page = title_of(section.page)
            head = section.title if section.title == page else f"{section.title}　〔{page}〕"
            item = QListWidgetItem(f"{head}\n{one.excerpt}" if one.excerpt else head)
            item.setData(_PLACE, (section.page, section.title))
            self.addItem(item)
        if not found:
            self.addItem("没有找到。请换一个词，或者只打一两个字。")
            self.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(0)

    def open_first(self) -> None:
        """Go to the place that stands first."""
        item = self.item(0)
        if item is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.chosen.emit(*place)
