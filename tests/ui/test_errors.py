"""Errors that nobody expected, at the window: told, logged without values, survived."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from closing import take_down
from page_driving import choose, enter, settle
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from township import Q1, ROOT, Town

from desktop_app.services.program.error_log import ERRORS, FILE_NAME, FOLDER
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame.about import AboutDialog
from desktop_app.ui.unexpected import catch_unexpected
from desktop_app.ui.window import MainWindow

SECRET = "王小明的秘密"


@pytest.fixture
def window(
    app: QApplication, town: Town, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as the start leaves it: errors are caught and logged."""
    for owner, name in (
        (sys, "excepthook"),
        (sys, "unraisablehook"),
        (threading, "excepthook"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    ERRORS.keep_in(workplace.folder)
    ERRORS._seen.clear()
    ERRORS._told.clear()
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    catch_unexpected(context.refused.emit, context)
    made.start()
    made.show_page("workbench")
    settle(context)
    yield made
    take_down(made)
    ERRORS.close()


def logged(workplace: Workplace) -> str:
    return (workplace.folder / FOLDER / FILE_NAME).read_text("utf-8")


def fail(*_arguments: object, **_named: object) -> None:
    raise ValueError(f"cannot take {SECRET!r}")


def sentences(window: MainWindow) -> list[str]:
    heard: list[str] = []
    window.context.refused.connect(heard.append)
    return heard


def test_what_a_page_typed_is_nowhere_in_the_log(
    window: MainWindow, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
):
    heard = sentences(window)
    services = window.context.services
    monkeypatch.setattr(type(services.ledgers), "save", fail)
    monkeypatch.setattr(type(services.office), "save_unit", fail)
    window.context.write(lambda: services.ledgers.save("exemplar", Q1, {"name": SECRET}))
    window.context.write(lambda: services.office.save_unit(Q1, SECRET))
    monkeypatch.setattr(type(services.pages), "search", fail)
    window.topbar.search_field.setFocus()
    enter(window.topbar.search_field, SECRET)
    QTest.keyClick(window.topbar.search_field, Qt.Key.Key_Return)
    settle(window.context)
    assert len(heard) == 3
    assert all("已有数据不受影响" in sentence for sentence in heard)
    assert not [sentence for sentence in heard if SECRET in sentence]
    assert SECRET not in logged(workplace)


def test_work_in_the_background_that_fails_is_told_and_logged_without_values(
    window: MainWindow, workplace: Workplace
):
    heard: list[str] = []
    window.context.tasks.run("test", fail, heard.append, heard.append)
    settle(window.context)
    assert heard == ["后台计算出错，已记入日志；可以继续使用，稍后再试。"]
    assert "background work" in logged(workplace)
    assert "builtins.ValueError" in logged(workplace)
    assert SECRET not in logged(workplace)


def test_memory_that_runs_out_in_the_background_is_told_as_such(window: MainWindow):
    def starve() -> None:
        raise MemoryError

    heard: list[str] = []
    window.context.tasks.run("test", starve, heard.append, heard.append)
    settle(window.context)
    assert "内存不够" in heard[0]


def test_a_slot_that_fails_leaves_window_and_data_as_they_are(
    window: MainWindow, workplace: Workplace, town: Town
):
    """Scenario 36 of robustness.md: an exception in a slot."""
    uid = town.row("theme_party_day", theme=SECRET, attendance=5)
    heard = sentences(window)
    box = QComboBox()
    box.addItems(["一", "二"])
    box.activated.connect(fail)
    choose(box, "二")
    assert len(heard) == 1
    assert "builtins.ValueError" in logged(workplace)
    assert SECRET not in logged(workplace)
    (row,) = town.services.ledgers.rows("theme_party_day", Q1)
    assert (row.uid, row.values["attendance"]) == (uid, 5)
    assert window.isVisible()
    take_down(box)


def test_an_error_that_comes_a_thousand_times_is_told_once(
    window: MainWindow, workplace: Workplace
):
    heard = sentences(window)
    timer = QTimer()
    timer.timeout.connect(fail)
    for _time in range(1000):
        timer.timeout.emit()
    QApplication.processEvents()
    assert len(heard) == 1
    assert len(logged(workplace)) < 3000
    assert "window: 1000 times ValueError" in logged(workplace)


def test_a_thread_that_fails_is_told_in_the_windows_own_thread(window: MainWindow):
    heard: list[threading.Thread] = []

    class Listener(QObject):
        def hear(self, _sentence: str) -> None:
            heard.append(threading.current_thread())

    listener = Listener(window)
    window.context.refused.connect(listener.hear)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert heard == []
    QApplication.processEvents()
    assert heard == [threading.main_thread()]


def test_an_error_with_a_known_reason_is_told_by_it(window: MainWindow):
    heard: list[str] = []
    catch_unexpected(heard.append, window, lambda _error: "磁盘已满。")
    timer = QTimer()
    timer.timeout.connect(fail)
    timer.timeout.emit()
    QApplication.processEvents()
    assert heard == ["磁盘已满。"]


def test_the_package_for_the_helper_is_one_button(window: MainWindow, tmp_path: Path):
    dialog = AboutDialog(window.context.services.writer.store.path.parent, window)
    dialog.show()
    assert dialog.package_button.isVisible()
    target = tmp_path / "诊断包.zip"
    dialog.save_package(target)
    assert dialog.told.text() == f"诊断包已保存到“{target}”。"
    with ZipFile(target) as package:
        facts = package.read("情况.txt").decode()
    assert "【窗口】\nQt：" in facts
    assert "张村" not in facts
    dialog.save_package(tmp_path / "没有这个文件夹" / "诊断包.zip")
    assert "不存在" in dialog.told.text()
    assert any("没有任何填写的内容" in label.text() for label in dialog.findChildren(QLabel))
    take_down(dialog)
