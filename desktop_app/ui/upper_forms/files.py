"""Asking for the files of forms: where they come from, where filled ones go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.report.exporting import file_name, with_suffix

_KIND = "Excel 工作簿 (*.xlsx)"
_ANY = "表格文件 (*.xlsx *.xls *.et *.xlsm)"


def ask_source(parent: QWidget) -> Path | None:
    """Ask for a received form; None where it was cancelled."""
    dialog = QFileDialog(
        parent, "选择县里发来的表格", str(choosing_files.start_folder()), f"{_KIND};;{_ANY}"
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_target(parent: QWidget, title: str) -> Path | None:
    """Ask where a filled form goes; the dialog asks before one is overwritten."""
    dialog = QFileDialog(parent, "填好导出", str(choosing_files.start_folder()), _KIND)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(file_name(title, ".xlsx"))
    chosen = _chosen(dialog)
    return with_suffix(str(chosen), ".xlsx") if chosen else None


def ask_whether_newer(parent: QWidget, file: str, form: str) -> bool | None:
    """Ask whether a file takes the place of the form of that name; None for neither."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("导入表格")
    box.setText(f"“{file}”和已有的“{form}”像是同一张表。")
    box.setInformativeText("更换文件会按标题沿用原来的对应；作为新表则要重新对应。")
    newer = box.addButton("更换文件", QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton("作为新表", QMessageBox.ButtonRole.ActionRole)
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(newer)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return True if clicked is newer else False if clicked is other else None


def _chosen(dialog: QFileDialog) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    path = Path(chosen[0])
    choosing_files.remember(path)
    return path
