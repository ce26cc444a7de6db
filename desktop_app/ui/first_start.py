"""The first start: which quarter, or a look at the demonstration."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.ui import theme


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
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setValue(proposed.year)
        self.year.setSuffix("年")
        self.quarter = QComboBox()
        for number in range(1, 5):
            self.quarter.addItem(Period(proposed.year, "Q", number).name, number)
        self.quarter.setCurrentIndex(proposed.number - 1)
        choice = QHBoxLayout()
        choice.addWidget(QLabel("要编报的季度："))
        choice.addWidget(self.year)
        choice.addWidget(self.quarter)
        choice.addStretch(1)
        begin = QPushButton("开始")
        theme.set_role(begin, "primary", value=True)
        begin.setDefault(True)
        begin.clicked.connect(self.accept)
        demo = QPushButton("先看演示")
        demo.setAutoDefault(False)
        demo.setToolTip("写入一个虚构乡镇五个季度的数据，看完可以一次删除")
        demo.clicked.connect(self._choose_demo)
        demo.setVisible(offers_demo)
        buttons = QHBoxLayout()
        buttons.addWidget(demo)
        buttons.addStretch(1)
        buttons.addWidget(begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addLayout(choice)
        layout.addSpacing(8)
        layout.addLayout(buttons)

    @property
    def period(self) -> Period:
        """The quarter that was chosen."""
        return Period(self.year.value(), "Q", self.quarter.currentData())

    def _choose_demo(self) -> None:
        self.wants_demo = True
        self.accept()
