"""Checks on the numbers: part and whole, double counting, partial totals, ratios, overrides."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import FigureContent, Finding
from desktop_app.report.checks.input import CheckInput


def odd_rows(given: CheckInput) -> Iterator[Finding]:
    """Find rows whose part exceeds its whole, or whose day lies outside the quarter."""
    for row in given.odd_rows:
        yield Finding("arithmetic.row", row.severity, row.message, row.where)


def double_counted(given: CheckInput) -> Iterator[Finding]:
    """Find units whose subtotal and single events are both counted."""
    for double in given.doubles:
        kind = f"（{double.kind}）" if double.kind else ""
        yield Finding(
            "arithmetic.double",
            "error",
            f"{double.unit}的{double.ledger}{kind}既有小计又有单次记录，可能重复计算，请保留一种",
            double.ledger,
        )


def absent_quarters(given: CheckInput) -> Iterator[Finding]:
    """Find a half-year or year some of whose quarters have no data at all."""
    if given.absent_quarters:
        yield Finding(
            "arithmetic.quarters",
            "error",
            f"{'、'.join(given.absent_quarters)}还没有数据，各项合计不是整个报告期的",
            "报告期",
        )


def partial_totals(given: CheckInput) -> Iterator[Finding]:
    """Find totals that lack units."""
    for figure in given.values.values():
        if figure.is_partial:
            yield Finding(
                "arithmetic.partial",
                "warning",
                f"“{figure.label}”{figure.lack}：{'、'.join(figure.missing)}",
                figure.label,
                figure.key,
            )


def ratios_out_of_range(given: CheckInput) -> Iterator[Finding]:
    """Find percentages over 100 without a written reason."""
    for figure in given.values.values():
        value = figure.value
        if (
            figure.counter == "%"
            and isinstance(value, int | Decimal)
            and value > 100
            and not figure.reason
        ):
            yield Finding(
                "arithmetic.ratio",
                "warning",
                f"“{figure.label}”为{_shown(value)}%，超过100%，请核对或写明原因",
                figure.label,
                figure.key,
            )


def overridden_values(given: CheckInput) -> Iterator[Finding]:
    """Find values given by hand that differ from what the ledgers say."""
    for figure in given.values.values():
        if (
            figure.source in ("reported", "mixed")
            and figure.computed is not None
            and figure.computed != figure.value
        ):
            yield Finding(
                "arithmetic.override",
                "warning",
                f"“{figure.label}”直报为{_shown(figure.value)}，台账合计为{_shown(figure.computed)}"
                f"（{figure.reason}）",
                figure.label,
                figure.key,
            )


def _shown(value: FigureContent) -> str:
    return plain_number(value, 2) if isinstance(value, int | Decimal) else "空"
