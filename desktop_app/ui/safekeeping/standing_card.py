"""How well the data is kept, big and plain: newest backup, second place, readable copy."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.services.safekeeping.catalogue import BackupRecord
from desktop_app.services.safekeeping.schedule import age_words, is_too_old
from desktop_app.services.safekeeping.second_place import SecondState
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import card, hint
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.safekeeping.backup_table import held_words

_SAME_DISK = "；它和数据在同一个盘上，盘坏了会一起丢，最好换成U盘"


class StandingCard(QWidget):
    """Four lines; what needs the clerk's care stands out."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.age, self.newest = QLabel("正在查看备份…"), hint("")
        self.age.setProperty("role", "figure")
        self.second, self.readable = QLabel(wordWrap=True), hint("")
        surface, inside = card()
        inside.setSpacing(6)
        for label in (self.age, self.newest, self.second, self.readable):
            inside.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(surface)

    def show_newest(self, newest: BackupRecord | None) -> None:
        """Say how old the newest backup is and what it holds."""
        now = datetime.now()  # noqa: DTZ005 - as a clerk's clock shows it
        made_at = newest.made_at if newest else None
        self.age.setText(f"最近一次备份：{age_words(now, made_at)}")
        text = "点“立即备份”做第一份。"
        if newest is not None:
            text = f"{moment_text(newest.made_at)}，{newest.kind}备份，{held_words(newest)}"
        is_old = newest is not None and is_too_old(now, made_at)
        self.newest.setText(f"{text}；已经很久没有备份，请点“立即备份”。" if is_old else text)
        theme.set_role(self.newest, "role", "error" if is_old else "hint")

    def show_second(self, state: SecondState) -> None:
        """Say how the second place stands."""
        text, role = _second_words(state)
        self.second.setText(text)
        theme.set_role(self.second, "role", role)

    def show_readable(self, written_at: datetime | None) -> None:
        """Say how old the readable copy is."""
        when = f"{moment_text(written_at)}更新" if written_at else "还没有"
        self.readable.setText(f"可读副本：{when}（各季度的表格和报告文字，没有程序也能看）")


def _second_words(state: SecondState) -> tuple[str, str]:
    """Return what to say of the second place, and how urgent that is."""
    if state.folder is None:
        text = "第二备份位置：还没有选。电脑坏了或丢了时靠它，请选一个U盘或另一个盘。"
        return text, "warning"
    if state.trouble:
        return state.trouble, "error"
    same = _SAME_DISK if state.is_same_disk else ""
    place = f"第二备份位置：“{state.folder}”，"
    if state.complete_at is None:
        return f"{place}还没有补齐{same}", "warning"
    is_old = is_too_old(datetime.now(), state.complete_at)  # noqa: DTZ005 - as a clerk's clock shows it
    text = f"{place}{moment_text(state.complete_at)}补齐{same}"
    return text, "warning" if is_old or same else "ok"
