"""The one grid, by its keys: in the ledger's table, the matrix and the table of units alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from area_driving import Driven, focus, until
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from township import Q1

from desktop_app.core.errors import Refusal
from desktop_app.services.ledgers.pages import ColumnFilter
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
DAYS = "theme_party_day"
KEY = "organization.party_day_attendance"


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    """基层党建 with three theme days, in front."""
    town.row(DAYS, "张村", theme="春耕", attendance=40, due=50, date="2020-02-03")
    town.row(DAYS, "李村", theme="清明", attendance=30, estimated=True)
    town.row(DAYS, "张村", theme="植树", attendance=20)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("主题党日")
    yield found
    found.page.leave()
    drop(found.page, found.context)


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


def drop(page: QWidget, context: Context) -> None:
    """Close a page and let it go at once: what is left over is restyled in every later test."""
    page.close()
    context.tasks.finish()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key: Qt.Key, modifier: Any = NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focus(), key, modifier)


def type_in(text: str) -> None:
    """Type into whatever has the focus then: the first key opens an editor."""
    for character in text:
        QTest.keyClicks(focus(), character)


def place(driven: Driven) -> tuple[int, str]:
    index = driven.view.currentIndex()
    return index.row(), driven.model.columns[index.column()].name


def select(driven: Driven, row: int, name: str, *, down: int = 0, right: int = 0) -> None:
    driven.go_to(row, name)
    press(Key.Key_Down, SHIFT, down)
    press(Key.Key_Right, SHIFT, right)


def clipboard() -> str:
    return QApplication.clipboard().text()


def undone(driven: Driven) -> str:
    name = driven.context.services.history.undo()
    driven.context.data_changed.emit()
    return str(name)


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


# ── writing many cells ───────────────────────────────────────────────────────────────────────────


def test_fill_down_takes_the_first_row_or_the_one_above(driven: Driven):
    select(driven, 0, "theme", down=2, right=1)
    press(Key.Key_D, CTRL)
    assert driven.column("theme") == ["春耕"] * 3
    assert driven.context.services.history.next_undo() == "填充主题党日2格"
    assert undone(driven) == "填充主题党日2格"
    assert driven.column("theme") == ["春耕", "清明", "植树"]
    driven.go_to(1, "unit")
    press(Key.Key_D, CTRL)
    assert driven.column("unit") == ["张村", "张村", "张村"]
    driven.go_to(1, "date")
    press(Key.Key_D, CTRL)
    assert driven.shown(1, "date") == "2020-02-03"


def test_fill_right(driven: Driven):
    select(driven, 0, "due", down=1, right=1)
    press(Key.Key_R, CTRL)
    assert driven.column("attendance") == ["50", "", "20"]
    driven.go_to(2, "oath_attendance")
    press(Key.Key_R, CTRL)
    assert driven.shown(2, "oath_attendance") == "20"


def test_ctrl_enter_writes_into_all_that_is_selected(driven: Driven):
    select(driven, 0, "due", down=2, right=1)
    driven.keys("12")
    driven.key(Key.Key_Return, CTRL)
    assert driven.editor is None
    assert driven.column("due") == driven.column("attendance") == ["12"] * 3
    assert undone(driven) == "填充主题党日6格"
    assert driven.column("attendance") == ["40", "30", "20"]


def test_what_one_cell_refuses_is_written_nowhere(driven: Driven):
    select(driven, 0, "due", down=1, right=1)
    driven.keys("x")
    driven.key(Key.Key_Return, CTRL)
    assert "应填数字" in driven.reason()
    driven.key(Key.Key_Escape)
    before = driven.context.services.history.next_undo()
    select(driven, 0, "theme", right=1)
    driven.keys("abc")
    driven.key(Key.Key_Return, CTRL)
    assert driven.editor is not None
    assert "“次数”应填数字" in driven.reason()
    assert "张村，2020-02-03" in driven.reason()
    driven.key(Key.Key_Escape)
    assert driven.column("theme") == ["春耕", "清明", "植树"]
    assert driven.context.services.history.next_undo() == before


def test_backspace_empties_units_excepted_and_cut_copies_before(driven: Driven):
    select(driven, 0, "unit", down=1)
    for _ in range(5):
        press(Key.Key_Right, SHIFT)
    press(Key.Key_X, CTRL)
    assert clipboard().split("\n")[0].split("\t") == ["张村", "2020-02-03", "春耕", "1", "50", "40"]
    assert driven.column("unit") == ["张村", "李村", "张村"]
    assert driven.column("attendance") == ["", "", "20"]
    assert undone(driven).startswith("剪切主题党日")
    assert driven.column("attendance") == ["40", "30", "20"]
    select(driven, 1, "attendance", down=1)
    press(Key.Key_Backspace)
    assert driven.column("attendance") == ["40", "", ""]


def test_today_and_the_value_above(driven: Driven):
    driven.go_to(1, "date")
    press(Key.Key_Semicolon, CTRL)
    assert driven.shown(1, "date") == date.today().isoformat()
    driven.go_to(1, "theme")
    press(Key.Key_Semicolon, CTRL)
    assert driven.shown(1, "theme") == "清明"
    press(Key.Key_Apostrophe, CTRL)
    assert driven.shown(1, "theme") == "春耕"
    driven.go_to(2, "date")
    driven.keys("3")
    driven.key(Key.Key_Semicolon, CTRL)
    driven.key(Key.Key_Return)
    assert driven.shown(2, "date") == date.today().isoformat()
    driven.go_to(2, "theme")
    driven.keys("a")
    driven.key(Key.Key_Apostrophe, CTRL)
    driven.key(Key.Key_Return)
    assert driven.shown(2, "theme") == "春耕"


def test_a_block_is_copied_as_worksheets_take_it(driven: Driven):
    driven.model.setData(driven.cell(0, "note"), '说"好"')
    select(driven, 0, "unit", down=1)
    press(Key.Key_End, SHIFT)
    press(Key.Key_C, CTRL)
    first, second = clipboard().removesuffix("\n").split("\n李村\t")
    assert first == '张村\t2020-02-03\t春耕\t1\t50\t40\t\t\t"说""好"""\t\t'
    assert second == "\t清明\t1\t\t30\t\t\t\t是\t"
    assert driven.told[-1].startswith("已复制22格")


