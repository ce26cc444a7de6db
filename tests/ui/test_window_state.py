"""What the window remembers from one start to the next, and what it does without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSplitter
from township import Q1, Q2, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame.window_state import FILE_NAME, WindowState
from desktop_app.ui.start import last_period
from desktop_app.ui.window import MainWindow

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(app: QApplication, town: Town, workplace: Workplace) -> Iterator[Open]:
    """Opens the window anew, as the next start of the program would."""
    town.services.periods.open(Q2)
    made: list[MainWindow] = []

    def start() -> MainWindow:
        if made:
            made[-1].close()
        period = last_period(workplace, town.services)
        context = Context(town.services, workplace.store.reading, period)
        made.append(MainWindow(context, workplace, ROOT / "resources"))
        made[-1].show()
        made[-1]._show_first_page()
        settle(context)
        return made[-1]

    yield start
    take_down(*made)


def test_a_day_begins_on_the_workbench_in_the_quarter_and_type_of_before(open_window: Open):
    window = open_window()
    assert (window.navigation.current(), window.context.period) == ("workbench", Q2)
    window.show_page("integrity")
    window.context.show_period(Q1)
    window.large_button.setChecked(True)
    again = open_window()
    assert (again.navigation.current(), again.context.period) == ("workbench", Q1)
    assert again.large_button.isChecked()
    again.large_button.setChecked(False)


def test_a_quarter_that_was_taken_back_gives_way_to_the_newest(open_window: Open, town: Town):
    window = open_window()
    window.close()
    town.services.history.undo()
    assert open_window().context.period == Q1


def test_the_first_window_leaves_room_for_its_title_bar(open_window: Open):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    place = open_window().geometry()
    assert place.top() - screen.top() >= 30  # px that a title bar is high
    assert screen.contains(place)


def test_the_window_comes_back_where_it_was(open_window: Open):
    window = open_window()
    window.setGeometry(40, 30, 700, 500)
    again = open_window()
    assert again.geometry() == QRect(40, 30, 700, 500)


@pytest.mark.parametrize(
    "place", [QRect(9000, 9000, 700, 500), QRect(-5000, 10, 700, 500), QRect(0, 0, 4000, 3000)]
)
def test_a_missing_or_smaller_screen_leaves_the_window_in_reach(open_window: Open, place: QRect):
    window = open_window()
    window.setGeometry(place)
    again = open_window()
    screen = QGuiApplication.primaryScreen().availableGeometry()
    frame = 8  # px that a platform may add round the window
    assert screen.adjusted(-frame, -frame, frame, frame).contains(again.geometry())


def test_a_window_that_filled_the_screen_does_so_again(open_window: Open):
    window = open_window()
    window.showMaximized()
    assert open_window().isMaximized()


def test_pages_are_divided_as_they_were(open_window: Open):
    window = open_window()
    window.resize(1366, 728)
    pane = window.page("organization").pane  # type: ignore[attr-defined]
    settle(window.context)
    splitter = pane.findChild(QSplitter)
    splitter.moveSplitter(500, 1)
    left = splitter.sizes()
    again = open_window()
    again.resize(1366, 728)
    pane = again.page("epidemic").pane  # type: ignore[attr-defined]
    settle(again.context)
    found = pane.findChild(QSplitter).sizes()
    assert abs(found[0] / sum(found) - left[0] / sum(left)) < 0.02


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe garbage\n[[[=", b"[General]\npage\n=%%%"])
def test_a_broken_file_is_as_good_as_none(open_window: Open, workplace: Workplace, content: bytes):
    (workplace.folder / FILE_NAME).write_bytes(content)
    window = open_window()
    assert (window.navigation.current(), window.context.period) == ("workbench", Q2)
    window.context.show_period(Q1)
    assert open_window().context.period == Q1


def test_values_of_another_kind_are_as_good_as_none(open_window: Open, workplace: Workplace):
    settings = QSettings(str(workplace.folder / FILE_NAME), QSettings.Format.IniFormat)
    for key, value in {
        "geometry": "here",
        "period": "2020Q9",
        "large": QByteArray(b"\x00"),
        "splitters/AreaPage-LedgerPane-0": "a b",
    }.items():
        settings.setValue(key, value)
    settings.sync()
    window = open_window()
    window.show_page("organization")
    assert window.context.period == Q2
    assert not window.large_button.isChecked()
    assert window.banner.text == ""


def test_a_folder_in_the_files_place_stops_nothing(open_window: Open, workplace: Workplace):
    (workplace.folder / FILE_NAME).mkdir()
    assert open_window().navigation.current() == "workbench"


def test_the_state_lies_in_the_data_folder(tmp_path: Path, app: QApplication):
    """So that a USB stick carries it along."""
    state = WindowState(tmp_path)
    state.period = Q2
    state.flush()
    assert (tmp_path / FILE_NAME).is_file()
    assert WindowState(tmp_path).period == Q2


def test_a_narrow_window_scrolls_its_page_and_keeps_every_button(open_window: Open):
    window = open_window()
    window.show_page("report")
    window.resize(683, 384)
    settle(window.context)
    assert window.size().width() == 683
    bar = window.topbar
    for widget in (bar.period_box, bar.unit_box, bar.search_field, bar.undo_button):
        assert bar.rect().contains(widget.geometry())
    assert window.navigation.width() < 100
    window.resize(1366, 728)
    settle(window.context)
    assert bar.height() < 60
    assert window.navigation.width() == 168
