"""Chapters are merged, split, set deeper, announced by their 文种; each is one step."""

from __future__ import annotations

import pytest
from township import Q1, Town

from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord

H1 = Period.parse("2020H1")


def chapters(town: Town, period: Period = Q1) -> tuple[ChapterRecord, ...]:
    return town.services.texts.report(period).chapters


def last_step(town: Town) -> str:
    return town.services.history.newest(1)[0].step


def test_a_merged_chapter_loses_no_word_and_comes_back_by_one_undo(town: Town):
    before = chapters(town)
    first, second = before[1:3]
    town.services.texts.merge_chapter(second.uid, first.uid, period=Q1)

    merged = chapters(town)[1]
    assert merged.body == f"{first.body}\n{second.title}\n{second.body}"
    assert [one.uid for one in chapters(town)] == [before[0].uid, first.uid] + [
        one.uid for one in before[3:]
    ]
    assert last_step(town) == "合并章节"
    town.services.history.undo()
    assert chapters(town) == before


def test_what_is_printed_stays_printed_when_it_joins_a_chapter_that_is_off(town: Town):
    texts, (first, second) = town.services.texts, chapters(town)[1:3]
    texts.save_chapter(first.uid, enabled=False)
    texts.merge_chapter(second.uid, first.uid)
    assert chapters(town)[1].enabled


def test_too_long_a_merger_is_refused(town: Town):
    texts, (first, second) = town.services.texts, chapters(town)[1:3]
    for one in (first, second):
        texts.save_chapter(one.uid, body="长" * 12_000)
    before = chapters(town)
    with pytest.raises(InvalidValue, match="最多20000个字"):
        texts.merge_chapter(second.uid, first.uid)
    assert chapters(town) == before


def test_a_chapter_is_split_and_the_rest_keeps_its_look(town: Town):
    texts, before = town.services.texts, chapters(town)
    texts.save_chapter(before[2].uid, point_style="1.", level=2)
    own, added = texts.split_chapter(before[2].uid, "前一半。\n", "\n• 后一半。", period=Q1)

    head, tail = chapters(town)[2:4]
    assert (own, head.body, tail.body) == (before[2].uid, "前一半。", "• 后一半。")
    assert (tail.uid, tail.title, tail.level, tail.point_style) == (added, "新章节", 2, "1.")
    assert len(chapters(town)) == len(before) + 1
    town.services.history.undo()
    assert [one.uid for one in chapters(town)] == [one.uid for one in before]
    assert chapters(town)[2].body == before[2].body


@pytest.mark.parametrize(("head", "tail"), [("", "全文。"), ("全文。", "\n"), ("\n• ", "全文。")])
def test_a_cut_that_leaves_an_empty_chapter_is_refused(town: Town, head: str, tail: str):
    before = chapters(town)
    with pytest.raises(InvalidValue, match="多出一个空章节"):
        town.services.texts.split_chapter(before[2].uid, head, tail, period=Q1)
    assert chapters(town) == before


def test_a_clause_is_not_torn(town: Town):
    uid = chapters(town)[1].uid
    with pytest.raises(InvalidValue, match="移到它的外面"):
        town.services.texts.split_chapter(uid, "甲[[乙", "丙]]")


def test_a_borrowed_chapter_is_split_in_the_copy(town: Town):
    before = chapters(town)
    own, added = town.services.texts.split_chapter(before[1].uid, "甲。", "乙。", period=H1)
    assert [one.uid for one in chapters(town, H1)[1:3]] == [own, added]
    assert chapters(town) == before


def test_a_level_is_set_as_a_step_of_its_own(town: Town):
    town.services.texts.save_chapter(chapters(town)[2].uid, level=2)
    assert chapters(town)[2].level == 2
    assert last_step(town) == "调整章节层级"


@pytest.mark.parametrize(
    ("title", "announced"),
    [
        ("{office.name}党建工作情况汇报", "现将有关情况汇报如下"),
        ("{office.full_name}关于党建工作情况的报告", "现将有关情况报告如下"),
        ("{office.name}党建工作总结及下一步计划", "现将有关情况总结如下"),
        ("党建工作大事记", "现将有关情况总结如下"),
    ],
)
def test_the_opening_announces_what_the_title_names(town: Town, title: str, announced: str):
    texts, before = town.services.texts, chapters(town)
    texts.save_chapter(before[0].uid, body="我们很努力。现将有关情况总结如下：")
    texts.save_title(Q1, title)
    assert announced in chapters(town)[0].body
    town.services.history.undo()
    assert chapters(town)[0].body == "我们很努力。现将有关情况总结如下："


def test_the_form_brings_title_and_opening_in_one_step(town: Town):
    services = town.services
    services.texts.save_chapter(chapters(town)[0].uid, body="现将有关情况总结如下：")
    services.forms.save_field(Q1, "form", "报告")
    assert chapters(town)[0].body == "现将有关情况报告如下："
    assert chapters(town)[1].body
    services.history.undo()
    assert chapters(town)[0].body == "现将有关情况总结如下："
    assert services.texts.report(Q1).official.form == "总结"
