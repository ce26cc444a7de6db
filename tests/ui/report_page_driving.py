"""What the tests of the report page share: a shown page and the reports behind it."""

from __future__ import annotations

from typing import Any

from page_driving import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage

Q1 = Period.parse("2020Q1")
Town = Any
"""The small township of tests/conftest.py, which a conftest of this folder hides by its name."""


def shown_page(context: Context) -> ReportPage:
    """The page as the window shows it."""
    page = ReportPage(context)
    page.resize(1166, 640)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    settle(context)
    return page


def closed(page: ReportPage) -> None:
    """Leave a page as the window does at its end."""
    page.leave()
    page.hide()
    page.context.tasks.finish()


def chapters(page: ReportPage) -> tuple[ChapterRecord, ...]:
    """The chapters as they are stored."""
    return page.context.services.texts.report(Q1).chapters


def undo(page: ReportPage) -> None:
    """Undo the last step as the window does."""
    page.context.services.history.undo()
    page.context.data_changed.emit()
    settle(page.context)


def press(widget: Any, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press a key with Ctrl, Alt …."""
    QTest.keyClick(widget, key, modifier)
