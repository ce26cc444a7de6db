"""The page on which an old report becomes that of the quarter; 完成 writes, nothing before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.old_reports.service import Choice, OldReports, Reading
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.old_report.carry_tick import CarryTick
from desktop_app.ui.old_report.choice_panel import ChoicePanel
from desktop_app.ui.old_report.confirming import Confirming
from desktop_app.ui.old_report.leaving import Leaving
from desktop_app.ui.old_report.report_view import ReportView
from desktop_app.ui.old_report.resume_bar import ResumeBar
from desktop_app.ui.old_report.source_panel import SourcePanel

_MOST_FAULTS_SEEN = 3
_FRAME = 4  # pixels around a list


class OldReportDialog(QDialog):
    """First a file or a pasted text, then its blanks one by one."""

    def __init__(
        self,
        context: Context,
        service: OldReports,
        period: Period,
        parent: QWidget | None = None,
    ) -> None:
        """period: whose report is written."""
        super().__init__(parent)
        self._context = context
        self._service = service
        self._period = period
        self._confirming: Confirming | None = None
        self.source = SourcePanel()
        self.view = ReportView()
        self.panel = ChoicePanel(service)
        self.faults = QListWidget()
        self.counts = QLabel()
        self.all_sure = button("全部采用确定的", help="采用所有标为“确定”的建议（Ctrl+G）")
        self.replacing = QRadioButton("替换现有章节")
        self.appending = QRadioButton("接在现有章节后面")
        self.by_villages = QCheckBox("新指标由各村（社区）填报")
        self.by_villages.setToolTip("不勾选时由本级填一个总数；建好以后不能改")
        self.carry = CarryTick()
        self.finish_button = button("完成", help="写入报告（Ctrl+回车）")
        self.cancel = button("取消")
        self.resume = ResumeBar()
        self.trouble = QLabel(wordWrap=True)
        self.trouble.setProperty("role", "error")
        self.trouble.hide()
        self.leaving = Leaving(self, context, service)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def take_file(self, path: Path) -> None:
        """Read a file; what cannot be read is told in a sentence and nothing changes."""
        self._take(lambda: self._service.read_file(path))

    def take_text(self, text: str) -> None:
        """Read a pasted text."""
        self._take(lambda: self._service.read_text(text))

    def accept_choice(self, choice: Choice) -> None:
        """Keep a choice for the current blank; go on to the next."""
        assert self._confirming is not None
        if choice.asks_for_words:
            self.panel.ask_for_words()
            return
        self.resume.hide()
        self._confirming.accept(choice)
        self._show()

    def accept_sure(self) -> None:
        """Keep every proposal that is certain."""
        if self._confirming is not None:
            self._confirming.accept_sure()
            self._show()

    def finish(self) -> None:
        """Write the chapters; what was not confirmed stays as it was written."""
        if self._confirming is None:
            return
        reading, chosen = self._confirming.reading, dict(self._confirming.chosen)
        count = self._context.write(
            lambda: self._service.write(
                self._period,
                reading,
                chosen,
                replacing=self.replacing.isChecked(),
                by_villages=self.by_villages.isChecked(),
                carrying=self.carry.is_taken,
            ),
            f"旧报告已写成{self._period.label}的报告{_also_kept(chosen)}{self.carry.also_kept}，"
            "按 Ctrl+Z 可以撤销",
        )
        if count is not None:
            self.accept()

    def reject(self) -> None:
        """Close the page; what was confirmed is not dropped unasked."""
        self.leaving.ask(self._confirming, super().reject)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep Esc from closing the page: it goes one blank back."""
        if event.key() != Qt.Key.Key_Escape or self._confirming is None:
            super().keyPressEvent(event)
        else:
            self._back()

    def _go_on(self) -> None:
        assert self._confirming is not None
        self._confirming.restore(self._service.drafts.of(self._confirming.reading))
        self.resume.hide()
        self._show()

    def _begin_anew(self) -> None:
        self.resume.hide()
        self._show()

    def _refused(self, sentence: str) -> None:
        """Tell a refusal here too: the window's own line is behind the dialog."""
        self.trouble.setText(sentence)
        self.trouble.show()

    def _take(self, read: Callable[[], Reading]) -> None:
        try:
            reading = read()
        except Refusal as refusal:  # told here: the window's own line is behind the dialog
            self.source.refuse(str(refusal))
            return
        self._confirming = Confirming(reading)
        self.faults.clear()
        self.faults.addItems(list(reading.report.faults))
        self.faults.setVisible(bool(reading.report.faults))
        seen = min(self.faults.count(), _MOST_FAULTS_SEEN)
        self.faults.setFixedHeight(seen * self.faults.sizeHintForRow(0) + 2 * _FRAME)
        self._stack.setCurrentIndex(1)
        for widget in self._of_confirming():
            widget.show()
        self.view.show_report(self._confirming)
        self.carry.offer(self._service.carry_offer(self._period, reading))
        self._show()
        if kept := self._service.drafts.of(reading):
            self.resume.offer(len(kept))

    def _show(self) -> None:
        assert self._confirming is not None
        confirming = self._confirming
        done = len(confirming.chosen)
        rest = confirming.total - done
        self.counts.setText(f"已确认 {done} / 共 {confirming.total}")
        self.by_villages.setVisible(confirming.makes_figures)
        self.finish_button.setText("完成" if not rest else f"完成（其余{rest}处保留原文）")
        if not confirming.total:
            self.panel.hide()
            return
        self.view.mark(confirming)
        self.panel.show_blank(confirming)
        if confirming.is_complete:
            self.finish_button.setFocus()

    def _go_to(self, index: int) -> None:
        if self._confirming is not None:
            self._confirming.go_to(index)
            self._show()

    def _back(self) -> None:
        if self._confirming is not None and self._confirming.back():
            self._show()

    def _of_confirming(self) -> tuple[QWidget, ...]:
        return self.all_sure, self.replacing, self.appending, self.finish_button

    def _connect(self) -> None:
        self.source.file_chosen.connect(self.take_file)
        self.source.text_given.connect(self.take_text)
        self.view.picked.connect(self._go_to)
        self.panel.accepted.connect(self.accept_choice)
        self.panel.went_back.connect(self._back)
        self.resume.taken.connect(self._go_on)
        self.resume.refused.connect(self._begin_anew)
        self._context.refused.connect(self._refused)
        self.all_sure.clicked.connect(self.accept_sure)
        self.finish_button.clicked.connect(self.finish)
        self.replacing.toggled.connect(self.carry.allow)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+G"), self, self.accept_sure)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.finish)

    def _lay_out(self) -> None:
        self.setWindowTitle(f"从旧报告开始：{self._period.label}")
        screen = QApplication.primaryScreen().availableGeometry()
        self.resize(min(1320, screen.width() - 40), min(840, screen.height() - 60))
        split = QSplitter()
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([760, 480])
        confirm = QWidget()
        inside = QVBoxLayout(confirm)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(
            hint(
                "黄底的请看一看，蓝底的是有把握的，绿底的已经确认。没有确认的保留原文，完成之前什么都不写入。"
            )
        )
        inside.addWidget(self.resume)
        inside.addWidget(split, 1)
        self.faults.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.faults.setAccessibleName("已经改正的地方")
        inside.addWidget(self.faults)
        inside.addWidget(self.carry)
        self._stack.addWidget(self.source)
        self._stack.addWidget(confirm)
        self.finish_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.replacing.setChecked(True)
        foot = QHBoxLayout()
        foot.addWidget(self.counts)
        foot.addWidget(self.all_sure)
        foot.addStretch()
        foot.addWidget(self.by_villages)
        foot.addWidget(self.replacing)
        foot.addWidget(self.appending)
        foot.addWidget(self.finish_button)
        foot.addWidget(self.cancel)
        for hidden in (*self._of_confirming(), self.by_villages):
            hidden.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(foot)


def _also_kept(chosen: Mapping[int, Choice]) -> str:
    """Say which texts of the office were filled in with it."""
    labels = dict.fromkeys(choice.label for choice in chosen.values() if choice.keeps)
    return f"，单位信息里补上了{'、'.join(labels)}" if labels else ""


def ask_old_report(
    context: Context,
    service: OldReports,
    period: Period,
    parent: QWidget | None = None,
    path: Path | None = None,
) -> bool:
    """Let an old report be read in and confirmed; return whether it was written.

    path: a file that is there already, as when it was dropped on the window.
    """
    dialog = OldReportDialog(context, service, period, parent)
    if path is not None:
        dialog.take_file(path)
    is_written = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_written
