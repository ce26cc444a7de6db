"""上报表格: what a clerk sees and does, from the received file to the filled one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from page_driving import Q1, Q2, Town, click, enter, opened, sentences, settle
from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from upper_form_samples import bare_list, bare_tables, list_form, units_form

from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.ui.context import Context
from desktop_app.ui.pages import page_of
from desktop_app.ui.pages.upper_forms_page import UpperFormsPage
from desktop_app.ui.upper_forms import files
from desktop_app.ui.upper_forms.cell_picker import CellPicker
from desktop_app.ui.upper_forms.grid_model import STATE_ROLE, CellState
from desktop_app.ui.upper_forms.proposals_dialog import ProposalsDialog

DAYS = "organization.party_days"


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[UpperFormsPage]:
    """The page in a quarter with some rows, without a form."""
    town.row("theme_party_day", "张村", times=3, attendance=86)
    town.row("theme_party_day", "李村", times=2, attendance=50)
    context = Context(town.services, town.services.writer.store.reading, Q1)
    page = page_of("upper_forms", context)
    assert isinstance(page, UpperFormsPage)
    opened(page)
    yield page
    page.close()
    context.tasks.finish()


@pytest.fixture
def mapped(page: UpperFormsPage, tmp_path: Path) -> UpperFormsPage:
    """The page with a form whose proposals were confirmed."""
    take(page, units_form(tmp_path / "2020年第一季度汇总表.xlsx"))
    confirm_all(page)
    return page


def take(page: UpperFormsPage, *paths: Path) -> None:
    page.take_files(paths)
    settle(page.context)


def confirm_all(page: UpperFormsPage) -> None:
    dialog = page.suggestions_dialog()
    page._confirm(dialog.accepted_items())
    dialog.deleteLater()
    settle(page.context)


def accepted(monkeypatch: pytest.MonkeyPatch, dialog: type) -> list[object]:
    """Let dialogs of a kind be confirmed as they open; return them as they come."""
    opened_ones: list[object] = []

    def run(self: object) -> int:
        opened_ones.append(self)
        return 1

    monkeypatch.setattr(dialog, "exec", run)
    return opened_ones


def press(page: UpperFormsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.grid, key)
    settle(page.context)


def text(page: UpperFormsPage, place: tuple[int, int]) -> str:
    return page.grid.cells.index_of(place).data()


def state(page: UpperFormsPage, place: tuple[int, int]) -> CellState:
    return page.grid.cells.index_of(place).data(STATE_ROLE)


def rows(page: UpperFormsPage, tab: int) -> list[str]:
    cells = page.lists.lists[tab]
    return [cells.item(row).text() for row in range(cells.count())]


def test_an_empty_page_says_what_it_is_for(page: UpperFormsPage):
    assert page.parts.empty_add.isVisible()
    assert not page.grid.isVisible()
    assert not page.parts.export.isEnabled()


def test_a_received_form_shows_its_sheet_and_what_could_be_filled(
    page: UpperFormsPage, tmp_path: Path
):
    told = sentences(page.context.told)
    take(page, units_form(tmp_path / "2020年第一季度汇总表.xlsx"))
    assert "已导入" in told[0]
    assert page.forms.list.currentItem().text() == "汇总表"
    assert [page.parts.sheets.tabText(number) for number in range(2)] == ["汇总表", "填表说明"]
    assert page.grid.rowSpan(2, 0) == 2
    assert page.grid.columnSpan(0, 0) == 6
    assert text(page, (5, 2)) == "张村"
    assert (text(page, (5, 3)), state(page, (5, 3))) == ("3？", CellState.PROPOSED)
    assert (text(page, (7, 3)), state(page, (7, 3))) == ("缺数据？", CellState.PROPOSED)
    assert text(page, (8, 3)) == "自动计算"
    assert page.parts.confirm.text() == "确认11处建议…"
    assert page.context.services.upper_forms.all()[0].mapped == 0


def test_the_model_of_a_sheet_is_sound(mapped: UpperFormsPage):
    tester = QAbstractItemModelTester(
        mapped.grid.cells, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    mapped.parts.sheets.setCurrentIndex(1)
    mapped.parts.sheets.setCurrentIndex(0)
    assert tester.model() is mapped.grid.cells


def test_ticked_proposals_are_confirmed_and_the_rest_is_not(page: UpperFormsPage, tmp_path: Path):
    take(page, units_form(tmp_path / "汇总表.xlsx"))
    dialog = page.suggestions_dialog()
    assert len(dialog.accepted_items()) == 11
    click(dialog.none)
    assert dialog.accepted_items() == []
    first = dialog.list.topLevelItem(2)
    dialog.list.setCurrentItem(first)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert [cell_name(one.spot[1]) for one in dialog.accepted_items()] == ["C5"]
    page._confirm(dialog.accepted_items())
    settle(page.context)
    assert (text(page, (5, 3)), state(page, (5, 3))) == ("3", CellState.FILLED)
    assert state(page, (6, 3)) == CellState.PROPOSED
    dialog.deleteLater()


def test_space_accepts_delete_forgets_and_both_are_undone(page: UpperFormsPage, tmp_path: Path):
    take(page, units_form(tmp_path / "汇总表.xlsx"))
    page.grid.go_to((5, 3))
    model = page.grid.cells
    for place in ((5, 4), (6, 3)):
        page.grid.selectionModel().select(
            model.index_of(place), QItemSelectionModel.SelectionFlag.Select
        )
    assert page.panel.name.text() == "选中3个格"
    press(page, Qt.Key.Key_Space)
    assert [text(page, place) for place in ((5, 3), (5, 4), (6, 3))] == ["3", "86", "2"]
    page.grid.go_to((5, 4))
    press(page, Qt.Key.Key_Delete)
    assert state(page, (5, 4)) == CellState.PROPOSED
    history = page.context.services.history
    assert history.undo() == "取消单元格对应"
    assert history.undo() == "上报表格：对应3个格"
    page.context.data_changed.emit()
    settle(page.context)
    assert state(page, (5, 3)) == CellState.PROPOSED


def test_enter_picks_a_figure_for_all_units_at_once(
    page: UpperFormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    take(page, units_form(tmp_path / "汇总表.xlsx"))
    page.grid.go_to((6, 5))
    picker = page.picker()
    assert picker is not None
    assert picker.windowTitle() == "E6填哪个指标"
    assert picker.picked().stored == "{overview.party_members@unit 李村}"
    enter(picker.search, "宣誓")
    assert picker.picked().stored == "{organization.oath_attendance@unit 李村}"
    assert picker.along.text() == "旁边其他单位的2个格也填这个指标"
    assert picker._shown.text() == "表里填：（本期没有数据，保持原样）"
    assert {cell_name(place): content for (_, place), content in picker.contents().items()} == {
        f"E{row}": f"{{organization.oath_attendance@unit {unit}}}"
        for row, unit in ((5, "张村"), (6, "李村"), (7, "河湾社区"))
    }
    picker.along.setChecked(False)
    assert list(picker.contents()) == [("汇总表", (6, 5))]
    picker.deleteLater()
    dialogs = accepted(monkeypatch, CellPicker)
    press(page, Qt.Key.Key_Return)
    assert len(dialogs) == 1
    assert (text(page, (6, 5)), text(page, (5, 5))) == ("50", "40")


def test_a_formula_takes_nothing(mapped: UpperFormsPage):
    mapped.grid.go_to((8, 3))
    assert mapped.picker() is None
    assert "公式" in mapped.panel.what.text()
    assert not mapped.panel.pick.isVisible()


def test_a_cell_is_left_for_good_or_takes_a_fixed_text(
    page: UpperFormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    take(page, list_form(tmp_path / "报表.xlsx"))
    assert "D10　新发展志愿者 · 名 · 本季度" in rows(page, 0)
    page.grid.go_to((10, 4))
    click(page.panel.leave)
    settle(page.context)
    assert (text(page, (10, 4)), state(page, (10, 4))) == ("留空", CellState.LEFT)
    assert not any(row.startswith("D10") for row in rows(page, 0))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("无", True))
    page.grid.go_to((10, 5))
    click(page.panel.write)
    settle(page.context)
    assert text(page, (10, 5)) == "无"


def test_lists_lead_to_their_cells(mapped: UpperFormsPage):
    assert rows(mapped, 0) == ["没有要处理的格了。"]
    assert rows(mapped, 1)[0] == "C7　主题党日（河湾社区）还没有数据"
    mapped.parts.sheets.setCurrentIndex(1)
    mapped.lists.setCurrentIndex(1)
    cells = mapped.lists.lists[1]
    cells.setFocus()
    QTest.keyClick(cells, Qt.Key.Key_Down)
    QTest.keyClick(cells, Qt.Key.Key_Up)
    assert mapped.parts.sheets.currentIndex() == 0
    assert mapped.grid.place() == (7, 3)
    assert mapped.panel.name.text() == "C7"
    assert mapped.panel.reason.text() == "主题党日（河湾社区）还没有数据"


def test_export_writes_the_form_and_says_what_was_left(mapped: UpperFormsPage, tmp_path: Path):
    noted = sentences(mapped.context.noted)
    mapped.export_to(tmp_path / "填好.xlsx")
    settle(mapped.context)
    assert noted == ["已导出“填好.xlsx”，填了8格。没有数据、保持原样的：C7、D7、E7。"]
    assert load_workbook(tmp_path / "填好.xlsx")["汇总表"]["D5"].value == 86
    assert mapped.forms.list.item(0).data(Qt.ItemDataRole.UserRole + 1) == "2020年第一季度已导出"


def test_an_export_that_fails_says_why(mapped: UpperFormsPage, tmp_path: Path):
    refused = sentences(mapped.context.refused)
    mapped.export_to(tmp_path / "没有的文件夹" / "填好.xlsx")
    settle(mapped.context)
    assert "不存在" in refused[0]


def test_a_file_that_is_no_form_is_refused(page: UpperFormsPage, tmp_path: Path):
    refused = sentences(page.context.refused)
    old = tmp_path / "旧表.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    take(page, old)
    assert "另存为" in refused[0]
    assert page.forms.list.count() == 0


def test_a_newer_file_takes_the_place_of_the_old_one(
    mapped: UpperFormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[str, str]] = []

    def newer(_parent: object, file: str, form: str) -> bool:
        asked.append((file, form))
        return True

    monkeypatch.setattr(files, "ask_whether_newer", newer)
    dialogs = accepted(monkeypatch, ProposalsDialog)
    take(mapped, units_form(tmp_path / "2020年第二季度汇总表.xlsx", ("李村", "张村")))
    assert asked == [("2020年第二季度汇总表.xlsx", "汇总表")]
    (dialog,) = dialogs
    texts = [dialog.list.topLevelItem(row).text(3) for row in range(11)]
    assert texts == [
        "A1（没变）",
        "A2（没变）",
        "C6",
        "D6",
        "E6",
        "C5",
        "D5",
        "E5",
        *["找不到"] * 3,
    ]
    assert (text(mapped, (5, 2)), text(mapped, (5, 3))) == ("李村", "2")
    assert mapped.forms.list.count() == 1


def test_another_quarter_shows_its_own_numbers(mapped: UpperFormsPage, town: Town):
    town.services.periods.open(Q2)
    town.services.ledgers.save("theme_party_day", Q2, {"times": 7}, unit="张村")
    mapped.grid.go_to((5, 3))
    mapped.context.show_period(Q2)
    settle(mapped.context)
    assert text(mapped, (5, 3)) == "7"
    assert text(mapped, (1, 1)) == "2020年第二季度基层党建工作汇总表"
    assert mapped.panel.value.text() == "7"


def test_forms_are_renamed_deleted_and_come_back(
    mapped: UpperFormsPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("党建汇总", True))
    click(mapped.forms.rename)
    settle(mapped.context)
    assert mapped.forms.list.item(0).text() == "党建汇总"
    click(mapped.forms.delete)
    settle(mapped.context)
    assert mapped.parts.empty_add.isVisible()
    mapped.context.services.history.undo()
    mapped.context.data_changed.emit()
    settle(mapped.context)
    assert text(mapped, (5, 3)) == "3"


def test_a_double_click_picks_as_enter_does(
    mapped: UpperFormsPage, monkeypatch: pytest.MonkeyPatch
):
    dialogs = accepted(monkeypatch, CellPicker)
    mapped.grid.go_to((5, 3))
    centre = QPointF(mapped.grid.visualRect(mapped.grid.currentIndex()).center())
    viewport = mapped.grid.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre.toPoint())
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        centre,
        viewport.mapToGlobal(centre),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)
    settle(mapped.context)
    assert len(dialogs) == 1


def test_a_cell_that_was_never_written_is_clicked_and_filled(
    page: UpperFormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    take(page, bare_list(tmp_path / "报表.xlsx"))
    assert (page.grid.cells.rowCount(), page.grid.cells.columnCount()) == (12, 3)
    assert (text(page, (4, 2)), state(page, (4, 2))) == ("5？", CellState.PROPOSED)
    assert state(page, (7, 2)) == CellState.OPEN
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("章禾", True))
    corner = page.grid.visualRect(page.grid.cells.index_of((12, 3))).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert page.panel.name.text() == "C12"
    click(page.panel.write)
    settle(page.context)
    assert text(page, (12, 3)) == "章禾"
    page.export_to(tmp_path / "填好.xlsx")
    assert load_workbook(tmp_path / "填好.xlsx")["报表"]["C12"].value == "章禾"


def test_f3_goes_from_one_waiting_cell_to_the_next_over_all_sheets(
    page: UpperFormsPage, tmp_path: Path
):
    take(page, bare_tables(tmp_path / "汇总.xlsx", ("张村",)))
    assert rows(page, 0)[0] == "汇总!B3　主题党日（张村）？"
    visited = []
    page.grid.setFocus()
    for _ in range(5):
        press(page, Qt.Key.Key_F3)
        visited.append((page.parts.sheets.currentIndex(), page.grid.place()))
    assert visited == [(0, (3, 2)), (0, (3, 3)), (0, (4, 2)), (0, (4, 3)), (1, (2, 1))]
    click(page.panel.next)
    click(page.panel.next)
    click(page.panel.next)
    assert (page.parts.sheets.currentIndex(), page.grid.place()) == (0, (3, 2))
    assert page.grid.hasFocus()


def test_a_form_is_mapped_from_the_list_by_keys_alone(
    page: UpperFormsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    take(page, bare_list(tmp_path / "报表.xlsx"))
    cells = page.lists.lists[0]
    cells.setFocus()
    cells.setCurrentRow(2)
    assert page.grid.place() == (4, 2)
    QTest.keyClick(cells, Qt.Key.Key_Space)
    settle(page.context)
    assert (text(page, (4, 2)), page.grid.place()) == ("5", (5, 2))
    dialogs = accepted(monkeypatch, CellPicker)
    QTest.keyClick(cells, Qt.Key.Key_Return)
    settle(page.context)
    assert [dialog.windowTitle() for dialog in dialogs] == ["B5填哪个指标"]
    assert (text(page, (5, 2)), page.grid.place()) == ("136", (6, 2))
    assert cells.hasFocus()
