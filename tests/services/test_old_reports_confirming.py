"""What is confirmed beside figures: the office's texts, comparisons, new figures, a kept draft."""

from __future__ import annotations

import pytest
from township import Q1, Q2, ROOT, Town

from desktop_app.core.specs import Within
from desktop_app.services.old_reports.service import NAME, NEW, Choice, OldReports, Reading
from desktop_app.services.old_reports.words import choice_words
from desktop_app.services.own.records import ADDED, LAST, LATEST, TOTAL

WORDING = ROOT / "resources" / "wording"
OLD = """锦云街道2021年第二季度工作总结
二季度，锦云街道党工委按照“强组织、优服务、促和谐”的工作思路，深入实施“红色引擎计划”，成效明显。
一、抓好党员活动
开展志愿服务X次，同比增长20%；现有志愿者X名；向困难党员发放X人X万，群众满意。
党员捐款X人X万，受到好评。
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


@pytest.fixture
def nameless(town: Town) -> Town:
    """The township before anything was filled in under 单位信息."""
    town.services.office.save_office(full_name="", short_name="", guideline="", plan_name="")
    return town


def everything(reading: Reading) -> dict[int, Choice]:
    return {place: one.choice for place, one in enumerate(reading.proposals)}


def printed(town: Town) -> str:
    document = town.services.reports.document(Q1)
    return town.services.reports.render(document, ".txt").data.decode("utf-8-sig")


def test_texts_that_the_office_lacks_are_kept_with_the_choice_that_says_so(
    nameless: Town, old: OldReports
):
    reading = old.read_text(OLD)
    keeping = [one for one in reading.proposals if one.choice.keeps]
    assert [choice_words(one.choice) for one in keeping] == [
        "名称：单位简称（并存进单位信息）",
        "名称：工作思路（并存进单位信息）",
        "名称：党建计划名称（并存进单位信息）",
    ]
    assert {one.confidence for one in keeping} == {"likely"}
    old.write(Q1, reading, everything(reading), replacing=True)
    office = nameless.services.office.office()
    assert (office.name, office.kind) == ("锦云街道", "街道")
    assert (office.guideline, office.plan_name) == ("强组织、优服务、促和谐", "红色引擎计划")
    assert "按照“强组织、优服务、促和谐”的工作思路" in printed(nameless)
    nameless.services.history.undo()
    assert nameless.services.office.office().guideline == ""


def test_nothing_of_the_office_is_kept_that_was_not_confirmed(nameless: Town, old: OldReports):
    reading = old.read_text(OLD)
    plain = {place: one.choices[1] for place, one in enumerate(reading.proposals)}
    for chosen in ({}, plain):
        old.write(Q1, reading, chosen, replacing=True)
        office = nameless.services.office.office()
        assert (office.name, office.guideline) == ("", "")


def test_texts_that_the_office_has_stay_and_are_shown(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    guideline = next(one for one in reading.proposals if one.choice.figure == "office.guideline")
    assert guideline.note == "单位信息里的工作思路是“一线两面”，印的是它"
    old.write(Q1, reading, everything(reading), replacing=True)
    assert town.services.office.office().guideline == "一线两面"


def test_a_number_without_a_counter_is_printed_with_its_own(town: Town, old: OldReports):
    for unit, donors, amount in (("张村", 2, 5000), ("李村", 0, 0), ("河湾社区", 0, 0)):
        town.row("donation", unit, member_donors=donors, amount=amount)
    reading = old.read_text(OLD)
    old.write(Q1, reading, everything(reading), replacing=True)
    assert "党员捐款2人5000元，受到好评" in printed(town)


def test_a_comparison_is_made_with_the_new_figure_before_it(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    old.write(Q1, reading, everything(reading), replacing=True)
    made = {one.label: one for one in town.services.own_figures.all()}
    assert len(made) == 4
    key = made["开展志愿服务"].key
    body = town.services.texts.report(Q1).chapters[1].body
    assert f"开展志愿服务{{own.{key}}}次，{{own.{key}|比同期}}；" in body


def test_a_comparison_with_what_was_not_chosen_stays_as_written(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    chosen = {
        place: one.choice
        for place, one in enumerate(reading.proposals)
        if one.blank.kind == "comparison"
    }
    assert len(chosen) == 1
    old.write(Q1, reading, chosen, replacing=True)
    assert "开展志愿服务X次，同比增长20%；" in town.services.texts.report(Q1).chapters[1].body
    assert town.services.own_figures.all() == []


def test_a_new_figure_adds_up_or_counts_what_is_there_now(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    offered = {one.choice.label: one.choice.within for one in reading.proposals}
    assert offered["现有志愿者"] is Within.LATEST
    assert offered["开展志愿服务"] is Within.SUM
    old.write(Q1, reading, everything(reading), replacing=True)
    made = {one.label: (one.within, one.over_periods) for one in town.services.own_figures.all()}
    assert made["现有志愿者"] == (LATEST, LAST)
    assert made["开展志愿服务"] == (TOTAL, ADDED)


def test_confirmations_are_kept_for_the_same_report_alone(town: Town, old: OldReports):
    reading = old.read_text(OLD)
    chosen = {0: reading.proposals[0].choice, 3: Choice(NEW, None, "志愿活动", "场")}
    old.drafts.keep(reading, chosen)
    assert old.drafts.of(old.read_text(OLD)) == chosen
    assert old.drafts.of(old.read_text(OLD.replace("志愿服务", "文体活动"))) == {}
    assert old.drafts.of(old.read_text(f"{OLD}又开展活动X次。")) == {}
    town.services.periods.open(Q2)
    old.write(Q2, reading, chosen, replacing=True)
    assert old.drafts.of(reading) == {}


def test_a_name_that_only_the_clerk_knows_asks_for_words(old: OldReports):
    reading = old.read_text("工作总结\n下发《关于在X党员到社区报到的动员令》，推动工作落实见效。")
    (asking,) = (one.choice for one in reading.proposals)
    assert (asking.kind, asking.asks_for_words) == (NAME, True)
    assert not any(one.choice.asks_for_words for one in old.read_text(OLD).proposals)
