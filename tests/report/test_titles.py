"""Titles: broken as a careful clerk breaks them, and never wider than the line, whatever comes."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.report.typesetting.title_words import BARRED_AT_END, BARRED_AT_START
from desktop_app.report.typesetting.titles import FORCED_BREAK, shape

LIMIT = 20.09  # 2号 in 156 mm


def listed(words: str) -> list[str]:
    return words.split()


def widths_of(text: str) -> list[float]:
    return [0.5 if char.isascii() else 1.0 for char in text]


def width(text: str) -> float:
    return sum(widths_of(text))


def lines_of(text: str, limit: float = LIMIT) -> list[str]:
    return [text[start:end] for start, end in shape(text, widths_of(text), limit)]


# ── what a clerk expects ─────────────────────────────────────────────────────────────────────────

# One title a line, its line breaks as ／.
TITLES = listed("""
    青石镇2020年第一季度党建工作总结
    关于召开中共青石镇第十二次代表大会的请示
    中共青石镇委员会关于2020年第一季度／党建工作开展情况的报告
    青石镇关于落实全面从严治党／主体责任情况的报告
    云溪县人民政府办公室关于进一步做好／复工复产期间安全生产工作的通知
    中共青石镇委员会关于开展／“不忘初心、牢记使命”主题教育情况的报告
    关于印发《青石镇村级小微权力清单／管理办法（试行）》的通知
    关于印发《青石镇党员积分制／管理办法（试行）》的通知
    关于转发《中共中央办公厅关于在疫情防控中／充分发挥党员先锋模范作用的通知》的通知
    河口街道关于2020年上半年基层党组织书记／抓基层党建工作述职评议考核情况的报告
    中共青石镇委员会青石镇人民政府／关于坚决打赢疫情防控阻击战的动员令
    关于表彰2019年度先进基层党组织、／优秀共产党员和优秀党务工作者的决定
    关于进一步规范基层党组织／党费收缴、使用和管理工作的通知
    青石镇农村人居环境整治／三年行动实施方案（2020—2022年）
    白水街道阳光社区党群服务中心／规范化建设实施方案
    关于做好2020年春节前后／困难党员和老党员走访慰问工作的通知
    关于对全镇85名预备党员和／126名入党积极分子开展集中培训的通知
    云溪县2020年第一季度城乡居民基本医疗保险／参保率达到98.5%以上目标完成情况的通报
    青石镇党建引领乡村振兴示范点建设／第一阶段推进情况和下一步工作打算的报告
    中共云溪县委关于学习贯彻／党的十九届四中全会精神的实施意见
    关于组织开展庆祝中国共产党成立100周年／系列活动的通知
    杨柳镇党员干部违规操办婚丧喜庆事宜／专项治理工作方案（征求意见稿）
    关于推广使用“学习强国”APP和／WeChat公众号的通知
    青石镇人民政府／关于申请拨付2020年度／村级组织运转经费及村干部报酬的请示
    中共清河区委组织部／清河区财政局清河区民政局／关于提高村（社区）干部基本报酬的通知
    清河区关于在全区党员中开展／“学党史、悟思想、办实事、开新局”／主题实践活动的方案
    青石镇党委关于贯彻落实／云组发〔2020〕18号文件精神进一步加强／软弱涣散村党组织整顿工作的实施方案
    清河区人民政府办公室转发区民政局／《关于加强城市社区居家养老／服务工作的意见》的通知
    中共杨柳镇委员会／关于在全镇党员干部中深入开展／“转作风、提效能、优环境”专题活动／并推动解决群众身边急难愁盼问题的实施意见
    中共云溪县委办公室云溪县人民政府办公室／关于调整县新型冠状病毒肺炎疫情防控／工作领导小组组成人员的通知
