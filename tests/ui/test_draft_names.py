"""草稿版本 by keyboard: Enter behind the name keeps the draft and leaves the dialog open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage


def test_enter_keeps_the_draft(app: QApplication, town: Town, workplace: Workplace):
    context = Context(town.services, workplace.store.reading, Q1)
    page = ReportPage(context)
    page.show()
    dialog = page.versions_dialog()
    dialog.show()
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "first")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [one.name for one in town.services.texts.versions.all(Q1)] == ["first"]
    dialog.close()
    dialog.deleteLater()
    context.tasks.finish()
    page.close()
    page.deleteLater()
