"""公文格式: each element is one step, goes onto the page it belongs to, and carries over."""

from __future__ import annotations

from datetime import date

import pytest
from township import Q1, Town

from desktop_app.core.errors import InvalidRow, UnknownName
from desktop_app.core.periods import Period
from desktop_app.report.document import Imprint, Letterhead, plain
from desktop_app.services.reports.forms import CHOICES, TITLES

H1 = Period.parse("2020H1")
FILLED = {
    "form": "红头文件",
    "number": "18",
    "recipients": "主送：中共云川县委：",
    "signer": "章禾，李 四",
    "urgency": "加急",
    "sealed": True,
    "copies_to": "县委办公室，县委组织部。",
    "issuer": "青石镇党政办公室",
    "issued_on": "2020年4月8日",
    "across": True,
}


def fill(town: Town, period: Period = Q1, **values: object) -> None:
    for name, typed in (values or FILLED).items():
        town.services.forms.save_field(period, name, typed)


def with_code(town: Town) -> None:
    town.services.office.save_office(document_code="青党发", full_name="中共青石镇委员会")


def title(town: Town) -> str:
    return plain(town.services.reports.document(Q1).title.runs)


def test_every_field_of_the_form_belongs_to_a_choice_and_every_choice_has_titles(town: Town):
    shown = {name for choice in CHOICES for name in choice.fields}
    assert {field.name for field in town.services.forms.fields} == {*shown, "form"}
    assert set(TITLES) == {choice.name for choice in CHOICES}


def test_a_plain_summary_has_none_of_the_elements(town: Town):
    fill(town)
    fill(town, form="总结", sealed=False, across=False)
    document = town.services.reports.document(Q1, ("指标",))
    assert (document.letterhead, document.recipients, document.imprint) == (None, "", None)
    assert document.signature is not None
    assert not document.signature.seal
    assert not document.attachments[0].across


def test_a_report_is_addressed_and_has_no_red_head(town: Town):
    fill(town, form="报告", recipients="中共云川县委", sealed=True)
    document = town.services.reports.document(Q1)
    assert (document.letterhead, document.imprint) == (None, None)
    assert document.recipients == "中共云川县委"
    assert document.signature is not None
    assert document.signature.seal


def test_a_red_head_has_all_its_elements_without_what_the_page_sets_itself(town: Town):
    with_code(town)
    fill(town)
    document = town.services.reports.document(Q1, ("指标", "问题措施"))
    number = "青党发〔2020〕18号"
    head = Letterhead("中共青石镇委员会文件", number, ("章禾", "李 四"), "加急")
    assert document.letterhead == head
    assert document.recipients == "中共云川县委"
    copies = "县委办公室，县委组织部"
    assert document.imprint == Imprint(copies, "青石镇党政办公室", "2020年4月8日")
    assert all(attachment.across for attachment in document.attachments)
    town.services.office.save_office(mark="青石镇党委文件")
    document = town.services.reports.document(Q1)
    assert document.letterhead is not None
    assert document.letterhead.mark == "青石镇党委文件"


def test_an_imprint_with_nothing_in_it_is_not_printed(town: Town):
    fill(town, form="红头文件")
    assert town.services.reports.document(Q1).imprint is None


def test_the_number_takes_the_year_of_the_date_and_leaves_room_for_itself(town: Town):
    forms = town.services.forms
    assert forms.number_shown(Q1, "18") == ""
    with_code(town)
    assert forms.number_shown(Q1, "18") == "青党发〔2020〕18号"
    assert forms.number_shown(Q1) == forms.number_shown(Q1, "很多") == "青党发〔2020〕　　号"
    town.services.texts.save_dates(Q1, as_of=Q1.last_day, signed_on=date(2021, 1, 6))
    assert forms.number_shown(Q1, "018") == "青党发〔2021〕18号"


def test_an_offered_title_follows_the_form_in_the_same_step(town: Town):
    with_code(town)
    assert title(town) == "青石镇2020年第一季度党建工作总结"
    town.services.forms.save_field(Q1, "form", "红头文件")
    assert title(town) == "中共青石镇委员会关于2020年第一季度党建工作情况的报告"
    assert town.services.history.undo() == "公文形式改为红头文件"
    assert title(town) == "青石镇2020年第一季度党建工作总结"
    assert town.services.texts.report(Q1).official.form == "总结"


