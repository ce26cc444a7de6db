"""The first start: which quarter, or a look at the demonstration."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.periods import Period
from desktop_app.ui import theme
from desktop_app.ui.fields.quarter_choice import QuarterChoice


class FirstStart(QDialog):
    """Asked once, before there is any quarter. wants_demo: look at the demonstration instead."""

    def __init__(
        self, today: date, parent: QWidget | None = None, *, offers_demo: bool = True
    ) -> None:
        """Propose the quarter that a report is due for: the last one that has ended."""
        super().__init__(parent)
        self.wants_demo = False
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        self.setMinimumWidth(460)
        proposed = Period.quarter_of(today).previous
        title = QLabel("欢迎使用党建季报")
        theme.set_role(title, "role", "title")
        words = QLabel(
            "先选要编报的季度。进入以后，在“设置”里填写单位信息、添加村和社区，"
            "就可以在工作台里填数、在“报告编制”里写报告。"
        )
        words.setWordWrap(True)
        self.choice = QuarterChoice("要编报的季度：", proposed)
        self.begin = QPushButton("开始")
        theme.set_role(self.begin, "primary", value=True)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self.accept)
        demo = QPushButton("先看演示")
        demo.setAutoDefault(False)
        demo.setToolTip("写入一个虚构乡镇五个季度的数据，看完可以一次删除")
        demo.clicked.connect(self._choose_demo)
        demo.setVisible(offers_demo)
        buttons = QHBoxLayout()
        buttons.addWidget(demo)
        buttons.addStretch(1)
        buttons.addWidget(self.begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addWidget(self.choice)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        self.choice.changed.connect(self._follow_year)
        self.choice.setFocus()
        self._period = proposed

    @property
    def period(self) -> Period:
        """The quarter that was chosen; while the year is not whole, the one before that."""
        return self._period

    def _follow_year(self) -> None:
        """Begin with a whole year only: a part of one is no choice."""
        period = self.choice.period
        self._period = period or self._period
        self.begin.setEnabled(period is not None)

    def _choose_demo(self) -> None:
        self.wants_demo = True
        self.accept()
