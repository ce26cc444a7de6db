"""From a number of the matrix to what stands behind it, and totals that are given by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from closing import take_down
from page_driving import click, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.reported_total import ReportedTotalDialog
from desktop_app.ui.dialogs.rows_table import RowsTable
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.window import MainWindow

Key = Qt.Key
ATTENDANCE = "organization.party_day_attendance"
Asked = list[FigureRowsDialog]


class Desk:
    """The window with the matrix under the hands."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        page = window.page("workbench")
        assert isinstance(page, WorkbenchPage)
        self.page = page
        settle(window.context)

    def column(self, figure: str = ATTENDANCE) -> int:
        return [found.key for found in self.page.matrix.figures].index(figure)

    def go_to(self, unit: str) -> None:
        self.page.view.go_to(self.page.matrix.units.index(unit), self.column())
        self.page.view.setFocus()

    def shown(self, unit: str) -> str:
        return self.page.matrix.shown(unit, ATTENDANCE)

    @property
    def total(self) -> str:
        return self.page.table.totals_row.texts()[self.column()]


@pytest.fixture
def desk(app: QApplication, town: Town, workplace: Workplace) -> Iterator[Desk]:
    town.row("theme_party_day", "张村", attendance=8, date="2020-02-03")
    town.row("theme_party_day", "李村", attendance=6)
    context = Context(town.services, workplace.store.reading, Q1)
    window = MainWindow(context, workplace, ROOT / "resources")
    window.start()
    window.resize(1366, 728)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield Desk(window)
    take_down(window)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[FigureRowsDialog], None]], None]:
    """Let the dialog behind a number be answered by a function instead of by a hand."""

    def take(hand: Callable[[FigureRowsDialog], None]) -> None:
        monkeypatch.setattr(FigureRowsDialog, "exec", hand)

    return take


@pytest.fixture
def titles(answer: Callable[[Callable[[FigureRowsDialog], None]], None]) -> list[str]:
    """What was asked about: the first line of each dialog and its number of rows."""
    seen: list[str] = []

    def note(dialog: FigureRowsDialog) -> None:
        table = dialog.tabs.widget(0)
        assert isinstance(table, RowsTable)
        seen.append(f"{dialog.heading} {table.model().rowCount()}行")

    answer(note)
    return seen


