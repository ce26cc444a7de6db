"""Finding by the first letters of pinyin, surnames by how they are said."""

from __future__ import annotations

import pytest
from township import Q1, Town

from desktop_app.services.finding import initials
from desktop_app.services.ledgers.pages import RowQuery


@pytest.mark.parametrize(
    ("text", "typed", "matches"),
    [
        ("张村", "zc", True),
        ("张村", "ZC", True),
        ("张村", "村", True),
        ("张村", "cz", False),
        ("单家村", "sj", True),
        ("仇庄", "qz", True),
        ("解放村", "xf", True),
        ("解放村", "jf", True),
        ("民主生活会", "mzsh", True),
        ("民主生活会", "shh", True),
        ("村（社区）", "csq", True),
        ("A1组", "a1z", True),
        ("张村", "z c", False),
        ("", "z", False),
    ],
)
def test_letters_stand_for_characters(text: str, typed: str, *, matches: bool):
    assert initials.matches(text, typed) is matches


def test_what_stands_word_for_word_comes_first():
    texts = ["组织生活会", "民主评议", "mz表", "有民主的会"]
    assert initials.found(texts, "mz") == ["mz表", "民主评议", "有民主的会"]
    assert initials.found(texts, "民主") == ["民主评议", "有民主的会"]


def test_a_search_by_letters_sees_what_was_just_written(town: Town):
    pages, query = town.services.pages, RowQuery("theme_party_day", Q1, text="xlf")
    assert pages.ids(query) == []
    uid = town.row("theme_party_day", theme="学雷锋")
    assert len(pages.ids(query)) == 1
    assert [hit.uid for hit in pages.search(Q1, "xlf")] == [uid]
    assert pages.totals(query)["times"] == 1
