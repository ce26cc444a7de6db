"""F6 lands where one works; the buttons of the workbench and of the quarter have keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from township import Q1, Q2, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame import key_list
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.window import MainWindow
from desktop_app.ui.workbench import exchange_bar

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    """Theme days of two villages, in a window of 1366 × 728."""
    town.row("theme_party_day", theme="春耕", attendance=40)
    town.row("theme_party_day", theme="学雷锋", attendance=30)
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.resize(1366, 728)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    settle(context)
    yield made
    take_down(made)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(), key, held)
    QApplication.processEvents()


def days(window: MainWindow) -> AreaPage:
    """基层党建 with its theme days in front."""
    page = window.page("organization")
    assert isinstance(page, AreaPage)
    keys = [ledger.key for ledger in page.area.ledgers]
    page.tabs.setCurrentIndex(keys.index("theme_party_day"))
    settle(window.context)
    return page


def test_f6_enters_a_table_at_its_first_row_and_the_form_at_its_first_field(window: MainWindow):
    page = days(window)
    page.tabs.setFocus()
    press(Key.Key_F6)
    view = page.pane.view
    assert focus() is view
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 0)
    view.go_to(1, 2)
    press(Key.Key_F6)
    assert focus() is page.pane.form.editor("unit")
    press(Key.Key_F6, SHIFT)
    assert focus() is view
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 2)


def test_f6_never_stops_on_what_clears_the_data(window: MainWindow):
    days(window)
    window.demo_button.show()
    window.navigation.setFocus()
    stops = []
    for _ in range(12):
        press(Key.Key_F6)
        stops.append(focus())
    assert window.demo_button.isVisible()
    assert window.demo_button not in stops
    assert any(window.line.isAncestorOf(stop) for stop in stops)
    window.navigation.setFocus()
    press(Key.Key_F6, SHIFT)
    assert focus() is window.line.backup


def test_above_the_table_f6_stops_at_the_ledgers(window: MainWindow):
    days(window)
    window.topbar.period_box.setFocus()
    press(Key.Key_F6)
    assert isinstance(focus(), QTabBar)


def test_tab_goes_through_the_fields_of_a_row_before_its_buttons(window: MainWindow):
    page = days(window)
    page.pane.view.go_to(0, 0)
    form = page.pane.form
    form.editor("unit").setFocus()
    visited = []
    for _ in range(20):
        visited.append(focus())
        press(Key.Key_Tab)
    assert visited.index(form.editor("counted")) < visited.index(form.add_button)


def test_the_cards_of_figures_come_before_the_ledgers_and_arrows_go_between(window: MainWindow):
    page = days(window)
    cards = list(page.strip._cards.values())
    page.tabs.setFocus()
    press(Key.Key_Tab, SHIFT)
    assert focus() is cards[-1]
    seen = page.strip.viewport().rect()
    place = cards[-1].mapTo(page.strip.viewport(), cards[-1].rect().center())
    assert seen.contains(place)
    press(Key.Key_Left)
    assert focus() is cards[-2]
    cards[0].setFocus()
    press(Key.Key_Left)
    assert focus() is cards[0]


def test_every_page_has_a_key_and_its_tooltip_names_it(window: MainWindow):
    keys = window.navigation.keys()
    assert len(key_list.page_keys(window.navigation.labels())) == len(keys)
    window.navigation.setFocus()
    press(Key.Key_Minus, ALT)
    assert window.navigation.current() == "change_log"
    row = keys.index("change_log")
    assert "Alt+-" in window.navigation.item(row).toolTip()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_ctrl_and_a_digit_press_the_buttons_of_the_workbench(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, number: int
):
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    settle(window.context)
    pressed: list[str] = []
    buttons = page.exchange.findChildren(exchange_bar.QPushButton)
    for button in buttons:
        button.clicked.disconnect()
        button.clicked.connect(lambda _checked=False, button=button: pressed.append(button.text()))
    page.view.setFocus()
    press(Key(Key.Key_0 + number), CTRL)
    assert pressed == [buttons[number - 1].text()]
    assert f"Ctrl+{number}" in buttons[number - 1].toolTip()
    window.show_page("summary")
    window.navigation.setFocus()
    press(Key(Key.Key_0 + number), CTRL)
    assert len(pressed) == 1


def test_ctrl_shift_n_asks_which_quarter_to_open(window: MainWindow):
    window.navigation.setFocus()
    press(Key.Key_N, CTRL | SHIFT)
    asking = window.topbar.asking
    assert asking.isVisible()
    assert asking.period == Q2
    asking.accept()
    assert window.context.period == Q2
    window.context.show_period(Q1)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.navigation.setFocus()
    press(Key.Key_N, CTRL | SHIFT)
    assert window.topbar.asking.period == Q1.previous
    window.topbar.asking.reject()
    assert window.context.services.periods.all() == [Q1, Q2]
