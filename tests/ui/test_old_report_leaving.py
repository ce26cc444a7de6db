"""从旧报告开始: what is confirmed is not lost by leaving; what lacks words asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from old_report_driving import OLD, blank, open_dialog, paste, press
from page_driving import Town, enter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.services.own.records import LATEST
from desktop_app.ui.old_report.dialog import OldReportDialog


@pytest.fixture
def dialog(app: QApplication, town: Town) -> Iterator[OldReportDialog]:
    with open_dialog(town) as shown:
        yield shown


@pytest.fixture
def pasted(dialog: OldReportDialog) -> OldReportDialog:
    paste(dialog)
    return dialog


def confirmed(dialog: OldReportDialog) -> int:
    assert dialog._confirming is not None
    return len(dialog._confirming.chosen)


def answer(dialog: OldReportDialog, button: str) -> None:
    question = dialog.leaving.question
    assert question is not None
    QTest.mouseClick(getattr(question, button), Qt.MouseButton.LeftButton)


def opened_again(dialog: OldReportDialog, text: str) -> OldReportDialog:
    dialog.show()
    dialog.take_text(text)
    return dialog


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_leaving_asks_what_becomes_of_the_confirmations(pasted: OldReportDialog, way: str):
    press(pasted, Qt.Key.Key_Return)
    if way == "cancel":
        QTest.mouseClick(pasted.cancel, Qt.MouseButton.LeftButton)
    else:
        pasted.close()
    question = pasted.leaving.question
    assert question is not None
    assert question.text() == "已经确认的1处还没有写进报告"
    assert pasted.isVisible()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert pasted.isVisible()
    assert confirmed(pasted) == 1


def test_what_was_kept_is_offered_when_the_same_report_is_opened_again(pasted: OldReportDialog):
    for _blank in range(3):
        press(pasted, Qt.Key.Key_Return)
    pasted.reject()
    answer(pasted, "keep")
    assert not pasted.isVisible()
    again = opened_again(pasted, OLD)
    assert confirmed(again) == 0
    assert again.resume.sentence.text() == "这份旧报告上次确认了3处，还没有写进报告。"
    press(again, Qt.Key.Key_Space)  # the button that has the focus
    assert confirmed(again) == 3
    assert blank(again) == "36"
    assert not again.resume.isVisible()


def test_what_is_not_kept_is_not_offered(pasted: OldReportDialog):
    press(pasted, Qt.Key.Key_Return)
    pasted.reject()
    answer(pasted, "drop")
    assert not pasted.isVisible()
    assert not opened_again(pasted, OLD).resume.isVisible()


def test_one_may_begin_anew(pasted: OldReportDialog):
    press(pasted, Qt.Key.Key_Return)
    pasted.reject()
    answer(pasted, "keep")
    again = opened_again(pasted, OLD)
    QTest.mouseClick(again.resume.anew, Qt.MouseButton.LeftButton)
    assert (confirmed(again), blank(again)) == (0, "青石镇")
    press(again, Qt.Key.Key_Return)
    assert confirmed(again) == 1


def test_a_name_that_only_the_clerk_knows_waits_for_its_words(dialog: OldReportDialog):
    dialog.take_text("工作总结\n下发《关于在X党员到社区报到的动员令》，推动工作落实见效。")
    press(dialog, Qt.Key.Key_Return)
    assert confirmed(dialog) == 0
    assert dialog.panel.note.text() == "请在最下面一格写上要印的名称，再按回车"
    assert dialog.focusWidget() is dialog.panel.own
    press(dialog, Qt.Key.Key_Return)
    assert confirmed(dialog) == 0
    enter(dialog.panel.own, "全镇")
    press(dialog, Qt.Key.Key_Return)
    assert confirmed(dialog) == 1


def test_a_new_figure_is_named_and_counted_as_the_clerk_says(pasted: OldReportDialog, town: Town):
    assert pasted._confirming is not None
    pasted._go_to(5)
    form = pasted.panel.new_figure
    assert form.isVisible()
    assert form.name.text() == "发放学习资料"
    press(pasted, Qt.Key.Key_Tab)
    assert pasted.focusWidget() is form.name
    form.name.selectAll()
    enter(form.name, "在册读物")
    QTest.keyClick(form.name, Qt.Key.Key_Tab)
    QTest.keyClick(form.counter, Qt.Key.Key_Tab)
    QTest.keyClick(form.within, Qt.Key.Key_Down)
    press(pasted, Qt.Key.Key_Return)
    assert confirmed(pasted) == 1
    pasted._go_to(5)
    assert form.name.text() == "在册读物"
    pasted.finish()
    (made,) = town.services.own_figures.all()
    assert (made.label, made.counter, made.within) == ("在册读物", "份", LATEST)


def test_the_form_of_a_new_figure_stands_beside_new_figures_alone(pasted: OldReportDialog):
    pasted._go_to(3)
    assert not pasted.panel.new_figure.isVisible()
    pasted.panel.list.setCurrentRow(
        next(
            row
            for row in range(pasted.panel.list.count())
            if pasted.panel.list.item(row).toolTip().startswith("新指标")
        )
    )
    assert pasted.panel.new_figure.isVisible()


def test_a_refusal_is_told_where_the_clerk_looks(pasted: OldReportDialog):
    pasted._context.refused.emit("报告已经定稿，要改请先更正。")
    assert pasted.trouble.isVisible()
    assert pasted.trouble.text() == "报告已经定稿，要改请先更正。"
