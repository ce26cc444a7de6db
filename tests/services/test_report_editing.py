"""A stored text as an editor sees it: tokens that lose nothing, faces that read as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from township import Q1, Town

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.services.reports.editing import (
    face,
    figures_in,
    plain_text,
    printed_length,
    slot_choice,
    tokens,
    with_counter,
)
from desktop_app.services.reports.previews import Draft, preview

VALUES = {
    "a.count": FigureValue(
        "a.count", "党日", "次", "a", value=386, previous=0, by_unit={"张村": 12}, missing=("李村",)
    ),
    "a.names": FigureValue("a.names", "典型", "人", "a", value=("甲", "乙", "丙")),
    "a.unknown": FigureValue("a.unknown", "未知", "次", "a"),
}


@given(st.lists(st.sampled_from(["{a.count}", "{", "}", "[[", "||", "]]", "[", "|", "a."])))
def test_tokens_joined_are_the_text(parts: list[str]):
    text = "".join(parts)

    assert "".join(token.stored for token in tokens(text)) == text


@pytest.mark.parametrize(
    ("stored", "following", "text"),
    [
        ("{a.count}", "", "386（缺1个单位）"),
        ("{a.count@unit 张村}", "", "12"),
        ("{a.count@unit 张村|左右}", "", "10 左右"),
        ("{a.count@prev}", "", "0"),
        ("{a.count@yoy}", "", "＿＿"),
        ("{a.names|names:2}", "", "甲、乙等3人"),
        ("{a.names|names:2}", "等", "甲、乙"),
        ("{a.names|points}", "", "典型：3条"),
        ("{a.unknown}", "", "＿＿"),
        ("{a.lost}", "", "没有这个指标"),
        ("{a.count|比同期}", "", "不写比较"),
    ],
)
def test_a_chip_reads_as_it_is_printed(stored: str, following: str, text: str):
    shown = face(stored, VALUES, following)

    assert shown.text == text
    assert shown.blank == (text in ("＿＿", "没有这个指标"))


def test_what_is_wrong_with_a_chip_is_said_in_a_sentence():
    assert "另选一个指标" in face("{a.lost}", VALUES).note
    assert "不认识" in face("{a.count|奇怪}", VALUES).note
    assert "不印比较" in face("{a.count|比上期}", VALUES).note
    assert face("{a.count}", VALUES).note == ""


def test_a_slot_is_taken_apart_and_put_together():
    for stored in ("{a.count}", "{a.count@unit 张村|万|.1}", "{a.names|names:3}"):
        choice = slot_choice(stored)
        assert choice is not None
        assert choice.stored == stored
    assert slot_choice("{a}") is None


def test_plain_text_figures_counters_and_numbers():
    assert plain_text("开展{a.count@unit 张村}次[[，{a.count@prev}次]]", VALUES) == "开展12次"
    assert figures_in("{a.count@prev}[[x{a.names}]]") == {"a.count", "a.names"}
    assert with_counter("{a.count}", "次", "次以上") == "{a.count}"
    assert with_counter("{a.count}", "次", "，") == "{a.count}次"


def test_the_length_is_that_of_the_printed_text_without_spaces():
    chapters = [
        ChapterRecord("a", "", 0, "", "开场 白。", "一是"),
        ChapterRecord("b", "", 1, "题", "• 开展{a.count@unit 张村}次。\n• 二。", "一是"),
        ChapterRecord("c", "", 1, "停用", "不算。", "一是", enabled=False),
    ]
    assert printed_length(chapters, VALUES) == len("开场白。一、题一是开展12次。二是二。")


def test_a_preview_shows_the_draft_and_writes_nothing(town: Town):
    saved = town.services.texts.report(Q1)
    uid = saved.chapters[1].uid
    made = preview(
        town.services.reports, Draft(Q1, "草稿", {uid: ("新题", "{epidemic.teams}个。")})
    )

    assert made.data.startswith(b"%PDF")
    assert "epidemic.teams" in {place.figure for place in made.places}
    assert town.services.texts.report(Q1) == saved
