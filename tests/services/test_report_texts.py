"""The reports' own texts: chapters are added, moved, switched, deleted; each is one step."""

from __future__ import annotations

from datetime import date

import pytest
from township import Q1, Town

from desktop_app.core.errors import InvalidValue, UnknownName
from desktop_app.core.periods import Period

H1 = Period.parse("2020H1")


def titles(town: Town, period: Period = Q1) -> list[str]:
    return [chapter.title for chapter in town.services.texts.report(period).chapters]


def uids(town: Town, period: Period = Q1) -> list[str]:
    return [chapter.uid for chapter in town.services.texts.report(period).chapters]


def last_step(town: Town) -> str:
    return town.services.history.newest(1)[0].step


def test_a_chapter_is_added_behind_another_and_undone_as_one_step(town: Town):
    texts, before = town.services.texts, titles(town)
    uid = texts.add_chapter(Q1, uids(town)[1], "群团工作")

    assert titles(town) == [*before[:2], "群团工作", *before[2:]]
    assert uids(town)[2] == uid
    assert last_step(town) == "增加章节"
    town.services.history.undo()
    assert titles(town) == before


def test_the_first_place_is_behind_nothing(town: Town):
    town.services.texts.add_chapter(Q1, "", "卷首")

    assert titles(town)[0] == "卷首"


def test_a_chapter_moves_both_ways(town: Town):
    texts, first = town.services.texts, uids(town)
    texts.move_chapter(first[1], first[4])
    assert uids(town) == [first[0], *first[2:5], first[1], *first[5:]]
    assert last_step(town) == "调整章节顺序"
    texts.move_chapter(first[1])

    assert uids(town) == [first[1], first[0], *first[2:]]


def test_a_deleted_chapter_is_gone_until_undo(town: Town):
    before = uids(town)
    town.services.texts.delete_chapter(before[2], period=Q1)
    assert uids(town) == [*before[:2], *before[3:]]
    assert last_step(town) == "删除章节"
    with pytest.raises(UnknownName, match="已经删除"):
        town.services.texts.save_chapter(before[2], body="还在吗")
    town.services.history.undo()

    assert uids(town) == before


def test_a_chapter_is_switched_off_and_on(town: Town):
    uid = uids(town)[1]
    town.services.texts.save_chapter(uid, enabled=False)
    assert last_step(town) == "停用章节"
    assert not town.services.texts.report(Q1).chapters[1].enabled
    town.services.texts.save_chapter(uid, enabled=True)
    assert last_step(town) == "写入章节"


def test_a_text_is_kept_exactly_as_it_was_typed(town: Town):
    body = " 开头有空格  {epidemic.teams}个。\n• \n•  末尾 "
    town.services.texts.save_chapter(uids(town)[1], body=body, point_style="1.")

    chapter = town.services.texts.report(Q1).chapters[1]
    assert (chapter.body, chapter.point_style) == (body, "1.")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": "长" * 101}, "章节标题共101个字，最多100个字"),
        ({"body": "长" * 20_001}, "正文共20001个字"),
        ({"body": "好😀"}, "正文含有表情符号"),
        ({"body": "坏\x07"}, "正文含有无法打印的字符"),
    ],
)
def test_what_cannot_be_kept_or_printed_is_refused(town: Town, values: dict, reason: str):
    before = town.services.texts.report(Q1)
    with pytest.raises(InvalidValue, match=reason):
        town.services.texts.save_chapter(before.chapters[1].uid, **values)

    assert town.services.texts.report(Q1) == before


@pytest.mark.parametrize("title", ["", "  ", "长" * 201])
def test_a_title_is_neither_empty_nor_endless(town: Town, title: str):
    with pytest.raises(InvalidValue, match="标题"):
        town.services.texts.save_title(Q1, title)


def test_a_half_year_gets_a_text_of_its_own_when_it_is_first_written(town: Town):
    texts = town.services.texts
    borrowed, count = uids(town, H1), len(town.services.history.newest())
    assert borrowed == uids(town)
    own = texts.save_chapter(borrowed[1], period=H1, body="上半年的话。")

    assert own in uids(town, H1)
    assert not set(uids(town, H1)) & set(borrowed)
    assert texts.report(H1).chapters[1].body == "上半年的话。"
    assert texts.report(Q1).chapters[1].body != "上半年的话。"
    assert len({change.batch for change in town.services.history.newest()[:-count]}) == 1


def test_a_borrowed_chapter_is_moved_deleted_and_followed_in_the_copy(town: Town):
    texts, borrowed, names = town.services.texts, uids(town, H1), titles(town)
    texts.move_chapter(borrowed[1], borrowed[3], period=H1)
    assert titles(town, H1) == [names[0], *names[2:4], names[1], *names[4:]]
    with pytest.raises(UnknownName, match="不在2020年上半年的报告里"):
        texts.delete_chapter(borrowed[1], period=H1)
    year = Period.parse("2020")
    texts.add_chapter(year, borrowed[0], "全年")

    assert titles(town, year)[1] == "全年"
    assert titles(town) == names


def test_a_new_quarter_takes_the_last_ones_chapters(town: Town):
    town.services.texts.add_chapter(Q1, uids(town)[0], "群团工作")
    town.services.periods.open(Q1.next)

    assert titles(town, Q1.next) == titles(town)


def test_title_and_dates_of_a_year_are_its_own(town: Town):
    texts, year = town.services.texts, Period.parse("2020")
    texts.save_title(year, "全年总结")
    texts.save_dates(year, as_of=date(2020, 12, 31), signed_on=None)

    assert texts.report(year).title == "全年总结"
    assert texts.report(Q1).title != "全年总结"


@pytest.mark.parametrize("title", ["", "  ", "|", "｜ |"])
def test_a_title_that_prints_nothing_is_refused(town: Town, title: str):
    before = town.services.texts.report(Q1).title
    with pytest.raises(InvalidValue, match="标题不能为空"):
        town.services.texts.save_title(Q1, title)
    assert town.services.texts.report(Q1).title == before
