"""登记已上报: the day on which the frozen report was handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.final.service import BeforeFreezing
from desktop_app.ui.report.date_field import DayField


class ReportedDialog(QDialog):
    """Asks for the day; a wrong one stays in its field, with the reason.

    A day before that of 定稿 wants to be confirmed by a tick.
    """

    def __init__(
        self,
        day: date,
        mark: Callable[[date, bool], object],
        parent: QWidget | None = None,
        period: Period | None = None,
    ) -> None:
        """day: the one that is offered.

        mark: (day, whether it may be before 定稿) writes it down; raises Refusal, BeforeFreezing
        where that was not said.

        period: the report's, for days that are typed without a year.
        """
        super().__init__(parent)
        self._mark = mark
        self.day = DayField("上报日期")
        if period is not None:
            self.day.show_period(period)
        self.day.show_day(day)
        self.is_sure = QCheckBox("确实是这一天上报的，在定稿以前")
        self.is_sure.hide()
        self.refusal = QLabel()
        self.refusal.setProperty("role", "error")
        self.refusal.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self.day.refused.connect(self.refusal.setText)
        self.buttons.accepted.connect(self.register)
        self.buttons.rejected.connect(self.reject)

    def register(self) -> None:
        """Write the day down; where that is refused the dialog stays and says why."""
        self.refusal.clear()
        self.day.take()
        if self.refusal.text():
            return
        day = self.day.day()
        if day is None:
            self.refusal.setText("请填上报日期")
            return
        try:
            self._mark(day, self.is_sure.isChecked())
        except Refusal as refusal:
            self.refusal.setText(str(refusal))
            self.is_sure.setVisible(isinstance(refusal, BeforeFreezing))
            return
        self.accept()

    def _lay_out(self) -> None:
        self.setWindowTitle("登记已上报")
        self.setMinimumWidth(380)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("登记")
        ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        form = QFormLayout()
        form.addRow("上报日期", self.day)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addWidget(self.is_sure)
        layout.addWidget(self.buttons)
