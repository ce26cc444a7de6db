"""A report with more than thirty slips planted: each is found, at its place."""

from __future__ import annotations

import pytest
from township import ROOT

from desktop_app.core.records import Finding
from desktop_app.report.proofreading import proofread
from desktop_app.report.proofreading.manuscript import of_paragraphs
from desktop_app.report.proofreading.rule_lists import read_rules

TEXT = (ROOT / "tests" / "golden" / "slipped_report.txt").read_text("utf-8")
FOUND = proofread(of_paragraphs(TEXT.splitlines()), read_rules(ROOT / "resources" / "checks"))
PLANTED = [
    ("wording.below", "第3段", "在县委的坚强领导"),
    ("wording.political", "第5段", "整治纪律"),
    ("punctuation.between_quotes", "第5段", "》、《"),
    ("wording.not_for_steadily", "第5段", "不引导"),
    ("wording.until", "第5段", "截止6月"),
    ("terms.misspelt", "第5段", "布署"),
    ("terms.party", "第7段", "党支布"),
    ("punctuation.half_width", "第7段", "主题党日,"),
    ("quantities.ratio", "第7段", "105%"),
    ("terms.party", "第7段", "积极份子"),
    ("wording.admit", "第7段", "接受预备党"),
    ("quantities.counter", "第7段", "申请书26"),
    ("structure.points", "第8段", "（三）"),
    ("wording.fill_into", "第8段", "充实的村级"),
    ("wording.no_object", "第8段", "作风实"),
    ("structure.clauses", "第8段", "三是"),
    ("structure.order", "第9段", "四、推进乡村振兴"),
    ("quantities.named_items", "第10段", "等2个文件"),
    ("numerals.about_twice", "第10段", "近300户左右"),
    ("numerals.no_such_day", "第10段", "4月31日"),
    ("wording.as_of", "第10段", "截至目前"),
    ("numerals.range_myriad", "第10段", "12～15万"),
    ("numerals.mixed_number", "第10段", "5千"),
    ("quantities.two_values", "第11段、第15段", "党员"),
    ("numerals.full_width", "第11段", "２６"),
    ("structure.pairs", "第13段", "“四查四促"),
    ("quantities.counter", "第13段", "处分X"),
    ("wording.reflect", "第13段", "反应强烈"),
    ("numerals.less_times", "第13段", "减少了2倍"),
    ("punctuation.doubled", "第13段", "，，"),
    ("wording.prevent_not", "第13段", "防止类似问题不再发生"),
    ("wording.because_caused", "第15段", "由于经费紧张的原因"),
    ("wording.account", "第15段", "台帐"),
    ("punctuation.space", "第15段", "党员 不"),
    ("wording.play_role", "第17段", "发扬先锋模范作用"),
    ("wording.based_on", "第17段", "本着服务群众为原则"),
    ("wording.doubled_particle", "第17段", "了了"),
    ("wording.level", "第17段", "改善服务水平"),
    ("wording.must", "第17段", "必需严格"),
    ("quantities.blank", "全文", ""),
]


@pytest.mark.parametrize(("rule", "where", "words"), PLANTED)
def test_each_slip_is_found_at_its_place(rule: str, where: str, words: str):
    told = [one for one in FOUND if (one.rule, one.where) == (rule, where)]
    assert any(words in one.excerpt for one in told), [one.excerpt for one in told]


def test_nothing_is_told_that_was_not_planted():
    """Chapters behind a wrong number are wrong too; one place may break two rules."""
    planted = {(rule, where) for rule, where, _words in PLANTED}
    more = [one.message for one in FOUND if not _is_planted(one, planted)]
    assert more == []


def _is_planted(finding: Finding, planted: set[tuple[str, str]]) -> bool:
    return (finding.rule, finding.where) in planted or finding.rule == "structure.order"
