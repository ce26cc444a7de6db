"""Undoing in the whole window: where one is led, what the button names, what is listed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Q2
from window_driving import KEY, attendance, open_window, type_cell, with_villages

from desktop_app.services.assembly import Services
from desktop_app.services.own.records import OwnAreaRecord
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.dialogs.undo_steps import UndoStepsDialog
from desktop_app.ui.window import MainWindow


@pytest.fixture
def window(app: QApplication, workplace: Workplace, services: Services) -> Iterator[MainWindow]:
    made = open_window(services, workplace)
    yield made
    take_down(made)


@pytest.fixture
def villages(window: MainWindow) -> MainWindow:
    return with_villages(window)


def test_undo_shows_the_row_that_changed(villages: MainWindow):
    services = villages.context.services
    uid = attendance(villages)
    services.ledgers.save("theme_party_day", Q1, {"attendance": 9}, uid=uid)
    villages.topbar.open_quarter(Q2)
    villages.context.show_unit("李村")
    services.history.undo()  # the quarter again, so that the change of the row is next
    villages.context.data_changed.emit()
    villages.show_page("summary")
    villages.undo()
    assert villages.navigation.currentItem().text() == "基层党建"
    assert villages.context.unit == ""
    pane = villages.page("organization").pane  # type: ignore[attr-defined]
    assert pane.spec.key == "theme_party_day"
    assert pane.chosen()[0].uid == uid
    assert pane.chosen()[0].values["attendance"] == 5
    told = villages.statusBar().currentMessage()
    assert told == "已撤销：修改主题党日；再按 Ctrl+Z 撤销“新增主题党日”"


def test_undo_goes_back_to_the_quarter_where_it_was(villages: MainWindow):
    villages.context.services.periods.open(Q2)
    attendance(villages)
    villages.context.show_period(Q2)
    villages.undo()
    assert villages.context.period == Q1
    assert villages.navigation.currentItem().text() == "基层党建"


def test_a_cell_of_the_matrix_is_undone_in_the_matrix(villages: MainWindow):
    type_cell(villages, "张村", KEY, "86", Qt.Key.Key_Return)
    villages.undo()
    assert villages.navigation.currentItem().text() == "本季工作台"


def test_the_undo_button_names_what_comes_next(villages: MainWindow):
    attendance(villages)
    button = villages.topbar.undo_button
    assert button.toolTip().startswith("撤销：新增主题党日（Ctrl+Z）")
    for _ in range(9):
        villages.undo()
    assert "这是唯一的一个季度" in villages.banner.text
    assert villages.topbar.redo_button.isEnabled()


def test_the_menu_beside_undo_takes_several_steps_back(villages: MainWindow):
    for number in (1, 2, 3):
        attendance(villages, number=number)
    button = villages.topbar.undo_button
    button.steps.aboutToShow.emit()
    actions = [action for action in button.steps.actions() if action.data()]
    names = [action.text().partition("　")[0] for action in actions]
    assert names[:3] == ["新增主题党日"] * 3
    assert "张村 · 主题党日 · 2020年第一季度\t今天 " in actions[0].text()
    assert actions[1].toolTip() == "撤销这一步和它后面的，共2步"
    actions[1].trigger()
    figures = villages.context.services.figures
    assert figures.figures(Q1)[KEY].value == 1
    assert "已撤销2步，到“新增主题党日”为止" in villages.statusBar().currentMessage()
    villages.redo()
    assert figures.figures(Q1)[KEY].value == 3
    assert "再按 Ctrl+Y 重做“新增主题党日”" in villages.statusBar().currentMessage()


def test_all_steps_are_listed_and_the_chosen_ones_marked(
    villages: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    for number in (1, 2, 3):
        attendance(villages, number=number)

    def choose_the_second(dialog: UndoStepsDialog) -> int:
        assert dialog.button.text() == "撤销这一步"
        dialog.table.setCurrentIndex(dialog.table.model().index(1, 0))
        assert dialog.button.text() == "撤销这2步"
        rows = {index.row() for index in dialog.table.selectedIndexes()}
        assert rows == {0, 1}
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(UndoStepsDialog, "exec", choose_the_second)
    villages.topbar.undo_button.steps_asked.emit()
    assert villages.context.services.figures.figures(Q1)[KEY].value == 1


def test_the_bin_is_next_to_undo_and_at_the_foot_of_the_navigation(villages: MainWindow):
    button = villages.topbar.undo_button
    button.steps.aboutToShow.emit()
    button.steps.actions()[-1].trigger()
    assert villages.navigation.currentItem().text() == "回收站"
    assert villages.navigation.currentRow() == villages.navigation.count() - 1


def test_pages_can_be_changed_after_an_area_was_added_in_the_settings(
    window: MainWindow, caplog: pytest.LogCaptureFixture
):
    window.show_page("settings")
    window.show_page("report")  # its checks are awaited while its page goes away
    window.show_page("settings")
    services = window.context.services
    window.context.write(lambda: services.own_areas.save_area(OwnAreaRecord("防汛备汛")))
    for page in ("report", "workbench", "settings", "organization"):
        window.show_page(page)
        settle(window.context)
        assert window.banner.text == ""
    assert caplog.records == []
