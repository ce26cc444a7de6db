"""从旧报告开始: the tick that writes 存在问题 and 下步措施 down under 问题与措施."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import Q1, Town, click, sentences
from PySide6.QtWidgets import QApplication

from desktop_app.ui.context import Context
from desktop_app.ui.old_report.dialog import OldReportDialog

OPENING = "青石镇2019年第四季度党建工作总结\n四季度，各项工作有序推进，成效明显。\n"
OLD = f"""{OPENING}一、存在问题
一是阵地面积不足。二是干部队伍老化。
二、下步措施
（一）持续抓培训。计划举办培训班2期。
（二）持续抓整改。逐项销号。
"""


@pytest.fixture
def context(app: QApplication, town: Town) -> Iterator[Context]:
    context = Context(town.services, town.services.writer.store.reading, Q1)
    yield context
    context.tasks.finish()


@pytest.fixture
def dialog(context: Context, town: Town) -> Iterator[OldReportDialog]:
    dialog = OldReportDialog(context, town.services.old_reports, Q1)
    dialog.show()
    yield dialog
    dialog.close()


def test_finishing_writes_the_points_down_and_says_so(
    dialog: OldReportDialog, context: Context, town: Town
):
    said = sentences(context.told)
    dialog.take_text(OLD)
    assert dialog.carry.tick.text() == (
        "把存在问题的2条、下步措施的2条记到“问题与措施”，以后每季自动结转"
    )
    assert dialog.carry.tick.isVisible()
    assert dialog.carry.tick.isChecked()
    click(dialog.finish_button)
    rectification = town.services.rectification
    assert len(rectification.problems(Q1)) == len(rectification.measures(Q1)) == 2
    assert "存在问题的2条、下步措施的2条记到了“问题与措施”，按 Ctrl+Z" in said[-1]


def test_without_the_tick_nothing_is_written_down(dialog: OldReportDialog, town: Town):
    dialog.take_text(OLD)
    dialog.carry.tick.setChecked(False)
    click(dialog.finish_button)
    assert town.services.rectification.problems(Q1) == []
    assert "• 阵地面积不足" in town.services.texts.report(Q1).chapters[1].body


def test_where_the_quarter_has_problems_it_is_not_ticked_and_says_why(
    dialog: OldReportDialog, town: Town
):
    town.services.rectification.save_problem(Q1, description="后备力量不足")
    dialog.take_text(OLD)
    assert not dialog.carry.tick.isChecked()
    assert "本季度已有1个问题，所以没有勾选" in dialog.carry.note.text()


def test_behind_the_present_chapters_nothing_is_listed_twice(dialog: OldReportDialog, town: Town):
    dialog.take_text(OLD)
    click(dialog.appending)
    assert not dialog.carry.tick.isEnabled()
    click(dialog.finish_button)
    assert town.services.rectification.problems(Q1) == []


def test_a_report_without_such_chapters_shows_no_tick(dialog: OldReportDialog):
    dialog.take_text(f"{OPENING}一、抓学习\n各支部按时学习，党员积极参加。\n")
    assert not dialog.carry.isVisible()
