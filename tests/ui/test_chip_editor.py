"""The chip editor: what is stored comes back exactly; chips behave as single characters."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.records import FigureValue
from desktop_app.ui.report.chip_editor import STORED_MIME, ChipEditor
from desktop_app.ui.report.chip_line import ChipLine

VALUES = {
    key: FigureValue(key, label, counter, key.partition(".")[0], value=value)
    for key, label, counter, value in (
        ("epidemic.teams", "服务队", "个", 86),
        ("epidemic.duty_hours", "值守", "小时", 43_219),
        ("integrity.talks", "谈话提醒", "人", 0),
        ("epidemic.names", "党员", "人", ("甲", "乙", "丙")),
        ("epidemic.unknown", "动员", "名", None),
    )
}
TEXT = (
    "组建服务队{epidemic.teams}个。\n"
    "• 值守{epidemic.duty_hours|超过|万}小时\n"
    "• [[谈话{integrity.talks}人]]"
)
UNRULY = ("[[", "||", "]]", "• ", "\n", "\n• ", "{", "}", "，", "\u2029", "\ufffc", "\xa0", "😀")


@pytest.fixture
def editor(app: QApplication) -> ChipEditor:
    made = ChipEditor()
    made.set_values(VALUES)
    made.set_point_style("一是")
    made.resize(500, 300)
    made.show()
    return made


def shown(editor: ChipEditor) -> list[str]:
    return [text for _position, _stored, text in editor.chips()]


slots = st.builds(
    lambda key, at, formats: "{" + "|".join((key + at, *formats)) + "}",
    st.sampled_from(sorted(VALUES)),
    st.sampled_from(["", "@prev", "@yoy", "@unit 张村"]),
    st.lists(
        st.sampled_from(["万", ".1", "约", "超过", "左右", "names:2", "points", "比上期", "奇怪"])
    ),
)
stored_texts = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"])),
        slots,
        st.sampled_from(UNRULY),
    )
).map("".join)


@given(stored_texts)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_stored_text_comes_back_exactly(app: QApplication, text: str):
    editor = ChipEditor()

    editor.load(text)

    assert editor.text() == text


def test_chips_show_values_and_never_braces(editor: ChipEditor):
    editor.load(TEXT)

    assert shown(editor) == ["86", "超过4.32万", "0"]
    assert not set("{}[]") & set(editor.toPlainText())
    assert editor.print_numbers() == ["", "•", "不印"]


def test_points_are_numbered_as_they_are_printed(editor: ChipEditor):
    editor.load("• 甲\n• [[谈话{integrity.talks}人]]\n• 乙\n• {epidemic.names|points}")

    assert editor.print_numbers() == ["一是", "不印", "二是", "三～五"]
    editor.set_point_style("1.")
    assert editor.print_numbers() == ["1.", "不印", "2.", "3～5"]


def test_an_unknown_value_is_a_blank(editor: ChipEditor):
    editor.load("动员{epidemic.unknown}名，{lost.figure}")

    assert shown(editor) == ["＿＿", "没有这个指标"]


def test_typing_around_a_chip_stays_text(editor: ChipEditor):
    editor.load("{epidemic.teams}")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "a")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "b")

    assert editor.text() == "a{epidemic.teams}b"


def test_a_chip_is_deleted_and_undone_as_one_character(editor: ChipEditor):
    editor.load("队{epidemic.teams}个")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "队个"

    editor.undo()

    assert editor.text() == "队{epidemic.teams}个"


def test_ctrl_z_is_the_windows_where_the_text_has_nothing_to_undo(editor: ChipEditor):
    def keeps_ctrl_z() -> bool:
        keys = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        override = QKeyEvent(QEvent.Type.ShortcutOverride, *keys)
        override.ignore()
        QApplication.sendEvent(editor, override)
        return override.isAccepted()

    editor.load("队{epidemic.teams}个")
    assert not keeps_ctrl_z()
    QTest.keyClicks(editor, "a")
    assert keeps_ctrl_z()


def test_the_input_method_composes_beside_a_chip(editor: ChipEditor):
    editor.load("{epidemic.teams}")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    composing = QInputMethodEvent("ge", [])
    QApplication.sendEvent(editor, composing)
    assert editor.text() == "{epidemic.teams}"
    committed = QInputMethodEvent()
    committed.setCommitString("个")
    QApplication.sendEvent(editor, committed)

    assert editor.text() == "{epidemic.teams}个"


def test_new_values_leave_cursor_selection_and_undo_alone(editor: ChipEditor):
    editor.load(TEXT)
    QTest.keyClicks(editor, "x")
    edited = QSignalSpy(editor.edited)
    place = editor.textCursor().position()
    editor.set_values(
        {**VALUES, "epidemic.teams": FigureValue("epidemic.teams", "", "", "", value=87)}
    )

    assert shown(editor)[0] == "87"
    assert editor.textCursor().position() == place
    assert edited.count() == 0
    editor.undo()
    assert editor.text() == TEXT


def test_loading_is_no_edit_and_cannot_be_undone(editor: ChipEditor):
    edited = QSignalSpy(editor.edited)
    editor.load(TEXT)

    assert edited.count() == 0
    assert not editor.document().isUndoAvailable()


def test_a_copy_keeps_chips_within_and_values_outside(editor: ChipEditor):
    editor.load(TEXT)
    editor.selectAll()
    editor.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().startswith("组建服务队86个。")
    assert "{" not in clipboard.text()

    other = ChipEditor()
    other.paste()
    assert other.text() == TEXT
    outside = QMimeData()
    outside.setText("甲\r\n乙")
    other.selectAll()
    other.insertFromMimeData(outside)
    assert other.text() == "甲\n乙"
    assert not outside.hasFormat(STORED_MIME)


def test_a_part_of_a_point_is_pasted_into_a_sentence(editor: ChipEditor):
    editor.load(TEXT)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(1).position() + 1)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)

    assert bytes(editor.createMimeDataFromSelection().data(STORED_MIME).data()).decode() == (
        "守{epidemic.duty_hours|超过|万}小时"
    )


def test_enter_goes_on_with_points_and_ends_them(editor: ChipEditor):
    editor.load("• 甲")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "b")
    assert editor.text() == "• 甲\n• b"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "c")

    assert editor.text() == "• 甲\n• b\nc"


def test_clause_marks_are_made_and_deleted_in_pairs(editor: ChipEditor):
    editor.load("谈话{integrity.talks}人。")
    cursor = editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.make_clause()
    assert editor.text() == "[[谈话{integrity.talks}人]]。"
    assert len(editor.extraSelections()) == 1  # it will not be printed: shown dim

    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Delete)

    assert editor.text() == "谈话{integrity.talks}人。"


def test_a_figure_is_inserted_with_its_counter_once(editor: ChipEditor):
    editor.load("服务队，个")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    editor.insert_figure("{epidemic.teams}", "个")
    assert editor.text() == "服务队{epidemic.teams}个，个"
    cursor.setPosition(6)
    editor.setTextCursor(cursor)
    editor.insert_figure("{epidemic.unknown}", "个")

    assert editor.text() == "服务队{epidemic.teams}个，{epidemic.unknown}个"


def test_a_click_on_a_chip_names_its_figure(editor: ChipEditor):
    editor.load("队{epidemic.teams@prev}个")
    clicked = QSignalSpy(editor.chip_clicked)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    left = editor.cursorRect(cursor)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=left.center() + QPoint(8, 0))
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))

    assert [clicked.at(row)[0] for row in range(clicked.count())] == ["epidemic.teams@prev"]


def test_a_line_stays_one_line(app: QApplication):
    line = ChipLine()
    line.load("{epidemic.teams}标题")
    line.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(line, Qt.Key.Key_Return)
    pasted = QMimeData()
    pasted.setText("甲\n• 乙")
    line.insertFromMimeData(pasted)

    assert "\n" not in line.text()
    assert line.text().startswith("{epidemic.teams}标题甲")


def test_ctrl_z_and_ctrl_y_take_the_text_back_and_forth(editor: ChipEditor):
    editor.load("甲")
    QTest.keyClicks(editor, "abc")
    typed = editor.text()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "甲"
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == typed
