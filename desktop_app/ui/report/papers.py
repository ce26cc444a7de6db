"""数据底稿 and 数据卡 into a file: asked for, written in the background, told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.periods import Period
from desktop_app.ui.context import Context
from desktop_app.ui.report.exporting import file_name

_PAPERS = "PDF 文件 (*.pdf);;Excel 表格 (*.xlsx);;Word 文档 (*.docx);;纯文本 (*.txt)"
_CARD = "PDF 文件 (*.pdf);;Word 文档 (*.docx);;纯文本 (*.txt)"


def ask_and_export(context: Context, period: Period, parent: QWidget, *, card: bool) -> None:
    """Ask for a file and write the papers, or the card, of a period's report."""
    name = "数据卡" if card else "数据底稿"
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    proposed = Path(QStandardPaths.writableLocation(documents), file_name(period.label + name, ""))
    dialog = QFileDialog(parent, f"导出{name}", str(proposed.parent), _CARD if card else _PAPERS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(proposed.name + ".pdf")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    suffix = dialog.selectedNameFilter().rpartition("*")[2].rstrip(")")
    dialog.deleteLater()
    if chosen:
        path = Path(chosen[0])
        known = (".pdf", ".xlsx", ".docx", ".txt")
        target = path if path.suffix.lower() in known else path.with_name(path.name + suffix)
        export(context, period, target, card=card)


def export(context: Context, period: Period, target: Path, *, card: bool) -> None:
    """Write the papers, or the card, in the background; an existing file is replaced."""
    papers = context.services.papers
    write = papers.write_card if card else papers.write_papers
    context.told.emit("正在导出…")
    context.tasks.run(
        "papers",
        lambda: write(period, target, force=True),
        lambda written: context.noted.emit(f"已导出“{written}”。"),
        context.refused.emit,
    )
