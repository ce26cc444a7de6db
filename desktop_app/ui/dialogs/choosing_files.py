"""Choosing a file or a folder: every door begins where one was last, else among the documents.

Never in the program's own folder, which Qt would take where no folder is named.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_PLACES = (
    QStandardPaths.StandardLocation.DocumentsLocation,
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.HomeLocation,
)
_ENDING = re.compile(r"\*(\.\w+)")
_last: list[Path] = []


def start_folder() -> Path:
    """Return the folder that a dialog opens in: the one used last, as long as it is there."""
    places = (Path(QStandardPaths.writableLocation(place)) for place in _PLACES)
    return next((folder for folder in (*_last, *places) if folder.is_dir()), Path.home())


def remember(chosen: Path) -> None:
    """Let the next dialog begin beside this file."""
    _last[:] = [chosen.parent]


def ask_source(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Ask for a file to read; None where it was cancelled. kinds: as of QFileDialog."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(start_folder()), kinds)
    return _remembered(chosen)


def ask_sources(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Ask for several files to read; none where it was cancelled."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(start_folder()), kinds)
    if chosen:
        remember(Path(chosen[0]))
    return [Path(name) for name in chosen]


def ask_target(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """Ask for a file to write; the dialog asks before one is overwritten. None: cancelled.

    name: proposed, of the first kind. The file has an ending of one of the kinds: the one that was
    typed, else that of the kind that was picked.
    """
    dialog = QFileDialog(parent, title, str(start_folder()), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_endings(kinds)[0].removeprefix("."))
    dialog.filterSelected.connect(
        lambda kind: dialog.setDefaultSuffix(_endings(kind)[0].removeprefix("."))
    )
    dialog.selectFile(name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    picked = dialog.selectedNameFilter()
    dialog.deleteLater()
    return _remembered(str(with_ending(chosen[0], kinds, picked))) if chosen else None


def with_ending(chosen: str, kinds: str, picked: str = "") -> Path:
    """Return a chosen file with an ending of one of the kinds. picked: the kind that was picked."""
    path = Path(chosen)
    if path.suffix.lower() in _endings(kinds):
        return path
    return path.with_name(path.name + _endings(picked or kinds)[0])


def ask_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """Ask for a folder; folder: where one begins, where that is known already."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder or start_folder()))
    return Path(chosen) if chosen else None


def _endings(kinds: str) -> list[str]:
    """Return the endings in texts like "PDF 文件 (*.pdf);;纯文本 (*.txt)"."""
    return _ENDING.findall(kinds)


def _remembered(chosen: str) -> Path | None:
    if not chosen:
        return None
    remember(Path(chosen))
    return Path(chosen)
