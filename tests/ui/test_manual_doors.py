"""How one gets to the manual from the window: F1, the button, a figure's dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.window import MainWindow


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    """A small township's window."""
    town.row("theme_party_day", theme="学雷锋", attendance=30)
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    take_down(made)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("workbench", "工作台：填各村报来的合计数"),
        ("organization", "基层党建"),
        ("report", "报告编制"),
        ("recycle_bin", "备份与恢复"),
    ],
)
def test_f1_explains_the_page_that_is_shown(window: MainWindow, page: str, title: str):
    window.show_page(page)
    settle(window.context)
    QTest.keyClick(window, Qt.Key.Key_F1)

    manual = window.manual.manual()
    assert manual.isVisible()
    assert manual.reader.toPlainText().startswith(title)


def test_ctrl_f1_shows_the_keys(window: MainWindow):
    seen: list[str] = []

    def close_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ShortcutsDialog)
        seen.append(dialog.text.toPlainText())
        dialog.reject()

    QTimer.singleShot(0, close_it)
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)

    assert "打开使用手册" in seen[0]


def test_the_button_at_the_foot_opens_it_and_the_window_takes_it_along(window: MainWindow):
    window.line.manual_button.click()
    manual = window.manual.manual()
    assert manual.isVisible()

    window.close()
    assert not manual.isVisible()


def test_a_figure_s_dialog_leads_to_how_it_is_counted(window: MainWindow):
    page = window.page("organization")
    assert isinstance(page, AreaPage)
    settle(window.context)

    def ask() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FigureRowsDialog)
        dialog.definition_button.click()

    QTimer.singleShot(0, ask)
    page.show_figure("organization.party_days")

    manual = window.manual.manual()
    assert manual.isVisible()
    assert manual.reader.textCursor().block().text() == "主题党日（次）"
