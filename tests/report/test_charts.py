"""Charts: one drawing for screen and paper, told apart without colour."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument
from township import FONTS

from desktop_app.core.drawing import (
    Anchor,
    Box,
    Drawing,
    Figure,
    Label,
    Line,
    Marker,
    shortened,
    text_width,
)
from desktop_app.report.charts import render_drawings
from desktop_app.report.fonts import FontSet
from desktop_app.services.summary.charts import Mark, Trend, bars_drawing, trend_drawing

UNITS = tuple(Mark(name, value, str(value or "")) for name, value in (("张村", 12), ("李村", None)))


def points(*values: int | None) -> tuple[Mark, ...]:
    return tuple(
        Mark(f"2020年\n{number}季", value, "" if value is None else str(value))
        for number, value in enumerate(values, 1)
    )


def labels(drawing: Drawing) -> list[Label]:
    return [shape for shape in drawing.shapes if isinstance(shape, Label)]


def extent(label: Label) -> tuple[float, float]:
    """Where a text that is not turned begins and ends."""
    wide = text_width(label.text, label.size)
    start = label.x - wide * {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[label.anchor]
    return start, start + wide


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FONTS)


def test_every_point_of_a_lone_line_has_its_number_and_unknown_breaks_it():
    drawing = trend_drawing(
        "主题党日（次）", [Trend("主题党日", points(3, None, 5, 7))], 400, 240, 14
    )
    texts = [label.text for label in labels(drawing)]
    assert {"3", "无数据", "5", "7"} <= set(texts)
    lines = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.width == 2]
    assert len(lines) == 1


def test_what_a_hollow_point_means_is_said_once():
    drawing = trend_drawing("主题党日（次）", [Trend("主题党日", LACKING)], 400, 240, 14)
    assert {"86（缺12）", "缺12：有12个单位没报"} <= {label.text for label in labels(drawing)}
    several = [Trend("甲", LACKING), Trend("乙", points(5, 6))]
    texts = [label.text for label in labels(trend_drawing("两项", several, 400, 240, 14))]
    assert texts.count("空心点：数没有报全") == 1
    whole = trend_drawing("主题党日（次）", [Trend("主题党日", points(5, 6))], 400, 240, 14)
    assert not [label for label in labels(whole) if "没报" in label.text]


def test_several_lines_differ_in_dashes_and_markers_and_have_their_names_at_the_end():
    trends = [Trend(name, points(5, 6, 7)) for name in ("甲", "乙", "丙")]
    drawing = trend_drawing("三项", trends, 500, 260, 14)
    lines = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.width == 2]
    assert len({line.dashes for line in lines}) == 3
    markers = {shape.figure for shape in drawing.shapes if isinstance(shape, Marker)}
    assert markers == set(Figure)
    ends = [label for label in labels(drawing) if label.text in ("甲 7", "乙 7", "丙 7")]
    heights = sorted(label.y for label in ends)
    assert len(ends) == 3
    assert all(after - before >= 14 for before, after in pairwise(heights))


def test_a_bar_is_hatched_and_an_unknown_one_is_said_not_drawn():
    drawing = bars_drawing("各单位", UNITS, 300, 240, 14)
    (bar,) = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    hatches = [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Line) and shape.x1 != shape.x2 and shape.y1 != shape.y2
    ]
    assert len(hatches) > 5
    for line in hatches:
        assert bar.x <= line.x1 <= line.x2 <= bar.x + bar.width
        assert bar.y - 0.01 <= line.y2 <= line.y1 <= bar.y + bar.height + 0.01
    assert {"12", "未报"} <= {label.text for label in labels(drawing)}


GAPS = tuple(
    Mark(f"{year}年", value, f"{value}.85", "缺3个季度")
    for year, value in ((2019, 3876), (2020, 147392))
)

LACKING = (Mark("一季", 120, "120"), Mark("二季", 86, "86", "缺12"))


@pytest.mark.parametrize("count", [1, 6, 40])
@pytest.mark.parametrize("width", [260, 620])
def test_nothing_leaves_the_picture(count: int, width: int):
    marks = tuple(
        Mark(f"第{number}社区居委会", 100 * number, str(100 * number))
        for number in range(1, count + 1)
    )
    for drawing in (
        bars_drawing("名称很长的一项指标" * 6, marks, width, 220, 14),
        trend_drawing("名称很长的一项指标" * 6, [Trend("甲", points(1, 50, 2))], width, 220, 14),
        trend_drawing("捐款（元）", [Trend("甲", GAPS)], width, 220, 18),
        trend_drawing("名称很长的一项指标" * 6, [Trend("甲", LACKING)], width, 220, 14),
    ):
        for label in labels(drawing):
            assert 0 < label.y < drawing.height + 1
            if not label.turned:
                start, end = extent(label)
                assert start >= -1
                assert end <= width + 1


def test_zero_everywhere_and_no_marks_can_be_drawn():
    assert bars_drawing("", [Mark("张村", 0, "0")], 300, 200, 14).shapes
    assert trend_drawing("", [Trend("甲", points(0, 0))], 300, 200, 14).shapes
    assert len(trend_drawing("没有", [], 300, 200, 14).shapes) == 1
    assert len(bars_drawing("没有", [], 300, 200, 14).shapes) == 1


def test_the_pdf_has_the_texts_as_texts_and_the_same_bytes_twice(fonts: FontSet):
    drawings = [
        bars_drawing("主题党日（次）各单位", UNITS, 400, 240, 14),
        trend_drawing("主题党日（次）", [Trend("主题党日", points(3, 5))], 300, 200, 14),
    ]
    data = render_drawings(drawings, fonts, "汇总分析", "青石镇")
    assert data == render_drawings(drawings, fonts, "汇总分析", "青石镇")
    pages = PdfDocument(BytesIO(data))
    assert [page.get_size() for page in pages] == [(400, 240), (300, 200)]
    text = pages[0].get_textpage().get_text_range()
    assert "主题党日（次）各单位" in text
    assert "12" in text
    assert not list(pages[0].get_objects(filter=[3]))  # no picture: lines stay lines
    assert pages.get_metadata_value("Title") == "汇总分析"
    pages.close()


def test_a_character_without_a_face_is_marked(fonts: FontSet):
    odd = Drawing(200, 40, (Label("甲\U0002ebe0乙", 10, 20, 12),))
    pages = PdfDocument(BytesIO(render_drawings([odd], fonts, "")))
    assert pages[0].get_textpage().get_text_range().strip() == "甲〓乙"
    pages.close()


def test_a_text_is_cut_to_its_room():
    assert shortened("主题党日", 10, 40) == "主题党日"
    cut = shortened("主题党日活动", 10, 40)
    assert cut.endswith("…")
    assert cut.startswith("主题")
    assert text_width(cut, 10) <= 40


def test_long_values_that_are_wider_than_their_slot_do_not_cover_each_other():
    marks = [
        Mark(f"2020年\n{number}季", Decimal(text), text)
        for number, text in enumerate(
            ("11829.82", "116657.87", "3876.10", "11836.05", "15022.85"), 1
        )
    ]
    drawing = trend_drawing("捐款金额（元）", [Trend("捐款金额", tuple(marks))], 220, 160, 10)
    values = [label for label in labels(drawing) if "." in label.text]
    assert len(values) == 5
    for number, one in enumerate(values):
        for other in values[number + 1 :]:
            (left, right), (start, end) = extent(one), extent(other)
            assert right <= start or end <= left or abs(one.y - other.y) >= one.size
