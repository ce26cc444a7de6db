"""领导数据卡: the main figures of every area on one page, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.report.document import Column, Paragraph, Run, Table

_UNKNOWN = "—"
_COLUMNS = (
    Column("序号", 0.6, "center"),
    Column("指标", 3.6),
    Column("本期", 1.8, "right"),
    Column("上期", 1.6, "right"),
    Column("比上期", 1.4, "right"),
    Column("上年同期", 1.6, "right"),
)


def blocks(figures: Sequence[FigureValue], count: int) -> tuple[Table | Paragraph, ...]:
    """Lay out so many figures, and a line that counts the others.

    figures: those that the report prints, in its order.
    """
    chosen = {figure.key for figure in list(_by_turns(_counted(figures)))[:count]}
    shown = [figure for figure in _counted(figures) if figure.key in chosen]
    rows = tuple(
        (
            (Run(str(number)),),
            (Run(f"{figure.label}（{figure.counter}）"),),
            (_number(figure, figure.value),),
            (_number(figure, figure.previous),),
            (_difference(figure),),
            (_number(figure, figure.last_year),),
        )
        for number, figure in enumerate(shown, 1)
    )
    return Table(_COLUMNS, rows), Paragraph((Run(_rest(figures, len(shown))),))


def most_that_fit(figures: Sequence[FigureValue], fits: Callable[[int], bool]) -> int:
    """Return the largest number of figures whose card is one page; fits: whether so many are."""
    least, most = 0, len(_counted(figures))
    while least < most:
        middle = (least + most + 1) // 2
        if fits(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _counted(figures: Sequence[FigureValue]) -> list[FigureValue]:
    return [one for one in figures if isinstance(one.value, int | Decimal)]


def _by_turns(figures: Sequence[FigureValue]) -> Iterator[FigureValue]:
    """Yield the first figure of each area, then the second of each: what is first is the main."""
    areas: dict[str, list[FigureValue]] = {}
    for figure in figures:
        areas.setdefault(figure.area, []).append(figure)
    for turn in zip_longest(*areas.values()):
        yield from (figure for figure in turn if figure is not None)


def _rest(figures: Sequence[FigureValue], shown: int) -> str:
    """Say how many figures the card leaves out, and where they are."""
    counted = len(_counted(figures))
    lists = sum(isinstance(one.value, tuple) for one in figures)
    blank = len(figures) - counted - lists
    left = counted - shown + lists
    told = [f"本卡列出{shown}项主要指标"]
    told += [f"报告里另有{left}项没有列出，见数据底稿"] if left else []
    told += [f"还有{blank}项没有填数"] if blank else []
    return "；".join(told) + "。"


def _difference(figure: FigureValue) -> Run:
    now, before = figure.value, figure.previous
    if not isinstance(now, int | Decimal) or not isinstance(before, int | Decimal):
        return Run(_UNKNOWN)
    difference = Decimal(now) - Decimal(before)
    text = counted_number(abs(difference), figure.decimals, figure.counter)
    if text == "0":
        return Run("持平")
    return Run(f"{'+' if difference > 0 else '－'}{text}")


def _number(figure: FigureValue, value: FigureContent) -> Run:
    if not isinstance(value, int | Decimal):
        return Run(_UNKNOWN)
    return Run(counted_number(value, figure.decimals, figure.counter), figure.key)
