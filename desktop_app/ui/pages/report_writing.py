"""Writing a report: reading it, storing what is typed.

`pages.report_chapters.ChaptersPage` adds what is done with chapters, `pages.report_page.ReportPage`
what leads elsewhere: figures, findings, files, paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, ReportRecord
from desktop_app.services.final.frozen_reports import DRAFT
from desktop_app.services.reports.carried_over import Carried
from desktop_app.services.reports.previews import Draft
from desktop_app.ui.context import Context
from desktop_app.ui.pages.page import Page
from desktop_app.ui.report.report_layout import ReportParts

SAVE_PAUSE_MS = 600
"""How long nobody types before what was typed is stored."""


class WritingPage(Page):
    """The report page as far as it is written on. saved: what was typed is stored."""

    saved = Signal()

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self._period: Period | None = None
        self._report: ReportRecord | None = None
        self._is_drawn = False
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_PAUSE_MS)
        self._save_timer.timeout.connect(self.save_typed)
        self.parts = ReportParts(self, context, self._draft)
        self.chapters, self.text = self.parts.chapters, self.parts.text
        self.preview, self.findings = self.parts.preview, self.parts.findings
        self._connect_writing()

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read the report; what is being typed and the cursor stay."""
        period = self.parts.period_of(self.context.period)
        is_other, self._period = period != self._period, period
        self.parts.name_periods(self.context.period)
        report = self.context.services.reports.report(period)
        uids = [chapter.uid for chapter in report.chapters]
        before = "" if is_other else self.text.chapter_uid
        picked = before if before in uids else (uids[0] if uids else "")
        self._report = report
        self.parts.lock(report.state != DRAFT)
        self.text.show_report(report)
        self.text.show_chapter(self._chapter(picked), same=picked == before)
        carried = self.context.services.texts.carried
        self.text.show_carried(carried.of(period) if report.state == DRAFT else Carried())
        self._list_chapters()
        if self._is_drawn:
            self._check()  # the pages hold what was typed already
        else:
            self.preview.make()

    def _list_chapters(self) -> None:
        if self._report is not None:
            values = self.preview.latest.values if self.preview.latest else {}
            self.chapters.show_chapters(self._report.chapters, values, self.text.chapter_uid)

    def _chapter(self, uid: str) -> ChapterRecord | None:
        chapters = self._report.chapters if self._report else ()
        return next((chapter for chapter in chapters if chapter.uid == uid), None)

    def _draft(self) -> Draft:
        period = self._period or self.context.period
        return self.text.draft(period, self.parts.attachments())

    def _take_values(self) -> None:
        """Let chips and titles show what the new pages show, then check the report."""
        assert self.preview.latest is not None
        self.text.set_values(self.preview.latest.values)
        self._list_chapters()
        self._check()

    def _check(self) -> None:
        checks, period = self.context.services.checks, self._period
        if period is not None:
            self.context.tasks.run(
                "findings",
                lambda: checks.findings(period),
                self.findings.show_findings,
                self.findings.show_failure,
            )

    # ── saving ───────────────────────────────────────────────────────────────────────────────

    def leave(self) -> None:
        """Save what is still being typed."""
        self.text.take_days()
        self.save_typed()

    def has_unsaved(self) -> bool:
        """Whether the text differs from what is stored."""
        return self.text.has_changes() or super().has_unsaved()

    def save_typed(self) -> bool:
        """Store what was typed; where that is refused it stays in its field, with the reason."""
        self._save_timer.stop()
        period = self._period
        if period is None or not self.text.has_changes():
            return True
        texts, is_drawn = self.context.services.texts, self.text.has_typed_alone()
        if not self._write(lambda: self.text.save_to(texts, period), is_drawn=is_drawn):
            return False
        self.context.told.emit("报告已保存")
        self.saved.emit()
        return True

    def _write(self, action: Callable[[], str], *, is_drawn: bool = False) -> bool:
        """Write something, then let everyone reload.

        action: returns the chapter to show then. is_drawn: the pages show it already.
        """
        reasons: list[str] = []

        def guarded() -> str:
            try:
                return action()
            except Refusal as refusal:
                reasons.append(str(refusal))
            return ""

        uid = self.context.attempt(guarded)
        self.text.tell("".join(f"没有保存：{reason}" for reason in reasons))
        if reasons or not isinstance(uid, str):
            return False
        self.text.adopt(uid)
        self._is_drawn = is_drawn
        self.context.data_changed.emit()
        self._is_drawn = False
        return True

    # ── looked at ────────────────────────────────────────────────────────────────────────────

    def confirm_chapter(self) -> None:
        """Let all marked sentences of the chapter count as looked at."""
        self.confirm(self.text.untouched())

    def confirm(self, sentences: Sequence[str]) -> None:
        """Let sentences count as looked at."""
        period, texts = self._period, self.context.services.texts
        if period is None or not sentences or not self.save_typed():
            return

        def confirm() -> str:
            texts.carried.confirm(period, sentences)
            return ""

        if self._write(confirm):
            self.context.told.emit(f"已确认{len(sentences)}句，不再标出，可以撤销")

    def _pick(self, uid: str) -> None:
        """Show another chapter, unless what is typed in this one cannot be stored."""
        if self.save_typed():
            self.text.show_chapter(self._chapter(uid))
            self._list_chapters()
        else:
            self._list_chapters()

    # ── wiring ───────────────────────────────────────────────────────────────────────────────

    def _note_typing(self) -> None:
        self.preview.make_soon()
        self._save_timer.start()
        self.text.count()

    def _change_scope(self) -> None:
        self.leave()
        self.context.attempt(self.reload)

    def _connect_writing(self) -> None:
        parts, text = self.parts, self.text
        parts.scope.activated.connect(self._change_scope)
        parts.attachments_changed.connect(self.preview.make)
        self.chapters.picked.connect(self._pick)
        text.edited.connect(self._note_typing)
        text.foot.seen_wanted.connect(self.confirm_chapter)
        text.body.sentence_seen.connect(lambda sentence: self.confirm([sentence]))
        text.chosen.connect(self.save_typed)
        text.refused.connect(text.tell)
        self.preview.made.connect(self._take_values)
