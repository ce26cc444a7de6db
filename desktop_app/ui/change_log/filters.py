"""What of the log is shown: kind, quarter, person, days, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.log.change_filter import LogQuery
from desktop_app.ui import theme
from desktop_app.ui.fields.calendar import offer_calendar
from desktop_app.ui.report.date_field import DayField

_ONE_PERSON = 2  # entries in the box: everybody, and the only one there is
_TYPING_PAUSE = 300


class Filters(QWidget):
    """changed: something else is asked for. refused: a day that is none."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, kinds: Sequence[str]) -> None:
        """kinds: of things, in the order of the areas."""
        super().__init__()
        self._row: tuple[str, str] | None = None
        self.kinds, self.periods, self.people = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.kinds, "类别"), (self.periods, "报告期"), (self.people, "操作人")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _place: self.changed.emit())
        self._periods: Sequence[Period] = ()
        _offer(self.kinds, "全部类别", {kind: kind for kind in kinds})
        self.since, self.until = DayField("开始日期"), DayField("结束日期")
        for field, words in ((self.since, "从哪天"), (self.until, "到哪天")):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            offer_calendar(field, _taker(field))
            field.changed.connect(self.changed)
            field.refused.connect(self.refused)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText("查找单位、内容、操作")
        self.search.setAccessibleName("查找")
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(260)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._lay_out()

    def query(self) -> LogQuery:
        """Return what is asked for."""
        code = self.periods.currentData()
        return LogQuery(
            kind=self.kinds.currentData() or "",
            period=next((one for one in self._periods if one.code == code), None),
            who=self.people.currentData() or "",
            since=self.since.day(),
            until=self.until.day(),
            text=self.search.text(),
            row=self._row,
        )

    def narrow_to(self, row: tuple[str, str] | None) -> None:
        """Ask for the story of one row alone, None for that of all again."""
        self._row = row

    def clear(self) -> None:
        """Ask for everything, without telling."""
        self._row = None
        for box in (self.kinds, self.periods, self.people):
            box.setCurrentIndex(0)
        for field in (self.since, self.until):
            field.setModified(False)
            field.show_day(None)
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - as above
        self._pause.stop()

    def offer(self, periods: Sequence[Period], people: Sequence[str]) -> bool:
        """Offer the quarters and people there are by now; say whether there are several people."""
        self._periods = periods
        _offer(self.periods, "全部报告期", {one.code: one.label for one in periods})
        _offer(self.people, "所有人", {who: who for who in people})
        several = self.people.count() > _ONE_PERSON
        self.people.setVisible(several)
        return several

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for box in (self.kinds, self.periods, self.people):
            layout.addWidget(box)
        layout.addSpacing(6)
        layout.addWidget(self.since)
        layout.addWidget(QLabel("至"))
        layout.addWidget(self.until)
        layout.addStretch(1)
        layout.addWidget(self.search, 1)


def _taker(field: DayField) -> Callable[[], None]:
    """Return what takes the day that was chosen in the calendar."""

    def take() -> None:
        field.setModified(True)
        field.take()

    return take


def _offer(box: QComboBox, everything: str, entries: dict[str, str]) -> None:
    """Fill a box anew and keep what was chosen, where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for key, label in entries.items():
        box.addItem(label, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
