"""Sentences that read as in the last report are marked until they are edited or confirmed."""

from __future__ import annotations

import pytest
from township import Q1, Q2, Town

from desktop_app.services.reports.carried_over import Carried

BODY = "开头的话。开展主题党日{organization.party_days}次。\n• 老的要点；新的要点！好。"


@pytest.fixture
def second(town: Town) -> Town:
    """The next quarter, whose second chapter is the one of the first."""
    texts = town.services.texts
    texts.save_chapter(texts.report(Q1).chapters[1].uid, body=BODY)
    town.services.periods.open(Q2)
    return town


def unchanged(town: Town) -> list[str]:
    texts = town.services.texts
    carried = texts.carried.of(Q2)
    lines = texts.report(Q2).chapters[1].body.split("\n")
    return [one.text for line in lines for one in carried.unchanged(line)]


def test_a_new_quarter_begins_with_all_sentences_marked_but_the_shortest(second: Town):
    assert unchanged(second) == [
        "开头的话。",
        "开展主题党日{organization.party_days}次。",
        "老的要点；",
        "新的要点！",
    ]
    assert second.services.texts.carried.of(Q2).before == Q1


def test_an_edited_sentence_is_no_longer_marked_wherever_it_moves(second: Town):
    texts = second.services.texts
    chapter = texts.report(Q2).chapters[1]
    texts.save_chapter(chapter.uid, body="老的要点；改过的话。\n• 开头的话。")
    assert unchanged(second) == ["老的要点；", "开头的话。"]


def test_confirmed_sentences_stay_unmarked_until_undo(second: Town):
    carried = second.services.texts.carried
    carried.confirm(Q2, ["开头的话。", "老的要点；"])
    assert second.services.history.newest(1)[0].step == "确认未改动的句子"
    assert unchanged(second) == ["开展主题党日{organization.party_days}次。", "新的要点！"]
    carried.confirm(Q2, ["开头的话。"])
    second.services.history.undo()
    assert len(unchanged(second)) == 4


def test_a_first_report_has_nothing_to_compare_with(town: Town):
    assert town.services.texts.carried.of(Q1) == Carried()


def test_places_are_those_of_the_stored_line():
    carried = Carried(Q1, frozenset(["甲乙丙丁。", "[[戊己庚辛{a.b}]]"]))
    line = "• 另。甲乙丙丁。[[戊己庚辛{a.b}]]"
    assert [line[one.start : one.end] for one in carried.unchanged(line)] == [
        "甲乙丙丁。",
        "[[戊己庚辛{a.b}]]",
    ]
    assert carried.count(f"{line}\n甲乙丙丁。") == 3
