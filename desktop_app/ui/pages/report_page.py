"""报告编制: chapters left, text in the middle, the real pages right, findings below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from desktop_app.services.reports.editing import figure_of, slot_choice
from desktop_app.services.reports.versions import as_version
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_printing import PrintedPage
from desktop_app.ui.report import papers
from desktop_app.ui.report.chip_editor import ChipEditor
from desktop_app.ui.report.figure_picker import FigurePicker
from desktop_app.ui.report.finishing import Finishing
from desktop_app.ui.report.form_dialog import FormDialog
from desktop_app.ui.report.versions_dialog import VersionsDialog

OTHER_AREAS = (("office", "单位信息"), ("report", "报告期"))


class ReportPage(PrintedPage):
    """The report page."""

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self.finishing = Finishing(self, context, self.parts.banner, self._shown_period, self.go_to)
        self._connect()
        self.finishing.reopened.connect(self.text.body.setFocus)
        self.parts.banner.final_wanted.connect(self.ask_final)

    def reload(self) -> None:
        """Read the report, and whether it is frozen."""
        super().reload()
        self.finishing.refresh()

    def ask_final(self) -> None:
        """Let the report be frozen with the 附件 that are ticked."""
        self.leave()
        self.finishing.ask_final(self.parts.attachments())

    def show_item(self, argument: str) -> None:
        """Show `chapter:uid`, or with `figure:KEY` the first chapter that shows that figure."""
        self._load_if_stale()
        kind, _, name = argument.partition(":")
        if kind == "chapter":
            self.chapters.pick(name)
        elif kind == "figure":
            self.show_figure(name)

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
        if not self.finishing.show_frozen_rows(key, lambda: self._show_rows_now(key)):
            self._show_rows_now(key)

    def _show_rows_now(self, key: str) -> None:
        """Show what stands behind a figure as the ledgers are now."""
        from desktop_app.ui.dialogs.figure_door import open_figure_rows  # noqa: PLC0415 - rarely

        open_figure_rows(self.context, key, self, period=self._shown_period())

    def versions_dialog(self) -> VersionsDialog:
        """Return the dialog with the drafts that were kept."""
        period, versions = self._shown_period(), self.context.services.texts.versions
        reports = self.context.services.reports

        def keep(name: str) -> None:
            versions.keep(period, name)
            self.context.data_changed.emit()

        dialog = VersionsDialog(
            lambda: (as_version(reports.report(period)), *versions.all(period)),
            keep,
            self.preview.latest.values if self.preview.latest else reports.values(period),
            self,
            is_locked=self.text.body.isReadOnly(),
        )
        dialog.back_wanted.connect(self.go_back_to)
        return dialog

    def show_versions(self) -> None:
        """Let drafts be kept, compared and brought back."""
        self.leave()
        dialog = self.versions_dialog()
        dialog.exec()
        dialog.deleteLater()

    def go_back_to(self, uid: str) -> None:
        """Let a kept draft count again."""
        period, versions = self._shown_period(), self.context.services.texts.versions
        self.context.write(
            lambda: versions.back_to(period, uid), "已回到这个版本，刚才的稿子也留了一份，可以撤销"
        )

    # ── texts from elsewhere ─────────────────────────────────────────────────────────────────

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take a report that was dropped: one of ours comes back, any other is an old one."""
        from desktop_app.services.returned_drafts.service import is_export  # noqa: PLC0415 - rarely

        reports = [path for path in paths if path.suffix.lower() in (".docx", ".txt")]
        if not reports:
            return False
        if is_export(reports[0]):
            self.take_returned_draft(reports[0])
        else:
            self.read_old_report(reports[0])
        return True

    def export_papers(self, *, card: bool) -> None:
        """Write 数据底稿, or 数据卡, into a file that is asked for."""
        self.leave()
        papers.ask_and_export(self.context, self._shown_period(), self, card=card)

    def read_old_report(self, path: Path | None = None) -> None:
        """Let an old report be read in as this report's text."""
        from desktop_app.ui.old_report.dialog import ask_old_report  # noqa: PLC0415 - rarely

        self.leave()
        services, period = self.context.services, self._shown_period()
        ask_old_report(self.context, services.old_reports, period, self, path)

    def take_returned_draft(self, path: Path | None = None) -> None:
        """Let the file that the leader changed be taken back."""
        from desktop_app.ui.returned_draft.dialog import open_returned_draft  # noqa: PLC0415 - rarely

        self.leave()
        open_returned_draft(self.context, self._shown_period(), self, path)

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
        for keys, action in (
            ("Ctrl+J", self.insert_figure),
            ("Ctrl+H", lambda: self.searching.open(replace=True)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        find = QAction(self)
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(lambda: self.searching.open(replace=False))
        self.addAction(find)
        more = self.parts.more
        more.final.triggered.connect(self.ask_final)
        more.final_versions.triggered.connect(self.finishing.show_versions)
        more.old_report.triggered.connect(lambda: self.read_old_report())  # noqa: PLW0108 - the signal carries a flag
        more.returned_draft.triggered.connect(lambda: self.take_returned_draft())  # noqa: PLW0108 - likewise
        more.papers.triggered.connect(lambda: self.export_papers(card=False))
        more.card.triggered.connect(lambda: self.export_papers(card=True))
        more.versions.triggered.connect(self.show_versions)
        more.search.triggered.connect(lambda: self.searching.open(replace=True))
