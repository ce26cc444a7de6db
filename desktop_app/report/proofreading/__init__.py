"""The text rules alone, on any document: what would send a text back, whatever made it.

Rules that are data stand in resources/checks; those that must count stand in the modules beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core.records import Finding
from desktop_app.report.proofreading import listed, parts, quantities, sameness, structure
from desktop_app.report.proofreading.listed import Span, limited, unless_faulty
from desktop_app.report.proofreading.manuscript import Line
from desktop_app.report.proofreading.rule_lists import RuleBook

Counting = Callable[[Sequence[Line]], Iterator[Finding]]

OF_ANY_TEXT: tuple[Counting, ...] = (
    structure.title,
    structure.clauses,
    structure.pairs,
    quantities.blanks,
    quantities.missing_counters,
    quantities.ratios,
    quantities.rounded_blanks,
    quantities.named_items,
    quantities.two_values,
    parts.among_them,
    parts.men_and_women,
    parts.done_of_due,
    parts.of_the_office,
)
"""Rules that are not data, in the order in which their findings are listed."""

OF_NUMBERED_TEXT: tuple[Counting, ...] = (structure.headings, structure.numbered_lines)
"""Rules for texts whose numbers were typed; a report of ours is numbered when it is printed."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the text: its time, whose it is, and what its figures are.

    is_ours: a report of this program, whose numbers of headings are right by themselves. values:
    (number, counter) of what its figures print; None leaves numbers typed by hand alone. longest:
    in characters.
    """

    span: Span | None = None
    office: str = ""
    is_ours: bool = False
    values: frozenset[tuple[str, str]] | None = None
    longest: int = structure.LONGEST


def proofread(
    lines: Sequence[Line], rules: RuleBook, background: Background | None = None
) -> list[Finding]:
    """Apply every rule to a text; findings in the order of the rules, lists after counting ones."""
    known = background or Background()
    found: list[Finding] = [
        Finding("rules.unreadable", "hint", sentence, "规则文件") for sentence in rules.troubles
    ]
    for count in OF_ANY_TEXT if known.is_ours else (*OF_NUMBERED_TEXT, *OF_ANY_TEXT):
        found.extend(limited(count.__name__, count(lines)))
    found.extend(structure.length(lines, known.longest))
    if known.values is not None:
        found.extend(limited("typed", quantities.typed_numbers(lines, known.values)))
    told = known.span or sameness.told_time(lines)
    for pattern in rules.patterns:
        found.extend(_of_list(pattern.id, listed.patterns(pattern, lines)))
    for words in rules.terms:
        found.extend(_of_list(words.id, listed.terms(words, lines)))
    for names in rules.names:
        found.extend(_of_list(names.id, listed.names(names, lines, told)))
    found.extend(sameness.left_over_times(lines, told))
    found.extend(sameness.other_offices(lines, known.office))
    found.extend(limited("sameness.kind", sameness.other_kinds(lines, known.office)))
    return found


def _of_list(rule: str, found: Iterator[Finding]) -> Iterator[Finding]:
    return limited(rule, unless_faulty(rule, found))
