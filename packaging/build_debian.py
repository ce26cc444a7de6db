"""The .deb: into /opt, with an entry in the menu; for a PC without a network and `dpkg -i`.

Put together by dpkg-deb, which every Debian and Ubuntu has. Its one maintainer script asks that the
program is closed before its files go; the menu, the icons and the kinds of files are read anew by
triggers of the packages that own them.
Removing it leaves what was entered, which lies in the homes of those who entered it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from program import BUNDLE, DIST, HERE, ICONS, NAME, ROOT, SUMMARY, VERSION, pictures, time_of_build

HOME = f"opt/{NAME}"
_SIZES = (16, 24, 32, 48, 64, 128, 256)  # folders of the hicolor theme
_DESCRIPTION = (
    "把村（社区）每季度上报的数字填一次，自动汇总、校核，写成党建工作季度总结，",
    "按党政机关公文格式打印或导出。不用联网。",
)


def control(bundle: Path) -> str:
    """Return the package's description of itself for a bundle's folder."""
    files = [path for path in bundle.rglob("*") if path.is_file()]
    fields = {
        "Package": NAME,
        "Version": VERSION,
        "Architecture": _said_by("dpkg", "--print-architecture").strip(),
        "Maintainer": f"{NAME} <{NAME}@localhost>",
        "Installed-Size": str(sum(path.stat().st_size for path in files) // 1024),
        # What the bundle leaves to the system, see build.spec; all of it is on every desktop.
        "Depends": f"libc6 (>= {glibc_of(files)}), libexpat1, libgcc-s1, libstdc++6",
        "Recommends": "cups-client, fonts-noto-cjk, xdg-utils",
        "Section": "misc",
        "Priority": "optional",
        "Description": "\n ".join((SUMMARY, *_DESCRIPTION)),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def glibc_of(files: list[Path]) -> str:
    """Return the newest version of the C library that any of the files asks for, as 2.35."""
    linked = [str(path) for path in files if _starts_with(path, b"\x7fELF")]
    asked = re.findall(r"\bGLIBC_2\.(\d+)", _said_by("objdump", "-p", *linked))
    return f"2.{max(map(int, asked))}"


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def icons() -> Iterator[tuple[str, bytes]]:
    """Yield (path below hicolor, content): the program's icon, also for files of its own kind."""
    for folder, name in (("apps", NAME), ("mimetypes", f"application-x-{NAME}-scheme")):
        for side, png in pictures():
            if side in _SIZES:
                yield f"{side}x{side}/{folder}/{name}.png", png
        yield f"scalable/{folder}/{name}.svg", (ICONS / "app.svg").read_bytes()


def lay_out(bundle: Path, tree: Path) -> None:
    """Fill an empty folder with what the package is to put below /."""
    shutil.copytree(bundle, tree / HOME)
    share = tree / "usr" / "share"
    for source, target in (
        (HERE / "debian" / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop"),
        (HERE / "debian" / f"{NAME}.xml", share / "mime" / "packages" / f"{NAME}.xml"),
        (ROOT / "LICENSE", share / "doc" / NAME / "copyright"),
    ):
        target.parent.mkdir(parents=True)
        shutil.copyfile(source, target)
    for place, content in icons():
        file = share / "icons" / "hicolor" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(f"../../{HOME}/{NAME}")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(bundle), "utf-8")
    shutil.copy(HERE / "debian" / "prerm", tree / "DEBIAN" / "prerm")
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)


def build(bundle: Path = BUNDLE, folder: Path = DIST) -> Path:
    """Write the package of a bundle into a folder, return it; the same bundle, the same bytes."""
    target = folder / f"{NAME}_{VERSION}_{_said_by('dpkg', '--print-architecture').strip()}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        tree.mkdir()
        lay_out(bundle, tree)
        # xz, because the dpkg of UOS and Kylin cannot unpack what Ubuntu's would make (zstd).
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(time_of_build())},
        )
    return target


def _said_by(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    print(build())
