"""The folders of the program, from source and as a bundle would see them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import main
from desktop_app import paths

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle in a folder with spaces and Chinese characters; returns the program's folder."""
    folder = tmp_path.resolve() / "党建 季报"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "dangjian-jibao"))
    return folder


def test_from_source_everything_lies_in_the_checkout():
    assert paths.program_folder() == CHECKOUT
    assert paths.resources_folder() == CHECKOUT / "resources"
    assert paths.migrations_folder() == CHECKOUT / "db" / "migrations"


def test_a_bundle_carries_its_data_files_apart_from_the_program(bundle: Path):
    assert paths.program_folder() == bundle
    assert paths.resources_folder() == bundle / "_internal" / "resources"
    assert paths.migrations_folder() == bundle / "_internal" / "db" / "migrations"


def test_the_users_data_goes_where_the_system_keeps_it(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, appauthor: tmp_path / name)

    assert paths.default_data_folder() == tmp_path / "党建季报"


def test_a_file_named_portable_keeps_the_data_beside_the_program(bundle: Path):
    (bundle / "portable").touch()

    assert paths.default_data_folder() == bundle / "data"
    assert not (bundle / "data").exists()


def test_a_folder_named_portable_says_nothing(bundle: Path):
    (bundle / "portable").mkdir()

    assert paths.default_data_folder() != bundle / "data"


def test_an_account_without_name_and_folder_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch):
    def unknown() -> str:
        raise ModuleNotFoundError("No module named 'pwd'")  # as Windows without USERNAME

    monkeypatch.setattr("getpass.getuser", unknown)
    assert main._who() == ""
    for name in ("USERPROFILE", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    monkeypatch.setattr(sys, "platform", "win32")
    assert all(folder.is_dir() for folder in paths.installed_font_folders())


def test_a_stick_that_cannot_be_written_remembers_the_folder_chosen_instead(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("platformdirs.user_config_dir", lambda name, appauthor: tmp_path / name)
    (bundle / "portable").touch()
    assert paths.known_places_file() is None
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert paths.known_places_file() is not None
