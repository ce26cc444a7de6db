"""Where an exported report goes: a sensible name, and an ending that fits."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files

KINDS = (
    (".pdf", "PDF 文件", "export-pdf"),
    (".docx", "Word 文档", "export-word"),
    (".txt", "纯文本", "export-text"),
)
"""(ending, name, icon) of what a report can be exported as."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|｜\x00-\x1f＿]+')


def file_name(title: str, suffix: str) -> str:
    """Return a name that every system accepts."""
    return (_FORBIDDEN.sub("", title).strip(" .")[:80] or "党建工作报告") + suffix


def ask_target(parent: QWidget, title: str, suffix: str) -> Path | None:
    """Ask for a file; the dialog asks before one is overwritten. None where it was cancelled."""
    kind = next(name for ending, name, _icon in KINDS if ending == suffix)
    name = file_name(title, suffix)
    return choosing_files.ask_target(parent, "导出报告", name, f"{kind} (*{suffix})")


def tell_written(context: Context, target: Path, sentence: str) -> None:
    """Say that a file was written, in place of 正在导出… too."""
    context.told.emit(f"已导出到 {target}")
    context.noted.emit(sentence)


def tell_refused(context: Context, reason: str) -> None:
    """Say why a file was not written, and no more that it is being written."""
    context.told.emit("")
    context.refused.emit(reason)
