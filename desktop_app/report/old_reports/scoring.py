"""How well a figure fits a blank: by the words around it, its counter and the chapter's area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.typed_numbers import counters_fit
from desktop_app.report.counters import same_measure
from desktop_app.report.old_reports.records import Blank
from desktop_app.report.old_reports.vocabulary import Entry, Vocabulary, pairs_of

OWN, ASIDE, SENTENCE, POINT, CHAPTER = 1.0, 0.7, 0.45, 0.2, 0.15
"""What a pair of characters counts: in the blank's own clause, beside a 、 or behind the blank
before it, in its sentence, at the head of its point, in the chapter's title."""

_CLAUSE_END = re.compile(r"[，。；：！？（）]")
_SENTENCE_END = re.compile(r"[。；！？]")
_DROPPED = str.maketrans("", "", "“”‘’、《》 ")
_LONGEST_HEAD = 24
_EXACT, _FITTING, _UNSAID, _STRANGE = 1.2, 1.0, 0.9, 0.2
_SAME_AREA, _OTHER_AREA = 1.15, 0.8
_HEADLESS = 0.8
"""What counts of a name whose last word, which is what is counted, does not stand at the blank."""
_WEAK, _SAID = 2.0, 0.3
"""Names that tell little on their own, and the share of the clause that they must then make up."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that a text stands under, "" for none; above: the one over its chapter's."""

    chapter: str = ""
    above: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a blank: pair of characters → the weight of where it stands.

    left, right: the words of its own clause on either side, as they are written; own_left,
    own_right: those up to the next 、. wider: its sentence, with the titles above it. heading: its
    chapter's title and those over it.
    """

    pairs: Mapping[str, float]
    left: str
    right: str
    area: str
    own_left: str
    own_right: str
    wider: str
    heading: str

    def says(self, pairs: frozenset[str]) -> bool:
        """Say whether all of these pairs stand in the blank's own clause or beside it."""
        return all(self.pairs.get(pair, 0.0) >= ASIDE for pair in pairs)

    def said_of(self, pairs: frozenset[str]) -> float:
        """Return the share of the blank's own clause that these pairs make up."""
        own = pairs_of(_trim(self.left)) | pairs_of(_trim(self.right))
        return len(own & pairs) / len(own) if own else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How well an entry fits. cover: share of its best term that was found; value: for ranking."""

    entry: Entry
    value: float
    cover: float
    own: float


def surroundings(
    text: str,
    blank: Blank,
    others: Sequence[Blank],
    titles: Titles,
    area: str,
    vocabulary: Vocabulary,
) -> Surroundings:
    """Weigh the words around a blank. others: the blanks of the same text; area: its chapter's."""
    before = [one for one in others if one.place.start < blank.place.start]
    after = [one for one in others if one.place.start > blank.place.start]
    floor = _behind(before[-1], text) if before else 0
    ceiling = after[0].first if after else len(text)
    left, right = _own_clause(text, blank, floor, ceiling)
    sentence = _last_piece(_SENTENCE_END, text[: blank.first])
    zones = [
        (CHAPTER, titles.chapter),
        (POINT, text[:_LONGEST_HEAD]),
        (SENTENCE, sentence + " " + _ahead(text, blank, ceiling)),
    ]
    if not left and not right and before:
        zones.append((ASIDE, _clause_before(text, before[-1])))
    own_left, own_right = left.rpartition("、")[2], right.partition("、")[0]
    if len(own_left) < 2:
        own_left = left
    zones.append((ASIDE, f"{_trim(left)} {_trim(right)}"))
    zones.append((OWN, f"{_trim(own_left)} {_trim(own_right)}"))
    heading = f"{titles.above}{titles.chapter}"
    rest = _SENTENCE_END.split(text[blank.last :], maxsplit=1)[0]
    wider = f"{heading} {titles.report} {sentence} {rest}"
    pairs = _weighed(zones, vocabulary)
    return Surroundings(pairs, left, right, area, own_left, own_right, wider, heading)


def _weighed(zones: Sequence[tuple[float, str]], vocabulary: Vocabulary) -> dict[str, float]:
    """Return the pairs of all zones, each with the weight of the nearest one that has it."""
    pairs: dict[str, float] = {}
    for weight, words in zones:
        for written in (words, vocabulary.normalised(words)):
            for pair in pairs_of(written):
                pairs[pair] = max(weight, pairs.get(pair, 0.0))
    return pairs


