"""The installer for Windows: NSIS packs the bundle by windows/installer.nsi, which says how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from program import BUNDLE, DIST, HERE, ICONS, TITLE, VERSION


def build(bundle: Path = BUNDLE, folder: Path = DIST) -> Path:
    """Write the installer of a bundle made on Windows into a folder and return it.

    Raises:
        FileNotFoundError: NSIS is not installed.
    """
    target = folder / f"{TITLE}-{VERSION}-安装.exe"
    facts = {"VERSION": VERSION, "BUNDLE": bundle, "ICON": ICONS / "app.ico", "TARGET": target}
    command = [makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in facts.items()]
    subprocess.run(
        [*command, str(HERE / "windows" / "installer.nsi")], check=True, stdout=sys.stderr
    )
    return target


def makensis() -> str:
    """Return where NSIS lies: its own installer does not put it into PATH."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
    found = shutil.which("makensis") or (str(usual) if usual.is_file() else "")
    if not found:
        raise FileNotFoundError("NSIS is missing: install nsis-3.*-setup.exe, see docs/windows.md.")
    return found


if __name__ == "__main__":
    print(build())
