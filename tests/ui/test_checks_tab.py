"""设置—校核规则 and 不再提示…, driven as a clerk does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import Q1, Town, click, opened, sentences, type_into
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.settings import CheckSettings
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.ignore_finding import reason_dialog
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.settings.checks_tab import ChecksTab


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[SettingsPage]:
    """The page over the small township, with the tab of the checks in front."""
    context = Context(town.services, town.services.writer.store.reading, Q1)
    page = SettingsPage(context)
    opened(page)
    page.show_item("checks")
    yield page
    page.close()
    context.tasks.finish()


@pytest.fixture
def tab(page: SettingsPage) -> ChecksTab:
    return page.checks


def first_finding(town: Town, rule: str):
    return next(one for one in town.services.checks.findings(Q1) if one.rule == rule)


def test_a_rule_is_switched_off_by_its_tick_and_on_by_undo(tab: ChecksTab, town: Town):
    told = sentences(tab._context.told)
    item = tab.tree.item("text.undated")
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert check_settings.silent_rules() == {"text.undated"}
    assert "已停用" in told[-1]
    assert "停用1条" in item.parent().text(0)
    town.services.history.undo()
    tab.reload()
    assert item.checkState(0) is Qt.CheckState.Checked


def click_row(tab: ChecksTab, rule: str, column: int) -> None:
    item = tab.tree.item(rule)
    item.parent().setExpanded(True)
    tab.tree.scrollToItem(item)
    left = tab.tree.header().sectionViewportPosition(column)
    middle = tab.tree.visualItemRect(item).center().y()
    place = QPoint(left + tab.tree.header().sectionSize(column) // 2, middle)
    QTest.mouseClick(tab.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("column", [0, 1, 3], ids=["its words", "its gravity", "its source"])
def test_a_click_anywhere_in_a_row_switches_its_rule(tab: ChecksTab, column: int):
    click_row(tab, "text.undated", column)
    assert check_settings.silent_rules() == {"text.undated"}
    assert tab.tree.item("text.undated").text(1) == "已停用"
    click_row(tab, "text.undated", column)
    assert check_settings.silent_rules() == frozenset()
    assert tab.tree.item("text.undated").text(1) == "提醒"


def test_the_space_bar_switches_the_rule_under_the_cursor(tab: ChecksTab):
    tab.tree.setCurrentItem(tab.tree.item("text.undated"), 2)
    QTest.keyClick(tab.tree, Qt.Key.Key_Space)
    assert check_settings.silent_rules() == {"text.undated"}


@pytest.mark.parametrize("rule", ["text.blank", "rules.slow"])
def test_a_click_on_a_rule_that_must_stay_changes_nothing(tab: ChecksTab, rule: str):
    click_row(tab, rule, 0)
    assert check_settings.silent_rules() == frozenset()


def test_a_rule_that_guards_printing_has_no_tick(tab: ChecksTab):
    fixed = tab.tree.item("text.blank")
    assert not fixed.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "不能停用" in fixed.toolTip(0)


def test_rules_are_found_by_their_words(tab: ChecksTab):
    tab.search.setText("六角括号")
    shown = [id_ for id_, item in tab.tree._items.items() if not item.isHidden()]
    assert shown == ["punctuation.document_year"]
    tab.search.clear()
    assert not any(item.isHidden() for item in tab.tree._items.values())


def test_own_words_are_saved_as_the_list_is_left(tab: ChecksTab):
    type_into(tab.words, "红旗街道=青石镇")
    assert check_settings.words() == {"红旗街道": "青石镇"}


def test_own_words_that_are_refused_stay_with_their_reason(page: SettingsPage, tab: ChecksTab):
    typed = "党课=微党课\n工作=工作"
    type_into(tab.words, typed)
    assert "第2行“工作”改用的还是它自己" in tab.words_reason.text()
    assert "其余各行已保存" in tab.words_reason.text()
    assert check_settings.words() == {"党课": "微党课"}
    assert tab.words.toPlainText() == typed
    page.context.data_changed.emit()
    assert tab.words.toPlainText() == typed
    QTest.keyClick(tab.words, Qt.Key.Key_Escape)
    assert tab.words.toPlainText() == "党课=微党课"
    assert tab.words_reason.text() == ""


def test_a_limit_is_saved_as_its_field_is_left(tab: ChecksTab):
    type_into(tab.limits.editor("jump_percent"), "30")
    assert check_settings.limits().jump_percent == 30
    type_into(tab.limits.editor("jump_percent"), "0")
    assert tab.limits.reason("jump_percent")
    assert check_settings.limits().jump_percent == 30


def test_a_finding_that_may_stay_is_listed_and_told_again(tab: ChecksTab, town: Town):
    found = first_finding(town, "text.undated")
    CheckSettings(town.services.writer).ignore(Q1, found, "等县里定日子")
    tab.reload()
    assert "等县里定日子" in tab.ignored.item(0).text()
    tab.ignored.setCurrentRow(0)
    click(tab.again)
    assert first_finding(town, "text.undated") == found
    assert tab.ignored.item(0).flags() == Qt.ItemFlag.NoItemFlags


def test_the_dialog_asks_for_a_reason_before_it_lets_a_finding_go(app: QApplication, town: Town):
    found = first_finding(town, "text.undated")
    dialog = reason_dialog(CheckSettings(town.services.writer), Q1, found)
    dialog.show()
    dialog.take()
    assert dialog.isVisible()
    assert dialog.refusal.text() == "请写明理由"
    assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
    type_into(dialog.line, "等县里定日子")
    dialog.take()
    assert not dialog.isVisible()
    assert [one.reason for one in check_settings.ignored(Q1)] == ["等县里定日子"]
    dialog.deleteLater()
