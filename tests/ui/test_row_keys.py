"""Keys that change rows act where the rows are; a new row is kept with its first fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from area_driving import Driven, until
from closing import take_down
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from township import Q1

from desktop_app.services.program.workplace import Workplace

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAYS = "theme_party_day"
TIMES = "organization.party_days"


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    """基层党建 with two theme days, in front."""
    town.row(DAYS, "张村", theme="春耕", attendance=40)
    town.row(DAYS, "李村", theme="清明", attendance=30)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("主题党日")
    yield found
    found.page.leave()
    found.page.close()
    found.context.tasks.finish()
    take_down(found.page)


def rows(driven: Driven) -> int:
    return len(driven.context.services.ledgers.rows(DAYS, Q1))


def places_beside_the_table(driven: Driven) -> list[QWidget]:
    page = driven.page
    card = next(iter(page.strip._cards.values()))
    form = driven.page.pane.form
    return [card, page.tabs, page.search, form.editor("theme"), form.editor("estimated")]


def test_ctrl_delete_deletes_rows_only_from_the_table(driven: Driven):
    driven.go_to(1, "theme")
    for place in places_beside_the_table(driven):
        place.setFocus()
        assert QApplication.focusWidget() is place
        QTest.keyClick(place, Key.Key_Delete, CTRL)
        assert rows(driven) == 2, place
        QTest.keyClick(place, Key.Key_D, CTRL | SHIFT)
        assert rows(driven) == 2, place
    driven.go_to(1, "theme")
    driven.key(Key.Key_Delete, CTRL)
    assert rows(driven) == 1
    driven.key(Key.Key_D, CTRL | SHIFT)
    assert rows(driven) == 2


def test_the_keys_work_in_the_table_of_each_ledger(driven: Driven):
    driven.tab("组织生活")
    driven.page.pane.add_row()
    driven.keys("\t")
    driven.go_to(0, "attendance")
    driven.keys("9")
    driven.key(Key.Key_Return)
    assert driven.model.rowCount() == 1
    driven.go_to(0, "attendance")
    driven.key(Key.Key_Delete, CTRL)
    assert driven.model.rowCount() == 0
    assert rows(driven) == 2


def test_a_unit_alone_is_no_fact_and_counts_nothing(driven: Driven, town: Any):
    before = town.value(TIMES)
    driven.page.pane.add_row()
    row = driven.model.draft_row
    driven.go_to(row, "unit")
    driven.keys("lc")
    driven.key(Key.Key_Tab)
    assert driven.shown(row, "unit") == "李村"
    assert driven.model.draft_row == row
    assert rows(driven) == 2
    assert town.value(TIMES) == before
    assert driven.told[-1] == "新的一行：李村；再填一栏就会保存"
    driven.go_to(row, "theme")
    driven.keys("abc")
    driven.key(Key.Key_Tab)
    assert driven.model.draft_row is None
    saved = driven.context.services.ledgers.rows(DAYS, Q1)[-1]
    assert (saved.unit, saved.values["theme"], saved.values["times"]) == ("李村", "abc", 1)


def test_the_status_bar_says_what_was_typed_and_what_counts_with_it(driven: Driven):
    driven.page.pane.add_row()
    driven.go_to(2, "attendance")
    driven.keys("8")
    driven.key(Key.Key_Tab)
    assert driven.told[-1] == "已保存：张村 · 主题党日 · 参加 8（次数先按1次计）"
    driven.go_to(2, "unit")
    driven.keys("lc")
    driven.key(Key.Key_Tab)
    assert driven.told[-1] == "已保存：李村 · 主题党日"
    driven.page.pane.add_row()
    driven.go_to(3, "times")
    driven.keys("4")
    driven.key(Key.Key_Tab)
    assert driven.told[-1] == "已保存：李村 · 主题党日 · 次数 4"


def test_a_new_row_that_got_only_its_unit_goes_when_the_cursor_leaves_it(driven: Driven):
    driven.page.pane.add_row()
    driven.go_to(2, "unit")
    driven.keys("lc")
    driven.key(Key.Key_Return)
    driven.key(Key.Key_Up)
    until(lambda: driven.model.draft_row is None)
    assert driven.model.rowCount() == 2
