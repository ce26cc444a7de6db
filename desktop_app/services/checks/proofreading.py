"""校对: the text rules alone, on any document; where there are data, as their office decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import DatabaseError

from desktop_app.core.errors import Refusal
from desktop_app.core.records import Finding
from desktop_app.report.checks.rule_notes import OWN_WORDS, fixed_rules
from desktop_app.report.proofreading import Background, proofread
from desktop_app.report.proofreading.manuscript import of_paragraphs
from desktop_app.report.proofreading.rule_lists import RuleBook, Terms, joined, read_rules
from desktop_app.report.proofreading.structure import LONGEST
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.documents.paragraphs import read_paragraphs

if TYPE_CHECKING:
    from desktop_app.services.program.workplace import Workplace

OWN_FOLDER = "校核规则"
"""Beside the data: lists of the office's own, or of its county, in the form of resources/checks."""


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """What an office decided that holds for any text.

    words: not used → used instead. silent: rules that are off. longest: in characters. note: a
    sentence where its decisions could not be read, "" where they were.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    longest: int = LONGEST
    note: str = ""


def proofread_file(
    path: Path, *rules_folders: Path, office: OfficeRules | None = None
) -> list[Finding]:
    """Return the findings on a .txt or .docx; SourceRefused where it cannot be read."""
    decided = office or OfficeRules()
    rules = with_own_words(rules_in(*rules_folders), decided.words)
    background = Background(longest=decided.longest)
    found = proofread(of_paragraphs(read_paragraphs(path)), rules, background)
    silent = decided.silent - fixed_rules()
    return [finding for finding in found if finding.rule not in silent]


def proofread_at(place: Workplace, path: Path, rules_folder: Path) -> tuple[list[Finding], str]:
    """Return the findings by the rules of the office whose data lie at a place, and a note.

    Nothing is made or written there, and another program may be at work on it. note: as of
    OfficeRules. Raises SourceRefused as `proofread_file` does.
    """
    office = _rules_at(place) if place.has_data() else OfficeRules()
    found = proofread_file(path, rules_folder, place.folder / OWN_FOLDER, office=office)
    return found, office.note


def _rules_at(place: Workplace) -> OfficeRules:
    """Read what was decided; what keeps the data from being read does not stop the proofreading."""
    try:
        place.open_to_read()
        return OfficeRules(
            check_settings.words(),
            check_settings.silent_rules(),
            check_settings.limits().longest,
        )
    except (Refusal, DatabaseError, sqlite3.Error, OSError):
        note = f"“{place.folder}”里的数据现在读不出来，这次没有用本单位的用词和校核设置。"
        return OfficeRules(note=note)
    finally:
        place.close()


def with_own_words(rules: RuleBook, words: Mapping[str, str]) -> RuleBook:
    """Return the rules with the office's own words among them.

    A word that stands in the one used instead (党课=微党课) is right there.
    """
    if not words:
        return rules
    longer = tuple(right for wrong, right in words.items() if wrong in right)
    own = Terms(OWN_WORDS, "warning", "本单位的规定", "本单位", words, longer)
    return replace(rules, terms=(*rules.terms, own))


@cache
def rules_in(*folders: Path) -> RuleBook:
    """Return the rule lists of some folders together, read once in a program's life.

    A folder that is not there has none.
    """
    return joined([read_rules(folder) for folder in folders])
