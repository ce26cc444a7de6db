"""Clauses, marks and places in the chip editor: alternatives, splitting, what is lit up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.services.reports.carried_over import Carried
from desktop_app.ui.report import text_marks
from desktop_app.ui.report.chip_editor import ChipEditor

VALUES = {
    key: FigureValue(key, label, "人", "a", value=value)
    for key, label, value in (("a.some", "有", 3), ("a.none", "无", 0))
}


@pytest.fixture
def editor(app: QApplication) -> ChipEditor:
    made = ChipEditor()
    made.set_values(VALUES)
    made.set_point_style("一是")
    made.resize(500, 300)
    made.show()
    return made


def marked(editor: ChipEditor, look: object) -> list[str]:
    """The texts that are drawn in a look, chips as □."""
    return [
        one.cursor.selectedText().replace("\ufffc", "□")  # type: ignore[attr-defined]
        for one in editor.extraSelections()
        if one.format == look  # type: ignore[attr-defined]
    ]


def place(editor: ChipEditor, position: int, end: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_a_selection_gets_something_else_to_say(editor: ChipEditor):
    editor.load("处分{a.none}人。")
    place(editor, 0, 4)
    editor.make_alternative()
    QTest.keyClicks(editor, "none")

    assert editor.text() == "[[处分{a.none}人||none]]。"
    assert marked(editor, text_marks.UNPRINTED) == ["□处分□人"]
    editor.undo()
    editor.undo()
    editor.undo()
    assert editor.text() == "处分{a.none}人。"


def test_a_clause_gets_an_alternative_once(editor: ChipEditor):
    editor.load("[[处分{a.some}人]]。")
    place(editor, 2)
    editor.make_alternative()
    place(editor, 2)
    editor.make_alternative()

    assert editor.text() == "[[处分{a.some}人||]]。"
    assert marked(editor, text_marks.UNPRINTED) == ["□□"]


def test_a_clause_is_not_made_twice(editor: ChipEditor):
    editor.load("[[处分{a.none}人]]。")
    for start, end in ((0, 6), (1, 5)):
        place(editor, start, end)
        editor.make_clause()
        assert editor.text() == "[[处分{a.none}人]]。"


def test_a_selection_that_cuts_a_clause_takes_it_whole(editor: ChipEditor):
    editor.load("另有[[处分{a.none}人]]。")
    place(editor, 0, 5)
    editor.make_clause()
    assert editor.text() == "[[另有[[处分{a.none}人]]]]。"


def test_a_selected_chip_is_drawn_as_readable_as_any(editor: ChipEditor):
    editor.load("{a.some}人")
    place(editor, 2)
    chip = editor.cursorRect(QTextCursor(editor.document()))
    chip.setWidth(20)

    def inks() -> set[str]:
        image = editor.viewport().grab(chip).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(x, y).name() for x, y in points}

    ground = "#e6eff9"
    plain = inks()
    assert ground in plain
    place(editor, 0, 2)
    selected = inks()
    assert ground in selected
    assert min(plain) in selected  # the darkest ink


def test_marks_of_a_clause_go_together_with_its_alternative(editor: ChipEditor):
    editor.load("[[甲{a.some}||乙]]。")
    place(editor, 1)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert editor.text() == "甲{a.some}乙。"


def test_clauses_beside_each_other_are_all_dimmed(editor: ChipEditor):
    editor.load("[[甲{a.none}]][[乙{a.none}]]丙")

    assert marked(editor, text_marks.UNPRINTED) == ["□甲□□□乙□□"]


@pytest.mark.parametrize(
    ("body", "position", "parts"),
    [
        ("前后", 1, ("前", "后")),
        ("• 甲\n• 乙", 2, ("• 甲", "• 乙")),
        ("• 前后\n丙", 1, ("• 前", "• 后\n丙")),
        ("前{a.some}人", 2, ("前{a.some}", "人")),
        ("甲", 0, ("", "甲")),
        ("甲", 1, ("甲", "")),
    ],
)
def test_a_text_is_parted_at_the_cursor(
    editor: ChipEditor, body: str, position: int, parts: tuple[str, str]
):
    editor.load(body)
    place(editor, position)

    assert editor.split_at_cursor() == parts


def test_ctrl_enter_asks_for_a_new_chapter(editor: ChipEditor):
    editor.load("甲")
    asked = QSignalSpy(editor.split_wanted)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert asked.count() == 1
    assert editor.text() == "甲"


def test_found_words_and_untouched_sentences_are_marked(editor: ChipEditor):
    editor.load("好事{a.some}件。\n• 坏事一件。好事多。")
    editor.set_wanted("好事")
    editor.set_carried(Carried(Period.parse("2019Q4"), frozenset(["坏事一件。"])))

    assert marked(editor, text_marks.FOUND) == ["好事", "好事"]
    assert marked(editor, text_marks.UNTOUCHED) == ["坏事一件。"]
    place(editor, len("好事□件。坏") + 1)
    QTest.keyClicks(editor, "x")
    assert marked(editor, text_marks.UNTOUCHED) == []


def test_stored_places_are_selected_and_read_back(editor: ChipEditor):
    text = "甲{a.some}人\n• 乙[[丙{a.none}||丁]]戊"
    editor.load(text)
    for words in ("甲", "人", "乙", "丙", "丁", "戊"):
        start = text.index(words)
        editor.select_stored(start, start + 1)

        assert editor.textCursor().selectedText() == words
        assert editor.selected_stored() == (start, start + 1)


def test_a_marked_sentence_is_confirmed_from_its_menu(editor: ChipEditor):
    editor.load("坏事一件。")
    editor.set_carried(Carried(Period.parse("2019Q4"), frozenset(["坏事一件。"])))
    seen = QSignalSpy(editor.sentence_seen)
    menu = QMenu()
    editor._extend_menu(menu, editor.cursorRect().center().toPointF())
    next(one for one in menu.actions() if "看过了" in one.text()).trigger()

    assert seen.at(0) == ["坏事一件。"]


def test_a_locked_text_takes_no_key_and_no_figure(editor: ChipEditor):
    editor.load("• 甲{a.some}")
    editor.setReadOnly(True)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor.insert_figure("{a.none}", "人")
    menu = QMenu()
    editor._extend_menu(menu, editor.cursorRect().center().toPointF())

    assert editor.text() == "• 甲{a.some}"
    assert not [one for one in menu.actions() if "分点" in one.text()]
