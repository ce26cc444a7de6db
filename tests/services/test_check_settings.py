"""What an office decides about the checks: it holds, can be undone, and is refused if wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from township import Q1, Q2, Town

from desktop_app.core.errors import InvalidRow
from desktop_app.core.records import Finding
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.proofreading import rules_in
from desktop_app.services.checks.settings import CheckSettings


@pytest.fixture
def settings(town: Town) -> CheckSettings:
    return CheckSettings(town.services.writer)


def told(town: Town, rule: str, period=Q1) -> list[Finding]:
    return [one for one in town.services.checks.findings(period) if one.rule == rule]


def undo(town: Town) -> None:
    town.services.history.undo()


def write(town: Town, body: str) -> None:
    chapter = town.services.reports.report(Q1).chapters[0]
    town.services.texts.save_chapter(chapter.uid, body=body)


def test_a_rule_that_is_off_says_nothing_until_it_is_on_again(town: Town, settings: CheckSettings):
    assert told(town, "text.undated")
    settings.switch("text.undated", "成文日期没有填写", on=False)
    assert told(town, "text.undated") == []
    undo(town)
    assert told(town, "text.undated")
    settings.switch("text.undated", "成文日期没有填写", on=False)
    settings.switch("text.undated", "成文日期没有填写", on=True)
    assert told(town, "text.undated")


def test_a_rule_that_guards_printing_cannot_be_off(town: Town, settings: CheckSettings):
    before = len(told(town, "text.blank"))
    assert before
    settings.switch("text.blank", "数据位还没有数", on=False)
    assert len(told(town, "text.blank")) == before


def test_one_finding_may_stay_for_one_period_with_its_reason(town: Town, settings: CheckSettings):
    (found,) = told(town, "text.undated")
    settings.ignore(Q1, found, "等县里定日子")
    checked = town.services.checks.checked(Q1)
    assert "text.undated" not in [one.rule for one in checked.findings]
    assert [(one.rule, kept.reason) for one, kept in checked.ignored] == [
        ("text.undated", "等县里定日子")
    ]
    town.services.periods.open(Q2)
    assert told(town, "text.undated", Q2)
    settings.tell_again(checked.ignored[0][1].uid)
    assert told(town, "text.undated")


def test_a_finding_with_another_number_is_told_anew(town: Town, settings: CheckSettings):
    town.row("theme_party_day", attendance=5, oath_attendance=6)
    (found,) = told(town, "arithmetic.row")
    settings.ignore(Q1, found, "已核实")
    assert told(town, "arithmetic.row") == []
    uid = town.services.ledgers.rows("theme_party_day", Q1)[0].uid
    town.services.ledgers.save("theme_party_day", Q1, {"oath_attendance": 8}, uid=uid)
    assert told(town, "arithmetic.row")


@pytest.mark.parametrize("reason", ["", "   ", "理" * 201])
def test_a_decision_needs_a_reason_that_fits(town: Town, settings: CheckSettings, reason: str):
    (found,) = told(town, "text.undated")
    with pytest.raises(InvalidRow):
        settings.ignore(Q1, found, reason)
    assert told(town, "text.undated")


def test_own_words_are_found_with_what_stands_for_them(town: Town, settings: CheckSettings):
    settings.save_words(["红旗街道＝青石镇", "", "五个亮点"])
    write(town, "红旗街道打造五个亮点。")
    found = {one.excerpt: one.repair for one in told(town, "own.words")}
    assert found == {"红旗街道": "青石镇", "五个亮点": None}
    settings.save_words(["五个亮点"])
    assert [one.excerpt for one in told(town, "own.words")] == ["五个亮点"]
    undo(town)
    assert check_settings.word_lines() == ("红旗街道=青石镇", "五个亮点")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["好词=丙", "甲=乙", "甲=丙"], "第3行“甲”重复了"),
        (["好词=丙", "甲=乙", "=乙"], "第3行“=”前面没有写不用的词"),
        (["好词=丙", "甲=乙", "工作=工作"], "还是它自己"),
        (["好词=丙", "甲=乙", "长" * 41], "第3行"),
    ],
)
def test_own_words_that_cannot_work_are_named_and_the_others_hold(
    settings: CheckSettings, lines: list[str], reason: str
):
    (refused,) = settings.save_words(lines)
    assert reason in refused
    assert check_settings.word_lines() == ("好词=丙", "甲=乙")


def test_an_own_word_may_stand_in_the_one_that_is_used_instead(town: Town, settings: CheckSettings):
    assert settings.save_words(["党课=微党课"]) == ()
    write(town, "讲微党课3次，讲党课2次。")
    (found,) = told(town, "own.words")
    assert (found.excerpt, found.repair) == ("党课", "微党课")


def test_limits_are_the_office_s_and_empty_ones_the_program_s(town: Town, settings: CheckSettings):
    write(town, "学习" * 300)
    assert told(town, "structure.length") == []
    settings.save_limit("longest", "600")
    assert "超过600字" in told(town, "structure.length")[0].message
    settings.save_limit("longest", "")
    assert settings.limit_values()["longest"] == 5000
    with pytest.raises(InvalidRow):
        settings.save_limit("jump_percent", "0")


def test_lists_beside_the_data_are_read_too(tmp_path: Path):
    own = tmp_path / "校核规则"
    own.mkdir()
    (own / "县里.toml").write_text(
        '[[rule]]\nid = "county.phrase"\nseverity = "hint"\npattern = "五个亮点"\n'
        'message = "县里不提"\nsource = "县委办"\n',
        "utf-8",
    )
    assert [rule.id for rule in rules_in(own, tmp_path / "没有").patterns] == ["county.phrase"]


def test_a_report_is_compared_with_every_earlier_one_of_its_kind(town: Town):
    text = "".join(
        f"{who}支部组织党员到网格里开展志愿服务并把问题带回来解决。" for who in "甲乙丙丁戊"
    )
    write(town, text)
    for quarter in (Q2, Q2.next):
        town.services.periods.open(quarter)
        chapter = town.services.reports.report(quarter).chapters[0]
        body = text if quarter != Q2 else "另写一段。"
        town.services.texts.save_chapter(chapter.uid, body=body)
    found = {one.chapter: one.message for one in told(town, "sameness.chapter", Q2.next)}
    assert "5句中有5句与2020年第一季度的报告相同" in found[chapter.uid]
