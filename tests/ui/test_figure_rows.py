"""来历 of a number: its rows with unit, day, who and when; from a row one goes to its ledger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import Q1, Town, click, sentences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from desktop_app.ui.dialogs import figure_rows
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.rows_table import RowsTable


@pytest.fixture
def uid(town: Town) -> str:
    town.row("theme_party_day", "李村", times=2)
    return str(town.row("theme_party_day", "张村", times=3, date="2020-02-03"))


@pytest.fixture
def dialog(app: QApplication, town: Town, uid: str) -> Iterator[FigureRowsDialog]:
    found = FigureRowsDialog(town.services, Q1, "organization.party_days")
    found.show()
    found.activateWindow()
    QTest.qWaitForWindowActive(found)
    yield found
    found.deleteLater()


def table(dialog: FigureRowsDialog) -> RowsTable:
    found = dialog.tabs.widget(0)
    assert isinstance(found, RowsTable)
    return found


def cells(dialog: FigureRowsDialog) -> list[dict[str, str]]:
    model = table(dialog).model()
    heads = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    return [
        {head: model.index(row, place).data() for place, head in enumerate(heads)}
        for row in range(model.rowCount())
    ]


def row_of(dialog: FigureRowsDialog, unit: str) -> int:
    return next(place for place, row in enumerate(cells(dialog)) if row["填报单位"] == unit)


def test_rows_say_where_when_how_many_and_who(dialog: FigureRowsDialog):
    row = cells(dialog)[row_of(dialog, "张村")]
    assert (row["填报单位"], row["登记人"]) == ("张村", "测试")
    assert "3" in row.values()
    assert any("2020-02-03" in text for text in row.values())
    assert row["登记时间"].startswith("今天 ")


def test_the_last_hand_is_told_and_not_the_first(dialog: FigureRowsDialog, town: Town, uid: str):
    town.services.writer.who = "李姐"
    town.services.ledgers.save("theme_party_day", Q1, {"times": 4}, unit="张村", uid=uid)
    again = FigureRowsDialog(town.services, Q1, "organization.party_days")
    assert [row["登记人"] for row in cells(again)].count("李姐") == 1
    again.deleteLater()


def test_enter_goes_to_the_row_under_the_cursor(dialog: FigureRowsDialog, uid: str):
    chosen = sentences(dialog.row_chosen)
    assert table(dialog).hasFocus()
    table(dialog).selectRow(row_of(dialog, "张村"))
    QTest.keyClick(table(dialog), Qt.Key.Key_Return)
    assert chosen == [f"theme_party_day/{uid}"]
    assert dialog.isVisible()  # whoever opened it closes it


def test_a_double_click_goes_to_the_row(dialog: FigureRowsDialog, uid: str):
    chosen = sentences(dialog.row_chosen)
    rows = table(dialog)
    place = rows.visualRect(rows.model().index(row_of(dialog, "张村"), 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [f"theme_party_day/{uid}"]


def test_tab_leaves_the_rows_for_the_buttons(dialog: FigureRowsDialog):
    QTest.keyClick(table(dialog), Qt.Key.Key_Tab)
    assert not table(dialog).hasFocus()
    asked = sentences(dialog.definition_wanted)
    click(dialog.definition_button)
    assert asked == ["organization.party_days"]


def texts_of(dialog: FigureRowsDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def columns_of(dialog: FigureRowsDialog, tab: int) -> list[str]:
    table = dialog.tabs.widget(tab)
    assert isinstance(table, QTableView)
    model = table.model()
    return [
        str(model.headerData(place, Qt.Orientation.Horizontal))
        for place in range(model.columnCount())
    ]


def test_a_ratio_shows_both_its_parts_for_the_whole_and_by_unit(app: QApplication, town: Town):
    for unit, due, back in (("张村", 2, 1), ("李村", 4, 4), ("河湾社区", 1, 1)):
        town.row("enterprise", unit, category="规上", name="厂", due=due, back=back)
    whole = FigureRowsDialog(town.services, Q1, "production.large_resumption_rate")
    assert "怎样算出：已复工6家 ÷ 应复工7家 = 85.7%" in texts_of(whole)
    assert columns_of(whole, 1)[:3] == ["填报单位", "已复工（家）", "应复工（家）"]
    of_one = FigureRowsDialog(town.services, Q1, "production.large_resumption_rate", "张村")
    assert "怎样算出：已复工1家 ÷ 应复工2家 = 50%" in texts_of(of_one)
    for dialog in (whole, of_one):
        dialog.deleteLater()


def test_the_problems_behind_a_count_are_listed_and_gone_to(app: QApplication, town: Town):
    uid = town.services.rectification.save_problem(Q1, description="学习不深", area="基层党建")
    dialog = FigureRowsDialog(town.services, Q1, "rectification.problems")
    assert dialog.tabs.tabText(0) == "问题（1）"
    assert columns_of(dialog, 0)[-2:] == ["登记人", "登记时间"]
    chosen = sentences(dialog.row_chosen)
    QTest.keyClick(dialog.tabs.widget(0), Qt.Key.Key_Return)
    assert chosen == [f"rectification/{uid}"]
    dialog.deleteLater()


def test_rows_beyond_those_that_are_read_by_eye_are_counted(
    app: QApplication, town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(figure_rows, "MOST_ROWS", 2)
    for number in range(3):
        town.row("theme_party_day", times=number + 1)
    dialog = FigureRowsDialog(town.services, Q1, "organization.party_days")
    assert dialog.tabs.tabText(0) == "主题党日（3行，只列前2行）"
    assert table(dialog).model().rowCount() == 2
    dialog.deleteLater()


def test_unit_day_number_who_and_when_stand_before_all_else(app: QApplication, town: Town):
    town.row("theme_party_day", theme="春耕", times=3, attendance=9, date="2020-02-03")
    dialog = FigureRowsDialog(town.services, Q1, "organization.party_day_attendance")
    wanted = ["填报单位", "日期", "参加（人次）", "登记人", "登记时间"]
    assert columns_of(dialog, 0)[:5] == wanted
    assert set(columns_of(dialog, 0)[5:]) >= {"主题", "次数（次）"}
    dialog.deleteLater()
