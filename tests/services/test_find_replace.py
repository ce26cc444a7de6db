"""Words are found and replaced in all chapters, figures and marks left alone; repairs likewise."""

from __future__ import annotations

import pytest
from township import Q1, Town

from desktop_app.core.errors import Conflict, InvalidValue
from desktop_app.core.records import ChapterRecord, Finding, ReportRecord
from desktop_app.services.reports.find_replace import matches, places_of, repaired


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("党员党员", "党员", [(0, 2), (2, 4)]),
        ("动员{organization.party_days}次", "organization", []),
        ("[[甲||乙]]", "||", []),
        ("[[甲||乙]]", "乙", [(5, 6)]),
        ("a.b (x)", "B (X)", [(2, 7)]),
        ("任何", "", []),
        ("没有", "有。", []),
    ],
)
def test_only_the_own_words_are_searched(text: str, wanted: str, places: list[tuple[int, int]]):
    assert list(places_of(text, wanted)) == places


def test_all_places_of_all_chapters_are_replaced_as_one_step(town: Town):
    texts = town.services.texts
    uids = [one.uid for one in texts.report(Q1).chapters]
    texts.save_chapter(uids[1], title="整治工作", body="整治{epidemic.teams}个，整治好。")
    texts.save_chapter(uids[2], body="• 整治。")
    before = texts.report(Q1)
    found = [(one.chapter, one.part, one.start) for one in matches(before, "整治")]
    assert found[:3] == [(uids[1], "title", 0), (uids[1], "body", 0), (uids[1], "body", 20)]

    count = texts.search.replace(Q1, "整治", "政治", frozenset(uids))
    assert count == len(found)
    assert texts.report(Q1).chapters[1].body == "政治{epidemic.teams}个，政治好。"
    assert not matches(texts.report(Q1), "整治")
    town.services.history.undo()
    assert texts.report(Q1) == before


def test_chapters_that_are_not_seen_stay_and_what_is_too_long_is_refused(town: Town):
    texts = town.services.texts
    first, second = (one.uid for one in texts.report(Q1).chapters[1:3])
    for uid in (first, second):
        texts.save_chapter(uid, body="甲" * 11_000)
    with pytest.raises(InvalidValue, match="没有替换"):
        texts.search.replace(Q1, "甲", "乙乙", frozenset([first, second]))
    with pytest.raises(InvalidValue, match="表情"):
        texts.search.replace(Q1, "甲", "😀", frozenset([first]))
    assert texts.search.replace(Q1, "甲", "乙", frozenset([first])) == 11_000
    bodies = {one.uid: one.body for one in texts.report(Q1).chapters}
    assert (bodies[first][0], bodies[second][0]) == ("乙", "甲")


def test_a_frozen_report_is_not_replaced_in(town: Town):
    services = town.services
    errors = (one.message for one in services.checks.findings(Q1) if one.severity == "error")
    services.final.freeze(Q1, explanations=dict.fromkeys(errors, "已核实"))
    uids = frozenset(one.uid for one in services.texts.report(Q1).chapters)
    with pytest.raises(Conflict, match="定稿"):
        services.texts.search.replace(Q1, "党员", "同志", uids)


def finding(excerpt: str, repair: str | None, chapter: str = "b") -> Finding:
    return Finding("x", "error", "错了", "“题”", chapter=chapter, excerpt=excerpt, repair=repair)


def test_a_repair_goes_where_the_words_stand_literally():
    report = ReportRecord(
        "2020Q1",
        "标题",
        chapters=(
            ChapterRecord("a", "", 0, "", "整治纪律", "一是"),
            ChapterRecord("b", "", 1, "整治纪律", "严明整治纪律{a.n}次。", "一是"),
        ),
    )
    assert repaired(report, finding("整治纪律", "政治纪律")) == ("b", "title", "政治纪律")
    assert repaired(report, finding("明整治", "明政治")) == ("b", "body", "严明政治纪律{a.n}次。")
    assert repaired(report, finding("纪律3次", "纪律3次")) is None
    assert repaired(report, finding("整治纪律", None)) is None
    assert repaired(report, finding("", "x")) is None
