"""The report of a period: figures and chapters → document → file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import counted_number, official_date
from desktop_app.core.errors import TargetRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import (
    FigureContent,
    FigureValue,
    OfficeRecord,
    OfficialForm,
    ReportRecord,
)
from desktop_app.report.document import (
    Attachment,
    Column,
    Document,
    Imprint,
    Letterhead,
    Paragraph,
    Rendered,
    Run,
    Runs,
    Signature,
    Table,
    Title,
)
from desktop_app.report.narrative import Narrator
from desktop_app.report.numbers import one_line
from desktop_app.report.printability import Unprintable, unprintable
from desktop_app.services.figures.service import FigureService
from desktop_app.services.files.writing import check_target, moved_sentence, write_file
from desktop_app.services.final import frozen_reports
from desktop_app.services.office.service import OfficeService
from desktop_app.services.rectification.problem_list import HEADINGS, LIST_NAME, ListRow
from desktop_app.services.rectification.service import RectificationService
from desktop_app.services.reports.forms import document_number, letterhead_mark, signer_names
from desktop_app.services.reports.page_settings import PageSettings
from desktop_app.services.reports.texts import ReportTexts

if TYPE_CHECKING:
    from desktop_app.report.fonts import FontSet

DEMO_NOTICE = "演示数据，单位、人名和数字均为虚构"
DRAFT_NOTE = "（送审稿）"
FORMATS = (".pdf", ".docx", ".txt")
FIGURE_TABLE = "指标"
RECTIFICATION_TABLE = "问题措施"
ATTACHMENTS = (FIGURE_TABLE, RECTIFICATION_TABLE)

_COMMITTEES = {"街道": "党工委"}
_NEXT = {"Q": "下季度", "H": "下半年", "Y": "下年度"}
_PREVIOUS = {"Q": "上季度", "H": "上个半年", "Y": "上年"}
_UNKNOWN = "—"
_BUNDLED = "程序自带"  # begins the name of a font that comes along


class ReportService:
    """报告编制: puts a report together and writes it out."""

    def __init__(
        self,
        catalogue: Catalogue,
        office: OfficeService,
        texts: ReportTexts,
        figures: FigureService,
        rectification: RectificationService,
        page: PageSettings,
        fonts_folder: Path,
        installed_fonts: Sequence[Path] = (),
    ) -> None:
        """fonts_folder: the bundled fonts. installed_fonts: folders of those of this computer.

        Fonts are opened when a page is first set, and stay open.
        """
        self._catalogue = catalogue
        self._office = office
        self._texts = texts
        self._figures = figures
        self._rectification = rectification
        self._page = page
        self._fonts_folder = fonts_folder
        self._installed_fonts = tuple(installed_fonts)
        self._font_sets: dict[tuple[Path, ...], FontSet] = {}
        self._using_fonts = Lock()  # a font set serves one document at a time

    def values(self, period: Period) -> dict[str, FigureValue]:
        """Return all that a slot may show: figures, `office.` and `report.`."""
        report = self._texts.report(period)
        return {
            **_office_values(self._office.office()),
            **_report_values(period, report),
            **self._figures.figures(period),
        }

    def report(self, period: Period) -> ReportRecord:
        """Return a period's report with the chapters of the areas that are on."""
        report = self._texts.report(period)
        on = set(self._office.areas_on(period))
        off = {
            chapter.key
            for area in self._catalogue.areas
            if area.spec.key not in on
            for chapter in area.spec.chapters
        }
        chapters = tuple(chapter for chapter in report.chapters if chapter.key not in off)
        return replace(report, chapters=chapters)

    def document(
        self,
        period: Period,
        attachments: Sequence[str] = (),
        values: Mapping[str, FigureValue] | None = None,
    ) -> Document:
        """Lay a period's report out as structure.

        attachments: names out of ATTACHMENTS; each becomes a 附件, in this order. values: those of
        the period, where they are known already.
        """
        office = self._office.office()
        report = self.report(period)
        official = report.official
        values = self.values(period) if values is None else values
        narrator = Narrator(values)
        title = narrator.runs(report.title)
        return Document(
            title=Title(title, DRAFT_NOTE if report.state == "编制中" else ""),
            blocks=narrator.chapters(report.chapters),
            signature=Signature(
                office.full_name or office.name or "＿＿",
                _day(report.signed_on) or None,
                seal=official.sealed,
            ),
            attachments=tuple(
                replace(
                    self._attachment(
                        f"附件{number}" if len(attachments) > 1 else "附件", name, period, values
                    ),
                    across=official.across or name == RECTIFICATION_TABLE,
                )
                for number, name in enumerate(attachments, 1)
            ),
            letterhead=_letterhead(office, period, report) if official.has_red_head else None,
            recipients=official.recipients if official.has_recipients else "",
            imprint=_imprint(official) if official.has_red_head else None,
            author=office.full_name or office.name,
            subject=period.label,
            notice=DEMO_NOTICE if office.demo else "",
        )

    def render(self, document: Document, suffix: str, *, draft: bool = False) -> Rendered:
        """Render a document as .pdf, .docx or .txt; TargetRefused for any other ending.

        draft: for the screen. A PDF that leaves the program is refused (GlyphMissing) where a
        character has no font; a draft shows 〓 in its place.
        """
        setup = self._page.setup()
        match suffix.lower():
            case ".pdf":
                from desktop_app.report.pdf import render_pdf  # noqa: PLC0415 - slow to load

                with self._using_fonts:
                    return render_pdf(document, self._fonts(), setup, draft=draft)
            case ".docx":
                from desktop_app.report.docx import render_docx  # noqa: PLC0415 - slow to load

                return render_docx(document, setup)
            case ".txt":
                from desktop_app.report.text import render_text  # noqa: PLC0415 - kept with its peers

                return render_text(document)
        raise TargetRefused(
            f"不能导出“{suffix or '没有后缀'}”文件，文件名请以 {'、'.join(FORMATS)} 结尾。"
        )

    def export(
        self, period: Period, target: Path, *, force: bool = False, attachments: Sequence[str] = ()
    ) -> Rendered:
        """Write a period's report to a file whose ending names the format.

        Of a frozen report it is the file that was frozen, with the 附件 that it had then.
        """
        check_target(target, force=force)
        frozen = frozen_reports.current(period)
        rendered = (
            self.render(self.document(period, attachments), target.suffix)
            if frozen is None
            else frozen_reports.file(frozen.uid, target.suffix)
        )
        written = write_file(target, rendered.data, force=force, numbered=True)
        moved = moved_sentence(target, written)
        return replace(rendered, notes=(*rendered.notes, moved)) if moved else rendered

    def exported_sentence(self, target: Path, rendered: Rendered) -> str:
        """Say what was written, with the fonts that are in it and why better ones are not."""
        pages = f"，共{rendered.pages}页" if rendered.pages else ""
        installed = [use.name for use in rendered.fonts if use.installed]
        bundled = [
            use.name.removeprefix(_BUNDLED).partition(" (")[0]  # not the file's own Latin name
            for use in rendered.fonts
            if not use.installed
        ]
        fonts = "；".join(
            f"{origin}：{'、'.join(names)}"
            for origin, names in (("使用字体", installed), (_BUNDLED, bundled))
            if names
        )
        notes = "".join(rendered.notes)
        return f"已导出“{target}”{pages}。" + (f"{fonts}。" if fonts else "") + notes

    def unprintable(self, document: Document) -> list[Unprintable]:
        """List the characters of a document that no font can print."""
        with self._using_fonts:
            return unprintable(document, self._fonts())

    def warm_fonts(self) -> None:
        """Open the usual fonts ahead of the first page; meant for a worker."""
        with self._using_fonts:
            self._fonts().warm()

    def _fonts(self) -> FontSet:
        """Return the one font set of the present setting; made when it is first wanted."""
        from desktop_app.report.fonts import FontSet  # noqa: PLC0415 - slow to load

        folders = self._installed_fonts if self._page.setup().installed_fonts else ()
        if folders not in self._font_sets:
            self._font_sets[folders] = FontSet(self._fonts_folder, folders)
        return self._font_sets[folders]

    def _attachment(
        self, label: str, name: str, period: Period, values: Mapping[str, FigureValue]
    ) -> Attachment:
        if name == FIGURE_TABLE:
            return Attachment(label, f"{period.label}党建工作指标表", self._figure_tables(values))
        if name == RECTIFICATION_TABLE:
            return Attachment(
                label,
                f"{period.label}{LIST_NAME}",
                (rectification_table(self._rectification.list_rows(period)),),
                across=True,
            )
        raise TargetRefused(f"没有附件“{name}”，可选：{'、'.join(ATTACHMENTS)}。")

    def _figure_tables(self, values: Mapping[str, FigureValue]) -> tuple[Table | Paragraph, ...]:
        """One table of all counted figures, area by area."""
        labels = {area.spec.key: area.spec.label for area in self._catalogue.areas}
        rows: list[tuple[Runs, ...]] = []
        for figure in values.values():
            if figure.area not in labels or self._catalogue.figures[figure.key].is_list:
                continue
            rows.append(
                (
                    (Run(str(len(rows) + 1)),),
                    (Run(labels[figure.area]),),
                    (Run(figure.label),),
                    (Run(figure.counter),),
                    (_cell(figure, figure.value, figure.key),),
                    (_cell(figure, figure.previous, f"{figure.key}@prev"),),
                    (_cell(figure, figure.last_year, f"{figure.key}@yoy"),),
                    (Run(_remark(figure)),),
                )
            )
        columns = (
            Column("序号", 0.55, "center"),
            Column("领域", 1.6),
            Column("指标", 2.4),
            Column("单位", 0.75, "center"),
            Column("本期", 1.35, "right"),
            Column("上期", 1.2, "right"),
            Column("上年同期", 1.3, "right"),
            Column("备注", 1.6),
        )
        return (Table(columns, tuple(rows)),)


