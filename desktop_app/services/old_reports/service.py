"""从旧报告开始: an old report is read, its blanks are proposed, a period's text is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.models.report import Chapter, Report
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import InvalidValue, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.specs import AreaSpec
from desktop_app.core.validation import clean_text
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.old_reports import with_choices
from desktop_app.report.old_reports.ranking import formatted
from desktop_app.report.old_reports.records import (
    FIGURE,
    LIKELY,
    LITERAL,
    NAME,
    NEW,
    REPORT_TITLE,
    SURE,
    TITLE_LINE,
    UNSURE,
    Choice,
    OldChapter,
    OldReport,
    Proposal,
)
from desktop_app.services.documents.paragraphs import Manuscript, read_manuscript
from desktop_app.services.finding import initials
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.old_reports import office_texts
from desktop_app.services.old_reports.carrying import Carrying, CarryOffer
from desktop_app.services.old_reports.drafts import Drafts
from desktop_app.services.old_reports.new_figures import NewFigures
from desktop_app.services.old_reports.reading import Reading, propose_file, reading_of
from desktop_app.services.own.figures import OwnFigures
from desktop_app.services.rectification.service import RectificationService
from desktop_app.services.reports.rows import refuse_frozen
from desktop_app.services.reports.texts import ReportTexts

__all__ = (
    "FIGURE",
    "LIKELY",
    "LITERAL",
    "NAME",
    "NEW",
    "REPORT_TITLE",
    "SURE",
    "TITLE_LINE",
    "UNSURE",
    "CarryOffer",
    "Choice",
    "OldReport",
    "OldReports",
    "Proposal",
    "Reading",
    "blank_choice",
    "formatted_like",
    "literal_choice",
    "propose_file",
)

STEP = "从旧报告写入"
BLANK = "＿＿"


class OldReports:
    """Reads old reports for a period and writes what was chosen as its text."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        office: OfficeService,
        texts: ReportTexts,
        wording: Path,
        own_figures: OwnFigures,
    ) -> None:
        """wording: folder of the synonyms. own_figures: makes the new figures that are chosen."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._texts = texts
        self._wording = wording
        self._new_figures = NewFigures(catalogue, own_figures)
        self._carrying = Carrying(RectificationService(writer), office)
        self.drafts = Drafts(writer.store.path.parent)

    def read_file(self, path: Path) -> Reading:
        """Read a .txt or .docx; SourceRefused with one sentence where that is not possible."""
        return self._read(read_manuscript(path))

    def read_text(self, text: str) -> Reading:
        """Read a pasted report; SourceRefused where nothing was pasted."""
        return self._read(Manuscript(tuple(text.splitlines())))

    def search(self, typed: str) -> list[Choice]:
        """Return figures by what stands in their names or by its first letters, best first."""
        by_label: dict[str, Choice] = {}
        for area in self._areas():
            for figure in area.figures:
                kind = NAME if figure.is_list else FIGURE
                by_label.setdefault(
                    figure.label, Choice(kind, figure.key, figure.label, figure.counter)
                )
        for key, label in OTHER_PLACES.items():
            by_label.setdefault(label, Choice(NAME, key, label))
        return [by_label[label] for label in initials.found(by_label, typed)]

    def area_label(self, key: str) -> str:
        """Return the label of a figure's area, for telling apart what is called alike."""
        area = self._catalogue.area_of_figure.get(key)
        return area.label if area else ""

    def carry_offer(self, period: Period, reading: Reading) -> CarryOffer:
        """Return which points of 存在问题 and 下步措施 can be written down to live on."""
        return self._carrying.offer(period, reading.report)

    def write(
        self,
        period: Period,
        reading: Reading,
        chosen: Mapping[int, Choice],
        *,
        replacing: bool,
        by_villages: bool = False,
        carrying: bool = False,
    ) -> int:
        """Write the chapters with what was chosen as one step; return how many there are.

        chosen: index of a proposal → its choice; what is not among them stays as it is written.
        replacing: the chapters take the place of all others and the title that of the title;
        else they stand behind the others. by_villages: villages give the new figures, else the
        township itself. carrying: what `carry_offer` told becomes problems and measures, the
        chapters list these, and one on last quarter's problems stands ahead of them. Raises
        InvalidValue or InvalidRow for what cannot be kept or printed, Conflict for a report that
        is frozen.
        """
        with self._writer.step(STEP) as step:
            office_texts.keep(self._office, chosen.values())
            if carrying:
                chosen = self._carrying.plain(period, reading, chosen)
            made = self._new_figures.made(reading, chosen, by_villages=by_villages)
            report = with_choices(reading.report, reading.proposals, made)
            row = self._own_report(step, period)
            if carrying:
                report = self._carrying.carry(period, reading.report, report)
            before = _chapters_of(row)
            if replacing:
                for chapter in before:
                    step.delete(chapter)
                if report.title:
                    step.update(row, title=_checked(report.title, "标题", Report.title))
            first = 0 if replacing else len(before)
            for position, chapter in enumerate(report.chapters, first):
                step.insert(Chapter, report=row, position=position, **_columns(chapter))
        with suppress(Refusal):  # what is written is written
            self.drafts.forget(reading)
        return len(report.chapters)

    def _read(self, manuscript: Manuscript) -> Reading:
        office = self._office.office()
        known = [name for name in (office.short_name, office.full_name) if name]
        reading = reading_of(manuscript, self._areas(), self._wording, known)
        return replace(reading, proposals=office_texts.told(reading.proposals, office))

    def _areas(self) -> tuple[AreaSpec, ...]:
        return tuple(area.spec for area in self._catalogue.areas)

    def _own_report(self, step: Step, period: Period) -> Any:  # noqa: ANN401 - a Report
        row = _report_of(period)
        if row is None:
            written = [quarter for quarter in period.quarters if _report_of(quarter)]
            self._texts.create(step, period, written[-1] if written else None)
            row = _report_of(period)
        refuse_frozen(row)
        return row


