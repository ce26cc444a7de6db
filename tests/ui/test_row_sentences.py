"""From a row of a ledger to the sentences of the report that print it, and on to their place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.row_sentences import RowSentencesDialog
from desktop_app.ui.pages.area_page import AreaPage
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.window import MainWindow

BODY = "开展主题党日{organization.party_days}次，参加{organization.party_day_attendance}人次。"


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[AreaPage]:
    """The page of 基层党建 with the cursor in its only row of 主题党日."""
    uid = town.row("theme_party_day", attendance=8)
    last = town.services.texts.report(Q1).chapters[-1]
    town.services.texts.save_chapter(last.uid, body=BODY)
    for chapter in town.services.texts.report(Q1).chapters[:-1]:
        town.services.texts.save_chapter(chapter.uid, body="没有数。")
    context = Context(town.services, workplace.store.reading, Q1)
    window = MainWindow(context, workplace, ROOT / "resources")
    window.start()
    window.resize(1366, 728)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.show_page("organization", f"theme_party_day/{uid}")
    settle(context)
    found = window.page("organization")
    assert isinstance(found, AreaPage)
    yield found
    take_down(window)


def test_a_key_in_the_table_names_the_sentences_and_enter_goes_to_one(
    page: AreaPage, monkeypatch: pytest.MonkeyPatch
):
    seen: list[list[str]] = []

    def choose(dialog: RowSentencesDialog) -> None:
        table = dialog.table
        assert table is not None
        model = table.model()
        seen.append([str(model.index(0, column).data()) for column in range(2)])
        QTest.keyClick(table, Qt.Key.Key_Return)

    monkeypatch.setattr(RowSentencesDialog, "exec", choose)
    page.pane.view.setFocus()
    QTest.keyClick(page.pane.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(page.context)
    ((labels, sentence),) = seen
    assert labels == "主题党日、主题党日参加"
    assert sentence.startswith("开展主题党日1次")
    window = page.window()
    assert isinstance(window, MainWindow)
    report = window.stack.page()
    assert isinstance(report, ReportPage)
    assert report.text.body.text() == BODY
    start, end = report.text.body.selected_stored()
    assert BODY[start:end] == "{organization.party_days}"


def test_the_menu_of_a_row_has_it_too(page: AreaPage):
    texts = [action.text() for action in page.pane.view.actions() if action.text()]
    assert page.pane.view.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    assert texts == ["复制这一行", "删除这一行", "哪些句子用到这一行…", "修改记录…"]


def test_a_row_that_no_sentence_prints_says_so(page: AreaPage, town: Town):
    dialog = RowSentencesDialog("张村 · 捐款", [], page)
    assert dialog.table is None
    dialog.deleteLater()
