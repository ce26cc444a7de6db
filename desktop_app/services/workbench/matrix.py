"""The matrix of the workbench as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.core.evidence import Number
from desktop_app.core.records import FigureContent, FigureValue, UnitRecord
from desktop_app.core.specs import FieldSpec
from desktop_app.services.figures.gaps import Gap

CellKey = tuple[str, str]
"""Unit name and figure key."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One unit's value of one figure.

    typed: what stands in the unit's subtotal row. has_events: single rows count beside it, so that
    the value may be counted twice. is_nil: the unit gave a 零报告. is_missing: it gave nothing.
    reason: why the value was given by hand (直报数) and does not follow from the rows, else "".
    """

    value: FigureContent
    typed: FigureContent = None
    has_events: bool = False
    is_nil: bool = False
    is_missing: bool = False
    reason: str = ""

    @property
    def events(self) -> Number | None:
        """What the single rows beside a subtotal give."""
        numbers = int | Decimal
        if isinstance(self.value, numbers) and isinstance(self.typed, numbers):
            return self.value - self.typed
        return None

    @property
    def is_doubled(self) -> bool:
        """Whether subtotal and single rows are both counted."""
        return self.has_events and self.typed is not None and not self.reason


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × figures of a quarter; cells by (unit name, figure key).

    missing_units: those that should report and gave nothing but what they are asked of themselves
    (party members, branches). fields: figure key → what may be typed into its column. estimates:
    cells whose value is 估, in whole or in part. gaps: partial totals that have no column here.
    reasons: figure key → why its total was given by hand.
    """

    units: tuple[UnitRecord, ...]
    figures: tuple[FigureValue, ...]
    cells: Mapping[CellKey, MatrixCell]
    missing_units: tuple[str, ...] = ()
    fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    estimates: frozenset[CellKey] = frozenset()
    gaps: tuple[Gap, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
