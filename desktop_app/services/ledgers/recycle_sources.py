"""The tables whose rows a clerk deletes, and how one of those rows reads in the 回收站."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from db.base import LedgerRow, Unit
from db.models.office import UnitPeriod
from db.models.rectification import Measure, Problem
from db.models.report import Chapter, Report
from db.models.upper_forms import UpperForm
from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, LedgerSpec

_SLOT = re.compile(r"\{[^{}]*\}")
_MARKS = re.compile(r"\[\[|\]\]|^• ", re.MULTILINE)
_SEARCHED = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE)


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows a clerk deletes.

    query: its rows, joined with what is searched. period: the column that holds a quarter's code,
    None where rows belong to no quarter.
    """

    label: str
    model: Any
    query: Any
    period: Any
    searched: tuple[Any, ...]
    unit: Callable[[Any], str]
    text: Callable[[Any], str]


def ledger_source(spec: LedgerSpec, model: type[LedgerRow]) -> Source:
    """Return a ledger as a source of deleted rows."""
    texts = tuple(getattr(model, field.name) for field in spec.fields if field.kind in _SEARCHED)
    return Source(
        spec.label,
        model,
        model.select(model, Unit).join(Unit),
        model.period,
        (Unit.name, *texts),
        lambda row: str(row.unit.name),
        partial(_row_text, spec),
    )


def other_sources() -> dict[str, Source]:
    """Return the tables beside the ledgers, by their names."""

    def no_unit(_row: object) -> str:
        return ""

    sources = (
        Source(
            "填报单位",
            UnitPeriod,
            UnitPeriod.select(UnitPeriod, Unit).join(Unit),
            UnitPeriod.period,
            (Unit.name,),
            lambda row: str(row.unit.name),
            lambda row: "" if row.party_members is None else f"党员{row.party_members}名",
        ),
        Source(
            "报告章节",
            Chapter,
            Chapter.select(Chapter, Report).join(Report),
            Report.period,
            (Chapter.title, Chapter.body),
            no_unit,
            lambda row: "：".join(filter(None, map(_readable, (row.title, row.body)))),
        ),
        Source(
            "存在问题",
            Problem,
            Problem.select(),
            Problem.opened,
            (Problem.description, Problem.responsible_body),
            no_unit,
            lambda row: str(row.description),
        ),
        Source(
            "下步措施",
            Measure,
            Measure.select(),
            Measure.opened,
            (Measure.heading, Measure.text),
            no_unit,
            lambda row: "：".join(filter(None, (row.heading, row.text))),
        ),
        Source(
            "上报表格",
            UpperForm,
            UpperForm.select(),
            None,
            (UpperForm.name, UpperForm.file_name),
            no_unit,
            lambda row: str(row.name),
        ),
    )
    return {source.model._meta.table_name: source for source in sources}


def _readable(text: str) -> str:
    """Return a chapter's text on one line, with … for the numbers that stand in it."""
    return " ".join(_MARKS.sub("", _SLOT.sub("…", text)).split())


def _row_text(spec: LedgerSpec, row: Any) -> str:  # noqa: ANN401 - a LedgerRow
    """Say what stands in a ledger's row: 学雷锋，参加86人次，小计."""
    parts = []
    for field in spec.fields:
        value = getattr(row, field.name)
        if value is None or value is False or value == "" or field.name == "counted":
            continue
        if value is True:
            parts.append(field.label)
        elif field.is_number:
            parts.append(f"{field.label}{plain_number(value)}{field.counter}")
        else:
            parts.append(str(value).replace("\n", " "))
    return "，".join(parts)


def quarter_label(row: Any) -> str:  # noqa: ANN401 - a row of any source
    """Return the label of the quarter that a row belongs to."""
    code = row.report.period if isinstance(row, Chapter) else getattr(row, "period_id", None)
    code = code or getattr(row, "opened_id", None)
    return Period.parse(code).label if code else ""
