"""The report as it would be printed now, with what is still being typed; made in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, ReportRecord
from desktop_app.report.document import Place, Title
from desktop_app.report.narrative import Narrator
from desktop_app.services.final import frozen_reports
from desktop_app.services.reports.service import ReportService

__all__ = ("Draft", "Place", "Preview", "preview")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is wanted: a period's report, with texts that are typed and not saved yet.

    title: None where the saved one holds. chapters: uid → (title, body). attachments: names out of
    reports.ATTACHMENTS.
    """

    period: Period
    title: str | None = None
    chapters: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as PDF, where each figure stands on it, and every value that a slot may show.

    unprintable: a sentence for each character that no font has; 〓 stands in its place.
    """

    data: bytes
    places: tuple[Place, ...]
    values: Mapping[str, FigureValue]
    unprintable: tuple[str, ...] = ()


def preview(reports: ReportService, draft: Draft, *, for_paper: bool = False) -> Preview:
    """Render a period's report with a draft in place of what is saved.

    A frozen report is shown as it was frozen, with the values that it had then.
    for_paper: GlyphMissing is raised where a character cannot be printed.
    """
    values = reports.values(draft.period)
    frozen = frozen_reports.current(draft.period)
    if frozen is not None:
        kept = frozen_reports.file(frozen.uid, ".pdf")
        return Preview(kept.data, kept.places, frozen_reports.shown_values(draft.period, values))
    typed = _with_draft(reports.report(draft.period), draft)
    narrator = Narrator(values)
    saved = reports.document(draft.period, draft.attachments, values)
    document = replace(
        saved,
        title=Title(narrator.runs(typed.title), saved.title.note),
        blocks=narrator.chapters(typed.chapters),
    )
    lost = () if for_paper else tuple(one.sentence for one in reports.unprintable(document))
    rendered = reports.render(document, ".pdf", draft=not for_paper)
    return Preview(rendered.data, rendered.places, values, lost)


def _with_draft(report: ReportRecord, draft: Draft) -> ReportRecord:
    chapters = []
    for chapter in report.chapters:
        title, body = draft.chapters.get(chapter.uid, (chapter.title, chapter.body))
        chapters.append(replace(chapter, title=title, body=body))
    title = report.title if draft.title is None else draft.title
    return replace(report, title=title, chapters=tuple(chapters))
