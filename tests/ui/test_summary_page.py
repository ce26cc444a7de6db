"""汇总分析: the table, its filter, both pictures, and what is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_driving import Q1, Q2, Town, enter, opened, sentences, settle
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.drawing import Label
from desktop_app.ui.context import Context
from desktop_app.ui.pages.summary_page import SummaryPage
from desktop_app.ui.summary.picture import Picture

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


def texts_of(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.drawing().shapes if isinstance(shape, Label)]


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
    assert page.trend.title == "没有符合条件的指标"
    assert texts_of(page.trend) == ["没有符合条件的指标"]


def test_the_trend_has_a_point_for_each_quarter(page: SummaryPage):
    page.show_item(DAYS)
    settle(page.context)
    assert page.trend.table.split("\n") == [
        "报告期\t主题党日（次）", "2020年第一季度\t20", "2020年第二季度\t15", "2020年第三季度\t",
    ]  # fmt: skip
    assert {"20（缺1）", "15（缺2）", "无数据", "缺1：有1个单位没报"} <= set(texts_of(page.trend))
    assert page.bars.table.split("\n")[1:] == ["张村\t15", "李村\t", "河湾社区\t", "本级\t"]
    assert texts_of(page.bars).count("未报") == 3
    assert page.bars.isVisible()


def test_marked_figures_of_one_counter_are_lines_with_names_at_their_ends(page: SummaryPage):
    page.show_item(DAYS)
    select, figures = QItemSelectionModel.SelectionFlag, page.table.figures
    for key in (TRAINING, "organization.donors"):
        index = figures.index(figures.number_of(key), 0)
        page.table.selectionModel().select(index, select.Select | select.Rows)
    settle(page.context)
    assert page.trend.table.startswith("报告期\t主题党日（次）\t宗教场所负责人培训（次）\n")
    assert {"主题党日 15", "宗教场所负责人培训 2"} <= set(texts_of(page.trend))


def test_half_years_and_years_are_summed_up_and_named(page: SummaryPage):
    page.show_item(DAYS)
    page.spans.setCurrentIndex(1)
    settle(page.context)
    assert row_texts(page, DAYS)[3] == "35"
    assert page.table.model().headerData(3, Qt.Orientation.Horizontal) == "本半年"
    assert "缺" not in page.state.text().replace("缺报", "")
    assert page.trend.table.split("\n")[1:] == ["2020年上半年\t35", "2020年下半年\t"]
    page.spans.setCurrentIndex(2)
    settle(page.context)
    assert row_texts(page, DAYS)[3] == "35"
    assert "还缺第四季度" in page.state.text()
    columns = range(page.table.model().columnCount())
    shown = [place for place in columns if not page.table.isColumnHidden(place)]
    headings = [page.table.model().headerData(at, Qt.Orientation.Horizontal) for at in shown]
    assert headings[3:] == ["本年", "上年", "增减", "增减幅度", "缺报单位"]
    assert page.table.text().split("\n")[0].split("\t") == headings
    tip = page.table.model().data(page.table.model().index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("取最后一个季度")


def test_table_and_pictures_are_exported(page: SummaryPage, tmp_path: Path):
    page.show_item(DAYS)
    settle(page.context)
    told = sentences(page.context.told)
    page.exporting.write(page.span, [DAYS], tmp_path / "汇总.xlsx")
    page.exporting.write_picture(page.bars.drawing(), page.bars.title, tmp_path / "图.pdf")
    assert (tmp_path / "汇总.xlsx").is_file()
    assert (tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")
    assert ["汇总.xlsx" in told[0], "图.pdf" in told[1]] == [True, True]


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
    assert QApplication.clipboard().text().startswith("单位\t主题党日（次）\n张村\t15")
    QApplication.clipboard().clear()  # a picture left there outlives the application, and crashes


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
    assert "2020年第一季度\t21" in page.trend.table
