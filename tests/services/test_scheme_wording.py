"""The chapters of a 方案: all in place of the report's own, or only those that lack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from township import Q1, Q2, Town

from desktop_app.services.own.records import OwnAreaRecord
from desktop_app.services.schemes.file import ChapterText, Scheme
from desktop_app.services.schemes.service import Schemes
from desktop_app.services.schemes.wording import KEPT_AS

THEIRS = (
    ChapterText("", "现将有关情况汇报如下。", level=0),
    ChapterText("党建工作", "开展主题党日{organization.party_days}次。"),
    ChapterText("防汛工作", "昼夜巡堤。"),
    ChapterText("存在的问题", "还有不足。"),
)


@pytest.fixture
def schemes(town: Town) -> Schemes:
    return town.services.schemes


def titles(town: Town) -> list[str]:
    return [one.title for one in town.services.texts.report(Q1).chapters]


def take(schemes: Schemes, scheme: Scheme, *, replace_chapters: bool = False) -> int:
    keys = [item.key for item in schemes.compare(scheme)]
    return schemes.take(scheme, keys, replace_chapters=replace_chapters)


def test_all_chapters_take_the_place_of_the_report_s_own_and_the_draft_is_kept(
    town: Town, schemes: Schemes
):
    before = town.services.texts.report(Q1)
    assert not schemes.wording.is_own()
    assert take(schemes, Scheme(chapters=THEIRS), replace_chapters=True) == 4

    assert titles(town) == ["", "党建工作", "防汛工作", "存在的问题"]
    assert schemes.wording.is_own()
    (kept,) = town.services.texts.versions.all(Q1)
    assert (kept.name, kept.chapters) == (KEPT_AS, before.chapters)
    assert town.services.history.undo() == "导入方案"
    assert town.services.texts.report(Q1) == before


def test_a_file_taken_twice_doubles_nothing(town: Town, schemes: Schemes):
    for is_whole in (True, True, False):
        take(schemes, Scheme(chapters=THEIRS), replace_chapters=is_whole)
        assert titles(town) == ["", "党建工作", "防汛工作", "存在的问题"]


def test_what_lacks_is_added_where_it_stands_in_the_file(town: Town, schemes: Schemes):
    take(schemes, Scheme(chapters=THEIRS), replace_chapters=True)
    more = (*THEIRS[:2], ChapterText("消防工作", "排查隐患。"), *THEIRS[2:])
    scheme = Scheme(chapters=more)
    assert [item.state for item in schemes.compare(scheme)] == [
        "相同",
        "相同",
        "新增",
        "相同",
        "相同",
    ]
    take(schemes, scheme)
    assert titles(town) == ["", "党建工作", "消防工作", "防汛工作", "存在的问题"]


def test_a_chapter_of_an_own_area_is_not_proposed_once_more(town: Town, schemes: Schemes):
    """The area comes with the file, and its chapter with it."""
    area = OwnAreaRecord("防汛备汛", chapter_title="防汛", chapter_body="守住。", key="k0123456789")
    chapters = (*THEIRS[:2], replace(THEIRS[2], key=area.key), THEIRS[3])
    take(schemes, Scheme(areas=(area,), chapters=chapters), replace_chapters=True)
    town.services.periods.open(Q2)
    after = [one.title for one in town.services.texts.report(Q2).chapters]
    assert after == ["", "党建工作", "防汛工作", "存在的问题"]


def test_an_office_s_own_words_are_told_from_the_program_s(town: Town, schemes: Schemes):
    texts = town.services.texts
    chapter = texts.report(Q1).chapters[1]
    texts.save_chapter(chapter.uid, body="我们自己写的。")
    assert schemes.wording.is_own()
    town.services.history.undo()
    assert not schemes.wording.is_own()


def test_the_text_of_another_office_goes_the_whole_way(
    town: Town, schemes: Schemes, tmp_path: Path
):
    take(schemes, Scheme(chapters=THEIRS), replace_chapters=True)
    schemes.export(tmp_path / "青石.djfa")
    scheme = schemes.read(tmp_path / "青石.djfa")
    assert {item.state for item in schemes.compare(scheme) if item.is_chapter} == {"相同"}
