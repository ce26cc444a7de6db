"""Why something was not saved, or not read, when the disk or another program is the reason."""

from __future__ import annotations

from pathlib import Path

from db.errors import NotWritten
from db.troubles import Trouble, trouble_of
from desktop_app.core.errors import DatabaseRefused
from desktop_app.services.safekeeping.room import free_words


def not_saved(cause: NotWritten) -> DatabaseRefused:
    """Return the refusal of a step that was not kept: where, why, what to do."""
    return DatabaseRefused(f"没有保存：{_why(cause.trouble, cause.path)}")


def trouble_sentence(error: BaseException, database: Path) -> str | None:
    """Return the sentence for an error that came while reading; None for a fault of ours."""
    trouble = trouble_of(error)
    return None if trouble is None else f"没有完成：{_why(trouble, database)}"


def _why(trouble: Trouble, database: Path) -> str:
    folder = database.parent
    match trouble:
        case Trouble.FULL:
            return (
                f"“{_disk(folder)}”所在的磁盘已满{free_words(folder)}，请删除或移走一些文件后再试；"
                "正在填写的内容还在原处。"
            )
        case Trouble.LOCKED:
            return (
                f"数据文件“{database}”正被其他程序占用，可能是杀毒软件或同步盘，"
                "请稍等片刻再试；正在填写的内容还在原处。"
            )
        case Trouble.READ_ONLY:
            return (
                f"数据是只读打开的，或“{folder}”不能写入；可以查看、打印和导出，"
                "要填写，请关闭程序、解除只读后重新打开。"
            )
        case Trouble.GONE:
            return (
                f"读写不到数据文件“{database}”，U盘可能被拔出、网络可能断开，"
                "或文件被移走、换掉；请接好或放回后再试，还不行就关闭程序重新打开。"
            )
        case Trouble.DAMAGED:
            return (
                f"数据文件“{database}”已损坏。请不要再填写，马上关闭程序再重新打开，"
                "按提示用最近的完好备份恢复。"
            )


def _disk(folder: Path) -> str:
    return folder.drive or str(folder)
