"""从旧报告开始, with the keyboard alone: from the pasted text to the written chapters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from old_report_driving import OLD, blank, open_dialog, paste, press
from page_driving import Q1, Town, enter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.old_reports.service import LITERAL, NEW
from desktop_app.ui.old_report.dialog import OldReportDialog


@pytest.fixture
def dialog(app: QApplication, town: Town) -> Iterator[OldReportDialog]:
    with open_dialog(town) as shown:
        yield shown


@pytest.fixture
def pasted(dialog: OldReportDialog) -> OldReportDialog:
    paste(dialog)
    return dialog


def bodies(town: Town) -> list[str]:
    return [one.body for one in town.services.texts.report(Q1).chapters]


def test_a_clerk_goes_through_a_report_with_enter_alone(pasted: OldReportDialog, town: Town):
    assert pasted.counts.text() == "已确认 0 / 共 6"
    met = []
    for _blank in range(6):
        met.append(blank(pasted))
        press(pasted, Qt.Key.Key_Return)
    assert met == ["青石镇", "2019年第四季度", "青石镇", "36", "1042", "500"]
    assert pasted.counts.text() == "已确认 6 / 共 6"
    assert pasted.finish_button.text() == "完成"
    before = bodies(town)
    press(pasted, Qt.Key.Key_Space)  # the button that has the focus now
    assert pasted.result() == 1
    assert bodies(town) != before
    assert bodies(town)[1].startswith(
        "各村按时开展主题党日活动{organization.party_days}次，参加党员{organization.party_day_attendance}人次；"
    )
    assert [one.label for one in town.services.own_figures.all()] == ["发放学习资料"]


def test_what_is_certain_is_taken_at_once_and_the_rest_stays_as_written(
    pasted: OldReportDialog, town: Town
):
    press(pasted, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert pasted.counts.text() == "已确认 5 / 共 6"
    assert blank(pasted) == "500"
    assert pasted.finish_button.text() == "完成（其余1处保留原文）"
    press(pasted, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "发放学习资料500份" in bodies(town)[1]


def test_a_digit_chooses_and_escape_goes_back_to_it(pasted: OldReportDialog):
    press(pasted, Qt.Key.Key_2)
    confirming = pasted._confirming
    assert confirming is not None
    assert confirming.chosen[0].kind == LITERAL
    assert blank(pasted) == "2019年第四季度"
    press(pasted, Qt.Key.Key_Escape)
    assert blank(pasted) == "青石镇"
    assert pasted.panel.note.text().startswith("已采用：保留原文")
    assert pasted.panel.list.currentRow() == 1
    press(pasted, Qt.Key.Key_Escape)
    assert pasted.isVisible()


def test_letters_search_all_figures_and_words_of_ones_own_are_taken(pasted: OldReportDialog):
    confirming = pasted._confirming
    assert confirming is not None
    confirming.go_to(3)
    pasted._show()
    QTest.keyClicks(pasted.focusWidget(), "dk")
    assert pasted.panel.search.text() == "dk"
    assert "党课" in {
        pasted.panel.list.item(row).toolTip().removeprefix("指标：")[:2]
        for row in range(pasted.panel.list.count())
    }
    press(pasted, Qt.Key.Key_Return)
    assert confirming.chosen[3].figure is not None
    pasted.panel.own.setFocus()
    enter(pasted.panel.own, "一千余")
    press(pasted, Qt.Key.Key_Return)
    assert confirming.chosen[4].text == "一千余"


def test_a_blank_is_picked_by_a_click(pasted: OldReportDialog):
    start, _end = pasted.view._spans[5]
    cursor = pasted.view._cursor(start + 1, start + 1)
    place = pasted.view.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseClick(pasted.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert blank(pasted) == "500"
    assert pasted._confirming is not None
    assert pasted._confirming.proposal.choice.kind == NEW


def test_faults_are_listed_and_nothing_is_written_when_it_is_left(
    pasted: OldReportDialog, town: Town
):
    before = bodies(town)
    assert [pasted.faults.item(row).text() for row in range(pasted.faults.count())] == [
        "标题“抓实组织生活”原来编号是2，排印时编为“一、”"
    ]
    QTest.mouseClick(pasted.cancel, Qt.MouseButton.LeftButton)
    assert bodies(town) == before


def test_a_file_that_cannot_be_read_is_told_and_another_may_be_chosen(
    dialog: OldReportDialog, tmp_path: Path
):
    wrong = tmp_path / "报告.doc"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    dialog.take_file(wrong)
    assert dialog.source.refusal.isVisible()
    assert "另存为 .docx" in dialog.source.refusal.text()
    assert dialog.source.isVisible()
    right = tmp_path / "报告.txt"
    right.write_text(OLD, "gb18030")
    dialog.take_file(right)
    assert dialog.panel.isVisible()


def test_a_text_without_blanks_can_be_taken_too(dialog: OldReportDialog, town: Town):
    plain = "各村党支部认真开展各项活动，党员群众的获得感不断增强，基层基础更加牢固。"
    dialog.take_text(f"工作总结\n{plain}\n")
    assert dialog.counts.text() == "已确认 0 / 共 0"
    QTest.mouseClick(dialog.finish_button, Qt.MouseButton.LeftButton)
    assert bodies(town) == [plain]
