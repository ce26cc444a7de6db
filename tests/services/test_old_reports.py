"""从旧报告写入: what is chosen becomes a period's chapters in one step, and prints as it read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from township import Q1, ROOT, Town

from desktop_app.core.errors import Conflict, InvalidValue, SourceRefused
from desktop_app.core.periods import Period
from desktop_app.services.old_reports.service import (
    BLANK,
    STEP,
    Choice,
    OldReports,
    Reading,
    literal_choice,
)

WORDING = ROOT / "resources" / "wording"
OLD = """青石镇2019年第四季度党建工作总结
四季度，青石镇党委认真履行主体责任，推动各项工作落地见效。现总结如下：
一、抓实组织生活
各村按时开展主题党日活动36次，参加党员1042人次；发放学习资料500份。一是规范流程。二是丰富形式，帮助困难群众21名。
三、存在问题
个别支部活动形式单一，创新意识不强，需要在今后工作中认真加以改进。
青石镇党委
2019年12月30日
"""


@pytest.fixture
def old(town: Town) -> OldReports:
    services = town.services
    return OldReports(
        services.writer,
        services.catalogue,
        services.office,
        services.texts,
        WORDING,
        services.own_figures,
    )


def everything(reading: Reading) -> dict[int, Choice]:
    return {place: one.choice for place, one in enumerate(reading.proposals)}


def printed(town: Town, period: Period = Q1) -> str:
    document = town.services.reports.document(period)
    return town.services.reports.render(document, ".txt").data.decode("utf-8-sig")


def test_all_that_is_proposed_becomes_the_text_and_prints_with_this_quarters_values(
    town: Town, old: OldReports
):
    town.row("theme_party_day", times=5, attendance=120)
    town.row("help_visit", kind="困难群众", people=9)
    reading = old.read_text(OLD)
    assert old.write(Q1, reading, everything(reading), replacing=True) == 3

    text = printed(town)
    assert "青石镇2020年第一季度党建工作总结" in text
    assert "一、抓实组织生活" in text
    assert "开展主题党日活动5次" in text
    assert "参加党员120人次" in text
    assert f"发放学习资料{BLANK}份" in text
    assert "一是规范流程。二是丰富形式，帮助困难群众9" in text
    assert "二、存在问题" in text
    assert "2019" not in text


def test_what_is_not_confirmed_stays_as_it_was_written(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    old.write(Q1, reading, {}, replacing=True)
    bodies = [one.body for one in town.services.texts.report(Q1).chapters]
    assert bodies[1].startswith(
        "各村按时开展主题党日活动36次，参加党员1042人次；发放学习资料500份。"
    )
    assert "\n• 规范流程。\n• 丰富形式，帮助困难群众21名。" in bodies[1]


def test_it_is_one_step_that_is_taken_back_whole(town: Town, old: OldReports):
    texts = town.services.texts
    before = texts.report(Q1)
    reading = old.read_text(OLD)
    old.write(Q1, reading, everything(reading), replacing=True)
    assert town.services.history.newest(1)[0].step == STEP
    town.services.history.undo()
    after = texts.report(Q1)
    assert [(one.title, one.body) for one in after.chapters] == [
        (one.title, one.body) for one in before.chapters
    ]
    assert after.title == before.title


def test_chapters_may_be_put_behind_those_that_are_there(town: Town, old: OldReports):
    before = [one.title for one in town.services.texts.report(Q1).chapters]
    title = town.services.texts.report(Q1).title
    old.write(Q1, old.read_text(OLD), {}, replacing=False)
    report = town.services.texts.report(Q1)
    assert [one.title for one in report.chapters] == [*before, "", "抓实组织生活", "存在问题"]
    assert report.title == title


def test_a_year_without_a_text_of_its_own_gets_one(town: Town, old: OldReports):
    year = Period.parse("2020")
    old.write(year, old.read_text(OLD), {}, replacing=True)
    assert [one.title for one in town.services.texts.report(year).chapters][1] == "抓实组织生活"
    assert [one.title for one in town.services.texts.report(Q1).chapters][1] != "抓实组织生活"


@pytest.mark.parametrize("by_villages", [True, False])
def test_a_new_figure_is_made_within_the_step_and_taken_back_with_it(
    town: Town, old: OldReports, *, by_villages: bool
):
    reading = old.read_text(OLD)
    old.write(Q1, reading, everything(reading), replacing=True, by_villages=by_villages)
    (made,) = town.services.own_figures.all()
    assert (made.label, made.counter, made.area) == ("发放学习资料", "份", "organization")
    assert made.for_office is not by_villages
    assert f"发放学习资料{{own.{made.key}}}份" in town.services.texts.report(Q1).chapters[1].body
    assert "发放学习资料" in {one.label for one in old.search("发放学习资料")}
    assert f"own.{made.key}" in {one.choice.figure for one in old.read_text(OLD).proposals}
    town.services.history.undo()
    assert town.services.own_figures.all() == []


def test_a_frozen_report_is_refused(town: Town, old: OldReports):
    texts = town.services.texts
    for chapter in texts.report(Q1).chapters[1:]:
        texts.delete_chapter(chapter.uid)
    (chapter,) = texts.report(Q1).chapters
    texts.save_chapter(chapter.uid, body="各项工作有序推进，取得了阶段性成效。")
    texts.save_dates(Q1, as_of=Q1.last_day, signed_on=date(2020, 4, 2))
    town.services.final.freeze(Q1)
    with pytest.raises(Conflict, match="已经定稿"):
        old.write(Q1, old.read_text(OLD), {}, replacing=True)


def test_words_of_ones_own_take_the_place_of_the_blank_alone(town: Town, old: OldReports):
    reading = old.read_text(OLD.replace("36次", "约36次"))
    place = next(place for place, one in enumerate(reading.proposals) if one.blank.text == "36")
    old.write(Q1, reading, {place: literal_choice("几")}, replacing=True)
    assert "主题党日活动约几次" in town.services.texts.report(Q1).chapters[1].body


def test_an_endless_text_is_refused_and_nothing_is_written(town: Town, old: OldReports):
    before = town.services.texts.report(Q1)
    reading = old.read_text(OLD.replace("形式单一", "形式单一" * 6000))
    with pytest.raises(InvalidValue, match="“存在问题”的正文共"):
        old.write(Q1, reading, {}, replacing=True)
    assert town.services.texts.report(Q1) == before


@pytest.mark.parametrize("typed", ["党课", "dk"])
def test_figures_are_found_by_name_and_by_first_letters(old: OldReports, typed: str):
    assert "organization.party_lectures" in {one.figure for one in old.search(typed)[:5]}


@pytest.mark.parametrize("text", ["", "  \n ", "只有标题"])
def test_what_is_no_report_is_refused_in_a_sentence(old: OldReports, text: str):
    with pytest.raises(SourceRefused, match="没有读到报告的正文"):
        old.read_text(text)


def test_a_book_is_refused_in_a_sentence(old: OldReports):
    with pytest.raises(SourceRefused, match=r"正文有6\.0万字，太长了"):
        old.read_text("各项工作有序推进。\n" * 6700)


def test_hostile_word_files_are_refused_in_a_sentence(tmp_path: Path, old: OldReports):
    bomb = tmp_path / "炸弹.docx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 40_000_000)
    entity = tmp_path / "实体.docx"
    with ZipFile(entity, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    other = tmp_path / "表格.docx"
    with ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    for path in (bomb, entity, other):
        with pytest.raises(SourceRefused, match=path.stem) as told:
            old.read_file(path)
        assert str(told.value).endswith("。")
        assert str(told.value).count("。") == 1
