"""Asking where 问题整改清单 should be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.services.rectification.papers import ENDING, write_list
from desktop_app.services.rectification.problem_list import LIST_NAME
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.report.exporting import file_name


def export_list(context: Context, parent: QWidget) -> None:
    """Ask for a file and write the quarter's list there; the dialog asks before replacing."""
    name = file_name(f"{context.period.label}{LIST_NAME}", ENDING)
    kind = f"Excel 工作簿 (*{ENDING})"
    target = choosing_files.ask_target(parent, "导出清单", name, kind)
    if target is not None:
        export_to(context, target)


def export_to(context: Context, target: Path) -> None:
    """Write the quarter's list into this file and say where it is."""
    rectification = context.services.rectification

    def export() -> None:
        written = write_list(rectification, context.period, target, force=True)
        context.told.emit(f"清单已导出到“{written}”")

    context.attempt(export)
