"""Which quarter: opening another one, also an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Q2, ROOT, Town

from desktop_app.core.periods import Period
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.window import MainWindow

BEFORE = Period.parse("2019Q4")


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.show_page("workbench")
    made.activateWindow()
    made.context.data_changed.emit()
    assert QTest.qWaitForWindowActive(made)
    settle(made.context)
    yield made
    take_down(made)


def press_new(window: MainWindow) -> None:
    window.topbar.open_button.click()
    QApplication.processEvents()


def test_the_next_quarter_is_proposed_and_says_what_it_takes_over(window: MainWindow):
    assert window.topbar.open_button.text() == "新建2020年第二季度"
    press_new(window)
    dialog = window.topbar.asking
    assert dialog.period == Q2
    assert "沿用2020年第一季度的填报单位" in dialog.words.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.context.period == Q2
    assert window.topbar.period_box.currentText() == "2020年第二季度"


def test_an_earlier_quarter_is_opened_from_the_same_button(window: MainWindow):
    press_new(window)
    dialog = window.topbar.asking
    dialog.activateWindow()
    QTest.keyClicks(dialog.choice.year, "2020")
    assert dialog.period is None or dialog.period == Q2
    dialog.choice.quarter.setCurrentIndex(0)
    assert not dialog.begin.isEnabled()
    assert "已经有了" in dialog.words.text()
    dialog.choice.year.selectAll()
    QTest.keyClicks(dialog.choice.year, "2019")
    dialog.choice.quarter.setCurrentIndex(3)
    assert dialog.period == BEFORE
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    services = window.context.services
    assert services.periods.all() == [BEFORE, Q1]
    assert window.context.period == BEFORE
    assert services.office.units(BEFORE)[0].name == "张村"
    window.undo()
    assert services.periods.all() == [Q1]
    assert window.context.period == Q1


def test_from_an_older_quarter_the_one_before_it_is_proposed(window: MainWindow):
    window.topbar.open_quarter(Q2)
    window.topbar.step_quarter(-1)
    assert window.topbar.open_button.text() == "新建其他季度…"
    QTest.keyClick(
        window,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = window.topbar.asking
    assert dialog.period == BEFORE
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.context.services.periods.all() == [Q1, Q2]
