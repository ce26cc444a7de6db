"""Rule lists with errors, and rules that never end: told in a sentence, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from desktop_app.report.proofreading import listed, proofread
from desktop_app.report.proofreading.manuscript import Line
from desktop_app.report.proofreading.rule_lists import PatternRule, RuleBook, joined, read_rules

GOOD = '[[rule]]\nid = "own.good"\nseverity = "hint"\npattern = "甲"\nmessage = "m"\nsource = "s"\n'


def rule(pattern: str, more: str = "") -> str:
    return (
        GOOD.replace("own.good", "own.bad").replace('"甲"', pattern).replace("hint", "error") + more
    )


def listing(kind: str, entries: str) -> str:
    return f'[[{kind}]]\nid = "x"\nseverity = "hint"\nsource = "s"\nmessage = "m"\n{entries}\n'


def book_of(tmp_path: Path, *texts: str) -> RuleBook:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
    return read_rules(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (rule('"("'), "写法有错"),
        (rule('""'), "什么都没写"),
        (rule('"乙*"'), "什么都没写"),
        (rule('"(乙)"', r"replace = '\2'"), "写法有错"),
        (rule('"乙"', r"replace = '\g<name>'"), "写法有错"),
        (rule("7"), "有一项"),
        (rule('"乙"', 'where = "nowhere"'), "位置"),
        (rule('"乙"').replace('message = "m"\n', ""), "缺少 message"),
        (rule('"乙"').replace("error", "fatal"), "程度"),
        (listing("terms", "words = 3"), "有一项"),
        (listing("terms", "words = {}"), "空的"),
        (listing("terms", 'words = {"" = "乙"}'), "空的"),
        (listing("names", "entries = []"), "空的"),
        (listing("names", 'entries = [{text = "", from = "2020-01-01", until = ""}]'), "空的"),
        (listing("names", 'entries = [{text = "乙", from = "去年", until = ""}]'), "有一项"),
        ('[[sentences]]\nid = "x"\n', "不认识的一类"),
        ("[[rule]\n", "第1行"),
    ],
)
def test_a_rule_with_an_error_is_named_and_the_others_work(tmp_path: Path, wrong: str, reason: str):
    book = book_of(tmp_path, wrong, GOOD)
    (trouble,) = book.troubles
    assert "0.toml" in trouble
    assert reason in trouble
    assert {one.rule for one in proofread([Line("甲乙")], book)} == {
        "rules.unreadable",
        "own.good",
    }


def test_a_list_that_notepad_saved_is_read(tmp_path: Path):
    (tmp_path / "mark.toml").write_text(GOOD, "utf-8-sig")
    (tmp_path / "old.toml").write_bytes(GOOD.replace("甲", "乙").encode("gbk"))
    book = read_rules(tmp_path)
    assert [one.id for one in book.patterns] == ["own.good"]
    assert "UTF-8" in book.troubles[0]


def test_an_id_that_is_used_twice_is_told_and_the_first_one_holds(tmp_path: Path):
    (tmp_path / "county").mkdir()
    ours = book_of(tmp_path, GOOD)
    book = joined([ours, book_of(tmp_path / "county", GOOD.replace("甲", "乙"))])
    assert [one.pattern.pattern for one in book.patterns] == ["甲"]
    assert "own.good" in book.troubles[0]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ('pattern = "^(甲|甲甲)+[乙丙]?$"', "甲" * 60 + "丁"),
        ('pattern = "甲"\nunless = "^(甲|甲甲)+[乙丙]?$"', "甲" * 60 + "丁"),
        ('pattern = "甲"\nunless = "甲"', "甲" * 300_000),
    ],
    ids=["backtracking", "a backtracking exception", "a million excused matches"],
)
def test_a_rule_that_never_ends_is_given_up_for_the_whole_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, text: str
):
    monkeypatch.setattr(listed, "_LONGEST", 0.05)
    slow = f'[[rule]]\nid = "own.slow"\nseverity = "error"\nmessage = "m"\nsource = "s"\n{more}\n'
    lines = [Line(text) for _line in range(50)]
    found = proofread(lines, book_of(tmp_path, slow, GOOD.replace("甲", "丁$")))
    assert [one.rule for one in found].count("rules.slow") == 1
    assert "own.slow" not in {one.rule for one in found}


def test_a_rule_that_only_fails_at_work_is_named_and_the_others_work():
    """What no reader of lists foresaw: such a rule must not take the whole check with it."""
    book = RuleBook(
        (
            PatternRule("own.bad", "error", "m", "s", regex.compile("甲"), replace=r"\9"),
            PatternRule("own.good", "hint", "m", "s", regex.compile("乙")),
        )
    )
    found = proofread([Line("甲乙")], book)
    assert [one.rule for one in found] == ["rules.faulty", "own.good"]
    assert "own.bad" in found[0].message
