"""What the office defines is in the window at once: navigation, pages, matrix; and goes by undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import Q1
from PySide6.QtWidgets import QApplication
from township import ROOT

from desktop_app.services.assembly import Services
from desktop_app.services.own.records import (
    CHOICE,
    WHOLE,
    OwnAreaRecord,
    OwnColumnRecord,
    OwnFigureRecord,
    OwnLedgerRecord,
)
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.window import MainWindow

COLUMNS = (
    OwnColumnRecord("方式", CHOICE, options=("徒步", "车巡")),
    OwnColumnRecord("巡查", WHOLE, "人次", is_figure=True),
)


@pytest.fixture
def window(app: QApplication, workplace: Workplace, services: Services) -> Iterator[MainWindow]:
    services.periods.open(Q1)
    services.office.save_unit(Q1, "张村")
    made = MainWindow(Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources")
    made.start()
    made.show_page("organization")
    yield made
    take_down(made)


def define(window: MainWindow) -> str:
    services = window.context.services
    area = services.own_areas.save_area(OwnAreaRecord("防汛备汛", "登记巡堤。"))
    ledger = OwnLedgerRecord("巡堤", area, COLUMNS)
    window.context.write(lambda: services.own_areas.save_ledger(ledger))
    return area


def test_a_new_area_has_its_page_and_undo_takes_it_away(window: MainWindow):
    window.show_page("settings", "own_areas")
    area = define(window)
    assert "防汛备汛" in window.navigation.labels()
    assert window.navigation.current() == "settings"
    page = window.page(area)
    assert page is window.stack.page()
    window.undo()
    window.undo()
    assert "防汛备汛" not in window.navigation.labels()
    assert window.navigation.current() == "settings"
    assert window.banner.text == ""


def test_a_page_that_is_open_gets_the_ledger_of_a_new_figure(window: MainWindow):
    before = window.page("organization")
    window.show_page("settings", "own_figures")
    services = window.context.services
    figure = OwnFigureRecord("慰问老党员", "人次", "organization")
    window.context.write(lambda: services.own_figures.save(figure))
    assert window.page("organization") is not before
    window.show_page("workbench")
    key = f"own.{services.own_figures.all()[0].key}"
    window.context.write(lambda: services.workbench.type_cell(Q1, "张村", key, "38"))
    assert services.figures.figures(Q1)[key].value == 38
    assert window.banner.text == ""


def test_the_window_opens_with_areas_that_were_there_before(
    app: QApplication, workplace: Workplace, services: Services, window: MainWindow
):
    area = define(window)
    again = MainWindow(
        Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources"
    )
    again.start()
    again.show_page(area)
    assert again.navigation.current() == area
    take_down(again)
