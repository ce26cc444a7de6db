"""Hands for tests of the one grid: keys into it, what is selected, where the cursor is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from area_driving import Driven, focus
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from township import Q1

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
DAYS = "theme_party_day"
KEY = "organization.party_day_attendance"


@contextmanager
def party_days(town: Any, workplace: Workplace) -> Iterator[Driven]:
    """基层党建 with three theme days, in front."""
    town.row(DAYS, "张村", theme="春耕", attendance=40, due=50, date="2020-02-03")
    town.row(DAYS, "李村", theme="清明", attendance=30, estimated=True)
    town.row(DAYS, "张村", theme="植树", attendance=20)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("主题党日")
    yield found
    found.page.leave()
    drop(found.page, found.context)


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
