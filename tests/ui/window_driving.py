"""Hands for tests of the whole window over an empty quarter."""

from __future__ import annotations

from page_driving import enter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from township import Q1, ROOT

from desktop_app.services.assembly import Services
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.window import MainWindow

KEY = "organization.party_day_attendance"


def open_window(services: Services, workplace: Workplace) -> MainWindow:
    """The window over an empty quarter, in front."""
    services.periods.open(Q1)
    made = MainWindow(Context(services, workplace.store.reading, Q1), workplace, ROOT / "resources")
    made.start()
    made.show_page("workbench")
    return made


def with_villages(window: MainWindow) -> MainWindow:
    """Add 张村 and 李村."""
    services = window.context.services
    for name in ("张村", "李村"):
        window.context.write(lambda name=name: services.office.save_unit(Q1, name))
    return window


def type_cell(window: MainWindow, unit: str, figure: str, text: str, key: Qt.Key) -> QLineEdit:
    """Type into the matrix as a person does and press a key; return the editor."""
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    columns = [found.key for found in page.matrix.figures]
    index = page.matrix.index(page.matrix.units.index(unit), columns.index(figure))
    page.view.setCurrentIndex(index)
    page.view.edit(index)
    editor = page.view.cells.editor
    assert editor is not None
    editor.selectAll()
    enter(editor, text)
    QTest.keyClick(editor, key)
    return editor


def attendance(window: MainWindow, unit: str = "张村", number: int = 5) -> str:
    """Save a theme day through the ledgers' door, as a page would; return its uid."""
    record, _ = window.context.services.ledgers.save(
        "theme_party_day", Q1, {"attendance": number}, unit=unit
    )
    window.context.data_changed.emit()
    return record.uid
