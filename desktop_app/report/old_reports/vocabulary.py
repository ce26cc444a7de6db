"""The words of the figures: from their declarations, and the synonyms beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from desktop_app.core.specs import (
    AreaSpec,
    Count,
    FigureSpec,
    Largest,
    LedgerSpec,
    Names,
    Source,
    Sum,
    UnitFact,
    Within,
)
from desktop_app.report.old_reports.records import FIGURE, NAME, Choice
from desktop_app.report.old_reports.synonyms import Synonyms

_LABEL, _KIND, _LEDGER, _OWN = 1.0, 1.0, 0.8, 1.0
_SHORT = 3  # characters
_UNITS = "units"
_COMMON_FIELDS = ("note", "estimated", "is_subtotal", "counted", "date")


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a figure, taken apart: pairs of characters that stand side by side in it.

    head: the last pair, which mostly names what is counted. is_short: one word of which all must
    be said, for 党委会 is no 支委会.
    """

    pairs: frozenset[str]
    head: str
    weight: float
    is_short: bool


Weights = tuple[tuple[str, float], ...]
"""Pairs of characters with what each tells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as the reader of old reports knows it; is_state: it counts what is, not events.

    ledger: key of what it is taken from, "" for ratios. is_of_units: that is a fact of the units.
    """

    choice: Choice
    area: str
    terms: tuple[Term, ...]
    decimals: int
    is_list: bool
    is_state: bool = False
    ledger: str = ""
    is_of_units: bool = False
    said: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()


class Vocabulary:
    """All figures with their words, and what each pair of characters tells of them."""

    def __init__(self, areas: Sequence[AreaSpec], synonyms: Synonyms) -> None:
        """areas: built-in ones and the office's own, in report order."""
        self.synonyms = synonyms
        self._ledgers = {ledger.key: ledger for area in areas for ledger in area.ledgers}
        self.area_labels = {area.key: area.label for area in areas}
        self._splitters = self._known_words(areas)
        self.entries: Mapping[str, Entry] = {
            figure.key: self._entry(figure, area) for area in areas for figure in area.figures
        }
        self.area_pairs = {area.key: self._area_pairs(area) for area in areas}
        self.covered = {
            area.key: self.area_pairs[area.key]
            if area.key in synonyms.marks
            else pairs_of(area.label)
            for area in areas
        }
        """Area → pairs of words that tell its figures from no other of it: 防疫卡点."""

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """Pair → how much it tells: pairs of few figures tell more."""
        count: dict[str, int] = {}
        for entry in self.entries.values():
            for pair in {pair for term in entry.terms for pair in term.pairs}:
                count[pair] = count.get(pair, 0) + 1
        return {pair: log(1 + len(self.entries) / number) for pair, number in count.items()}

    @cached_property
    def weighed(self) -> Mapping[str, tuple[tuple[Term, float, Weights], ...]]:
        """Figure → its terms, each with the sum of its pairs' weights and these."""
        return {
            key: tuple(
                (term, sum(weights.values()), tuple(weights.items()))
                for term in entry.terms
                for weights in ({pair: self.weights[pair] for pair in term.pairs},)
            )
            for key, entry in self.entries.items()
        }

    @cached_property
    def kinds_of_names(self) -> Mapping[str, Choice]:
        """Word that stands ahead of people's names → the figure that lists them."""
        return {
            kind: entry.choice
            for entry in self.entries.values()
            if entry.is_list
            for kind in entry.kinds
        }

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """Finds words that name nothing, the longest where several begin."""
        words = sorted(self.synonyms.plain, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or r"(?!)")

    def normalised(self, text: str) -> str:
        """Return a text with the declarations' words in the place of their synonyms."""
        for word in self._longest_first:
            if word in text:
                text = text.replace(word, self.synonyms.same[word])
        return text

    @cached_property
    def _longest_first(self) -> tuple[str, ...]:
        return tuple(sorted(self.synonyms.same, key=len, reverse=True))

    def _entry(self, figure: FigureSpec, area: AreaSpec) -> Entry:
        names = dict.fromkeys([(figure.label, _LABEL)])
        names |= dict.fromkeys((name, _OWN) for name in self.synonyms.terms.get(figure.key, ()))
        names |= dict.fromkeys(self._source_names(figure.source))
        kind = NAME if figure.is_list else FIGURE
        is_of_units = isinstance(figure.source, UnitFact)
        return Entry(
            Choice(kind, figure.key, figure.label, figure.counter),
            area.key,
            tuple(
                Term(frozenset(pairs), pairs[-1], weight, len(name.strip()) <= _SHORT)
                for name, weight in names
                if (pairs := self._pairs(name))
            ),
            figure.decimals,
            figure.is_list,
            is_of_units or figure.within is Within.LATEST,
            getattr(figure.source, "ledger", _UNITS if is_of_units else ""),
            is_of_units,
            frozenset(pair for name, _weight in names for pair in pairs_of(self.normalised(name))),
            _values(figure.source) if isinstance(figure.source, Names) else (),
        )

    def _source_names(self, source: Source) -> Iterable[tuple[str, float]]:
        if not isinstance(source, Sum | Largest | Count):
            return
        ledger = self._ledgers[source.ledger]
        column = "" if isinstance(source, Count) else _column_label(ledger, source.column)
        kinds = [value for where in source.where if not where.exclude for value in where.values]
        if ledger.shared_by:
            return  # its kinds are areas
        for kind in kinds:
            yield f"{kind} {column}", _KIND
        if not kinds:
            yield f"{ledger.label} {column}", _LEDGER

    def _pairs(self, name: str) -> list[str]:
        """Return the pairs within each word; words are told apart by spaces and known words."""
        name = self.normalised(name)
        for word in self._splitters:
            if word in name and word != name:
                name = name.replace(word, f" {word} ")
        return [pair for word in name.split() for pair in _pairs_in_order(word)]

    def _known_words(self, areas: Sequence[AreaSpec]) -> tuple[str, ...]:
        words = {area.label for area in areas}
        for ledger in self._ledgers.values():
            words.add(ledger.label)
            for one in ledger.fields:
                words.update(one.choices)
                if one.name not in _COMMON_FIELDS:
                    words.add(one.label)
        return tuple(sorted((word for word in words if len(word) > 1), key=len, reverse=True))

    def _area_pairs(self, area: AreaSpec) -> frozenset[str]:
        words = [area.label, *(ledger.label for ledger in area.ledgers if not ledger.shared_by)]
        words += self.synonyms.areas.get(area.key, ())
        return frozenset(pair for word in words for pair in pairs_of(word))


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of Han characters that stand side by side in a text."""
    return frozenset(_pairs_in_order(text))


def _pairs_in_order(text: str) -> list[str]:
    return [
        first + second
        for first, second in pairwise(text)
        if "\u4e00" <= first <= "\u9fff" and "\u4e00" <= second <= "\u9fff"
    ]


def _column_label(ledger: LedgerSpec, column: str) -> str:
    label = ledger.field(column).label
    return "" if label in ("次数", "场次", "人数", "队数", "时长") else label


def _values(source: Names) -> tuple[str, ...]:
    if source.quote:
        return ()
    return tuple(value for where in source.where if not where.exclude for value in where.values)
