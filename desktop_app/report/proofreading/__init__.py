"""The text rules alone, on any document: what would send a text back, whatever made it.

Rules that are data stand in resources/checks; those that must count stand in the modules beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.records import Finding
from desktop_app.report.proofreading import listed, quantities, sameness, structure
from desktop_app.report.proofreading.listed import Span, limited
from desktop_app.report.proofreading.manuscript import Line
from desktop_app.report.proofreading.rule_lists import RuleBook

Counting = Callable[[Sequence[Line]], Iterator[Finding]]

COUNTING: tuple[Counting, ...] = (
    structure.title,
    structure.headings,
    structure.numbered_lines,
    structure.clauses,
    structure.pairs,
    structure.length,
    quantities.blanks,
    quantities.missing_counters,
    quantities.ratios,
    quantities.rounded_blanks,
    quantities.named_items,
    quantities.two_values,
)
"""Rules that are not data, in the order in which their findings are listed."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the text: its time, whose it is, earlier texts by name."""

    span: Span | None = None
    office: str = ""
    earlier: Mapping[str, str] = field(default_factory=dict)


def proofread(
    lines: Sequence[Line], rules: RuleBook, background: Background | None = None
) -> list[Finding]:
    """Apply every rule to a text; findings in the order of the rules, lists after counting ones."""
    known = background or Background()
    found: list[Finding] = [
        Finding("rules.unreadable", "hint", sentence, "规则文件") for sentence in rules.troubles
    ]
    for count in COUNTING:
        found.extend(limited(count.__name__, count(lines)))
    for pattern in rules.patterns:
        found.extend(limited(pattern.id, listed.patterns(pattern, lines)))
    for words in rules.terms:
        found.extend(limited(words.id, listed.terms(words, lines)))
    for names in rules.names:
        found.extend(limited(names.id, listed.names(names, lines, known.span)))
    found.extend(sameness.left_over_times(lines, known.span))
    found.extend(sameness.other_offices(lines, known.office))
    found.extend(sameness.repeated(lines, known.earlier))
    return found
