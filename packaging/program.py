"""What every package says about the program; name and version are those of pyproject.toml."""

from __future__ import annotations

import os
import struct
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ICONS = ROOT / "resources" / "icons"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NAME: str = PROJECT["name"]
VERSION: str = PROJECT["version"]
TITLE = "党建季报"
SUMMARY = "乡镇（街道）党建工作季度总结：从台账到公文"
DIST = ROOT / "dist"
BUNDLE = DIST / NAME
WINDOWS = os.name == "nt"
_EARLIEST = 315_532_800  # 1980-01-01, before which a zip knows no time


def pictures() -> Iterator[tuple[int, bytes]]:
    """Yield the program's icon as (pixels a side, PNG); app.ico is a directory of PNGs."""
    icon = (ICONS / "app.ico").read_bytes()
    (count,) = struct.unpack_from("<4xH", icon)
    for entry in range(count):
        side, size, place = struct.unpack_from("<B7xII", icon, 6 + 16 * entry)
        yield side or 256, icon[place : place + size]


def time_of_build() -> int:
    """Return the seconds since 1970 that all files of a package carry, so that it can be repeated.

    SOURCE_DATE_EPOCH where it is set, else the time of the last commit, else 1980.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        try:
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        except (OSError, subprocess.CalledProcessError):  # no git, or no checkout
            told = "0"
    return max(int(told), _EARLIEST)
