"""数据底稿 and 数据卡 into a file: asked for, written in the background, told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.core.periods import Period
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.report import exporting

_PAPERS = "PDF 文件 (*.pdf);;Excel 表格 (*.xlsx);;Word 文档 (*.docx);;纯文本 (*.txt)"
_CARD = "PDF 文件 (*.pdf);;Word 文档 (*.docx);;纯文本 (*.txt)"


def ask_and_export(context: Context, period: Period, parent: QWidget, *, card: bool) -> None:
    """Ask for a file and write the papers, or the card, of a period's report."""
    name = "数据卡" if card else "数据底稿"
    kinds = _CARD if card else _PAPERS
    proposed = exporting.file_name(period.label + name, ".pdf")
    target = choosing_files.ask_target(parent, f"导出{name}", proposed, kinds)
    if target is not None:
        export(context, period, target, card=card)


def export(context: Context, period: Period, target: Path, *, card: bool) -> None:
    """Write the papers, or the card, in the background; an existing file is replaced."""
    papers = context.services.papers
    write = papers.write_card if card else papers.write_papers
    context.told.emit("正在导出…")
    context.tasks.run(
        "papers",
        lambda: write(period, target, force=True),
        lambda written: exporting.tell_written(context, written, f"已导出“{written}”。"),
        lambda reason: exporting.tell_refused(context, reason),
    )
