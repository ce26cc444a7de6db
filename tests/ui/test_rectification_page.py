"""问题与措施, driven as a clerk does over two quarters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from page_driving import Q1, Q2, Town, choose, click, opened, sentences, settle, type_into
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop_app.ui.context import Context
from desktop_app.ui.pages.rectification_page import RectificationPage
from desktop_app.ui.rectification.exporting import export_to


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[RectificationPage]:
    """The page in the second quarter: one problem and one measure came over, linked; one is new."""
    service = town.services.rectification
    problem = service.save_problem(Q1, description="会议记录不规范", area="基层党建")
    measure = service.save_measure(Q1, problems=[problem], heading="规范记录", due="2020-05-01")
    service.save_progress(Q1, measure, state="推进中", note="已发模板")
    town.services.periods.open(Q2)
    service.save_problem(Q2, description="干部能力不足")
    context = Context(town.services, town.services.writer.store.reading, Q2)
    page = RectificationPage(context)
    opened(page)
    yield page
    page.close()
    context.tasks.finish()


def card_texts(cards) -> list[str]:
    model = cards.cards
    return [
        model.data(model.index(row), Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())
    ]


def test_what_came_over_is_marked_with_its_state(page: RectificationPage):
    problems, measures = card_texts(page.problems), card_texts(page.measures)
    assert "上季度结转" in problems[0]
    assert "上季度结转" not in problems[1]
    assert "没有对应措施" in problems[1]
    assert "超期、推进中、上季度结转：推进中" in measures[0]


def test_selecting_one_marks_the_other(page: RectificationPage):
    problem, measure = page._board.problems[0].uid, page._board.measures[0].uid
    page.problems.choose(problem)
    assert page.measures.cards.is_linked(measure)
    page.measures.choose(measure)
    assert page.problems.selected() == ""
    assert page.problems.cards.is_linked(problem)
    assert not page.measures.cards.is_linked(measure)


def test_a_field_is_saved_as_it_is_left(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[0].uid)
    type_into(page.problem_panel.form.editor("responsible_leader"), "组织委员 王五")
    assert town.services.rectification.problems(Q2)[0].responsible_leader == "组织委员 王五"
    assert "组织委员 王五" in card_texts(page.problems)[0]


def test_a_wrong_day_stays_with_its_measure(page: RectificationPage, town: Town):
    measure = page._board.measures[0].uid
    page.show_item(measure)
    form = page.measure_panel.form
    type_into(form.editor("due"), "月底前")
    assert "应填日期" in form.reason("due")
    page.show_item(page._board.problems[0].uid)
    page.show_item(measure)
    assert form.editor("due").text() == "月底前"
    type_into(form.editor("due"), "2020年7月15日")
    assert form.reason("due") == ""
    assert town.services.rectification.measures(Q2)[0].due == date(2020, 7, 15)


def test_progress_of_this_quarter(page: RectificationPage, town: Town):
    page.show_item(page._board.measures[0].uid)
    progress = page.measure_panel.progress
    assert "2020年第一季度：推进中，已发模板" in page.measure_panel.history.text()
    type_into(progress.editor("note"), "抽查合格")
    choose(progress.editor("state"), "已完成")
    type_into(progress.editor("closed_on"), "2020-06-18")
    found = town.services.rectification.measures(Q2)[0]
    assert (found.state, found.note, found.closed_on) == ("已完成", "抽查合格", date(2020, 6, 18))
    assert town.services.rectification.measures(Q1)[0].state == "推进中"
    assert page.counts.numbers["measures_done"].text() == "1项"
    assert page.counts.numbers["measures_overdue"].text() == "0项"
    assert "已完成" in card_texts(page.measures)[0]


def test_a_problem_is_closed_and_reopened(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[0].uid)
    closing = page.problem_panel.closing.form
    type_into(closing.editor("closed_on"), "2020-06-20")
    type_into(closing.editor("closing_note"), "统一了记录模板")
    click(page.problem_panel.close_here)
    assert town.value("rectification.problems_closed", Q2) == 1
    assert page.counts.numbers["closed_problems"].text() == "1个"
    assert "本季度已销号" in card_texts(page.problems)[0]
    assert page.problem_panel.close_here.text() == "撤回销号"
    click(page.problem_panel.close_here)
    assert town.value("rectification.problems_closed", Q2) == 0


def test_without_a_day_and_a_note_a_problem_stays_open(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[0].uid)
    panel = page.problem_panel
    click(panel.close_here)
    assert "请写明哪一天整改完成" in panel.closing.reason.text()
    assert "请写明做了什么" in panel.closing.reason.text()
    assert panel.closing.reason.isVisible()
    assert panel.closing.form.editor("closed_on").hasFocus()
    assert "请写明做了什么" in panel.closing.form.editor("closing_note").problem
    assert town.value("rectification.problems_closed", Q2) == 0
    type_into(panel.closing.form.editor("closed_on"), "2020-06-20")
    click(panel.close_here)
    assert panel.closing.reason.text() == "请写明做了什么、结果怎样，再销号。"
    page.show_item(page._board.problems[1].uid)
    assert not panel.closing.reason.isVisible()
    assert panel.closing.form.editor("closing_note").problem == ""


def test_a_new_problem_is_not_asked_how_it_ended(page: RectificationPage):
    click(page.new_problem)
    assert not page.problem_panel.closing.isVisible()
    page.show_item(page._board.problems[0].uid)
    assert page.problem_panel.closing.isVisible()


def test_what_is_open_for_long_and_what_came_again_is_on_the_card(
    page: RectificationPage, town: Town
):
    service = town.services.rectification
    first = page._board.problems[0].uid
    service.sign_off(Q2, first, closed_on="2020-06-20", closing_note="统一了记录模板")
    third = Q2.next
    town.services.periods.open(third)
    service.save_problem(third, description="会议记录仍不规范")
    page.context.show_period(third)
    settle(page.context)
    page.reload()
    cards = card_texts(page.problems)
    assert "第2个季度" in cards[0]
    assert "与2020年第二季度已整改的问题相似" in cards[1]
    page.show_item(page._board.problems[1].uid)
    assert "会议记录不规范" in page.problem_panel.remark.text()


def test_colours_are_off_until_wanted_and_remembered(
    page: RectificationPage, app: QApplication, town: Town
):
    town.services.rectification.save_measure(Q2, heading="轮训", due="2020-07-20")
    page.reload()
    assert not page.lights.box.isChecked()
    assert "红" not in "".join(card_texts(page.measures))
    click(page.lights.box)
    measures = card_texts(page.measures)
    assert "红·超期" in measures[0]
    assert "黄·30天内到期" in measures[1]
    assert "红·超期" in card_texts(page.problems)[0]
    assert page.lights.counts.text() == "红·超期 1条  黄·30天内到期 1条"
    again = RectificationPage(page.context)
    opened(again)
    assert again.lights.box.isChecked()
    assert "红·超期" in card_texts(again.measures)[0]
    click(again.lights.box)
    assert "红" not in "".join(card_texts(again.measures))
    again.close()


def test_the_list_is_written_where_it_was_asked_for(page: RectificationPage, tmp_path: Path):
    told, refused = sentences(page.context.told), sentences(page.context.refused)
    export_to(page.context, tmp_path / "清单.xlsx")
    assert (tmp_path / "清单.xlsx").is_file()
    assert "清单.xlsx" in told[-1]
    export_to(page.context, tmp_path / "没有的文件夹" / "清单.xlsx")
    assert "没有的文件夹" in refused[-1]


def test_a_new_problem_is_there_once_it_says_what_it_is(page: RectificationPage, town: Town):
    click(page.new_problem)
    form = page.problem_panel.form
    type_into(form.editor("source"), "季度抽查")
    assert len(town.services.rectification.problems(Q2)) == 2
    type_into(form.editor("description"), "台账不全")
    problems = town.services.rectification.problems(Q2)
    assert [one.description for one in problems][-1] == "台账不全"
    assert problems[-1].source == "季度抽查"
    assert page.problems.selected() == problems[-1].uid
    type_into(form.editor("responsible_body"), "党建办")
    assert town.services.rectification.problems(Q2)[-1].responsible_body == "党建办"


def test_a_new_measure_answers_the_selected_problem(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[1].uid)
    click(page.new_measure)
    type_into(page.measure_panel.form.editor("heading"), "轮训干部")
    assert town.services.rectification.problems(Q2)[1].measures == ("轮训干部",)
    assert page.measures.selected() == page._board.measures[1].uid


def test_links_are_ticked_in_a_list(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[1].uid)
    dialog = page.problem_panel.open_links()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    click(dialog.findChildren(QPushButton)[0])
    assert town.services.rectification.problems(Q2)[1].measures == ("规范记录",)
    page.show_item(page._board.measures[0].uid)
    dialog = page.measure_panel.open_links()
    assert len(dialog.ticked()) == 2
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    click(dialog.findChildren(QPushButton)[0])
    assert town.services.rectification.problems(Q2)[0].measures == ()


def test_deleting_asks_only_for_what_came_over(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[1].uid)
    click(page.problem_panel.remove)
    assert len(page._board.problems) == 1
    page.show_item(page._board.problems[0].uid)
    click(page.problem_panel.remove)
    box = page.findChild(QMessageBox)
    assert "以前季度" in box.text()
    click(box.buttons()[0])
    assert town.services.rectification.problems(Q1) == []


def test_order_and_giving_up(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[0].uid)
    click(page.problem_panel.down)
    assert [one.description for one in town.services.rectification.problems(Q2)] == [
        "干部能力不足",
        "会议记录不规范",
    ]
    page.show_item(page._board.measures[0].uid)
    click(page.measure_panel.close_here)
    town.services.periods.open(Q2.next)
    assert town.services.rectification.measures(Q2.next) == []


def test_the_page_follows_the_quarter_and_saves_what_is_typed(page: RectificationPage, town: Town):
    page.show_item(page._board.problems[0].uid)
    editor = page.problem_panel.form.editor("wording")
    editor.setFocus()
    editor.setPlainText("个别支部记录不规范")
    page.leave()
    page.context.show_period(Q1)
    assert [one.wording for one in town.services.rectification.problems(Q1)] == [
        "个别支部记录不规范"
    ]
    assert len(page._board.problems) == 1
    assert "上季度结转" not in card_texts(page.problems)[0]


def test_an_empty_quarter_says_what_to_do(app: QApplication, town: Town):
    context = Context(town.services, town.services.writer.store.reading, Q1)
    page = RectificationPage(context)
    opened(page)
    refused = sentences(context.refused)
    assert "新增问题" in page._nothing.text()
    assert page.counts.numbers["open_problems"].text() == "—"
    page.show_item("gone")
    assert refused == []
    page.close()
