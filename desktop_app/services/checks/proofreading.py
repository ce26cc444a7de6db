"""校对: the text rules alone, on any document, without the database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desktop_app.core.records import Finding
from desktop_app.report.proofreading import proofread
from desktop_app.report.proofreading.manuscript import of_paragraphs
from desktop_app.report.proofreading.rule_lists import RuleBook, read_rules
from desktop_app.services.documents.paragraphs import read_paragraphs

OWN_FOLDER = "校核规则"
"""Beside the data: lists of the office's own, or of its county, in the form of resources/checks."""


def proofread_file(path: Path, rules_folder: Path) -> list[Finding]:
    """Return the findings on a .txt or .docx; SourceRefused where it cannot be read."""
    return proofread(of_paragraphs(read_paragraphs(path)), rules_in(rules_folder))


@cache
def rules_in(*folders: Path) -> RuleBook:
    """Return the rule lists of some folders together, read once in a program's life.

    A folder that is not there has none.
    """
    books = [read_rules(folder) for folder in folders]
    return RuleBook(
        tuple(rule for book in books for rule in book.patterns),
        tuple(terms for book in books for terms in book.terms),
        tuple(names for book in books for names in book.names),
        tuple(trouble for book in books for trouble in book.troubles),
    )
