"""Every rule has a stable id that is described: in docs/rules.md, and where it can be switched."""

from __future__ import annotations

import re
from runpy import run_path

from township import ROOT

from desktop_app.report.checks.rule_notes import GROUPS, all_rules, fixed_rules
from desktop_app.report.proofreading.rule_lists import read_rules

RULES = read_rules(ROOT / "resources" / "checks")
IDS = re.compile(
    r'"((?:text|arithmetic|elements|structure|quantities|sameness|rules|own|fonts)\.[a-z_]+'
    r'|missing_glyph)"'
)
TOLD_IN = ("report/checks", "report/proofreading", "services")


def ids_in_code() -> set[str]:
    """What findings are made with: string constants of that form in the code that makes them."""
    sources = (
        path.read_text("utf-8")
        for folder in TOLD_IN
        for path in (ROOT / "desktop_app" / folder).glob("*.py")
        if "Finding(" in path.read_text("utf-8") or path.name == "rule_notes.py"
    )
    return {found for source in sources for found in IDS.findall(source)}


def test_every_rule_that_can_be_told_is_described_once():
    notes = all_rules(RULES)
    ids = [note.id for note in notes]
    assert len(ids) == len(set(ids))
    assert ids_in_code() <= set(ids)
    assert {note.group for note in notes} == set(GROUPS.values())
    assert all(note.label and note.source for note in notes)
    assert fixed_rules() < set(ids)


def test_there_are_as_many_rules_as_offices_slip():
    words = sum(len(terms.words) for terms in RULES.terms)
    assert len(RULES.patterns) + words > 350


def test_the_page_of_the_rules_is_what_the_lists_say():
    page = run_path(str(ROOT / "docs" / "list_rules.py"))["rules_page"](RULES)
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == page, "run docs/list_rules.py"
