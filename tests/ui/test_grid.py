"""The one grid, by its keys, in the ledger's table: moving, finding, what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from area_driving import Driven, until
from grid_driving import (
    CTRL,
    SHIFT,
    Key,
    drop,
    party_days,
    place,
    press,
    select,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1

from desktop_app.services.ledgers.pages import ColumnFilter
from desktop_app.services.program.workplace import Workplace


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    with party_days(town, workplace) as found:
        yield found


# ── moving ───────────────────────────────────────────────────────────────────────────────────────


def test_enter_after_tabs_goes_to_the_column_where_they_began(driven: Driven):
    driven.go_to(0, "times")
    driven.keys("2")
    driven.key(Key.Key_Tab)
    driven.keys("9")
    driven.key(Key.Key_Tab)
    driven.keys("8")
    driven.key(Key.Key_Return)
    assert place(driven) == (1, "times")
    assert (driven.shown(0, "due"), driven.shown(0, "attendance")) == ("9", "8")
    press(Key.Key_Tab, times=2)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert place(driven) == (1, "attendance")


def test_shift_turns_enter_and_tab_round(driven: Driven):
    driven.go_to(2, "date")
    press(Key.Key_Return, SHIFT)
    assert place(driven) == (1, "date")
    press(Key.Key_Tab, SHIFT, 2)
    assert place(driven)[0] == 0
    driven.go_to(1, "attendance")
    driven.keys("31")
    driven.key(Key.Key_Return, SHIFT)
    assert place(driven) == (0, "attendance")
    assert driven.shown(1, "attendance") == "31"


def test_enter_behind_tabs_in_the_last_row_adds_a_row(driven: Driven):
    driven.go_to(2, "theme")
    press(Key.Key_Return)
    assert place(driven) == (2, "theme")
    press(Key.Key_Tab)
    driven.keys("5")
    driven.key(Key.Key_Return)
    assert place(driven) == (3, "theme")
    assert driven.model.draft_row == 3
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert driven.model.rowCount() == 4
    driven.view.go_to(0)
    until(lambda: driven.model.rowCount() == 3)


def test_home_end_and_edges(driven: Driven):
    driven.go_to(1, "attendance")
    press(Key.Key_Home)
    assert place(driven) == (1, "unit")
    press(Key.Key_End)
    last = place(driven)[1]
    assert driven.view.picked.columns()[-1] == driven.cell(0, last).column()
    press(Key.Key_Home, CTRL)
    assert place(driven) == (0, "unit")
    press(Key.Key_End, CTRL)
    assert place(driven) == (2, last)
    driven.go_to(0, "attendance")
    press(Key.Key_Down, CTRL)
    assert place(driven) == (2, "attendance")
    driven.go_to(0, "due")
    press(Key.Key_Down, CTRL)
    assert place(driven) == (2, "due")
    driven.go_to(0, "unit")
    press(Key.Key_Right, CTRL)
    assert place(driven) == (0, "attendance")
    press(Key.Key_Left, CTRL)
    assert place(driven) == (0, "unit")


def test_edges_of_many_rows_are_those_of_few(driven: Driven, monkeypatch: pytest.MonkeyPatch):
    driven.model.setData(driven.cell(1, "attendance"), None)
    for row, step in ((0, 1), (2, -1), (1, 1)):
        column = driven.cell(0, "attendance").column()
        few = driven.model.edge(row, column, step)
        monkeypatch.setattr("desktop_app.ui.tables.ledger_model._FEW_ROWS", 0)
        assert driven.model.edge(row, column, step) == few
        monkeypatch.undo()


def test_arrows_leave_a_cell_that_is_overwritten_and_move_in_one_that_is_edited(driven: Driven):
    driven.go_to(0, "due")
    driven.keys("51")
    driven.key(Key.Key_Right)
    assert place(driven) == (0, "attendance")
    assert driven.shown(0, "due") == "51"
    press(Key.Key_F2)
    driven.key(Key.Key_Left)
    assert driven.editor is not None
    driven.key(Key.Key_Escape)
    driven.keys("4")
    driven.key(Key.Key_F2)
    driven.key(Key.Key_Left)
    assert driven.editor is not None
    driven.key(Key.Key_Escape)


def test_enter_and_tab_go_through_a_selection(driven: Driven):
    select(driven, 0, "due", down=1, right=1)
    seen = []
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Return):
        press(key)
        seen.append(place(driven))
    assert seen == [(0, "attendance"), (1, "due"), (1, "attendance"), (0, "due"), (1, "due")]
    assert driven.view.picked.count() == 4


# ── finding ──────────────────────────────────────────────────────────────────────────────────────


def test_the_search_field_understands_first_letters(driven: Driven):
    driven.page.search.setText("zs")
    until(lambda: driven.column("theme") == ["植树"])
    driven.page.search.setText("lc")
    until(lambda: driven.column("unit") == ["李村"])


def test_a_column_is_narrowed_down_and_the_totals_follow(driven: Driven):
    driven.go_to(1, "unit")
    press(Key.Key_L, CTRL | SHIFT)
    panel = driven.view.panel
    assert [panel.list.item(row).text() for row in range(panel.list.count())] == [
        "（全选）",
        "张村　2行",
        "李村　1行",
    ]
    panel.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert panel.list.item(0).checkState() == Qt.CheckState.Unchecked
    QTest.keyClick(panel, Key.Key_Return)
    assert driven.column("theme") == ["春耕", "植树"]
    assert driven.totals()["attendance"] == "60"
    assert driven.page.toolbar.unfilter.isVisible()
    assert driven.page.toolbar.unfilter.text() == "取消筛选（2行）"
    driven.view.open_filter(driven.cell(0, "date").column()).only_empty.click()
    assert driven.column("theme") == ["植树"]
    driven.page.toolbar.unfilter.click()
    assert len(driven.column("theme")) == 3
    assert not driven.page.toolbar.unfilter.isVisible()
    assert driven.totals()["attendance"] == "90"


def test_what_is_searched_for_in_the_panel_is_what_passes(driven: Driven):
    panel = driven.view.open_filter(driven.cell(0, "theme").column())
    panel.search.setText("qm")
    assert panel.list.count() == 2
    panel.accept.click()
    assert driven.column("theme") == ["清明"]
    panel = driven.view.open_filter(driven.cell(0, "theme").column())
    assert panel.remove.isEnabled()
    panel.remove.click()
    assert len(driven.column("theme")) == 3
    panel = driven.view.open_filter(driven.cell(0, "estimated").column())
    panel.choose("是")
    panel.accept.click()
    assert driven.column("theme") == ["清明"]
    assert driven.model.filtered() == {driven.cell(0, "estimated").column()}


def test_a_filter_that_nothing_passes_says_so(driven: Driven):
    column = driven.cell(0, "note").column()
    driven.model.narrow(column, ColumnFilter("note", filled=True))
    assert driven.model.rowCount() == 0
    assert "没有符合筛选条件" in driven.page.pane._hint.text()


# ── what is seen ─────────────────────────────────────────────────────────────────────────────────


def test_the_selection_is_counted_and_added_up(driven: Driven):
    told: list[str] = []
    driven.context.selection_told.connect(told.append)
    select(driven, 0, "attendance", down=2)
    until(lambda: told[-1:] == ["计数 3 · 合计 90 · 平均 30 · 最大 40"])
    press(Key.Key_A, CTRL)
    until(lambda: "合计 143" in told[-1])
    driven.go_to(0, "theme")
    until(lambda: told[-1] == "")


def test_many_cells_are_added_up_by_the_database(driven: Driven, monkeypatch: pytest.MonkeyPatch):
    cells = range(3), range(driven.model.columnCount())
    few = driven.model.statistics(*cells)
    monkeypatch.setattr("desktop_app.ui.tables.ledger_model._FEW_ROWS", 0)
    assert driven.model.statistics(*cells) == few
    assert few.numbers == 7


def test_key_columns_stay_when_one_scrolls_sideways(driven: Driven):
    view = driven.view
    driven.page.resize(860, 600)
    QApplication.processEvents()
    assert [driven.model.columns[column].name for column in view.frozen.columns()][:1] == ["unit"]
    before = view.visualRect(driven.cell(1, "unit"))
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.horizontalScrollBar().value() > 0
    assert view.visualRect(driven.cell(1, "unit")) == before
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=before.center())
    assert place(driven) == (1, "unit")
    assert view.horizontalScrollBar().value() > 0
    press(Key.Key_F2)
    assert driven.editor.geometry().left() == before.left()
    driven.key(Key.Key_Escape)
    press(Key.Key_Right, times=len(view.frozen.columns()))
    here = view.visualRect(view.currentIndex())
    assert here.left() >= view.frozen.width
    view.grab()
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        SHIFT,
        pos=view.visualRect(driven.cell(2, "unit")).center(),
    )
    assert view.picked.block().columns[0] == 0


def test_widths_order_and_frozen_columns_are_remembered_and_forgotten(
    driven: Driven, town: Any, workplace: Workplace, app: QApplication
):
    header, theme = driven.view.header, driven.cell(0, "theme").column()
    usual = header.sectionSize(theme)
    edge = header.sectionViewportPosition(theme) + usual - 1
    spot = QPoint(edge, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(header.viewport(), spot + QPoint(60, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(60, 0))
    wider = header.sectionSize(theme)
    assert wider > usual
    driven.view._freeze(1)
    header.moveSection(header.visualIndex(theme), 1)
    header.arranged.emit(set())
    again = Driven(town.services, workplace.store.reading, Q1, "organization")
    again.tab("主题党日")
    assert again.view.header.sectionSize(theme) == pytest.approx(wider, abs=1)
    assert len(again.view.frozen.columns()) == 1
    assert again.view.picked.columns()[1] == theme
    actions = {action.text(): action for action in again.view.column_menu(theme).actions()}
    actions["恢复原来的列宽和次序"].trigger()
    assert again.view.header.sectionSize(theme) == usual
    assert again.view.picked.columns()[:3] == [0, 1, 2]
    drop(again.page, again.context)


def test_a_kept_arrangement_that_cannot_be_read_counts_as_none(tmp_path: Any, app: QApplication):
    from desktop_app.ui.tables.table_memory import Arrangement, TableMemory  # noqa: PLC0415

    memory = TableMemory(tmp_path, "x")
    memory.keep(Arrangement({"theme": 90}, ["theme", "unit"], 2))
    assert TableMemory(tmp_path, "x").read() == Arrangement({"theme": 90}, ["theme", "unit"], 2)
    memory._settings.setValue("表格/x", "{kaputt")
    assert memory.read() == Arrangement()
