"""What the checks look at; services put it together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.records import ChapterRecord, FigureValue, ReportRecord
from desktop_app.report.printability import Unprintable


@dataclass(frozen=True, slots=True)
class OddRow:
    """Something odd about a row that may be kept: how grave, where, and the sentence."""

    severity: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class DoubleCounted:
    """A unit whose subtotal and single events both count in a ledger."""

    ledger: str
    unit: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CheckInput:
    """A report with its chapters that are on, every value a slot may show, and odd rows.

    absent_quarters: names of the period's quarters that were never opened. hidden: keys of figures
    that exist but belong to an area that is off. unprintable: characters that no font has.
    """

    report: ReportRecord
    chapters: tuple[ChapterRecord, ...]
    values: Mapping[str, FigureValue]
    odd_rows: tuple[OddRow, ...] = ()
    doubles: tuple[DoubleCounted, ...] = ()
    absent_quarters: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    unprintable: tuple[Unprintable, ...] = ()
