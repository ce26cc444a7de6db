"""The one grid, by its keys: writing many cells at once, and typing by kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from area_driving import Driven
from grid_driving import (
    ALT,
    CTRL,
    SHIFT,
    Key,
    clipboard,
    drop,
    party_days,
    place,
    press,
    select,
    undone,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1

from desktop_app.services.program.workplace import Workplace


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    with party_days(town, workplace) as found:
        yield found


# ── writing many cells ───────────────────────────────────────────────────────────────────────────


def test_fill_down_takes_the_first_row_or_the_one_above(driven: Driven):
    select(driven, 0, "theme", down=2, right=1)
    press(Key.Key_D, CTRL)
    assert driven.column("theme") == ["春耕"] * 3
    assert driven.context.services.history.next_undo() == "填充主题党日2格"
    assert undone(driven) == "填充主题党日2格"
    assert driven.column("theme") == ["春耕", "清明", "植树"]
    driven.go_to(1, "unit")
    press(Key.Key_D, CTRL)
    assert driven.column("unit") == ["张村", "张村", "张村"]
    driven.go_to(1, "date")
    press(Key.Key_D, CTRL)
    assert driven.shown(1, "date") == "2020-02-03"


def test_fill_right(driven: Driven):
    select(driven, 0, "due", down=1, right=1)
    press(Key.Key_R, CTRL)
    assert driven.column("attendance") == ["50", "", "20"]
    driven.go_to(2, "oath_attendance")
    press(Key.Key_R, CTRL)
    assert driven.shown(2, "oath_attendance") == "20"


def test_ctrl_enter_writes_into_all_that_is_selected(driven: Driven):
    select(driven, 0, "due", down=2, right=1)
    driven.keys("12")
    driven.key(Key.Key_Return, CTRL)
    assert driven.editor is None
    assert driven.column("due") == driven.column("attendance") == ["12"] * 3
    assert undone(driven) == "填充主题党日6格"
    assert driven.column("attendance") == ["40", "30", "20"]


def test_what_one_cell_refuses_is_written_nowhere(driven: Driven):
    select(driven, 0, "due", down=1, right=1)
    driven.keys("x")
    driven.key(Key.Key_Return, CTRL)
    assert "应填数字" in driven.reason()
    driven.key(Key.Key_Escape)
    before = driven.context.services.history.next_undo()
    select(driven, 0, "theme", right=1)
    driven.keys("abc")
    driven.key(Key.Key_Return, CTRL)
    assert driven.editor is not None
    assert "“次数”应填数字" in driven.reason()
    assert "张村，2020-02-03" in driven.reason()
    driven.key(Key.Key_Escape)
    assert driven.column("theme") == ["春耕", "清明", "植树"]
    assert driven.context.services.history.next_undo() == before


def test_backspace_empties_units_excepted_and_cut_copies_before(driven: Driven):
    select(driven, 0, "unit", down=1)
    for _ in range(5):
        press(Key.Key_Right, SHIFT)
    press(Key.Key_X, CTRL)
    assert clipboard().split("\n")[0].split("\t") == ["张村", "2020-02-03", "春耕", "1", "50", "40"]
    assert driven.column("unit") == ["张村", "李村", "张村"]
    assert driven.column("attendance") == ["", "", "20"]
    assert undone(driven).startswith("剪切主题党日")
    assert driven.column("attendance") == ["40", "30", "20"]
    select(driven, 1, "attendance", down=1)
    press(Key.Key_Backspace)
    assert driven.column("attendance") == ["40", "", ""]


def test_today_and_the_value_above(driven: Driven):
    driven.go_to(1, "date")
    press(Key.Key_Semicolon, CTRL)
    assert driven.shown(1, "date") == date.today().isoformat()
    driven.go_to(1, "theme")
    press(Key.Key_Semicolon, CTRL)
    assert driven.shown(1, "theme") == "清明"
    press(Key.Key_Apostrophe, CTRL)
    assert driven.shown(1, "theme") == "春耕"
    driven.go_to(2, "date")
    driven.keys("3")
    driven.key(Key.Key_Semicolon, CTRL)
    driven.key(Key.Key_Return)
    assert driven.shown(2, "date") == date.today().isoformat()
    driven.go_to(2, "theme")
    driven.keys("a")
    driven.key(Key.Key_Apostrophe, CTRL)
    driven.key(Key.Key_Return)
    assert driven.shown(2, "theme") == "春耕"


def test_a_block_is_copied_as_worksheets_take_it(driven: Driven):
    driven.model.setData(driven.cell(0, "note"), '说"好"')
    select(driven, 0, "unit", down=1)
    press(Key.Key_End, SHIFT)
    press(Key.Key_C, CTRL)
    first, second = clipboard().removesuffix("\n").split("\n李村\t")
    assert first == '张村\t2020-02-03\t春耕\t1\t50\t40\t\t\t"说""好"""\t\t'
    assert second == "\t清明\t1\t\t30\t\t\t\t是\t"
    assert driven.told[-1].startswith("已复制22格")


