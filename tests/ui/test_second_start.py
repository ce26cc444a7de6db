"""A second start brings the first window to the front; without an answer it asks what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from PySide6.QtCore import QEventLoop, QProcess, QProcessEnvironment, Qt, QTimer
from PySide6.QtWidgets import QApplication
from township import FONTS, MIGRATIONS, Q1, Q2, ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Remedy
from desktop_app.ui.context import Context
from desktop_app.ui.safekeeping.restore_request import ask_for_restore
from desktop_app.ui.start import prepare_window, run_window
from desktop_app.ui.starting import first_window
from desktop_app.ui.starting.first_window import call_first_window
from desktop_app.ui.starting.opening import open_or_ask
from desktop_app.ui.starting.start_page import StartPage
from desktop_app.ui.window import MainWindow

LONGEST = 30_000  # milliseconds that another program may take to start on a busy computer


@pytest.fixture
def window(app: QApplication, workplace: Workplace, services: Services) -> Iterator[MainWindow]:
    services.periods.open(Q1)
    made = MainWindow(Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources")
    yield made
    take_down(made)


def start_program(folder: Path, config: Path) -> QProcess:
    """Run the program a second time until it ends, while this one goes on answering."""
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    environment.insert("XDG_CONFIG_HOME", str(config))
    environment.insert("PYTHONIOENCODING", "utf-8")
    process.setProcessEnvironment(environment)
    loop = QEventLoop()
    process.finished.connect(lambda *_how: loop.quit())
    QTimer.singleShot(LONGEST, loop, loop.quit)
    process.start(sys.executable, [str(ROOT / "main.py"), "--data-dir", str(folder)])
    loop.exec()
    if process.state() is not QProcess.ProcessState.NotRunning:
        process.kill()
        process.waitForFinished()
    return process


def test_a_second_start_shows_the_first_window_and_ends_well(
    window: MainWindow, workplace: Workplace, tmp_path: Path
):
    first = prepare_window(window, workplace)
    window.showMinimized()
    process = start_program(workplace.folder, tmp_path / "设置")
    assert process.exitCode() == 0, process.readAllStandardError().data().decode()
    assert "已经打开" in process.readAllStandardOutput().data().decode()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
    assert "就是这个窗口" in window.statusBar().currentMessage()
    first.close()


def test_where_nobody_answers_it_can_be_opened_to_read(
    app: QApplication, workplace: Workplace, services: Services
):
    services.periods.open(Q1)
    second = Workplace(workplace.folder, MIGRATIONS)
    said: list[str] = []

    def leave(page: StartPage) -> None:
        said.append(page.sentence.text())
        assert Remedy.READ in page.buttons

    assert open_or_ask(second, lambda _place: services, leave) is None
    assert "正在使用" in said[0]
    second.close()


def test_a_restore_that_the_window_asks_for_comes_between_two_windows(
    app: QApplication, workplace: Workplace, services: Services, monkeypatch
):
    services.periods.open(Q1)
    backup = workplace.backups.make()
    services.periods.open(Q2)
    workplace.close()
    shown: list[MainWindow] = []
    said: list[str] = []
    seen: list[list[str]] = []

    def run() -> int:
        found = [one for one in app.topLevelWidgets() if isinstance(one, MainWindow)]
        (window,) = (one for one in found if one.isVisible())
        seen.append([period.code for period in window.context.services.periods.all()])
        said.append(window.banner.text)
        shown.append(window)
        if len(shown) == 1:
            ask_for_restore(backup)
        window.close()
        return 0

    monkeypatch.setattr(QApplication, "exec", run)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert run_window(workplace, ROOT / "resources", services_of) == 0
    assert seen == [["2020Q1", "2020Q2"], ["2020Q1"]]
    take_down(shown[-1])
    assert said[0] == ""
    assert "恢复以前的数据另存为" in said[1]


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def test_without_qt_s_network_library_the_window_opens_all_the_same(
    window: MainWindow, workplace: Workplace, monkeypatch
):
    monkeypatch.setattr(first_window, "CAN_CALL", False)
    first = prepare_window(window, workplace)
    assert not call_first_window(workplace.folder)
    first.close()
