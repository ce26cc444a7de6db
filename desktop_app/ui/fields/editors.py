"""One editor for each kind of field: it shows a value and gives back what was typed.

Every editor can be empty. It says that it was `left` when the cursor goes elsewhere, when Enter is
pressed or something was chosen; what was typed is checked by whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.ui.theme import icon

_PAUSE = 2000
"""Milliseconds after which a long text that is still being typed is kept."""


class LineEditor(QLineEdit):
    """Texts, numbers and days, as they are typed."""

    left = Signal()
    given_up = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        """The field's help stands in the empty editor."""
        super().__init__()
        self.setPlaceholderText(spec.help)
        if spec.is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self.left)

    def show_value(self, value: CellValue) -> None:
        """Show a value, "" for none."""
        text = text_of(value)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def typed(self) -> str:
        """Return what stands in the editor."""
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class DayEditor(LineEditor):
    """A day: typed, or chosen from a calendar."""

    def __init__(self, spec: FieldSpec) -> None:
        """The calendar opens beside the text."""
        super().__init__(spec)
        if not spec.help:
            self.setPlaceholderText("如 2020-03-05")
        action = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip("从日历中选择")
        action.triggered.connect(self._open_calendar)

    def _open_calendar(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        calendar.clicked.connect(self._take)
        calendar.clicked.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()

    def _take(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.left.emit()


class LongEditor(QPlainTextEdit):
    """Text of several lines; as high as its text, Tab goes to the next field."""

    left = Signal()
    given_up = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        """The field's help stands in the empty editor."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(spec.help)
        self._lines = (2, 8) if (spec.max_length or 0) > 200 else (2, 4)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.left)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self._pause.start)
        self._grow()

    def show_value(self, value: CellValue) -> None:
        """Show a text, "" for none."""
        text = text_of(value)
        if text != self.toPlainText():
            self.setPlainText(text)
        self._pause.stop()

    def typed(self) -> str:
        """Return what stands in the editor."""
        return self.toPlainText()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the editor was left, unless only a menu opened over it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lines break anew in another width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        least, most = self._lines
        lines = min(max(int(self.document().size().height()), least), most)
        frame = 2 * self.frameWidth() + 2 * int(self.document().documentMargin()) + 10
        height = lines * self.fontMetrics().lineSpacing() + frame
        if height != self.height():
            self.setFixedHeight(height)


class ChoiceEditor(QComboBox):
    """One text out of a list; the wheel scrolls the page, not the choice."""

    left = Signal()
    given_up = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        """The choices come with `offer`, since a quarter's lists change."""
        super().__init__()
        self._may_be_empty = not spec.required
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setToolTip(spec.help)
        self.activated.connect(lambda _index: self.left.emit())

    def offer(self, choices: Sequence[str]) -> None:
        """Set what can be chosen."""
        texts = [*([""] if self._may_be_empty else []), *choices]
        if texts != [self.itemText(index) for index in range(self.count())]:
            shown = self.currentText()
            self.clear()
            self.addItems(texts)
            self.show_value(shown)

    def show_value(self, value: CellValue) -> None:
        """Show a text, also one that the list no longer has."""
        text = text_of(value)
        if self.findText(text) < 0 and text:
            self.addItem(text)
        self.setCurrentIndex(self.findText(text))

    def typed(self) -> str:
        """Return what is chosen."""
        return self.currentText()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()


class TickEditor(QCheckBox):
    """Yes or no."""

    left = Signal()
    given_up = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        """The field's help stands beside the box."""
        super().__init__(spec.help)
        self.clicked.connect(lambda _checked: self.left.emit())

    def show_value(self, value: CellValue) -> None:
        """Tick for yes."""
        self.setChecked(bool(value))

    def typed(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()


Editor = LineEditor | LongEditor | ChoiceEditor | TickEditor

_EDITORS: dict[FieldKind, Callable[[FieldSpec], Any]] = {
    FieldKind.TEXT: LineEditor,
    FieldKind.LONG_TEXT: LongEditor,
    FieldKind.INTEGER: LineEditor,
    FieldKind.DECIMAL: LineEditor,
    FieldKind.DATE: DayEditor,
    FieldKind.BOOLEAN: TickEditor,
    FieldKind.CHOICE: ChoiceEditor,
}


def editor_for(spec: FieldSpec) -> Any:  # noqa: ANN401 - one of Editor
    """Return a new editor of a field; KeyError for a kind without one."""
    editor = _EDITORS[spec.kind](spec)
    if isinstance(editor, ChoiceEditor):
        editor.offer(spec.choices)
    editor.setAccessibleName(spec.label)
    return editor


def text_of(value: CellValue) -> str:
    """Write a value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)
