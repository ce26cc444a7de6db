"""变更记录 on screen: found, unfolded, followed to its place, written out; by keyboard too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from area_driving import until
from closing import take_down
from openpyxl import load_workbook
from page_driving import choose, click, opened, settle, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Q2, Town

from db.base import Unit
from db.models.organization import ThemePartyDay
from desktop_app.services.log.change_log import LogLine
from desktop_app.services.log.change_words import ValueChange
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.change_log.unfolding import Unfolding
from desktop_app.ui.change_log.wording import detail_texts, what_text
from desktop_app.ui.context import Context
from desktop_app.ui.pages.change_log_page import ChangeLogPage

DAY = "theme_party_day"


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[ChangeLogPage]:
    """A row that was changed twice, one of another village, and an import of three hundred."""
    uid = town.row(DAY, theme="学雷锋", attendance=5)
    town.services.ledgers.save(DAY, Q1, {"attendance": 6, "note": "补签"}, uid=uid)
    town.row("help_visit", "李村", people=7)
    unit = Unit.get(Unit.name == "河湾社区").id
    with town.services.writer.step("导入三百行") as step:
        rows = [(unit, Q1.code, number, True, False, False) for number in range(300)]
        columns = ("unit_id", "period", "attendance", "counted", "is_subtotal", "estimated")
        step.insert_many(ThemePartyDay, columns, rows)
    town.services.periods.open(Q2)
    made = ChangeLogPage(Context(town.services, workplace.store.reading, Q1))
    opened(made)
    yield made
    settle(made.context)
    take_down(made)


def column(page: ChangeLogPage, place: int) -> list[str]:
    return [str(page.model.index(row, place).data()) for row in range(page.model.rowCount())]


def seek(page: ChangeLogPage, words: str, steps: int) -> None:
    page.filters.search.setText(words)
    until(lambda: page.state.text().startswith(f"共{steps}步"))


def details(page: ChangeLogPage) -> list[tuple[str, ...]]:
    model = page.details.table.model()
    return [
        tuple(str(model.index(row, place).data()) for place in range(3))
        for row in range(model.rowCount())
    ]


def test_the_newest_step_stands_first_in_the_clerks_words(page: ChangeLogPage):
    assert column(page, 1)[:2] == ["▸ 新建2020年第二季度", "▸ 导入三百行"]
    assert column(page, 2)[2:4] == [
        "李村 · 走访帮扶 · 2020年第一季度",
        "张村 · 主题党日 · 2020年第一季度",
    ]
    assert column(page, 3)[1] == "共300处，点开逐处查看"
    assert column(page, 3)[3] == "参加 5人次 → 6人次；备注 补签"
    assert column(page, 0)[0].startswith("今天 ")
    assert page.table.isColumnHidden(4)  # one person has nobody to be told from


def test_the_line_under_the_cursor_is_shown_in_full(page: ChangeLogPage):
    page.table.setFocus()
    for _step in range(3):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert details(page) == [("参加", "5人次", "6人次"), ("备注", "", "补签")]
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    assert details(page) == [("帮助", "", "7名")]


def test_a_step_of_many_rows_unfolds_and_folds_by_keys(page: ChangeLogPage):
    checked = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    folded = page.model.rowCount()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.model.rowCount() == folded + 300
    assert column(page, 3)[2:4] == ["参加 0人次", "参加 1人次"]
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert details(page)[-1] == ("参加", "", "1人次")
    page.context.data_changed.emit()
    settle(page.context)
    assert details(page)[-1] == ("参加", "", "1人次")  # news leaves the cursor where it was
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.rowCount() == folded
    assert page.table.currentIndex().row() == 1
    checked.deleteLater()


def test_it_is_narrowed_by_kind_quarter_days_and_words(page: ChangeLogPage):
    choose(page.filters.kinds, "主题党日")
    settle(page.context)
    assert column(page, 1) == ["▸ 导入三百行", "修改主题党日", "新增主题党日"]
    seek(page, "张村", 2)
    choose(page.filters.periods, "2020年第二季度")
    settle(page.context)
    assert not page.table.isVisible()
    click(page.all_button)
    settle(page.context)
    assert len(column(page, 1)) > 5
    assert page.filters.search.text() == ""
    type_into(page.filters.until, "2019-12-31")
    settle(page.context)
    assert not page.table.isVisible()
    assert not page.export_button.isEnabled()


def test_a_day_that_is_none_is_refused_in_its_place(page: ChangeLogPage):
    refused: list[str] = []
    page.context.refused.connect(refused.append)
    type_into(page.filters.since, "2020-02-30")
    assert len(refused) == 1
    assert refused[0].startswith("开始日期")
    assert page.filters.since.text() == "2020-02-30"


def test_enter_goes_to_the_row(page: ChangeLogPage):
    asked: list[tuple[str, str]] = []
    page.context.asked_for.connect(lambda key, item: asked.append((key, item)))
    page.context.show_period(Q2)
    page.context.show_unit("李村")
    settle(page.context)
    seek(page, "补签", 1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    row = page.context.services.ledgers.rows(DAY, Q1, unit="张村")[0]
    assert asked == [("organization", f"{DAY}/{row.uid}")]
    assert page.context.period == Q1
    assert page.context.unit == ""


def test_the_story_of_one_row_from_the_log_and_from_elsewhere(page: ChangeLogPage):
    seek(page, "补签", 1)
    click(page.row_button)
    settle(page.context)
    assert column(page, 1) == ["修改主题党日", "新增主题党日"]
    assert "张村 · 主题党日" in page.state.text()
    (visit,) = page.context.services.ledgers.rows("help_visit", Q1)
    page.show_item(f"help_visit/{visit.uid}")
    settle(page.context)
    assert column(page, 1) == ["新增走访帮扶"]
    click(page.all_button)
    settle(page.context)
    assert column(page, 1)[2] == "新增走访帮扶"
    assert page.table.currentIndex().row() == 2  # still on the same step


def test_what_is_listed_is_written_out(page: ChangeLogPage, tmp_path: Path):
    told: list[str] = []
    page.context.told.connect(told.append)
    seek(page, "李村 走访", 1)
    target = tmp_path / "变更记录.xlsx"
    page.export_to(target)
    settle(page.context)
    assert told == [f"已导出1行到“{target}”"]
    sheet = load_workbook(target).active
    assert [cell.value for cell in sheet[2]][3:7] == ["走访帮扶", "李村", "2020年第一季度", "帮助"]


def test_copied_lines_are_what_one_sees(page: ChangeLogPage):
    seek(page, "补签", 1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().split("\t")
    assert copied[1:4] == [
        "修改主题党日",
        "张村 · 主题党日 · 2020年第一季度",
        "参加 5人次 → 6人次；备注 补签",
    ]


def test_lines_and_steps_agree_with_a_plain_list():
    chance = random.Random(5)
    sizes = [chance.randrange(1, 6) for _ in range(30)]
    unfolding, shown = Unfolding(30), dict.fromkeys(range(30), 0)
    for _ in range(300):
        step = chance.randrange(30)
        if shown[step]:
            unfolding.fold(step)
            shown[step] = 0
        else:
            unfolding.unfold(step, sizes[step])
            shown[step] = sizes[step]
        plain = [(one, row) for one in range(30) for row in (None, *range(shown[one]))]
        assert [unfolding.at(line) for line in range(unfolding.lines)] == plain
        assert unfolding.line_of(step) == plain.index((step, None))


def test_of_a_long_text_the_line_shows_what_differs():
    old = "一" * 200 + "，共八十六人参加。" + "二" * 200
    value = ValueChange("正文", old, old.replace("八十六", "八十九"))
    assert detail_texts(value)[0].count("一") < 130
    change = LogLine(1, "chapter", "", datetime(2020, 3, 5), "", "修改正文", "", "", "", (value,))
    assert what_text(change) == (
        "正文 …一一一一一一一一，共八十六人参加。二二二二二二二二… → "
        "…一一一一一一一一，共八十九人参加。二二二二二二二二…"
    )
    swapped = ValueChange("正文", "二" * 80, "二" * 81)
    assert detail_texts(swapped) == ("二" * 80, "二" * 81)