def _letterhead(office: OfficeRecord, period: Period, report: ReportRecord) -> Letterhead:
    official = report.official
    return Letterhead(
        letterhead_mark(office),
        document_number(office, period, official.number, report.signed_on),
        signer_names(report),
        official.urgency or "",
    )


def _imprint(official: OfficialForm) -> Imprint | None:
    """Return 版记, None where nothing of it is filled in."""
    imprint = Imprint(official.copies_to, official.issuer, _day(official.issued_on))
    return None if imprint == Imprint() else imprint


def _day(day: date | None) -> str:
    return official_date(day) if day else ""


def _office_values(office: OfficeRecord) -> dict[str, FigureValue]:
    texts = {
        "name": ("单位简称", office.name),
        "full_name": ("单位全称", office.full_name),
        "short_name": ("单位简称", office.short_name),
        "kind": ("单位类别", office.kind),
        "committee": ("党委或党工委", _COMMITTEES.get(office.kind, "党委")),
        "whole": ("全镇或全街道", f"全{office.kind}"),
        "document_code": ("发文代字", office.document_code),
        "guideline": ("工作思路", office.guideline),
        "plan_name": ("党建计划名称", office.plan_name),
    }
    return {
        f"office.{name}": FigureValue(f"office.{name}", label, "", "office", value=text or None)
        for name, (label, text) in texts.items()
    }


