"""A unit's name that is none: it is selected, to be overwritten, and what is like it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from area_driving import Driven
from closing import take_down
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1

from desktop_app.services.program.workplace import Workplace

Key = Qt.Key
DAYS = "theme_party_day"


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    """Theme days of 基层党建, one of them there."""
    town.row(DAYS, "张村", theme="春耕", attendance=40)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("主题党日")
    yield found
    if found.editor is not None:
        found.view.cells.close_unkept()
    found.page.leave()
    found.page.close()
    found.context.tasks.finish()
    take_down(found.page)


def offered(driven: Driven) -> list[str]:
    popup = driven.editor.completer().popup()
    if not popup.isVisible():
        return []
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("again", [Key.Key_Return, Key.Key_F2])
def test_what_is_refused_is_overwritten_by_typing(driven: Driven, again: Qt.Key):
    driven.go_to(0, "unit")
    driven.keys("李家村")
    driven.key(Key.Key_Return)
    assert "李家村" in driven.reason()
    line = driven.editor.lineEdit()
    assert line.selectedText() == "李家村"
    line.deselect()
    driven.key(again)
    assert line.selectedText() == "李家村"
    driven.keys("lc")
    driven.key(Key.Key_Return)
    assert driven.editor is None
    assert driven.shown(0, "unit") == "李村"


def test_the_nearest_units_are_offered_and_one_is_taken(driven: Driven):
    driven.go_to(0, "unit")
    driven.keys("李家村")
    driven.key(Key.Key_Return)
    assert offered(driven)[0] == "李村"
    QTest.keyClick(driven.editor.completer().popup(), Key.Key_Down)
    QTest.keyClick(driven.editor.completer().popup(), Key.Key_Return)
    if driven.editor is not None:
        driven.key(Key.Key_Return)
    assert driven.shown(0, "unit") == "李村"


def test_enter_never_takes_an_offered_name_for_a_wrong_one(driven: Driven):
    driven.go_to(0, "unit")
    driven.keys("李家村")
    for _ in range(3):
        driven.key(Key.Key_Return)
    assert driven.editor is not None
    assert driven.context.services.ledgers.rows(DAYS, Q1)[0].unit == "张村"


def test_a_wrong_number_is_overwritten_too(driven: Driven):
    driven.go_to(0, "attendance")
    driven.keys("4o")
    driven.key(Key.Key_Return)
    assert driven.editor.selectedText() == "4o"
    driven.keys("45")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "attendance") == "45"


def test_in_the_form_a_refused_name_is_selected_as_well(driven: Driven):
    driven.go_to(0, "theme")
    editor = driven.page.pane.form.editor("unit")
    editor.setFocus()
    editor.lineEdit().selectAll()
    driven.keys("李家村")
    driven.key(Key.Key_Return)
    assert editor.lineEdit().selectedText() == "李家村"
    driven.keys("lc")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "unit") == "李村"
