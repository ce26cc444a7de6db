"""校对: the text rules alone, on any document, without the database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desktop_app.core.records import Finding
from desktop_app.report.proofreading import proofread
from desktop_app.report.proofreading.manuscript import of_paragraphs
from desktop_app.report.proofreading.rule_lists import RuleBook, read_rules
from desktop_app.services.paragraphs import read_paragraphs


def proofread_file(path: Path, rules_folder: Path) -> list[Finding]:
    """Return the findings on a .txt or .docx; SourceRefused where it cannot be read."""
    return proofread(of_paragraphs(read_paragraphs(path)), rules_in(rules_folder))


@cache
def rules_in(folder: Path) -> RuleBook:
    """Return the rule lists of a folder, read once in a program's life."""
    return read_rules(folder)
