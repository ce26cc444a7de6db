"""存在问题 and 下步措施 of an old report: recognised by their titles, told apart point by point."""

from __future__ import annotations

import pytest

from desktop_app.report.old_reports import structure_of
from desktop_app.report.old_reports.carrying import (
    MEASURES,
    PROBLEMS,
    SLOTS,
    carried_chapters,
    first_sentence,
    heading_and_rest,
    texts_of,
    with_lists,
)
from desktop_app.report.old_reports.records import OldLine, OldReport


def report(text: str) -> OldReport:
    return structure_of(["青石镇党建工作总结", "一年来，各项工作有序推进。", *text.splitlines()])


def points(text: str) -> dict[str, tuple[str, ...]]:
    read = report(text)
    return {one.kind: texts_of(read, one) for one in carried_chapters(read)}


@pytest.mark.parametrize(
    "title",
    ["存在问题", "存在的主要问题", "存在不足", "存在的问题和不足", "当前工作中存在的薄弱环节"],
)
def test_problems_are_recognised_by_what_such_chapters_are_called(title: str):
    assert points(f"一、{title}\n一是阵地不足。二是活动单一。") == {
        PROBLEMS: ("阵地不足。", "活动单一。")
    }


@pytest.mark.parametrize(
    "title",
    ["下步措施", "下步工作措施", "下一步打算", "下一步工作", "下季度工作安排", "下步整改措施"],
)
def test_measures_are_recognised_by_what_such_chapters_are_called(title: str):
    assert points(f"一、{title}\n（一）抓培训。办班2期。\n（二）抓整改。") == {
        MEASURES: ("抓培训。办班2期。", "抓整改。")
    }


@pytest.mark.parametrize(
    "title",
    ["存在问题和下步措施", "上季度问题整改情况", "整改群众反映的突出问题", "聚焦问题，狠抓整改"],
)
def test_a_chapter_that_says_more_or_something_else_stays_text(title: str):
    assert points(f"一、{title}\n一是阵地不足。二是活动单一。") == {}


@pytest.mark.parametrize(
    "body",
    [
        "（一）抓学习。一是读文件。二是讲党课。\n（二）抓整改。一是建台账。二是促销号。",
        "一是阵地不足。\n这一点比较突出。\n二是活动单一。",
    ],
)
def test_points_that_cannot_be_told_apart_stay_text(body: str):
    assert points(f"一、存在问题\n{body}") == {}


def test_headings_of_their_own_and_plain_paragraphs_are_points_too():
    text = (
        "一、存在问题\n对照要求，还存在以下问题：\n阵地面积不够。\n活动形式单一。\n"
        "二、下步措施\n（一）抓实培训\n举办培训班。\n（二）抓实整改\n一是建台账。二是促销号。"
    )
    assert points(text) == {
        PROBLEMS: ("阵地面积不够。", "活动形式单一。"),
        MEASURES: ("抓实培训。举办培训班。", "抓实整改。一是建台账。二是促销号。"),
    }
    read = report(text)
    listed = with_lists(read, carried_chapters(read)).chapters
    assert [chapter.title for chapter in listed] == ["", "存在问题", "下步措施"]
    assert [chapter.point_style for chapter in listed[1:]] == ["", "（一）"]
    assert listed[1].lines == (
        OldLine("对照要求，还存在以下问题："),
        OldLine(SLOTS[PROBLEMS], is_point=True),
    )


def test_words_before_and_behind_the_points_stay_where_they_are():
    read = report(
        "一、下步措施\n重点抓好两项。\n（一）抓培训。\n（二）抓整改。\n确保全年目标实现。"
    )
    (chapter,) = with_lists(read, carried_chapters(read)).chapters[1:]
    assert [line.text for line in chapter.lines] == [
        "重点抓好两项。",
        SLOTS[MEASURES],
        "确保全年目标实现。",
    ]


def test_a_measure_is_split_behind_its_first_sentence_or_clause():
    assert heading_and_rest("抓培训。办班2期。", 10) == ("抓培训", "办班2期。")
    assert heading_and_rest("抓好培训，提高支部书记的本领；再抓整改。", 10) == (
        "抓好培训",
        "提高支部书记的本领；再抓整改。",
    )
    assert heading_and_rest("一口气说完而没有停顿的一条措施", 10)[0] == ""
    assert first_sentence("阵地不足。面积不够。") == "阵地不足"


def test_a_short_opening_is_no_addressee():
    read = structure_of(
        ["党建工作总结", "现总结如下：", "一、存在问题", "一是阵地不足。二是活动单一。"]
    )
    assert read.chapters[0].lines == (OldLine("现总结如下："),)
    addressed = structure_of(["党建工作总结", "县委组织部：", "一、存在问题", "阵地面积不够。"])
    assert [chapter.title for chapter in addressed.chapters] == ["存在问题"]
