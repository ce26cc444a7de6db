"""Which steps stand undone by now, as the log tells: undo and redo name the step they take back."""

from __future__ import annotations

from typing import Any

from db.base import Change


def undone_steps() -> set[str]:
    """Return the batches of what users did and took back, and did not bring back since."""
    query: Any = Change.select(Change.batch, Change.undoes).distinct()
    query = query.where(Change.undoes.is_null(is_null=False))
    taken_by: dict[str, str] = {undoes: batch for batch, undoes in query.tuples()}
    found = set()
    for first in taken_by.keys() - set(taken_by.values()):
        step, is_undone = first, False
        while step in taken_by:  # undone, redone, undone again …
            step, is_undone = taken_by[step], not is_undone
        if is_undone:
            found.add(first)
    return found
