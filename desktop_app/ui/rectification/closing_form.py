"""销号: on which day a problem was put right and what was done; without both it stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.errors import InvalidRow
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.form import FieldForm, write_or_explain


class ClosingForm(QWidget):
    """The two fields, saved as they are left, and below them the button 本季度销号.

    refused: the problem could not be closed; what is missing must be seen.
    """

    refused = Signal()

    def __init__(
        self, context: Context, fields: Sequence[FieldSpec], close_here: QPushButton
    ) -> None:
        """fields: 销号日期 and 销号说明. close_here: the button, which the panel listens to."""
        super().__init__()
        self._context = context
        self.form = FieldForm(fields, self._save)
        title = QLabel("销号")
        title.setProperty("role", "subtitle")
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "error")
        self.reason.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (title, self.reason, self.form):
            layout.addWidget(widget)
        layout.addWidget(close_here, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_problem(self, uid: str, values: Mapping[str, CellValue]) -> None:
        """Show a problem's fields; of the same one what is being typed and a reason stay."""
        if uid != self.form.key:
            self._explain("")
        self.form.show_period(self._context.period)
        self.form.load(uid, values)

    def commit(self) -> None:
        """Save what is still being typed."""
        self.form.commit()

    def sign_off(self, period: Period) -> None:
        """Close the problem that is shown; what is missing is said here, with the cursor in it."""
        self.commit()
        if any(self.form.reason(name) for name in self.form.typed()):
            return
        refused: list[InvalidRow] = []

        def close() -> None:
            try:
                self._context.services.rectification.sign_off(period, self.form.key)
            except InvalidRow as refusal:
                refused.append(refusal)

        if self._context.attempt(close) is Failed:
            return
        if refused:
            wrong = refused[0].problems
            self._explain("；".join(problem.message for problem in wrong) + "。")
            self.form.editor(wrong[0].field).setFocus()  # which forgets what the one left was told
            for problem in wrong:
                self.form.editor(problem.field).refuse(problem.message)
            self.refused.emit()
            return
        self._explain("")
        self._context.data_changed.emit()
        self._context.told.emit(f"已在{period.label}销号")

    def _save(self, key: str, name: str, typed: object) -> str:
        service = self._context.services.rectification
        values = {name: typed}
        self._explain("")
        return write_or_explain(
            self._context, lambda: service.save_closing(key, **values), "销号说明已保存"
        )

    def _explain(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
