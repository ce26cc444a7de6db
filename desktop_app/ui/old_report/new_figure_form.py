"""The new figure that a blank is to show: its name, counter, and how a quarter's rows make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.core.specs import Within
from desktop_app.services.old_reports.service import Choice

WITHIN = {
    Within.SUM: "各次相加（如活动次数、参加人次）",
    Within.LATEST: "只算最近一次（如现有人数、队伍数）",
}
_LONGEST_NAME, _LONGEST_COUNTER = 20, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewFigureForm(QWidget):
    """accepted: Enter was pressed in one of its fields. left: Esc was."""

    accepted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(parent)
        self.name = QLineEdit(maxLength=_LONGEST_NAME)
        self.name.setAccessibleName("新指标的名称")
        self.counter = QLineEdit(maxLength=_LONGEST_COUNTER)
        self.counter.setAccessibleName("新指标的量词")
        self.counter.setPlaceholderText("量词")
        self.counter.setFixedWidth(80)
        self.within = QComboBox()
        self.within.setAccessibleName("一季填几次时怎么算")
        for within, words in WITHIN.items():
            self.within.addItem(words, within)
        named = QHBoxLayout()
        named.addWidget(self.name, 1)
        named.addWidget(self.counter)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("新指标的名称", named)
        form.addRow("一季填几次时", self.within)
        for field in self.fields:
            field.installEventFilter(self)

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through."""
        return self.name, self.counter, self.within

    def show_choice(self, choice: Choice) -> None:
        """Fill the fields with what is proposed."""
        self.name.setText(choice.label)
        self.name.setCursorPosition(0)
        self.counter.setText(choice.counter or "")
        self.within.setCurrentIndex(self.within.findData(choice.within))

    def changed(self, choice: Choice) -> Choice:
        """Return a new figure as the fields say it; an emptied name is that proposed."""
        return replace(
            choice,
            label=self.name.text().strip() or choice.label,
            counter=self.counter.text().strip(),
            within=Within(self.within.currentData()),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Enter accept and Esc go back to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _ENTER and plain:
                self.accepted.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
