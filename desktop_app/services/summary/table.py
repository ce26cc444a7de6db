"""The columns of 汇总分析: the same on the screen, on paper, in a workbook and on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.periods import Period
from desktop_app.services.summary.service import SeriesPoint, SummaryRow

_NOW = {"Q": "本季度", "H": "本半年", "Y": "本年"}
_BEFORE = {"Q": "上季度", "H": "上个半年", "Y": "上年"}

Number = int | Decimal | None


@dataclass(frozen=True, slots=True)
class SummaryColumn:
    """One column. heading: None where it says which period it is of.

    text: as it is shown; number: for a workbook, None for a column of texts. yearly: whether it has
    a sense of its own for a year, whose period before is the same one a year ago.
    """

    key: str
    heading: str
    text: Callable[[SummaryRow], str]
    number: Callable[[SummaryRow], Number] | None = None
    yearly: bool = True

    @property
    def is_number(self) -> bool:
        """Whether it stands right."""
        return self.number is not None


def _percent(percent: Decimal | None) -> str:
    """Write a rate with its sign; 0% has none."""
    if percent is None:
        return ""
    return f"{percent:+}%" if percent else "0%"


COLUMNS: tuple[SummaryColumn, ...] = (
    SummaryColumn("area", "工作领域", lambda row: row.area),
    SummaryColumn("label", "指标", lambda row: row.label),
    SummaryColumn("counter", "单位", lambda row: row.counter),
    SummaryColumn("now", "", lambda row: row.text(row.value), lambda row: row.value),
    SummaryColumn(
        "before", "", lambda row: row.text(row.previous.base), lambda row: row.previous.base
    ),
    SummaryColumn(
        "change",
        "增减",
        lambda row: row.difference_text(row.previous),
        lambda row: row.previous.difference,
    ),
    SummaryColumn(
        "rate",
        "增减幅度",
        lambda row: _percent(row.previous.percent),
        lambda row: row.previous.percent,
    ),
    SummaryColumn(
        "year_ago",
        "去年同期",
        lambda row: row.text(row.last_year.base),
        lambda row: row.last_year.base,
        yearly=False,
    ),
    SummaryColumn(
        "year_change",
        "同比增减",
        lambda row: row.difference_text(row.last_year),
        lambda row: row.last_year.difference,
        yearly=False,
    ),
    SummaryColumn(
        "year_rate",
        "同比幅度",
        lambda row: _percent(row.last_year.percent),
        lambda row: row.last_year.percent,
        yearly=False,
    ),
    SummaryColumn("missing", "缺报单位", lambda row: "、".join(row.missing)),
)


def columns_of(period: Period) -> tuple[SummaryColumn, ...]:
    """Return the columns that say something of a period."""
    return tuple(column for column in COLUMNS if column.yearly or period.kind != "Y")


def heading(column: SummaryColumn, period: Period) -> str:
    """Return a column's heading."""
    names = {"now": _NOW, "before": _BEFORE}
    return names[column.key][period.kind] if column.key in names else column.heading


def table_text(rows: Sequence[SummaryRow], period: Period) -> str:
    """Return headings and rows, cells parted by tabs, as a spreadsheet takes them."""
    columns = columns_of(period)
    lines = [[heading(column, period) for column in columns]]
    lines += [[column.text(row) for column in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


def short_name(period: Period) -> str:
    """Name a period below its point, in two short lines."""
    if period.kind == "Y":
        return f"{period.year}年"
    name = period.name.replace("第", "").replace("季度", "季")
    return f"{period.year}年\n{name}"


def gap_of(point: SeriesPoint) -> str:
    """Say what a point's value lacks, "" where it is whole."""
    if point.value is None:
        return ""
    if point.quarters:
        return f"缺{point.quarters}个季度"
    return f"缺{point.missing}" if point.missing else ""
