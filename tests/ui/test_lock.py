"""密码锁 as a clerk meets it: set in 设置, asked for at the start, over the window when idle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from page_driving import choose, click, enter, settle
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout
from township import Q1, ROOT, Town

from desktop_app.services.program import start_lock
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.lock.guarding import ask_at_start, guard_window
from desktop_app.ui.lock.lock_dialog import TITLE, LockDialog
from desktop_app.ui.lock.window_lock import WindowLock
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.window import MainWindow

PASSWORD = "qingshi2020"


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch):
    """What a password costs is proved with the start lock; here it would be a third of the time."""
    monkeypatch.setattr(start_lock, "_COST", 2**4)


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    """The window over the township, guarded as the start does it."""
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    guard_window(made, workplace.folder, made.stack.leave)
    made.start()
    made.show_page("settings", "lock")
    settle(context)
    yield made
    guard(made).watch.watch(0)
    take_down(made)


def guard(window: MainWindow) -> WindowLock:
    found = WindowLock.of(window)
    assert found is not None
    return found


def folder_of(window: MainWindow) -> Path:
    return window.context.services.writer.store.path.parent


def lock(window: MainWindow) -> WindowLock:
    """Set a password and lock as the idle minutes do."""
    StartLock(LocalSettings(folder_of(window))).set_password(PASSWORD, PASSWORD)
    found = guard(window)
    found.watch.idle.emit()
    QApplication.processEvents()
    assert found.is_locked
    return found


def settings_page(window: MainWindow) -> SettingsPage:
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def unlock(found: WindowLock) -> None:
    assert found.dialog is not None
    enter(found.dialog.page.field, PASSWORD)
    QTest.keyClick(found.dialog.page.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not found.is_locked


def picture(window: QDialog | MainWindow) -> QImage:
    return window.grab().toImage()


def test_a_password_is_set_changed_and_removed_in_the_settings(
    window: MainWindow, workplace: Workplace
):
    tab = settings_page(window).lock
    kept = StartLock(LocalSettings(workplace.folder))
    assert not tab.old.isVisible()
    assert not tab.minutes.isEnabled()
    tab.new.setFocus()
    enter(tab.new, PASSWORD)
    enter(tab.again, "qingshi2021")
    QTest.keyClick(tab.again, Qt.Key.Key_Return)
    assert "不一样" in tab.reason.text()
    assert not kept.is_set
    tab.again.clear()
    enter(tab.again, PASSWORD)
    click(tab.set_button)
    assert kept.is_set
    assert tab.new.text() == tab.again.text() == ""
    assert window.statusBar().currentMessage() == "密码已设好，下次打开程序时要输入"
    choose(tab.minutes, "10分钟没有动就锁定")
    assert kept.minutes == 10
    assert guard(window).watch.timer.isActive()
    assert guard(window).watch.timer.interval() == 600_000
    enter(tab.old, "wrong")
    click(tab.remove_button)
    assert tab.reason.text() == "原密码不对。"
    tab.old.clear()
    enter(tab.old, PASSWORD)
    click(tab.remove_button)
    assert not kept.is_set
    assert not guard(window).watch.timer.isActive()


def test_nothing_can_be_read_behind_the_lock_and_all_is_there_again_after_it(window: MainWindow):
    window.show_page("workbench")
    settle(window.context)
    title = window.windowTitle()
    found = lock(window)
    covered = picture(window)
    assert window.windowTitle() == TITLE
    for label in window.findChildren(QLabel):
        label.setText("秘密" * 20)
    window.setWindowTitle("党建季报（演示数据）")
    QApplication.processEvents()
    assert picture(window) == covered
    window.resize(window.width() + 100, window.height() + 50)
    QApplication.processEvents()
    assert picture(window).pixel(3, window.height() - 3) == covered.pixel(3, 3)
    assert window.windowTitle() == TITLE
    assert QApplication.activeModalWidget() is found.dialog
    unlock(found)
    assert window.windowTitle() == "党建季报（演示数据）" != title
    assert picture(window) != covered


def test_what_is_being_typed_is_saved_before_the_lock(window: MainWindow):
    page = settings_page(window)
    window.show_page("settings", "office")
    editor = page.office.form.editor("plan_name")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    enter(editor, "领航计划")
    found = lock(window)
    assert window.context.services.office.office().plan_name == "领航计划"
    unlock(found)
    assert window.focusWidget() is editor


def test_saving_goes_on_behind_the_lock(window: MainWindow):
    found = lock(window)
    covered = picture(window)
    services = window.context.services
    window.context.write(lambda: services.office.save_unit(Q1, "赵村"), "已保存")
    done: list[int] = []
    window.context.tasks.run("test", lambda: 7, done.append, lambda _reason: None)
    settle(window.context)
    assert done == [7]
    assert len(services.office.units(Q1)) == 5
    assert picture(window) == covered
    unlock(found)


def test_dialogs_are_covered_too_and_stay_open(window: MainWindow):
    dialog = QDialog(window)
    dialog.setWindowTitle("秘密")
    QVBoxLayout(dialog).addWidget(QLabel("秘密"))
    dialog.open()
    QApplication.processEvents()
    found = lock(window)
    assert dialog.windowTitle() == TITLE
    assert QApplication.activeModalWidget() is found.dialog
    later = QDialog(window)
    later.setWindowTitle("后来打开的")
    later.setModal(True)
    later.show()
    QApplication.processEvents()
    assert later.windowTitle() == TITLE
    assert QApplication.activeModalWidget() is found.dialog
    unlock(found)
    assert dialog.isVisible()
    assert (dialog.windowTitle(), later.windowTitle()) == ("秘密", "后来打开的")
    take_down(later, dialog)


def test_escape_and_closing_open_nothing(window: MainWindow):
    found = lock(window)
    assert found.dialog is not None
    QTest.keyClick(found.dialog, Qt.Key.Key_Escape)
    found.dialog.close()
    enter(found.dialog.page.field, "wrong")
    click(found.dialog.page.open_button)
    assert found.is_locked
    assert found.dialog.isVisible()
    assert "密码不对" in found.dialog.page.reason.text()
    assert found.dialog.page.field.text() == ""
    unlock(found)


def test_after_wrong_tries_one_waits_and_then_may_try_again(window: MainWindow):
    found = lock(window)
    assert found.dialog is not None
    page = found.dialog.page
    for _try in range(3):
        enter(page.field, "wrong")
        QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert "请等2秒再试" in page.reason.text()
    assert not page.field.isEnabled()
    page._lock._next_try = 0.0
    page._ticking.timeout.emit()
    assert page.reason.text() == "现在可以再试。"
    unlock(found)


def test_a_key_makes_the_idle_minutes_start_anew(window: MainWindow):
    watch = guard(window).watch
    watch.watch(5)
    watch.timer.start(100_000)
    QTest.keyClick(settings_page(window).lock.new, Qt.Key.Key_A)
    assert watch.timer.remainingTime() > 99_000
    watch.timer.stop()
    QTest.mouseMove(window)
    QTest.mouseClick(settings_page(window).lock, Qt.MouseButton.LeftButton)
    assert watch.timer.isActive()


def test_without_a_password_nothing_is_ever_locked(window: MainWindow):
    guard(window).watch.idle.emit()
    assert not guard(window).is_locked


def at_start(act: object) -> None:
    """Do something with the dialog that the start opens, as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LockDialog)
        act(dialog)  # type: ignore[operator] # a function

    QTimer.singleShot(0, QCoreApplication.instance(), look)


def test_the_start_asks_where_a_password_is_set(app: QApplication, workplace: Workplace):
    assert ask_at_start(workplace.folder)
    StartLock(LocalSettings(workplace.folder)).set_password(PASSWORD, PASSWORD)

    def type_it(dialog: LockDialog) -> None:
        assert "没有加密" in " ".join(label.text() for label in dialog.findChildren(QLabel))
        enter(dialog.page.field, PASSWORD)
        QTest.keyClick(dialog.page.field, Qt.Key.Key_Return)

    at_start(type_it)
    assert ask_at_start(workplace.folder)
    at_start(lambda dialog: click(dialog.page.leave_button))
    assert not ask_at_start(workplace.folder)
