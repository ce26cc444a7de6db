"""The rules that are data: patterns, words and names that hold for a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import monotonic

import regex

from desktop_app.core.records import Finding
from desktop_app.report.proofreading.manuscript import Line, sentence_around
from desktop_app.report.proofreading.rule_lists import DatedName, DatedNames, PatternRule, Terms

_MOST = 20  # findings of one rule; more say nothing new
_LONGEST = 1.0  # seconds that a rule may search in a text
_SHOWN = 24  # characters of the text in a sentence


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a text speaks of, as far as it is known."""

    first: date
    last: date


def limited(rule: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """Pass a rule's findings on, up to a number that can still be read; told where it was more.

    A pattern that takes too long is told, and the rule given up for this text.
    """
    try:
        for count, finding in enumerate(found):
            if count == _MOST:
                yield Finding(
                    "rules.many",
                    "hint",
                    f"“{finding.message}”一类的意见超过{_MOST}条，后面的没有再列",
                    "全文",
                )
                return
            yield finding
    except TimeoutError:
        yield Finding("rules.slow", "hint", f"规则“{rule}”检查得太慢，这次没有用它检查全文", "全文")


def unless_faulty(rule: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """Pass the findings of a rule that somebody wrote on; where it cannot be used it is named.

    What its reader could not foresee must not take the other rules with it.
    """
    try:
        yield from found
    except (LookupError, TypeError, ValueError, AttributeError, regex.error):
        yield Finding(
            "rules.faulty",
            "hint",
            f"规则“{rule}”写得不对，没有用它检查完全文，请改好或停用它",
            "规则文件",
        )


class _Patience:
    """How much longer a rule may search: its time is for all lines together."""

    def __init__(self) -> None:
        """Begin now."""
        self._end = monotonic() + _LONGEST

    def left(self) -> float:
        """Return the seconds that are left; TimeoutError where none are."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def patterns(rule: PatternRule, lines: Sequence[Line]) -> Iterator[Finding]:
    """Find what a pattern describes; TimeoutError where that takes too long."""
    patience = _Patience()
    for line in lines:
        if rule.where not in ("any", line.kind):
            continue
        for match in rule.pattern.finditer(line.text, timeout=patience.left()):
            if _is_excused(rule, line, match, patience):
                continue
            excerpt, repair = _with_neighbours(line.text, match, _repair(rule, match))
            yield Finding(
                rule.id,
                rule.severity,
                _told(excerpt, rule.message, repair),
                line.where,
                chapter=line.chapter,
                excerpt=excerpt,
                repair=repair,
            )


def _is_excused(
    rule: PatternRule, line: Line, match: regex.Match[str], patience: _Patience
) -> bool:
    if rule.unless_match and rule.unless_match.search(match[0], timeout=patience.left()):
        return True
    if rule.unless is None:
        return False
    sentence = sentence_around(line.text, match.start(), match.end())
    return bool(rule.unless.search(sentence, timeout=patience.left()))


def _repair(rule: PatternRule, match: regex.Match[str]) -> str | None:
    if rule.narrow:
        return unicodedata.normalize("NFKC", match[0])
    if rule.halve:
        return match[0][: len(match[0]) // 2]
    if rule.replace_map is not None:
        return rule.replace_map.get(match[0])
    return None if rule.replace is None else match.expand(rule.replace)


def _with_neighbours(
    text: str, match: regex.Match[str], repair: str | None
) -> tuple[str, str | None]:
    """Return what was found with so much around it that a clerk finds it, and the same repaired."""
    start, end = match.span()
    wanted = max(0, 8 - (end - start))
    left, right = max(0, start - wanted), min(len(text), end + wanted // 2)
    left += max(text[left:start].rfind(mark) for mark in "。；：") + 1  # not out of another clause
    excerpt = text[left:right]
    if repair is None:
        return excerpt, None
    return excerpt, text[left:start] + repair + text[end:right]


def _told(excerpt: str, message: str, repair: str | None) -> str:
    advice = f"，建议改为“{repair}”" if repair is not None else ""
    shown = excerpt if len(excerpt) <= _SHOWN else excerpt[:_SHOWN] + "…"
    return f"“{shown.strip()}”：{message}{advice}"


def terms(rule: Terms, lines: Sequence[Line]) -> Iterator[Finding]:
    """Find words that are wrong wherever they stand."""
    pattern = _alternatives((*rule.words, *rule.spared))
    patience = _Patience()
    for line in lines:
        for match in pattern.finditer(line.text, timeout=patience.left()):
            if match[0] not in rule.words:
                continue
            right = rule.words[match[0]]
            advice = f"应为“{right}”" if right else "不用这个词，请换一种说法"
            yield line.finding(
                rule.id,
                rule.severity,
                f"“{match[0]}”：{rule.message}，{advice}",
                excerpt=match[0],
                repair=right or None,
            )


@cache
def _alternatives(words: tuple[str, ...]) -> regex.Pattern[str]:
    """Return a pattern of any of the words, the longest first."""
    return regex.compile("|".join(map(regex.escape, sorted(words, key=len, reverse=True))))


def names(rule: DatedNames, lines: Sequence[Line], span: Span | None) -> Iterator[Finding]:
    """Find names outside the time in which they were right, or in a text of an unknown time."""
    for line in lines:
        for entry in rule.entries:
            place = line.text.find(entry.text)
            if place < 0 or _holds(entry, span):
                continue
            sentence = sentence_around(line.text, place, place + len(entry.text))
            if rule.unless and rule.unless.search(sentence, timeout=_LONGEST):
                continue
            yield line.finding(
                rule.id,
                rule.severity,
                f"“{entry.text}”（{_term(entry)}）：{rule.message}",
                excerpt=entry.text,
            )


def _holds(entry: DatedName, span: Span | None) -> bool:
    """Say whether a name was right all the time; a name that lasts is right in an undated text."""
    if span is None:
        return entry.until is None
    return entry.first <= span.last and (entry.until is None or span.first <= entry.until)


def _term(entry: DatedName) -> str:
    return f"{entry.first}起" if entry.until is None else f"{entry.first}至{entry.until}"
