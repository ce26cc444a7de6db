"""The middle of the report page: title, dates and the chapter that is being written.

It knows what is typed and what is stored; only the difference is saved. What was stored elsewhere
meanwhile comes in where nothing is being typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, FigureValue, ReportRecord
from desktop_app.core.specs import PointStyle
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.reports.carried_over import Carried
from desktop_app.services.reports.editing import printed_length
from desktop_app.services.reports.previews import Draft
from desktop_app.services.reports.texts import ReportTexts
from desktop_app.ui import theme
from desktop_app.ui.report.chip_editor import ChipEditor
from desktop_app.ui.report.chip_line import ChipLine
from desktop_app.ui.report.date_field import DayField
from desktop_app.ui.report.find_bar import FindBar
from desktop_app.ui.report.text_foot import TextFoot

_STYLES = (
    ("一是", PointStyle.CLAUSE),
    ("（一）", PointStyle.HEADING),
    ("1.", PointStyle.NUMBER),
    ("不编号", PointStyle.NONE),
)
_BREAK_HELP = "长标题自动分行；要在哪里换行，就在那里打一个竖线“|”，竖线不印出来"


class TextPane(QWidget):
    """Edits a report's text.

    edited: something was typed. chosen: a date or the numbering was chosen, to be saved at once.
    refused: a date that is none. insert_wanted: a figure is asked for.
    """

    edited = Signal()
    chosen = Signal()
    refused = Signal(str)
    insert_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.title, self.chapter_title, self.body = ChipLine(), ChipLine(), ChipEditor()
        self.as_of, self.signed_on = DayField("数据截止日"), DayField("成文日期")
        self.point_style = QComboBox()
        self.insert = QPushButton("插入数据")
        self.reason = QLabel()
        self.find_bar, self.foot = FindBar(), TextFoot()
        self.last_searched: ChipEditor = self.body
        self._report: ReportRecord | None = None
        self._chapter: ChapterRecord | None = None
        self._carried = Carried()
        self._values: Mapping[str, FigureValue] | None = None
        self._last_editor: ChipEditor = self.body
        for label, style in _STYLES:
            self.point_style.addItem(label, style.value)
        self._lay_out()
        for editor in (self.title, self.chapter_title, self.body):
            editor.edited.connect(self.edited)
        for day in (self.as_of, self.signed_on):
            day.changed.connect(self.chosen)
            day.refused.connect(self.refused)
        self.point_style.activated.connect(self._choose_style)
        self.insert.clicked.connect(self.insert_wanted)

    # ── what is stored ───────────────────────────────────────────────────────────────────────

    def show_report(self, report: ReportRecord) -> None:
        """Show title and dates; a title that is being typed stays."""
        before, self._report = self._report, report
        is_other = before is None or before.period != report.period
        if is_other or (before and self.title.text() == before.title != report.title):
            self.title.load(report.title)
        for day in (self.as_of, self.signed_on):
            day.show_period(Period.parse(report.period))
        self.as_of.show_day(report.as_of)
        self.signed_on.show_day(report.signed_on)

    def show_chapter(self, chapter: ChapterRecord | None, *, same: bool = False) -> None:
        """Show a chapter; same: it is the one shown already, and what is being typed stays."""
        before, self._chapter = self._chapter, chapter
        for editor in (self.chapter_title, self.body):
            editor.setEnabled(chapter is not None)
        for widget in (self.point_style, self.insert):
            widget.setEnabled(chapter is not None and not self.body.isReadOnly())
        title, body = (chapter.title, chapter.body) if chapter else ("", "")
        keeps_title = same and before is not None and title == before.title
        keeps_body = same and before is not None and body == before.body
        if not keeps_title and not (same and before and self.chapter_title.text() != before.title):
            self.chapter_title.load(title)
        if not keeps_body and not (same and before and self.body.text() != before.body):
            self.body.load(body)
        style = chapter.point_style if chapter else ""
        self.point_style.setCurrentIndex(self.point_style.findData(style))
        self.body.set_point_style(style)
        self.count()

    def set_values(self, values: Mapping[str, FigureValue]) -> None:
        """Show other values in the chips."""
        self._values = values
        for editor in (self.title, self.chapter_title, self.body):
            editor.set_values(values)
        self.count()

    def lock(self, is_locked: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Let the text be read only: 定稿 has locked it."""
        for editor in (self.title, self.chapter_title, self.body):
            editor.setReadOnly(is_locked)
        for widget in (self.as_of, self.signed_on, self.point_style, self.insert, self.foot.seen):
            widget.setEnabled(not is_locked)

    def show_carried(self, carried: Carried) -> None:
        """Mark what reads as in the last report, and count it."""
        self._carried = carried
        self.body.set_carried(carried)
        self.count()

    def count(self) -> None:
        """Count anew how long the text is and how much of it is untouched."""
        before = f"{self._carried.before.label}" if self._carried.before else ""
        self.foot.show_untouched(self._carried.count(self.body.text()), before)
        report = self.typed_report()
        if report is not None and self._values is not None:
            own = [one for one in report.chapters if one.uid == self.chapter_uid]
            self.foot.show_length(
                printed_length(own, self._values),
                printed_length(report.chapters, self._values),
                check_settings.limits().longest,
            )

    def untouched(self) -> list[str]:
        """Return the marked sentences of the chapter shown."""
        lines = self.body.text().split("\n")
        return [one.text for line in lines for one in self._carried.unchanged(line)]

    def typed_report(self) -> ReportRecord | None:
        """Return the report with what is typed in the chapter shown, stored or not."""
        if self._report is None or self._chapter is None:
            return self._report
        typed = replace(self._chapter, title=self.chapter_title.text(), body=self.body.text())
        chapters = (typed if one.uid == typed.uid else one for one in self._report.chapters)
        return replace(self._report, chapters=tuple(chapters))

    @property
    def chapter_uid(self) -> str:
        """The chapter that is shown, "" for none."""
        return self._chapter.uid if self._chapter else ""

    # ── what is typed ────────────────────────────────────────────────────────────────────────

    def draft(self, period: Period, attachments: tuple[str, ...]) -> Draft:
        """Return what is typed, for the preview."""
        chapters = {}
        if self._chapter is not None:
            chapters[self._chapter.uid] = (self.chapter_title.text(), self.body.text())
        return Draft(period, self.title.text() if self._report else None, chapters, attachments)

    def has_changes(self) -> bool:
        """Whether something is typed or chosen that is not stored."""
        return bool(self._title_changes() or self._chapter_changes() or self._date_changes())

    def has_typed_alone(self) -> bool:
        """Whether all that differs is typed text, which the preview shows before it is stored."""
        return not self._date_changes() and "point_style" not in self._chapter_changes()

    def adopt(self, uid: str) -> None:
        """Take the chapter shown for another row: its copy in a report with a text of its own."""
        if uid and self._chapter is not None:
            self._chapter = replace(self._chapter, uid=uid)

    def save_to(self, texts: ReportTexts, period: Period) -> str:
        """Store what differs; return the uid of the chapter, which may be a copy of its own."""
        uid = self.chapter_uid
        if changes := self._chapter_changes():
            uid = texts.save_chapter(uid, period=period, **changes)
        if self._title_changes():
            texts.save_title(period, self.title.text())
        if self._date_changes():
            texts.save_dates(period, as_of=self.as_of.day(), signed_on=self.signed_on.day())
        return uid

    def _title_changes(self) -> bool:
        return self._report is not None and self.title.text() != self._report.title

    def _date_changes(self) -> bool:
        return self._report is not None and (
            (self.as_of.day(), self.signed_on.day()) != (self._report.as_of, self._report.signed_on)
        )

    def _chapter_changes(self) -> dict[str, str]:
        if self._chapter is None:
            return {}
        typed = {
            "title": self.chapter_title.text(),
            "body": self.body.text(),
            "point_style": str(self.point_style.currentData()),
        }
        return {name: text for name, text in typed.items() if text != getattr(self._chapter, name)}

    def editor_for_figure(self) -> ChipEditor:
        """Return the text that a figure goes into: the one typed in last."""
        for editor in (self.title, self.chapter_title, self.body):
            if editor.hasFocus():
                self._last_editor = editor
                return editor
        return self.body

    def take_days(self) -> None:
        """Take dates that are typed and not confirmed yet."""
        self.as_of.take()
        self.signed_on.take()

    def tell(self, reason: str) -> None:
        """Say beside the text why it could not be saved, "" once it was."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _choose_style(self) -> None:
        self.body.set_point_style(str(self.point_style.currentData()))
        self.chosen.emit()

    def _lay_out(self) -> None:
        self.insert.setIcon(theme.icon("link"))
        self.insert.setToolTip("在光标处插入指标的数据（Ctrl+J）")
        self.point_style.setToolTip("本章分点的编号样式")
        self.reason.setProperty("role", "error")
        self.reason.setWordWrap(True)
        self.reason.hide()
        self.title.setToolTip(_BREAK_HELP)
        breaks = QLabel("“|”换行")
        breaks.setProperty("role", "hint")
        breaks.setToolTip(_BREAK_HELP)
        title = QHBoxLayout()
        title.addWidget(self.title, 1)
        title.addWidget(breaks)
        dates = QHBoxLayout()
        dates.addWidget(self.as_of)
        dates.addSpacing(12)
        dates.addWidget(QLabel("成文日期"))
        dates.addWidget(self.signed_on)
        dates.addStretch()
        head = QHBoxLayout()
        head.addWidget(self.chapter_title, 1)
        head.addWidget(self.point_style)
        head.addWidget(self.insert)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        rows = (
            ("报告标题", title),
            ("数据截止日", dates),
            ("章节标题", head),
        )
        for row, (label, content) in enumerate(rows):
            layout.addWidget(QLabel(label), row, 0)
            layout.addLayout(content, row, 1)
        layout.addWidget(self.reason, 3, 0, 1, 2)
        layout.addWidget(self.find_bar, 4, 0, 1, 2)
        layout.addWidget(self.body, 5, 0, 1, 2)
        layout.addWidget(self.foot, 6, 0, 1, 2)
        layout.setRowStretch(5, 1)
        layout.setColumnStretch(1, 1)
