"""Step 3: which quarter, and where the text of its report comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period
from desktop_app.services.first_start.answers import Answers
from desktop_app.services.first_start.quarters import offered_quarters
from desktop_app.ui import theme
from desktop_app.ui.fields.quarter_choice import QuarterChoice
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.first_start.row import row_of
from desktop_app.ui.first_start.step import Step

_UNKNOWN_YEAR = 1999  # one before the first that can be typed
_ASK_FOR_YEAR, _ASK_FOR_QUARTER = "填年份", "选季度"


class QuarterStep(Step):
    """Two quarters are offered, any other can be chosen; without a true date one must be."""

    question = "编报哪个季度？"

    def __init__(
        self, today: date, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """today: as the PC shows it. folder: where the data lies; not named without one."""
        super().__init__(parent)
        self._offered = offered_quarters(today)
        self._folder = folder
        self.ended = QRadioButton()
        self.running = QRadioButton()
        self.other = QRadioButton("其他季度：")
        self.choice = QuarterChoice(
            "", self._offered.ended if self._offered else Period(2000, "Q", 1)
        )
        self.own_text = QRadioButton("用程序自带的样稿，照着改")
        self.old_report = QRadioButton("用去年或上季度的报告（进去以后选文件，或者粘贴全文）")
        self._quarters = _group(self, self.ended, self.running, self.other)
        self._texts = _group(self, self.own_text, self.old_report)
        self.own_text.setChecked(True)
        self.wrong_date = QLabel(
            f"这台电脑的日期是{today.year}年{today.month}月{today.day}日，看来不对。"
            "请自己填年份、选季度；电脑右下角的日期，有空请改过来。",
            wordWrap=True,
        )
        theme.set_role(self.wrong_date, "role", "warning")
        self._offer()
        self._lay_out()
        self._connect()

    def show_answers(self, answers: Answers) -> None:
        """Show the quarter that was chosen before."""
        self.old_report.setChecked(answers.from_old_report)
        self.own_text.setChecked(not answers.from_old_report)
        try:
            period = Period.parse(answers.quarter)
        except UnknownPeriod:
            return
        if self._offered and period in self._offered:
            (self.ended if period == self._offered.ended else self.running).setChecked(True)
            return
        self.other.setChecked(True)
        self.choice.year.setValue(period.year)
        self.choice.quarter.setCurrentIndex(period.number - 1)

    def with_answers(self, answers: Answers) -> Answers:
        """Return the quarter, where another one than the offered was chosen, and the text."""
        chosen = self.period
        is_own = chosen is not None and not (self._offered and chosen == self._offered.ended)
        return replace(
            answers,
            quarter=chosen.code if is_own and chosen else "",
            from_old_report=self.old_report.isChecked(),
        )

    @property
    def period(self) -> Period | None:
        """The quarter that is chosen; None while the year is not whole."""
        if self._offered and self.ended.isChecked():
            return self._offered.ended
        if self._offered and self.running.isChecked():
            return self._offered.running
        is_open = (
            self.choice.year.value() == _UNKNOWN_YEAR or self.choice.quarter.currentIndex() < 0
        )
        return None if is_open else self.choice.period

    @property
    def is_complete(self) -> bool:
        """Whether a whole quarter is chosen."""
        return self.period is not None

    def take_focus(self) -> None:
        """Begin with the quarter that is chosen."""
        chosen = self._quarters.checkedButton()
        (self.choice if chosen is self.other else chosen).setFocus()

    def _offer(self) -> None:
        if self._offered:
            self.ended.setText(f"{self._offered.ended.label}（刚结束，一般编报这个）")
            self.running.setText(f"{self._offered.running.label}（还没有结束）")
            self.ended.setChecked(True)
            self.wrong_date.hide()
            return
        for choice in (self.ended, self.running):
            choice.hide()
        self.other.setChecked(True)
        self.other.hide()
        year = self.choice.year
        year.setMinimum(_UNKNOWN_YEAR)
        year.setSpecialValueText(_ASK_FOR_YEAR)
        year.setValue(_UNKNOWN_YEAR)
        self.choice.quarter.setPlaceholderText(_ASK_FOR_QUARTER)
        self.choice.quarter.setCurrentIndex(-1)

    def _connect(self) -> None:
        self._quarters.buttonClicked.connect(lambda _button: self.changed.emit())
        self._texts.buttonClicked.connect(lambda _button: self.changed.emit())
        self.choice.changed.connect(lambda: self.other.setChecked(True))
        self.choice.changed.connect(self.changed)

    def _lay_out(self) -> None:
        frame, inside = card()
        inside.addWidget(self.wrong_date)
        for choice in (self.ended, self.running):
            inside.addWidget(choice)
        inside.addWidget(row_of(self.other, self.choice))
        inside.addSpacing(6)
        title = QLabel("报告的文字从哪里开始？")
        theme.set_role(title, "role", "subtitle")
        texts, below = card()
        below.addWidget(title)
        below.addWidget(self.own_text)
        below.addWidget(self.old_report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(frame)
        layout.addWidget(texts)
        if self._folder is not None:
            layout.addLayout(self._place(self._folder))
        layout.addStretch(1)

    def _place(self, folder: Path) -> QVBoxLayout:
        """Say where all of it lies: once, here, and never again unasked."""
        self.place = hint(f"您填的内容都存在这台电脑的“{folder}”里，不会传到别处。")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = button("打开这个文件夹", "folder")
        self.open_folder.clicked.connect(lambda: _show_folder(folder))
        found = QVBoxLayout()
        found.addWidget(self.place)
        found.addWidget(row_of(self.open_folder))
        return found


def _group(parent: QWidget, *choices: QRadioButton) -> QButtonGroup:
    group = QButtonGroup(parent)
    for choice in choices:
        group.addButton(choice)
    return group


def _show_folder(folder: Path) -> None:
    shown = folder if folder.exists() else folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))
