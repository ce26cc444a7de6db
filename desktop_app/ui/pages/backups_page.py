"""备份与恢复: how old the newest backup is, all of them, a second place, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.core.progress import Progress
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.catalogue import BackupRecord, State
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.readable_copy import ReadableCopy
from desktop_app.services.safekeeping.restore_preview import RestorePreview, preview
from desktop_app.services.safekeeping.second_place import SecondState
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.progress_row import ProgressRow
from desktop_app.ui.dialogs.restore_preview import RestorePreviewDialog
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.pages.page import Page
from desktop_app.ui.safekeeping import files
from desktop_app.ui.safekeeping.backup_buttons import BackupButtons
from desktop_app.ui.safekeeping.backup_table import BackupTable
from desktop_app.ui.safekeeping.restore_request import ask_for_restore
from desktop_app.ui.safekeeping.standing_card import StandingCard

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Found:
    """What the page shows, as the worker read it."""

    records: list[BackupRecord]
    newest: BackupRecord | None
    second: SecondState
    readable_at: datetime | None


class BackupsPage(Page):
    """Nothing here changes the data but a restore, and that is previewed and can be taken back."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is read when it is first shown."""
        super().__init__(context)
        database = context.services.writer.store.path
        self._backups = BackupFolder(database)
        self._readable = ReadableCopy(context.services, database)
        self.standing, self.buttons, self.table = StandingCard(), BackupButtons(), BackupTable()
        self._empty = hint("还没有备份。\n\n点“立即备份”做第一份；以后程序每小时和退出时自动做。")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = ProgressRow(context)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read what there is in the background: a stick may be slow."""
        self.context.tasks.run("backups page", self._find, self._show, self.context.refused.emit)

    def back_up(self) -> None:
        """Make a backup now."""
        self._work(
            lambda _report: self._backups.make(kind=Kind.BY_HAND), lambda _path: "已备份，备份完好"
        )

    def save_copy(self) -> None:
        """Put a backup where the clerk wants one."""
        target = files.ask_target(self)
        if target is not None:
            self._work(
                lambda _report: self._backups.make(target, force=True),
                lambda path: f"已备份到“{path}”，备份完好",
            )

    def check(self) -> None:
        """Read every backup whole, and every copy in the second place."""

        def work(progress: Progress) -> tuple[list[BackupRecord], SecondState]:
            return self._backups.check_all(progress), self._backups.check_second(progress)

        self._work(work, lambda found: _checked_words(*found))

    def choose_second(self) -> None:
        """Choose where copies of all backups go."""
        folder = files.ask_second_place(self)
        if folder is not None:
            chosen = self.context.attempt(lambda: self._backups.second.choose(folder))
            if isinstance(chosen, Path):
                self.catch_up()

    def catch_up(self) -> None:
        """Copy to the second place what it lacks; what goes wrong there stands on the card."""
        self._work(
            lambda _report: self._backups.catch_up(),
            lambda state: "第二备份位置没有补齐" if state.trouble else "第二备份位置已补齐",
        )

    def leave_second(self) -> None:
        """Copy nowhere from now on; what is there stays."""
        self.context.attempt(lambda: self._backups.second.choose(None))
        self.context.told.emit("不再用第二备份位置，那里已有的备份没有动")
        self.reload()

    def write_readable(self) -> None:
        """Write the readable copy anew and show its folder."""

        def told(folder: Path) -> str:
            self.open_readable()
            return f"可读副本已更新，在“{folder}”"

        self._work(self._readable.write, told)

    def open_readable(self) -> None:
        """Show the folder of the readable copy."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._readable.folder)))

    def restore(self) -> None:
        """Show what restoring the selected backup would change, and restore it if wanted."""
        record = self.table.chosen()
        if record is not None:
            title = f"{moment_text(record.made_at)} 的备份（{record.kind}）"
            self._preview(record.path, title)

    def restore_file(self) -> None:
        """Restore a file from anywhere in the same way."""
        source = files.ask_source(self)
        if source is not None:
            self._preview(source, f"备份文件“{source.name}”")

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _find(self) -> _Found:
        """Read what the page shows; runs in the worker."""
        return _Found(
            self._backups.records(),
            self._backups.newest_record(),
            self._backups.second.state(),
            self._readable.written_at(),
        )

    def _show(self, found: _Found) -> None:
        self.standing.show_newest(found.newest)
        self.standing.show_second(found.second)
        self.standing.show_readable(found.readable_at)
        self.table.show_records(found.records)
        self._middle.setCurrentWidget(self.table if found.records else self._empty)
        self.buttons.fit(
            has_backups=bool(found.records),
            has_second=found.second.folder is not None,
            has_readable=found.readable_at is not None,
        )

    def _work(self, work: Callable[[Progress], Result], told: Callable[[Result], str]) -> None:
        """Do something in the background, tell it, and read the page anew."""

        def done(result: Result) -> None:
            self.context.told.emit(told(result))
            self.reload()

        def failed(reason: str) -> None:
            self.context.refused.emit(reason)
            self.reload()

        self._run(work, done, failed)

    def _preview(self, source: Path, title: str) -> None:
        catalogue, database = self.context.services.catalogue, self._backups.database

        def done(found: RestorePreview) -> None:
            dialog = RestorePreviewDialog(title, found, self)
            dialog.accepted.connect(lambda: ask_for_restore(source))
            dialog.open()

        self._run(
            lambda _report: preview(database, source, catalogue), done, self.context.refused.emit
        )

    def _run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[str], None],
    ) -> None:
        if not self.progress.is_running:
            self.buttons.setDisabled(True)
            self.progress.run(work, done, failed)

    def _free(self) -> None:
        """Let the clerk go on; the keyboard, which a disabled button lost, is on the list."""
        self.buttons.setEnabled(True)
        if self.isVisible() and self.focusWidget() is None:
            self.table.setFocus()

    def _lay_out(self) -> None:
        title = QLabel("备份与恢复")
        title.setProperty("role", "title")
        words = hint("每小时、退出时和导入、升级、恢复以前自动备份；最近的都留着，越久远留得越稀。")
        words.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(words, 1)
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.standing)
        layout.addWidget(self.buttons)
        layout.addWidget(self.progress)
        layout.addWidget(middle, 1)

    def _connect(self) -> None:
        buttons = self.buttons
        buttons.backup.clicked.connect(self.back_up)
        buttons.copy.clicked.connect(self.save_copy)
        buttons.restore.clicked.connect(self.restore)
        buttons.restore_file.clicked.connect(self.restore_file)
        buttons.check.clicked.connect(self.check)
        buttons.choose_second.triggered.connect(self.choose_second)
        buttons.catch_up.triggered.connect(self.catch_up)
        buttons.leave_second.triggered.connect(self.leave_second)
        buttons.write_readable.triggered.connect(self.write_readable)
        buttons.open_readable.triggered.connect(self.open_readable)
        self.table.restoring.connect(self.restore)
        self.progress.finished.connect(self._free)


def _checked_words(records: list[BackupRecord], second: SecondState) -> str:
    damaged = sum(record.state is State.DAMAGED for record in records)
    found = f"其中{damaged}份损坏，不能用来恢复" if damaged else "全部完好"
    renewed = f"；第二备份位置有{second.renewed}份变了样，已重新复制" if second.renewed else ""
    return f"已检查{len(records)}份备份，{found}{renewed}"