def test_paste_hands_on_the_text_and_where_it_goes(driven: Driven):
    heard: list[str] = []
    driven.view.paste_wanted.disconnect()
    driven.view.paste_wanted.connect(heard.append)
    QApplication.clipboard().setText("1\t2")
    select(driven, 1, "due", down=1)
    press(Key.Key_V, CTRL)
    target = driven.view.cursor_cells()
    names = [driven.model.columns[column].name for column in target.columns]
    assert heard == ["1\t2"]
    assert (target.rows, target.height, target.width) == (range(1, 3), 2, 1)
    assert names[:3] == ["due", "attendance", "oath_attendance"]
    QApplication.clipboard().clear()
    press(Key.Key_V, CTRL)
    assert "剪贴板里没有文字" in driven.refused[-1]


def test_a_block_is_pasted_over_rows_and_grows_them(driven: Driven):
    QApplication.clipboard().setText("51\t41\n52\t42")
    driven.go_to(2, "due")
    driven.model.setData(driven.cell(2, "attendance"), None)
    press(Key.Key_V, CTRL)
    assert driven.column("due") == ["50", "", "51", "52"]
    assert driven.column("attendance") == ["40", "30", "41", "42"]
    assert driven.column("unit")[3] == "张村"
    assert driven.view.picked.block().bottom == 3
    assert undone(driven).startswith("粘贴")
    assert driven.model.rowCount() == 3


def test_a_block_is_pasted_into_an_empty_ledger_and_over_a_new_row(driven: Driven):
    driven.tab("走访帮扶")
    assert driven.model.rowCount() == 0
    QApplication.clipboard().setText("李村\t3.5\n张村\t3.6")
    driven.view.setFocus()
    press(Key.Key_V, CTRL)
    assert driven.column("unit") == ["李村", "张村"]
    assert driven.column("date") == ["2020-03-05", "2020-03-06"]
    driven.page.pane.add_row()
    QApplication.clipboard().setText("7")
    driven.go_to(2, "people")
    press(Key.Key_V, CTRL)
    assert driven.column("people") == ["", "", "7"]
    assert driven.model.draft_row is None


# ── typing by kind ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["20200305", "3.5", "3-5", "3/5", "0305", "305"])
def test_a_day_is_typed_short(driven: Driven, typed: str):
    driven.go_to(1, "date")
    driven.keys(typed)
    driven.key(Key.Key_Return)
    assert driven.shown(1, "date") == "2020-03-05"


def test_a_day_that_may_be_several_is_asked_for(driven: Driven):
    driven.go_to(1, "date")
    driven.keys("5")
    driven.key(Key.Key_Return)
    assert "1.5、2.5或3.5" in driven.reason()
    driven.key(Key.Key_Escape)
    assert driven.shown(1, "date") == ""


def test_units_and_choices_are_found_by_their_letters(driven: Driven):
    driven.go_to(0, "unit")
    driven.keys("lc")
    driven.key(Key.Key_Tab)
    assert driven.shown(0, "unit") == "李村"
    driven.tab("组织生活")
    driven.page.pane.add_row()
    driven.go_to(0, "kind")
    driven.keys("mz")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "kind").startswith("民主")
    driven.go_to(0, "kind")
    driven.keys("小组")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "kind") == "党小组会"


def test_texts_that_were_typed_before_are_offered(driven: Driven):
    driven.go_to(2, "theme")
    driven.keys("qm")
    popup = driven.editor.completer().popup()
    assert popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "清明"
    ]
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert driven.shown(2, "theme") == "清明"
    assert driven.editor is None
    assert place(driven) == (2, "theme")
    driven.keys("abc")
    driven.key(Key.Key_Return)
    assert driven.shown(2, "theme") == "abc"
    assert "abc" in driven.model.suggestions(driven.cell(0, "theme").column())


def test_a_long_text_takes_lines_by_alt_enter(driven: Driven, town: Any):
    driven.page.close()
    town.row("exemplar", name="某某")
    other = Driven(town.services, driven.context.tasks._reading, Q1, "epidemic")
    other.tab("先进典型")
    other.go_to(0, "deed")
    other.keys("a")
    other.key(Key.Key_Return, ALT)
    other.keys("b")
    other.key(Key.Key_Return)
    (row,) = town.services.ledgers.rows("exemplar", Q1)
    assert row.values["deed"] == "a\nb"
    press(Key.Key_C, CTRL)
    assert clipboard() == '"a\nb"\n'
    drop(other.page, other.context)


def test_f2_corrects_what_is_there_and_typing_replaces_it(driven: Driven):
    driven.go_to(0, "due")
    driven.keys("97")
    driven.key(Key.Key_Return)
    driven.go_to(0, "due")
    press(Key.Key_F2)
    driven.key(Key.Key_Backspace)
    driven.keys("8")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "due") == "98"
    driven.go_to(0, "due")
    driven.keys("5")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "due") == "5"
