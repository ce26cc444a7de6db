"""Which figures bound each other: it follows from what ledgers and figures declare."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.core.specs import Count, FigureSpec, LedgerSpec, Names, Sum


def parts_of_wholes(
    ledgers: Mapping[str, LedgerSpec], figures: Mapping[str, FigureSpec]
) -> tuple[tuple[str, str], ...]:
    """Return (part, whole) of figures that bound each other.

    They add up two columns which do so in a row, or the office defined one as a part of another.
    """
    sums = [(key, spec.source) for key, spec in figures.items() if isinstance(spec.source, Sum)]
    by_rows = (
        (part, whole)
        for part, one in sums
        for whole, other in sums
        if (one.ledger, one.where, one.beside) == (other.ledger, other.where, other.beside)
        and any(
            (relation.part, relation.whole) == (one.column, other.column)
            for relation in ledgers[one.ledger].relations
        )
    )
    defined = ((key, spec.part_of) for key, spec in figures.items() if spec.part_of in figures)
    return (*by_rows, *defined)


def named_and_counted(figures: Mapping[str, FigureSpec]) -> tuple[tuple[str, str], ...]:
    """Return (names, count) of figures over the same rows."""
    counts = {
        (spec.source.ledger, spec.source.where): key
        for key, spec in figures.items()
        if isinstance(spec.source, Count)
    }
    return tuple(
        (key, counts[spec.source.ledger, spec.source.where])
        for key, spec in figures.items()
        if isinstance(spec.source, Names) and (spec.source.ledger, spec.source.where) in counts
    )
