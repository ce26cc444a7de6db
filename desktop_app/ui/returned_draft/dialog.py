"""收回改稿: the leader's file beside the report, taken sentence by sentence, written at the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.returned_drafts.service import KINDS, ReturnedDraft, ReturnedDrafts
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.figure_door import open_figure_rows, place_of
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.opening import open_and_keep, parent_window
from desktop_app.ui.dialogs.progress_row import ProgressRow, WorkingDialog
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.returned_draft.details import Details
from desktop_app.ui.returned_draft.model import ChangesModel, Decision, Line
from desktop_app.ui.returned_draft.sentence_view import ChangesTable

FILTER = f"Word 文档 ({' '.join(f'*{kind}' for kind in KINDS)})"
_MOST_DOORS = 3  # buttons beside a sentence
_LEAST, _MOST = QSize(1080, 640), QSize(1700, 980)
_KEYS = "↑↓ 选　Enter 收　Delete 不收　1、2 回答数字　3 看来历　Ctrl+Enter 完成"


def open_returned_draft(
    context: Context, period: Period, parent: QWidget | None = None, path: Path | None = None
) -> ReturnedDraftDialog | None:
    """Show what a returned file changes in a period's report; without a file ask for it.

    parent: the window in front, where not named. None where no file was chosen.
    """
    window = parent.window() if parent else parent_window()
    path = path or ask_file(window)
    if path is None:
        return None
    dialog = ReturnedDraftDialog(context, period, window)
    open_and_keep(dialog)
    dialog.read(path)
    return dialog


def ask_file(parent: QWidget | None) -> Path | None:
    """Let a file be chosen."""
    return choosing_files.ask_source(parent, "选择领导改过的Word文件", FILTER)


class ReturnedDraftDialog(WorkingDialog):
    """Reads in the background; nothing is written until 完成."""

    def __init__(self, context: Context, period: Period, parent: QWidget | None = None) -> None:
        """Start without a file; `read` brings it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._period = period
        self._service = ReturnedDrafts(context.services)
        self._draft: ReturnedDraft | None = None
        self._is_leaving = False
        self.rows: FigureRowsDialog | None = None
        self.setWindowTitle(f"收回改稿：{period.label}")
        self._take_room()
        self.changes = ChangesModel()
        self.changes.decided.connect(self._count)
        self.table = ChangesTable(self.changes)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.taken.connect(self.take)
        self.table.left.connect(self.leave)
        self.table.answered.connect(self.answer)
        self.table.rows_wanted.connect(self.show_rows)
        self.details = Details()
        self.details.answered.connect(self._answer)
        self.details.rows_wanted.connect(self._show_rows)
        self.summary = QLabel(wordWrap=True)
        theme.set_role(self.summary, "role", "subtitle")
        self.notes = QLabel(wordWrap=True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_role(self.notes, "role", "warning")
        self.progress = ProgressRow(context)
        self.take_button = button("收（Enter）")
        self.take_button.clicked.connect(self.take)
        self.leave_button = button("不收（Delete）")
        self.leave_button.clicked.connect(self.leave)
        self.plain_button = button("收下全部一般改动")
        self.plain_button.setToolTip("只收不用再看的改动；有数字、有提醒的仍要一处一处看")
        self.plain_button.clicked.connect(self.take_plain)
        self.write_button = button("完成")
        theme.set_role(self.write_button, "primary", value=True)
        self.write_button.setToolTip("把收下的一次写入报告（Ctrl+Enter）；写入后可以撤销")
        self.write_button.clicked.connect(self.write)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.write_button.click)
        self.close_button = button("取消")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._set_busy(busy=True)

    def read(self, path: Path) -> None:
        """Read a file in the background and show what it changes."""
        self._set_busy(busy=True)
        self.summary.setText(f"正在读“{path.name}”…")
        self.progress.run(
            lambda _report: self._service.read(path, self._period), self._show_draft, self._give_up
        )

    def take(self) -> None:
        """Take the change under the cursor and go on to the next open one."""
        row, line = self._current()
        if line is None:
            return
        if line.unanswered is not None:
            self.summary.setText("这一句有数字被改过：先按 1 或 2，回答下面的问题。")
            return
        self._decide(row, Decision.TAKEN)

    def leave(self) -> None:
        """Leave the change under the cursor and go on."""
        row, line = self._current()
        if line is not None:
            self._decide(row, Decision.LEFT)

    def answer(self, literal: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Answer the next disputed number of the change under the cursor."""
        _row, line = self._current()
        if line is not None and line.literal:
            self._answer(_asked(line), literal)

    def show_rows(self) -> None:
        """Show what stands behind the disputed number that is to be answered next."""
        _row, line = self._current()
        if line is not None and line.literal:
            self._show_rows(line.change.disputed[_asked(line)].reference)

    def take_plain(self) -> None:
        """Take all that needs no second look."""
        self.changes.take_plain()
        self._go_on(-1)

    def write(self) -> None:
        """Write what was taken in one step and close."""
        accepted = self.changes.accepted()
        draft = self._draft
        if draft is None or self.progress.is_running or not accepted:
            return
        count = self._context.write(lambda: self._service.write(draft, accepted))
        if count is None:
            return
        told = f"已收回改稿{count}处，按 Ctrl+Z 可以撤销" if count else "正文没有改动"
        if figures := self.changes.wrong_figures():
            self._lead_to_ledgers(draft, told, figures)
        else:
            self._context.told.emit(told)
        self.accept()

    def _lead_to_ledgers(self, draft: ReturnedDraft, told: str, figures: Sequence[str]) -> None:
        """Say which numbers are to be put right elsewhere, with a door to each that has rows."""
        names = "、".join(f"“{draft.label(one)}”" for one in figures)
        context, period, window = self._context, self._period, self.parentWidget() or self
        known = [one.partition("@")[0] for one in figures]
        known = [key for key in dict.fromkeys(known) if key in context.services.catalogue.figures]
        doors = {
            "去台账" if len(known) == 1 else f"去台账：{draft.label(key)}": partial(
                open_figure_rows, context, key, window, period=period
            )
            for key in known[:_MOST_DOORS]
        }
        sentence = f"{told}；{len(figures)}处数字要到台账里改：{names}，改好后正文会跟着变。"
        context.offered.emit(sentence, doors)

    def reject(self) -> None:
        """Leave; what was decided is not thrown away by a slip of the hand."""
        decided = self.changes.count(Decision.TAKEN, Decision.LEFT)
        if decided and not self._is_leaving and not self.progress.is_running:
            self._is_leaving = True
            self.summary.setText(f"已看过的{decided}处还没有写入；再按一次 Esc 就放弃。")
            return
        super().reject()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.notes)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setStretchFactor(0, 4)
        parts.setStretchFactor(1, 1)
        layout.addWidget(parts, 1)
        layout.addWidget(self.progress)
        layout.addWidget(hint(f"左边划红线的是要去掉的，右边划绿线的是新的。{_KEYS}"))
        buttons = QHBoxLayout()
        for one in (self.take_button, self.leave_button, self.plain_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)
        parts.setSizes([440, 150])

    def _take_room(self) -> None:
        """Leave a little of the window around."""
        parent = self.parentWidget()
        room = parent.size() if parent else QSize()
        self.resize(
            min(max(room.width() - 60, _LEAST.width()), _MOST.width()),
            min(max(room.height() - 40, _LEAST.height()), _MOST.height()),
        )

    def _show_draft(self, draft: ReturnedDraft) -> None:
        self._draft = draft
        self.changes.show_draft(draft)
        self._set_busy(busy=False)
        notes: Sequence[str] = draft.comparison.notes
        self.notes.setText("\n".join(f"{note}。" for note in notes))
        self.notes.setVisible(bool(notes))
        self.table.fit()
        self.table.setFocus()
        self._go_on(-1)
        self._show()

    def _current(self) -> tuple[int, Line | None]:
        row = self.table.currentIndex().row()
        is_there = 0 <= row < len(self.changes.lines) and not self.progress.is_running
        return row, self.changes.lines[row] if is_there else None

    def _decide(self, row: int, decision: Decision) -> None:
        self.changes.decide(row, decision)
        self._go_on(row)

    def _go_on(self, row: int) -> None:
        following = self.changes.next_open(row)
        if following is not None:
            self.table.go_to(following)

    def _answer(self, place: int, literal: bool) -> None:  # noqa: FBT001 - a signal's argument
        row, line = self._current()
        if line is not None:
            self.changes.answer(row, place, literal=literal)
            self._show()
            self.table.setFocus()

    def _show(self) -> None:
        _row, line = self._current()
        self.details.show_line(self._draft, line)

    def _count(self) -> None:
        """Say how far it is."""
        self._is_leaving = False
        taken = self.changes.count(Decision.TAKEN)
        draft = self._draft
        if draft is None:
            return
        self.summary.setText(self.changes.summary(draft))
        written = sum(map(draft.writes, self.changes.accepted()))
        self.write_button.setText(f"完成（写入{written}处）" if written else "完成")
        self.write_button.setEnabled(bool(taken))
        plain = self.changes.open_plain
        self.plain_button.setEnabled(bool(plain))
        self.plain_button.setText(f"收下全部一般改动（{plain}处）" if plain else "收下全部一般改动")

    def _show_rows(self, reference: str) -> None:
        """Show the rows behind a figure, to see whether it is right."""
        key = reference.partition("@")[0]
        services = self._context.services
        if key not in services.catalogue.figures:
            self.summary.setText("这里的内容取自单位信息、报告日期或问题措施，请到那里核对。")
            return
        self.rows = rows = FigureRowsDialog(services, self._period, key, parent=self)
        rows.row_chosen.connect(partial(self._go_to_row, rows, key))
        rows.definition_wanted.connect(self._context.explained)
        open_and_keep(rows)

    def _go_to_row(self, rows: FigureRowsDialog, key: str, row: str) -> None:
        """Look at a row in its ledger, unless that would drop what was decided here."""
        rows.accept()
        decided = self.changes.count(Decision.TAKEN, Decision.LEFT)
        if decided:
            self.summary.setText(f"已看过的{decided}处还没有写入：先按“完成”，再到台账里看这一行。")
            return
        super().reject()
        self._context.show_page(*place_of(self._context, key, row))

    def _set_busy(self, *, busy: bool) -> None:
        self.notes.setVisible(False)
        for one in (self.take_button, self.leave_button, self.plain_button, self.write_button):
            one.setDisabled(busy)
        if not busy:
            has_some = bool(self.changes.lines)
            self.take_button.setEnabled(has_some)
            self.leave_button.setEnabled(has_some)
            self._count()

    def _give_up(self, reason: str) -> None:
        self._context.refused.emit(reason)
        super().reject()


def _asked(line: Line) -> int:
    """Return which disputed number of a change is answered next: the last where all are."""
    return len(line.literal) - 1 if line.unanswered is None else line.unanswered
