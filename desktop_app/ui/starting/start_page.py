"""The start page: what is the matter with the data, and the ways out, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.safekeeping.catalogue import BackupRecord, State
from desktop_app.services.safekeeping.condition import Condition, Remedy
from desktop_app.ui import theme
from desktop_app.ui.dialog_bounds import room_for
from desktop_app.ui.fields.scrolled import scrolled
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.starting.backup_choice import BackupChoice
from desktop_app.ui.starting.remedy_words import words_of

_WIDTH = 780
_BUTTON_WIDTH = 210
_ICON = 36


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose. path: the backup, file or folder to take, where it needs one."""

    remedy: Remedy
    path: Path | None = None


class StartPage(QDialog):
    """Shown instead of the window; `choice` is None when the user leaves."""

    def __init__(
        self, condition: Condition, backups: Sequence[BackupRecord] = (), failed: str = ""
    ) -> None:
        """backups: the best first, which is offered where it is sound.

        failed: why the last attempt had no success, "" before one.
        """
        super().__init__()
        self.choice: Choice | None = None
        self._condition = condition
        self._backups = [one for one in backups if not one.is_damaged]
        self._offered = next((one for one in self._backups[:1] if one.state is State.SOUND), None)
        self.buttons: dict[Remedy, QPushButton] = {}
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        self.setFixedWidth(_WIDTH)
        self.ways = QStackedWidget()
        self.ways.addWidget(self._offers())
        whole = QWidget()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(whole))
        self._column = layout = QVBoxLayout(whole)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(self._matter())
        if failed:
            layout.addWidget(_failure(failed))
        layout.addWidget(self.ways)
        layout.addLayout(self._foot())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the room that is needed."""
        super().showEvent(event)
        self._fit()

    def _matter(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(theme.icon("warning", theme.WARNING).pixmap(QSize(_ICON, _ICON)))
        title = QLabel(self._condition.title)
        theme.set_role(title, "role", "title")
        self.sentence = QLabel(self._condition.sentence, wordWrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(title)
        words.addWidget(self.sentence)
        matter = QHBoxLayout()
        matter.setSpacing(14)
        matter.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        matter.addLayout(words, 1)
        return matter

    def _offers(self) -> QWidget:
        frame, layout = card()
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, _BUTTON_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        layout.addLayout(grid)
        best = self._offered
        for remedy in self._condition.remedies:
            if remedy is Remedy.RESTORE and best is None:
                continue
            row = grid.rowCount()
            words = words_of(remedy, self._condition, best)
            made = button(words.label, words.icon)
            made.clicked.connect(lambda _checked=False, remedy=remedy: self._take(remedy))
            grid.addWidget(made, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(hint(words.sentence), row, 1, Qt.AlignmentFlag.AlignVCenter)
            self.buttons[remedy] = made
            if remedy is Remedy.RESTORE and len(self._backups) > 1:
                grid.addLayout(self._others(), row + 1, 0, 1, 2)
        for made in self.buttons.values():
            made.setFixedWidth(_BUTTON_WIDTH)
        self._mark_best()
        return frame

    def _mark_best(self) -> None:
        """Give the first way out the colour and the focus: Enter takes it."""
        remedy, best = next(iter(self.buttons.items()))
        theme.set_role(best, "primary", value=True)
        best.setIcon(theme.icon(words_of(remedy, self._condition, None).icon, theme.SURFACE))
        best.setDefault(True)
        best.setFocus()

    def _others(self) -> QVBoxLayout:
        """Return the other backups, folded away until they are asked for."""
        self.backups = BackupChoice(self._backups)
        self.backups.hide()
        self.backups.chosen.connect(lambda path: self._end(Choice(Remedy.RESTORE, path)))
        take = button("恢复选中的这份", "history")
        take.hide()
        take.clicked.connect(lambda: self._end(Choice(Remedy.RESTORE, self.backups.path)))
        unfold = button(f"其他备份（共{len(self._backups)}份）…")
        unfold.setCheckable(True)
        for part in (self.backups, take):
            unfold.toggled.connect(part.setVisible)
        unfold.toggled.connect(lambda _unfolded: self._fit())
        self.others_button, self.take_button = unfold, take
        row = QHBoxLayout()
        row.addWidget(unfold)
        row.addStretch(1)
        row.addWidget(take)
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.backups)
        return layout

    def _foot(self) -> QHBoxLayout:
        leave = button("退出", "close")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(
            hint("拿不准的时候先退出，数据不会因此改变；也可以把这一页给维护人员看。"), 1
        )
        foot.addWidget(leave)
        return foot

    def _take(self, remedy: Remedy) -> None:
        match remedy:
            case Remedy.SHOW_FOLDER:
                folder = self._condition.folder
                shown = folder if folder.exists() else folder.parent
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))
            case Remedy.CHOOSE_FILE:
                path, _kind = QFileDialog.getOpenFileName(
                    self, "选择数据文件或备份", str(self._condition.folder), "党建季报的数据 (*.db)"
                )
                if path:
                    self._end(Choice(remedy, Path(path)))
            case Remedy.CHOOSE_PLACE:
                place = QFileDialog.getExistingDirectory(
                    self, "选择放数据的文件夹", str(Path.home())
                )
                if place:
                    self._end(Choice(remedy, Path(place)))
            case Remedy.RESTORE:
                assert self._offered is not None
                self._end(Choice(remedy, self._offered.path))
            case Remedy.START_NEW:
                self._ask_once_more()
            case _:
                self._end(Choice(remedy))

    def _ask_once_more(self) -> None:
        frame, layout = card()
        question = QLabel(
            "确定从空的数据开始吗？以前填写的内容不会出现在新的数据里；"
            "原来的文件和备份都留着，以后还可以恢复。",
            wordWrap=True,
        )
        back, go_on = button("返回", "previous"), button("确定，重新开始", "add")
        back.clicked.connect(lambda: self.ways.setCurrentIndex(0))
        go_on.clicked.connect(lambda: self._end(Choice(Remedy.START_NEW)))
        self.confirm_button = go_on
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(go_on)
        layout.addWidget(question)
        layout.addStretch(1)
        layout.addLayout(row)
        self.ways.setCurrentIndex(self.ways.addWidget(frame))
        back.setFocus()

    def _fit(self) -> None:
        """Be as high as the sentences need at this width, where the screen has room for it.

        Qt alone would guess too little.
        """
        self._column.activate()
        wanted = self._column.totalHeightForWidth(_WIDTH)
        self.setFixedHeight(min(wanted, room_for(self).height()))

    def _end(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def _failure(text: str) -> QFrame:
    """Return a strip that says why the last attempt had no success."""
    frame = QFrame()
    theme.set_role(frame, "banner", "error")
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.addWidget(QLabel(text, wordWrap=True))
    return frame
