"""Where an exported report goes: a sensible name, the folder used last in this session."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

KINDS = (
    (".pdf", "PDF 文件", "export-pdf"),
    (".docx", "Word 文档", "export-word"),
    (".txt", "纯文本", "export-text"),
)
"""(ending, name, icon) of what a report can be exported as."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|｜\x00-\x1f＿]+')
_last_folder: list[Path] = []


def file_name(title: str, suffix: str) -> str:
    """Return a name that every system accepts."""
    return (_FORBIDDEN.sub("", title).strip(" .")[:80] or "党建工作报告") + suffix


def with_suffix(chosen: str, suffix: str) -> Path:
    """Return the file that was chosen, with the right ending where none was typed."""
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_target(parent: QWidget, title: str, suffix: str) -> Path | None:
    """Ask for a file; the dialog asks before one is overwritten. None where it was cancelled."""
    kind = next(name for ending, name, _icon in KINDS if ending == suffix)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = _last_folder[-1] if _last_folder else Path(QStandardPaths.writableLocation(documents))
    dialog = QFileDialog(parent, "导出报告", str(folder), f"{kind} (*{suffix})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(file_name(title, suffix))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    target = with_suffix(chosen[0], suffix)
    _last_folder[:] = [target.parent]
    return target
