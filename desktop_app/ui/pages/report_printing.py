"""A report leaves the program: as a file or on paper, with what lacks and what is wrong told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.core.periods import Period
from desktop_app.services.figures.gaps import Gap, gaps
from desktop_app.services.final.frozen_reports import DRAFT
from desktop_app.services.reports.editing import figures_in, plain_text
from desktop_app.services.reports.previews import preview
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_checking import CheckedPage
from desktop_app.ui.report import exporting
from desktop_app.ui.report.gaps_notice import GapsNotice


class PrintedPage(CheckedPage):
    """The report page as far as it is exported and printed. exported: the file that was written."""

    exported = Signal(Path)

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self.gaps = GapsNotice(self)

    def _shown_period(self) -> Period:
        return self._period or self.context.period

    def ask_and_export(self, suffix: str) -> None:
        """Ask for a file and write the report to it, after what lacks was told."""
        self.leave()
        self.gaps.before(self._gaps(), "导出", lambda: self._export_to_asked(suffix))

    def _export_to_asked(self, suffix: str) -> None:
        target = exporting.ask_target(self, self._file_name(), suffix)
        if target is not None:
            self.export(target)

    def export(self, target: Path) -> None:
        """Write the report to a file, in the background; an existing one is replaced."""
        self.leave()
        reports, period, attachments = (
            self.context.services.reports,
            self._period or self.context.period,
            self.parts.attachments(),
        )

        checks = self.context.services.checks

        def work() -> tuple[str, int]:
            rendered = reports.export(period, target, force=True, attachments=attachments)
            is_draft = reports.report(period).state == DRAFT
            findings = checks.findings(period) if is_draft else ()
            errors = sum(one.severity == "error" for one in findings)
            return reports.exported_sentence(target, rendered), errors

        def done(found: tuple[str, int]) -> None:
            sentence, errors = found
            self.context.told.emit(f"已导出到 {target}")
            if errors:
                self.context.offered.emit(
                    f"{sentence}正文还有{errors}处错误没有处理，送出去以前请看一遍。",
                    {"看错误": self.show_errors},
                )
            else:
                self.context.noted.emit(sentence)
            self.exported.emit(target)

        self.context.told.emit("正在导出…")
        self.context.tasks.run(
            "export",
            work,
            done,
            self.context.refused.emit,
        )

    def show_errors(self) -> None:
        """Show the errors that the checks found, wherever one has gone since."""
        self.context.show_page("report")
        self.findings.show_errors()

    def print_report(self) -> None:
        """Ask for a printer and print the report at its true size, after what lacks was told."""
        self.leave()
        self.gaps.before(self._gaps(), "打印", self._print_asked)

    def _gaps(self) -> Sequence[Gap]:
        """Return the partial totals that the text prints."""
        services, report = self.context.services, self.text.typed_report()
        chapters = [chapter for chapter in report.chapters if chapter.enabled] if report else []
        shown = {
            key for chapter in chapters for key in figures_in(f"{chapter.title}\n{chapter.body}")
        }
        return gaps(services.catalogue, services.reports.values(self._shown_period()), shown)

    def _print_asked(self) -> None:
        from desktop_app.ui.report.print_dialog import ask_and_print  # noqa: PLC0415 - slow to load

        reports, draft = self.context.services.reports, self._draft()
        self.context.tasks.run(
            "print",
            lambda: preview(reports, draft, for_paper=True),
            lambda made: ask_and_print(self, self.context, made.data, self._file_name()),
            self.context.refused.emit,
        )

    def _file_name(self) -> str:
        values = self.preview.latest.values if self.preview.latest else {}
        return plain_text(self.text.title.text(), values)
