"""What each way out of the start page is called, and what it does, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.core.clock import is_plausible
from desktop_app.core.periods import Period
from desktop_app.services.safekeeping.catalogue import BackupRecord
from desktop_app.services.safekeeping.condition import Condition, Remedy
from desktop_app.services.safekeeping.kinds import Kind


@dataclass(frozen=True, slots=True)
class Words:
    """A button's text, its icon in resources/icons, and the sentence beside it."""

    label: str
    icon: str
    sentence: str


def words_of(remedy: Remedy, condition: Condition, backup: BackupRecord | None) -> Words:
    """Return the words of one way out. backup: what would be restored, None where there is none."""
    held = f"{described(backup)}。" if backup else ""
    words = _WORDS[remedy]
    sentence = words.sentence.format(
        held=held, folder=condition.folder, other_place=condition.other_place
    )
    return Words(words.label, words.icon, sentence)


_WORDS = {
    Remedy.RESTORE: Words("用备份恢复", "history", "{held}现在的文件另外留着，不会丢。"),
    Remedy.SET_ASIDE: Words(
        "移开旁边的记录再打开", "next", "把旁边的记录改名留着，检查数据文件本身，然后打开它。"
    ),
    Remedy.READ: Words("只读打开", "eye", "只查看、打印和导出，不能填写和修改。"),
    Remedy.OTHER_PLACE: Words("打开上次的数据", "folder", "打开“{other_place}”里的数据。"),
    Remedy.CHOOSE_PLACE: Words(
        "换一个文件夹…",
        "folder",
        "选一个能保存的地方；那里有党建季报的数据就打开，没有就新建一个文件夹从头填写。",
    ),
    Remedy.CHOOSE_FILE: Words(
        "选择其他文件…",
        "search",
        "选一份数据文件或备份（如U盘上的），复制过来使用，不改动它。",
    ),
    Remedy.RETRY: Words("再试一次", "refresh", "处理好以后，重新看一遍。"),
    Remedy.START_NEW: Words(
        "重新开始…", "add", "从空的数据开始填写；原来的文件如果还在，改名留着，不会删除。"
    ),
    Remedy.SHOW_FOLDER: Words("打开所在文件夹", "folder", "看看“{folder}”里有什么。"),
}
"""{held}: what the backup holds; {folder}: the data folder; {other_place}: the last one."""


_MADE = {
    Kind.ROUTINE: "自动做的备份",
    Kind.EXIT: "退出时做的备份",
    Kind.BEFORE_UPGRADE: "升级前做的备份",
    Kind.BEFORE_RESTORE: "恢复以前留下的数据，可能正是当时不要的",
    Kind.BEFORE_IMPORT: "导入前做的备份",
    Kind.BY_HAND: "手工做的备份",
    Kind.OTHER: "的文件，是别人放进备份里的",
}


def described(backup: BackupRecord, now: datetime | None = None) -> str:
    """Say of a backup when and why it was made, how old it is and what it holds."""
    at = backup.made_at
    text = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}{_MADE[backup.kind]}（{age(at, now)}）"
    held = held_words(backup)
    return f"{text}，{held}" if held else text


def held_words(backup: BackupRecord) -> str:
    """Say what a backup holds, "" where that is not known."""
    if backup.contents is None:
        return ""
    quarters = [Period.parse(code).label for code in backup.contents.quarters]
    if not quarters:
        return "里面还没有季度"
    span = quarters[0] if len(quarters) == 1 else f"{quarters[0]}至{quarters[-1]}"
    return f"有{span}的{backup.contents.rows}行数据"


def age(at: datetime, now: datetime | None = None) -> str:
    """Say how long ago something was, in days or hours."""
    now = now or datetime.now()  # noqa: DTZ005 - as a clerk's clock shows it
    if not is_plausible(now):
        return "电脑的日期不对，请先校准"
    passed = now - at
    if passed.total_seconds() < 0:
        return "日期比现在还晚，电脑的时钟可能改过"
    if passed.days:
        return f"{passed.days}天前"
    hours = passed.seconds // 3600
    return f"{hours}小时前" if hours else "不到1小时前"
