"""A program that lacks a part of its own says which, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from township import ROOT

import main as program
from desktop_app import paths
from desktop_app.ui import start
from desktop_app.ui.theme import BUNDLED_FONT, apply_theme

RESOURCES = ROOT / "resources"


@pytest.fixture
def resources(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of what the window is shown with, to take parts away from."""
    copy = tmp_path / "resources"
    for name in ("theme", "icons"):
        shutil.copytree(RESOURCES / name, copy / name)
    (copy / "fonts").mkdir()
    shutil.copy(RESOURCES / "fonts" / BUNDLED_FONT, copy / "fonts")
    monkeypatch.setattr(paths, "resources_folder", lambda: copy)
    yield copy
    apply_theme(app, RESOURCES)


def told_by_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Start the window and return the sentences of the boxes that it showed instead."""
    told: list[str] = []
    monkeypatch.setattr(start, "tell_at_end", told.append)
    assert program.main(["--data-dir", str(folder)]) == 1
    return told


def test_a_missing_style_sheet_is_named(
    resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (resources / "theme" / "app.qss").unlink()
    (told,) = told_by_start(tmp_path / "数据", monkeypatch)
    assert "app.qss" in told
    assert "重新安装" in told
    app = QApplication.instance()
    assert app is not None
    assert app.findChild(QTranslator) is not None  # its button is in Chinese, too


def test_without_any_chinese_font_it_is_said_in_english(
    resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (resources / "fonts" / BUNDLED_FONT).unlink()
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    (told,) = told_by_start(tmp_path / "数据", monkeypatch)
    assert told.isascii()
    assert "install the program again" in told