def _report_values(period: Period, report: ReportRecord) -> dict[str, FigureValue]:
    contents: dict[str, tuple[str, str | date | None]] = {
        "year": ("年份", f"{period.year}年"),
        "period_name": ("报告期名称", period.name),
        "period_short": ("报告期简称", period.name.removeprefix("第")),
        "period": ("报告期", f"{period.label}度" if period.kind == "Y" else period.label),
        "next": ("下一报告期", _NEXT[period.kind]),
        "previous": ("上一报告期", _PREVIOUS[period.kind]),
        "as_of": ("数据截止日", report.as_of),
        "signed_on": ("成文日期", report.signed_on),
    }
    return {
        f"report.{name}": FigureValue(f"report.{name}", label, "", "report", value=value)
        for name, (label, value) in contents.items()
    }


def _cell(figure: FigureValue, value: FigureContent, reference: str) -> Run:
    """Print a number of the figure table; unknown is a dash, never 0."""
    if not isinstance(value, int | Decimal):
        return Run(_UNKNOWN)
    return Run(counted_number(value, figure.decimals, figure.counter), reference)


def _remark(figure: FigureValue) -> str:
    remarks = []
    if figure.missing:
        remarks.append(figure.lack)
    if figure.reason:
        remarks.append(f"直报：{figure.reason}")
    return "；".join(remarks)


def rectification_table(rows: Iterable[ListRow]) -> Table:
    """Lay 问题整改清单 out as a table of the page."""
    columns = (
        Column(HEADINGS[0], 0.6, "center"),
        Column(HEADINGS[1], 2.2),
        Column(HEADINGS[2], 3.0),
        Column(HEADINGS[3], 1.2),
        Column(HEADINGS[4], 1.2),
        Column(HEADINGS[5], 1.5),
        Column(HEADINGS[6], 1.8),
    )
    return Table(
        columns, tuple(tuple((Run(one_line(text)),) for text in row.cells()) for row in rows)
    )
