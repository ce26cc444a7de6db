"""General office language: synonyms, further names of figures, words that say nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Synonyms:
    """same: written word → word of the declarations. terms: figure key → further names of it.

    Each term is words that may stand apart, in any order. marks: area of a campaign, or figure →
    words of which one must stand nearby, for others count the same. plain: words that name nothing.
    apart: words that say that a number is another time's, another place's, a mean or an aim.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def read_synonyms(folder: Path) -> Synonyms:
    """Read every *.toml of a folder; the words of several files add up."""
    same: dict[str, str] = {}
    terms: dict[str, tuple[str, ...]] = {}
    areas: dict[str, tuple[str, ...]] = {}
    marks: dict[str, tuple[str, ...]] = {}
    plain: list[str] = []
    apart: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        lists = tomllib.loads(path.read_text("utf-8"))
        for word, others in lists.get("same", {}).items():
            same |= dict.fromkeys(others, word)
        for key, names in lists.get("figures", {}).items():
            terms[key] = (*terms.get(key, ()), *names)
        for key, words in lists.get("areas", {}).items():
            areas[key] = (*areas.get(key, ()), *words)
        for key, words in lists.get("marks", {}).items():
            marks[key] = (*marks.get(key, ()), *words)
        plain += lists.get("plain", {}).get("words", ())
        apart += lists.get("apart", {}).get("words", ())
    return Synonyms(same, terms, areas, marks, tuple(plain), tuple(apart))
