"""How well the data is kept, in the words of the status bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.core.clock import is_plausible
from desktop_app.services.safekeeping.schedule import age_words, is_too_old
from desktop_app.services.safekeeping.second_place import SecondState


@dataclass(frozen=True, slots=True)
class Standing:
    """text: a few words that are always to be seen. warning: a sentence, "" when all is well."""

    text: str
    warning: str = ""


def standing(now: datetime, newest: datetime | None, second: SecondState) -> Standing:
    """Say how old the newest backup is, and what the clerk should see to.

    newest: when the newest backup was made, None without one. A second place is warned of when it
    lacked backups for as long as a backup may be old. A PC whose date cannot be true says that
    alone: every age would be wrong.
    """
    if not is_plausible(now):
        wrong = f"电脑的日期是{now.year}年{now.month}月{now.day}日，请先校准电脑的日期和时间。"
        return Standing("电脑日期不对", wrong)
    text = "还没有备份" if newest is None else f"备份：{age_words(now, newest)}"
    warning = ""
    if newest is not None and is_too_old(now, newest):
        warning = f"最近一次备份已是{age_words(now, newest)}，请到“备份与恢复”点“立即备份”。"
    elif second.folder is not None and is_too_old(now, second.complete_at):
        since = f"已有{(now - second.complete_at).days}天" if second.complete_at else "一直"
        warning = f"第二备份位置{since}没有补齐备份；{second.trouble or '请到“备份与恢复”看看。'}"
        text += "，第二位置未补齐"
    return Standing(text, warning)
