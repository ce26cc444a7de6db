"""The one grid, by its keys: the matrix and the table of units are the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from area_driving import until
from grid_driving import (
    CTRL,
    KEY,
    SHIFT,
    Key,
    clipboard,
    drop,
    press,
    type_in,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1

from desktop_app.core.errors import Refusal
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage


@pytest.fixture
def bench(app: QApplication, town: Any, workplace: Workplace) -> Iterator[WorkbenchPage]:
    """The workbench over the small township."""
    context = Context(town.services, workplace.store.reading, Q1)
    page = WorkbenchPage(context)
    page.resize(1176, 640)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    yield page
    drop(page, context)


def go(page: WorkbenchPage, unit: str, figure: str) -> None:
    columns = [found.key for found in page.matrix.figures]
    page.view.setFocus()
    page.view.go_to(page.matrix.units.index(unit), columns.index(figure))


def test_the_matrix_has_the_same_keys(bench: WorkbenchPage, town: Any):
    go(bench, "张村", KEY)
    type_in("38")
    press(Key.Key_Return)
    type_in("40")
    press(Key.Key_Return)
    cells = town.services.workbench.matrix(Q1).cells
    assert [cells[unit, KEY].typed for unit in ("张村", "李村")] == [38, 40]
    assert bench.matrix.units[bench.view.currentIndex().row()] == "河湾社区"
    press(Key.Key_D, CTRL)
    go(bench, "张村", KEY)
    press(Key.Key_Down, SHIFT, 2)
    press(Key.Key_C, CTRL)
    assert clipboard() == "38\n40\n40\n"
    press(Key.Key_Delete)
    assert town.services.history.next_undo() == "清空工作台3格"
    cells = town.services.workbench.matrix(Q1).cells
    assert [cells[unit, KEY].typed for unit in ("张村", "李村", "河湾社区")] == [None] * 3
    type_in("7")
    press(Key.Key_Return, CTRL)
    assert bench.table.totals_row.texts()[bench.view.currentIndex().column()] == "21"


def test_a_block_is_pasted_into_the_matrix(bench: WorkbenchPage, town: Any):
    QApplication.clipboard().setText("3\n4")
    go(bench, "张村", KEY)
    press(Key.Key_V, CTRL)
    cells = town.services.workbench.matrix(Q1).cells
    assert [cells[unit, KEY].typed for unit in ("张村", "李村")] == [3, 4]


def test_the_matrix_refuses_many_cells_as_a_whole(bench: WorkbenchPage, town: Any):
    go(bench, "张村", KEY)
    press(Key.Key_Down, SHIFT)
    type_in("-3")
    press(Key.Key_Return, CTRL)
    assert "不能是负数" in bench.view.cells.editor.problem
    press(Key.Key_Escape)
    typed = {("张村", KEY): "3", ("李村", KEY): "x"}
    with pytest.raises(Refusal, match="李村的“主题党日参加”：“参加”应填数字"):
        town.services.workbench.type_cells(Q1, typed)
    assert town.services.workbench.matrix(Q1).cells["张村", KEY].typed is None


def test_headings_break_between_words_and_totals_stay_in_view(bench: WorkbenchPage):
    until(lambda: bench.matrix.has_lines([figure.label for figure in bench.matrix.figures]))
    headings = [
        str(bench.matrix.headerData(column, Qt.Orientation.Horizontal))
        for column in range(bench.matrix.columnCount())
    ]
    assert "支部\n党员大会\n（次）" in headings
    for size in ((1176, 300), (900, 500)):
        bench.resize(*size)
        QApplication.processEvents()
        row = bench.table.totals_row
        assert row.isVisible()
        assert bench.rect().contains(row.mapTo(bench, row.rect().bottomLeft()))
    wide = bench.view.horizontalScrollBar()
    wide.setValue(wide.maximum())
    last = bench.matrix.columnCount() - 1
    seen = bench.view.visualRect(bench.matrix.index(0, last))
    assert row.left_of(last) == bench.view.viewport().x() + seen.left()


def test_the_table_of_units_has_the_same_keys(app: QApplication, town: Any, workplace: Workplace):
    context = Context(town.services, workplace.store.reading, Q1)
    page = SettingsPage(context)
    page.resize(1176, 690)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.show_item("units")
    table, office = page.units.table, town.services.office
    table.setFocus()
    table.go_to(0, 2)
    press(Key.Key_Down, SHIFT, 1)
    type_in("33")
    press(Key.Key_Return, CTRL)
    assert [unit.party_members for unit in office.units(Q1)][:3] == [33, 33, None]
    assert town.services.history.next_undo() == "填充填报单位2格"
    press(Key.Key_C, CTRL)
    assert clipboard() == "33\n33\n"
    table.go_to(0, 4)
    press(Key.Key_Space)
    assert not office.units(Q1)[0].reporting
    table.go_to(0, 0)
    press(Key.Key_Delete)
    assert office.units(Q1)[0].name == "张村"
    drop(page, context)
