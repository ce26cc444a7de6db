"""One own area: its name, what it is for, and whether the report gets a chapter for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.services.own.records import OwnAreaRecord
from desktop_app.ui.settings.own_dialog import OwnDialog


class OwnAreaDialog(OwnDialog):
    """Adds an area or changes one."""

    def __init__(
        self, parent: QWidget | None, area: OwnAreaRecord, save: Callable[[OwnAreaRecord], str]
    ) -> None:
        """save: returns why not, "" when it was saved."""
        super().__init__(
            parent,
            "修改工作领域" if area.key else "添加工作领域",
            "加好领域以后，再给它添加台账。填了章节标题，新建下个季度时报告里就有这一章，"
            "文字可以在报告编制里改。",
        )
        self._area, self._save = area, save
        self.setMinimumWidth(520)
        self.label = self.add_line("领域名称", area.label, "如：防汛备汛")
        self.help = self.add_line("说明", area.help, "写给填表人看的一句话，可以不填")
        self.chapter = self.add_line("章节标题", area.chapter_title, "报告里不单独成章就空着")
        self.add_buttons()
        self.label.setFocus()

    def store(self) -> str:
        """Save the area."""
        return self._save(
            replace(
                self._area,
                label=self.label.text(),
                help=self.help.text(),
                chapter_title=self.chapter.text(),
            )
        )
