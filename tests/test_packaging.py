"""Packages say what pyproject.toml and the program say, and are the same each time."""

import ast
import configparser
import importlib
import os
import runpy
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from zipfile import ZipFile

import pytest

import desktop_app
from desktop_app import paths
from desktop_app.services.schemes.file import SUFFIX

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NAME = PROJECT["name"]

needs_debian = pytest.mark.skipif(
    not (shutil.which("dpkg-deb") and shutil.which("objdump")), reason="a Debian builds .debs"
)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch):
    """Import a script of packaging/ by its name, as they import each other."""
    monkeypatch.syspath_prepend(PACKAGING)
    return importlib.import_module


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Make a small bundle: a program that asks for the C library, and a file of data."""
    folder = tmp_path / "bundle" / NAME
    data = folder / "_internal" / "resources" / "字体.ttf"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"ttf")
    shutil.copy(sys.executable, folder / NAME)
    (folder / NAME).chmod(0o755)
    return folder


def desktop_entry() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / "debian" / f"{NAME}.desktop", "utf-8")
    return dict(parser["Desktop Entry"])


def test_the_program_knows_the_version_of_its_packages():
    assert desktop_app.__version__ == PROJECT["version"]


def test_the_menu_entry_starts_what_the_package_installs(script):
    debian, program = script("build_debian"), script("program")
    entry = desktop_entry()
    assert entry["Name"] == program.TITLE == paths.PROGRAM_NAME
    assert entry["TryExec"] == f"/{debian.HOME}/{NAME}"
    assert entry["Exec"] == f"{entry['TryExec']} %f"  # without a file it is left out
    assert entry["Icon"] == NAME
    assert "Office" in entry["Categories"].split(";")
    assert entry["Terminal"] == "false"


def test_the_only_kind_of_file_is_that_of_schemes():
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kinds = ET.parse(PACKAGING / "debian" / f"{NAME}.xml")
    globs = [glob.get("pattern") for glob in kinds.iterfind(".//m:glob", names)]
    assert globs == [f"*{SUFFIX}"]
    installer = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    assert installer.count(f'"Software\\Classes\\{SUFFIX}"') == 2  # made, and removed


def test_a_scheme_that_is_double_clicked_is_handed_to_the_program():
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kinds = ET.parse(PACKAGING / "debian" / f"{NAME}.xml")
    known = [kind.get("type") for kind in kinds.iterfind(".//m:mime-type", names)]
    assert desktop_entry()["MimeType"].rstrip(";").split(";") == known
    installer = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    command = """shell\\open\\command" "" '"$INSTDIR\\${PROGRAM}" "%1"'"""
    assert f'"Software\\Classes\\${{SCHEME}}\\{command}' in installer
    assert 'DeleteRegKey HKCU "Software\\Classes\\${SCHEME}"' in installer


def test_the_icon_comes_in_all_sizes_that_are_drawn(script):
    pictures = dict(script("program").pictures())
    assert set(pictures) >= {16, 24, 32, 48, 64, 128, 256}
    assert all(png.startswith(b"\x89PNG") for png in pictures.values())


@needs_debian
def test_a_deb_holds_program_menu_entry_and_icons_and_can_be_repeated(
    script, bundle, tmp_path, monkeypatch
):
    debian = script("build_debian")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    package = debian.build(bundle, tmp_path)
    first = package.read_bytes()
    fields = subprocess.run(
        ["dpkg-deb", "-f", package], check=True, capture_output=True, text=True
    ).stdout
    assert f"Package: {NAME}\nVersion: {PROJECT['version']}\n" in fields
    assert "\nDepends: libc6 (>= 2." in fields
    listed = subprocess.run(
        ["dpkg-deb", "-c", package],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ).stdout
    for place in (
        f"./opt/{NAME}/{NAME}",
        f"./opt/{NAME}/_internal/resources/字体.ttf",
        f"./usr/bin/{NAME} -> ../../opt/{NAME}/{NAME}",
        f"./usr/share/applications/{NAME}.desktop",
        f"./usr/share/icons/hicolor/48x48/apps/{NAME}.png",
        f"./usr/share/icons/hicolor/scalable/apps/{NAME}.svg",
        f"./usr/share/mime/packages/{NAME}.xml",
    ):
        assert f" {place}\n" in listed
    assert "home" not in listed  # what is entered is not the package's to remove
    assert debian.build(bundle, tmp_path).read_bytes() == first


def test_a_portable_zip_holds_mark_and_explanation_and_can_be_repeated(
    script, bundle, tmp_path, monkeypatch
):
    portable = script("build_portable")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    package = portable.build(bundle, tmp_path)
    first = package.read_bytes()
    with ZipFile(package) as archive:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
        explanation = archive.read("党建季报/说明.txt")
    assert list(modes) == [
        f"党建季报/{paths.PORTABLE_MARK}",
        "党建季报/说明.txt",
        "党建季报/_internal/resources/字体.ttf",
        "党建季报/党建季报",
    ]
    assert modes["党建季报/党建季报"] == 0o755
    assert modes["党建季报/说明.txt"] == 0o644
    assert explanation.startswith("\ufeff党建季报".encode())
    assert PROJECT["version"] in explanation.decode()
    assert b"\r\n" in explanation
    assert b"{" not in explanation
    assert portable.build(bundle, tmp_path).read_bytes() == first


def test_the_bundle_takes_along_all_that_the_program_reads_as_files():
    spec = ast.parse((ROOT / "build.spec").read_text("utf-8"))
    wanted = {"imports_of", "data_files"}
    functions = [
        node for node in spec.body if isinstance(node, ast.FunctionDef) and node.name in wanted
    ]
    globe = {
        "ast": ast,
        "ROOT": ROOT,
        "MIGRATIONS": sorted((ROOT / "db" / "migrations").glob("[0-9]*.py")),
        "collect_data_files": lambda *_args, **_options: iter(()),
    }
    code = ast.Module([*_future_imports(), *functions], [])
    exec(compile(code, "build.spec", "exec"), globe)
    data = {Path(file).relative_to(ROOT): folder for file, folder in globe["data_files"]()}
    assert all(str(file.parent) == folder for file, folder in data.items())
    for needed in ("fonts/FangSong.ttf", "icons/app.svg"):
        assert Path("resources", needed) in data
    assert {file.name for file in data if file.parts[0] == "db"} == {
        path.name for path in globe["MIGRATIONS"]
    }
    assert not [file for file in data if file.parts[0] == "resources" and file.suffix == ".py"]


def _future_imports() -> list[ast.stmt]:
    return ast.parse("from __future__ import annotations").body


@pytest.mark.parametrize("before", ["", "/usr/lib/wps"])
def test_programs_started_from_the_bundle_get_the_users_environment(monkeypatch, before):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    os.environ["LD_LIBRARY_PATH"] = "/opt/dangjian-jibao/_internal"
    os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before:
        os.environ["LD_LIBRARY_PATH_ORIG"] = before
    runpy.run_path(str(PACKAGING / "clean_environment.py"))
    assert os.environ.get("LD_LIBRARY_PATH", "") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
