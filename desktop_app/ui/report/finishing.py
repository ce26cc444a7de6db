"""定稿, 更正, 登记已上报 and the frozen versions, as the report page offers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QWidget

from desktop_app.core.periods import Period
from desktop_app.core.records import Finding
from desktop_app.services.files.writing import write_file
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.comparing import FigureDifference
from desktop_app.services.final.seal import NotWhole
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.ignore_finding import ReasonDialog
from desktop_app.ui.report import exporting
from desktop_app.ui.report.final_banner import FinalBanner
from desktop_app.ui.report.final_dialog import FinalDialog
from desktop_app.ui.report.final_versions import FinalVersions
from desktop_app.ui.report.reported_dialog import ReportedDialog

if TYPE_CHECKING:
    from desktop_app.ui.dialogs.frozen_figure import FrozenFigureDialog


class Finishing(QObject):
    """Lives as long as the page. reopened: the text may be changed again."""

    reopened = Signal()

    def __init__(
        self,
        page: QWidget,
        context: Context,
        banner: FinalBanner,
        period: Callable[[], Period],
        go_to: Callable[[Finding], None],
    ) -> None:
        """period: whose report is looked at. go_to: shows where a finding is."""
        super().__init__(page)
        self._page = page
        self._context = context
        self._banner = banner
        self._period = period
        self._go_to = go_to
        banner.reopen_wanted.connect(self.ask_reopen)
        banner.reported_wanted.connect(lambda: _run(self.reported_dialog()))
        banner.versions_wanted.connect(self.show_versions)
        banner.cancel_wanted.connect(lambda: _run(self.cancel_dialog()))

    def refresh(self) -> None:
        """Show whether the report is frozen; how the ledgers differ is found in the background."""
        period, final = self._period(), self._context.services.final
        current = frozen_reports.current(period)
        self._banner.show_version(current)
        if current is None:
            self._show_correction(period)
            return

        def show(found: Sequence[FigureDifference]) -> None:
            if self._period() == period:
                self._banner.show_version(current, len(found))

        self._context.tasks.run(
            "differences", lambda: final.differences(period), show, self._context.told.emit
        )

    def _show_correction(self, period: Period) -> None:
        """Say which version was handed in while its 更正 is being written."""
        versions = frozen_reports.versions(period)
        if versions:
            handed_in = next((one for one in versions if one.reported_at), None)
            self._banner.show_correction(versions[0], handed_in)

    def final_dialog(self, attachments: Sequence[str]) -> FinalDialog:
        """Return the dialog that freezes the report."""
        period, services = self._period(), self._context.services

        def freeze(reasons: Mapping[str, str], note: str, chosen: Sequence[str]) -> None:
            record = services.final.freeze(
                period, explanations=reasons, correction_note=note, attachments=chosen
            )
            self._context.data_changed.emit()
            self._context.noted.emit(f"{period.label}的报告已定稿，这是第{record.version}版。")

        checked = services.checks.checked(period)
        errors = [one for one in checked.findings if one.severity == "error"]
        dialog = FinalDialog(
            errors,
            attachments,
            freeze,
            self._page,
            last_reasons=frozen_reports.last_reasons(period, errors),
            is_correction=bool(frozen_reports.versions(period)),
            unexplained=len(checked.unexplained),
        )
        dialog.go_to.connect(self._go_to)
        return dialog

    def ask_final(self, attachments: Sequence[str]) -> None:
        """Let the report be frozen."""
        dialog = self._context.attempt(lambda: self.final_dialog(attachments))
        if isinstance(dialog, FinalDialog):
            _run(dialog)

    def ask_reopen(self) -> None:
        """Unlock the report for a 更正, once that is confirmed."""
        question = self.reopen_question()
        if question.exec() == QMessageBox.StandardButton.Ok:
            self.reopen()
        question.deleteLater()

    def reopen_question(self) -> QMessageBox:
        """Return the question whether the report is to be unlocked."""
        version = max(one.version for one in frozen_reports.versions(self._period()))
        question = QMessageBox(
            QMessageBox.Icon.Question,
            "更正报告",
            f"更正会解开正文的锁。第{version}版和它的文件保持原样，一个字也不变，"
            f"随时可以在“定稿版本”里导出；改好以后再定一次稿，成为第{version + 1}版。",
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
            self._page,
        )
        question.button(QMessageBox.StandardButton.Ok).setText("开始更正")
        question.button(QMessageBox.StandardButton.Cancel).setText("取消")
        return question

    def reopen(self) -> None:
        """Unlock the report."""
        period, final = self._period(), self._context.services.final
        if self._context.attempt(lambda: final.reopen(period)) is None:
            self._context.data_changed.emit()
            self._context.told.emit("正文可以修改了，改好以后请再定稿")
            self.reopened.emit()

    def cancel_dialog(self) -> ReasonDialog:
        """Return the dialog that takes a 定稿 back that was not handed in."""
        period, final = self._period(), self._context.services.final

        def cancel(reason: str) -> None:
            final.cancel(period, reason)
            self._context.data_changed.emit()
            self._context.told.emit("已取消定稿，正文可以修改了")

        dialog = ReasonDialog(
            "取消定稿",
            (
                "这一版还没有登记上报，可以取消：正文解锁，它不再算一个版本。请写明为什么取消。",
                "理由记在变更记录里。取消以后不能撤销，要再定稿就再点“定稿”。",
            ),
            "",
            cancel,
            self._page,
        )
        dialog.ok.setText("取消定稿")
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        box.button(QDialogButtonBox.StandardButton.Cancel).setText("不取消，返回")
        return dialog

    def reported_dialog(self) -> ReportedDialog:
        """Return the dialog that notes the day of handing in."""
        period, final = self._period(), self._context.services.final

        def mark(day: date, before_freezing: bool) -> None:  # noqa: FBT001 - what the box says
            final.mark_reported(period, day, before_freezing=before_freezing)
            self._context.data_changed.emit()
            self._context.told.emit("已登记上报日期")

        today = date.today()  # noqa: DTZ011 - as the calendar says
        return ReportedDialog(today, mark, self._page, period)

    def versions_dialog(self) -> FinalVersions:
        """Return the dialog with all frozen versions."""
        period, final = self._period(), self._context.services.final
        try:
            differences: Sequence[FigureDifference] | None = final.differences(period)
        except NotWhole:  # the dialog says so
            differences = None
        dialog = FinalVersions(
            frozen_reports.versions(period),
            differences,
            lambda before, after: final.compare(period, before, after),
            self._page,
        )
        dialog.export_wanted.connect(self._ask_and_export)
        dialog.print_wanted.connect(self._print)
        return dialog

    def show_versions(self) -> None:
        """Show all frozen versions, or say that there are none."""
        if frozen_reports.versions(self._period()):
            _run(self.versions_dialog())
        else:
            self._context.told.emit("这份报告还没有定过稿")

    def show_frozen_rows(self, key: str, show_now: Callable[[], None]) -> bool:
        """Show what stood behind a figure of a frozen report; False while it is being written.

        show_now: shows what stands behind it as the ledgers are now.
        """
        dialog = self._context.attempt(lambda: self.frozen_figure_dialog(key))
        if not isinstance(dialog, QDialog):
            return False
        dialog.now_wanted.connect(show_now, Qt.ConnectionType.QueuedConnection)
        _run(dialog)
        return True

    def frozen_figure_dialog(self, key: str) -> FrozenFigureDialog | None:
        """Return the dialog with what stood behind a figure, None while nothing is frozen."""
        from desktop_app.ui.dialogs.figure_door import place_of  # noqa: PLC0415 - as below
        from desktop_app.ui.dialogs.frozen_figure import FrozenFigureDialog  # noqa: PLC0415 - rarely

        services = self._context.services
        found = services.final.trail(self._period(), key)
        if found is None:
            return None
        dialog = FrozenFigureDialog(services, found, self._page)
        dialog.row_chosen.connect(
            lambda row: self._context.show_page(*place_of(self._context, key, row))
        )
        return dialog

    def export(self, uid: str, suffix: str, target: Path) -> None:
        """Write a version's file as it was frozen."""

        def work() -> None:
            write_file(target, frozen_reports.file(uid, suffix).data, force=True)

        if self._context.attempt(work) is None:
            self._context.told.emit(f"已导出到 {target}")

    def _ask_and_export(self, uid: str, suffix: str) -> None:
        version = next(one for one in frozen_reports.versions(self._period()) if one.uid == uid)
        name = f"{self._period().label}党建工作报告（第{version.version}版）"
        target = exporting.ask_target(self._page, name, suffix)
        if target is not None:
            self.export(uid, suffix, target)

    def _print(self, uid: str) -> None:
        from desktop_app.ui.report.print_dialog import ask_and_print  # noqa: PLC0415 - slow to load

        kept = self._context.attempt(lambda: frozen_reports.file(uid, ".pdf").data)
        if isinstance(kept, bytes):
            ask_and_print(self._page, self._context, kept, f"{self._period().label}党建工作报告")


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
