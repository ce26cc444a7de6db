"""The whole window, driven as a clerk drives it: from an empty folder to a report, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from closing import take_down
from page_driving import settle
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from township import FONTS, MIGRATIONS, Q1, Q2, ROOT
from window_driving import KEY, open_window, type_cell, with_villages

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Refusal
from desktop_app.services import demo
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.window import MainWindow


@pytest.fixture
def window(app: QApplication, workplace: Workplace, services: Services) -> Iterator[MainWindow]:
    made = open_window(services, workplace)
    yield made
    take_down(made)


@pytest.fixture
def villages(window: MainWindow) -> MainWindow:
    return with_villages(window)


def wait_until(condition: Callable[[], bool], milliseconds: int = 60_000) -> None:
    """Let events run until the condition holds; fail when it never does."""
    loop, ticks = QEventLoop(), QTimer()
    ticks.timeout.connect(lambda: loop.quit() if condition() else None)
    ticks.start(10)
    QTimer.singleShot(milliseconds, loop.quit)
    if not condition():
        loop.exec()
    ticks.stop()
    assert condition()


def test_an_empty_folder_shows_what_to_do_first(window: MainWindow):
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert page.settings_button.isVisible()
    assert not window.demo_button.isVisible()
    assert not page.view.isVisible()
    page.settings_button.click()
    assert window.navigation.currentItem().text() == "设置"


def test_a_number_typed_into_the_matrix_is_saved_and_reaches_figures_and_report(
    villages: MainWindow, tmp_path: Path
):
    services = villages.context.services
    type_cell(villages, "张村", KEY, "86", Qt.Key.Key_Return)
    assert services.figures.figures(Q1)[KEY].value == 86
    assert villages.statusBar().currentMessage().startswith("已保存：张村")
    page = villages.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert page.matrix.units[page.view.currentIndex().row()] == "李村"
    assert page.table.totals_row.texts()[page.view.currentIndex().column()] == "86\n缺1村"
    target = tmp_path / "报告.pdf"
    services.reports.export(Q1, target)
    with PdfDocument(target) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "86人次" in "".join(text.split())


def test_nonsense_stays_in_the_editor_with_its_reason(villages: MainWindow):
    editor = type_cell(villages, "张村", KEY, "很多", Qt.Key.Key_Return)
    assert editor.text() == "很多"
    assert editor.property("invalid")
    assert "应填数字" in editor.problem
    assert villages.context.services.figures.figures(Q1)[KEY].value is None
    editor.selectAll()
    QTest.keyClicks(editor, "38")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert villages.context.services.figures.figures(Q1)[KEY].value == 38


def test_undo_and_redo_go_over_pages(villages: MainWindow):
    type_cell(villages, "张村", KEY, "86", Qt.Key.Key_Return)
    villages.show_page("organization")
    villages.activateWindow()
    assert QTest.qWaitForWindowActive(villages)
    QTest.keyClick(villages, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    figures = villages.context.services.figures
    assert figures.figures(Q1)[KEY].value is None
    assert "已撤销：填写张村主题党日参加" in villages.statusBar().currentMessage()
    villages.topbar.redo_button.click()
    assert figures.figures(Q1)[KEY].value == 86


def test_a_new_quarter_is_opened_and_looked_at(villages: MainWindow):
    villages.topbar.open_quarter(Q2)
    assert villages.context.period == Q2
    assert villages.topbar.period_box.currentText() == "2020年第二季度"
    assert [unit.name for unit in villages.context.services.office.units(Q2)][:2] == [
        "张村",
        "李村",
    ]
    villages.topbar.previous_button.click()
    assert villages.context.period == Q1


def test_undoing_a_new_quarter_goes_back_and_the_only_one_stays(window: MainWindow):
    window.topbar.open_quarter(Q2)
    window.undo()
    assert window.context.period == Q1
    window.undo()
    assert "唯一的一个季度" in window.banner.text
    assert window.context.services.periods.all() == [Q1]


def test_narrowing_to_one_unit(villages: MainWindow):
    page = villages.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert page.matrix.units == ("张村", "李村", "本级")
    box = villages.topbar.unit_box
    box.setCurrentIndex(box.findData("李村"))
    box.activated.emit(box.currentIndex())
    assert page.matrix.units == ("李村",)


def test_missing_units_are_copied_for_a_reminder(villages: MainWindow):
    page = villages.page("workbench")
    assert isinstance(page, WorkbenchPage)
    page.copy_missing()
    assert QApplication.clipboard().text() == "张村、李村"
    type_cell(villages, "张村", KEY, "1", Qt.Key.Key_Return)
    page.copy_missing()
    assert QApplication.clipboard().text() == "李村"


def test_a_search_leads_to_the_row(villages: MainWindow):
    services = villages.context.services
    villages.context.write(
        lambda: services.ledgers.save("theme_party_day", Q1, {"theme": "学雷锋"}, unit="张村")
    )
    villages.search("雷锋")
    dialog = villages.found
    assert dialog.list.count() == 1
    dialog.list.itemActivated.emit(dialog.list.item(0))
    assert villages.navigation.currentItem().text() == "基层党建"


def test_the_dots_say_how_far_an_area_is(villages: MainWindow):
    services = villages.context.services
    villages.context.write(lambda: services.ledgers.save("clue", Q1, {"received": 3}))
    role = Qt.ItemDataRole.UserRole + 1

    def states() -> dict[str, object]:
        items = [villages.navigation.item(row) for row in range(villages.navigation.count())]
        return {item.text(): item.data(role) for item in items}

    wait_until(lambda: states()["廉政建设"] == "findings")
    assert states()["疫情防控"] == "empty"
    assert states()["设置"] is None


def test_a_refusal_is_shown_and_what_was_saved_stays(villages: MainWindow):
    def refuse() -> None:
        raise Refusal("磁盘满了，请腾出空间后再试。")

    assert villages.context.write(refuse) is None
    assert villages.banner.text == "磁盘满了，请腾出空间后再试。"
    villages.context.told.emit("已保存")
    assert villages.banner.text == ""


def test_a_message_stays_with_its_page_unless_it_is_of_the_whole_program(villages: MainWindow):
    villages.show_page("report")
    villages.context.noted.emit("报告已导出。")
    villages.show_page("report", "figure:x")
    assert villages.banner.text == "报告已导出。"
    villages.navigation.setCurrentRow(0)  # as a click does: the list is ahead of the page
    assert villages.banner.text == ""
    villages.context.warned.emit("备份已是8天前的，请插上U盘。")
    villages.show_page("report")
    assert villages.banner.text == "备份已是8天前的，请插上U盘。"


def test_an_exception_is_logged_told_and_the_program_goes_on(
    villages: MainWindow, caplog: pytest.LogCaptureFixture
):
    def break_down() -> None:
        raise ZeroDivisionError

    assert villages.context.write(break_down) is None
    assert "可以继续使用" in villages.banner.text
    assert "ZeroDivisionError" in caplog.text
    type_cell(villages, "张村", KEY, "5", Qt.Key.Key_Return)
    assert villages.context.services.figures.figures(Q1)[KEY].value == 5


@pytest.mark.parametrize(
    "page",
    [
        "workbench", "epidemic", "organization", "production", "integrity", "rectification",
        "report", "summary", "settings",
    ],
)  # fmt: skip
def test_every_page_opens_on_an_empty_database_and_in_large_type(window: MainWindow, page: str):
    window.show_page(page)
    assert window.banner.text == ""
    window.large_button.setChecked(True)
    window.show_page("workbench")
    window.show_page(page)
    window.large_button.setChecked(False)
    wait_until(lambda: not window.context.tasks.is_busy())
    assert window.banner.text == ""


def test_what_was_typed_is_there_after_closing_and_opening_again(app: QApplication, tmp_path: Path):
    for attendance in (None, 86):
        place = Workplace(tmp_path / "数据", MIGRATIONS)
        place.open()
        services = assemble(place.store, Catalogue(ALL_AREAS), FONTS)
        services.periods.open(Q1)
        services.office.save_unit(Q1, "张村")
        made = MainWindow(Context(services, place.store.reading, Q1), place, ROOT / "resources")
        made.start()
        assert services.figures.figures(Q1)[KEY].value == attendance
        if attendance is None:
            type_cell(made, "张村", KEY, "86", Qt.Key.Key_Return)
        take_down(made)
        place.close(backup=True)


def test_the_first_start_proposes_the_quarter_that_has_just_ended(app: QApplication):
    assert FirstStart(date(2026, 1, 5)).period.code == "2025Q4"
    assert FirstStart(date(2026, 11, 23)).period.code == "2026Q3"


def test_nonsense_in_the_matrix_stays_when_one_clicks_elsewhere(villages: MainWindow):
    page = villages.page("workbench")
    assert isinstance(page, WorkbenchPage)
    editor = type_cell(villages, "张村", KEY, "abc", Qt.Key.Key_F12)
    other = page.matrix.index(1, 1)
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(other).center()
    )
    assert editor.isVisible()
    assert editor.text() == "abc"
    assert "应填数字" in editor.problem
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert page.view.cells.editor is None
    type_cell(villages, "张村", KEY, "6", Qt.Key.Key_F12)
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(other).center()
    )
    assert villages.context.services.figures.figures(Q1)[KEY].value == 6


def test_a_total_typed_over_single_rows_is_told(villages: MainWindow):
    row = {"theme": "学雷锋", "times": 1, "attendance": 20}
    services = villages.context.services
    villages.context.write(lambda: services.ledgers.save("theme_party_day", Q1, row, unit="张村"))
    type_cell(villages, "张村", KEY, "5", Qt.Key.Key_Return)
    assert "两边加在一起了（20+5）" in villages.banner.text


def test_the_totals_say_how_many_have_not_reported(villages: MainWindow):
    page = villages.page("workbench")
    assert isinstance(page, WorkbenchPage)
    type_cell(villages, "张村", KEY, "6", Qt.Key.Key_Return)
    column = [found.key for found in page.matrix.figures].index(KEY)
    assert page.table.totals_row.texts()[column] == "6\n缺1村"


def test_large_type_while_work_is_awaited(villages: MainWindow):
    villages.page("summary")
    villages.page("report")
    villages.large_button.setChecked(True)
    villages.large_button.setChecked(False)
    settle(villages.context)
    assert villages.banner.text == ""


def test_the_demonstration_says_so_and_makes_room_for_real_work(
    app: QApplication, workplace: Workplace, services: Services, monkeypatch: pytest.MonkeyPatch
):
    demo.create(workplace, services)
    made = MainWindow(Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources")
    made.start()
    made.show_page("workbench")
    made.context.data_changed.emit()
    assert "演示" in made.windowTitle()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    monkeypatch.setattr(FirstStart, "exec", lambda _self: True)
    made.demo_button.click()
    assert "演示数据已清除，备份在" in made.banner.text
    assert "在“填报单位”里粘贴" in made.banner.text
    assert made.windowTitle() == "党建季报"
    assert not made.demo_button.isVisible()
    assert services.periods.all() == [made.context.period]
    assert workplace.backups.newest() is not None
    made.context.write(lambda: services.office.save_unit(made.context.period, "张村"))
    type_cell(made, "张村", KEY, "3", Qt.Key.Key_Return)
    assert services.figures.figures(made.context.period)[KEY].value == 3
    assert made.banner.text == ""
    take_down(made)


def test_sums_of_a_selection_stand_in_the_status_bar(villages: MainWindow):
    villages.context.selection_told.emit("计数 3　合计 12")
    assert villages.line.selection.isVisible()
    assert villages.line.selection.text() == "计数 3　合计 12"
    villages.context.selection_told.emit("")
    assert not villages.line.selection.isVisible()
