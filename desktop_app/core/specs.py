"""Declarations: what a field, a ledger, a figure, a proposed chapter and a work area are.

They are plain frozen records. `areas` writes them, services compile them, the window and the
workbook are drawn from them; columns are named by strings, so that no database type leaks upward.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class FieldKind(StrEnum):
    """What may be typed into a field; every kind has a parser in `validation`."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column of a ledger, as its model field declares it.

    name: column name. label: Chinese heading. counter: measure word of a number ("" for none).
    minimum, maximum: inclusive bounds of a number. decimals: places a DECIMAL keeps.
    max_length: characters of a text. choices: accepted texts of a CHOICE; option_list: or the key
    of a list that belongs to the period. derived: filled by a Derivation, never typed.
    """

    name: str
    kind: FieldKind
    label: str
    counter: str = ""
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    max_length: int | None = None
    choices: tuple[str, ...] = ()
    option_list: str | None = None
    section: str = ""
    help: str = ""
    derived: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the field holds a number that can be added up or compared."""
        return self.kind in (FieldKind.INTEGER, FieldKind.DECIMAL)

    @property
    def heading(self) -> str:
        """The label with its counter: 参加（人次）."""
        return f"{self.label}（{self.counter}）" if self.counter else self.label


@dataclass(frozen=True, slots=True)
class AtMost:
    """A relation within a row: the part may not exceed the whole (a warning at the cell)."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class ProductOf:
    """A derivation: `target` is the product of the factors as soon as all of them are known.

    A target typed by hand stands as long as a factor is unknown.
    """

    target: str
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A derivation: `target` follows from the text in `column` by a fixed table."""

    target: str
    column: str
    table: Mapping[str, str]


Derivation = ProductOf | LookedUp


@dataclass(frozen=True, slots=True)
class LedgerSpec:
    """One ledger (台账): a table of facts.

    key: table name. kept_by_office: kept by the township itself (本级), not asked of villages.
    by_unit: whether figures may be broken down to villages (never for religion and discipline).
    identity: columns that tell one thing from another where only the latest row of each counts.
    subtotal_key: columns that, with unit and period, identify a subtotal row.
    shared_by: column that names the area a row belongs to, where areas share the ledger.
    apart: its numbers say nothing of each other; where the latest row counts, each has its own.
    """

    key: str
    label: str
    fields: tuple[FieldSpec, ...]
    help: str = ""
    kept_by_office: bool = False
    by_unit: bool = True
    identity: tuple[str, ...] = ()
    subtotal_key: tuple[str, ...] = ()
    shared_by: str | None = None
    relations: tuple[AtMost, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    apart: bool = False

    def field(self, name: str) -> FieldSpec:
        """Return the field of that name; KeyError names the ledger when there is none."""
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(f"{self.key}.{name}")


class Within(StrEnum):
    """How rows of one quarter make a value."""

    SUM = "sum"
    LATEST = "latest"


class OverPeriods(StrEnum):
    """How the quarters of a half-year or year make a value."""

    SUM = "sum"
    LAST = "last"
    RECOMPUTE = "recompute"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one column: among `values` (or, with `exclude`, anything else).

    An empty column counts as "anything else".
    """

    column: str
    values: tuple[str, ...]
    exclude: bool = False

    def accepts(self, value: object) -> bool:
        """Say whether a row with that value counts."""
        return (value in self.values) != self.exclude


@dataclass(frozen=True, slots=True)
class Sum:
    """Add up a number column over the rows that meet every condition.

    beside: count only rows where this other column is known too, for the two sides of a ratio.
    """

    ledger: str
    column: str
    where: tuple[Where, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Largest:
    """Take the largest value of a number column in each unit, and add those up.

    For what several events cover again and again, such as branches.
    """

    ledger: str
    column: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Count the rows that meet every condition."""

    ledger: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Mean:
    """Average a number column, each row weighted by another column (1 where that is empty)."""

    ledger: str
    column: str
    weight: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """List the texts of a column in the order of `order` (empty last), then of entry.

    quote: pair of marks put around each text that does not carry them yet, such as 《》.
    """

    ledger: str
    column: str
    where: tuple[Where, ...] = ()
    order: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class UnitFact:
    """Add up a fact of the units themselves: `party_members` or `branches`."""

    column: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """100 × part ÷ whole over the units whose whole is known; null when that is null or 0."""

    part: Sum
    whole: Sum | UnitFact


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest of several figures; null as soon as one of them is."""

    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rectification:
    """A value of the problems and measures; `measure` names a function of that service."""

    measure: str
    area: str | None = None


Source = Sum | Largest | Count | Mean | Names | UnitFact | Ratio | Lowest | Rectification


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """One figure (指标): a number or a list of names with its counter and 口径.

    key: stable for ever, namespaced by area, an office's own by `own`. decimals: places printed at
    most. owed: villages report it, so that a unit without a value is listed as missing. area: of an
    office's own figure. retired_from: code of the first quarter that has it no more, "" for none.
    part_of: key of the figure that an office's own one is a part of (其中), "" for none.
    """

    key: str
    label: str
    counter: str
    definition: str
    source: Source
    within: Within = Within.SUM
    over_periods: OverPeriods = OverPeriods.SUM
    owed: bool = True
    by_unit: bool = True
    decimals: int = 0
    area: str = ""
    retired_from: str = ""
    part_of: str = ""

    @property
    def home(self) -> str:
        """Key of the area that it belongs to."""
        return self.area or self.key.partition(".")[0]

    def is_asked_in(self, quarter: str) -> bool:
        """Whether a quarter, known by its code, still has it."""
        return not self.retired_from or quarter < self.retired_from

    @property
    def is_list(self) -> bool:
        """Whether the value is a list of texts rather than a number."""
        return isinstance(self.source, Names) or (
            isinstance(self.source, Rectification) and self.source.measure.endswith("_texts")
        )


class PointStyle(StrEnum):
    """How the points of a chapter are numbered."""

    CLAUSE = "一是"
    HEADING = "（一）"
    NUMBER = "1."
    NONE = ""


@dataclass(frozen=True, slots=True)
class ChapterProposal:
    """A chapter that an area proposes for a new office's first report.

    title: without number ("" for the opening, which has neither heading nor number).
    body: paragraphs, one a line; a line that starts with "• " is a point of the chapter's list.
    order: place among all proposals.
    """

    key: str
    title: str
    body: str
    order: int
    point_style: PointStyle = PointStyle.CLAUSE


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """One work area (工作领域): its ledgers, figures and proposed chapter.

    key: namespace of its figures. option_lists: first content of the lists that belong to the
    period, key → (label, texts). is_own: the office defined it itself.
    """

    key: str
    label: str
    help: str
    ledgers: tuple[LedgerSpec, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    chapters: tuple[ChapterProposal, ...] = ()
    option_lists: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    is_own: bool = False
