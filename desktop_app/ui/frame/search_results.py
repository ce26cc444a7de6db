"""What a search over all ledgers found, as a list to jump from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.services.ledgers.pages import Hit
from desktop_app.ui import theme
from desktop_app.ui.context import Context


class SearchResults(QDialog):
    """chosen: the hit that the user wants to see."""

    chosen = Signal(object)

    def __init__(
        self, words: str, hits: Sequence[Hit], labels: dict[str, str], parent: QWidget | None = None
    ) -> None:
        """labels: ledger key → what it is called."""
        super().__init__(parent)
        self.setWindowTitle("查找结果")
        self.resize(560, 420)
        layout = QVBoxLayout(self)
        title = QLabel(
            f"含有“{words}”的记录共{len(hits)}条" if hits else f"没有找到含有“{words}”的记录"
        )
        theme.set_role(title, "role", "subtitle")
        layout.addWidget(title)
        self.list = QListWidget()
        layout.addWidget(self.list, 1)
        hint = QLabel(
            "双击或按回车键打开所在的台账。" if hits else "请换一个词，或换一个季度再找。"
        )
        theme.set_role(hint, "role", "hint")
        layout.addWidget(hint)
        for hit in hits:
            item = QListWidgetItem(f"{labels[hit.ledger]}　{hit.unit}　{hit.text}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._choose)

    def _choose(self, item: QListWidgetItem) -> None:
        self.accept()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def search_all(context: Context, words: str, parent: QWidget) -> SearchResults | None:
    """Look for words in all ledgers of the quarter; None where there is nothing to show."""
    pages = context.services.pages
    hits = context.attempt(lambda: pages.search(context.period, words)) if words else None
    if not isinstance(hits, list):
        return None
    labels = {key: spec.label for key, spec in context.services.catalogue.ledgers.items()}
    return SearchResults(words, hits, labels, parent)
