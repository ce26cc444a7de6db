"""What is done with a report as a whole, less often than writing, exporting and printing it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui import theme


class MoreMenu(QMenu):
    """The actions of the button 更多; the page connects them."""

    def __init__(self, parent: QWidget) -> None:
        """Build the menu."""
        super().__init__(parent)
        self.final = self.addAction(theme.icon("ok"), "定稿…")
        self.final_versions = self.addAction("定稿版本…")
        self.addSeparator()
        self.old_report = self.addAction(theme.icon("import"), "从旧报告开始…")
        self.returned_draft = self.addAction(theme.icon("import"), "收回改稿…")
        self.versions = self.addAction(theme.icon("history"), "草稿版本：保存、比较、回到…")
        self.addSeparator()
        self.papers = self.addAction(theme.icon("export-pdf"), "数据底稿：每个数的来源…")
        self.card = self.addAction("领导数据卡，一页…")
        self.addSeparator()
        self.search = self.addAction(theme.icon("search"), "查找和替换…（Ctrl+H）")

    def show_state(self, *, is_frozen: bool) -> None:
        """Offer what fits a report that is frozen, or being written."""
        for action in (self.final, self.old_report, self.returned_draft):
            action.setEnabled(not is_frozen)
