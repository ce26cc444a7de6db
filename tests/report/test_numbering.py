"""Numbers of headings and points: one code for the page, the list of chapters and the editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.core.specs import PointStyle
from desktop_app.report.document import Heading, Paragraph, plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.numbering import HeadingNumbers, list_numbers
from desktop_app.services.reports.editing import chapter_numbers, point_numbers

ZERO = {"a.none": FigureValue("a.none", "无", "人", "a", value=0)}


def chapter(uid: str, level: int, title: str, body: str = "好。", **facts: object) -> ChapterRecord:
    return ChapterRecord(uid, "", level, title, body, "一是", **facts)  # type: ignore[arg-type]


def test_every_level_counts_anew_below_a_higher_one():
    numbers = HeadingNumbers()
    levels = (1, 2, 2, 3, 4, 3, 1, 2)
    assert [numbers.next(level) for level in levels] == [
        *("一、", "（一）", "（二）", "1.", "（1）", "2.", "二、", "（一）"),
    ]


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        ([1, 1, 1], [["一是"], ["二是"], ["三是"]]),
        ([1], [[""]]),
        ([0, 1], [[], [""]]),
        ([3], [["一是", "二是", "三是"]]),
        ([1, 1, None, 1, 1], [["一是"], ["二是"], [], ["一是"], ["二是"]]),
        ([None, 1, None, 2], [[], [""], [], ["一是", "二是"]]),
    ],
)
def test_points_of_a_list_are_counted_and_a_lone_one_is_not(counts, numbers):
    assert list_numbers(counts, PointStyle.CLAUSE) == numbers


def test_chapters_are_numbered_in_the_list_as_they_are_printed():
    chapters = (
        chapter("a", 0, ""),
        chapter("b", 1, "甲"),
        chapter("c", 2, "甲一"),
        chapter("d", 1, "停用", enabled=False),
        chapter("e", 1, "空的", "[[没有{a.none}人]]"),
        chapter("f", 2, "甲二"),
        chapter("g", 1, "乙"),
    )
    listed = chapter_numbers(chapters, ZERO)
    assert listed == ["", "一、", "（一）", "", "", "（二）", "二、"]
    headings = [one for one in Narrator(ZERO).chapters(chapters) if isinstance(one, Heading)]
    assert [one.number for one in headings] == list(filter(None, listed))


@given(
    st.lists(st.sampled_from(["• 甲。", "• [[无{a.none}]]", "段落。", ""]), min_size=1, max_size=7),
    st.sampled_from(["（一）", "1."]),
)
def test_the_margin_of_the_editor_shows_what_is_printed(lines: list[str], style: str):
    body = "\n".join(lines)
    shown = point_numbers(body, style, ZERO)
    one = ChapterRecord("a", "", 1, "题", body, style)
    printed = [
        plain((*block.head, *block.runs))
        for block in Narrator(ZERO).chapters([one])
        if isinstance(block, Paragraph)
    ]
    seen = [
        f"{'' if number == '•' else number}{line.removeprefix('• ')}"
        for number, line in zip(shown, lines, strict=True)
        if number != "不印" and line
    ]
    assert seen == printed
