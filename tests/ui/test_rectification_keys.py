"""问题与措施 by the keyboard alone: new ones, into a form and back, 销号, deleting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import Q2, Town, enter, opened, sentences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.context import Context
from desktop_app.ui.frame import panes
from desktop_app.ui.pages.rectification_page import RectificationPage

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[RectificationPage]:
    """The page in the second quarter, with two problems of that quarter and a measure."""
    service = town.services.rectification
    town.services.periods.open(Q2)
    service.save_problem(Q2, description="会议记录不规范")
    service.save_problem(Q2, description="干部能力不足")
    service.save_measure(Q2, heading="规范记录")
    page = RectificationPage(Context(town.services, town.services.writer.store.reading, Q2))
    opened(page)
    page.problems.setFocus()
    yield page
    page.close()
    page.context.tasks.finish()


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    QApplication.processEvents()


def write(text: str) -> None:
    enter(QApplication.focusWidget(), text)


def told(town: Town) -> list[str]:
    return [one.description for one in town.services.rectification.problems(Q2)]


def test_a_new_problem_and_back_to_the_list(page: RectificationPage, town: Town):
    press(Key.Key_N, CTRL)
    write("台账不全")
    press(Key.Key_Tab)
    assert told(town)[-1] == "台账不全"
    press(Key.Key_Escape)
    assert page.problems.hasFocus()
    assert page.problems.selected() == page._board.problems[-1].uid


def test_esc_gives_an_empty_form_up_and_no_other(page: RectificationPage, town: Town):
    press(Key.Key_N, CTRL)
    press(Key.Key_Escape)
    assert page.problems.hasFocus()
    assert not page.problem_panel.isVisible()
    press(Key.Key_N, CTRL)
    form = page.problem_panel.form
    form.editor("source").setFocus()
    write("季度抽查")
    press(Key.Key_Tab)
    press(Key.Key_Escape)
    assert form.editor("description").hasFocus()
    assert form.typed()["source"] == "季度抽查"
    assert len(told(town)) == 2


def test_a_new_measure_says_which_problem_it_is_for(page: RectificationPage, town: Town):
    heard = sentences(page.context.told)
    page.problems.choose(page._board.problems[1].uid)
    press(Key.Key_M, CTRL)
    assert "用来解决问题“干部能力不足”" in page.measure_panel.remark.text()
    write("轮训干部")
    press(Key.Key_Tab)
    assert heard[-1] == "已添加，与问题“干部能力不足”对应"
    assert town.services.rectification.problems(Q2)[1].measures == ("轮训干部",)


def test_a_new_measure_need_not_be_for_the_chosen_problem(page: RectificationPage, town: Town):
    page.problems.choose(page._board.problems[1].uid)
    press(Key.Key_M, CTRL)
    page.measure_panel.link.setFocus()
    press(Key.Key_Space)
    assert "用来解决" not in page.measure_panel.remark.text()
    write("轮训干部")
    press(Key.Key_Tab)
    assert town.services.rectification.problems(Q2)[1].measures == ()
    assert page.measure_panel.link.text() == "选择…"


def test_into_the_form_and_through_it_to_the_closing(page: RectificationPage, town: Town):
    press(Key.Key_Down)
    press(Key.Key_Return)
    panel = page.problem_panel
    assert panel.form.editor("description").hasFocus()
    panel.link.setFocus()
    for text in ("2020-06-20", "统一了记录模板"):
        press(Key.Key_Tab)
        write(text)
    press(Key.Key_Tab)
    assert panel.close_here.hasFocus()
    assert not panel.close_here.property("primary")
    press(Key.Key_Space)
    assert town.value("rectification.problems_closed", Q2) == 1


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_a_card_is_deleted_and_comes_back(page: RectificationPage, town: Town, held):
    page.problems.choose(page._board.problems[0].uid)
    press(Key.Key_Delete, held)
    assert told(town) == ["干部能力不足"]
    town.services.history.undo()
    assert told(town) == ["会议记录不规范", "干部能力不足"]


def test_a_key_in_a_field_deletes_no_card(page: RectificationPage, town: Town):
    page.problems.choose(page._board.problems[0].uid)
    press(Key.Key_Return)
    press(Key.Key_Delete)
    assert len(told(town)) == 2


def test_f6_stops_at_each_list_and_at_the_form(page: RectificationPage):
    page.problems.choose(page._board.problems[0].uid)
    stops = []
    for _part in range(len(panes.panes([page]))):
        stops.append(QApplication.focusWidget())
        panes.go_to_next([page])
    assert stops[:2] == [page.problems, page.measures]
    assert page.problem_panel.isAncestorOf(stops[2])
