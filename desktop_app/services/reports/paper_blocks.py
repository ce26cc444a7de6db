"""The lines and tables of 数据底稿: each figure with what is to be said of it, then the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from desktop_app.core.chinese_numbers import counted_number, plain_number
from desktop_app.core.records import FigureValue
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.typed_cells import ESTIMATED
from desktop_app.report.document import Block, Column, Heading, Paragraph, Run, Runs, Table
from desktop_app.report.numbers import joined_names, one_line
from desktop_app.services.figures.problems import ListedRow
from desktop_app.services.final.frozen_rows import PERSONS
from desktop_app.services.reports.trails import Trail, UsedRow, rows_by_ledger
from desktop_app.services.workbench.estimates import ABOUT

MOST_ON_PAPER = 200
"""Rows of one ledger on paper; a workbook holds them all."""

_UNKNOWN = "—"
_SOURCES = {"ledger": "台账", "reported": "直报", "mixed": "台账和直报", None: "没有数"}
_ONLY_IN_TABLES = "只在附件的表里的数："
_FIGURES = (Column("指标和数", 2.2), Column("口径和来源", 8.8))
_ROWS = (
    *(Column("填报单位", 1.3), Column("日期", 1, "center"), Column("内容", 6)),
    *(Column("登记人", 0.9), Column("登记日期", 1.3, "center"), Column("第几项", 0.9)),
)


def paper_blocks(trails: Sequence[Trail]) -> Iterator[Block]:
    """Yield the figures, then the rows, problems and measures behind them.

    Figures stand in their order, below the sentence that prints them first.
    """
    numbered = enumerate(trails, 1)
    for sentence, found in groupby(numbered, key=lambda one: one[1].sentence):
        yield Paragraph((Run(sentence or _ONLY_IN_TABLES),))
        yield Table(_FIGURES, tuple(_figure(number, trail) for number, trail in found))
    yield from _ledger_blocks(trails)
    yield from _listed_blocks(trails)


def _figure(number: int, trail: Trail) -> tuple[Runs, ...]:
    return (Run(f"{number}. "), *_headline(trail.figure)), (Run("".join(_facts(trail))),)


def _headline(figure: FigureValue) -> Runs:
    value = figure.value
    if isinstance(value, int | Decimal):
        shown = counted_number(value, figure.decimals, figure.counter) + figure.counter
        return (Run(f"{figure.label}："), Run(shown, figure.key))
    if isinstance(value, tuple):
        return (Run(f"{figure.label}：{len(value)}{figure.counter}"),)
    return (Run(f"{figure.label}：{_UNKNOWN}"),)


def _facts(trail: Trail) -> Iterator[str]:
    """Yield what is to be said of a figure, a sentence each."""
    figure = trail.figure
    yield f"口径：{_sentence(figure.definition)}"
    if trail.sides:
        yield f"组成：{trail.sides.equation()}。"
    elif trail.parts:
        yield "组成：" + "；".join(_told(part) for part in trail.parts) + "。"
    books = "、".join(f"{label}{count}行" for label, count in trail.books)
    yield f"来源：{_SOURCES[figure.source]}" + (f"（{books}）。" if books else "。")
    if figure.reason:
        yield f"直报原因：{_sentence(figure.reason)}"
    if isinstance(figure.value, tuple) and figure.value:
        yield f"名单：{_listed(figure.value)}。"
    if given := list(_by_unit(trail)):
        yield "各单位：" + "、".join(given) + "。"
    if figure.missing:
        yield "没有报：" + "、".join(figure.missing) + "。"


def _by_unit(trail: Trail) -> Iterator[str]:
    """Yield each unit with its value; of a ratio with what was divided by what."""
    figure, sides, estimated = trail.figure, trail.sides, trail.estimated
    for unit, value in figure.by_unit.items():
        if not isinstance(value, int | Decimal):
            continue
        number = counted_number(value, figure.decimals, figure.counter)
        about = ABOUT if unit in estimated else ""
        if sides and sides.part.by_unit:
            yield f"{unit}{about}{sides.part.text(unit)}÷{sides.whole.text(unit)}={number}%"
        else:
            yield f"{unit}{about}{number}{'%' if figure.counter == '%' else ''}"


def _ledger_blocks(trails: Sequence[Trail]) -> Iterator[Heading | Paragraph | Table]:
    """Yield the rows behind the figures, ledger by ledger."""
    places = {trail.figure.key: number for number, trail in enumerate(trails, 1)}
    for spec, rows in rows_by_ledger(trails):
        yield Heading(3, "", (Run(f"台账记录：{spec.label}（{len(rows)}行）"),))
        shown = rows[:MOST_ON_PAPER]
        yield Table(_ROWS, tuple(_row(spec, one, places) for one in shown))
        if len(shown) < len(rows):
            rest = f"其余{len(rows) - len(shown)}行见数据底稿的 Excel 表格。"
            yield Paragraph((Run(rest),))


def _listed_blocks(trails: Sequence[Trail]) -> Iterator[Heading | Table]:
    """Yield the problems and measures behind the figures, each kind once."""
    kinds: dict[str, dict[str, ListedRow]] = {}
    headings: dict[str, tuple[str, ...]] = {}
    for trail in trails:
        if trail.listed:
            headings[trail.listed.label] = trail.listed.headings
            kinds.setdefault(trail.listed.label, {}).update(
                (row.uid, row) for row in trail.listed.rows
            )
    for label, found in kinds.items():
        yield Heading(3, "", (Run(f"{label}（{len(found)}项）"),))
        shown = [place for place, name in enumerate(headings[label]) if name not in PERSONS]
        columns = tuple(Column(headings[label][place], 1 if place else 3) for place in shown)
        rows = (tuple((Run(one_line(row.cells[at])),) for at in shown) for row in found.values())
        yield Table(columns, tuple(rows))


def _row(spec: LedgerSpec, used: UsedRow, places: dict[str, int]) -> tuple[Runs, ...]:
    values = used.row.values
    about = ABOUT if values.get(ESTIMATED) else ""
    numbers = (
        f"{field.label}{about}{plain_number(value)}{field.counter}"
        for field in spec.fields
        if isinstance(value := values[field.name], int | Decimal) and field.is_number
    )
    day = values.get("date")
    texts = (
        used.row.unit,
        _day(day, used.row.period) if isinstance(day, date) else "",
        "，".join(numbers),
        used.hand.who if used.hand else "",
        f"{used.hand.at:%Y-%m-%d}" if used.hand else "",
        "、".join(str(places[figure.key]) for figure in used.figures),
    )
    return tuple((Run(one_line(text)),) for text in texts)


def _day(day: date, period: str) -> str:
    """Return a day as short as it is clear: the papers name the year of their period."""
    return f"{day.month}月{day.day}日" if period.startswith(str(day.year)) else day.isoformat()


def _listed(texts: Sequence[str]) -> str:
    """Return texts in a row, whole sentences among them parted by ；."""
    bare = tuple(text.rstrip("。；") or _UNKNOWN for text in texts)
    is_long = any(mark in text for text in bare for mark in "，。；")
    return "；".join(bare) if is_long else joined_names(bare)


def _sentence(text: str) -> str:
    """Return a text that ends in one full stop."""
    return f"{text.rstrip('。；')}。"


def _told(figure: FigureValue) -> str:
    value = figure.value
    if not isinstance(value, int | Decimal):
        return f"{figure.label}{_UNKNOWN}"
    return f"{figure.label}{counted_number(value, figure.decimals, figure.counter)}{figure.counter}"
