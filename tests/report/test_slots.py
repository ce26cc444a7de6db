"""Stored text: slots, optional clauses, and the list that is mended around a dropped one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.report.slots import Slot, parse, settle, slots_of, without_slots

VALUES = {"a.zero": 0, "a.one": 1, "a.two": 2, "a.nothing": 0}
TOLD = {"a.one": "增加1人", "a.two": ""}
"""What a comparison of each figure says; nothing for the second."""


def settled(text: str) -> str:
    def is_zero(slot: Slot) -> bool:
        return not TOLD[slot.key] if slot.comparison else VALUES.get(slot.key) == 0

    def said(piece: str | Slot) -> str:
        if isinstance(piece, str):
            return piece
        return TOLD[piece.key] if piece.comparison else str(VALUES.get(piece.key, "＿"))

    return "".join(map(said, settle(parse(text), is_zero)))


def test_a_slot_carries_its_unit_and_formats():
    assert list(
        slots_of(parse("动员{a.one@unit 张村|约|万}名，{a.two@prev}、{a.two@yoy|names:3}"))
    ) == [
        Slot("a.one", "unit 张村", ("约", "万")),
        Slot("a.two", "prev"),
        Slot("a.two", "yoy", ("names:3",)),
    ]


@pytest.mark.parametrize(
    "text", ["{}", "{无}", "{a}", "{a.b", "{ a.b }", "{A.b}", "a.b}", "]]", "[[甲"]
)
def test_what_is_no_mark_is_text(text):
    assert parse(text) == tuple((text[:2] == "[[" and ["[[", text[2:]]) or [text])


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("给予[[甲{a.zero}人]]、[[乙{a.one}人]]和[[丙{a.two}人]]。", "给予乙1人和丙2人。"),
        ("给予[[甲{a.one}人]]、[[乙{a.two}人]]和[[丙{a.zero}人]]。", "给予甲1人和乙2人。"),
        ("给予[[甲{a.one}人]]、[[乙{a.zero}人]]和[[丙{a.two}人]]。", "给予甲1人和丙2人。"),
        ("给予[[甲{a.zero}人]]；[[乙{a.one}人]]。", "给予乙1人。"),
        ("谈话{a.one}次[[；给予[[甲{a.zero}人]]、[[乙{a.nothing}人]]]]。", "谈话1次。"),
        ("谈话{a.one}次[[；给予[[甲{a.zero}人]]、[[乙{a.two}人]]]]。", "谈话1次；给予乙2人。"),
        ("成果。[[开会{a.zero}次]]、[[上课{a.nothing}次]]，采取措施。", "成果。采取措施。"),
        ("帮扶老人、[[儿童{a.zero}名]]。", "帮扶老人。"),
        ("帮扶[[老人{a.zero}名]]、儿童。", "帮扶、儿童。"),
        ("申请{a.one}人，[[其中火线{a.zero}人，]]推优{a.two}人。", "申请1人，推优2人。"),
        ("[[没有数据位的话]]留着。", "没有数据位的话留着。"),
        ("[[未知{a.unknown}人]]留着。", "未知＿人留着。"),
        ("[[甲{a.zero}人、乙{a.one}人]]。", "甲0人、乙1人。"),
        ("[[处分{a.zero}人||没有发生违纪]]。", "没有发生违纪。"),
        ("[[处分{a.one}人||没有发生违纪]]。", "处分1人。"),
        ("[[甲{a.zero}人||无甲]]、[[乙{a.one}人]]和[[丙{a.nothing}人]]。", "无甲和乙1人。"),
        ("[[甲{a.zero}人||只有[[乙{a.one}人]]]]。", "只有乙1人。"),
        ("[[甲{a.zero}人||一||二]]。", "一||二。"),
        ("题目||副题[[甲", "题目||副题[[甲"),
        ("[[甲||乙", "[[甲||乙"),
        ("开展{a.one}次，{a.one|比上期}。", "开展1次，增加1人。"),
        ("开展{a.two}次，{a.two|比上期}。", "开展2次。"),
        ("开展{a.two}次，{a.two|比同期}，覆盖全部。", "开展2次，覆盖全部。"),
        ("[[开展{a.two}次，{a.two|比上期}，]]覆盖。", "开展2次，覆盖。"),
        ("[[开展{a.zero}次，{a.one|比上期}]]。", "。"),
        ("[[，{a.one|比上期}]]。", "，增加1人。"),
        ("好[[，{a.two|比上期}]]。", "好。"),
    ],
)
def test_the_list_around_a_dropped_clause_is_mended(text, mended):
    assert settled(text) == mended


def test_own_words_and_figures_of_an_alternative_count():
    text = "[[处分{a.one}人||没有{a.two}]]"
    assert without_slots(text) == "处分人没有"
    assert [slot.key for slot in slots_of(parse(text))] == ["a.one", "a.two"]


@given(
    st.lists(
        st.sampled_from(["[[", "]]", "||", "{a.zero}", "{a.one}", "、", "和", "，", "人", "{", "}"])
    )
)
def test_any_nesting_is_read_and_settled_without_losing_plain_text(parts):
    text = "".join(parts)
    assert settled(text).count("人") <= text.count("人")
    if "[[" not in text:  # a || alone is text
        assert settled(text) == text.replace("{a.zero}", "0").replace("{a.one}", "1")