def test_a_title_of_the_clerk_s_own_stays(town: Town):
    town.services.texts.save_title(Q1, "关于一季度党建工作的|情况报告")
    town.services.forms.save_field(Q1, "form", "报告")
    assert title(town) == "关于一季度党建工作的|情况报告"


def test_the_three_titles_of_a_summary_speak_of_their_period(town: Town):
    offered = town.services.forms.titles(Q1)
    town.services.texts.save_title(Q1, offered[1])
    assert title(town) == "青石镇2020年第一季度党建工作总结及下季度工作计划"
    half = town.services.reports.document(H1)
    assert plain(half.title.runs) == "青石镇2020年上半年党建工作总结及下半年工作计划"
    town.services.texts.save_title(Q1, offered[2])
    assert title(town) == "青石镇2020年第一季度党建工作情况汇报"


def test_a_new_quarter_takes_over_all_but_what_belongs_to_one_report(town: Town):
    fill(town)
    town.services.periods.open(Q1.next)
    before, after = (town.services.texts.report(each).official for each in (Q1, Q1.next))
    assert (before.number, after.number, after.urgency, after.issued_on) == (18, None, None, None)
    assert after == before.carried_over()
    assert after.recipients == "中共云川县委"


def test_a_half_year_borrows_the_form_until_it_has_its_own(town: Town):
    fill(town)
    texts = town.services.texts
    assert texts.report(H1).official == texts.report(Q1).official.carried_over()
    fill(town, H1, form="总结")
    assert texts.report(H1).official.form == "总结"
    assert texts.report(Q1).official.form == "红头文件"


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("form", "命令", "没有“命令”这一项"),
        ("form", None, "不能为空"),
        ("number", "0", "不能小于1"),
        ("number", "18号", "请改为数字"),
        ("urgency", "火急", "没有“火急”这一项"),
        ("recipients", "县" * 201, "最多200个字"),
        ("issued_on", "2020-02-30", "不存在"),
        ("signer", "好😀", "表情符号"),
    ],
)
def test_nonsense_is_refused_with_the_field_s_name(
    town: Town, name: str, typed: object, reason: str
):
    before = town.services.texts.report(Q1)
    with pytest.raises(InvalidRow, match=reason) as refusal:
        town.services.forms.save_field(Q1, name, typed)
    assert refusal.value.problems[0].field == name
    assert town.services.texts.report(Q1) == before


def test_only_the_form_s_own_fields_are_written(town: Town):
    with pytest.raises(UnknownName):
        town.services.forms.save_field(Q1, "state", "定稿")


def test_what_changes_nothing_is_no_step(town: Town):
    newest = town.services.history.newest(1)
    fill(town, form="总结", recipients="", sealed=False, number=None)
    fill(town, H1, across=False)
    assert town.services.history.newest(1) == newest


def messages(town: Town, rule: str) -> list[str]:
    return [one.message for one in town.services.checks.findings(Q1) if one.rule == rule]


def test_the_checks_ask_for_what_the_form_must_carry(town: Town):
    assert messages(town, "elements.missing") == []
    fill(town, form="报告")
    assert ["主送机关" in one for one in messages(town, "elements.missing")] == [True]
    fill(town, form="红头文件")
    asked = " ".join(messages(town, "elements.missing"))
    assert all(word in asked for word in ("主送机关", "发文代字", "发文顺序号", "签发人"))
    with_code(town)
    fill(town)
    assert messages(town, "elements.missing") == []


def test_a_character_that_no_font_has_is_an_error_with_its_code_and_place(town: Town):
    fill(town, form="报告", recipients="\U0003134a县委")
    (found,) = (one for one in town.services.checks.findings(Q1) if one.rule == "missing_glyph")
    assert (found.severity, found.where) == ("error", "主送机关")
    assert "U+3134A" in found.message


def test_a_report_of_an_office_without_a_name_can_be_written_in_every_format(town: Town):
    town.services.office.save_office(full_name="", short_name="")
    reports = town.services.reports
    document = reports.document(Q1)
    assert document.author == ""
    for suffix in (".pdf", ".docx", ".txt"):
        assert reports.render(document, suffix).data
