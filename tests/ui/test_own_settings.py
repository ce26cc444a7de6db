"""自定义指标, 自定义领域 and 方案, driven as a clerk does: keys, fields, lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_driving import Q1, Q2, Town, choose, click, opened, sentences, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.own.records import WHOLE, OwnAreaRecord, OwnColumnRecord, OwnLedgerRecord
from desktop_app.ui.context import Context
from desktop_app.ui.pages.settings_page import SettingsPage


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[SettingsPage]:
    """The page over the small township."""
    context = Context(town.services, town.services.writer.store.reading, Q1)
    page = SettingsPage(context)
    context.data_changed.connect(page.reload)
    opened(page)
    yield page
    page.close()
    context.tasks.finish()


def add_figure(page: SettingsPage, label: str, counter: str):
    page.show_item("own_figures")
    click(page.own_figures.add)
    dialog = page.own_figures.dialog
    assert dialog is not None
    type_into(dialog.label, label)
    type_into(dialog.counter, counter)
    return dialog


def labels(page: SettingsPage) -> list[str]:
    tree = page.own_figures.list
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def test_a_figure_is_added_and_stands_in_the_list_and_the_matrix(page: SettingsPage, town: Town):
    told = sentences(page.context.told)
    dialog = add_figure(page, "慰问老党员", "人次")
    choose(dialog.area, "基层党建")
    click(dialog.save_button)
    assert labels(page) == ["慰问老党员"]
    assert told == ["指标“慰问老党员”已保存"]
    (figure,) = town.services.own_figures.all()
    assert figure.area == "organization"
    assert f"own.{figure.key}" in town.services.workbench.figure_keys(Q1)


def test_a_part_of_another_figure_is_chosen_and_checked(page: SettingsPage, town: Town):
    click(add_figure(page, "慰问老党员", "人次").save_button)
    dialog = add_figure(page, "慰问困难老党员", "人次")
    choose(dialog.part_of, "慰问老党员的其中项")
    click(dialog.save_button)
    whole, part = (f"own.{figure.key}" for figure in town.services.own_figures.all())
    town.services.workbench.type_cell(Q1, "张村", whole, 3)
    town.services.workbench.type_cell(Q1, "张村", part, 5)
    found = [one for one in town.services.checks.findings(Q1) if "慰问困难老党员" in one.message]
    assert "error" in [one.severity for one in found]

    page.own_figures.list.setCurrentItem(page.own_figures.list.topLevelItem(0))
    QTest.keyClick(page.own_figures.list, Qt.Key.Key_Return)
    again = page.own_figures.dialog
    offered = [again.part_of.itemText(place) for place in range(again.part_of.count())]
    assert "慰问困难老党员的其中项" not in offered  # nothing is a part of its own part


def test_members_may_be_the_whole_and_the_list_names_it(page: SettingsPage, town: Town):
    dialog = add_figure(page, "七十岁以上党员", "名")
    choose(dialog.part_of, "党员数的其中项")
    click(dialog.save_button)
    shown = page.own_figures.list.topLevelItem(0)
    assert shown.text(6) == "党员数的其中项"
    (figure,) = town.services.own_figures.all()
    members = town.services.figures.figures(Q1)["overview.party_members"].value
    town.services.workbench.type_cell(Q1, "张村", f"own.{figure.key}", int(members) + 1)
    found = [one for one in town.services.checks.findings(Q1) if one.rule == "arithmetic.part"]
    assert ["大于“党员数”" in one.message for one in found] == [True]


def test_what_is_wrong_stays_in_the_dialog_with_its_reason(page: SettingsPage, town: Town):
    dialog = add_figure(page, "慰问老党员", "")
    click(dialog.save_button)
    assert "要填量词" in dialog.reason.text()
    assert dialog.isVisible()
    type_into(dialog.counter, "人次")
    click(dialog.save_button)
    assert len(town.services.own_figures.all()) == 1


def test_a_state_is_taken_over_a_year_as_its_last_quarter_says(page: SettingsPage, town: Town):
    dialog = add_figure(page, "在建阵地", "个")
    choose(dialog.within, "最新")
    assert dialog.over_periods.currentText() == "取最后一季"
    click(dialog.save_button)
    assert len(town.services.own_figures.all()) == 1


def test_enter_in_the_list_opens_the_figure_to_be_renamed(page: SettingsPage, town: Town):
    click(add_figure(page, "慰问老党员", "人次").save_button)
    key = town.services.own_figures.all()[0].key
    QTest.keyClick(page.own_figures.list, Qt.Key.Key_Return)
    dialog = page.own_figures.dialog
    assert dialog is not None
    assert not dialog.area.isEnabled()
    type_into(dialog.label, "走访老党员")
    click(dialog.save_button)
    assert labels(page) == ["走访老党员"]
    assert town.services.own_figures.all()[0].key == key


def test_a_figure_is_retired_from_the_quarter_and_comes_back(page: SettingsPage, town: Town):
    click(add_figure(page, "慰问老党员", "人次").save_button)
    town.services.periods.open(Q2)
    page.context.show_period(Q2)
    click(page.own_figures.retire)
    assert town.services.own_figures.all()[0].retired_from == "2020Q2"
    assert not page.own_figures.retire.isVisible()
    click(page.own_figures.bring_back)
    assert town.services.own_figures.all()[0].retired_from == ""


def test_an_area_and_its_ledger_are_made_with_a_look_at_the_table(page: SettingsPage, town: Town):
    tab = page.own_areas
    page.show_item("own_areas")
    click(tab.add_area)
    type_into(tab.dialog.label, "防汛备汛")
    click(tab.dialog.save_button)
    click(tab.add_ledger)
    dialog = tab.dialog
    assert dialog.area.currentText() == "防汛备汛"
    type_into(dialog.label, "巡堤")
    form = dialog.column_form
    type_into(form.label, "方式")
    choose(form.kind, "选项")
    assert not form.counter.isVisible()
    form.options.setPlainText("徒步\n\n车巡")
    click(dialog.add)
    type_into(form.label, "巡查")
    type_into(form.counter, "人次")
    click(form.is_figure)
    model = dialog.preview.model()
    headings = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert headings == ["填报单位", "日期", "方式", "巡查（人次）"]
    assert model.index(0, 2).data() == "徒步"
    click(dialog.save_button)
    (ledger,) = town.services.own_areas.ledgers()
    assert [column.label for column in ledger.columns] == ["方式", "巡查"]
    assert ledger.columns[0].options == ("徒步", "车巡")
    assert tab.list.topLevelItem(0).child(0).text(1) == "方式、巡查"


def ledger_with(town: Town, *names: str) -> OwnLedgerRecord:
    area = town.services.own_areas.save_area(OwnAreaRecord("防汛备汛"))
    columns = tuple(OwnColumnRecord(name, WHOLE, "次", is_figure=True) for name in names)
    town.services.own_areas.save_ledger(OwnLedgerRecord("巡堤", area, columns))
    return town.services.own_areas.ledgers()[0]


def test_columns_are_moved_and_taken_out(page: SettingsPage, town: Town):
    ledger = ledger_with(town, "甲", "乙", "丙")
    page.reload()
    page.show_item("own_areas")
    page.own_areas.list.choose(ledger.key)
    click(page.own_areas.edit)
    dialog = page.own_areas.dialog
    assert not dialog.column_form.kind.isEnabled()
    dialog.list.setCurrentRow(2)
    click(dialog.up)
    dialog.list.setCurrentRow(0)
    click(dialog.remove)
    click(dialog.save_button)
    (found,) = town.services.own_areas.ledgers()
    assert [column.label for column in found.columns] == ["丙", "乙"]


def test_what_is_used_no_more_is_asked_about_and_can_be_kept(page: SettingsPage, town: Town):
    ledger = ledger_with(town, "甲")
    column = ledger.columns[0].key
    chapter = town.services.texts.report(Q1).chapters[1]
    town.services.texts.save_chapter(chapter.uid, period=Q1, body=f"{{own.{column}}}次。")
    page.reload()
    page.show_item("own_areas")
    page.own_areas.list.choose(ledger.key)
    click(page.own_areas.remove)
    question = page.own_areas.question
    assert chapter.title in question.text()
    keep, agree = (
        next(button for button in question.buttons() if button.text() == text)
        for text in ("保留", "不再使用")
    )
    click(keep)
    assert town.services.own_areas.ledgers()
    click(page.own_areas.remove)
    agree = next(
        button for button in page.own_areas.question.buttons() if button.text() == "不再使用"
    )
    click(agree)
    assert town.services.own_areas.ledgers() == []
    town.services.history.undo()
    assert town.services.own_areas.ledgers() == [ledger]


def test_a_scheme_is_written_and_taken_in_again(page: SettingsPage, town: Town, tmp_path: Path):
    told = sentences(page.context.told)
    click(add_figure(page, "慰问老党员", "人次").save_button)
    target = tmp_path / "方案.djfa"
    page.own_figures.scheme.export_to(target)
    town.services.history.undo()
    page.own_figures.scheme.look_at(target)
    dialog = page.own_figures.scheme.dialog
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert ok.text() == "导入1项"
    assert dialog.whole_text.isChecked()  # nobody has written in this office's report
    click(dialog.single_chapters)
    click(dialog.none)
    assert not ok.isEnabled()
    click(dialog.new)
    click(ok)
    assert labels(page) == ["慰问老党员"]
    assert told[-2:] == [f"方案已导出到“{target}”", "已从方案里加入1项，可以撤销"]


def test_a_report_s_chapters_are_replaced_as_a_whole_or_not_at_all(
    page: SettingsPage, town: Town, tmp_path: Path
):
    texts = town.services.texts
    first, second = texts.report(Q1).chapters[:2]
    texts.save_chapter(second.uid, title="我们的做法")
    target = tmp_path / "方案.djfa"
    page.own_figures.scheme.export_to(target)
    texts.delete_chapter(second.uid)
    texts.save_chapter(texts.add_chapter(Q1, first.uid, "写了一半"), body="别丢。")

    page.own_figures.scheme.look_at(target)
    dialog = page.own_figures.scheme.dialog
    assert dialog.single_chapters.isChecked()  # somebody has written: theirs stays
    assert [key[0] for key in dialog.chosen()] == ["章节"]
    click(dialog.whole_text)
    click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    titles = [one.title for one in texts.report(Q1).chapters]
    assert (titles[1], "写了一半" in titles) == ("我们的做法", False)
    assert [one.name for one in texts.versions.all(Q1)] == ["导入方案以前"]


def test_a_file_of_another_kind_is_told_and_nothing_opens(page: SettingsPage, tmp_path: Path):
    refused = sentences(page.context.refused)
    (tmp_path / "总结.djfa").write_text("第一季度")
    page.own_areas.scheme.look_at(tmp_path / "总结.djfa")
    assert page.own_areas.scheme.dialog is None
    assert "不是方案文件" in refused[0]


def test_tab_goes_through_the_fields_and_comes_to_the_buttons_last(page: SettingsPage):
    dialog = add_figure(page, "慰问老党员", "人次")
    dialog.label.setFocus()
    rest = (dialog.over_periods, dialog.part_of, dialog.definition, dialog.save_button)
    for expected in (dialog.counter, dialog.kind, dialog.area, dialog.giver, dialog.within, *rest):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    dialog.reject()
