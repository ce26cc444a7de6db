"""回收站 on screen: found, restored by mouse or keyboard, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from area_driving import until
from closing import take_down
from page_driving import choose, click, opened, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Q2, Town

from desktop_app.services.ledgers.recycle_bin import BinQuery
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.recycle_bin_page import RecycleBinPage

DAY, VISIT = "theme_party_day", "help_visit"


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[RecycleBinPage]:
    """Three deleted theme days of 张村 and a visit of 李村."""
    for theme in ("春耕", "学雷锋", "植树"):
        town.services.ledgers.delete(DAY, town.row(DAY, theme=theme, attendance=5))
    town.services.ledgers.delete(VISIT, town.row(VISIT, "李村", people=7))
    town.services.periods.open(Q2)
    made = RecycleBinPage(Context(town.services, workplace.store.reading, Q1))
    opened(made)
    yield made
    take_down(made)


def column(page: RecycleBinPage, place: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_the_newest_stands_first_and_says_how_it_went(page: RecycleBinPage):
    assert column(page, 1) == ["走访帮扶", "主题党日", "主题党日", "主题党日"]
    assert column(page, 3) == ["李村", "张村", "张村", "张村"]
    assert column(page, 5)[0] == "删除走访帮扶"
    assert column(page, 0)[0].startswith("今天 ")
    assert page.state.text() == "共4行"
    assert not page.people.isVisible()  # one person has nobody to be told from


def test_it_is_narrowed_by_kind_quarter_and_words(page: RecycleBinPage):
    choose(page.kinds, "主题党日")
    assert len(column(page, 1)) == 3
    choose(page.periods, "2020年第二季度")
    assert column(page, 1) == []
    assert not page.table.isVisible()
    choose(page.periods, "全部报告期")
    choose(page.since, "今天")
    QTest.keyClicks(page.search, "5")
    page.search.setText("雷锋")
    until(lambda: column(page, 4) == ["学雷锋，次数1次，参加5人次"])


def test_enter_restores_the_row_and_a_second_enter_nothing_else(page: RecycleBinPage):
    told: list[str] = []
    page.context.told.connect(told.append)
    page.table.setFocus()
    page.table.selectRow(1)
    assert page.restore_button.text() == "恢复选中的1行"
    for _press in ("the one that is meant", "the one too many"):
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        settle(page.context)
    assert [row.values["theme"] for row in page.context.services.ledgers.rows(DAY, Q1)] == ["植树"]
    assert told == [
        "已恢复1行，按 Ctrl+Z 可以撤销",
        "先选中要恢复的行，可以按住 Ctrl 或 Shift 选几行。",
    ]
    assert page.table.hasFocus()
    assert page.chosen() == []
    assert len(column(page, 1)) == 3
    QTest.keyClick(page.table, Qt.Key.Key_Down)  # from where the restored row stood
    assert [uid for _kind, uid in page.chosen()] == [page_row(page, 1)]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert column(page, 4) == ["帮助7名", "春耕，次数1次，参加5人次"]


def page_row(page: RecycleBinPage, place: int) -> str:
    return page.context.services.recycle_bin.content(BinQuery()).rows[place].uid


def test_what_was_undone_is_shown_by_a_tick(page: RecycleBinPage, town: Town):
    town.row(DAY, theme="打字时误填")
    town.services.history.undo()
    page.context.data_changed.emit()
    assert page.state.text() == "共4行"
    QTest.keyClick(page.undone, Qt.Key.Key_Space)
    assert page.state.text() == "共5行"
    assert column(page, 5)[0] == "撤销：新增主题党日"
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert town.services.ledgers.rows(DAY, Q1)[0].values["theme"] == "打字时误填"


def test_several_rows_are_restored_by_the_button(page: RecycleBinPage):
    page.table.selectAll()
    click(page.restore_button)
    assert column(page, 1) == []
    assert page.context.services.history.next_undo() == "从回收站恢复4行"
    page.context.services.history.undo()
    page.context.data_changed.emit()
    assert len(column(page, 1)) == 4


def test_what_clashes_is_refused_in_a_sentence(page: RecycleBinPage, town: Town):
    refused: list[str] = []
    page.context.refused.connect(refused.append)
    uid = town.row(DAY, attendance=9, is_subtotal=True)
    town.services.ledgers.delete(DAY, uid)
    town.row(DAY, attendance=10, is_subtotal=True)
    page.context.data_changed.emit()
    page.table.selectAll()
    click(page.restore_button)
    assert len(refused) == 1
    assert "请先改好或删去现有的那一行" in refused[0]
    assert len(column(page, 1)) == 5
    assert len(page.chosen()) == 5  # the choice stays, to be narrowed


def test_nothing_chosen_says_what_to_do(page: RecycleBinPage):
    told: list[str] = []
    page.context.told.connect(told.append)
    page.table.clearSelection()
    click(page.restore_button)
    assert told == ["先选中要恢复的行，可以按住 Ctrl 或 Shift 选几行。"]


def test_an_empty_bin_says_what_comes_here(app: QApplication, town: Town, workplace: Workplace):
    made = RecycleBinPage(Context(town.services, workplace.store.reading, Q1))
    opened(made)
    assert not made.table.isVisible()
    assert made.state.text() == ""
    take_down(made)
