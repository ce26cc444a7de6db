"""Asking for files and folders of backups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs import choosing_files

_BACKUPS = "党建季报备份 (*.db)"


def ask_target(parent: QWidget) -> Path | None:
    """Ask where to put a backup; the dialog asks before one is overwritten."""
    name = f"党建季报备份{datetime.now():%Y-%m-%d}.db"  # noqa: DTZ005 - the clerk's own calendar
    return choosing_files.ask_target(parent, "另存一份备份", name, _BACKUPS)


def ask_source(parent: QWidget) -> Path | None:
    """Ask which file is to be restored."""
    return choosing_files.ask_source(parent, "选择备份文件", f"{_BACKUPS};;所有文件 (*)")


def ask_second_place(parent: QWidget) -> Path | None:
    """Ask for a stick or a folder on another drive."""
    return choosing_files.ask_folder(parent, "选择U盘或另一个盘上的文件夹")