def test_a_key_shows_the_rows_of_the_cell_s_unit(desk: Desk, titles: list[str]):
    desk.go_to("张村")
    QTest.keyClick(desk.page.view, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert titles == ["张村　主题党日参加 1行"]


def test_the_menu_of_a_cell_leads_there_too(desk: Desk, titles: list[str]):
    desk.go_to("李村")
    menu = desk.page.view.cell_menu()
    (action,) = (action for action in menu.actions() if action.text() == "看来历…\tCtrl+L")
    action.trigger()
    assert titles == ["李村　主题党日参加 1行"]


def test_a_click_on_a_total_shows_the_rows_of_all(desk: Desk, titles: list[str]):
    totals = desk.page.table.totals_row
    desk.page.view.scrollTo(desk.page.matrix.index(0, desk.column()))
    place = QPoint(totals.left_of(desk.column()) + 9, totals.height() // 2)
    QTest.mouseClick(totals, Qt.MouseButton.LeftButton, pos=place)
    assert titles == ["主题党日参加 2行"]


def test_the_cursor_goes_down_to_the_totals_and_opens_them_by_enter(desk: Desk, titles: list[str]):
    desk.go_to(desk.page.matrix.units[-1])
    totals = desk.page.table.totals_row
    QTest.keyClick(desk.page.view, Key.Key_Down)
    assert totals.hasFocus()
    QTest.keyClick(totals, Key.Key_Right)
    QTest.keyClick(totals, Key.Key_Left)
    QTest.keyClick(totals, Key.Key_Return)
    assert titles == ["主题党日参加 2行"]
    QTest.keyClick(totals, Key.Key_Up)
    cursor = desk.page.view.picked.current()
    assert desk.page.view.hasFocus()
    assert cursor == (desk.page.matrix.rowCount() - 1, desk.column())


def test_from_a_row_behind_a_total_one_goes_to_its_ledger(
    desk: Desk, town: Town, answer: Callable[[Callable[[FigureRowsDialog], None]], None]
):
    def choose_first(dialog: FigureRowsDialog) -> None:
        QTest.keyClick(dialog.tabs.widget(0), Key.Key_Return)

    answer(choose_first)
    desk.page.table.totals_row.rows_wanted.emit(desk.column())
    settle(desk.window.context)
    page = desk.window.stack.page()
    assert isinstance(page, AreaPage)
    first = town.services.ledgers.rows("theme_party_day", Q1)[0]
    assert [row.uid for row in page.pane.chosen()] == [first.uid]


def given(
    dialog: FigureRowsDialog, monkeypatch: pytest.MonkeyPatch, number: str, reason: str
) -> None:
    """Give a total as a clerk does: the button, the two fields, 保存."""

    def fill(total: ReportedTotalDialog) -> int:
        total.number.setText(number)
        total.reason.setText(reason)
        click(total.ok)
        return total.result()

    monkeypatch.setattr(ReportedTotalDialog, "exec", fill)
    dialog.show()
    click(dialog.total_button)


def test_a_total_is_given_by_hand_marked_undone_and_taken_back(
    desk: Desk,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[[Callable[[FigureRowsDialog], None]], None],
):
    answer(lambda dialog: given(dialog, monkeypatch, "20", "县里核定"))
    assert desk.total.startswith("14\n")
    desk.page.table.totals_row.rows_wanted.emit(desk.column())
    settle(desk.window.context)
    assert desk.total == "20\n直报数"
    tip = desk.page.matrix.totals()[desk.column()].tip
    assert tip == "直报数，原因：县里核定。台账算出：14。"
    assert desk.window.statusBar().currentMessage() == "全镇合计的“主题党日参加”已按直报数计算"
    assert town.services.history.next_undo() == "直报数：主题党日参加"
    desk.window.undo()
    settle(desk.window.context)
    assert desk.total.startswith("14\n")
    town.services.office.save_reported_value(Q1, ATTENDANCE, 21, "县里核定")

    def take_back(total: ReportedTotalDialog) -> int:
        assert (total.number.text(), total.reason.text()) == ("21", "县里核定")
        click(total.back)
        return total.result()

    def press(dialog: FigureRowsDialog) -> None:
        monkeypatch.setattr(ReportedTotalDialog, "exec", take_back)
        dialog.show()
        click(dialog.total_button)

    answer(press)
    desk.page.table.totals_row.rows_wanted.emit(desk.column())
    settle(desk.window.context)
    assert desk.total.startswith("14\n")
    assert town.services.office.reported_values(Q1) == []


def test_a_unit_s_number_given_by_hand_is_marked_in_its_cell(
    desk: Desk,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[[Callable[[FigureRowsDialog], None]], None],
):
    answer(lambda dialog: given(dialog, monkeypatch, "9", "电话核实"))
    desk.go_to("张村")
    QTest.keyClick(desk.page.view, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(desk.window.context)
    assert desk.shown("张村") == "直报9"
    assert desk.shown("李村") == "6"
    assert desk.total.startswith("15\n")
    index = desk.page.matrix.index(0, desk.column())
    assert "原因：电话核实" in index.data(Qt.ItemDataRole.ToolTipRole)
    town.services.workbench.type_cell(Q1, "张村", ATTENDANCE, 4)
    desk.window.context.data_changed.emit()
    settle(desk.window.context)
    assert desk.shown("张村") == "直报9"
    assert "台账里填的合计是4，没有用它" in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("number", "reason", "sentence"),
    [("", "核定", "请填总数"), ("20", "", "理由"), ("abc", "核定", "数字"), ("-1", "核定", "")],
)
def test_a_total_without_number_or_reason_is_refused_and_stays(
    app: QApplication, town: Town, number: str, reason: str, sentence: str
):
    town.row("theme_party_day", attendance=8)
    figure = town.services.figures.figures(Q1)[ATTENDANCE]
    dialog = ReportedTotalDialog(town.services, Q1, figure)
    dialog.show()
    dialog.number.setText(number)
    dialog.reason.setText(reason)
    click(dialog.ok)
    assert dialog.isVisible()
    assert dialog.refusal.text()
    assert sentence in dialog.refusal.text()
    assert town.services.office.reported_values(Q1) == []
    dialog.deleteLater()


def test_a_ratio_is_given_for_the_whole_alone_and_a_list_not_at_all(app: QApplication, town: Town):
    figures = town.services.figures.figures(Q1)
    ratio = ReportedTotalDialog(town.services, Q1, figures["organization.donation_ratio"])
    assert ratio.scope.count() == 1
    total = ReportedTotalDialog(town.services, Q1, figures[ATTENDANCE], "李村")
    assert total.scope.currentText() == "李村"
    names = FigureRowsDialog(town.services, Q1, "epidemic.exemplary_members", totals=True)
    assert names.total_button.isHidden()
    for dialog in (ratio, total, names):
        dialog.deleteLater()
