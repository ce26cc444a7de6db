"""设置, driven as a clerk does: type, leave, look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import Q1, Q2, Town, click, enter, opened, sentences, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.ui.context import Context
from desktop_app.ui.pages.settings_page import SettingsPage


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[SettingsPage]:
    """The page over the small township."""
    context = Context(town.services, town.services.writer.store.reading, Q1)
    page = SettingsPage(context)
    opened(page)
    yield page
    page.close()
    context.tasks.finish()


def names(town: Town, period=Q1) -> list[str]:
    return [unit.name for unit in town.services.office.units(period)]


def cell(page: SettingsPage, row: int, field: str):
    fields = [spec.name for spec in page.units.model._fields]
    return page.units.model.index(row, fields.index(field))


def edit(page: SettingsPage, row: int, field: str):
    page.show_item("units")
    page.units.table.setCurrentIndex(cell(page, row, field))
    page.units.table.edit(cell(page, row, field))
    QApplication.processEvents()
    return page.units.delegate.editor


def test_an_office_text_is_saved_as_its_field_is_left(page: SettingsPage, town: Town):
    told = sentences(page.context.told)
    type_into(page.office.form.editor("plan_name"), "先锋计划")
    assert town.services.office.office().plan_name == "先锋计划"
    assert told == ["党建计划名称已保存"]


def test_nonsense_stays_with_its_reason_until_it_is_mended(page: SettingsPage, town: Town):
    editor = page.office.form.editor("short_name")
    type_into(editor, "名" * 31)
    assert "最多30个字" in page.office.form.reason("short_name")
    assert editor.text() == "名" * 31
    page.context.data_changed.emit()
    assert editor.text() == "名" * 31
    assert town.services.office.office().short_name == "青石镇"
    type_into(editor, "青石", Qt.Key.Key_Return)
    assert page.office.form.reason("short_name") == ""
    assert town.services.office.office().short_name == "青石"


def test_escape_gives_up_what_was_typed(page: SettingsPage, town: Town):
    editor = page.office.form.editor("short_name")
    type_into(editor, "别的名字", Qt.Key.Key_Escape)
    assert editor.text() == "青石镇"
    page.leave()
    assert town.services.office.office().short_name == "青石镇"


def test_the_kind_is_chosen_and_an_emptied_one_is_refused(page: SettingsPage, town: Town):
    editor = page.office.form.editor("kind")
    type_into(editor.lineEdit(), "街道", Qt.Key.Key_Return)
    page.leave()
    assert town.services.office.office().kind == "街道"


def test_a_unit_s_number_is_typed_into_its_cell(page: SettingsPage, town: Town):
    editor = edit(page, 0, "party_members")
    editor.selectAll()
    enter(editor, "43")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert town.services.office.units(Q1)[0].party_members == 43
    assert "103名" in page.units.totals.text()


def test_a_wrong_number_stays_in_its_cell(page: SettingsPage, town: Town):
    editor = edit(page, 0, "party_members")
    editor.selectAll()
    enter(editor, "四十x")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert page.units.delegate.editor is editor
    assert "应填数字" in editor.problem
    assert town.services.office.units(Q1)[0].party_members == 40
    editor.selectAll()
    enter(editor, "44")
    page.leave()
    assert town.services.office.units(Q1)[0].party_members == 44


def test_a_name_that_is_taken_is_refused_in_its_cell(page: SettingsPage, town: Town):
    editor = edit(page, 0, "name")
    editor.selectAll()
    enter(editor, "李村")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "已有名为“李村”" in editor.problem
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert names(town)[0] == "张村"


def test_reporting_is_a_tick(page: SettingsPage, town: Town):
    index = cell(page, 0, "reporting")
    assert page.units.model.setData(
        index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert not town.services.office.units(Q1)[0].reporting


def test_a_list_of_names_is_added_and_a_bad_line_stays(page: SettingsPage, town: Town):
    page.show_item("units")
    page.units.names.setPlainText("王村\t30\n赵村\t很多")
    click(page.units.add)
    assert "第2行" in page.units.reason.text()
    assert page.units.names.toPlainText() == "王村\t30\n赵村\t很多"
    page.units.names.setPlainText("王村\t30\n张村")
    told = sentences(page.context.told)
    click(page.units.add)
    assert names(town) == ["张村", "李村", "河湾社区", "王村", "本级"]
    assert told == ["添加了1个单位；张村原来就有，没有重复添加"]
    assert page.units.names.toPlainText() == ""


def test_units_move_and_the_cursor_goes_with_them(page: SettingsPage, town: Town):
    page.show_item("units")
    page.units.table.setCurrentIndex(cell(page, 0, "name"))
    click(page.units.down)
    assert names(town) == ["李村", "张村", "河湾社区", "本级"]
    assert page.units.selected().name == "张村"
    click(page.units.up)
    assert names(town)[0] == "张村"


def test_retiring_from_a_quarter_on_and_back(page: SettingsPage, town: Town):
    town.services.periods.open(Q2)
    page.context.show_period(Q2)
    page.show_item("units")
    page.units.table.setCurrentIndex(cell(page, 1, "name"))
    click(page.units.retire)
    assert names(town, Q2) == ["张村", "河湾社区", "本级"]
    assert "李村" in names(town)
    page.units.bring_back.menu().actions()[0].trigger()
    assert "李村" in names(town, Q2)
    assert not page.units.bring_back.isVisible()


def test_a_unit_with_rows_is_refused_in_a_sentence(page: SettingsPage, town: Town):
    town.row("theme_party_day", times=1)
    page.show_item("units")
    refused = sentences(page.context.refused)
    page.units.table.setCurrentIndex(cell(page, 0, "name"))
    click(page.units.retire)
    assert "并入" in refused[0]
    assert names(town)[0] == "张村"


def test_merging_through_the_dialog(page: SettingsPage, town: Town):
    town.row("theme_party_day", times=3)
    page.show_item("units")
    page.units.table.setCurrentIndex(cell(page, 0, "name"))
    dialog = page.units.ask_for_merge()
    assert [dialog.targets.itemText(n) for n in range(dialog.targets.count())] == [
        "李村",
        "河湾社区",
    ]
    told = sentences(page.context.told)
    click(dialog.findChildren(QPushButton)[0])
    assert names(town) == ["李村", "河湾社区", "本级"]
    assert town.services.ledgers.rows("theme_party_day", Q1)[0].unit == "李村"
    assert "转移1条数据" in told[0]


def test_an_area_off_leaves_the_figures_and_keeps_its_rows(page: SettingsPage, town: Town):
    town.row("theme_party_day", times=3)
    page.show_item("areas")
    click(page.areas.switches["organization"])
    assert "organization" not in town.services.office.areas_on(Q1)
    assert page.areas._remarks["organization"].text() == "本季度已填1条，保留不用"
    click(page.areas.switches["organization"])
    assert town.value("organization.party_days") == 3


def test_options_are_lines_that_are_checked_and_moved(page: SettingsPage, town: Town):
    page.show_item("options")
    key = "volunteer_posts"
    editor = page.options.editor(key)
    editor.setFocus()
    editor.setPlainText("办证员\n采购员\n办证员")
    page.leave()
    assert "第3行“办证员”重复了" in page.options.reason(key)
    editor.setPlainText("办证员\n采购员\n讲解员")
    page.leave()
    assert town.services.office.options(Q1)[key] == ("办证员", "采购员", "讲解员")
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.leave()
    assert town.services.office.options(Q1)[key][0] == "采购员"


def test_an_option_that_rows_hold_is_named_when_it_goes(page: SettingsPage, town: Town):
    town.row("volunteer_post", post="驻厂", people=2)
    page.show_item("options")
    page.options.editor("volunteer_posts").setPlainText("办证员")
    page.leave()
    assert "还有“驻厂”" in page.options.reason("volunteer_posts")


def test_the_page_follows_the_quarter(page: SettingsPage, town: Town):
    town.services.periods.open(Q2)
    town.services.office.save_unit(Q2, "张村", party_members=45)
    page.show_item("units")
    page.context.show_period(Q2)
    assert page.units.model.data(cell(page, 0, "party_members")) == "45"
    assert "第二季度" in page.areas._sentence.text()


def test_enter_and_tab_go_on_from_the_cell_that_was_typed_into(page: SettingsPage, town: Town):
    QTest.keyClick(edit(page, 0, "party_members"), Qt.Key.Key_Delete)
    editor = page.units.delegate.editor
    type_into(editor, "31", Qt.Key.Key_Return)
    assert page.units.table.currentIndex() == cell(page, 1, "party_members")
    QTest.keyClick(page.units.table, Qt.Key.Key_4)
    type_into(page.units.delegate.editor, "42", Qt.Key.Key_Tab)
    after = cell(page, 1, "party_members")
    assert page.units.table.currentIndex() == after.siblingAtColumn(after.column() + 1)
    assert [unit.party_members for unit in town.services.office.units(Q1)][:2] == [31, 42]
