"""Numbers in sentences: each keeps its figure; rounding words, 万, names, blanks, numbering."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.report.document import Heading, Paragraph, plain
from desktop_app.report.narrative import Narrator


def figure(key: str, value: object, counter: str = "名", **facts: object) -> FigureValue:
    return FigureValue(key, key, counter, "a", value=value, **facts)  # type: ignore[arg-type]


def printed(text: str, *figures: FigureValue) -> str:
    return plain(Narrator({found.key: found for found in figures}).runs(text))


@pytest.mark.parametrize(
    ("value", "slot", "text"),
    [
        (386, "{a.n}名", "386名"),
        (386, "{a.n|约}名", "约390名"),
        (386, "{a.n|左右}名党员", "390名左右党员"),
        (386, "{a.n|超过}名", "超过380名"),
        (386, "{a.n|近}名", "近390名"),
        (390, "{a.n|约}名", "390名"),
        (83, "{a.n|超过}名", "超过80名"),
        (7, "{a.n|约}名", "7名"),
        (43_210, "{a.n|万}名", "4.32万名"),
        (43_219, "{a.n|超过|万}个小时", "超过4.32万个小时"),
        (43_210, "{a.n|.1|近|万}名", "近4.4万名"),
        (43_000, "{a.n|超过|.1|万}名", "4.3万名"),
        (9_999, "{a.n|万}名", "9999名"),
        (0, "{a.n}名", "0名"),
        (Decimal("96.66"), "{a.n|.1}%", "96.7%"),
        (Decimal("96.66"), "{a.n|.0|超过}%", "超过96%"),
        (Decimal("96.00"), "{a.n|.0|超过}%", "96%"),
        (None, "{a.n}名", "＿＿名"),
        (date(2020, 3, 31), "截至{a.n}", "截至2020年3月31日"),
        ("青石镇", "{a.n}党委", "青石镇党委"),
        ("问题，\n 狠抓\n\n务求实效。\n", "以“{a.n}”", "以“问题，狠抓务求实效。”"),
    ],
)
def test_a_value_is_printed_as_its_slot_asks(value, slot, text):
    assert printed(slot, figure("a.n", value)) == text


def test_every_number_keeps_the_key_of_its_figure():
    runs = Narrator({"a.n": figure("a.n", 386, previous=12)}).runs(
        "动员{a.n|约}名，上季度{a.n@prev}名。"
    )
    assert [(run.text, run.figure) for run in runs] == [
        ("动员", None), ("约", None), ("390", "a.n"), ("名，上季度", None),
        ("12", "a.n@prev"), ("名。", None),
    ]  # fmt: skip


def test_a_unit_is_asked_by_name():
    found = figure("a.n", 100, by_unit={"张村": 60})
    assert printed("张村{a.n@unit 张村}名，王村{a.n@unit 王村}名", found) == "张村60名，王村＿＿名"


def test_a_partial_total_is_marked_behind_its_counter():
    found = figure("a.n", 86, missing=("王村", "赵村"), partial_kind="村")
    assert printed("参加{a.n|左右}名党员", found) == "参加90名左右（缺2村）党员"
    assert printed("共{a.n}。", found) == "共86（缺2村）。"


@pytest.mark.parametrize(
    ("names", "slot", "text"),
    [
        (("张三", "李四"), "{a.n|names:3}。", "张三、李四。"),
        (("甲", "乙", "丙", "丁"), "{a.n|names:2}。", "甲、乙等4名。"),
        (("甲", "乙", "丙"), "{a.n|names:2}等典型", "甲、乙等典型"),
        (("《甲》", "《乙》"), "{a.n}", "《甲》《乙》"),
        (("《甲》", "十个严禁"), "{a.n}", "《甲》、十个严禁"),
        ((), "{a.n}", "＿＿"),
    ],
)
def test_names(names, slot, text):
    assert printed(slot, figure("a.n", names)) == text


def test_an_unknown_slot_is_a_visible_blank():
    runs = Narrator({}).runs("动员{a.gone}名")
    assert [(run.text, run.blank) for run in runs] == [
        ("动员", False),
        ("＿＿", True),
        ("名", False),
    ]


def chapter(title: str, body: str, style: str = "一是", *, enabled: bool = True) -> ChapterRecord:
    return ChapterRecord("uid", "", 1 if title else 0, title, body, style, enabled)


def lines(chapters: list[ChapterRecord], *figures: FigureValue) -> list[str]:
    blocks = Narrator({found.key: found for found in figures}).chapters(chapters)
    return [
        block.number + plain(block.runs)
        if isinstance(block, Heading)
        else plain(block.head) + plain(block.runs)
        for block in blocks
        if isinstance(block, Heading | Paragraph)
    ]


def test_chapters_that_are_off_leave_no_gap_in_the_numbers():
    chapters = [
        chapter("", "开头。"),
        chapter("甲", "正文。"),
        chapter("乙", "正文。", enabled=False),
        chapter("丙", "正文。"),
    ]
    assert lines(chapters) == ["开头。", "一、甲", "正文。", "二、丙", "正文。"]


def test_points_are_numbered_after_empty_ones_have_dropped_out():
    body = "总的情况。\n• 甲做了{a.n}件。\n• [[乙做了{a.zero}件。]]\n• 丙做了{a.n}件。"
    text = lines([chapter("工作", body)], figure("a.n", 2), figure("a.zero", 0))
    assert text == ["一、工作", "总的情况。一是甲做了2件。二是丙做了2件。"]


def test_a_lone_point_loses_its_number():
    assert lines([chapter("问题", "• 只有一条。")]) == ["一、问题", "只有一条。"]


def test_a_list_of_texts_becomes_points_with_run_in_headings():
    texts = figure("a.texts", ("强化培训。开展轮训", "压实责任。逐级签订责任书。"))
    (heading, *paragraphs) = Narrator({"a.texts": texts}).chapters(
        [chapter("措施", "• {a.texts|points}", "（一）")]
    )
    assert isinstance(heading, Heading)
    assert [(plain(p.head), plain(p.runs), p.head_level) for p in paragraphs] == [
        ("（一）强化培训。", "开展轮训。", 2),
        ("（二）压实责任。", "逐级签订责任书。", 2),
    ]
    assert all(run.figure == "a.texts" for p in paragraphs for run in p.runs)


def test_words_beside_a_list_of_points_are_points_of_their_own():
    printed = lines(
        [chapter("措施", "• {a.texts|points}。还要抓学习。", "（一）")],
        figure("a.texts", ("建强队伍。", "规范公开")),
    )
    assert printed == ["一、措施", "（一）建强队伍。", "（二）规范公开。", "（三）还要抓学习。"]


def test_points_of_an_unknown_list_are_a_visible_blank():
    assert lines([chapter("问题", "• {a.texts|points}")]) == ["一、问题", "＿＿。"]


def test_words_that_end_like_a_conjunction_stay_whole():
    zero = figure("a.zero", 0)
    assert printed("知识得到普及[[，发放资料{a.zero}份]]。", zero) == "知识得到普及。"
    assert printed("群众广泛参与[[、志愿者{a.zero}名]]。", zero) == "群众广泛参与。"


def test_paragraphs_and_points_stay_in_their_order():
    text = lines([chapter("工作", "开头。\n• 甲。\n• 乙。\n结尾。")])
    assert text == ["一、工作", "开头。一是甲。二是乙。", "结尾。"]


def test_a_chapter_whose_text_has_dropped_out_loses_its_heading_too():
    chapters = [chapter("甲", "[[共{a.zero}件。]]"), chapter("乙", "正文。")]
    assert lines(chapters, figure("a.zero", 0)) == ["一、乙", "正文。"]


def test_headings_are_numbered_by_their_levels():
    chapters = [
        ChapterRecord("u", "", level, f"第{level}级", "正文。", "一是")
        for level in (1, 2, 2, 3, 1, 2)
    ]
    headings = [line for line in lines(chapters) if line != "正文。"]
    assert headings == [
        "一、第1级", "（一）第2级", "（二）第2级", "1.第3级", "二、第1级", "（一）第2级",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "slot", "text"),
    [
        (250_000_000, "{a.n|万}元", "2.5亿元"),
        (Decimal("0.4"), "{a.n|.0|超过}%", "0.4%"),
        (Decimal("-0.04"), "{a.n|.1}", "0"),
    ],
)
def test_odd_numbers(value, slot, text):
    assert printed(slot, figure("a.n", value)) == text


def test_a_mark_is_not_lost_between_two_numbers():
    found = figure("a.n", 86, missing=("王村",), partial_kind="村")
    assert printed("{a.n|左右}{a.n}名", found) == "90左右（缺1村）86名（缺1村）"


def test_the_former_value_of_a_partial_total_is_marked_too():
    found = figure("a.n", 5, previous=3, previous_missing=("王村",), partial_kind="村")
    assert printed("上季{a.n@prev}次。", found) == "上季3次（缺1村）。"


def test_invisible_marks_are_not_printed_and_tabs_are_spaces():
    text = "\ufeff王\u200b建国\u202e同志\t负责\u2003核对\u00ad。"
    assert plain(Narrator({}).runs(text)) == "王建国同志 负责 核对。"
