"""What the matrix tells: shared estimates, numbers counted twice, what was pasted, what lacks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import enter, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.tables.grid_model import Cell
from desktop_app.ui.window import MainWindow

Key = Qt.Key
ATTENDANCE, OATH = "organization.party_day_attendance", "organization.oath_attendance"
AMOUNT = "organization.donation_amount"


class Desk:
    """The window with the matrix under the hands."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        page = window.page("workbench")
        assert isinstance(page, WorkbenchPage)
        self.page = page
        settle(window.context)

    def cell(self, unit: str, figure: str) -> Cell:
        keys = [found.key for found in self.page.matrix.figures]
        return Cell(self.page.matrix.units.index(unit), keys.index(figure))

    def fill(self, unit: str, figure: str, text: str) -> None:
        self.page.view.go_to(*self.cell(unit, figure))
        self.page.view.setFocus()
        self.page.view.edit(self.page.view.currentIndex())
        editor = self.page.view.cells.editor
        assert editor is not None
        editor.selectAll()  # type: ignore[union-attr]
        for character in text:
            enter(editor, character)
        QTest.keyClick(editor, Key.Key_Return)
        QApplication.processEvents()

    def shown(self, unit: str, figure: str) -> str:
        return self.page.matrix.shown(unit, figure)

    @property
    def told(self) -> str:
        return self.window.statusBar().currentMessage()


@pytest.fixture
def window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[MainWindow]:
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.resize(1366, 728)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    take_down(made)


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    return Desk(window)


def test_typing_about_tells_which_other_cells_show_it_too(desk: Desk):
    desk.fill("张村", OATH, "10")
    assert "约" not in desk.told
    desk.fill("张村", ATTENDANCE, "约20")
    assert desk.shown("张村", OATH) == "约10"
    label = desk.window.context.services.catalogue.figures[OATH].label
    assert f"“{label}”也标上了“约”" in desk.told
    desk.fill("张村", ATTENDANCE, "约21")
    assert "也标上" not in desk.told
    assert "标着“估计”" in desk.told


def test_a_subtotal_over_single_rows_shows_both_and_is_taken_back_from_the_banner(
    desk: Desk, town: Town
):
    uid = town.row("theme_party_day", attendance=2)
    desk.window.context.data_changed.emit()
    desk.fill("张村", ATTENDANCE, "9")
    assert desk.shown("张村", ATTENDANCE) == "2+9"
    banner = desk.window.banner
    assert "2+9" in banner.text
    undo, look = banner.offers()
    look.click()
    settle(desk.window.context)
    page = desk.window.stack.page()
    assert isinstance(page, AreaPage)
    assert page.pane.chosen()[0].uid == uid
    assert banner.text == ""
    desk.window.show_page("workbench")
    desk.fill("张村", ATTENDANCE, "8")
    undo = desk.window.banner.offers()[0]
    undo.setFocus()
    QTest.keyClick(undo, Key.Key_Return)
    settle(desk.window.context)
    assert desk.shown("张村", ATTENDANCE) == "2+9"
    desk.window.undo()
    assert desk.shown("张村", ATTENDANCE) == "2"
    assert desk.window.banner.text == ""


def test_a_pasted_block_is_selected(desk: Desk):
    desk.page.view.go_to(*desk.cell("张村", ATTENDANCE))
    desk.page.view.setFocus()
    QApplication.clipboard().setText("1\t2\n3\t4\n")
    QTest.keyClick(desk.page.view, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(desk.window.context)
    first = desk.cell("张村", ATTENDANCE)
    assert set(desk.page.view.picked.cells()) == {
        Cell(first.row + down, first.column + right) for down in (0, 1) for right in (0, 1)
    }
    assert desk.page.view.picked.current() == first


def test_a_column_of_amounts_has_one_number_of_decimals(desk: Desk):
    desk.fill("张村", AMOUNT, "6336")
    assert desk.shown("张村", AMOUNT) == "6336"
    desk.fill("李村", AMOUNT, "6775.6")
    assert desk.shown("张村", AMOUNT) == "6336.00"
    assert desk.shown("李村", AMOUNT) == "6775.60"
    column = desk.cell("张村", AMOUNT).column
    assert desk.page.table.totals_row.texts()[column].startswith("13111.60")
    desk.fill("李村", AMOUNT, "6775")
    assert desk.shown("张村", AMOUNT) == "6336"


def test_every_heading_of_the_matrix_has_room(desk: Desk):
    settle(desk.window.context)
    header = desk.page.view.header
    for column in range(desk.page.matrix.columnCount()):
        text = str(desk.page.matrix.headerData(column, Qt.Orientation.Horizontal))
        widest = max(map(header.fontMetrics().horizontalAdvance, text.split("\n")))
        assert header.sectionSize(column) > widest, text


def test_what_is_left_to_do_leads_to_the_first_gap(desk: Desk):
    side = desk.page.side
    texts = [side.task_list.item(row).text() for row in range(side.task_list.count())]
    row = texts.index("3个单位还有空缺")
    assert "零报告" in side.task_list.item(row).toolTip()
    side.task_list.itemActivated.emit(side.task_list.item(row))
    gap = desk.page.view.picked.current()
    assert gap is not None
    assert desk.page.matrix.shown_value(*gap) is None
    assert desk.page.matrix.units[gap.row] in ("张村", "李村", "河湾社区")