def scores(
    blank: Blank, around: Surroundings, vocabulary: Vocabulary, used: Mapping[str, int]
) -> list[Score]:
    """Return the figures that fit a blank, best first.

    used: figure → how often it was proposed already; a report seldom says a number twice.
    """
    found = []
    for key, entry in vocabulary.entries.items():
        if entry.is_list:
            continue
        score = _score(blank, around, entry, vocabulary)
        if score.value > 0:
            value = score.value * (0.75 if used.get(key) else 1.0)
            found.append(Score(entry, value, score.cover, score.own))
    return sorted(found, key=lambda score: -score.value)


def area_of(text: str, vocabulary: Vocabulary, fallback: str = "") -> str:
    """Return the area that a chapter's words speak of, "" where none stands out."""
    pairs = pairs_of(text)
    found = sorted(
        (
            (len(pairs & words) / max(len(words), 1) ** 0.5, area)
            for area, words in vocabulary.area_pairs.items()
        ),
        reverse=True,
    )
    best, second = found[0], found[1] if len(found) > 1 else (0.0, "")
    return best[1] if best[0] > second[0] else fallback


def _score(blank: Blank, around: Surroundings, entry: Entry, vocabulary: Vocabulary) -> Score:
    best = (0.0, 0.0, 0.0)
    for term, whole, weights in vocabulary.weighed[entry.choice.figure or ""]:
        if around.pairs.keys().isdisjoint(term.pairs):
            continue
        if term.is_short and not around.says(term.pairs):
            continue
        mass = own = 0.0
        for pair, weight in weights:
            found = around.pairs.get(pair, 0.0)
            mass += weight * found
            own += weight if found >= ASIDE else 0.0
        cover = mass / whole
        if around.pairs.get(term.head, 0.0) < ASIDE:
            cover *= _HEADLESS
        elif whole < _WEAK and around.said_of(term.pairs) < _SAID:
            cover *= _HEADLESS**4  # 党员 in 党员先锋岗 is no 党员数
        best = max(best, (term.weight * cover * mass**0.5, cover, own / whole))
    value, cover, own = best
    if not value:
        return Score(entry, value, cover, own)
    value *= _counter_factor(blank, entry) * _area_factor(entry, around)
    return Score(entry, value, cover, own)


def _counter_factor(blank: Blank, entry: Entry) -> float:
    own = entry.choice.counter or ""
    if not blank.counter:
        return _UNSAID if own != "%" else _STRANGE
    if (blank.counter == "%") != (own == "%"):
        return 0.0
    if blank.counter == own:
        return _EXACT
    if entry.is_state and blank.counter.endswith("次"):
        return _STRANGE
    if (
        same_measure(blank.counter, own)
        or counters_fit(blank.counter, own)
        or _is_shorter(blank.counter, own)
    ):
        return _FITTING
    return _STRANGE


def _is_shorter(written: str, own: str) -> bool:
    """Say whether 次 is written for 户次."""
    return own.endswith("次") and written == "次" and own != "人次"


def _area_factor(entry: Entry, around: Surroundings) -> float:
    if not around.area or entry.area == "overview":
        return 1.0
    return _SAME_AREA if entry.area == around.area else _OTHER_AREA


def _own_clause(text: str, blank: Blank, floor: int, ceiling: int) -> tuple[str, str]:
    """Return the words of the blank's clause before it and behind its counter."""
    left = _last_piece(_CLAUSE_END, text[floor : blank.first])
    start = _behind(blank, text)
    right = _CLAUSE_END.split(text[start : max(ceiling, start)], maxsplit=1)[0]
    return left, right


def _behind(blank: Blank, text: str) -> int:
    """Return where the words behind a blank, its counter and its rounding word begin."""
    end = max(blank.last, blank.tail[1] if blank.tail else 0)
    start = blank.last
    if blank.counter:
        at = text.find(
            "％" if blank.counter == "%" and text[start : start + 1] == "％" else blank.counter,
            start,
        )
        if 0 <= at <= start + 3:
            end = max(end, at + len(blank.counter))
    return end


def _trim(text: str) -> str:
    return text.translate(_DROPPED)


def _last_piece(pattern: re.Pattern[str], text: str) -> str:
    return pattern.split(text)[-1]


def _ahead(text: str, blank: Blank, ceiling: int) -> str:
    """Return the rest of the clause up to the next blank, where that one stands in it."""
    return _CLAUSE_END.split(text[blank.last : ceiling], maxsplit=1)[0]


def _clause_before(text: str, before: Blank) -> str:
    """Return the words ahead of the blank before: 党员捐款X人X万 speaks of 捐款 twice."""
    return _last_piece(_CLAUSE_END, text[: before.first])
