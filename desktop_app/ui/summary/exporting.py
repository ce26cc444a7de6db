"""Asking where 汇总分析 should be written, and writing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QWidget

from desktop_app.core.drawing import Drawing
from desktop_app.core.periods import Period
from desktop_app.services.summary.papers import NAME, SummaryPapers
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.report.exporting import file_name

KINDS = {"PDF，用来打印 (*.pdf)": ".pdf", "Excel 工作簿 (*.xlsx)": ".xlsx"}


class SummaryExport:
    """Files of the page of 汇总分析."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """parent: over which the dialog stands."""
        self._context = context
        self._parent = parent

    def ask(self, period: Period, keys: Sequence[str]) -> None:
        """Ask for a file and write these figures of a period there."""
        name = file_name(f"{period.label}{NAME}", ".pdf")
        kinds = ";;".join(KINDS)
        target = choosing_files.ask_target(self._parent, "导出汇总分析", name, kinds)
        if target is not None:
            self.write(period, keys, target)

    def write(self, period: Period, keys: Sequence[str], target: Path) -> None:
        """Write these figures of a period into a file and say where it is."""

        def export() -> None:
            written = self._papers.write(period, target, keys=set(keys), force=True)
            self._context.told.emit(f"汇总分析已导出到“{written}”")

        self._context.attempt(export)

    def write_picture(self, drawing: Drawing, title: str, target: Path) -> None:
        """Write one picture as PDF and say where it is."""

        def export() -> None:
            written = self._papers.write_picture(drawing, title, target)
            self._context.told.emit(f"图已保存到“{written}”")

        self._context.attempt(export)

    @cached_property
    def _papers(self) -> SummaryPapers:
        services = self._context.services
        resources = Path(QDir.searchPaths("theme")[0]).parent
        return SummaryPapers(services.summary, services.reports, resources / "fonts")
