"""Writing the log into a file: where to, and how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.services.log.change_filter import LogQuery
from desktop_app.services.log.change_log import ChangeLog
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.opening import open_and_keep, parent_window
from desktop_app.ui.dialogs.progress_row import WaitingDialog

_XLSX, _CSV = "Excel 工作簿 (*.xlsx)", "逗号分隔的文本 (*.csv)"


def ask_target(parent: QWidget) -> Path | None:
    """Ask for a file; None where the user thinks better of it."""
    name = "变更记录.xlsx"
    return choosing_files.ask_target(parent, "导出变更记录", name, f"{_XLSX};;{_CSV}")


def export_to(context: Context, log: ChangeLog, query: LogQuery, target: Path) -> WaitingDialog:
    """Write in the background while a dialog shows how far it is."""
    waiting = WaitingDialog(context, "导出变更记录", parent_window())
    open_and_keep(waiting)
    waiting.progress.run(
        lambda report: log.export(query, target, force=True, progress=report),
        lambda count: context.told.emit(f"已导出{count}行到“{target}”"),
        context.refused.emit,
    )
    return waiting
