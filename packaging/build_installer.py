"""The installer for Windows: NSIS packs the bundle by windows/installer.nsi, which says how."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from program import BUNDLE, DIST, HERE, ICONS, TITLE, VERSION, pictures

_SIDE = (164, 314)  # pixels of the picture beside the first and the last page, as NSIS wants it
_PAPER = "#f4f5f7"


def build(bundle: Path = BUNDLE, folder: Path = DIST) -> Path:
    """Write the installer of a bundle made on Windows into a folder and return it.

    Raises:
        FileNotFoundError: NSIS is not installed.
    """
    target = folder / f"{TITLE}-{VERSION}-安装.exe"
    with tempfile.TemporaryDirectory() as scratch:
        files, side = Path(scratch, "files.txt"), Path(scratch, "side.bmp")
        files.write_bytes(installed(bundle).encode("utf-16-le"))
        side_picture().save(side)
        facts = {"VERSION": VERSION, "BUNDLE": bundle, "ICON": ICONS / "app.ico", "TARGET": target}
        facts |= {"FILES": files, "SIDE": side}
        command = [makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
        command += [f"-D{name}={value}" for name, value in facts.items()]
        subprocess.run(
            [*command, str(HERE / "windows" / "installer.nsi")], check=True, stdout=sys.stderr
        )
    return target


def installed(bundle: Path) -> str:
    """Return the names of all that a bundle holds, a line each, every folder behind its content.

    Removing the program by this list leaves alone what somebody else put between its files.
    """
    places = sorted((path.relative_to(bundle) for path in bundle.rglob("*")), reverse=True)
    return "".join("\\".join(place.parts) + "\n" for place in places)


def side_picture() -> Image.Image:
    """Return the program's icon on plain ground, in the place of the picture that NSIS brings."""
    icon = Image.open(io.BytesIO(dict(pictures())[128]))
    picture = Image.new("RGB", _SIDE, _PAPER)
    picture.paste(icon, ((_SIDE[0] - icon.width) // 2, 56), icon)
    return picture


def makensis() -> str:
    """Return where NSIS lies: its own installer does not put it into PATH."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
    found = shutil.which("makensis") or (str(usual) if usual.is_file() else "")
    if not found:
        raise FileNotFoundError("NSIS is missing: install nsis-3.*-setup.exe, see docs/windows.md.")
    return found


if __name__ == "__main__":
    print(build())
