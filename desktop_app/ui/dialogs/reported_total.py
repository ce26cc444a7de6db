"""直接填总数: a figure given by hand, with its reason, for the whole or for one unit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.core.specs import FigureSpec
from desktop_app.services.assembly import Services
from desktop_app.services.figures.reported import may_be_reported_by_unit
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.tables.wording import UNKNOWN, cell_text, figure_text

_LONGEST_REASON = 200
_WHAT_FOLLOWS = (
    "直报数代替台账算出的数，印进报告；原因印在数据底稿和校核单上。台账里的记录都留着，"
    "随时可以改回按台账计算。"
)


class ReportedTotalDialog(QDialog):
    """Asks for number and reason; what is refused stays in its field, with the reason.

    told: after it was accepted, what was done.
    """

    def __init__(
        self,
        services: Services,
        period: Period,
        figure: FigureValue,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """unit: the one that is offered first, "" for the whole."""
        super().__init__(parent)
        self._services, self._period, self._figure = services, period, figure
        spec = services.catalogue.figures[figure.key]
        self._known = {
            one.unit: one
            for one in services.office.reported_values(period)
            if one.figure == figure.key
        }
        self.told = ""
        self.setWindowTitle(f"直接填总数：{figure.label}")
        self.setMinimumWidth(480)
        self.scope = QComboBox()
        self.scope.setAccessibleName("填谁的总数")
        for name, text in self._scopes(spec):
            self.scope.addItem(text, name)
        self.number = QLineEdit()
        self.number.setAccessibleName("总数")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("原因")
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText("为什么不用台账的数，如“以县委组织部核定数为准”")
        self.computed = hint("")
        self.refusal = QLabel(wordWrap=True)
        theme.set_role(self.refusal, "role", "error")
        self.refusal.setVisible(False)
        form = QFormLayout()
        form.addRow("填谁的：", self.scope)
        form.addRow(f"总数（{figure.counter}）：", self.number)
        form.addRow("原因：", self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(form)
        for item in (self.computed, self.refusal, hint(_WHAT_FOLLOWS), self._buttons()):
            layout.addWidget(item)
        self.scope.currentIndexChanged.connect(self._show_known)
        self.scope.setCurrentIndex(max(0, self.scope.findData(unit)))
        self._show_known()
        self.number.setFocus()

    def take(self) -> None:
        """Write the total down; where that is refused the dialog stays and says why."""
        number = self.number.text().strip()
        if not number:
            self._refuse("请填总数；不填总数，就按台账计算。")
            return
        self._write(number, self.reason.text(), "已按直报数计算")

    def take_back(self) -> None:
        """Let the ledgers count again."""
        self._write("", "", "已改回按台账计算")

    def _write(self, number: str, reason: str, told: str) -> None:
        office, unit = self._services.office, self._unit
        key = self._figure.key

        def write() -> None:
            office.save_reported_value(self._period, key, number, reason, unit=unit)

        if why := _why_not(write):
            self._refuse(why)
            return
        self.told = f"{unit or self.scope.itemText(0)}的“{self._figure.label}”{told}"
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(True)

    @property
    def _unit(self) -> str:
        return str(self.scope.currentData())

    def _scopes(self, spec: FigureSpec) -> list[tuple[str, str]]:
        """Return (unit, what it is called) of whom a total may be given for."""
        whole = ("", f"全{self._services.office.office().kind}合计")
        if not may_be_reported_by_unit(spec):
            return [whole]
        return [whole, *((name, name) for name in self._figure.by_unit)]

    def _show_known(self) -> None:
        """Show what was given for whom is chosen, and what the ledgers say."""
        unit, known = self._unit, self._known.get(self._unit)
        self.number.setText(cell_text(known.value) if known else "")
        self.reason.setText(known.reason if known else "")
        self.back.setVisible(known is not None)
        self.refusal.setVisible(False)
        self.computed.setText(self._by_ledger(unit))

    def _by_ledger(self, unit: str) -> str:
        figure = self._figure
        if unit:
            value = None if unit in self._known else figure.by_unit.get(unit)
            told = "" if unit in self._known else figure_text(figure, value)
        else:
            value = figure.computed if self._known else figure.value
            told = figure_text(figure, value)
        if told == UNKNOWN:
            return "台账里还没有这个数。"
        return f"台账算出：{told}{figure.counter}" if told else ""

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("保存")
        theme.set_role(self.ok, "primary", value=True)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.back = button("改回按台账计算", "undo", "去掉直报数，台账里的数重新算数")
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        self.back.clicked.connect(self.take_back)
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        return buttons


def _why_not(write: Callable[[], None]) -> str:
    """Write; return why it was refused, "" where it was not."""
    try:
        write()
    except InvalidRow as refusal:
        return "；".join(problem.message for problem in refusal.problems)
    except Refusal as refusal:
        return str(refusal)
    return ""
