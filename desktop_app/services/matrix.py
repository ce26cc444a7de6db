"""The matrix of the workbench as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.core.records import FigureContent, FigureValue, UnitRecord
from desktop_app.core.specs import FieldSpec

CellKey = tuple[str, str]
"""Unit name and figure key."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One unit's value of one figure.

    typed: what stands in the unit's subtotal row. has_events: single rows count beside it, so that
    the value may be counted twice. is_nil: the unit gave a 零报告. is_missing: it gave nothing.
    """

    value: FigureContent
    typed: FigureContent = None
    has_events: bool = False
    is_nil: bool = False
    is_missing: bool = False

    @property
    def is_doubled(self) -> bool:
        """Whether subtotal and single rows are both counted."""
        return self.has_events and self.typed is not None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × figures of a quarter; cells by (unit name, figure key).

    missing_units: those that should report and gave nothing but what they are asked of themselves
    (party members, branches). fields: figure key → what may be typed into its column. estimates:
    cells whose value is 估, in whole or in part.
    """

    units: tuple[UnitRecord, ...]
    figures: tuple[FigureValue, ...]
    cells: Mapping[CellKey, MatrixCell]
    missing_units: tuple[str, ...] = ()
    fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    estimates: frozenset[CellKey] = frozenset()
