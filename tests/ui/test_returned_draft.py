"""收回改稿 by keyboard: taken, left and answered one by one; nothing is written until 完成."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from page_driving import Q1, Town, sentences, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.returned_draft.dialog import ReturnedDraftDialog, open_returned_draft
from desktop_app.ui.returned_draft.model import DECISION, HTML, KIND, NEW, OLD

BODY = "支部大会开到院坝里。全镇召开党员大会{organization.party_days}次。做到不漏一人。"
CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def context(town: Town) -> Any:
    texts = town.services.texts
    for chapter in texts.report(Q1).chapters:
        texts.delete_chapter(chapter.uid)
    texts.save_chapter(texts.add_chapter(Q1, "", "组织生活"), body=BODY)
    town.row("theme_party_day", "张村", times=38)
    found = Context(town.services, town.services.writer.store.reading, Q1)
    yield found
    settle(found)


@pytest.fixture
def returned(town: Town, context: Context, tmp_path: Path) -> Path:
    """A file in which a sentence, a number and the end of the text were changed."""
    path = tmp_path / "改稿.docx"
    town.services.reports.export(Q1, path)
    word = docx.Document(str(path))
    for run in (run for one in word.paragraphs for run in one.runs):
        if "院坝" in run.text:
            run.text = run.text.replace("院坝里", "田间地头")
            word.add_comment(run, text="好", author="张书记")
        if run.text == "38":
            run.text = "40"
        if "不漏一人" in run.text:
            run.text = run.text.replace("不漏一人", "一人不漏")
    word.save(str(path))
    return path


@pytest.fixture
def dialog(context: Context, returned: Path) -> Any:
    found = ReturnedDraftDialog(context, Q1)
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    found.show()
    found.activateWindow()
    QTest.qWaitForWindowActive(found)
    found.read(returned)
    settle(context)
    yield found
    found.done(0)


def press(dialog: ReturnedDraftDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.table, key)
    QApplication.processEvents()


def shown(dialog: ReturnedDraftDialog, column: int) -> list[str]:
    model = dialog.changes
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def body(town: Town) -> str:
    return str(town.services.texts.report(Q1).chapters[0].body)


def test_changes_stand_side_by_side_with_marks_and_comments(dialog: ReturnedDraftDialog):
    assert shown(dialog, KIND) == ["≠ 修改"] * 3
    assert shown(dialog, OLD)[0] == "支部大会开到院坝里。"
    assert shown(dialog, NEW)[0] == "支部大会开到田间地头。"
    model = dialog.changes
    old, new = (model.data(model.index(0, column), HTML) for column in (OLD, NEW))
    assert "line-through'>院坝里<" in old
    assert "underline'>田间地头<" in new
    assert "改了3处：收0，不收0，待定3" in dialog.summary.text()
    assert [one.text for one in dialog.changes.lines[0].change.comments] == ["好"]
    assert not dialog.write_button.isEnabled()


def test_enter_takes_delete_leaves_and_ctrl_enter_writes_once(
    town: Town, context: Context, dialog: ReturnedDraftDialog
):
    told = sentences(context.told)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.table.currentIndex().row() == 1
    press(dialog, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert shown(dialog, DECISION) == ["✓ 收", "✕ 不收", "✓ 收"]
    assert body(town) == BODY
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, CTRL)
    settle(context)
    assert not dialog.isVisible()
    assert body(town) == BODY.replace("院坝里", "田间地头").replace("不漏一人", "一人不漏")
    assert told == ["已收回改稿2处，按 Ctrl+Z 可以撤销"]
    assert town.services.history.undo() == "收回改稿2处"
    assert body(town) == BODY


def test_a_number_is_answered_before_its_sentence_is_taken(
    town: Town, context: Context, dialog: ReturnedDraftDialog
):
    offers: list[tuple[str, dict[str, Any]]] = []
    context.offered.connect(lambda told, doors: offers.append((told, doors)))
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert shown(dialog, DECISION)[1] == "待定"
    assert "先按 1" in dialog.summary.text()
    assert len(dialog.details.choices) == 1
    press(dialog, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert shown(dialog, DECISION)[1] == "✓ 收"
    assert dialog.write_button.text() == "完成"  # nothing to be written
    assert "1处数字要到台账里改" in dialog.summary.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, CTRL)
    settle(context)
    assert body(town) == BODY
    ((told, doors),) = offers
    assert told.startswith("正文没有改动；1处数字要到台账里改：“主题党日”")
    assert list(doors) == ["去台账"]


def test_only_what_was_written_is_counted_and_a_door_leads_to_the_ledger(
    town: Town,
    context: Context,
    dialog: ReturnedDraftDialog,
    monkeypatch: pytest.MonkeyPatch,
):
    opened: list[str] = []
    monkeypatch.setattr(FigureRowsDialog, "exec", lambda rows: opened.append(rows.windowTitle()))
    offers: list[tuple[str, dict[str, Any]]] = []
    context.offered.connect(lambda told, doors: offers.append((told, doors)))
    press(dialog, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert shown(dialog, DECISION) == ["✓ 收"] * 3
    assert dialog.write_button.text() == "完成（写入2处）"
    dialog.write_button.click()
    settle(context)
    ((told, doors),) = offers
    assert told.startswith("已收回改稿2处，按 Ctrl+Z 可以撤销；1处数字要到台账里改")
    assert town.services.history.undo() == "收回改稿2处"
    doors["去台账"]()
    assert len(opened) == 1
    assert "主题党日" in opened[0]


def test_a_number_may_stay_as_it_was_typed(
    town: Town, context: Context, dialog: ReturnedDraftDialog
):
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Return)
    dialog.write_button.click()
    settle(context)
    assert body(town) == BODY.replace("{organization.party_days}", "40")


def test_the_rows_behind_a_number_are_a_key_away(
    town: Town, context: Context, dialog: ReturnedDraftDialog
):
    asked: list[tuple[str, str]] = []
    context.asked_for.connect(lambda page, item: asked.append((page, item)))
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert dialog.rows is not None
    assert dialog.rows.isVisible()
    (row,) = town.services.ledgers.rows("theme_party_day", Q1)
    table = dialog.rows.tabs.widget(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(context)
    assert asked == [("organization", f"theme_party_day/{row.uid}")]
    assert not dialog.isVisible()


def test_what_was_decided_is_not_dropped_for_a_look_at_a_row(
    context: Context, dialog: ReturnedDraftDialog
):
    asked: list[str] = []
    context.asked_for.connect(lambda page, _item: asked.append(page))
    press(dialog, Qt.Key.Key_Return, Qt.Key.Key_3)
    assert dialog.rows is not None
    QTest.keyClick(dialog.rows.tabs.widget(0), Qt.Key.Key_Return)
    assert asked == []
    assert dialog.isVisible()
    assert "先按“完成”" in dialog.summary.text()


def test_the_manual_explains_a_figure_from_here_too(context: Context, dialog: ReturnedDraftDialog):
    explained = sentences(context.explained)
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert dialog.rows is not None
    dialog.rows.definition_button.click()
    assert explained == ["organization.party_days"]


def test_a_number_without_its_rounding_word_may_live_on(
    town: Town, context: Context, tmp_path: Path
):
    uid = town.services.texts.report(Q1).chapters[0].uid
    town.services.texts.save_chapter(uid, body="开会{organization.party_days|约}次。")
    path = tmp_path / "改稿.docx"
    town.services.reports.export(Q1, path)
    word = docx.Document(str(path))
    for run in (run for one in word.paragraphs for run in one.runs):
        run.text = run.text.replace("约", "")
    word.save(str(path))
    dialog = open_returned_draft(context, Q1, path=path)
    assert dialog is not None
    settle(context)
    (question,) = [
        one.text()
        for one in dialog.details.findChildren(QLabel)
        if "还要跟着台账变吗" in one.text()
    ]
    assert "原来印“约40”，改稿写“40”" in question
    press(dialog, Qt.Key.Key_1, Qt.Key.Key_Return)
    dialog.write_button.click()
    settle(context)
    assert body(town) == "开会{organization.party_days}次。"


def test_all_plain_ones_are_taken_at_once(dialog: ReturnedDraftDialog):
    dialog.plain_button.click()
    assert shown(dialog, DECISION) == ["✓ 收", "待定", "✓ 收"]
    assert dialog.table.currentIndex().row() == 1
    assert not dialog.plain_button.isEnabled()


def test_escape_asks_again_before_decisions_are_lost(town: Town, dialog: ReturnedDraftDialog):
    press(dialog, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "再按一次" in dialog.summary.text()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert body(town) == BODY


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(context: Context, tmp_path: Path):
    refused = sentences(context.refused)
    path = tmp_path / "扫描件.docx"
    path.write_bytes(b"%PDF-1.4")
    dialog = open_returned_draft(context, Q1, path=path)
    assert dialog is not None
    settle(context)
    assert len(refused) == 1
    assert "PDF" in refused[0]
