"""Hands for tests of area pages: keys into whatever has the focus, cells by row and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from township import Q1

from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.tables.delegate import ProblemLabel


class Driven:
    """A page on screen with what it told."""

    def __init__(self, services: Services, reading: Any, period: Period, area: str) -> None:
        self.context = Context(services, reading, period)
        self.told: list[str] = []
        self.refused: list[str] = []
        self.context.told.connect(self.told.append)
        self.context.refused.connect(self.refused.append)
        self.page = AreaPage(self.context, area)
        self.page.resize(1176, 688)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowExposed(self.page)

    @property
    def view(self) -> Any:
        return self.page.pane.view

    @property
    def model(self) -> Any:
        return self.page.pane.model

    def tab(self, label: str) -> None:
        tabs = self.page.tabs
        places = [place for place in range(tabs.count()) if tabs.tabText(place).startswith(label)]
        tabs.setCurrentIndex(places[0])

    def tab_texts(self) -> list[str]:
        return [self.page.tabs.tabText(place) for place in range(self.page.tabs.count())]

    def cell(self, row: int, name: str) -> QModelIndex:
        names = [field.name for field in self.model.columns]
        return self.model.index(row, names.index(name))

    def shown(self, row: int, name: str) -> str:
        return str(self.model.data(self.cell(row, name)))

    def column(self, name: str) -> list[str]:
        return [self.shown(row, name) for row in range(self.model.rowCount())]

    def go_to(self, row: int, name: str) -> None:
        self.view.setFocus()
        self.view.go_to(row, self.cell(row, name).column())

    def keys(self, text: str) -> None:
        """Type into whatever has the focus then: the first key may open an editor."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(focus(), character)
            else:  # what an input method hands over
                event = QInputMethodEvent("", [])
                event.setCommitString(character)
                QApplication.sendEvent(focus(), event)

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focus(), key, modifier)

    def click(self, row: int, name: str) -> None:
        place = self.view.visualRect(self.cell(row, name)).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))

    @property
    def editor(self) -> Any:
        return self.view.cells.editor

    def reason(self) -> str:
        """What stands beside the open editor."""
        label = self.view.findChild(ProblemLabel)
        assert isinstance(label, QLabel)
        return "" if label.isHidden() else label.text()

    def card(self, key: str) -> str:
        return str(self.page.strip.card(key).accessibleName())

    def totals(self) -> dict[str, str]:
        return {name: text for name, text in self.page.pane.table.totals().items() if text}


@contextmanager
def three_days(town: Any, workplace: Workplace) -> Iterator[Driven]:
    """基层党建 with three theme days, in front."""
    town.row("theme_party_day", "张村", theme="春耕", attendance=40, due=50)
    town.row("theme_party_day", "李村", theme="清明", attendance=30)
    town.row("theme_party_day", "张村", theme="植树", attendance=20)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("主题党日")
    yield found
    found.page.leave()
    found.page.close()
    found.context.tasks.finish()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def until(condition: Callable[[], bool], seconds: float = 3.0) -> None:
    """Let the window work until something is so."""
    end = perf_counter() + seconds
    while not condition():
        assert perf_counter() < end, "waited in vain"
        QTest.qWait(10)
