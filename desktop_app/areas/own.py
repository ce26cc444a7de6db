"""The office's own areas, ledgers and figures: declared as the built-in ones are.

They are made of definitions that the database holds; nobody writes a file for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.base import LedgerRow
from db.own_tables import (
    AMOUNT_DECIMALS,
    AreaDefinition,
    ColumnDefinition,
    Definitions,
    LedgerDefinition,
    live_columns,
)
from desktop_app.areas.declare import Area, Ledger, area, ledger
from desktop_app.core.specs import ChapterProposal, Count, FigureSpec, OverPeriods, Sum, Within

NAMESPACE = "own"
"""Of every own figure, whatever area it belongs to: an office may never know it by its area."""

_OVER_PERIODS = {
    "相加": OverPeriods.SUM,
    "取最后一季": OverPeriods.LAST,
    "不计算": OverPeriods.NONE,
}
_CHAPTERS_FROM = 45
"""Own chapters stand behind those of the built-in areas and ahead of 存在问题."""
_CHAPTERS = 5


def figure_key(key: str) -> str:
    """Return the key of the figure that a column, or the rows of a ledger, give."""
    return f"{NAMESPACE}.{key}"


Models = Mapping[LedgerDefinition, type[LedgerRow]]


def figure_label(ledger: str, column: str, *, holds_figures: bool) -> str:
    """Return what the figure of a column is called: 巡堤 and 人次 are 巡堤人次."""
    return column if holds_figures or column.startswith(ledger) else f"{ledger}{column}"


def with_own(
    built_in: Sequence[Area], definitions: Definitions, models: Models
) -> tuple[Area, ...]:
    """Return the built-in areas with the own ledgers in them, and the own areas.

    Own areas stand in report order behind the last area that has ledgers. models: of the ledgers.
    """
    ledgers = {
        found: _ledger(found, models[found]) for found in definitions.ledgers if found.is_live
    }
    theirs = [_extended(found, ledgers) for found in built_in]
    place = max((at for at, found in enumerate(theirs, 1) if found.ledgers), default=0)
    own = [
        _own_area(found, ledgers, _CHAPTERS_FROM + min(number, _CHAPTERS - 1))
        for number, found in enumerate(definitions.areas)
    ]
    return (*theirs[:place], *own, *theirs[place:])


def _own_area(
    definition: AreaDefinition, ledgers: Mapping[LedgerDefinition, Ledger], order: int
) -> Area:
    base = area(definition.key, definition.label, definition.help, is_own=True)
    found = _extended(base, ledgers)
    body = definition.chapter_body or _sentence(found.spec.figures)
    if not (definition.chapter_title and body):
        return found
    chapter = ChapterProposal(definition.key, definition.chapter_title, body, order)
    return Area(replace(found.spec, chapters=(chapter,)), found.ledgers)


def _sentence(figures: Sequence[FigureSpec]) -> str:
    """Return a text that names every figure which is not 0, to be rewritten by the clerk."""
    clauses = [f"[[{figure.label}{{{figure.key}}}{figure.counter}]]" for figure in figures]
    return f"本季度，{'，'.join(clauses)}。" if clauses else ""


def _extended(base: Area, all_ledgers: Mapping[LedgerDefinition, Ledger]) -> Area:
    mine = [found for found in all_ledgers if found.area == base.spec.key]
    if not mine:
        return base
    ledgers = tuple(all_ledgers[found] for found in mine)
    spec = replace(
        base.spec,
        ledgers=(*base.spec.ledgers, *(one.spec for one in ledgers)),
        figures=(*base.spec.figures, *(figure for found in mine for figure in _figures(found))),
        option_lists={
            **base.spec.option_lists,
            **{
                column.option_list: (f"{found.label}：{column.label}", column.options)
                for found in mine
                for column in live_columns(found.columns)
                if column.kind == "选项"
            },
        },
    )
    return Area(spec, (*base.ledgers, *ledgers))


def _ledger(definition: LedgerDefinition, model: type[LedgerRow]) -> Ledger:
    return ledger(
        model,
        definition.label,
        help=definition.help,
        kept_by_office=definition.kept_by_office,
        by_unit=not definition.kept_by_office,
        apart=True,
    )


def _figures(ledger: LedgerDefinition) -> list[FigureSpec]:
    figures = [
        _column_figure(ledger, column)
        for column in live_columns(ledger.columns)
        if column.is_figure
    ]
    if ledger.row_counter:
        figures.append(
            FigureSpec(
                figure_key(ledger.key),
                ledger.label,
                ledger.row_counter,
                f"{ledger.label}台账的行数，一行算一{ledger.row_counter}",
                Count(ledger.key),
                owed=False,
                by_unit=not ledger.kept_by_office,
                area=ledger.area,
            )
        )
    return figures


def _column_figure(ledger: LedgerDefinition, column: ColumnDefinition) -> FigureSpec:
    is_latest = column.within == "最新"
    how = "以各单位最近一行为准" if is_latest else "各行之和"
    return FigureSpec(
        figure_key(column.key),
        figure_label(ledger.label, column.label, holds_figures=ledger.holds_figures),
        column.counter,
        column.definition or f"{ledger.label}中“{column.label}”{how}",
        Sum(ledger.key, column.key),
        within=Within.LATEST if is_latest else Within.SUM,
        over_periods=_OVER_PERIODS[column.over_periods],
        owed=not ledger.kept_by_office,
        by_unit=not ledger.kept_by_office,
        decimals=AMOUNT_DECIMALS if column.kind == "金额" else 0,
        area=ledger.area,
        retired_from=column.retired_from,
        part_of=column.part_of,
    )
