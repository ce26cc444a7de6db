"""Asking for files and folders of backups; the folder used last in this session comes first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.dialogs import choosing_files

_BACKUPS = "党建季报备份 (*.db)"


def ask_target(parent: QWidget) -> Path | None:
    """Ask where to put a backup; the dialog asks before one is overwritten."""
    name = f"党建季报备份{datetime.now():%Y-%m-%d}.db"  # noqa: DTZ005 - the clerk's own calendar
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, "另存一份备份", str(choosing_files.start_folder() / name), _BACKUPS
    )
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() != ".db":
        target = target.with_name(f"{target.name}.db")
    choosing_files.remember(target)
    return target


def ask_source(parent: QWidget) -> Path | None:
    """Ask which file is to be restored."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "选择备份文件", str(choosing_files.start_folder()), f"{_BACKUPS};;所有文件 (*)"
    )
    if not chosen:
        return None
    choosing_files.remember(Path(chosen))
    return Path(chosen)


def ask_second_place(parent: QWidget) -> Path | None:
    """Ask for a stick or a folder on another drive."""
    chosen = QFileDialog.getExistingDirectory(
        parent, "选择U盘或另一个盘上的文件夹", str(choosing_files.start_folder())
    )
    return Path(chosen) if chosen else None
