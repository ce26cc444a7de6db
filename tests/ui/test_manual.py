"""The manual in its window: from a question to the answer, with pictures, links and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from closing import take_down
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget
from township import Q1, ROOT, Town

from desktop_app.services.own.records import OwnFigureRecord
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame import key_list
from desktop_app.ui.manual.door import ManualDoor
from desktop_app.ui.manual.window import ManualWindow

VISITS = OwnFigureRecord("慰问老党员", "人次", "organization", "上门慰问的人次")
PASTED = "怎么把村里报来的数粘进去"
LABELS = ("本季工作台", "疫情防控", "基层党建")


@pytest.fixture
def door(app: QApplication, town: Town, workplace: Workplace) -> Iterator[ManualDoor]:
    """The manual of a small township, not opened yet."""
    context = Context(town.services, workplace.store.reading, Q1)
    program = QWidget()
    yield ManualDoor(program, context, ROOT / "resources" / "manual", lambda: LABELS)
    take_down(program)


@pytest.fixture
def manual(door: ManualDoor) -> ManualWindow:
    """The open manual, as F1 on the workbench opens it."""
    door.open_for("workbench")
    shown = door.manual()
    assert QTest.qWaitForWindowExposed(shown)
    return shown


def entry(manual: ManualWindow, *titles: str) -> QTreeWidgetItem:
    """The entry of the contents below these."""
    item = manual.contents.invisibleRootItem()
    for title in titles:
        below = [item.child(row) for row in range(item.childCount())]
        item = next(one for one in below if one.text(0) == title)
    return item


def click(manual: ManualWindow, item: QTreeWidgetItem) -> None:
    manual.contents.scrollToItem(item)
    place = manual.contents.visualItemRect(item).center()
    QTest.mouseClick(manual.contents.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_f1_shows_the_page_of_what_one_is_at(manual: ManualWindow, door: ManualDoor):
    assert manual.reader.toPlainText().startswith("工作台：填各村报来的合计数")
    door.open_for("organization")
    assert manual.reader.toPlainText().startswith("基层党建")


def test_pasting_is_found_in_two_clicks(manual: ManualWindow):
    click(manual, entry(manual, "填数", "粘贴：从别的表格里拿数"))
    click(manual, entry(manual, "填数", "粘贴：从别的表格里拿数", PASTED))

    assert manual.reader.textCursor().block().text() == PASTED
    assert manual.reader.verticalScrollBar().value() > 0


def test_a_question_is_answered_by_enter(manual: ManualWindow):
    manual.search.setFocus()
    QTest.keyClicks(manual.search, "lbg")
    QTest.keyClick(manual.search, Qt.Key.Key_Return)

    assert manual.lists.currentWidget() is manual.found
    assert manual.reader.textCursor().block().text() == "没有的怎么办：零报告"


def test_what_was_searched_is_marked_in_the_page(manual: ManualWindow):
    manual.search.setText("复制名单")
    manual.found.open_first()

    marked = [mark.cursor.selectedText() for mark in manual.reader.extraSelections()]
    assert marked
    assert set(marked) == {"复制名单"}


def test_nothing_found_says_so(manual: ManualWindow):
    manual.search.setText("恐龙化石")
    assert "没有找到" in manual.found.item(0).text()
    before = manual.reader.toPlainText()
    manual.found.open_first()
    assert manual.reader.toPlainText() == before


def test_links_lead_on_and_back(manual: ManualWindow):
    manual.reader.anchorClicked.emit(QUrl(f"pasting#{PASTED}"))
    assert manual.reader.textCursor().block().text() == PASTED
    assert manual.back_button.isEnabled()

    manual.back_button.click()
    assert manual.reader.toPlainText().startswith("工作台")
    manual.forward_button.click()
    assert manual.reader.textCursor().block().text() == PASTED
    assert not manual.forward_button.isEnabled()


def test_pictures_fit_their_page(manual: ManualWindow):
    manual.open_page("first_report")
    for width in (700, 1300):
        manual.resize(width, 600)
        QApplication.processEvents()
        pictures = [
            fragment.charFormat().toImageFormat()
            for block in blocks(manual)
            for fragment in (place.fragment() for place in block.begin())
            if fragment.charFormat().isImageFormat()
        ]
        assert len(pictures) == 5
        room = manual.reader.viewport().width()
        assert all(100 < picture.width() < room for picture in pictures)


def blocks(manual: ManualWindow):
    block = manual.reader.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def test_words_are_found_in_the_page_round_its_end(manual: ManualWindow):
    manual.activateWindow()
    QTest.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert manual.page_find.isVisible()
    manual.page_find.field.setText("复制名单")
    count = int(manual.page_find.count.text().removeprefix("共").removesuffix("处"))
    places = set()
    for _time in range(count + 1):
        QTest.keyClick(manual.page_find.field, Qt.Key.Key_Return)
        places.add(manual.reader.textCursor().position())
    assert len(places) == count
    QTest.keyClick(manual.page_find.field, Qt.Key.Key_Escape)
    assert manual.reader.extraSelections() == []


def test_the_keys_are_those_of_the_window(manual: ManualWindow):
    manual.open_page("keys")
    text = manual.reader.toPlainText()
    for key in key_list.WINDOW:
        assert key.what in text


def test_a_figure_is_explained_at_its_own_heading(manual: ManualWindow, door: ManualDoor):
    door.open_figure("organization.donation_ratio")
    assert manual.reader.textCursor().block().text().startswith("党员捐款比例")
    assert manual.reader.verticalScrollBar().value() > 0


def test_what_the_office_defines_is_in_the_manual_at_once(door: ManualDoor, town: Town):
    before = door.manual()
    town.services.own_figures.save(VISITS)
    after = door.manual()

    assert after is not before
    after.open_page("figures")
    assert "上门慰问的人次" in after.reader.toPlainText()
    assert door.manual() is after


def test_escape_leaves_search_first_then_the_window(manual: ManualWindow):
    manual.search.setText("备份")
    manual.activateWindow()
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert manual.isVisible()
    assert manual.lists.currentWidget() is manual.contents
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()
