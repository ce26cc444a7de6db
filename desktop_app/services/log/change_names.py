"""What the things of the log are called: tables, rows, quarters, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from db.base import Unit
from db.models.rectification import Measure, Problem
from db.models.report import Report
from db.models.upper_forms import UpperForm
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period
from desktop_app.report.slots import Optional, Piece, Slot, parse

TABLES = {
    "period": "报告期",
    "unit": "填报单位",
    "unit_period": "填报单位",
    "nil_report": "零报告",
    "reported_value": "直报数",
    "problem": "存在问题",
    "measure": "下步措施",
    "measure_progress": "措施进展",
    "measure_problem": "问题与措施的对应",
    "report": "报告",
    "chapter": "报告章节",
    "report_version": "草稿版本",
    "confirmed_sentence": "确认的句子",
    "final_report": "定稿",
    "upper_form": "上报表格",
    "upper_form_cell": "上报表格",
    "upper_form_export": "上报表格",
    "workbook_file": "上报表格",
    "office": "单位信息",
    "area_period": "工作领域",
    "option_item": "选项",
    "page_setup": "版式",
    "silent_rule": "校核规则",
    "ignored_finding": "校核规则",
    "figure_note": "数据说明",
    "office_word": "校核规则",
    "check_limits": "校核规则",
    "own_area": "自定义领域",
    "own_ledger": "自定义台账",
    "own_column": "自定义栏目",
}
"""How the tables beside the ledgers are called, in the order in which one looks for them."""

TEXT_VALUES = {
    "office.name": "单位简称",
    "office.full_name": "单位全称",
    "office.short_name": "单位简称",
    "office.kind": "单位类别",
    "office.committee": "党委或党工委",
    "office.whole": "全镇或全街道",
    "office.document_code": "发文代字",
    "office.guideline": "工作思路",
    "office.plan_name": "党建计划名称",
    "report.year": "年份",
    "report.period_name": "报告期名称",
    "report.period": "报告期",
    "report.next": "下一报告期",
    "report.previous": "上一报告期",
    "report.period_short": "报告期简称",
    "report.as_of": "数据截止日",
    "report.signed_on": "成文日期",
}
"""What a text can show beside figures, as the report's own values are called."""

_SHORT = 24  # characters of a title that stands for a row

Row = Mapping[str, Any]


class ChangeNames:
    """Names as they are now; whatever is not there any more has none."""

    def __init__(self, catalogue: Catalogue) -> None:
        """catalogue: how ledgers, figures and areas are called."""
        self.catalogue = catalogue
        self._owners: dict[str, Callable[[Row], str]] = {
            "unit": lambda row: str(row.get("name", "")),
            "unit_period": self._unit_of,
            "nil_report": self._unit_of,
            "reported_value": lambda row: self._unit_of(row) + self.figure(row.get("figure", "")),
            "problem": lambda row: _short(row.get("description")),
            "measure": lambda row: _short(row.get("heading")),
            "measure_progress": lambda row: _short(self.measures.get(row.get("measure_id", 0))),
            "measure_problem": lambda row: _short(self.problems.get(row.get("problem_id", 0))),
            "chapter": lambda row: _short(row.get("title")) or "正文",
            "upper_form": lambda row: _short(row.get("name")),
            "upper_form_cell": lambda row: (
                f"{_short(self.forms.get(row.get('form_id', 0)))} {row.get('cell', '')}"
            ),
            "own_area": lambda row: str(row.get("label", "")),
            "own_ledger": lambda row: str(row.get("label", "")),
            "own_column": lambda row: str(row.get("label", "")),
            "area_period": lambda row: self.area(row.get("area", "")),
        }

    def table(self, name: str) -> str:
        """Return what a table is called."""
        spec = self.catalogue.ledgers.get(name)
        return spec.label if spec else TABLES.get(name, "")

    def owner(self, table: str, row: Row) -> str:
        """Return whose row it is, or by what words one knows it; "" for neither.

        A ledger that the township keeps itself has no owners.
        """
        spec = self.catalogue.ledgers.get(table)
        if spec is not None:
            return "" if spec.kept_by_office else self._unit_of(row)
        return self._owners[table](row) if table in self._owners else ""

    def quarter(self, row: Row) -> str:
        """Return the quarter that a row belongs to, "" for none."""
        code = row.get("period") or row.get("opened") or row.get("code")
        if code is None and "report_id" in row:
            code = self._reports.get(row["report_id"])
        return quarter_text(str(code)) if code else ""

    def area(self, key: str) -> str:
        """Return the label of an area."""
        labels = {area.spec.key: area.spec.label for area in self.catalogue.areas}
        return labels.get(key, "")

    def figure(self, key: str) -> str:
        """Return the label of a figure, or of what else a text can show."""
        found = self.catalogue.figures.get(key)
        return found.label if found else TEXT_VALUES.get(key, "")

    def option_list(self, key: str) -> str:
        """Return the label of a list of choices."""
        return self.catalogue.option_lists.get(key, ("",))[0]

    def readable(self, text: str) -> str:
        """Return a stored text with the names of its figures in brackets instead of slots."""
        return "".join(self._readable(parse(text)))

    def _readable(self, pieces: tuple[Piece, ...]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, Slot):
                yield f"〔{self.figure(piece.key) or '数据'}〕"
            elif isinstance(piece, Optional):
                yield from self._readable(piece.pieces)
                yield from self._readable(piece.otherwise)
            else:
                yield piece

    def _unit_of(self, row: Row) -> str:
        return self.units.get(row.get("unit_id") or 0, "")

    @cached_property
    def units(self) -> dict[int, str]:
        """Id → name."""
        return _names(Unit, Unit.name)

    @cached_property
    def measures(self) -> dict[int, str]:
        """Id → heading."""
        return _names(Measure, Measure.heading)

    @cached_property
    def problems(self) -> dict[int, str]:
        """Id → description."""
        return _names(Problem, Problem.description)

    @cached_property
    def forms(self) -> dict[int, str]:
        """Id → name of a form of a higher office."""
        return _names(UpperForm, UpperForm.name)

    @cached_property
    def _reports(self) -> dict[int, str]:
        return _names(Report, Report.period)


def quarter_text(code: str) -> str:
    """Return a period's label, "" for what is none."""
    try:
        return Period.parse(code).label
    except UnknownPeriod:
        return ""


def _names(model: Any, column: Any) -> dict[int, str]:  # noqa: ANN401 - of any table
    return dict(model.select(model.id, column).tuples())


def _short(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"
