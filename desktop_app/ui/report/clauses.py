"""Optional clauses of a text under the cursor: which marks belong together, what is not printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.services.report_editing import CLOSE, OPEN
from desktop_app.ui.report.chip_text import Mark


@dataclass(frozen=True, slots=True)
class Clauses:
    """partner: position of each paired mark → of the other; unprinted: (start, end) of clauses."""

    partner: Mapping[int, int] = field(default_factory=dict)
    unprinted: tuple[tuple[int, int], ...] = ()


def clauses_of(marks: Iterable[Mark], is_zero: Callable[[Mark], bool]) -> Clauses:
    """Pair the marks; a clause with figures, all of them 0, is not printed."""
    partner: dict[int, int] = {}
    unprinted: list[tuple[int, int]] = []
    open_clauses: list[tuple[int, list[Mark]]] = []
    for mark in marks:
        if mark.stored == OPEN:
            open_clauses.append((mark.position, []))
        elif mark.is_slot:
            for _start, slots in open_clauses:
                slots.append(mark)
        elif mark.stored == CLOSE and open_clauses:
            start, slots = open_clauses.pop()
            partner[start], partner[mark.position] = mark.position, start
            if slots and all(map(is_zero, slots)):
                unprinted.append((start, mark.position + 1))
    return Clauses(partner, tuple(unprinted))
