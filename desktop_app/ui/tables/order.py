"""From the rows that a table shows to those that it should: which to take out, which to put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_CHANGES = 50
"""Beyond so many single changes a table starts anew: each of them costs the view a layout."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change at row `first`: ids to put in, or how many rows to take out; or all anew."""

    first: int
    ids: tuple[int, ...] = ()
    removed: int = 0
    is_all: bool = False


def changes_between(
    shown: Sequence[int], wanted: Sequence[int], *, keeps_order: bool
) -> list[Change]:
    """Return the changes that lead from the ids shown to those wanted, to be made one by one.

    keeps_order: what is shown stays where it is and what is new comes last, whatever the order
    wanted: a sorted table does not move its rows under the cursor.
    """
    if list(shown) == list(wanted):
        return []
    remain, present = set(wanted), set(shown)
    kept = [row for row in shown if row in remain]
    if keeps_order:
        wanted = kept + [row for row in wanted if row not in present]
    elif kept != [row for row in wanted if row in present]:
        return [Change(0, tuple(wanted), is_all=True)]
    removals = _runs([place for place, row in enumerate(shown) if row not in remain])
    additions = _runs([place for place, row in enumerate(wanted) if row not in present])
    if len(removals) + len(additions) > MOST_CHANGES:
        return [Change(0, tuple(wanted), is_all=True)]
    return [
        *(Change(first, removed=last - first + 1) for first, last in reversed(removals)),
        *(Change(first, tuple(wanted[first : last + 1])) for first, last in additions),
    ]


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return neighbouring places as (first, last)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
