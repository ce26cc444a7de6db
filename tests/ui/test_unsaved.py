"""What could not be saved is never lost without a word, on whichever way out of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from closing import take_down
from page_driving import enter, settle, type_into
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Q2, ROOT, Town

from db.connection import Store
from db.errors import NotWritten
from db.troubles import Trouble
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame.leaving import UnsavedQuestion
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.safekeeping.restore_request import ask_for_restore, take_request
from desktop_app.ui.tables.editors import Editor
from desktop_app.ui.window import MainWindow

KEY = "organization.party_day_attendance"
DAY = "theme_party_day"


@pytest.fixture
def window(app: QApplication, workplace: Workplace, town: Town) -> Iterator[MainWindow]:
    town.row(DAY, attendance=5)
    context = Context(town.services, workplace.store.reading, Q1)
    made = MainWindow(context, workplace, ROOT / "resources")
    made.start()
    made.show_page("workbench")
    yield made
    take_down(made)


@pytest.fixture
def full_disk(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Every write is refused as on a full disk, until what is returned is called."""
    original = Store._make_ready  # where the disk's answer comes in

    def refuse(store: Store) -> None:
        raise store._refuse(NotWritten(store.path, Trouble.FULL))

    monkeypatch.setattr(Store, "_make_ready", refuse)
    return lambda: monkeypatch.setattr(Store, "_make_ready", original)


def type_77(window: MainWindow) -> Editor:
    return type_cell(window, "77")


