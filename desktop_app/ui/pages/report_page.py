"""报告编制: chapters left, text in the middle, the real pages right, findings below."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.core.records import ChapterRecord, Finding
from desktop_app.services.previews import preview
from desktop_app.services.report_editing import figure_of, figures_in, plain_text, slot_choice
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_writing import WritingPage
from desktop_app.ui.report import exporting
from desktop_app.ui.report.chip_editor import ChipEditor
from desktop_app.ui.report.figure_picker import FigurePicker
from desktop_app.ui.report.form_dialog import FormDialog
from desktop_app.ui.report.print_dialog import ask_and_print

_ELEMENTS = frozenset({"主送机关", "发文字号", "签发人", "紧急程度", "版记"})
"""Places of findings that are filled in under 公文格式."""

OTHER_AREAS = (("office", "单位信息"), ("report", "报告期"))


class ReportPage(WritingPage):
    """The report page. exported: the file that was written."""

    exported = Signal(Path)

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self._connect()

    def show_item(self, argument: str) -> None:
        """Show `chapter:uid`, or with `figure:KEY` the first chapter that shows that figure."""
        self._load_if_stale()
        kind, _, name = argument.partition(":")
        if kind == "chapter":
            self.chapters.pick(name)
        elif kind == "figure":
            self._show_figure(name)

    def _show_figure(self, reference: str) -> None:
        key = figure_of(reference)
        for chapter in self._report.chapters if self._report else ():
            if key in figures_in(f"{chapter.title}\n{chapter.body}"):
                self.chapters.pick(chapter.uid)
                self.text.body.show_figure(key)
                return

    # ── figures ──────────────────────────────────────────────────────────────────────────────

    def insert_figure(self) -> None:
        """Let a figure be chosen and put it at the cursor."""
        editor = self.text.editor_for_figure()
        picker = self._picker()
        if picker.exec() and (picked := picker.picked()):
            editor.insert_figure(picked.stored, picked.counter)
        picker.deleteLater()

    def _change_figure(self, editor: ChipEditor, position: int, stored: str) -> None:
        picker = self._picker(stored)
        if picker.exec() and (picked := picker.picked()):
            editor.change_figure(position, picked.stored)
        picker.deleteLater()

    def _picker(self, stored: str = "") -> FigurePicker:
        values = self.preview.latest.values if self.preview.latest else {}
        areas = [(area.spec.key, area.spec.label) for area in self.context.services.catalogue.areas]
        return FigurePicker(values, [*OTHER_AREAS, *areas], self, slot_choice(stored))

    def show_rows(self, reference: str) -> None:
        """Show what stands behind a figure: value, formula and rows."""
        key = figure_of(reference)
        if key not in self.context.services.catalogue.figures:
            self.context.told.emit("这里的内容取自单位信息和报告日期，可以在那里修改")
            return
        from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog  # noqa: PLC0415 - rarely

        services, period = self.context.services, self._period or self.context.period
        dialog = FigureRowsDialog(services, period, key, parent=self)

        def go_to_row(row: str) -> None:
            ledger = row.partition("/")[0]
            dialog.accept()
            self.context.show_page(services.catalogue.areas_of_ledger[ledger][0], row)

        dialog.row_chosen.connect(go_to_row)
        dialog.exec()
        dialog.deleteLater()

    def _go_to(self, finding: Finding) -> None:
        """Show the chapter that a finding speaks of, by its title or its figure."""
        for chapter in self._report.chapters if self._report else ():
            if self._is_at(chapter, finding.where):
                self.chapters.pick(chapter.uid)
                self.text.body.show_figure(finding.figure or "")
                return
        if finding.where == "标题":
            self.text.title.setFocus()
        elif finding.where in _ELEMENTS:
            self.ask_form()
        elif finding.where == "落款":
            self.text.signed_on.setFocus()
        elif finding.figure:
            self._show_figure(finding.figure)

    def _is_at(self, chapter: ChapterRecord, where: str) -> bool:
        """Whether a finding's place is this chapter, as it is stored or as it is printed."""
        if not chapter.title:
            return where in ("开头", "正文")
        values = self.preview.latest.values if self.preview.latest else {}
        printed = plain_text(chapter.title, values)
        return where == f"“{chapter.title}”" or where.endswith(f"{printed}”部分")

    # ── form ─────────────────────────────────────────────────────────────────────────────────

    def form_dialog(self) -> FormDialog:
        """Return the dialog that changes the report's form, title and elements."""
        period = self._period or self.context.period
        latest = self.preview.latest
        values = latest.values if latest else self.context.services.reports.values(period)
        dialog = FormDialog(self.context, period, values, self)
        dialog.office_wanted.connect(dialog.accept)
        dialog.office_wanted.connect(lambda: self.context.show_page("settings", "office"))
        return dialog

    def ask_form(self) -> None:
        """Let the form be changed; the pages follow."""
        self.leave()
        dialog = self.form_dialog()
        dialog.exec()
        dialog.deleteLater()

    # ── out ──────────────────────────────────────────────────────────────────────────────────

    def ask_and_export(self, suffix: str) -> None:
        """Ask for a file and write the report to it."""
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

        def done(sentence: str) -> None:
            self.context.told.emit(f"已导出到 {target}")
            self.context.noted.emit(sentence)
            self.exported.emit(target)

        def work() -> str:
            rendered = reports.export(period, target, force=True, attachments=attachments)
            return reports.exported_sentence(target, rendered)

        self.context.told.emit("正在导出…")
        self.context.tasks.run(
            "export",
            work,
            done,
            self.context.refused.emit,
        )

    def print_report(self) -> None:
        """Ask for a printer and print the report at its true size."""
        self.leave()
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

    # ── wiring ───────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        text = self.text
        self.parts.export_wanted.connect(self.ask_and_export)
        self.parts.form_button.clicked.connect(self.ask_form)
        self.parts.print_button.clicked.connect(self.print_report)
        text.insert_wanted.connect(self.insert_figure)
        for editor in (text.title, text.chapter_title, text.body):
            editor.chip_clicked.connect(self.show_rows)
            editor.change_wanted.connect(partial(self._change_figure, editor))
        self.preview.figure_clicked.connect(self.show_rows)
        self.findings.wanted.connect(self._go_to)
        insert = QShortcut(QKeySequence("Ctrl+J"), self)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.insert_figure)
