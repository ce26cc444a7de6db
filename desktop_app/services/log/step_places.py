"""Where a step of the log wrote: which page shows it, which quarter, and what to call it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from peewee import fn

from db.base import Change, Unit
from db.models.rectification import Measure, Problem
from db.models.report import Report
from db.models.upper_forms import UpperForm
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StepPlace:
    """Where to look after a step.

    page: the page's key, "" where no page shows it. item: what to show there, as that page's
    `show_item` takes it, "" for the page as a whole. period: None for what holds in all quarters.
    unit: whose row it is, "" for none. is_cell: a cell of the workbench's matrix shows it too.
    words: all of that for a reader.
    """

    page: str = ""
    item: str = ""
    period: Period | None = None
    unit: str = ""
    is_cell: bool = False
    words: str = ""


class StepPlaces:
    """Reads places out of the log; the first row of a step decides."""

    def __init__(self, catalogue: Catalogue) -> None:
        """catalogue: which area shows which ledger."""
        self._catalogue = catalogue
        self._finders: dict[str, Callable[[str, Columns], StepPlace]] = {
            "period": lambda _uid, row: _of_quarter(row["code"], "workbench", "", "报告期"),
            "unit": lambda _uid, row: StepPlace("settings", "units", words=row["name"]),
            "unit_period": lambda _uid, row: _settings(row, "units", "填报单位"),
            "option_item": lambda _uid, row: _settings(row, "options", "选项"),
            "area_period": lambda _uid, row: _settings(row, "areas", "工作领域"),
            "office": lambda _uid, _row: StepPlace("settings", "office", words="单位信息"),
            "own_area": lambda _uid, row: StepPlace("settings", "own_areas", words=row["label"]),
            "own_ledger": lambda _uid, row: StepPlace("settings", "own_areas", words=row["label"]),
            "own_column": lambda _uid, row: StepPlace(
                "settings", "own_figures", words=row["label"]
            ),
            "silent_rule": _of_check_rule,
            "office_word": _of_check_rule,
            "check_limits": _of_check_rule,
            "ignored_finding": _of_finding,
            "figure_note": _of_finding,
            "page_setup": lambda _uid, _row: StepPlace("settings", "page", words="版式"),
            "nil_report": self._of_nil_report,
            "reported_value": self._of_reported_value,
            "problem": partial(_of_rectification, "存在问题"),
            "measure": partial(_of_rectification, "下步措施"),
            "measure_progress": _of_progress,
            "measure_problem": _of_link,
            "report": lambda _uid, row: _of_quarter(row["period"], "report", "", "报告"),
            "chapter": _of_chapter,
            "final_report": _of_report_part,
            "report_version": _of_report_part,
            "confirmed_sentence": _of_report_part,
            "workbook_file": lambda _uid, _row: StepPlace("upper_forms", words="上报表格"),
            "upper_form": lambda uid, row: StepPlace("upper_forms", uid, words=row["name"]),
            "upper_form_cell": _of_form_cell,
        }

    def of(self, batch: str) -> StepPlace:
        """Return where a step wrote; a StepPlace without a page for what no page shows."""
        first = Change.select().where(Change.batch == batch).order_by(Change.id).first()
        if first is None:
            return StepPlace()
        row = json.loads(first.after or first.before or "{}")
        if first.table in self._catalogue.ledgers:
            return self._of_row(first.table, first.uid, row, batch)
        finder = self._finders.get(first.table)
        return finder(first.uid, row) if finder else StepPlace()

    def _of_row(self, ledger: str, uid: str, row: Columns, batch: str) -> StepPlace:
        """Return the place of a ledger's row; of one that is deleted now, its ledger."""
        spec, model = self._catalogue.ledgers[ledger], self._catalogue.models[ledger]
        pages = self._catalogue.areas_of_ledger[ledger]
        if spec.shared_by:
            labels = {area.spec.key: area.spec.label for area in self._catalogue.areas}
            own = [page for page in pages if labels[page] == row.get(spec.shared_by)]
            pages = (*own, *pages)
        is_there = model.select().where(model.live(), model.uid == uid).exists()
        unit = "" if spec.kept_by_office else _unit_name(row)
        uids = Change.select(fn.count(Change.uid.distinct())).where(Change.batch == batch)
        rows = int(uids.scalar() or 1)
        owner = f"{unit}等{rows}行" if unit else f"{rows}行"
        owner = owner if rows > 1 else unit
        period = _period(row["period"])
        words = " · ".join(filter(None, (owner, spec.label, period.label if period else "")))
        return StepPlace(
            pages[0],
            f"{ledger}/{uid}" if is_there else ledger,
            period,
            unit if rows == 1 else "",
            is_cell=bool(row.get("is_subtotal")),
            words=words,
        )

    def _of_nil_report(self, _uid: str, row: Columns) -> StepPlace:
        spec = self._catalogue.ledgers[row["ledger"]]
        page = self._catalogue.areas_of_ledger[spec.key][0]
        words = " · ".join(filter(None, (_unit_name(row), spec.label)))
        return _of_quarter(row["period"], page, spec.key, words)

    def _of_reported_value(self, _uid: str, row: Columns) -> StepPlace:
        figure = self._catalogue.figures.get(row["figure"])
        label = figure.label if figure else "直报数"
        words = " · ".join(filter(None, (_unit_name(row), label)))
        return _of_quarter(row["period"], "workbench", "", words)


def _settings(row: Columns, tab: str, label: str) -> StepPlace:
    return _of_quarter(row["period"], "settings", tab, _unit_name(row) or label)


def _of_rectification(label: str, uid: str, row: Columns) -> StepPlace:
    return _of_quarter(row["opened"], "rectification", uid, label)


def _of_progress(_uid: str, row: Columns) -> StepPlace:
    measure = Measure.get_or_none(Measure.id == row["measure_id"])
    uid = measure.uid if measure else ""
    return _of_quarter(row["period"], "rectification", uid, "下步措施")


def _of_link(_uid: str, row: Columns) -> StepPlace:
    problem = Problem.get_or_none(Problem.id == row["problem_id"])
    return StepPlace("rectification", problem.uid if problem else "", words="问题与措施")


def _of_form_cell(_uid: str, row: Columns) -> StepPlace:
    form = UpperForm.get_or_none(UpperForm.id == row["form_id"])
    name = form.name if form else "上报表格"
    return StepPlace("upper_forms", form.uid if form else "", words=f"{name} · {row['cell']}")


def _of_chapter(uid: str, row: Columns) -> StepPlace:
    report = Report.get_or_none(Report.id == row["report_id"])
    code = report.period if report else ""
    return _of_quarter(code, "report", f"chapter:{uid}", row.get("title") or "正文")


def _of_check_rule(_uid: str, _row: Columns) -> StepPlace:
    return StepPlace("settings", "checks", words="校核规则")


def _of_finding(_uid: str, row: Columns) -> StepPlace:
    return _of_quarter(row["period"], "report", "", "校核意见")


def _of_report_part(_uid: str, row: Columns) -> StepPlace:
    report = Report.get_or_none(Report.id == row["report_id"])
    return _of_quarter(report.period if report else "", "report", "", "报告")


def _of_quarter(code: str, page: str, item: str, words: str) -> StepPlace:
    period = _period(code)
    return StepPlace(page, item, period, words=f"{words} · {period.label}" if period else words)


def _period(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except UnknownPeriod:
        return None


def _unit_name(row: Columns) -> str:
    unit = Unit.get_or_none(Unit.id == row["unit_id"]) if row.get("unit_id") else None
    return unit.name if unit else ""
