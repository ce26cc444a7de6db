"""The rule lists in resources/checks: read, checked and compiled.

A rule with an error in it is named and skipped; the others work.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import regex

_LONGEST = 0.5  # seconds that a pattern may take to say that nothing is nothing
SEVERITIES = ("error", "warning", "hint")
_WHERE = ("any", "heading", "title", "text")


class RuleFault(ValueError):
    """What is wrong with one rule of a list, in Chinese."""


@dataclass(frozen=True, slots=True)
class PatternRule:
    """What a pattern finds in a line.

    replace: template of what should stand there, None where more than one answer is right.
    replace_map: by what was found. narrow: the half-width form is right. halve: half of it is.
    unless: no finding where the sentence holds it; unless_match: where what was found does.
    wrong, right: texts that it must find and must leave alone.
    """

    id: str
    severity: str
    message: str
    source: str
    pattern: regex.Pattern[str]
    where: str = "any"
    replace: str | None = None
    replace_map: Mapping[str, str] | None = None
    narrow: bool = False
    halve: bool = False
    unless: regex.Pattern[str] | None = None
    unless_match: regex.Pattern[str] | None = None
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Words that are wrong, each with the right one; "" where nothing stands for it.

    spared: longer right words in which a wrong one stands by chance (电信防骗 holds 信防).
    """

    id: str
    severity: str
    message: str
    source: str
    words: Mapping[str, str]
    spared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that is right from one day to another; until: None while it lasts."""

    text: str
    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class DatedNames:
    """Names of one kind; unless: no finding where the sentence holds it."""

    id: str
    severity: str
    message: str
    source: str
    entries: tuple[DatedName, ...]
    unless: regex.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All lists together; troubles: a Chinese sentence for each that cannot be used."""

    patterns: tuple[PatternRule, ...] = ()
    terms: tuple[Terms, ...] = ()
    names: tuple[DatedNames, ...] = ()
    troubles: tuple[str, ...] = ()


def read_rules(folder: Path) -> RuleBook:
    """Read every *.toml of a folder, in the order of their names."""
    patterns: list[PatternRule] = []
    terms: list[Terms] = []
    names: list[DatedNames] = []
    troubles: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            lists = tomllib.loads(path.read_text("utf-8-sig"))
        except (OSError, ValueError) as error:
            troubles.append(
                f"规则文件“{path.name}”读不出来（{_file_fault(error)}），其中的规则没有使用。"
            )
            continue
        for kind, given in _entries(lists):
            try:
                match kind:
                    case "rule":
                        patterns.append(_pattern(given))
                    case "terms":
                        terms.append(_terms(given))
                    case "names":
                        names.append(_names(given))
                    case _:
                        raise RuleFault(f"不认识的一类“{kind}”")
            except (LookupError, TypeError, ValueError, AttributeError, regex.error) as error:
                troubles.append(
                    f"规则文件“{path.name}”里的“{_id_of(given)}”写得不对（{_fault(error)}），"
                    "已经跳过。"
                )
    return RuleBook(tuple(patterns), tuple(terms), tuple(names), tuple(troubles))


def joined(books: Sequence[RuleBook]) -> RuleBook:
    """Return some books as one; a rule whose id an earlier one has is named and skipped."""
    known: set[str] = set()
    troubles = [trouble for book in books for trouble in book.troubles]

    def is_new(rule: PatternRule | Terms | DatedNames) -> bool:
        if rule.id in known:
            troubles.append(f"规则编号“{rule.id}”用了两次，后一条没有使用，请换一个编号。")
            return False
        known.add(rule.id)
        return True

    patterns = tuple(rule for book in books for rule in book.patterns if is_new(rule))
    terms = tuple(rule for book in books for rule in book.terms if is_new(rule))
    names = tuple(rule for book in books for rule in book.names if is_new(rule))
    return RuleBook(patterns, terms, names, tuple(troubles))


def _entries(lists: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind, entries in lists.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            yield kind, entry


def _file_fault(error: Exception) -> str:
    """Say what is wrong with a file that is no list at all."""
    match error:
        case UnicodeDecodeError():
            return "请另存为 UTF-8 编码"
        case tomllib.TOMLDecodeError() if place := regex.search(r"line (\d+)", str(error)):
            return f"第{place[1]}行附近写得不对"
        case _:
            return "文件打不开"


def _fault(error: Exception) -> str:
    """Say what is wrong with one rule."""
    match error:
        case KeyError():
            return f"缺少 {error.args[0]}"
        case regex.error() | IndexError():
            return "查找或者替换的写法有错"
        case RuleFault():
            return str(error)
        case _:
            return "有一项写得不对"


def _id_of(given: object) -> str:
    return str(given.get("id", "?")) if isinstance(given, dict) else "?"


def _common(given: dict[str, Any]) -> dict[str, Any]:
    facts = {name: str(given[name]) for name in ("id", "severity", "message", "source")}
    if facts["severity"] not in SEVERITIES:
        raise RuleFault(f"不认识的程度“{facts['severity']}”")
    return facts


def _pattern(given: dict[str, Any]) -> PatternRule:
    known = {name: given[name] for name in ("replace", "replace_map") if name in given}
    where = given.get("where", "any")
    if where not in _WHERE:
        raise RuleFault(f"不认识的位置“{where}”")
    pattern = regex.compile(given["pattern"])
    if pattern.search("", timeout=_LONGEST):
        raise RuleFault("什么都没写的地方也会提示")
    _try_repair(pattern, known.get("replace"))
    return PatternRule(
        **_common(given),
        **known,
        pattern=pattern,
        where=where,
        narrow=bool(given.get("narrow")),
        halve=bool(given.get("halve")),
        unless=_compiled(given.get("unless")),
        unless_match=_compiled(given.get("unless_match")),
        wrong=tuple(given.get("wrong", ())),
        right=tuple(given.get("right", ())),
    )


def _try_repair(pattern: regex.Pattern[str], template: str | None) -> None:
    """Raise regex.error or IndexError for a repair that names a group which is not there.

    A template is looked at only where something was found, so nothing is let be found too.
    """
    if template is not None:
        regex.compile(f"(?:{pattern.pattern})|").sub(template, "")


def _terms(given: dict[str, Any]) -> Terms:
    words = {str(wrong): str(right) for wrong, right in given["words"].items()}
    if not words or "" in words:
        raise RuleFault("词表是空的")
    return Terms(**_common(given), words=words, spared=tuple(map(str, given.get("except", ()))))


def _names(given: dict[str, Any]) -> DatedNames:
    entries = tuple(
        DatedName(
            _not_empty(entry["text"]),
            date.fromisoformat(entry["from"]),
            date.fromisoformat(entry["until"]) if entry["until"] else None,
        )
        for entry in given["entries"]
    )
    if not entries:
        raise RuleFault("名单是空的")
    return DatedNames(**_common(given), entries=entries, unless=_compiled(given.get("unless")))


def _not_empty(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise RuleFault("名称是空的")
    return text


def _compiled(pattern: str | None) -> regex.Pattern[str] | None:
    return None if pattern is None else regex.compile(pattern)
