"""A calendar behind the editor of a day; the day may be typed all the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from desktop_app.ui.theme import icon, prepare_calendar


def offer_calendar(editor: QWidget, keep: Callable[[], object]) -> None:
    """Put a calendar at the end of an editor; keep: called when a day was chosen there."""
    assert isinstance(editor, QLineEdit)

    def take(day: QDate) -> None:
        editor.setText(day.toString(Qt.DateFormat.ISODate))
        keep()

    def show() -> None:
        calendar = QCalendarWidget(editor)
        prepare_calendar(calendar)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QDate.fromString(editor.text(), Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        calendar.clicked.connect(take)
        calendar.clicked.connect(calendar.close)
        calendar.move(editor.mapToGlobal(QPoint(0, editor.height())))
        calendar.show()

    action = QAction(icon("calendar"), "从日历中选择", editor)
    action.triggered.connect(show)
    editor.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
