"""Numbers, days and blocks as they come from worksheets and chats."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import InvalidValue, Refusal
from desktop_app.core.han_digits import read_han_number
from desktop_app.core.pasted_block import MOST_CELLS, read_block
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.typed_cells import cell_reader
from desktop_app.core.typed_numbers import read_number
from desktop_app.core.validation import options_in

Q1 = Period.parse("2020Q1")
COUNT = FieldSpec(
    "n", FieldKind.INTEGER, "参加", "人次", minimum=Decimal(0), maximum=Decimal(10**9)
)
AMOUNT = FieldSpec(
    "a", FieldKind.DECIMAL, "金额", "元", minimum=Decimal(0), maximum=Decimal(10**9), decimals=2
)
DAY = FieldSpec("d", FieldKind.DATE, "日期")
FLAG = FieldSpec("f", FieldKind.BOOLEAN, "估计", required=True)
KIND = FieldSpec("k", FieldKind.CHOICE, "类别", choices=("党课", "无"))
TEXT = FieldSpec("t", FieldKind.TEXT, "主题", max_length=60)


def read(field: FieldSpec, text: str):
    return cell_reader(field, options_in(Q1, {}))(text)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "counter", "value"),
    [
        *(
            ("38", "人", 38),
            ("３８", "人", 38),
            (" 38 ", "人", 38),
            ("0", "人", 0),
            ("零", "次", 0),
        ),
        *(("38人", "人", 38), ("12 次", "次", 12), ("2个小时", "小时", 2), ("95%", "%", 95)),
        *(("1,234", "人", 1234), ("1，234", "人", 1234), ("1 234", "人", 1234)),
        *(("¥1,234.50元", "元", Decimal("1234.50")), ("12.0", "人", 12), ("007", "人", 7)),
        *(("三十八", "人", 38), ("一百二十", "人", 120), ("两次", "次", 2), ("十二", "人", 12)),
        *(
            ("一千零五", "人", 1005),
            ("两千五百万零三", "元", 25_000_003),
            ("壹仟贰佰元整", "元", 1200),
        ),
    ],
)
def test_what_is_said_outright_is_read_without_a_note(text, counter, value):
    assert read_number(text, counter) == (value, "", False)


@pytest.mark.parametrize(
    ("text", "counter", "value", "is_estimate"),
    [
        *(("1.2万", "人", 12_000, False), ("3万5千", "元", 35_000, False)),
        *(("约38", "人", 38, True), ("30余", "人", 30, True), ("30多万元", "元", 300_000, True)),
        *(("38人左右", "人", 38, True), ("38±2", "人", 38, True), ("二十多", "人", 20, True)),
        *(("一百二", "人", 120, False), ("三八", "人", 38, False), ("3 8", "人", 38, False)),
        *(("86人", "人次", 86, False), ("3名", "", 3, False)),
    ],
)
def test_what_is_concluded_is_said_in_a_note(text, counter, value, is_estimate):
    found = read_number(text, counter)
    assert (found.value, found.is_estimate) == (value, is_estimate)
    assert found.note


@pytest.mark.parametrize("text", ["-", "—", "/", "／", "无", "--", "暂无", "N/A"])
def test_a_mark_for_nothing_is_nothing_and_not_zero(text):
    found = read_number(text, "人")
    assert found.value is None
    assert "不是0" in found.note


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(("很多", "应填数字"), ("几十", "应填数字"), ("十几", "“几”"), ("12abc", "应填数字")),
        *(("3-5", "范围"), ("30～40人", "范围"), ("1,23", "千分位"), ("1.2.3", "看不出")),
        *(("38户", "“户”"), ("95%", "“%”"), ("1E+05", "科学计数"), ("5.10E+17", "科学计数")),
        *(("#REF!", "应填数字"), ("38²", "应填数字"), ("②", "应填数字"), ("٣", "应填数字")),
        *(("38?", "应填数字"), ("3\x008", "应填数字"), ("万", "看不出"), ("1/2", "应填数字")),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, reason):
    with pytest.raises(InvalidValue, match=reason):
        read_number(text, "人")


@given(st.integers(0, 10**9))
def test_grouped_wide_and_counted_digits_mean_the_same(number):
    for text in (f"{number:,}", f"{number:,}".replace(",", "，"), f"{number}人次"):
        assert read_number(text, "人次") == (number, "", False)
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_number(wide, "人次") == (number, "", False)


def han(number: int) -> str:
    """Write 1 to 9999 as it is said."""
    digits, powers = "零一二三四五六七八九", ["", "十", "百", "千"]
    text = "".join(
        digits[int(digit)] + (powers[len(str(number)) - 1 - at] if digit != "0" else "")
        for at, digit in enumerate(str(number))
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.rstrip("零")


@given(st.integers(1, 9999))
def test_every_han_number_is_read_back(number):
    found = read_han_number(han(number))
    assert found is not None
    assert found.value == number


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        *("2020.3.5", "2020-03-05", "20200305", "2020/3/5", "3月5日", "3.5", "2020年3月5日"),
        *(
            "2020/3/5 0:00",
            "2020-03-05 00:00:00",
            "三月五日",
            "2020年3月5日星期四",
            "２０２０．３．５",
        ),
    ],
)
def test_days_are_read_as_clerks_write_them(text):
    assert read(DAY, text) == (date(2020, 3, 5), "", "", False)


def test_a_time_is_left_out_and_said():
    found = read(DAY, "2020-3-5 14:30")
    assert (found.value, found.problem) == (date(2020, 3, 5), "")
    assert "14:30" in found.note


@pytest.mark.parametrize("text", ["2020-02-30", "昨天", "43895", "3月", "2020.13.1"])
def test_what_is_no_day_is_refused(text):
    assert "日期" in read(DAY, text).problem


def test_cells_of_other_kinds():
    assert read(KIND, "无").value == "无"
    assert read(KIND, "/").value is None
    assert read(KIND, "/").note
    assert "没有“大会”这一项" in read(KIND, "大会").problem
    assert read(FLAG, "√").value is True
    assert read(FLAG, "-").value is False
    assert read(TEXT, "-").value == "-"
    assert "无法打印" in read(TEXT, "a\x00b").problem
    assert read(COUNT, "-5").problem == "“参加”不能是负数，填的是“-5”，请核对"
    assert "应填整数" in read(COUNT, "3.5").problem
    assert "上限" in read(COUNT, "20亿").problem
    assert read(AMOUNT, "1.2万元").value == Decimal(12_000)


ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("0123456789０１８.,，-—/ 约余多万千百十零一二两三无人次元%±\t\n\r\x00"),
    ),
    max_size=12,
)


@given(ANYTHING, st.sampled_from([COUNT, AMOUNT, DAY, FLAG, KIND, TEXT]))
def test_no_text_raises_and_none_becomes_a_zero_that_it_is_not(text, field):
    found = read(field, text)
    assert not (found.problem and found.value is not None)
    if found.value == 0 and field.is_number:
        assert any(character in "0０零〇○" for character in text), text
    if found.value is None and not found.problem and text.strip() and field.is_number:
        assert found.note or all(is_unseen(character) for character in text), text


def is_unseen(character: str) -> bool:
    """Say whether nobody sees it: spaces, controls, marks of format and the Hangul fillers."""
    return unicodedata.category(character)[0] in "ZC" or (
        unicodedata.category(character) == "Mn" or character in "\u115f\u1160\u3164\uffa0"
    )


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
        ('"a\nb"\t"c""d"\n', [["a\nb", 'c"d']]),
        ('"重温誓词"活动\t3\n', [['"重温誓词"活动', "3"]]),
        ('"没有关上\t3\n4\t5', [['"没有关上', "3"], ["4", "5"]]),
        ("a\tb\tc\n1\n", [["a", "b", "c"], ["1"]]),
        ("\ufeff38\t40\x00", [["38", "40"]]),
        ("38\n\n40\n\n\n", [["38"], [""], ["40"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("a\x0bb\u2028c\t1", [["a\x0bb\u2028c", "1"]]),
        ("\r\n", [[""]]),
        ("", []),
    ],
)
def test_blocks_of_worksheets(text, rows):
    assert read_block(text).rows == rows
    assert read_block(text).mark == ""


@pytest.mark.parametrize(
    ("text", "rows", "mark"),
    [
        ("张村  38  40\n李村  3  4", [["张村", "38", "40"], ["李村", "3", "4"]], "空格"),
        ("张村，38\n李村，40", [["张村", "38"], ["李村", "40"]], "逗号"),
        ("张村：38、4\n李村：3、5", [["张村", "38", "4"], ["李村", "3", "5"]], "顿号"),
        ("张村;38\n李村；40", [["张村", "38"], ["李村", "40"]], "分号"),
        ("| 村 | 党课 |\n|---|---|\n| 张村 | 3 |", [["村", "党课"], ["张村", "3"]], "竖线"),
        ("张村 38\n三里村 三", [["张村", "38"], ["三里村", "三"]], "空格"),
    ],
)
def test_lists_from_a_chat_are_parted_and_say_by_what(text, rows, mark):
    assert read_block(text) == (rows, mark)


@pytest.mark.parametrize("text", ["学雷锋，植树", "1，234\n2，345", "1 234", "张村，3\n李村"])
def test_what_is_no_list_stays_whole(text):
    assert read_block(text).rows == [[line] for line in text.split("\n")]


def test_a_block_that_nobody_meant_is_refused():
    with pytest.raises(Refusal, match="分几次粘贴"):
        read_block("1\t2\n" * MOST_CELLS)
    assert len(read_block("1\n" + "\n" * 1_048_575).rows) == 1


CELLS = st.text(st.characters(exclude_characters="\r\ufeff\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_worksheet_writes_is_read_back(rows):
    def written(text: str) -> str:
        needs = text.startswith('"') or any(mark in text for mark in "\t\n")
        return '"' + text.replace('"', '""') + '"' if needs else text

    found = read_block("".join("\t".join(map(written, row)) + "\r\n" for row in rows)).rows
    while len(rows) > 1 and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    assert found == rows


@given(ANYTHING)
def test_no_text_breaks_a_block(text):
    assert all(isinstance(cell, str) for row in read_block(text).rows for cell in row)
