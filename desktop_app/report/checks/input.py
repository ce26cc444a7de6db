"""What the checks look at; services put it together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.core.records import ChapterRecord, FigureContent, FigureValue, ReportRecord
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
class Limits:
    """From where on something is told.

    jump_percent, jump_least: a figure that changed by at least so many per cent of its earlier
    value, and by so much, needs a 说明. longest: characters of a report.
    """

    jump_percent: int = 50
    jump_least: int = 10
    longest: int = 5000


@dataclass(frozen=True, slots=True)
class FigureNote:
    """说明 of a figure's change. explains: the sentence that told the change it was written for."""

    text: str
    explains: str


@dataclass(frozen=True, slots=True)
class ThemeDays:
    """A unit's 主题党日 that are due (one a month for each branch) and those that were held."""

    unit: str
    due: int
    held: int


@dataclass(frozen=True, slots=True)
class FrozenBase:
    """An earlier report that was frozen: which, what it is compared as, its figures then."""

    name: str
    at: str
    values: Mapping[str, FigureContent]


@dataclass(frozen=True, slots=True)
class CheckInput:
    """A report with its chapters that are on, every value a slot may show, and odd rows.

    absent_quarters: names of the period's quarters that were never opened. hidden: keys of figures
    that exist but belong to an area that is off. unprintable: characters that no font has.
    notes: figure → 说明. parts: (part, whole) of figures that count the same things. named: (names,
    count) of figures over the same rows. frozen: earlier reports that the period is compared with.
    """

    report: ReportRecord
    chapters: tuple[ChapterRecord, ...]
    values: Mapping[str, FigureValue]
    odd_rows: tuple[OddRow, ...] = ()
    doubles: tuple[DoubleCounted, ...] = ()
    absent_quarters: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    unprintable: tuple[Unprintable, ...] = ()
    limits: Limits = Limits()
    notes: Mapping[str, FigureNote] = field(default_factory=dict)
    parts: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    theme_days: tuple[ThemeDays, ...] = ()
    frozen: tuple[FrozenBase, ...] = ()
