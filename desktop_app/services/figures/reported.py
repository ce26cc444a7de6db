"""直报数: which figures may be given by hand, and what was given in a quarter."""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.core.specs import Count, FigureSpec, Largest, Sum, UnitFact


def may_be_reported(spec: FigureSpec, period: Period) -> bool:
    """Say whether a total may be given: of a number, in a quarter; spans follow from theirs."""
    return not spec.is_list and len(period.quarters) == 1


def may_be_reported_by_unit(spec: FigureSpec) -> bool:
    """Say whether each unit's part may be given: where the whole is the sum of its parts."""
    return spec.by_unit and isinstance(spec.source, Sum | Largest | Count | UnitFact)
