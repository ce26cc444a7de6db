"""A 方案 that is double-clicked opens in the window, also in one that is there already."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from PySide6.QtCore import QEventLoop, QProcess, QProcessEnvironment, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from township import Q1, ROOT, Town

from desktop_app.headless.command_line import FOR_THE_WINDOW
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.schemes.file import SUFFIX
from desktop_app.ui.context import Context
from desktop_app.ui.input_method import give_back, prepare_chinese_input
from desktop_app.ui.settings.own_scheme_dialog import SchemeDialog
from desktop_app.ui.start import prepare_window
from desktop_app.ui.window import MainWindow

LONGEST = 30_000  # milliseconds that another program may take to start on a busy computer


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.show()
    yield made
    take_down(made)


@pytest.fixture
def scheme(town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "邻 镇方案.DJFA"
    town.services.schemes.export(path)
    return path


def shown(window: MainWindow) -> list[SchemeDialog]:
    return [one for one in window.findChildren(SchemeDialog) if one.isVisible()]


def test_the_kind_of_file_is_that_of_schemes():
    assert FOR_THE_WINDOW == (SUFFIX,)


def test_what_a_scheme_would_change_is_shown_before_anything_is_taken(
    window: MainWindow, scheme: Path
):
    window.open_scheme(scheme)
    (dialog,) = shown(window)
    assert scheme.name in dialog.windowTitle()
    dialog.reject()


def test_a_file_that_is_not_there_or_no_scheme_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path
):
    empty = tmp_path / "空.djfa"
    empty.write_bytes(b"")
    for path in (tmp_path / "没有.djfa", empty):
        window.banner.hide()
        window.open_scheme(path)
        assert path.name in window.banner.text
        assert not shown(window)


def test_a_question_that_waits_is_answered_first(window: MainWindow, scheme: Path):
    question = QMessageBox(QMessageBox.Icon.Question, "问", "先答", parent=window)
    question.open()
    window.open_scheme(scheme)
    question.reject()
    assert "再双击一次" in window.banner.text
    assert not shown(window)


def test_a_second_start_hands_its_file_to_the_first_window(
    window: MainWindow, workplace: Workplace, scheme: Path, tmp_path: Path
):
    listener = prepare_window(window, workplace)
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    environment.insert("XDG_CONFIG_HOME", str(tmp_path / "设置"))
    process.setProcessEnvironment(environment)
    process.setWorkingDirectory(str(scheme.parent))
    loop = QEventLoop()
    process.finished.connect(lambda *_how: loop.quit())
    QTimer.singleShot(LONGEST, loop, loop.quit)
    folder = str(workplace.folder)
    process.start(sys.executable, [str(ROOT / "main.py"), scheme.name, "--data-dir", folder])
    loop.exec()
    assert process.exitCode() == 0, process.readAllStandardError().data().decode()
    (dialog,) = shown(window)
    assert scheme.name in dialog.windowTitle()
    dialog.reject()
    listener.close()


def test_programs_started_from_the_window_get_the_users_own_settings_back():
    own = {"QT_IM_MODULE": "fcitx", "QT_QPA_PLATFORM": "xcb"}
    environ = dict(own)
    before = prepare_chinese_input(environ, ["fcitx5"], "linux")
    assert environ["QT_IM_MODULE"] == "ibus"
    give_back(before, environ)
    assert environ == own
