"""微信消息 by keyboard: proposals are ticked, put right and written; nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from page_driving import Q1, Town, enter, sentences, settle
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.message_dialog import MessageDialog, open_message_dialog
from desktop_app.ui.dialogs.message_lines import FIGURE, NUMBER, TICK, UNIT, VALUE

MESSAGE = "张村：主题党日3次，参加86人次\n李村党课2，参加40\n张村、李村党小组会2次"
DAYS, ATTENDANCE = "organization.party_days", "organization.party_day_attendance"
CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def context(town: Town) -> Any:
    found = Context(town.services, town.services.writer.store.reading, Q1)
    QGuiApplication.clipboard().clear()
    yield found
    settle(found)


@pytest.fixture
def dialog(context: Context) -> Any:
    found = MessageDialog(context)
    found.show()
    found.activateWindow()
    QTest.qWaitForWindowActive(found)
    found.editor.setFocus()
    yield found
    found.close()


def typed(town: Town, unit: str, key: str) -> object:
    return town.services.workbench.matrix(Q1).cells[unit, key].typed


def shown(dialog: MessageDialog, column: int) -> list[str]:
    model = dialog.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def ticks(dialog: MessageDialog) -> list[bool]:
    return [line.is_ticked for line in dialog.model.lines]


def go_to(dialog: MessageDialog, row: int, column: int) -> None:
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.model.index(row, column))


def edit(dialog: MessageDialog, row: int, column: int, text: str) -> None:
    """Open a cell with F2, write and leave it with Enter."""
    go_to(dialog, row, column)
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QComboBox | QLineEdit)
    line: Any = editor
    if isinstance(editor, QComboBox):
        editor.setEditText(text)  # typed, its list would open: without a display that takes focus
        line = editor.lineEdit()
    else:
        editor.selectAll()
        enter(editor, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_what_is_certain_is_ticked_and_ctrl_enter_writes_it(town: Town, context, dialog):
    told = sentences(context.told)
    enter(dialog.editor, MESSAGE)
    assert shown(dialog, UNIT) == ["张村", "张村", "李村", "李村", "（请选）"]
    assert shown(dialog, FIGURE)[3:] == ["（请选）", "党小组会（次）"]
    assert ticks(dialog) == [True, True, True, False, False]
    assert "勾选3个；2个没有勾选" in dialog.summary.text()
    QTest.keyClick(dialog.editor, Qt.Key.Key_Return, CTRL)
    assert not dialog.isVisible()
    assert (typed(town, "张村", DAYS), typed(town, "张村", ATTENDANCE)) == (3, 86)
    assert typed(town, "李村", ATTENDANCE) is None
    assert told == ["已录入3格，按 Ctrl+Z 可以撤销"]
    assert town.services.history.undo() == "录入消息3格"


def test_lines_are_ticked_and_put_right_by_keyboard(town: Town, dialog):
    enter(dialog.editor, MESSAGE)
    go_to(dialog, 0, UNIT)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert ticks(dialog)[0] is False
    go_to(dialog, 3, UNIT)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert ticks(dialog)[3] is False  # it lacks its figure
    edit(dialog, 3, FIGURE, "主题党日参加（人次）")
    edit(dialog, 4, UNIT, "李村")
    edit(dialog, 1, NUMBER, "约90")
    assert ticks(dialog) == [False, True, True, True, True]
    assert shown(dialog, VALUE) == ["3", "90", "2", "40", "2"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, CTRL)
    assert typed(town, "张村", DAYS) is None
    assert typed(town, "张村", ATTENDANCE) == 90
    assert typed(town, "李村", ATTENDANCE) == 40
    assert typed(town, "李村", "organization.group_meetings") == 2


def test_a_unit_is_found_by_a_part_of_its_name_and_an_unknown_one_changes_nothing(dialog):
    enter(dialog.editor, "主题党日3次")
    edit(dialog, 0, UNIT, "王家庄")
    assert shown(dialog, UNIT) == ["（请选）"]
    edit(dialog, 0, UNIT, "河湾")
    assert shown(dialog, UNIT) == ["河湾社区"]
    assert ticks(dialog) == [True]


def test_what_stands_there_is_shown_and_nonsense_cannot_be_written(town: Town, dialog):
    town.services.workbench.type_cell(Q1, "张村", DAYS, "2")
    enter(dialog.editor, "张村：主题党日3次")
    assert shown(dialog, VALUE) == ["2 → 3"]
    edit(dialog, 0, NUMBER, "很多")
    assert not dialog.write_button.isEnabled()
    assert "不能写入" in dialog.summary.text()
    assert "应填数字" in dialog.detail.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, CTRL)
    assert typed(town, "张村", DAYS) == 2
    edit(dialog, 0, NUMBER, "2")
    assert shown(dialog, VALUE) == ["2（已是）"]
    assert not dialog.write_button.isEnabled()


def test_all_that_can_be_written_is_ticked_by_a_button(dialog):
    enter(dialog.editor, "党课：张村2、李村3\n张村参加86")
    assert ticks(dialog) == [False, False, False]
    dialog.all_button.setFocus()
    QTest.keyClick(dialog.all_button, Qt.Key.Key_Space)
    assert ticks(dialog) == [True, True, False]


def test_a_click_on_the_box_ticks(dialog):
    enter(dialog.editor, "张村：主题党日3次")
    place = dialog.table.visualRect(dialog.model.index(0, TICK))
    for expected in (False, True):
        spot = place.topLeft() + place.center() - place.topLeft()
        spot.setX(place.left() + 12)
        QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert ticks(dialog) == [expected]


def test_a_page_narrowed_to_a_unit_names_it_where_nobody_does(context: Context):
    context.show_unit("李村")
    dialog = MessageDialog(context)
    dialog.editor.setPlainText("主题党日3次")
    assert (shown(dialog, UNIT), ticks(dialog)) == (["李村"], [False])
    dialog.close()


@pytest.mark.parametrize("text", ["张村：主题党日3次", "李村 40", "主题党日3次", "86人参加"])
def test_a_copied_message_is_there_already_and_the_cursor_is_in_it(context: Context, text: str):
    QGuiApplication.clipboard().setText(text)
    with_keys(lambda dialog: check(dialog, text, "李村党课2次"), context)


@pytest.mark.parametrize("text", ["今晚七点开会", "快递单号 4401 到了3件", "13812345678", "张村"])
def test_other_copied_texts_are_not_taken(context: Context, text: str):
    QGuiApplication.clipboard().setText(text)
    with_keys(lambda dialog: check(dialog, "", "李村党课2次"), context)


def check(dialog: MessageDialog, offered: str, typed_text: str) -> None:
    """What is offered stands there; what is typed next goes into the same text."""
    assert dialog.editor.toPlainText() == offered
    assert "粘贴到这里" in dialog.editor.placeholderText()
    assert dialog.editor.hasFocus()
    enter(dialog.editor, typed_text)
    assert dialog.editor.toPlainText() == offered + typed_text


def with_keys(work: Callable[[MessageDialog], None], context: Context) -> None:
    """Work in the dialog as the window opens it, then leave it by Escape."""
    done: list[bool] = []

    def in_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MessageDialog)
        QTest.qWaitForWindowActive(dialog)
        try:
            work(dialog)
            done.append(True)
        finally:
            dialog.reject()

    QTimer.singleShot(0, in_dialog)
    assert not open_message_dialog(context)
    assert done == [True]


def test_texts_beyond_any_message_are_refused_where_they_stand(dialog):
    dialog.editor.setPlainText("党" * 20_001)
    assert "太长" in dialog.summary.text()
    assert dialog.model.rowCount() == 0
    dialog.editor.setPlainText("😀张村：主题党日3次")
    assert ticks(dialog) == [True]


def test_escape_writes_nothing(town: Town, context: Context):
    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MessageDialog)
        dialog.editor.setPlainText("张村：主题党日3次")
        QTest.keyClick(dialog.editor, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    assert not open_message_dialog(context)
    assert typed(town, "张村", DAYS) is None
