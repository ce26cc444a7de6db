"""Checks between figures: part and whole, names and their count, 主题党日 and branches, dates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import FigureValue, Finding
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.slots import without_slots

_AS_OF = "{report.as_of"


def parts_over_wholes(given: CheckInput) -> Iterator[Finding]:
    """Find a figure that exceeds the one it is a part of; by hand each may be given alone."""
    for part, whole in _pairs(given, given.parts):
        if not isinstance(part.value, int | Decimal) or not isinstance(whole.value, int | Decimal):
            continue
        if part.value > whole.value:
            yield Finding(
                "arithmetic.part",
                "error",
                f"“{part.label}”{plain_number(part.value, 2)}{part.counter}，大于"
                f"“{whole.label}”{plain_number(whole.value, 2)}{whole.counter}，请核对",
                part.label,
                part.key,
            )


def names_over_counts(given: CheckInput) -> Iterator[Finding]:
    """Find more names than their count says."""
    for names, count in _pairs(given, given.named):
        if not isinstance(names.value, tuple) or not isinstance(count.value, int | Decimal):
            continue
        if len(names.value) > count.value:
            yield Finding(
                "arithmetic.names",
                "error",
                f"“{names.label}”列了{len(names.value)}项，“{count.label}”只有"
                f"{plain_number(count.value, 0)}{count.counter}，请核对",
                count.label,
                count.key,
            )


def theme_days_due(given: CheckInput) -> Iterator[Finding]:
    """Find units whose branches held fewer 主题党日 than one a month; one finding for all."""
    behind = [one for one in given.theme_days if one.held < one.due]
    if behind:
        shown = "、".join(f"{one.unit}（应{one.due}次，登记{one.held}次）" for one in behind)
        yield Finding(
            "arithmetic.theme_days",
            "warning",
            f"主题党日每个支部每月一次，还差的单位：{shown}",
            "主题党日",
            "organization.party_days",
        )


def as_of(given: CheckInput) -> Iterator[Finding]:
    """Find numbers of an unknown day (截至), and a day that comes after the report's own."""
    report = given.report
    says_until = any(
        "截至" in without_slots(chapter.body) and _AS_OF not in chapter.body
        for chapter in given.chapters
    )
    if report.as_of is None and says_until:
        yield Finding(
            "elements.as_of", "warning", "正文写了“截至”，数据截止日还没有填写", "数据截止日"
        )
    if report.as_of and report.signed_on and report.as_of > report.signed_on:
        yield Finding(
            "elements.as_of",
            "warning",
            f"数据截止日{report.as_of}晚于成文日期{report.signed_on}，请核对",
            "数据截止日",
        )


def _pairs(
    given: CheckInput, keys: tuple[tuple[str, str], ...]
) -> Iterator[tuple[FigureValue, FigureValue]]:
    """Yield the pairs of which both figures are there."""
    for one, other in keys:
        if one in given.values and other in given.values:
            yield given.values[one], given.values[other]