OTHER_PLACES = {
    "office.name": "单位简称",
    "office.full_name": "单位全称",
    "office.guideline": "工作思路",
    "office.plan_name": "党建计划名称",
    "office.whole": "全镇或全街道",
    "office.committee": "党委或党工委",
    "report.period": "报告期",
    "report.period_name": "报告期名称",
    "report.period_short": "报告期简称",
    "report.year": "年份",
    "report.next": "下一报告期",
    "report.as_of": "数据截止日",
}
"""What a slot may show beside figures, as the window names it."""


def literal_choice(text: str) -> Choice:
    """Return the choice to write a text of one's own."""
    return Choice(LITERAL, None, "改成自己写的", text=text)


def blank_choice() -> Choice:
    """Return the choice to leave a visible blank."""
    return Choice(LITERAL, None, "留空，以后再填", text=BLANK)


def formatted_like(choice: Choice, proposal: Proposal) -> Choice:
    """Give a figure the rounding words and 万 that stand at a blank."""
    return formatted(choice, proposal.blank)


def _report_of(period: Period) -> Any:  # noqa: ANN401 - a Report or None
    return Report.select().where(Report.live(), Report.period == period.code).first()


def _chapters_of(row: Any) -> list[Any]:  # noqa: ANN401 - a Report and its Chapters
    live = Chapter.select().where(Chapter.live(), Chapter.report == row)
    return list(live.order_by(Chapter.position, Chapter.id))


def _columns(chapter: OldChapter) -> dict[str, object]:
    """Return a chapter as its table keeps it."""
    body = "\n".join(
        f"{POINT_MARK}{line.text}" if line.is_point else line.text for line in chapter.lines
    )
    return {
        "level": min(chapter.level, 4),
        "title": _checked(chapter.title, "章节标题", Chapter.title),
        "body": _checked(body, f"“{chapter.title or '开头'}”的正文", Chapter.body),
        "point_style": chapter.point_style,
    }


def _checked(text: str, what: str, field: Any) -> str:  # noqa: ANN401 - a model's field
    """Refuse what cannot be kept or printed, as an editor of the text would."""
    try:
        clean_text(text, lines=True)
    except InvalidValue as problem:
        raise InvalidValue(f"{what}{problem}") from None
    longest = field.facts.max_length
    if longest is not None and len(text) > longest:
        raise InvalidValue(f"{what}共{len(text)}个字，最多{longest}个字，请先在原文里分成几段")
    return text
