"""The portable package: a zip for a USB stick; what is entered stays beside the program."""

from __future__ import annotations

import platform
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from program import BUNDLE, DIST, HERE, NAME, TITLE, VERSION, WINDOWS, time_of_build

PORTABLE_MARK = "portable"  # as in desktop_app/paths.py
_FILE, _PROGRAM = stat.S_IFREG | 0o644, stat.S_IFREG | 0o755

Member = tuple[str, int, bytes]  # place in the zip, mode of the file, content


def members(bundle: Path) -> Iterator[Member]:
    """Yield all files in the order of their names; the program has a name that clerks can read."""
    yield f"{TITLE}/{PORTABLE_MARK}", _FILE, b""
    yield f"{TITLE}/说明.txt", _FILE, explanation()
    for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
        place = file.relative_to(bundle)
        if place.parent == Path() and place.stem == NAME:
            place = place.with_stem(TITLE)
        mode = _PROGRAM if file.stat().st_mode & stat.S_IXUSR else _FILE
        yield f"{TITLE}/{place.as_posix()}", mode, file.read_bytes()


def explanation() -> bytes:
    """Return 说明.txt as every Windows shows it: with a mark of UTF-8, lines ended by CR LF."""
    text = (HERE / "portable" / "说明.txt").read_text("utf-8").format(version=VERSION)
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def build(bundle: Path = BUNDLE, folder: Path = DIST) -> Path:
    """Write the zip of a bundle into a folder, return it; the same bundle, the same bytes."""
    machine = platform.machine().lower().replace("amd64", "x64").replace("x86_64", "x64")
    system = "windows" if WINDOWS else "linux"
    target = folder / f"{TITLE}-{VERSION}-{system}-{machine}-便携版.zip"
    moment = datetime.fromtimestamp(time_of_build(), UTC).timetuple()[:6]
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for place, mode, content in members(bundle):
            entry = ZipInfo(place, moment)
            entry.create_system = 3  # Unix, whose modes these are
            entry.external_attr = mode << 16
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return target


if __name__ == "__main__":
    print(build())
