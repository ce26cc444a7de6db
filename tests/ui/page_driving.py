"""What the tests of settings, problems and summary share: a shown page and the hands of a clerk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.core.periods import Period
from desktop_app.ui.context import Context
from desktop_app.ui.pages.page import Page

Q1, Q2 = Period.parse("2020Q1"), Period.parse("2020Q2")
Town = Any
"""The small township of tests/conftest.py, which a conftest of this folder hides by its name."""


def settle(context: Context) -> None:
    """Let Qt deliver, until no background work is awaited; the processor is left to that work."""
    QApplication.processEvents()
    patience = QTimer(singleShot=True)
    patience.start(60_000)  # far beyond any machine: a guard against hanging
    while context.tasks.is_busy():
        assert patience.isActive(), "background work does not end"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()


def opened(page: Page) -> Page:
    """Show a page as the window would, active so that fields have the cursor."""
    page.resize(1176, 690)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    settle(page.context)
    return page


def enter(editor: QWidget, text: str) -> None:
    """Type text as a keyboard does; Chinese comes from the input method."""
    if text.isascii():
        QTest.keyClicks(editor, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def type_into(editor: QWidget, text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Replace what an editor holds and leave it by a key."""
    editor.setFocus()
    if isinstance(editor, QLineEdit | QPlainTextEdit):
        editor.selectAll()
    enter(editor, text)
    QTest.keyClick(editor, key)
    QApplication.processEvents()


def choose(editor: QWidget, text: str) -> None:
    """Choose from a list as a click does."""
    assert isinstance(editor, QComboBox)
    number = editor.findText(text)
    assert number >= 0, text
    editor.setCurrentIndex(number)
    editor.activated.emit(number)
    QApplication.processEvents()


def click(widget: QWidget) -> None:
    """Click with the mouse; a click on what is disabled is a fault of the test."""
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def sentences(signal: object) -> list[str]:
    """Return a list that fills with what a signal says."""
    heard: list[str] = []
    listen: Callable[[str], None] = heard.append
    signal.connect(listen)  # type: ignore[attr-defined] # a Qt signal
    return heard
