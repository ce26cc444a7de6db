"""A quarter to choose: a year that is typed or stepped, and which of its four quarters."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop_app.core.periods import Period

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_SUFFIX = "年"
_BEGUN = re.compile(r"|2|20\d?")
_WHOLE = re.compile(r"20\d\d")


class YearBox(QSpinBox):
    """A year in four digits; what was typed in part is none, and is not taken for one."""

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        """Show a year."""
        super().__init__(parent)
        self.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.setSuffix(_SUFFIX)
        self.setValue(year)
        self.setAccessibleName("年份")

    @property
    def is_whole(self) -> bool:
        """Whether a whole year stands there."""
        return self.hasAcceptableInput()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select the year, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def validate(self, text: str, position: int) -> object:
        """Take four digits and nothing longer: Qt would read 002026 as 2026."""
        digits = text.removesuffix(_SUFFIX)
        if _WHOLE.fullmatch(digits):
            return QValidator.State.Acceptable, text, position
        begun = _BEGUN.fullmatch(digits)
        state = QValidator.State.Intermediate if begun else QValidator.State.Invalid
        return state, text, position


class QuarterChoice(QWidget):
    """Year and quarter beside each other. changed: another quarter, or no whole year, stands."""

    changed = Signal()

    def __init__(self, label: str, period: Period, parent: QWidget | None = None) -> None:
        """Show a quarter behind the words that say what it is for."""
        super().__init__(parent)
        self.year = YearBox(period.year)
        self.quarter = QComboBox()
        self.quarter.setAccessibleName("季度")
        for number in range(1, 5):
            self.quarter.addItem(Period(period.year, "Q", number).name, number)
        self.quarter.setCurrentIndex(period.number - 1)
        words = QLabel(label)
        words.setBuddy(self.year)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (words, self.year, self.quarter):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self.year)
        self.year.lineEdit().textChanged.connect(self.changed)
        self.quarter.currentIndexChanged.connect(self.changed)

    @property
    def period(self) -> Period | None:
        """The quarter that stands there, None while the year is not whole."""
        if not self.year.is_whole:
            return None
        year = int(self.year.cleanText())
        return Period(year, "Q", self.quarter.currentData())
