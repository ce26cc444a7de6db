"""What may be typed into a field, and what is refused with a reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.areas import ALL_AREAS
from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import clean_text, derive, parser_for, row_warnings

WHOLE = FieldSpec("n", FieldKind.INTEGER, "参加", minimum=Decimal(0), maximum=Decimal(10**9))
MONEY = FieldSpec(
    "m", FieldKind.DECIMAL, "金额", minimum=Decimal(0), maximum=Decimal(10**9), decimals=2
)
DAY = FieldSpec("d", FieldKind.DATE, "日期")
WORD = FieldSpec("t", FieldKind.TEXT, "主题", max_length=10)
KIND = FieldSpec("k", FieldKind.CHOICE, "类别", choices=("党课", "支委会"))
FLAG = FieldSpec("f", FieldKind.BOOLEAN, "小计")
LEDGERS = {ledger.key: ledger for area in ALL_AREAS for ledger in area.spec.ledgers}


@pytest.mark.parametrize(
    ("spec", "raw", "value"),
    [
        (WHOLE, "86", 86),
        (WHOLE, 86.0, 86),
        (WHOLE, "１２", 12),
        (WHOLE, "1,234", 1234),
        (WHOLE, " 7 ", 7),
        (WHOLE, "0", 0),
        (WHOLE, 10**9, 10**9),
        (MONEY, "123.45", Decimal("123.45")),
        (MONEY, 0.1 + 0.2, Decimal("0.30")),
        (DAY, "2020-03-05", date(2020, 3, 5)),
        (DAY, "2020.3.5", date(2020, 3, 5)),
        (DAY, "2020年3月5日", date(2020, 3, 5)),
        (DAY, "20200305", date(2020, 3, 5)),
        (DAY, 20200305.0, date(2020, 3, 5)),
        (DAY, datetime(2020, 3, 5, 12), date(2020, 3, 5)),
        (DAY, "2020-02-29", date(2020, 2, 29)),
        (WORD, "  我是  党员 ", "我是 党员"),
        (WORD, "零\u200b宽", "零宽"),
        (WORD, 3.0, "3"),
        (KIND, " 党课 ", "党课"),
        (FLAG, "是", True),
        (FLAG, "否", False),
        (FLAG, None, False),
    ],
)
def test_accepted(spec, raw, value):
    assert parser_for(spec)(raw) == value


@pytest.mark.parametrize(
    ("spec", "raw", "reason"),
    [
        (WHOLE, "12abc", "应填数字，填的是“12abc”"),
        (WHOLE, "约3-8", "是一个范围"),
        (WHOLE, "3.7", "应填整数"),
        (WHOLE, "-1", "不能是负数"),
        (WHOLE, "1000000001", "超过了上限"),
        (WHOLE, 2**63, "超过了上限"),
        (WHOLE, "nan", "应填数字"),
        (WHOLE, "1_000", "应填数字"),
        (WHOLE, "12,34", "逗号的位置不像千分位"),
        (WHOLE, True, "应填数字"),
        (MONEY, "1.234", "最多保留2位小数"),
        (DAY, "2020-02-30", "这一天不存在"),
        (DAY, "2021-02-29", "这一天不存在"),
        (DAY, "上周三", "应填日期"),
        (DAY, 43895.0, "应填日期"),
        (WORD, "一二三四五六七八九十一", "最多10个字"),
        (WORD, "换\x07行", "U\\+0007"),
        (WORD, "半个\ud800字", "U\\+D800"),
        (WORD, "开心😀", "表情符号"),
        (KIND, "茶话会", "没有“茶话会”这一项，可填：党课、支委会"),
        (FLAG, "也许", "应填“是”或“否”"),
    ],
)
def test_refused_with_a_reason(spec, raw, reason):
    with pytest.raises(InvalidValue, match=reason):
        parser_for(spec)(raw)


@pytest.mark.parametrize("spec", [WHOLE, MONEY, DAY, WORD, KIND])
@pytest.mark.parametrize("raw", [None, "", "   ", "\u200b"])
def test_empty_is_none_and_never_zero(spec, raw):
    assert parser_for(spec)(raw) is None


def test_every_kind_of_field_has_a_parser():
    for kind in FieldKind:
        assert parser_for(FieldSpec("x", kind, "栏"))(None) in (None, False)


@given(st.text())
def test_no_text_whatever_passes_with_characters_that_cannot_be_printed(text):
    try:
        kept = clean_text(text, lines=True)
    except InvalidValue:
        return
    assert kept is None or not any(
        (ord(char) < 32 and char != "\n")
        or 0xD800 <= ord(char) < 0xE000
        or 0x202A <= ord(char) < 0x202F
        for char in kept
    )
    assert clean_text(kept, lines=True) == kept


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.none())
def test_a_number_is_parsed_or_refused_but_never_guessed(raw):
    try:
        value = parser_for(WHOLE)(raw)
    except InvalidValue:
        return
    assert value is None or (isinstance(value, int) and 0 <= value <= 10**9)


def test_hours_follow_from_their_factors():
    spec = LEDGERS["duty_shift"]
    factors = {"people_per_day": 4, "hours_each": Decimal("12.5"), "days": 10}
    assert derive(spec, factors) == {"hours": Decimal("500.0")}


def test_hours_typed_alone_stand():
    assert derive(LEDGERS["duty_shift"], {"hours": Decimal(80)}, frozenset({"hours"})) == {}


def test_a_factor_typed_later_renews_the_hours():
    values = {"people_per_day": 4, "hours_each": Decimal(10), "days": 2, "hours": Decimal(500)}
    assert derive(LEDGERS["duty_shift"], values, frozenset({"days"})) == {"hours": Decimal(80)}


def test_the_form_of_a_disposition_follows_from_its_kind():
    spec = LEDGERS["disposition"]
    assert derive(spec, {"kind": "党内警告"}) == {"form": "第二种形态"}
    assert derive(spec, {"kind": None}) == {"form": None}


def test_odd_rows_warn():
    values = {"date": date(2020, 4, 1), "attendance": 86, "oath_attendance": 90, "due": None}
    warnings = row_warnings(LEDGERS["theme_party_day"], values, Period.parse("2020Q1"))
    assert [warning.field for warning in warnings] == ["date", "oath_attendance"]
    assert "“宣誓”90大于“参加”86" in warnings[1].message


@pytest.mark.parametrize(
    ("typed", "reason"), [("1e5", "科学计数"), ("1E3", "科学计数"), ("1_000", "应填数字")]
)
def test_a_number_as_programs_write_it_is_a_slip(typed: str, reason: str):
    parse = parser_for(FieldSpec("n", FieldKind.INTEGER, "次数"))
    with pytest.raises(InvalidValue, match=reason):
        parse(typed)
