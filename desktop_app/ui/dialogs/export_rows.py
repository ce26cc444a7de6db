"""Exporting rows: a ledger, an area or the quarter, into a file that can be read in again."""

from __future__ import annotations

from pathlib import Path

from desktop_app.services.workbook.service import Scope, WorkbookService
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.opening import open_and_keep, parent_window
from desktop_app.ui.dialogs.progress_row import WaitingDialog
from desktop_app.ui.report.exporting import file_name

_XLSX, _CSV = "Excel 工作簿 (*.xlsx)", "逗号分隔的文本 (*.csv)"


def export_rows(context: Context, scope: Scope) -> None:
    """Ask for a file and write the rows of the quarter there; the dialog asks before replacing."""
    target = _ask_target(context, scope)
    if target is not None:
        export_to(context, scope, target)


def export_to(context: Context, scope: Scope, target: Path) -> WaitingDialog:
    """Write into this file while a dialog shows how far it is."""
    service, period = WorkbookService(context.services), context.period
    waiting = WaitingDialog(context, "导出", parent_window())
    open_and_keep(waiting)
    waiting.progress.run(
        lambda report: service.export(target, period, scope, force=True, progress=report),
        lambda count: context.told.emit(f"已导出{count}行到“{target}”"),
        context.refused.emit,
    )
    return waiting


def _ask_target(context: Context, scope: Scope) -> Path | None:
    name = file_name(f"{context.period.label}{_what(context, scope)}", ".xlsx")
    kinds = f"{_XLSX};;{_CSV}" if scope.ledger else _XLSX
    return choosing_files.ask_target(parent_window(), "导出", name, kinds)


def _what(context: Context, scope: Scope) -> str:
    catalogue = context.services.catalogue
    if scope.ledger:
        return catalogue.ledgers[scope.ledger].label
    labels = {area.spec.key: area.spec.label for area in catalogue.areas}
    return labels[scope.area] if scope.area else "全部数据"
