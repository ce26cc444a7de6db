"""What an office defines itself, as the window and the 方案 file hold it."""

from __future__ import annotations

from dataclasses import dataclass

from db.models.own import OwnColumn

KINDS = OwnColumn.KINDS
WITHIN = OwnColumn.WITHIN
OVER_PERIODS = OwnColumn.OVER_PERIODS
TEXT, WHOLE, AMOUNT, DAY, CHOICE = KINDS
NUMBERS = (WHOLE, AMOUNT)
TOTAL, LATEST = WITHIN
ADDED, LAST, NOT_AT_ALL = OVER_PERIODS


@dataclass(frozen=True, slots=True)
class OwnColumnRecord:
    """One column of an own ledger. key: "" for a new one.

    kind: one of KINDS. options: of a choice. is_figure: the numbers of the column are a figure with
    this definition (口径), within and over_periods. retired_from: code of the first quarter that
    asks for it no more. reason: why a text that may name a person is kept. part_of: key of the
    figure that counts these things too (其中), "" for none.
    """

    label: str
    kind: str = WHOLE
    counter: str = ""
    options: tuple[str, ...] = ()
    is_figure: bool = False
    definition: str = ""
    within: str = TOTAL
    over_periods: str = ADDED
    retired_from: str = ""
    reason: str = ""
    key: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class OwnLedgerRecord:
    """One own ledger with the columns that are shown. key: "" for a new one.

    area: key of the area that shows it. row_counter: measure word of its rows where their count is
    a figure, "" where not. holds_figures: made by the program for an area's own figures.
    """

    label: str
    area: str
    columns: tuple[OwnColumnRecord, ...] = ()
    help: str = ""
    kept_by_office: bool = False
    row_counter: str = ""
    holds_figures: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class OwnAreaRecord:
    """One own area. key: "" for a new one. chapter_body: "" where it proposes no chapter."""

    label: str
    help: str = ""
    chapter_title: str = ""
    chapter_body: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class OwnFigureRecord:
    """One own figure. key: "" for a new one; the figure's own is `own.` and this.

    area: key of its area. for_office: the township gives it as a whole, no village is asked.
    kind: WHOLE or AMOUNT. retired_from, part_of: as of a column.
    """

    label: str
    counter: str
    area: str
    definition: str = ""
    kind: str = WHOLE
    within: str = TOTAL
    over_periods: str = ADDED
    for_office: bool = False
    retired_from: str = ""
    key: str = ""
    part_of: str = ""
