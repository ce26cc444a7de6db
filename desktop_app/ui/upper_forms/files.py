"""Asking for the files of forms: where they come from, where filled ones go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.report.exporting import file_name

_KIND = "Excel 工作簿 (*.xlsx)"
_ANY = "表格文件 (*.xlsx *.xls *.et *.xlsm)"


def ask_source(parent: QWidget) -> Path | None:
    """Ask for a received form; None where it was cancelled."""
    return choosing_files.ask_source(parent, "选择县里发来的表格", f"{_KIND};;{_ANY}")


def ask_target(parent: QWidget, title: str) -> Path | None:
    """Ask where a filled form goes; the dialog asks before one is overwritten."""
    return choosing_files.ask_target(parent, "填好导出", file_name(title, ".xlsx"), _KIND)


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
