"""汇总分析: the table, its filter, both pictures, and what is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_driving import Q1, Q2, Town, enter, opened, sentences, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.context import Context
from desktop_app.ui.pages.summary_page import SummaryPage

DAYS, TRAINING = "organization.party_days", "organization.religious_trainings"


@pytest.fixture
def page(app: QApplication, town: Town) -> Iterator[SummaryPage]:
    """The page in the second of three quarters."""
    for quarter in (Q2, Q2.next):
        town.services.periods.open(quarter)
    for quarter, unit, times in ((Q1, "张村", 12), (Q1, "李村", 8), (Q2, "张村", 15)):
        town.services.ledgers.save("theme_party_day", quarter, {"times": times}, unit=unit)
    town.services.ledgers.save("religious_affairs", Q2, {"kind": "场所负责人培训", "times": 2})
    context = Context(town.services, town.services.writer.store.reading, Q2)
    page = SummaryPage(context)
    opened(page)
    yield page
    page.close()
    context.tasks.finish()


def row_texts(page: SummaryPage, key: str) -> list[str]:
    model = page.table.figures
    number = model.number_of(key)
    return [model.data(model.index(number, column)) for column in range(model.columnCount())]


def test_a_row_compares_with_earlier_quarters(page: SummaryPage):
    assert row_texts(page, DAYS) == [
        "基层党建", "主题党日", "次", "15", "20", "-5", "-25.0%", "", "", "", "李村、河湾社区",
    ]  # fmt: skip


def test_filters_by_area_and_text(page: SummaryPage):
    page.areas.setCurrentText("廉政建设")
    areas = {page.table.figures.row(n).area for n in range(page.table.figures.rowCount())}
    assert areas == {"廉政建设"}
    page.areas.setCurrentIndex(0)
    enter(page.text, "党日")
    assert page.table.figures.number_of(DAYS) >= 0
    assert page.table.figures.rowCount() < 10
    enter(page.text, "没有的")
    assert page.table.figures.rowCount() == 0
    settle(page.context)
    assert page.trend.marks == ()


def test_the_trend_has_a_point_for_each_quarter(page: SummaryPage):
    page.show_item(DAYS)
    settle(page.context)
    assert [(mark.value, mark.missing) for mark in page.trend.marks] == [
        (20, 1), (15, 2), (None, 3),
    ]  # fmt: skip
    assert [mark.label for mark in page.bars.marks] == ["张村", "李村", "河湾社区", "本级"]
    assert [mark.text for mark in page.bars.marks] == ["15", "", "", ""]
    assert page.bars.isVisible()


def test_religion_is_never_broken_down(page: SummaryPage):
    page.show_item(TRAINING)
    settle(page.context)
    assert page.table.current().key == TRAINING
    assert not page.bars.isVisible()
    assert "不分单位" in page._no_bars.text()


def test_the_table_is_copied_with_tabs(page: SummaryPage):
    told = sentences(page.context.told)
    page.copy_table.click()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].startswith("工作领域\t指标\t")
    assert len(lines) == page.table.figures.rowCount() + 1
    assert "已复制" in told[0]
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().count("\n") == 2


def test_a_picture_is_stored_and_copied(page: SummaryPage, tmp_path: Path):
    page.show_item(DAYS)
    settle(page.context)
    told = sentences(page.context.told)
    assert page.trend.store(tmp_path / "趋势")
    found = QImage(str(tmp_path / "趋势.png"))
    assert found.width() >= 1400
    columns, lines = range(0, found.width(), 7), range(0, found.height(), 7)
    assert len({found.pixel(x, y) for x in columns for y in lines}) > 3
    assert not page.trend.store(tmp_path / "没有的文件夹" / "图.png")
    assert "没有保存成" in told[-1]
    page.bars.copy()
    assert not QApplication.clipboard().image().isNull()


def test_the_page_follows_the_quarter_and_new_rows(page: SummaryPage, town: Town):
    page.show_item(DAYS)
    page.context.show_period(Q1)
    settle(page.context)
    assert row_texts(page, DAYS)[3] == "20"
    assert page.table.current().key == DAYS
    town.row("theme_party_day", "河湾社区", times=1)
    page.context.data_changed.emit()
    settle(page.context)
    assert row_texts(page, DAYS)[3] == "21"
    assert page.trend.marks[0].value == 21
