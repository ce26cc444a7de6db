"""Optional clauses of a text under the cursor: which marks belong together, what is not printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.services.reports.editing import CLOSE, OPEN, OTHERWISE
from desktop_app.ui.report.chip_text import Mark


@dataclass(frozen=True, slots=True)
class Clauses:
    """What belongs together.

    partner: position of each paired mark → of the other. otherwise: positions of marks between what
    a clause says and what is said in its stead, by the clause's start. unprinted: (start, end).
    inner: positions of the paired marks of clauses that stand within another one.
    """

    partner: Mapping[int, int] = field(default_factory=dict)
    otherwise: Mapping[int, int] = field(default_factory=dict)
    unprinted: tuple[tuple[int, int], ...] = ()
    inner: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Clause:
    """A clause while its marks are paired; otherwise: position of its mark, -1 for none."""

    start: int
    slots: list[str] = field(default_factory=list)
    otherwise: int = -1


def clauses_of(marks: Iterable[Mark], is_unsaid: Callable[[list[str]], bool]) -> Clauses:
    """Pair the marks. is_unsaid: whether a clause with these stored slots has nothing to report."""
    partner: dict[int, int] = {}
    otherwise: dict[int, int] = {}
    unprinted: list[tuple[int, int]] = []
    open_clauses: list[_Clause] = []
    for mark in marks:
        if mark.stored == OPEN:
            open_clauses.append(_Clause(mark.position))
        elif mark.is_slot:
            for clause in open_clauses:
                if clause.otherwise < 0:
                    clause.slots.append(mark.stored)
        elif mark.stored == OTHERWISE and open_clauses and open_clauses[-1].otherwise < 0:
            open_clauses[-1].otherwise = mark.position
        elif mark.stored == CLOSE and open_clauses:
            clause, end = open_clauses.pop(), mark.position
            partner[clause.start], partner[end] = end, clause.start
            if clause.otherwise >= 0:
                otherwise[clause.start] = clause.otherwise
            unprinted.extend(_unprinted(clause, end, is_unsaid(clause.slots)))
    inner = {
        mark
        for mark in partner
        if any(start < mark < end for start, end in partner.items() if start < end)
    }
    return Clauses(partner, otherwise, tuple(unprinted), frozenset(inner))


def _unprinted(clause: _Clause, end: int, is_unsaid: bool) -> list[tuple[int, int]]:  # noqa: FBT001 - private
    if clause.otherwise < 0:
        return [(clause.start, end + 1)] if is_unsaid else []
    return [(clause.start, clause.otherwise) if is_unsaid else (clause.otherwise, end + 1)]
