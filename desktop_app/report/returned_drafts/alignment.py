"""Which sentence of the returned file is which of the report: equal ones first, then like ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LIKE = 0.42
"""Least likeness of two sentences at the same place that are taken for one."""

_MOVED = 0.72
_HELD = (
    0.6  # part of a sentence's pairs of characters that another one must hold to have taken it in
)
_BONUS = 0.3  # for standing in the same paragraph, by its anchor
_LARGEST_GAP = 600_000  # comparisons; beyond, the texts have nothing in common


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence for the alignment. key: its text as `same_key` gives it. group: its paragraph."""

    key: str
    kind: str
    group: str = ""
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alignment:
    """pairs: place of the old → places of the new ones, in order; moved: those out of order."""

    pairs: dict[int, list[int]]
    moved: dict[int, int]


def align(old: Sequence[Item], new: Sequence[Item]) -> Alignment:
    """Match two texts; each new sentence goes to at most one old one, or two old ones share it."""
    grams = _Grams()
    pairs: dict[int, list[int]] = {}
    matcher = SequenceMatcher(
        None,
        [(one.kind, one.key) for one in old],
        [(one.kind, one.key) for one in new],
        autojunk=False,
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs.update({i: [j1 + i - i1] for i in range(i1, i2)})
        elif tag == "replace":
            for i, j in _like(old, new, range(i1, i2), range(j1, j2), grams):
                pairs[i] = [j]
    moved = _moves(old, new, pairs, grams)
    _join(old, new, pairs, moved, grams)
    return Alignment(pairs, moved)


class _Grams:
    """Pairs of characters of each text, counted once."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    def of(self, text: str) -> frozenset[str]:
        found = self._known.get(text)
        if found is None:
            found = frozenset(text[place : place + 2] for place in range(max(len(text) - 1, 1)))
            self._known[text] = found
        return found

    def likeness(self, one: Item, other: Item) -> float:
        """Return how like two texts are, 0 to 1 (Dice's coefficient), and more by anchors."""
        if one.kind != other.kind:
            return 0.0
        left, right = self.of(one.key), self.of(other.key)
        likeness = 2 * len(left & right) / (len(left) + len(right))
        if one.figures & other.figures:
            likeness += _BONUS
        if one.group and one.group == other.group:
            likeness += _BONUS / 2
        return likeness

    def held(self, part: str, whole: str) -> float:
        """Return how much of a text another one holds, 0 to 1."""
        wanted = self.of(part)
        return len(wanted & self.of(whole)) / len(wanted)


def _like(
    old: Sequence[Item], new: Sequence[Item], rows: range, columns: range, grams: _Grams
) -> Iterator[tuple[int, int]]:
    """Match a stretch in order such that the sum of likenesses is greatest."""
    if len(rows) * len(columns) > _LARGEST_GAP:
        return
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i in range(len(rows) - 1, -1, -1):
        here, below = best[i], best[i + 1]
        one = old[rows[i]]
        for j in range(len(columns) - 1, -1, -1):
            score = grams.likeness(one, new[columns[j]]) - LIKE
            found = max(below[j], here[j + 1])
            if score > 0 and (matched := below[j + 1] + score + 0.1) > found:
                scores[i, j] = score
                found = matched
            here[j] = found
    i = j = 0
    while i < len(rows) and j < len(columns):
        if (i, j) in scores and best[i][j] == best[i + 1][j + 1] + scores[i, j] + 0.1:
            yield rows[i], columns[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _moves(
    old: Sequence[Item], new: Sequence[Item], pairs: dict[int, list[int]], grams: _Grams
) -> dict[int, int]:
    """Match what is left wherever it stands now; the most alike first."""
    taken = {j for places in pairs.values() for j in places}
    lost = [i for i in range(len(old)) if i not in pairs]
    fresh = [j for j in range(len(new)) if j not in taken]
    if len(lost) * len(fresh) > _LARGEST_GAP:
        return {}
    found = sorted(
        (
            (likeness, i, j)
            for i in lost
            for j in fresh
            if (likeness := grams.likeness(old[i], new[j])) >= _MOVED
        ),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    moved: dict[int, int] = {}
    for _likeness, i, j in found:
        if i not in moved and j not in moved.values():
            moved[i] = j
    return moved


def _join(
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: dict[int, list[int]],
    moved: dict[int, int],
    grams: _Grams,
) -> None:
    """Find sentences that were cut in two or drawn together."""
    taken = {j for places in pairs.values() for j in places} | set(moved.values())
    changed = [
        i for i in sorted(pairs) if old[i].kind == "sentence" and old[i].key != new[pairs[i][0]].key
    ]
    for i in changed:
        for j in (pairs[i][0] - 1, pairs[i][-1] + 1):
            is_free = 0 <= j < len(new) and j not in taken and new[j].kind == "sentence"
            if is_free and grams.held(new[j].key, old[i].key) >= _HELD:
                pairs[i] = sorted([*pairs[i], j])
                taken.add(j)
    for i in changed:
        for lost in (i - 1, i + 1):
            is_lost = 0 <= lost < len(old) and lost not in pairs and lost not in moved
            is_whole = is_lost and old[lost].kind == "sentence" and len(pairs[i]) == 1
            if is_whole and grams.held(old[lost].key, new[pairs[i][0]].key) >= _HELD:
                pairs[lost] = list(pairs[i])
