"""Asking where 问题整改清单 should be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.services.rectification.papers import ENDING, write_list
from desktop_app.services.rectification.problem_list import LIST_NAME
from desktop_app.ui.context import Context
from desktop_app.ui.report.exporting import file_name, with_suffix


def export_list(context: Context, parent: QWidget) -> None:
    """Ask for a file and write the quarter's list there; the dialog asks before replacing."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = file_name(f"{context.period.label}{LIST_NAME}", ENDING)
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, "导出清单", str(Path(documents) / name), f"Excel 工作簿 (*{ENDING})"
    )
    if chosen:
        export_to(context, with_suffix(chosen, ENDING))


def export_to(context: Context, target: Path) -> None:
    """Write the quarter's list into this file and say where it is."""
    rectification = context.services.rectification

    def export() -> None:
        written = write_list(rectification, context.period, target, force=True)
        context.told.emit(f"清单已导出到“{written}”")

    context.attempt(export)
