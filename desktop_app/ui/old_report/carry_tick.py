"""The tick that writes 存在问题 and 下步措施 of an old report down under 问题与措施."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.services.old_reports.service import CarryOffer
from desktop_app.ui.fields.surfaces import hint

_LEFT = "不勾选的话，这里照原文写成文字，下季度要自己改。"
_TOLD = (
    "这几条里的数字照原文写，不再跟着台账变。\n"
    "存在问题前面会加上“上季度问题整改情况”一章，下季度起才有内容，才印出来。"
)
_APPENDED = "接在现有章节后面时，这里照原文写成文字，不记到“问题与措施”。"


class CarryTick(QWidget):
    """Hidden where an old report has nothing to offer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to offer."""
        super().__init__(parent)
        self._chapters = ""
        self._note = _LEFT
        self.tick = QCheckBox()
        self.note = hint("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.tick)
        layout.addWidget(self.note)
        self.hide()

    @property
    def is_taken(self) -> bool:
        """Whether the points are to be written down."""
        return bool(self._chapters) and self.tick.isEnabled() and self.tick.isChecked()

    @property
    def also_kept(self) -> str:
        """What is said of it once it is written, "" where it was not taken."""
        return f"，{self._chapters}记到了“问题与措施”" if self.is_taken else ""

    def offer(self, offer: CarryOffer) -> None:
        """Show what can be written down; ticked where nothing stands there yet."""
        self._chapters = "、".join(f"{title}的{count}条" for title, count in offer.chapters)
        self._note = _LEFT if offer.is_first else _there_already(offer)
        self.tick.setText(f"把{self._chapters}记到“问题与措施”，以后每季自动结转")
        self.tick.setToolTip(_TOLD)
        self.tick.setChecked(offer.is_first)
        self.note.setText(self._note)
        self.setVisible(bool(self._chapters))

    def allow(self, is_allowed: bool) -> None:  # noqa: FBT001 - as Qt's signal gives it
        """Let it be taken only where the old report takes the place of the chapters."""
        self.tick.setEnabled(is_allowed)
        self.note.setText(self._note if is_allowed else _APPENDED)


def _there_already(offer: CarryOffer) -> str:
    there = [
        f"{count}{what}"
        for count, what in ((offer.problems, "个问题"), (offer.measures, "项措施"))
        if count
    ]
    return (
        f"“问题与措施”里本季度已有{'、'.join(there)}，所以没有勾选；"
        "勾选就再加上旧报告里的，请先看是否重复。"
    )
