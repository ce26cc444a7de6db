"""One column of an own ledger: only the fields that its kind has are shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from desktop_app.services.own.records import (
    AMOUNT,
    CHOICE,
    KINDS,
    NUMBERS,
    OVER_PERIODS,
    WITHIN,
    OwnColumnRecord,
)
from desktop_app.ui.settings.own_dialog import add_choice, add_line, follow_within, new_form
from desktop_app.ui.settings.own_figure_dialog import usual_span


class OwnColumnForm(QWidget):
    """Shows one column and says when it is changed."""

    changed = Signal()

    def __init__(self) -> None:
        """Start without a column."""
        super().__init__()
        self._column = OwnColumnRecord("")
        self._is_filling = False
        self._form = form = new_form()
        form.setContentsMargins(0, 0, 0, 0)
        self.setLayout(form)
        self.label = add_line(form, "栏目名称", "", "如：参加、地点、方式")
        self.kind = add_choice(form, "类型", KINDS, self._column.kind)
        self.counter = add_line(form, "量词", "", "如：人次、次、个")
        self.options = QPlainTextEdit(tabChangesFocus=True)
        self.options.setPlaceholderText("一行一项")
        self.options.setAccessibleName("选项")
        self.options.setMaximumHeight(5 * self.fontMetrics().lineSpacing())
        form.addRow("选项", self.options)
        self.is_figure = QCheckBox("作为指标，写进报告和汇总")
        form.addRow("", self.is_figure)
        self.within = add_choice(form, "一季填几次时", WITHIN, self._column.within)
        self.over_periods = add_choice(form, "半年、全年", OVER_PERIODS, self._column.over_periods)
        self.definition = add_line(form, "口径说明", "", "怎样算一个数，可以不填")
        self.reason = add_line(form, "登记理由", "", "像个人信息的栏目才要填")
        self._connect()
        self._show_fields()

    def show_column(self, column: OwnColumnRecord) -> None:
        """Show a column; one that is kept already does not change its kind."""
        self._is_filling = True
        self._column = column
        self.label.setText(column.label)
        self.kind.setCurrentText(column.kind)
        self.kind.setEnabled(not column.key)
        self.kind.setToolTip("建好后不能改类型；要改请另加一栏" if column.key else "")
        self.counter.setText(column.counter)
        self.options.setPlainText("\n".join(column.options))
        self.is_figure.setChecked(column.is_figure)
        self.within.setCurrentText(column.within)
        self.over_periods.setCurrentText(column.over_periods)
        self.definition.setText(column.definition)
        self.reason.setText(column.reason)
        self._is_filling = False
        self._show_fields()

    def column(self) -> OwnColumnRecord:
        """Return the column as it stands in the fields."""
        return replace(
            self._column,
            label=self.label.text(),
            kind=self.kind.currentText(),
            counter=self.counter.text(),
            options=tuple(filter(str.strip, self.options.toPlainText().split("\n"))),
            is_figure=self.is_figure.isChecked(),
            within=self.within.currentText(),
            over_periods=self.over_periods.currentText(),
            definition=self.definition.text(),
            reason=self.reason.text(),
        )

    def _connect(self) -> None:
        for line in (self.label, self.counter, self.definition, self.reason):
            line.textChanged.connect(self._tell)
        for choice in (self.kind, self.within, self.over_periods):
            choice.currentTextChanged.connect(self._tell)
        self.options.textChanged.connect(self._tell)
        self.is_figure.toggled.connect(self._tell)
        follow_within(self.within, self.over_periods, usual_span)

    def _tell(self) -> None:
        if not self._is_filling:
            self._show_fields()
            self.changed.emit()

    def _show_fields(self) -> None:
        kind = self.kind.currentText()
        is_number, is_figure = kind in NUMBERS, self.is_figure.isChecked()
        shown = {
            self.counter: is_number,
            self.options: kind == CHOICE,
            self.is_figure: is_number,
            self.within: is_number and is_figure,
            self.over_periods: is_number and is_figure,
            self.reason: not is_number,
        }
        for field, is_shown in shown.items():
            self._form.setRowVisible(field, is_shown)
        self.counter.setPlaceholderText("元" if kind == AMOUNT else "如：人次、次、个")
