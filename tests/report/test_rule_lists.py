"""The rule lists: each rule finds what is wrong, mends it, and leaves alone what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from township import ROOT

from desktop_app.report.proofreading import listed, proofread
from desktop_app.report.proofreading.manuscript import TEXT, Line
from desktop_app.report.proofreading.rule_lists import PatternRule, read_rules

FOLDER = ROOT / "resources" / "checks"
RULES = read_rules(FOLDER)
BOTH = [
    pytest.param(rule, text, id=f"{rule.id} {text}")
    for rule in RULES.patterns
    for text in (*rule.wrong, *rule.right)
]


def line(rule: PatternRule, text: str) -> Line:
    return Line(text, TEXT if rule.where == "any" else rule.where)


def test_the_lists_that_come_with_the_program_are_sound():
    assert RULES.troubles == ()
    assert len(RULES.patterns) > 130
    assert all(rule.wrong and rule.right and rule.source for rule in RULES.patterns)
    ids = [rule.id for rule in (*RULES.patterns, *RULES.terms, *RULES.names)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("rule", "text"), BOTH)
def test_each_rule_knows_wrong_from_right(rule: PatternRule, text: str):
    found = list(listed.patterns(rule, [line(rule, text)]))
    assert bool(found) == (text in rule.wrong)


@pytest.mark.parametrize(
    ("rule", "text"), [case for case in BOTH if case.values[1] in case.values[0].wrong]
)
def test_a_repair_leaves_nothing_to_find(rule: PatternRule, text: str):
    for _ in range(5):
        found = [one for one in listed.patterns(rule, [line(rule, text)]) if one.repair is not None]
        if not found:
            break
        assert text.count(found[0].excerpt) == 1
        text = text.replace(found[0].excerpt, found[0].repair or "")
    else:
        pytest.fail(f"still something to repair in {text}")


@pytest.mark.parametrize("rule", RULES.terms, ids=lambda rule: rule.id)
def test_no_right_word_is_called_wrong(rule):
    for wrong, right in rule.words.items():
        assert [one.repair for one in listed.terms(rule, [Line(f"要{wrong}好")])] == [right]
        assert not list(listed.terms(rule, [Line(right)]))


def test_a_list_with_an_error_is_named_and_the_others_work(tmp_path: Path):
    (tmp_path / "a.toml").write_text("[[rule]\n", "utf-8")
    (tmp_path / "b.toml").write_text(
        '[[rule]]\nid = "own.bad"\nseverity = "error"\npattern = "("\nmessage = "m"\nsource = "s"\n'
        '[[rule]]\nid = "own.good"\nseverity = "error"\npattern = "甲"\nmessage = "不写甲"\n'
        'source = "本单位"\n'
        '[[rule]]\nid = "own.grave"\nseverity = "fatal"\npattern = "乙"\nmessage = "m"\n'
        'source = "s"\n',
        "utf-8",
    )
    book = read_rules(tmp_path)
    assert [rule.id for rule in book.patterns] == ["own.good"]
    assert [("a.toml" in one, "own.bad" in one, "own.grave" in one) for one in book.troubles] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    found = {finding.rule for finding in proofread([Line("甲")], book)}
    assert found == {"rules.unreadable", "own.good"}


def test_a_rule_that_never_ends_is_given_up(tmp_path: Path):
    (tmp_path / "slow.toml").write_text(
        '[[rule]]\nid = "own.slow"\nseverity = "error"\npattern = "^(甲|甲甲)+[乙丙]?$"\n'
        'message = "m"\nsource = "s"\n',
        "utf-8",
    )
    found = proofread([Line("甲" * 60 + "丁")], read_rules(tmp_path))
    assert [finding.rule for finding in found] == ["rules.slow"]


def test_a_rule_that_matches_everywhere_stops_at_what_can_be_read():
    found = [one.rule for one in proofread([Line("布署，" * 100_000)], RULES)]
    assert found.count("terms.misspelt") == 20
    assert "rules.many" in found
