"""Opening another quarter: the next one, or any that is not there yet, also an earlier one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.office.periods import PeriodService
from desktop_app.ui import theme
from desktop_app.ui.fields.quarter_choice import QuarterChoice

_LINES = 3  # of the sentence, so that the dialog keeps its height


class NewQuarter(QDialog):
    """Asks which quarter, and says what it takes over before it is opened."""

    def __init__(
        self, periods: PeriodService, proposed: Period, parent: QWidget | None = None
    ) -> None:
        """proposed: the quarter that stands there at first."""
        super().__init__(parent)
        self._periods = periods
        self.setWindowTitle("新建季度")
        self.setMinimumWidth(460)
        self.choice = QuarterChoice("要新建的季度：", proposed)
        self.words = QLabel(wordWrap=True)
        self.words.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        buttons = QDialogButtonBox()
        self.begin = QPushButton("新建")
        theme.set_role(self.begin, "primary", value=True)
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.begin.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self.choice)
        layout.addWidget(self.words)
        layout.addWidget(buttons)
        self.choice.changed.connect(self._explain)
        self._explain()
        self.choice.setFocus()

    @property
    def period(self) -> Period | None:
        """The quarter that is chosen, None where it cannot be opened."""
        period = self.choice.period
        return None if period is None or period in self._periods.all() else period

    def _explain(self) -> None:
        self.begin.setEnabled(self.period is not None)
        self.words.setText(self._sentence())

    def _sentence(self) -> str:
        period = self.choice.period
        if period is None:
            return "请把四位年份写全，如 2020。"
        origin = self._periods.origin_of(period)
        if origin == period:
            return f"{period.label}已经有了，请另选一个季度，或按 Esc 后在上面换到它。"
        if origin is None:
            return f"新建{period.label}。"
        kept = "没有销号的问题和措施继续跟踪。" if origin < period else "已填的内容都不变。"
        return (
            f"新建{period.label}，沿用{origin.label}的填报单位、党员数、工作领域、选项和报告文字，"
            f"{kept}"
        )
