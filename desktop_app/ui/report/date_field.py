"""A field for a day: typed as 2020-03-31, 20200331, 2020年3月31日 or 3.31, or empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.errors import InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import options_from, parser_for
from desktop_app.ui.theme import set_role

_LONGEST = "2020年12月31日"


class DayField(QLineEdit):
    """Takes a day or nothing. changed: another day was typed; wrong text stays and is marked."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """label: what the day is, for the sentence that refuses one."""
        super().__init__(parent)
        self._label = label
        self._spec = FieldSpec("day", FieldKind.DATE, label)
        self._parse = parser_for(self._spec)
        self._day: date | None = None
        self.setPlaceholderText("未填")
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(_LONGEST) + 26)
        self.setToolTip(f"{label}：可以写成 2020-03-31、20200331 或 2020年3月31日")
        self.editingFinished.connect(self.take)

    def show_period(self, period: Period) -> None:
        """Take days without a year, 4.2, as the first such ones from a period's beginning on."""
        self._parse = parser_for(self._spec, options_from(period))
        example = f"{period.last_day.month}.{period.last_day.day}"
        self.setToolTip(f"{self._label}：可以写成 {example}、{period.last_day.isoformat()}")

    def day(self) -> date | None:
        """Return the day that was typed last."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a day, unless the field is being typed in."""
        if self.isModified() and self.hasFocus():
            return
        self._day = day
        self.setText(f"{day.year}年{day.month}月{day.day}日" if day else "")
        set_role(self, "invalid", False)  # noqa: FBT003 - Qt's signature

    def take(self) -> None:
        """Take what is typed, or mark it."""
        if not self.isModified():
            return
        try:
            day = self._parse(self.text())
        except InvalidValue as problem:
            set_role(self, "invalid", True)  # noqa: FBT003 - Qt's signature
            self.refused.emit(f"{self._label}{problem}")
            return
        assert day is None or isinstance(day, date)
        self.setModified(False)
        is_new, self._day = day != self._day, day
        self.show_day(day)
        if is_new:
            self.changed.emit()