""")


@pytest.mark.parametrize("title", TITLES)
def test_lines_are_those_of_a_careful_clerk(title: str):
    assert lines_of(title.replace("／", "")) == title.split("／")


@pytest.mark.parametrize("title", TITLES)
def test_the_outline_is_a_trapezium_or_a_lozenge(title: str):
    widths = [width(line) for line in title.split("／")]
    signs = [after > before for before, after in pairwise(widths)]

    assert all(abs(after - before) >= 1 for before, after in pairwise(widths))
    assert signs == sorted(signs, reverse=True) or signs == sorted(signs)
    assert (False, True) not in pairwise(signs)  # an hourglass


def test_two_organs_parted_by_a_blank_stay_whole():
    lines = lines_of("中共青石镇委员会 青石镇人民政府关于做好2020年防汛抗旱工作的通知")

    assert lines == ["中共青石镇委员会 青石镇人民政府关于做好", "2020年防汛抗旱工作的通知"]


def test_blanks_inside_a_value_do_not_part_it():
    lines = lines_of("关于2020 年第一季度党组织书记抓党建工作述职评议会议的筹备方案")

    assert lines == ["关于2020 年第一季度党组织书记", "抓党建工作述职评议会议的筹备方案"]


@pytest.mark.parametrize(
    "whole",
    ["青石镇", "云溪县", "云组发〔2020〕18号", "12.5万元", "98.5%", "“十四五”", "2020年3月15日"],
)
def test_no_line_ends_inside(whole: str):
    """Wherever it happens to stand in the title."""
    filling = "全面加强基层党建工作和村级集体经济发展的情况"
    for size in range(len(filling)):
        lines = lines_of(f"{filling[:size]}{whole}扎实推进乡村振兴战略的实施方案")

        assert any(whole in line for line in lines), lines


# ── forced breaks ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mark", ["|", "｜", " | ", "\u3000｜ "])
def test_a_mark_forces_a_break(mark: str):
    lines = lines_of(f"青石镇{mark}党建工作总结")

    assert lines == ["青石镇", "党建工作总结"]


def test_a_forced_line_that_is_too_long_is_broken_further():
    title = "中共青石镇委员会｜关于召开2020年度党组织书记抓党建工作述职评议会议的请示"

    assert lines_of(title) == [
        "中共青石镇委员会",
        "关于召开2020年度党组织书记",
        "抓党建工作述职评议会议的请示",
    ]


@pytest.mark.parametrize("text", ["", " ", "|", "｜｜", " | \u3000"])
def test_nothing_to_print_is_no_line(text: str):
    assert shape(text, widths_of(text), LIMIT) == []


def test_marks_without_text_between_make_no_line():
    assert lines_of("|青石镇||党建工作|") == ["青石镇", "党建工作"]


# ── bad input ────────────────────────────────────────────────────────────────────────────────────


def test_two_hundred_characters_without_a_word():
    lines = lines_of("龘" * 200)

    assert "".join(lines) == "龘" * 200
    assert len(lines) == 10
    assert max(map(width, lines)) <= LIMIT


def test_a_long_title_is_shaped_in_no_time():
    title = (TITLES[-1] + TITLES[-2] + TITLES[5]).replace("／", "") * 6
    lines_of(title)  # loads the dictionary
    started = time.perf_counter()
    lines = lines_of(title[:500])

    assert time.perf_counter() - started < 0.5  # 5 ms where nothing else runs
    assert max(map(width, lines)) <= LIMIT


def test_a_latin_word_longer_than_a_line_is_broken_anywhere():
    assert lines_of("a" * 80) == ["a" * 40, "a" * 40]


def test_an_address_longer_than_a_line_is_broken_after_its_marks():
    lines = lines_of("关于启用https://www.example.org/township/party/report/2020/index的通知")

    assert lines[0].endswith("/")
    assert max(map(width, lines)) <= LIMIT


def test_quotes_longer_than_a_line_are_broken_between_words():
    lines = lines_of(f"关于印发《{'青石镇党建工作要点' * 5}》的通知")

    assert max(map(width, lines)) <= LIMIT
    assert all(line.startswith(("青石镇", "党建", "关于")) for line in lines)


@pytest.mark.parametrize("char", "的》《“，|")
def test_nothing_but_barred_characters_still_gives_lines(char: str):
    text = char * 200

    assert "".join(lines_of(text)) == text.replace("|", "")


def test_a_character_wider_than_the_line_stands_alone():
    assert lines_of("党建工作", limit=0.5) == list("党建工作")


# ── whatever comes ───────────────────────────────────────────────────────────────────────────────

ANY_TITLE = st.text(
    st.sampled_from("青石镇党委关于的和、《》“”（）〔〕2020年%a—… \u3000|｜\n") | st.characters()
)


@settings(max_examples=300, deadline=None)
@given(ANY_TITLE, st.sampled_from([LIMIT, 1.0, 7.5]))
@example("\ud800" * 30, LIMIT)
@example("党\u0301" * 60, LIMIT)
def test_lines_hold_the_text_in_order_within_the_limit(text: str, limit: float):
    spans = shape(text, widths_of(text), limit)
    inside = {index for start, end in spans for index in range(start, end)}
    missing = {char for index, char in enumerate(text) if index not in inside}

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(char in FORCED_BREAK or char.isspace() for char in missing)
    for start, end in spans:
        line = text[start:end]
        assert line == line.strip()
        assert not FORCED_BREAK & set(line)
        assert width(line) <= limit or len(line) == 1
    assert spans == shape(text, widths_of(text), limit)


PIECES = listed("""
    青石镇 中共云溪县委 关于 党建 工作的 开展情况和 报告 通知》 收缴、 使用及 （试行） “三治”
    《管理办法》 一步与 2020年第一季度 98.5%的 12.5万元 〔2020〕18号 3月15日 86名 APP推广 ，进一步
    龘 委员会 “十四五”规划 不
""")
VALUE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:年|%|万元|号|月|日|名)?|[A-Za-z]+")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_line_begins_or_ends_with_what_it_must_not(text: str):
    spans = shape(text, widths_of(text), LIMIT)
    breaks = {start for start, _ in spans[1:]}

    for start in breaks:
        assert text[start] not in BARRED_AT_START
        assert text[start - 1] not in BARRED_AT_END
    for value in VALUE.finditer(text):
        assert not breaks & set(range(value.start() + 1, value.end()))
