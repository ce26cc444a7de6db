"""The application of all window tests, drawn without a display; whatever Qt warns of is a fault."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop_app import paths
from desktop_app.ui.theme import apply_theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WINDOWS = {Qt.WindowType.Window, Qt.WindowType.Dialog}
NOISE = "This plugin does not support "  # the offscreen platform, of what only a display can do


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The application in our look, one for all tests."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, RESOURCES)
    return application


@pytest.fixture(autouse=True)
def qt_warnings() -> Iterator[list[str]]:
    """What Qt says is wrong, as it says it; a test at whose end something is left fails."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and NOISE not in message:
            said.append(message)

    before = qInstallMessageHandler(listen)
    yield said
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(autouse=True)
def nobodys_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the record of the folders last used, which is the user's own, out of the tests."""
    monkeypatch.setattr(paths, "known_places_file", lambda: tmp_path / "用过的文件夹.json")


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Take cyclic garbage apart in this thread alone, as `ui/collecting` does in the program."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_lingers(qt_warnings: list[str]) -> Iterator[None]:
    """Delete what a test left on screen: each later change of look, type or focus walks over it.

    Nothing is closed, for a window that is closed may ask something; lists that pop up belong to
    their fields, which delete them.
    """
    before = set(QApplication.topLevelWidgets())
    yield
    for widget in QApplication.topLevelWidgets():
        if widget not in before and widget.parent() is None and widget.windowType() in WINDOWS:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
