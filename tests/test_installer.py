"""The installer for Windows removes what it brought and nothing else, and can be made anywhere."""

from __future__ import annotations

import ast
import importlib
import shutil
import struct
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
SCRIPT = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")

_I386 = 0x14C  # of a program's header: IMAGE_FILE_MACHINE_I386

needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS makes installers")


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(PACKAGING)
    return importlib.import_module("build_installer")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Make a small bundle for Windows in a path with spaces and Chinese characters."""
    folder = tmp_path / "打包 好" / "dangjian-jibao"
    for place in ("dangjian-jibao.exe", "_internal/资源/字体.ttf", "_internal/资源.txt"):
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"content")
    return folder


def test_the_list_of_what_is_installed_names_all_of_it_folders_behind_their_content(
    installer, bundle
):
    places = installer.installed(bundle).splitlines()
    assert set(places) == {
        "dangjian-jibao.exe",
        "_internal",
        "_internal\\资源",
        "_internal\\资源.txt",
        "_internal\\资源\\字体.ttf",
    }
    for place in places:
        inside = [other for other in places if other.startswith(f"{place}\\")]
        assert all(places.index(other) < places.index(place) for other in inside)


def test_removing_goes_by_that_list_and_takes_no_folder_that_still_holds_something():
    assert "/r " not in "".join(line for line in SCRIPT.splitlines() if "RMDir" in line)
    removed = [line.split(None, 1)[1] for line in SCRIPT.splitlines() if "Delete " in line]
    assert sorted(removed) == [
        '"$DESKTOP\\${TITLE}.lnk"',
        '"$INSTDIR\\$1"',  # a line of the list
        '"$INSTDIR\\${LIST}"',
        '"$INSTDIR\\uninstall.exe"',
        '"$SMPROGRAMS\\${TITLE}.lnk"',
    ]


def test_every_key_that_is_written_is_removed():
    def keys(word: str) -> set[str]:
        lines = [line.split('"')[1] for line in SCRIPT.splitlines() if word in line]
        return {line for line in lines if "DisplayVersion" not in line}

    removed = keys("DeleteRegKey")
    assert removed
    for key in keys("WriteRegStr") | keys("WriteRegDWORD"):
        assert any(key == gone or fnmatch(key, f"{gone}\\*") for gone in removed), key


def test_nothing_is_asked_where_nobody_answers():
    """A silent installation goes the way that changes nothing."""
    boxes = [line.strip() for line in SCRIPT.splitlines() if "MessageBox" in line]
    assert len(boxes) == 6
    for box in boxes:
        assert any(f"/SD {answer}" in box for answer in ("IDOK", "IDCANCEL", "IDNO")), box


@needs_nsis
def test_the_installer_is_a_program_for_every_windows_so_that_it_can_refuse_there(
    installer, bundle, tmp_path
):
    made = installer.build(bundle, tmp_path)
    content = made.read_bytes()
    (header,) = struct.unpack_from("<I", content, 0x3C)
    assert content[header : header + 4] == b"PE\0\0"
    assert struct.unpack_from("<H", content, header + 4) == (_I386,)
    assert "党建季报安装程序".encode("utf-16-le") in content  # under Properties, Details


@pytest.mark.parametrize(
    ("place", "is_wanted"),
    [
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6\\plugins\\imageformats\\qsvg.dll", True),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6\\translations\\qtbase_zh_CN.qm", True),
        ("PySide6\\translations\\qtbase_de.qm", False),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6\\opengl32sw.dll", False),
        ("resources\\fonts\\FangSong.ttf", True),
    ],
)
def test_the_bundle_for_windows_holds_what_windows_needs(place: str, *, is_wanted: bool):
    assert (
        _of_spec("is_needed", "KEPT_PLUGINS", "DROPPED_LIBRARIES")["is_needed"](place) is is_wanted
    )


def _of_spec(*names: str) -> dict:
    """Run those functions and constants of build.spec alone; the rest of it builds."""
    found = [
        node
        for node in ast.parse((ROOT / "build.spec").read_text("utf-8")).body
        if (isinstance(node, ast.FunctionDef) and node.name in names)
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in names)
    ]
    globe = {"fnmatch": fnmatch}
    exec(compile(ast.Module(found, []), "build.spec", "exec"), globe)
    return globe
