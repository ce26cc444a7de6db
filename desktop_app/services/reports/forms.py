"""公文格式: which elements a report has, the titles that go with them, and 发文字号."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from db.models.report import Report
from desktop_app.areas.declare import field_specs
from desktop_app.core.errors import InvalidRow, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, OfficeRecord, ReportRecord
from desktop_app.core.specs import FieldSpec
from desktop_app.core.validation import checked_values
from desktop_app.services.office.service import OfficeService
from desktop_app.services.reports.texts import DEFAULT_TITLE, OFFICIAL_FIELDS, ReportTexts

_ADDRESSED_TITLE = "{office.full_name}关于{report.period}党建工作情况的报告"
TITLES: Mapping[str, tuple[str, ...]] = {
    "总结": (
        DEFAULT_TITLE,
        "{office.name}{report.period}党建工作总结及{report.next}工作计划",
        "{office.name}{report.period}党建工作情况汇报",
    ),
    "报告": (_ADDRESSED_TITLE,),
    "红头文件": (_ADDRESSED_TITLE,),
}
"""Form → the titles offered for it, the usual one first."""

_OFFERED = frozenset(title for titles in TITLES.values() for title in titles)
_LABELS = re.compile(r"^(主送|抄送|签发人)\s*[:：]\s*")
_ENDS = "。．.：:；;、，, "
_BETWEEN_NAMES = re.compile(r"\s*[、，,；;]\s*")
_UNNUMBERED = "　　"  # room for a number that is written in by hand


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One form: its name, what it looks like, and the fields that matter for it."""

    name: str
    about: str
    fields: tuple[str, ...]


CHOICES = (
    FormChoice("总结", "标题、正文和落款，不写主送机关。", ("sealed", "across")),
    FormChoice("报告", "关于……的报告，写主送机关，不印红头。", ("recipients", "sealed", "across")),
    FormChoice(
        "红头文件",
        "关于……的报告，印红头和发文字号，最后一页印版记。",
        (
            *("urgency", "number", "signer", "recipients", "sealed"),
            *("copies_to", "issuer", "issued_on", "across"),
        ),
    ),
)


class ReportForms:
    """Reads and writes the form of a period's report."""

    choices = CHOICES
    fields: tuple[FieldSpec, ...] = tuple(
        sorted(
            (field for field in field_specs(Report) if field.name in OFFICIAL_FIELDS),
            key=lambda field: ("form", *CHOICES[-1].fields).index(field.name),
        )
    )
    """In the order in which they stand on the page."""

    def __init__(self, office: OfficeService, texts: ReportTexts) -> None:
        """office: its 发文代字 begins 发文字号. texts: where the reports are kept."""
        self._office = office
        self._texts = texts

    def values(self, period: Period) -> dict[str, CellValue]:
        """Return the elements of a period's report by field name."""
        return asdict(self._texts.report(period).official)

    def titles(self, period: Period) -> tuple[str, ...]:
        """Return the titles that are offered for a period's report, as they are stored."""
        return TITLES[self._texts.report(period).official.form]

    def save_field(self, period: Period, name: str, typed: object) -> None:
        """Change one element as it was typed; InvalidRow says what is wrong with it.

        With another form an offered title changes along; one of the clerk's own stays.
        """
        spec = next((field for field in self.fields if field.name == name), None)
        if spec is None:
            raise UnknownName(f"公文格式里没有“{name}”这一项。")
        value = checked_values(self.fields, {name: typed})[name]
        changes: dict[str, object] = {name: _tidy(name, value)}
        report = self._texts.report(period)
        if name == "form" and report.title in _OFFERED - set(TITLES[str(value)]):
            changes["title"] = TITLES[str(value)][0]
        if getattr(report.official, name) == changes[name]:
            return
        step = f"公文形式改为{value}" if name == "form" else f"修改{spec.label}"
        self._texts.save_official(period, step, **changes)

    def number_shown(self, period: Period, typed: object = None) -> str:
        """Return 发文字号 as it would be printed with the number that is being typed.

        "" where the office has no 发文代字 yet.
        """
        report = self._texts.report(period)
        try:
            number = checked_values(self.fields, {"number": typed})["number"]
        except InvalidRow:
            number = None
        assert isinstance(number, int | None)
        return document_number(self._office.office(), period, number, report.signed_on)

    def mark_shown(self) -> str:
        """Return 发文机关标志 as it would be printed."""
        return letterhead_mark(self._office.office())


def document_number(
    office: OfficeRecord, period: Period, number: int | None, signed_on: date | None
) -> str:
    """Return 发文字号 (GB/T 9704-2012 7.2.5): code, year in 〔〕, number without zeros before it.

    The year is that of 成文日期, before that is known the period's. Without a number its place
    stays empty; "" without a code.
    """
    if not office.document_code:
        return ""
    year = signed_on.year if signed_on else period.year
    return f"{office.document_code}〔{year}〕{number or _UNNUMBERED}号"


def letterhead_mark(office: OfficeRecord) -> str:
    """Return 发文机关标志 (7.2.4): the office's own, else its full name with 文件."""
    return office.mark or f"{office.full_name or office.name or '＿＿'}文件"


def signer_names(report: ReportRecord) -> tuple[str, ...]:
    """Return the names after 签发人."""
    return tuple(filter(None, _BETWEEN_NAMES.split(report.official.signer)))


def _tidy(name: str, value: CellValue) -> CellValue:
    """Take off a label or an end mark that was typed along: the page sets its own."""
    if name in ("recipients", "copies_to", "signer"):
        return _LABELS.sub("", str(value or "")).rstrip(_ENDS)
    return (value or "") if name == "issuer" else value
