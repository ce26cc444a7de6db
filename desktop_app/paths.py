"""Where the program's own files and its user's data lie, from source and from a bundle.

Only main.py asks; every other part is handed the folders it needs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAM_NAME = "党建季报"
PORTABLE_MARK = "portable"


def program_folder() -> Path:
    """Return the folder that the user sees the program in: the checkout, or the bundle's."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def resources_folder() -> Path:
    """Return the folder of fonts, wording and checks that come with the program."""
    return _carried_folder() / "resources"


def migrations_folder() -> Path:
    """Return the folder of the numbered scripts that db.upgrade runs."""
    return _carried_folder() / "db" / "migrations"


def default_data_folder() -> Path:
    """Return where database, backups and logs live when nobody says otherwise.

    That is `data` beside the program when a file `portable` lies there too (USB-stick use), else
    the folder that the system sets aside for a user's data. Nothing is created.
    """
    beside = program_folder()
    if (beside / PORTABLE_MARK).is_file():
        return beside / "data"
    from platformdirs import user_data_dir  # noqa: PLC0415 - not needed beside a USB stick's mark

    return Path(user_data_dir(PROGRAM_NAME, appauthor=False))


def known_places_file() -> Path | None:
    """Return where it is kept which data folders this account has worked on.

    None for a program on a USB stick that can be written: its folder is always beside it. Nothing
    is created.
    """
    beside = program_folder()
    if (beside / PORTABLE_MARK).is_file() and os.access(beside, os.W_OK):
        return None
    from platformdirs import user_config_dir  # noqa: PLC0415 - as above

    return Path(user_config_dir(PROGRAM_NAME, appauthor=False), "用过的数据文件夹.json")


def installed_font_folders() -> tuple[Path, ...]:
    """Return the folders in which this system keeps fonts, those for all users first.

    Only folders that exist; fonts may lie in folders below them.
    """
    match sys.platform:
        case "win32":
            folders = [Path(os.environ.get("WINDIR") or r"C:\Windows", "Fonts")]
            if own := os.environ.get("LOCALAPPDATA"):  # since Windows 10 version 1809
                folders.append(Path(own, "Microsoft", "Windows", "Fonts"))
        case "darwin":
            folders = [
                Path("/System/Library/Fonts"),
                Path("/Library/Fonts"),
                Path.home() / "Library" / "Fonts",
            ]
        case _:
            folders = [
                Path("/usr/share/fonts"),
                Path("/usr/local/share/fonts"),
                Path.home() / ".local" / "share" / "fonts",
                Path.home() / ".fonts",
            ]
    return tuple(folder for folder in folders if folder.is_dir())


def _carried_folder() -> Path:
    """Return the folder that holds the data files: PyInstaller says where it put them."""
    return Path(getattr(sys, "_MEIPASS", program_folder()))
