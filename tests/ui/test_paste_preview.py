"""The look before a paste: what is shown, and that nothing is written without consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from page_driving import Q1, Town, sentences, settle
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.paste_preview import PastePreview, paste_with_preview

LEDGER = "theme_party_day"
NUMBERS = ("due", "attendance", "oath_attendance")

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def context(town: Town) -> Any:
    found = Context(town.services, town.services.writer.store.reading, Q1)
    yield found
    settle(found)


def planned(town: Town, text: str, uids: Any = ()) -> Any:
    return town.services.pasting.plan_rows(LEDGER, Q1, text, uids, NUMBERS, unit="张村")


def with_dialog(act: Callable[[PastePreview], None], call: Callable[[], Any]) -> Any:
    """Run what opens the dialog, and act in it as soon as it is there."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PastePreview)
        act(dialog)

    QTimer.singleShot(0, find)
    return call()


def numbers(town: Town) -> list[list[object]]:
    rows = town.services.ledgers.rows(LEDGER, Q1)
    return [[row.values[name] for name in NUMBERS] for row in rows]


def test_a_clean_block_is_written_without_a_word(town: Town, context: Context):
    told = sentences(context.told)
    assert paste_with_preview(context, planned(town, "45\t38\t30\n"))
    assert numbers(town) == [[45, 38, 30]]
    assert told == ["已粘贴3格，按 Ctrl+Z 可以撤销"]


def test_what_is_there_already_changes_nothing(town: Town, context: Context):
    uid = town.row(LEDGER, due=45)
    told = sentences(context.told)
    assert paste_with_preview(context, planned(town, "45", [uid]))
    assert told == ["粘贴的内容与现有的一样，没有改动"]


def test_an_empty_clipboard_is_refused(town: Town, context: Context):
    refused = sentences(context.refused)
    assert not paste_with_preview(context, planned(town, ""))
    assert "没有可以粘贴的内容" in refused[0]


def test_enter_in_the_table_writes_what_is_accepted(town: Town, context: Context):
    uid = town.row(LEDGER, due=45, attendance=30)
    plan = planned(town, "很多\t38\t约20\n", [uid])
    keys = lambda dialog: QTest.keyClick(dialog.table, Qt.Key.Key_Return)  # noqa: E731 - one line
    assert with_dialog(keys, lambda: paste_with_preview(context, plan))
    assert numbers(town) == [[45, 38, 20]]
    assert town.services.history.next_undo() == "粘贴2格"


def test_escape_leaves_everything_as_it_is(town: Town, context: Context):
    uid = town.row(LEDGER, due=45)
    plan = planned(town, "46", [uid])
    keys = lambda dialog: QTest.keyClick(dialog.table, Qt.Key.Key_Escape)  # noqa: E731 - one line
    assert not with_dialog(keys, lambda: paste_with_preview(context, plan))
    assert numbers(town) == [[45, None, None]]


def test_where_nothing_is_accepted_nothing_can_be_written(town: Town, context: Context):
    plan = planned(town, "很多")

    def look(dialog: PastePreview) -> None:
        assert not dialog.write_button.isEnabled()
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    assert not with_dialog(look, lambda: paste_with_preview(context, plan))


def test_cells_say_by_text_colour_and_reason_what_becomes_of_them(town: Town):
    uid = town.row(LEDGER, due=45, attendance=30, oath_attendance=5)
    plan = planned(town, "很多\t约40\t\n7\t7\t7\n", [uid])
    dialog = PastePreview(plan)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    model = dialog.model
    shown = [model.data(model.index(0, column)) for column in range(3)]
    assert shown == ["很多", "30 → 40", "5 → （清空）"]
    background = Qt.ItemDataRole.BackgroundRole
    grounds = [model.data(model.index(0, column), background) for column in (0, 1)]
    assert [ground.name() for ground in grounds] == [theme.ERROR_TINT, theme.WARNING_TINT]
    assert dialog.table.currentIndex().column() == 0  # the first that needs a look
    assert dialog.detail.text() == "不写入：“应到”应填数字，填的是“很多”，请改为数字。"
    QTest.keyClick(dialog.table, Qt.Key.Key_F8)
    assert dialog.detail.text() == "原来是30，改为40。“约40”按40填写，是约数，这一行会标为“估计”。"
    QTest.keyClick(dialog.table, Qt.Key.Key_F8)
    assert dialog.table.currentIndex().column() == 0  # round the end
    headers = [model.headerData(row, Qt.Orientation.Vertical) for row in range(2)]
    assert headers == ["张村", "新增 张村"]
    assert "末尾新增1行" in dialog.summary.text()
    dialog.close()


def test_hostile_texts_are_shown_as_they_are(town: Town):
    dialog = PastePreview(planned(town, "<b>粗</b>\u202e\x00\t" + "长" * 5000 + "\t1\n"))
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= 1320
    dialog.close()
