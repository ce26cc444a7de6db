"""The whole window without a mouse: every widget is reached, seen, and every key is told on F1."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from township import Q1, Q2, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog, key_text
from desktop_app.ui.frame import key_list, panes
from desktop_app.ui.tables.grid_keys import action_of
from desktop_app.ui.window import MainWindow

PAGES = [
    "workbench", "epidemic", "organization", "production", "integrity", "rectification",
    "report", "summary", "upper_forms", "settings", "change_log",
    "backups", "recycle_bin",
]  # fmt: skip
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    """A township with a little of everything, in a window of 1366 × 728."""
    services = town.services
    services.periods.open(Q2)
    deleted = town.row("theme_party_day", theme="春耕", attendance=40)
    services.ledgers.delete("theme_party_day", deleted)
    town.row("theme_party_day", theme="学雷锋", attendance=30)
    problem = services.rectification.save_problem(Q1, description="学习不经常")
    services.rectification.save_measure(Q1, heading="定期学习", problems=[problem])
    made = MainWindow(Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources")
    made.start()
    made.resize(1366, 728)
    made.activateWindow()
    made.context.data_changed.emit()  # the top bar knows by now what there is to undo
    assert QTest.qWaitForWindowActive(made)
    yield made
    take_down(made)


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__}({widget.accessibleName() or text})"


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_of_a_page_is_reached_by_tab_and_f6(window: MainWindow, page: str):
    window.show_page(page)
    settle(window.context)
    wanted = list(panes.focusable(window))
    window.navigation.setFocus()
    reached: set[QWidget] = set()
    for _ in range(3 * len(wanted)):
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        assert focus.isVisible()
        assert window.isAncestorOf(focus)
        reached.add(focus)
        press(Key.Key_Tab)
        if QApplication.focusWidget() is focus or isinstance(focus, QTableView):
            focus.setFocus()
            press(Key.Key_F6)  # a table keeps Tab for its cells
    missed = [name(widget) for widget in wanted if widget not in reached]
    assert missed == []
    assert window.banner.text == ""


@pytest.mark.parametrize("page", PAGES)
def test_one_sees_where_the_focus_is(window: MainWindow, page: str):
    window.show_page(page)
    settle(window.context)
    unseen = []
    for widget in list(panes.focusable(window)):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        with_focus = picture(widget)
        other = window.navigation if widget is not window.navigation else window.topbar.period_box
        other.setFocus()
        QApplication.processEvents()
        if picture(widget) == with_focus:
            unseen.append(name(widget))
    assert unseen == []


def picture(widget: QWidget) -> QImage:
    """The edge of a widget, or all of a list: a cursor in a text alone is too small to be seen."""
    image = widget.grab().toImage()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return image.copy(0, 0, image.width(), 4)
    return image


def test_f6_goes_round_all_parts_and_back(window: MainWindow):
    window.show_page("organization")
    settle(window.context)
    window.navigation.setFocus()
    visited = []
    for _ in range(12):
        visited.append(QApplication.focusWidget())
        press(Key.Key_F6)
    round_trip = visited.index(window.navigation, 1)
    page = window.page("organization")
    parts = visited[:round_trip]
    assert page.pane.view in parts  # type: ignore[attr-defined]
    assert window.topbar.previous_button not in parts  # there is no earlier quarter
    assert window.line.large_button not in parts
    assert window.demo_button not in parts
    assert round_trip >= 5
    window.navigation.setFocus()
    press(Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is parts[-1]


def test_alt_and_a_digit_go_to_the_pages_and_into_them(window: MainWindow):
    window.show_page("settings")
    assert window.navigation.keys() == PAGES
    for number, page in enumerate(PAGES[:10], 1):
        digit = Key(Key.Key_0 + number % 10)
        press(digit, ALT)
        settle(window.context)
        assert window.navigation.current() == page
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.stack.currentWidget().isAncestorOf(focus)


def test_arrows_in_the_navigation_change_pages_and_enter_goes_in(window: MainWindow):
    window.show_page("workbench")
    window.navigation.setFocus()
    press(Key.Key_Down)
    assert window.navigation.current() == "epidemic"
    assert QApplication.focusWidget() is window.navigation
    press(Key.Key_Return)
    assert window.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_quarters_by_page_keys(window: MainWindow):
    window.show_page("organization")
    window.navigation.setFocus()
    press(Key.Key_PageUp, CTRL)
    assert window.context.period == Q1
    press(Key.Key_PageDown, CTRL)
    assert window.context.period == Q2
    press(Key.Key_PageDown, CTRL)
    assert window.context.period == Q2


def test_ctrl_f_finds_where_one_is(window: MainWindow):
    window.show_page("organization")
    settle(window.context)
    page = window.page("organization")
    page.pane.view.setFocus()  # type: ignore[attr-defined]
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is page.search  # type: ignore[attr-defined]
    press(Key.Key_F, CTRL | SHIFT)
    assert QApplication.focusWidget() is window.topbar.search_field
    window.navigation.setFocus()
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is window.topbar.search_field
    window.show_page("settings")
    panes.go_into(window.page("settings"))
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is window.topbar.search_field


def test_ctrl_n_begins_a_row_from_anywhere_on_the_page(window: MainWindow):
    window.show_page("organization")
    settle(window.context)
    page = window.page("organization")
    page.tabs.setFocus()  # type: ignore[attr-defined]
    press(Key.Key_N, CTRL)
    assert page.pane.model.draft_row is not None  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is page.pane.view  # type: ignore[attr-defined]


def test_the_keys_of_tables_are_those_that_the_grid_takes(app: QApplication):
    """But for Esc, F2 and Space, which are Qt's own in every table."""
    for key in key_list.TABLE.keys:
        if key.keys in ("Esc", "F2", "Space"):
            continue
        pressed = QKeySequence(key.keys)[0]
        event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
        assert action_of(event)[0] is not None, key.keys


