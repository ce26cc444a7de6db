"""Putting a report right: from a finding to its place, repairs, finding and replacing words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop_app.core.records import ChapterRecord, Finding
from desktop_app.services.checks.settings import CheckSettings
from desktop_app.services.checks.sheet import CheckSheets
from desktop_app.services.reports.editing import figure_of, figures_in, plain_text
from desktop_app.services.reports.find_replace import place_of, repaired
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.ignore_finding import reason_dialog
from desktop_app.ui.pages.report_chapters import ChaptersPage
from desktop_app.ui.report import exporting
from desktop_app.ui.report.searching import Searching

_OFFICE = "office."
_NAMED_BY = {"name": "short_name"}  # what is printed → the field that it is taken from
_OF_HEADING = 12  # characters of a heading that are looked for on the pages: less than a line
_ELEMENTS = frozenset({"主送机关", "发文字号", "签发人", "紧急程度", "版记"})
"""Places of findings that are filled in under 公文格式."""


class CheckedPage(ChaptersPage):
    """The report page as far as it is searched and put right."""

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self.searching = Searching(
            self.text, self.text.typed_report, self.chapters.pick, self.replace_all
        )
        self.findings.wanted.connect(self.go_to)
        self.findings.repair_wanted.connect(self.repair)
        self.findings.decision_wanted.connect(self.decide)
        self.findings.sheet_wanted.connect(self.export_sheet)
        self.preview.made.connect(self.searching.refresh)
        self.chapters.picked.connect(self._follow_on_pages)

    def ask_form(self) -> None:
        """Let the form of the report be changed."""
        raise NotImplementedError

    def _follow_on_pages(self, uid: str) -> None:
        """Show the picked chapter's heading on the pages too."""
        chapter, latest = self._chapter(uid), self.preview.latest
        if chapter is not None and latest is not None and chapter.enabled:
            title = plain_text(chapter.title, latest.values).strip()
            self.preview.show_heading(title[:_OF_HEADING])

    def show_figure(self, reference: str) -> None:
        """Show the first chapter that shows a figure, with its chip selected."""
        key = figure_of(reference)
        for chapter in self._report.chapters if self._report else ():
            if key in figures_in(f"{chapter.title}\n{chapter.body}"):
                self.chapters.pick(chapter.uid)
                self.text.body.show_figure(key)
                return

    def go_to(self, finding: Finding) -> None:
        """Show the place that a finding speaks of: by its chapter, its title or its figure.

        What the office has not filled in about itself is filled in under 单位信息.
        """
        if finding.rule == "text.blank" and (finding.figure or "").startswith(_OFFICE):
            name = str(finding.figure).removeprefix(_OFFICE)
            self.context.show_page("settings", f"office/{_NAMED_BY.get(name, name)}")
            return
        for chapter in self._report.chapters if self._report else ():
            if finding.chapter == chapter.uid or self._is_at(chapter, finding.where):
                self.chapters.pick(chapter.uid)
                self._show_excerpt(replace(finding, chapter=chapter.uid))
                return
        if finding.where == "标题":
            self.text.title.setFocus()
        elif finding.where in _ELEMENTS:
            self.ask_form()
        elif finding.where == "数据截止日":
            self.text.as_of.setFocus()
        elif finding.where == "落款":
            self.text.signed_on.setFocus()
        elif finding.figure:
            self.show_figure(finding.figure)

    def _show_excerpt(self, finding: Finding) -> None:
        """Select the words that a finding quotes, else the figure that it speaks of."""
        report = self.text.typed_report()
        match = place_of(report, finding) if report else None
        if match is None:
            self.text.body.show_figure(finding.figure or "")
        else:
            editor = self.text.body if match.part == "body" else self.text.chapter_title
            editor.select_stored(match.start, match.end)
            editor.setFocus()

    def decide(self, finding: Finding) -> None:
        """Ask why a finding may stay, or what explains a jump."""
        services, period = self.context.services, self._period or self.context.period
        dialog = reason_dialog(CheckSettings(services.writer), period, finding, self)
        if dialog.exec():
            self.context.data_changed.emit()
        dialog.deleteLater()

    def export_sheet(self) -> None:
        """Write 校核单 into a file that is asked for."""
        period = self._period or self.context.period
        target = exporting.ask_target(self, f"{period.label}校核单", ".pdf")
        if target is None:
            return
        services = self.context.services
        sheets = CheckSheets(services.checks, services.reports, services.writer.who)
        self.context.told.emit("正在导出…")
        self.context.tasks.run(
            "sheet",
            lambda: sheets.export(period, target, datetime.now(), force=True),  # noqa: DTZ005 - the clerk's clock
            lambda rendered: exporting.tell_written(
                self.context, target, "".join((f"已导出“{target}”。", *rendered.notes))
            ),
            lambda reason: exporting.tell_refused(self.context, reason),
        )

    def repair(self, finding: Finding) -> None:
        """Put right what a finding speaks of, as one step; else show where to do it by hand."""
        if not self.save_typed() or self._report is None:
            return
        mended = repaired(self._report, finding)
        if mended is None:
            self.go_to(finding)
            self.context.told.emit("这一处连着数据或编号，不能自动改，请在正文里手工改")
            return
        uid, part, text = mended
        self._change_chapter(uid, **{part: text})
        self.context.told.emit(f"已改为“{finding.repair}”，可以撤销")

    def _is_at(self, chapter: ChapterRecord, where: str) -> bool:
        """Whether a finding's place is this chapter, as it is stored or as it is printed."""
        if not chapter.title:
            return where in ("开头", "正文")
        values = self.preview.latest.values if self.preview.latest else {}
        printed = plain_text(chapter.title, values)
        return where == f"“{chapter.title}”" or where.endswith(f"{printed}”部分")

    def replace_all(self, wanted: str, by: str) -> None:
        """Replace words in all chapters that are listed, as one step."""
        period, search = self._period, self.context.services.texts.search
        if period is None or not self.save_typed():
            return
        counts: list[int] = []

        def replace() -> str:
            counts.append(search.replace(period, wanted, by, frozenset(self.chapters.uids())))
            return ""

        if self._write(replace):
            self.context.told.emit(f"已替换{counts[0]}处，可以撤销")
