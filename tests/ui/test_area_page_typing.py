"""Typing into the table of an area page: what is kept, what is refused and stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from area_driving import Driven, focus, three_days, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop_app.core.periods import Period
from desktop_app.services.program.workplace import Workplace

Q1, Q2 = Period.parse("2020Q1"), Period.parse("2020Q2")


RESOURCES = Path(__file__).resolve().parents[2] / "resources"
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ATTENDANCE = "organization.party_day_attendance"


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    with three_days(town, workplace) as found:
        yield found


def test_what_is_typed_into_a_cell_is_saved_and_the_figure_changes(driven: Driven):
    assert driven.card(ATTENDANCE) == "主题党日参加90人次"
    driven.go_to(1, "attendance")
    driven.keys("38")
    assert driven.shown(1, "attendance") == "30"
    driven.key(Key.Key_Return)
    assert driven.shown(1, "attendance") == "38"
    assert driven.context.services.ledgers.rows("theme_party_day", Q1)[1].values["attendance"] == 38
    until(lambda: driven.card(ATTENDANCE) == "主题党日参加98人次")
    assert driven.totals()["attendance"] == "98"
    assert driven.told[-1] == "已保存：李村 · 主题党日 · 参加 38"
    assert driven.refused == []


def test_enter_goes_down_one_cell_and_tab_to_the_next(driven: Driven):
    driven.go_to(0, "attendance")
    driven.keys("41")
    driven.key(Key.Key_Return)
    assert driven.view.currentIndex() == driven.cell(1, "attendance")
    driven.key(Key.Key_Return)
    assert driven.view.currentIndex() == driven.cell(2, "attendance")
    driven.keys("7")
    driven.key(Key.Key_Tab)
    assert driven.view.currentIndex() == driven.cell(2, "oath_attendance")
    driven.key(Key.Key_Backtab)
    assert driven.view.currentIndex() == driven.cell(2, "attendance")
    assert driven.column("attendance") == ["41", "30", "7"]


def test_chinese_composed_on_an_unopened_cell_replaces_its_text(driven: Driven):
    driven.go_to(0, "theme")
    for composing, chosen in (("x", ""), ("xin", ""), ("", "新"), ("", "春")):
        event = QInputMethodEvent(composing, [])
        event.setCommitString(chosen)
        QApplication.sendEvent(focus(), event)
    driven.key(Key.Key_Return)
    assert driven.shown(0, "theme") == "新春"


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("attendance", "3o", "应填数字"),
        ("attendance", "-5", "不能是负数"),
        ("attendance", "9999999999", "超过了上限"),
        ("date", "三月里", "应填日期"),
        ("unit", "王村", "没有“王村”这一项"),
    ],
)
def test_nonsense_stays_in_its_editor_with_the_reason(
    driven: Driven, name: str, typed: str, reason: str
):
    before = driven.column(name)
    driven.go_to(0, name)
    driven.keys(typed)
    assert reason in driven.reason()
    for leave in (Key.Key_Return, Key.Key_Tab):
        driven.key(leave)
        assert driven.editor is not None
        assert driven.editor.raw() == typed
        assert driven.editor.property("invalid") is True
    driven.click(2, "theme")
    assert driven.editor is not None
    assert driven.view.currentIndex() == driven.cell(0, name)
    driven.page.reload()
    assert driven.editor.raw() == typed
    assert reason in driven.reason()
    assert driven.context.services.history.next_undo() == "新增主题党日"
    driven.key(Key.Key_Escape)
    assert driven.editor is None
    assert driven.reason() == ""
    assert driven.column(name) == before


def test_another_quarter_closes_what_cannot_be_kept(driven: Driven):
    driven.context.services.periods.open(Q2)
    driven.go_to(0, "attendance")
    driven.keys("x")
    driven.context.show_period(Q2)
    assert driven.editor is None
    assert driven.reason() == ""
    assert driven.view.finish_editing()
    driven.context.show_period(Q1)
    driven.go_to(0, "attendance")
    driven.keys("4")
    driven.key(Key.Key_Return)
    assert driven.column("attendance") == ["4", "30", "20"]


def test_what_the_program_writes_while_one_types_leaves_the_typing(driven: Driven):
    driven.go_to(0, "attendance")
    driven.keys("4")
    driven.context.services.ledgers.save("theme_party_day", Q1, {"attendance": 1}, unit="李村")
    driven.context.data_changed.emit()
    driven.keys("2")
    driven.key(Key.Key_Return)
    assert driven.column("attendance") == ["42", "30", "20", "1"]


def test_escape_brings_the_kept_value_back(driven: Driven):
    driven.go_to(0, "attendance")
    driven.keys("7")
    driven.key(Key.Key_Escape)
    assert driven.editor is None
    assert driven.shown(0, "attendance") == "40"
    driven.key(Key.Key_F2)
    assert driven.editor.raw() == "40"
    driven.key(Key.Key_Return)
    assert driven.context.services.history.next_undo() == "新增主题党日"


def test_flags_turn_by_space_and_do_not_open(driven: Driven):
    driven.go_to(0, "estimated")
    driven.key(Key.Key_Space)
    assert driven.shown(0, "estimated") == "是"
    driven.keys("x新")
    assert driven.editor is None
    driven.key(Key.Key_F2)
    assert driven.shown(0, "estimated") == ""


def test_what_the_service_refuses_stays_too(driven: Driven):
    driven.context.services.ledgers.save(
        "theme_party_day", Q1, {"is_subtotal": True, "attendance": 1}, unit="张村"
    )
    driven.context.data_changed.emit()
    assert driven.model.rowCount() == 4
    driven.go_to(0, "is_subtotal")
    driven.key(Key.Key_Space)
    assert driven.shown(0, "is_subtotal") == ""
    assert any("已有一行小计" in sentence for sentence in driven.refused)


def test_tab_behind_the_last_cell_adds_a_row_which_is_kept_once_typed_into(driven: Driven):
    columns = driven.view.typed_columns()
    driven.view.setFocus()
    driven.view.setCurrentIndex(driven.model.index(2, columns[-1]))
    driven.key(Key.Key_Tab)
    assert driven.model.rowCount() == 4
    assert driven.view.currentIndex() == driven.cell(3, "unit")
    driven.key(Key.Key_Up)
    until(lambda: driven.model.rowCount() == 3)
    driven.view.setCurrentIndex(driven.model.index(2, columns[-1]))
    driven.key(Key.Key_Tab)
    driven.go_to(3, "attendance")
    driven.keys("15")
    driven.key(Key.Key_Return)
    rows = driven.context.services.ledgers.rows("theme_party_day", Q1)
    assert [(row.unit, row.values["attendance"]) for row in rows][3:] == [("张村", 15)]
    until(lambda: driven.card(ATTENDANCE) == "主题党日参加105人次")
    assert "主题党日 4" in driven.tab_texts()
