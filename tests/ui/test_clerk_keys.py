"""A clerk with the keyboard alone: Enter, Esc, Ctrl+Tab, and what a key leads to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import monotonic

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.frame import key_list
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.window import MainWindow

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    town.row("theme_party_day", theme="学雷锋", attendance=30)
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.resize(1366, 728)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    take_down(made)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def put_focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()


# ── Enter ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_focus(window: MainWindow, key: Qt.Key):
    page = window.page("workbench")
    settle(window.context)
    put_focus(page.side.copy_button)  # type: ignore[attr-defined]
    QApplication.clipboard().clear()
    press(key)
    assert QApplication.clipboard().text() == "李村、河湾社区"


def test_in_a_dialog_enter_presses_that_button_and_not_the_default_one(window: MainWindow):
    first = FirstStart(date(2020, 4, 2), window)
    first.show()
    first.activateWindow()
    demo = next(one for one in first.findChildren(QPushButton) if one.text() == "先看演示")
    put_focus(demo)
    press(Key.Key_Return)
    assert first.wants_demo
    take_down(first)


def test_ctrl_enter_adds_the_units_that_were_typed(window: MainWindow):
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_item("units")
    put_focus(page.units.names)
    QTest.keyClicks(page.units.names, "A1")
    press(Key.Key_Return, CTRL)
    names = [unit.name for unit in window.context.services.office.units(Q1)]
    assert "A1" in names
    assert page.units.names.toPlainText() == ""


def test_enter_goes_through_the_office_form(window: MainWindow):
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_item("office/guideline")
    form = page.office.form
    assert QApplication.focusWidget() is form.editor("guideline")
    assert "如：" in form.editor("guideline").placeholderText()  # type: ignore[union-attr]
    assert "如：" in form.editor("plan_name").placeholderText()  # type: ignore[union-attr]
    form.editor("guideline").selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(form.editor("guideline"), "abc")
    press(Key.Key_Return)
    office = window.context.services.office
    assert office.office().guideline == "abc"
    assert QApplication.focusWidget() is form.editor("plan_name")
    press(Key.Key_Return, SHIFT)
    assert QApplication.focusWidget() is form.editor("guideline")
    press(Key.Key_Return, ALT)
    assert "\n" in form.editor("guideline").toPlainText()  # type: ignore[union-attr]


# ── Esc, F1 ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["workbench", "organization", "settings", "report"])
def test_esc_closes_the_banner_from_where_one_works(window: MainWindow, page: str):
    window.show_page(page)
    settle(window.context)
    window._enter_page()
    window.context.refused.emit("没有保存")
    assert window.banner.text == "没有保存"
    press(Key.Key_Escape)
    assert window.banner.text == ""


def test_the_key_sheet_scrolls_while_its_search_field_has_the_focus(window: MainWindow):
    sheet = ShortcutsDialog(key_list.places(window.navigation.labels()), window)
    sheet.resize(700, 300)
    sheet.show()
    sheet.activateWindow()
    put_focus(sheet.search)
    press(Key.Key_PageDown)
    assert sheet.text.verticalScrollBar().value() > 0
    press(Key.Key_PageUp)
    assert sheet.text.verticalScrollBar().value() == 0
    take_down(sheet)


# ── ledgers ──────────────────────────────────────────────────────────────────────────────────────


def test_ctrl_tab_goes_round_the_ledgers_from_anywhere_on_the_page(window: MainWindow):
    page = window.page("organization")
    assert isinstance(page, AreaPage)
    settle(window.context)
    keys = [ledger.key for ledger in page.area.ledgers]
    for start in (page.pane.view, page.search, page.tabs):
        page.tabs.setCurrentIndex(0)
        put_focus(start)
        press(Key.Key_Tab, CTRL)
        assert page.pane.spec.key == keys[1]
        assert page.area.ledgers[1].label in window.statusBar().currentMessage()
        assert page.isAncestorOf(QApplication.focusWidget())
        press(Key.Key_Backtab, CTRL | SHIFT)
        press(Key.Key_Backtab, CTRL | SHIFT)
        assert page.pane.spec.key == keys[-1]
    assert QApplication.focusWidget() is page.pane.view


def test_an_area_that_is_opened_again_says_which_ledger_is_in_front(window: MainWindow):
    page = window.page("organization")
    assert isinstance(page, AreaPage)
    page.tabs.setCurrentIndex(2)
    window.show_page("workbench")
    window.show_page("organization")
    assert f"“{page.area.ledgers[2].label}”" in window.statusBar().currentMessage()


# ── the start ────────────────────────────────────────────────────────────────────────────────────


def test_after_the_start_one_types_into_the_matrix(window: MainWindow):
    end = monotonic() + 10
    while window.stack.page() is None and monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    settle(window.context)
    page = window.stack.page()
    assert page is not None
    assert QApplication.focusWidget() is page.view  # type: ignore[attr-defined]
    assert page.view.currentIndex().isValid()  # type: ignore[attr-defined]
