"""Whether the words around a blank name a figure, or a thing that merely sounds like it.

警示教育大会 holds 警示教育 and is no 警示教育片; 参加党员 names nothing unless the words before say
what was attended. Nothing is called sure that has a word too many.
"""

from __future__ import annotations

import re

from desktop_app.report.old_reports.scoring import Surroundings
from desktop_app.report.old_reports.vocabulary import Entry, Vocabulary

NAMED, LOOSE, OTHER = "named", "loose", "other"
"""It is this figure that is named; with words beside it; another thing is named."""

_MATCHED, _PLAIN, _STRANGE = "m", ".", "?"
_SPLIT = re.compile(r"m\?+m")  # 党员代表大会
_NARROWED = re.compile(r"\?m+\.*$")  # 青年主题党日
_AIMS = re.compile(r"下步|下一步|下半年|下季度|下阶段|打算|计划|明年|来年|安排")
_BOUNDS = ("以上", "以下", "以内", "的")
_UNREAD = re.compile(r"^[^《]*》|《[^》]*》?|[^\u4e00-\u9fff]")
"""What says nothing of the thing that is counted: titles of documents, marks and digits."""
_WHOLE = 0.9
"""Share of a figure's name that stands at a blank whose name a further word only narrows."""


def how_named(around: Surroundings, entry: Entry, own: float, vocabulary: Vocabulary) -> str:
    """Say how the words of a blank's own clause name a figure.

    own: the share of the figure's name that stands there.
    """
    if not _is_of_area(around, entry, vocabulary):
        return OTHER if around.heading else LOOSE
    pairs = entry.said | vocabulary.covered[entry.area]
    left = _marks(around.own_left, pairs, vocabulary)
    right = _marks(around.own_right, pairs, vocabulary)
    if _MATCHED not in left:
        is_torn = _STRANGE in right.strip(_PLAIN + _STRANGE)
        return OTHER if is_torn or _MATCHED not in right or left.endswith(_STRANGE) else LOOSE
    if _STRANGE in left.rpartition(_MATCHED)[2] or _SPLIT.search(left):
        return OTHER
    if _NARROWED.search(left):
        return LOOSE if own >= _WHOLE and not entry.is_of_units else OTHER
    return LOOSE if _STRANGE in left + right or is_apart(around, vocabulary) else NAMED


def is_apart(around: Surroundings, vocabulary: Vocabulary) -> bool:
    """Say whether a number is another time's or place's, a mean, a bound or an aim."""
    if _AIMS.search(around.heading) or around.right.startswith(_BOUNDS):
        return True
    return any(word in around.left for word in vocabulary.synonyms.apart)


def is_bare(around: Surroundings, vocabulary: Vocabulary) -> bool:
    """Say whether a blank's own clause names nothing: 参加党员X人次, 其中X人."""
    words = around.own_left + around.own_right
    return _STRANGE not in _marks(words, frozenset(), vocabulary)


def _is_of_area(around: Surroundings, entry: Entry, vocabulary: Vocabulary) -> bool:
    """Say whether the words around speak of the figure's campaign, where it belongs to one."""
    known = vocabulary.synonyms.marks
    marks = known.get(entry.choice.figure or "") or known.get(entry.area)
    return marks is None or any(mark in around.wider for mark in marks)


def _marks(words: str, pairs: frozenset[str], vocabulary: Vocabulary) -> str:
    """Return a mark for each character: of the figure's name, plain, or strange."""
    text = _UNREAD.sub("", vocabulary.normalised(words))
    marks = [_STRANGE] * len(text)
    for match in vocabulary.plain.finditer(text):
        marks[match.start() : match.end()] = [_PLAIN] * len(match[0])
    for place in range(len(text) - 1):
        if text[place : place + 2] in pairs:
            marks[place : place + 2] = [_MATCHED] * 2
    return "".join(marks)
