"""The counts above the lists: the same figures that the report prints."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent
from desktop_app.core.specs import FigureSpec, Rectification

_OF_EARLIER = "reviewed"
Values = Mapping[tuple[str, str, str | None], FigureContent]


class Counts(QWidget):
    """One number a figure."""

    def __init__(self, figures: Mapping[str, FigureSpec]) -> None:
        """figures: all that are declared; shown are the counts over all areas of this quarter."""
        super().__init__()
        self.numbers: dict[str, QLabel] = {}
        self._counters: dict[str, str] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for spec in figures.values():
            source = spec.source
            if not isinstance(source, Rectification) or source.area or spec.is_list:
                continue
            if source.measure.startswith(_OF_EARLIER):
                continue
            name = QLabel(spec.label)
            name.setProperty("role", "hint")
            name.setToolTip(spec.definition)
            number = QLabel()
            number.setProperty("role", "subtitle")
            number.setToolTip(spec.definition)
            layout.addWidget(name)
            layout.addWidget(number)
            layout.addSpacing(18)
            self.numbers[source.measure] = number
            self._counters[source.measure] = spec.counter
        layout.addStretch()

    def show_values(self, values: Values, period: Period) -> None:
        """Show the values of a quarter; what is unknown is a dash."""
        for measure, label in self.numbers.items():
            value = values.get((period.code, measure, None))
            label.setText("—" if value is None else f"{value}{self._counters[measure]}")
