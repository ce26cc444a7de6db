"""Chinese input on Linux: what is set, for whom, and that nobody else is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app.ui import input_method
from desktop_app.ui.input_method import chinese_input_settings, prepare_chinese_input

PORTAL = {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    "environ",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=Fcitx"},
    ],
)
def test_who_asks_for_fcitx_gets_its_door(environ: dict[str, str]):
    assert chinese_input_settings(environ, [], "linux") == PORTAL


def test_who_runs_fcitx5_gets_its_door_without_asking():
    assert chinese_input_settings({}, ["bash", "fcitx5"], "linux") == PORTAL


def test_the_newer_variable_goes_first_so_it_is_set_too():
    environ = {"QT_IM_MODULES": "wayland;fcitx;ibus"}

    assert chinese_input_settings(environ, [], "linux") == PORTAL | {"QT_IM_MODULES": "ibus"}


@pytest.mark.parametrize(
    ("environ", "processes"),
    [
        ({}, []),
        ({}, ["fcitx"]),  # fcitx 4 has no such door
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}, ["ibus-daemon"]),
        ({"QT_IM_MODULE": "ibus"}, ["ibus-daemon", "fcitx5"]),
    ],
)
def test_nothing_is_set_where_qt_manages_alone(environ: dict[str, str], processes: list[str]):
    assert chinese_input_settings(environ, processes, "linux") == {}


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(platform: str):
    assert chinese_input_settings({"QT_IM_MODULE": "fcitx"}, ["fcitx5"], platform) == {}


def test_the_environment_is_changed_in_place_and_keeps_the_rest():
    environ = {"QT_IM_MODULE": "fcitx", "LANG": "zh_CN.UTF-8"}
    prepare_chinese_input(environ, [], "linux")

    assert environ == PORTAL | {"LANG": "zh_CN.UTF-8"}


def test_processes_are_read_as_far_as_they_can_be(tmp_path: Path):
    for number, name in {"12": "fcitx5\n", "7": "bash\n"}.items():
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(name, "utf-8")
    (tmp_path / "99").mkdir()  # ended meanwhile
    (tmp_path / "self").mkdir()

    names = sorted(input_method._process_names(tmp_path))

    assert names == ([] if sys.platform == "win32" else ["bash", "fcitx5"])
    assert list(input_method._process_names(tmp_path / "nowhere")) == []