def test_paste_hands_on_the_text_and_where_it_goes(driven: Driven):
    heard: list[str] = []
    driven.view.paste_wanted.disconnect()
    driven.view.paste_wanted.connect(heard.append)
    QApplication.clipboard().setText("1\t2")
    select(driven, 1, "due", down=1)
    press(Key.Key_V, CTRL)
    target = driven.view.cursor_cells()
    names = [driven.model.columns[column].name for column in target.columns]
    assert heard == ["1\t2"]
    assert (target.rows, target.height, target.width) == (range(1, 3), 2, 1)
    assert names[:3] == ["due", "attendance", "oath_attendance"]
    QApplication.clipboard().clear()
    press(Key.Key_V, CTRL)
    assert "剪贴板里没有文字" in driven.refused[-1]


def test_a_block_is_pasted_over_rows_and_grows_them(driven: Driven):
    QApplication.clipboard().setText("51\t41\n52\t42")
    driven.go_to(2, "due")
    driven.model.setData(driven.cell(2, "attendance"), None)
    press(Key.Key_V, CTRL)
    assert driven.column("due") == ["50", "", "51", "52"]
    assert driven.column("attendance") == ["40", "30", "41", "42"]
    assert driven.column("unit")[3] == "张村"
    assert driven.view.picked.block().bottom == 3
    assert undone(driven).startswith("粘贴")
    assert driven.model.rowCount() == 3


def test_a_block_is_pasted_into_an_empty_ledger_and_over_a_new_row(driven: Driven):
    driven.tab("走访帮扶")
    assert driven.model.rowCount() == 0
    QApplication.clipboard().setText("李村\t3.5\n张村\t3.6")
    driven.view.setFocus()
    press(Key.Key_V, CTRL)
    assert driven.column("unit") == ["李村", "张村"]
    assert driven.column("date") == ["2020-03-05", "2020-03-06"]
    driven.page.pane.add_row()
    QApplication.clipboard().setText("7")
    driven.go_to(2, "people")
    press(Key.Key_V, CTRL)
    assert driven.column("people") == ["", "", "7"]
    assert driven.model.draft_row is None


# ── typing by kind ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["20200305", "3.5", "3-5", "3/5", "0305", "305"])
def test_a_day_is_typed_short(driven: Driven, typed: str):
    driven.go_to(1, "date")
    driven.keys(typed)
    driven.key(Key.Key_Return)
    assert driven.shown(1, "date") == "2020-03-05"


def test_a_day_that_may_be_several_is_asked_for(driven: Driven):
    driven.go_to(1, "date")
    driven.keys("5")
    driven.key(Key.Key_Return)
    assert "1.5、2.5或3.5" in driven.reason()
    driven.key(Key.Key_Escape)
    assert driven.shown(1, "date") == ""


def test_units_and_choices_are_found_by_their_letters(driven: Driven):
    driven.go_to(0, "unit")
    driven.keys("lc")
    driven.key(Key.Key_Tab)
    assert driven.shown(0, "unit") == "李村"
    driven.tab("组织生活")
    driven.page.pane.add_row()
    driven.go_to(0, "kind")
    driven.keys("mz")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "kind").startswith("民主")
    driven.go_to(0, "kind")
    driven.keys("小组")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "kind") == "党小组会"


def test_texts_that_were_typed_before_are_offered(driven: Driven):
    driven.go_to(2, "theme")
    driven.keys("qm")
    popup = driven.editor.completer().popup()
    assert popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "清明"
    ]
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert driven.shown(2, "theme") == "清明"
    assert driven.editor is None
    assert place(driven) == (2, "theme")
    driven.keys("abc")
    driven.key(Key.Key_Return)
    assert driven.shown(2, "theme") == "abc"
    assert "abc" in driven.model.suggestions(driven.cell(0, "theme").column())


def test_a_long_text_takes_lines_by_alt_enter(driven: Driven, town: Any):
    driven.page.close()
    town.row("exemplar", name="某某")
    other = Driven(town.services, driven.context.tasks._reading, Q1, "epidemic")
    other.tab("先进典型")
    other.go_to(0, "deed")
    other.keys("a")
    other.key(Key.Key_Return, ALT)
    other.keys("b")
    other.key(Key.Key_Return)
    (row,) = town.services.ledgers.rows("exemplar", Q1)
    assert row.values["deed"] == "a\nb"
    press(Key.Key_C, CTRL)
    assert clipboard() == '"a\nb"\n'
    drop(other.page, other.context)


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


# ── the matrix and the units ─────────────────────────────────────────────────────────────────────


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


def test_f2_corrects_what_is_there_and_typing_replaces_it(driven: Driven):
    driven.go_to(0, "due")
    driven.keys("97")
    driven.key(Key.Key_Return)
    driven.go_to(0, "due")
    press(Key.Key_F2)
    driven.key(Key.Key_Backspace)
    driven.keys("8")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "due") == "98"
    driven.go_to(0, "due")
    driven.keys("5")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "due") == "5"
