"""The first start: three questions, one at a time; the last step writes, nothing before it.

What was answered is kept in a small file on the way, so that whoever is called away goes on where
he was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.first_start.answers import Answers, Draft, write_answers
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.first_start.office_step import OfficeStep
from desktop_app.ui.first_start.quarter_step import QuarterStep
from desktop_app.ui.first_start.step import Step
from desktop_app.ui.first_start.units_step import UnitsStep

_WELCOME = "欢迎使用党建季报。先回答三个问题，就可以开始填数；以后都能在“设置”里改。"
_GOES_ON = "上次填到这里，填过的都还在，接着填就行。"
_WIDTH, _HEIGHT = 56, 29  # of the window, in lines of its type
_MARGIN = 60  # px of the screen that stay free for frame and task bar
_PAUSE = 1000  # milliseconds without typing, after which the draft is kept


class FirstStart(QDialog):
    """Asked before there is any quarter. wants_demo: look at the demonstration instead."""

    def __init__(
        self,
        today: date,
        parent: QWidget | None = None,
        *,
        folder: Path | None = None,
        offers_demo: bool = True,
    ) -> None:
        """today: as the PC shows it. folder: the data folder, where the answers are kept as well.

        Without a folder nothing is kept on the way.
        """
        super().__init__(parent)
        self.wants_demo = False
        self._draft = Draft(folder) if folder is not None else None
        self._answers = self._draft.load() if self._draft else Answers()
        self._goes_on = self._answers != Answers()
        self.office, self.units = OfficeStep(), UnitsStep()
        self.quarter = QuarterStep(today, folder)
        self.steps: tuple[Step, ...] = (self.office, self.units, self.quarter)
        self.pages = QStackedWidget()
        self.number, self.title = QLabel(), QLabel()
        self.welcome = hint("")
        self.demo_button = button(
            "先看演示", "eye", "写入一个虚构乡镇五个季度的数据，看完可以一次删去"
        )
        self.back_button = button("上一步", "previous", "回到上一步，填过的都留着（Alt+←）")
        self.next_button = button("下一步", help="回车；在名单里按 Ctrl+回车")
        self._offers_demo = offers_demo
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        for step in self.steps:
            step.show_answers(self._answers)
        self._go_to(min(max(self._answers.page, 0), len(self.steps) - 1))

    @property
    def answers(self) -> Answers:
        """What stands in all steps."""
        answers = self._answers
        for step in self.steps:
            answers = step.with_answers(answers)
        return replace(answers, page=self.pages.currentIndex())

    @property
    def period(self) -> Period:
        """The quarter that was chosen; asked for once there is one."""
        period = self.quarter.period
        assert period is not None
        return period

    @property
    def from_old_report(self) -> bool:
        """Whether the report's text comes from an old report."""
        return not self.wants_demo and self.answers.from_old_report

    def write(self, services: Services) -> Period:
        """Write what was answered and return its quarter; the draft has done its work then."""
        write_answers(services, self.answers, self.period)
        self._pause.stop()
        if self._draft:
            self._draft.forget()
        return self.period

    def done(self, result: int) -> None:
        """Keep what was answered, also of whoever leaves in the middle."""
        self._keep()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Esc; on the first step leave."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentIndex():
            self._back()
        else:
            super().keyPressEvent(event)

    def _go_to(self, place: int) -> None:
        self._keep_page(place)
        step = self.steps[place]
        step.show_answers(self._answers)
        self.pages.setCurrentIndex(place)
        is_first, is_last = place == 0, step is self.steps[-1]
        self.number.setText(f"第{place + 1}步 / 共{len(self.steps)}步")
        self.title.setText(step.question)
        self.welcome.setText(_GOES_ON if self._goes_on else _WELCOME)
        self.welcome.setVisible(is_first or self._goes_on)
        self._goes_on = False
        self.demo_button.setVisible(is_first and self._offers_demo)
        self.back_button.setVisible(not is_first)
        self.next_button.setText("完成" if is_last else "下一步")
        self._show_possible()
        step.take_focus()

    def _keep_page(self, place: int) -> None:
        self._answers = replace(self.answers, page=place)
        if self._draft and self.isVisible():
            self._draft.keep(self._answers)

    def _next(self) -> None:
        place = self.pages.currentIndex()
        if not self.steps[place].is_complete:
            return
        if place + 1 < len(self.steps):
            self._go_to(place + 1)
        else:
            self.accept()

    def _back(self) -> None:
        place = self.pages.currentIndex()
        if place:
            self._go_to(place - 1)

    def _keep(self) -> None:
        self._pause.stop()
        if self._draft:
            self._draft.keep(self.answers)

    def _show_possible(self) -> None:
        step = self.steps[self.pages.currentIndex()]
        self.next_button.setEnabled(step.is_complete)

    def _choose_demo(self) -> None:
        self.wants_demo = True
        self.accept()

    def _connect(self) -> None:
        self.demo_button.clicked.connect(self._choose_demo)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self._pause.timeout.connect(self._keep)
        for step in self.steps:
            step.changed.connect(self._show_possible)
            step.changed.connect(self._pause.start)
        for keys, act in (
            ("Ctrl+Return", self._next),
            ("Ctrl+Enter", self._next),
            ("Alt+Left", self._back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        theme.set_role(self.number, "role", "hint")
        theme.set_role(self.title, "role", "title")
        theme.set_role(self.next_button, "primary", value=True)
        self.next_button.setDefault(True)
        for step in self.steps:
            self.pages.addWidget(_scrolled(step))
        foot = QHBoxLayout()
        foot.addWidget(self.demo_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(self.number)
        layout.addWidget(self.title)
        layout.addWidget(self.welcome)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)
        # From the list straight on: within the table Tab goes from cell to cell.
        self.setTabOrder(self.units.names, self.next_button)
        self.setTabOrder(self.next_button, self.back_button)
        self.setTabOrder(self.back_button, self.units.table)
        self._fit()

    def _fit(self) -> None:
        """Take the room that the type needs, and no more than the screen has."""
        line = self.fontMetrics().height()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width = min(_WIDTH * line, screen.width() - _MARGIN)
        self.resize(width, min(_HEIGHT * line, screen.height() - _MARGIN))


def _scrolled(step: Step) -> QScrollArea:
    """Return a step on which one can reach everything, also on the smallest screen."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(step)
    return area