# ── the cheat sheet ──────────────────────────────────────────────────────────────────────────────


def live_keys(window: MainWindow) -> set[str]:
    """Every key that some shortcut of the window or of one of its pages has."""
    for page in PAGES:
        window.show_page(page)
    settle(window.context)
    keys = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    keys += [key for action in window.findChildren(QAction) for key in action.shortcuts()]
    return {key.toString() for key in keys if not key.isEmpty()}


def test_f1_names_every_key_there_is_and_no_other(window: MainWindow):
    listed = {
        QKeySequence(key.keys).toString()
        for place in key_list.places(window.navigation.labels())
        for key in place.keys
    }
    live = live_keys(window)
    assert live - listed - {"Ctrl+Return"} == set()
    made_by_shortcuts = {
        QKeySequence(key.keys).toString()
        for key in (
            *key_list.WINDOW,
            *key_list.page_keys(window.navigation.labels()),
            *(key for place in key_list.PAGES for key in place.keys if "+" in key.keys),
        )
        if key.keys not in ("Shift+Enter", "Alt+Enter", "Alt+Left", "Alt+Right")  # editors' own
    }
    assert made_by_shortcuts - live == set()


@pytest.fixture
def sheet(window: MainWindow) -> Iterator[ShortcutsDialog]:
    dialog = ShortcutsDialog(key_list.places(window.navigation.labels()), window)
    dialog.show()
    yield dialog
    dialog.close()


def test_f1_is_found_by_key_or_by_use(sheet: ShortcutsDialog):
    assert "到“设置”" in sheet.text.toPlainText()
    for words, expected in (("填充", "向下填充"), ("ctrl+d", "向下填充"), ("F6", "到下一块")):
        sheet.search.setText(words)
        text = sheet.text.toPlainText()
        assert expected in text
        assert "重做" not in text
    sheet.search.setText("没有这个")
    assert sheet.nothing.isVisible()


def test_f1_prints_on_one_page(sheet: ShortcutsDialog):
    assert sheet.sheet().pageCount() == 1
    assert "快捷键一览" in sheet.sheet().toPlainText()


def test_keys_read_as_on_the_keyboard():
    assert key_text("Ctrl+PgDown") == "Ctrl+PgDn"
    assert key_text("Alt+Up") == "Alt+↑"


def test_ctrl_z_in_an_untouched_field_of_a_form_undoes_the_last_step(window: MainWindow):
    window.show_page("settings", "office")
    settle(window.context)
    office = window.context.services.office
    window.context.write(lambda: office.save_office(plan_name="先锋计划"))
    editor = window.page("settings").office.form.editor("short_name")  # type: ignore[attr-defined]
    editor.setFocus()
    press(Key.Key_Z, CTRL)
    assert office.office().plan_name == "头雁计划"
    editor.setFocus()
    QTest.keyClicks(editor, "x")
    press(Key.Key_Z, CTRL)
    assert office.office().plan_name == "头雁计划"
    assert editor.text() == "青石镇"
