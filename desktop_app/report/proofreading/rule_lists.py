"""The rule lists in resources/checks: read, checked and compiled.

A rule with an error in it is named and skipped; the others work.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import regex

SEVERITIES = ("error", "warning", "hint")
_WHERE = ("any", "heading", "title", "text")


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
    """Words that are wrong, each with the right one; "" where nothing stands for it."""

    id: str
    severity: str
    message: str
    source: str
    words: Mapping[str, str]


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
            lists = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            troubles.append(f"规则文件“{path.name}”读不出来（{error}），其中的规则没有使用。")
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
                        raise ValueError(f"不认识的一类“{kind}”")  # noqa: TRY301 - named like any other fault
            except (KeyError, TypeError, ValueError, regex.error) as error:
                troubles.append(
                    f"规则文件“{path.name}”里的“{_id_of(given)}”写得不对（{error}），已经跳过。"
                )
    return RuleBook(tuple(patterns), tuple(terms), tuple(names), tuple(troubles))


def _entries(lists: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind, entries in lists.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            yield kind, entry


def _id_of(given: object) -> str:
    return str(given.get("id", "?")) if isinstance(given, dict) else "?"


def _common(given: dict[str, Any]) -> dict[str, Any]:
    facts = {name: str(given[name]) for name in ("id", "severity", "message", "source")}
    if facts["severity"] not in SEVERITIES:
        raise ValueError(f"severity {facts['severity']}")
    return facts


def _pattern(given: dict[str, Any]) -> PatternRule:
    known = {name: given[name] for name in ("replace", "replace_map") if name in given}
    where = given.get("where", "any")
    if where not in _WHERE:
        raise ValueError(f"where {where}")
    return PatternRule(
        **_common(given),
        **known,
        pattern=regex.compile(given["pattern"]),
        where=where,
        narrow=bool(given.get("narrow")),
        halve=bool(given.get("halve")),
        unless=_compiled(given.get("unless")),
        unless_match=_compiled(given.get("unless_match")),
        wrong=tuple(given.get("wrong", ())),
        right=tuple(given.get("right", ())),
    )


def _terms(given: dict[str, Any]) -> Terms:
    return Terms(**_common(given), words={str(w): str(r) for w, r in given["words"].items()})


def _names(given: dict[str, Any]) -> DatedNames:
    entries = tuple(
        DatedName(
            str(entry["text"]),
            date.fromisoformat(entry["from"]),
            date.fromisoformat(entry["until"]) if entry["until"] else None,
        )
        for entry in given["entries"]
    )
    return DatedNames(**_common(given), entries=entries, unless=_compiled(given.get("unless")))


def _compiled(pattern: str | None) -> regex.Pattern[str] | None:
    return None if pattern is None else regex.compile(pattern)
