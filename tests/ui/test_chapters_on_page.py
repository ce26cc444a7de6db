"""Chapters on the report page: merged, split, set deeper; sentences confirmed; words replaced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from report_page_driving import Q1, Town, chapters, closed, press, settle, shown_page, undo

from desktop_app.core.records import Finding
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[ReportPage]:
    texts = town.services.texts
    first, second = texts.report(Q1).chapters[1:3]
    texts.save_chapter(first.uid, title="甲", body="整治一。整治二。\n• 前后。")
    texts.save_chapter(second.uid, title="整治", body="没有。")
    made = shown_page(Context(town.services, workplace.store.reading, Q1))
    made.chapters.setCurrentRow(1)
    yield made
    closed(made)


def test_alt_right_sets_a_chapter_deeper_and_alt_left_back(page: ReportPage):
    page.chapters.setCurrentRow(2)
    press(page.chapters, Qt.Key.Key_Right, ALT)
    settle(page.context)
    assert chapters(page)[2].level == 2
    assert page.chapters.numbers()[1:4] == ["一、", "（一）", "二、"]
    press(page.chapters, Qt.Key.Key_Left, ALT)
    press(page.chapters, Qt.Key.Key_Left, ALT)
    assert chapters(page)[2].level == 1


def test_a_chapter_is_split_where_one_types_and_named(page: ReportPage):
    QTest.keyClicks(page.text.body, "")
    cursor = page.text.body.textCursor()
    cursor.setPosition(len("整治一。"))
    page.text.body.setTextCursor(cursor)
    press(page.text.body, Qt.Key.Key_Return, CTRL)
    settle(page.context)

    assert [one.body for one in chapters(page)[1:3]] == ["整治一。", "整治二。\n• 前后。"]
    assert page.chapters.currentRow() == 2
    assert page.text.chapter_title.textCursor().selectedText() == "新章节"
    undo(page)
    assert chapters(page)[1].body == "整治一。整治二。\n• 前后。"


def test_a_chapter_joins_the_one_before_from_the_menu(page: ReportPage):
    page.chapters.setCurrentRow(2)
    page._prepare_menu()
    page.chapter_menu.merge.trigger()
    settle(page.context)

    assert chapters(page)[1].body.endswith("• 前后。\n整治\n没有。")
    assert page.chapters.currentRow() == 1
    assert page.text.body.text() == chapters(page)[1].body


def test_the_menu_offers_what_fits(page: ReportPage):
    page.chapters.setCurrentRow(0)
    page._prepare_menu()
    menu = page.chapter_menu
    assert not menu.merge.isEnabled()
    assert not any(action.isEnabled() for action in menu.levels.values())
    page.chapters.setCurrentRow(1)
    page._prepare_menu()
    assert menu.merge.isEnabled()
    assert menu.levels[1].isChecked()
    menu.levels[3].trigger()
    assert chapters(page)[1].level == 3


def test_what_cannot_be_split_says_why(page: ReportPage):
    page.text.body.insert_stored("[[甲{epidemic.teams}]]")
    page.text.body.moveCursor(QTextCursor.MoveOperation.Left)
    count = page.chapters.count()
    page.split_chapter()

    assert "移到它的外面" in page.text.reason.text()
    assert page.chapters.count() == count


def test_words_are_found_through_all_chapters_and_replaced(page: ReportPage):
    page.searching.open(replace=True)
    bar = page.searching.bar
    bar.wanted.setText("整治")
    assert bar.count.text() == "共3处"
    page.searching.step(1)
    assert (page.text.chapter_uid, page.text.body.selected_stored()) == (
        chapters(page)[1].uid,
        (0, 2),
    )
    bar.by.setText("政治")
    bar.replace.click()
    assert page.text.body.text().startswith("政治一。整治二。")
    assert page.text.body.selected_stored() == (4, 6)
    page.searching.step(1)
    assert page.text.chapter_uid == chapters(page)[2].uid
    assert page.text.chapter_title.textCursor().selectedText() == "整治"
    page.searching.step(1)
    assert page.text.chapter_uid == chapters(page)[1].uid
    page.searching.step(-1)
    assert page.text.chapter_uid == chapters(page)[2].uid
    bar.replace_all.click()
    settle(page.context)
    assert [one.title for one in chapters(page)[1:3]] == ["甲", "政治"]
    assert bar.count.text() == "没有找到"
    undo(page)
    assert bar.count.text() == "共2处"
    QTest.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_ctrl_f_and_ctrl_h_open_the_bar(page: ReportPage):
    page.text.body.setFocus()
    press(page.text.body, Qt.Key.Key_F, CTRL)
    bar = page.searching.bar
    assert bar.isVisible()
    assert not bar.by.isVisible()
    press(page.text.body, Qt.Key.Key_H, CTRL)
    assert bar.by.isVisible()


def test_untouched_sentences_are_counted_and_confirmed(page: ReportPage):
    page.context.services.periods.open(Q1.next)
    page.context.show_period(Q1.next)
    settle(page.context)
    page.chapters.setCurrentRow(1)
    foot = page.text.foot
    assert foot.untouched.text() == "画虚线的2句和2020年第一季度一样"
    page.text.body.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(page.text.body, "x")
    assert foot.untouched.text() == "画虚线的1句和2020年第一季度一样"
    foot.seen.click()
    settle(page.context)
    assert foot.untouched.text() == ""
    assert not foot.seen.isVisible()


def test_the_length_of_chapter_and_report_follows_the_typing(page: ReportPage):
    before = page.text.foot.length.text()
    page.text.body.insert_stored("长" * 5000)
    assert "超过5000字" in page.text.foot.length.text()
    page.text.body.undo()
    assert page.text.foot.length.text() == before


def finding(page: ReportPage, excerpt: str, repair: str | None) -> Finding:
    uid = chapters(page)[1].uid
    return Finding("x", "error", "错了", "“甲”", chapter=uid, excerpt=excerpt, repair=repair)


def test_a_finding_leads_to_its_words_and_is_repaired_by_a_key(page: ReportPage):
    found = finding(page, "整治二", "政治二")
    page.chapters.setCurrentRow(0)
    page.findings.show_findings([found])
    page.findings.list.itemActivated.emit(page.findings.list.item(0))
    assert page.text.body.textCursor().selectedText() == "整治二"
    page.findings.list.setCurrentRow(0)
    press(page.findings.list, Qt.Key.Key_Return, CTRL)
    settle(page.context)
    assert page.text.body.text().startswith("整治一。政治二。")
    undo(page)
    assert chapters(page)[1].body.startswith("整治一。整治二。")


def test_one_click_on_a_finding_leads_to_its_words(page: ReportPage):
    page.chapters.setCurrentRow(0)
    page.findings.show_findings([finding(page, "整治二", "政治二")])
    place = page.findings.list.visualItemRect(page.findings.list.item(0)).center()
    QTest.mouseClick(page.findings.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.text.body.textCursor().selectedText() == "整治二"


def test_checks_that_failed_do_not_read_like_no_findings(page: ReportPage):
    found = finding(page, "整治二", "政治二")
    page.findings.show_findings([found])
    page.findings.show_failure("磁盘读不出来")
    assert page.findings.findings() == []
    assert "不能当作没有问题：磁盘读不出来" in page.findings.list.item(0).text()
    assert "没有发现问题" not in page.findings._summary.text()
    page.findings.list.itemClicked.emit(page.findings.list.item(0))
    page.findings.show_findings([])
    assert page.findings.list.count() == 0
    assert page.findings._summary.text() == "没有发现问题"


def test_what_cannot_be_repaired_literally_is_shown(page: ReportPage):
    said: list[str] = []
    page.context.told.connect(said.append)
    before = chapters(page)
    page.repair(finding(page, "一是前", "前"))
    assert "手工改" in said[-1]
    assert chapters(page) == before


def test_findings_are_narrowed_to_the_grave_ones(page: ReportPage):
    grave = finding(page, "整治一", None)
    page.findings.show_findings([grave, Finding("y", "hint", "可改", "“甲”")])
    assert not page.findings.repair.isEnabled()
    box = page.findings.severity
    box.setCurrentText("建议")
    box.activated.emit(box.currentIndex())
    assert [one.rule for one in page.findings.findings()] == ["y"]
    assert len(page.findings._all) == 2