def type_cell(window: MainWindow, text: str) -> Editor:
    """Type into a cell of the matrix and press Enter; return the cell's editor."""
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    column = [figure.key for figure in page.matrix.figures].index(KEY)
    index = page.matrix.index(page.matrix.units.index("李村"), column)
    page.view.setCurrentIndex(index)
    page.view.edit(index)
    editor = page.view.cells.editor
    assert editor is not None
    enter(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    return editor


def asked(window: MainWindow) -> UnsavedQuestion:
    """Return the question that the window asks."""
    question = window.leaving.question
    assert question is not None
    assert question.isVisible()
    return question


def answer(window: MainWindow, choose: Callable[[UnsavedQuestion], Qt.Key | object]) -> None:
    choose(asked(window)).click()  # type: ignore[attr-defined] # a button
    QApplication.processEvents()


def kept(window: MainWindow) -> object:
    return window.context.services.figures.figures(Q1)[KEY].value


@pytest.mark.usefixtures("full_disk")
def test_closing_asks_and_returns_to_the_cell(window: MainWindow):
    editor = type_77(window)
    assert "磁盘已满" in editor.problem
    assert not window.close()
    assert window.isVisible()
    QTest.keyClick(asked(window), Qt.Key.Key_Return)  # 返回 is what one means without reading
    assert window.leaving.question is None
    assert window.isVisible()
    assert editor.text() == "77"


def test_once_there_is_room_closing_saves_without_asking(
    window: MainWindow, full_disk: Callable[[], None]
):
    type_77(window)
    full_disk()
    assert window.close()
    assert kept(window) == 82


@pytest.mark.usefixtures("full_disk")
def test_what_is_given_up_lets_the_window_close(window: MainWindow):
    type_77(window)
    window.close()
    answer(window, lambda question: question.give_up)
    assert not window.isVisible()
    assert kept(window) == 5


@pytest.mark.usefixtures("full_disk")
def test_a_cell_of_a_page_that_was_left_is_asked_for_and_shown(window: MainWindow):
    editor = type_77(window)
    window.show_page("backups")
    assert not window.close()
    answer(window, lambda question: question.back)
    assert window.navigation.current() == "workbench"
    assert editor.isVisible()
    assert editor.text() == "77"


def test_a_page_that_was_left_saves_at_the_end_what_it_can(
    window: MainWindow, full_disk: Callable[[], None]
):
    type_77(window)
    window.show_page("backups")
    full_disk()
    assert window.close()
    assert kept(window) == 82


def test_news_of_another_page_leave_the_cell_open(
    window: MainWindow, full_disk: Callable[[], None]
):
    editor = type_77(window)
    window.show_page("backups")
    full_disk()
    services = window.context.services
    window.context.write(lambda: services.office.save_unit(Q1, "王村"))
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert editor.isVisible()
    assert editor.text() == "77"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert kept(window) == 82
    assert "王村" in page.matrix.units


def test_a_cell_that_is_given_up_lets_the_news_in(window: MainWindow):
    editor = type_cell(window, "很多")
    services = window.context.services
    window.context.write(lambda: services.office.save_unit(Q1, "王村"))
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    assert "王村" not in page.matrix.units
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    end = monotonic() + 10
    while "王村" not in page.matrix.units:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert monotonic() < end, "the news never arrive"


def test_in_another_quarter_it_is_named_and_never_written_there(
    window: MainWindow, full_disk: Callable[[], None]
):
    services = window.context.services
    type_77(window)
    window.show_page("backups")
    full_disk()
    window.context.write(lambda: services.periods.open(Q2))
    window.context.show_period(Q2)
    assert not window.close()
    answer(window, lambda question: question.back)
    assert "“77”没有存上" in window.banner.text
    assert services.figures.figures(Q2)[KEY].value is None
    assert kept(window) == 5
    assert window.close()


@pytest.mark.usefixtures("full_disk")
def test_the_form_of_a_row_is_asked_for_too(window: MainWindow):
    window.show_page("organization", f"{DAY}/")
    page = window.page("organization")
    assert isinstance(page, AreaPage)
    page.tabs.setCurrentIndex([one.key for one in page.area.ledgers].index(DAY))
    settle(window.context)
    page.pane.view.go_to(0)
    editor = page.pane.form.editor("attendance")
    type_into(editor, "77")
    assert "磁盘已满" in page.pane.form.problem("attendance")
    window.show_page("workbench")
    assert not window.close()
    answer(window, lambda question: question.back)
    assert window.navigation.current() == "organization"
    assert editor.text() == "77"


@pytest.mark.usefixtures("full_disk")
def test_a_form_of_the_settings_is_asked_for_too(window: MainWindow):
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    editor = page.office.form.editor("short_name")
    type_into(editor, "白石镇")
    window.show_page("workbench")
    assert not window.close()
    answer(window, lambda question: question.back)
    assert window.navigation.current() == "settings"
    assert editor.text() == "白石镇"


@pytest.mark.usefixtures("full_disk")
def test_the_text_of_the_report_is_asked_for_too(window: MainWindow):
    page = window.page("report")
    assert isinstance(page, ReportPage)
    settle(window.context)
    page.text.title.setFocus()
    QTest.keyClicks(page.text.title, "2020")
    assert not window.close()
    answer(window, lambda question: question.back)
    assert page.text.title.text().startswith("2020")
    assert "磁盘已满" in page.text.reason.text()


@pytest.mark.usefixtures("full_disk")
def test_large_type_asks_before_it_builds_the_pages_anew(window: MainWindow):
    editor = type_77(window)
    was_large = window.state.large
    window.large_button.click()
    answer(window, lambda question: question.back)
    assert window.large_button.isChecked() == was_large == window.state.large
    assert editor.text() == "77"
    window.large_button.click()
    answer(window, lambda question: question.give_up)
    assert window.state.large != was_large
    window.large_button.click()
    assert window.state.large == was_large


@pytest.mark.usefixtures("full_disk")
def test_a_restore_waits_for_the_answer(window: MainWindow):
    type_77(window)
    ask_for_restore(Path("备份.db"))
    answer(window, lambda question: question.back)
    assert window.isVisible()
    assert take_request() is None
    ask_for_restore(Path("备份.db"))
    answer(window, lambda question: question.give_up)
    assert not window.isVisible()
    assert take_request() == Path("备份.db")
