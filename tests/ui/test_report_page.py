"""The report page, driven as a clerk drives it: typed text is saved, seen on the page, exported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QDropEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.periods import Period
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.report import exporting
from desktop_app.ui.report.figure_picker import FigurePicker
from desktop_app.ui.report.pdf_pages import PDFIUM

Q1 = Period.parse("2020Q1")
LONGEST_MS = 10_000


class Awaited:
    """Counts a signal from now on. QSignalSpy.wait would keep the worker from running Python."""

    def __init__(self, signal: SignalInstance) -> None:
        self.count = 0
        self._loop = QEventLoop()
        signal.connect(self._note)

    def wait(self, longest_ms: int = LONGEST_MS) -> bool:
        """Wait for the first time, unless it has come already."""
        if not self.count:
            timer = QTimer()
            timer.setSingleShot(True)
            timer.timeout.connect(self._loop.quit)
            timer.start(longest_ms)
            self._loop.exec()
        return self.count > 0

    def _note(self, *_arguments: object) -> None:
        self.count += 1
        self._loop.quit()


@pytest.fixture
def context(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Context]:
    town.row("service_team", count=3, members=20)
    made = Context(town.services, workplace.store.reading, Q1)
    yield made
    made.tasks.finish()


@pytest.fixture
def page(context: Context) -> Iterator[ReportPage]:
    made = ReportPage(context)
    made.resize(1166, 640)
    complete = Awaited(made.preview.complete)
    made.show()
    assert complete.wait()
    yield made
    made.leave()
    made.hide()


def printed(page: ReportPage) -> str:
    """What stands on the pages of the preview, without line breaks and page furniture."""
    assert page.preview.latest is not None
    with PDFIUM, pypdfium2.PdfDocument(page.preview.latest.data) as pdf:
        text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    return re.sub(r"— \d+ —|\s", "", text)


def pick(page: ReportPage, row: int) -> str:
    page.chapters.setCurrentRow(row)
    return page.text.chapter_uid


def type_at_end(page: ReportPage, text: str) -> None:
    page.text.body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.text.body, text)


def test_typed_text_is_seen_on_the_page_and_saved_without_a_button(page: ReportPage):
    uid = pick(page, 1)
    made, saved = Awaited(page.preview.made), Awaited(page.saved)
    type_at_end(page, "typed")
    assert made.wait()
    assert "typed" in printed(page)
    assert saved.wait()

    chapters = page.context.services.texts.report(Q1).chapters
    assert next(one for one in chapters if one.uid == uid).body.endswith("typed")
    assert page.text.body.textCursor().atEnd()


def test_the_preview_comes_within_half_a_second_of_the_pause(page: ReportPage):
    type_at_end(page, "x")
    Awaited(page.preview.made).wait()  # the first one loads fonts
    made = Awaited(page.preview.made)
    type_at_end(page, "y")

    assert made.wait(300 + 500 + 700)  # the pause, half a second, and room for a busy machine


def test_leaving_saves_at_once(page: ReportPage):
    pick(page, 1)
    type_at_end(page, "left")
    page.leave()

    assert page.context.services.texts.report(Q1).chapters[1].body.endswith("left")


def test_a_refused_text_stays_in_its_field_with_the_reason(page: ReportPage):
    pick(page, 1)
    before = page.context.services.texts.report(Q1)
    page.text.chapter_title.selectAll()
    page.text.chapter_title.insert_stored("长" * 101)
    page.leave()

    assert page.text.chapter_title.text() == "长" * 101
    assert "章节标题共101个字" in page.text.reason.text()
    assert page.context.services.texts.report(Q1) == before
    page.chapters.setCurrentRow(3)
    assert page.text.chapter_uid == before.chapters[1].uid  # not left before it is mended
    assert page.chapters.picked_uid() == before.chapters[1].uid
    page.text.chapter_title.load(before.chapters[1].title)
    assert page.save_typed()


def test_a_figure_that_changes_elsewhere_changes_chips_and_pages_alone(page: ReportPage, town: Any):
    pick(page, 1)
    type_at_end(page, "t")
    page.leave()
    place = page.text.body.textCursor().position()
    town.row("service_team", "李村", count=4, members=30)
    made = Awaited(page.preview.made)
    page.context.data_changed.emit()
    assert made.wait()

    chips = {stored: text for _position, stored, text in page.text.body.chips()}
    assert chips["{epidemic.teams}"].startswith("7")
    assert "服务队7" in printed(page)
    assert page.text.body.textCursor().position() == place
    assert page.text.body.text().endswith("t")


def test_text_changed_elsewhere_comes_in_where_nothing_is_typed(page: ReportPage, town: Any):
    uid = pick(page, 1)
    town.services.texts.save_chapter(uid, body="别处写的。")
    page.context.data_changed.emit()
    assert page.text.body.text() == "别处写的。"

    QTest.keyClicks(page.text.body, "x")
    town.services.texts.save_chapter(uid, body="又改了。")
    page.context.data_changed.emit()
    assert "x" in page.text.body.text()


def test_switched_off_and_moved_chapters_are_numbered_anew(page: ReportPage):
    titles = [chapter.title for chapter in page.context.services.texts.report(Q1).chapters]
    assert page.chapters.numbers()[:4] == ["", "一、", "二、", "三、"]
    made = Awaited(page.preview.made)
    page.chapters.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert made.wait()
    assert page.chapters.numbers()[:4] == ["", "", "一、", "二、"]
    assert f"一、{titles[2]}" in printed(page)
    made = Awaited(page.preview.made)
    pick(page, 3)
    page.chapters.move_picked(-1)
    assert made.wait()

    assert f"一、{titles[3]}" in printed(page)
    assert page.text.chapter_title.text() == titles[3]


def test_a_chapter_is_dragged_to_another_place(page: ReportPage):
    uids = page.chapters.uids()
    pick(page, 1)
    below = page.chapters.visualItemRect(page.chapters.item(3)).bottomLeft()
    drop = QDropEvent(
        QPointF(below), Qt.DropAction.MoveAction, QMimeData(),
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    made = Awaited(page.preview.made)
    page.chapters.dropEvent(drop)
    assert made.wait()

    assert page.chapters.uids() == [uids[0], *uids[2:4], uids[1], *uids[4:]]
    assert page.chapters.picked_uid() == uids[1]


def test_a_chapter_is_added_named_deleted_and_brought_back(page: ReportPage):
    count = page.chapters.count()
    pick(page, 2)
    page.add_chapter()
    assert page.chapters.currentRow() == 3
    page.text.chapter_title.selectAll()
    QTest.keyClicks(page.text.chapter_title, "Youth")
    page.leave()
    assert page.chapters.item(3).text() == "Youth"
    page.delete_chapter(page.text.chapter_uid)
    assert page.chapters.count() == count

    page.context.services.history.undo()
    page.context.data_changed.emit()
    assert page.chapters.item(3).text() == "Youth"


def test_a_half_year_gets_its_own_text(page: ReportPage):
    made = Awaited(page.preview.made)
    page.parts.scope.setCurrentIndex(1)
    page.parts.scope.activated.emit(1)
    assert made.wait()
    pick(page, 1)
    type_at_end(page, "half")
    page.leave()

    texts = page.context.services.texts
    assert texts.report(Period.parse("2020H1")).chapters[1].body.endswith("half")
    assert not texts.report(Q1).chapters[1].body.endswith("half")
    assert page.chapters.currentRow() == 1
    type_at_end(page, "more")
    page.leave()
    assert texts.report(Period.parse("2020H1")).chapters[1].body.endswith("halfmore")


def test_dates_are_typed_in_any_way_and_wrong_ones_stay(page: ReportPage):
    field = page.text.signed_on
    field.selectAll()
    QTest.keyClicks(field, "20200407")
    made = Awaited(page.preview.made)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert made.wait()
    assert "2020年4月7日" in printed(page)
    field.selectAll()
    QTest.keyClicks(field, "2020-13-40")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "2020-13-40"
    assert "成文日期" in page.text.reason.text()


def test_a_figure_is_found_and_inserted(page: ReportPage):
    pick(page, 1)
    page.text.body.moveCursor(QTextCursor.MoveOperation.End)
    picker: FigurePicker = page._picker()
    QTest.keyClicks(picker.search, "epidemic.teams")
    picked = picker.picked()
    assert picked is not None
    page.text.body.insert_figure(picked.stored, picked.counter)
    picker.deleteLater()

    assert page.text.body.text().endswith("{epidemic.teams}个")
    assert page.text.body.chips()[-1][2].startswith("3")


def test_a_chip_is_written_differently(page: ReportPage):
    pick(page, 1)
    position, stored, _text = next(
        chip for chip in page.text.body.chips() if chip[1] == "{epidemic.teams}"
    )
    picker = page._picker(stored)
    picker.choices.word.setCurrentText("约")
    picker.choices.at.setCurrentText("上期")
    picked = picker.picked()
    assert picked is not None
    assert picked.counter == ""
    page.text.body.change_figure(position, picked.stored)
    picker.deleteLater()

    assert "{epidemic.teams@prev|约}" in page.text.body.text()


def test_others_jump_to_a_figure_or_a_chapter(page: ReportPage):
    page.show_item("figure:integrity.talks")
    assert "{integrity.talks}" in page.text.body.text()
    uid = page.context.services.texts.report(Q1).chapters[2].uid
    page.show_item(f"chapter:{uid}")

    assert page.text.chapter_uid == uid


def test_a_printed_number_leads_to_its_figure(page: ReportPage, monkeypatch: pytest.MonkeyPatch):
    view = page.preview.view
    point = view.point_of("epidemic.teams")
    assert point is not None
    asked: list[str] = []
    page.preview.figure_clicked.disconnect()
    page.preview.figure_clicked.connect(asked.append)
    if point.y() > view.viewport().height():
        view.verticalScrollBar().setValue(int(point.y()) - 100)
        point = view.point_of("epidemic.teams")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())

    assert asked == ["epidemic.teams"]


def test_zoom_makes_new_pictures_and_scrolling_is_kept(page: ReportPage):
    view = page.preview.view
    scale = view.scale
    complete = Awaited(page.preview.complete)
    wheel = QWheelEvent(
        QPointF(50, 50), view.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by place alone
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.scale > scale
    assert complete.wait()
    assert view.missing_pages() == []
    view.verticalScrollBar().setValue(150)
    made = Awaited(page.preview.made)
    page.preview.make()
    assert made.wait()

    assert view.verticalScrollBar().value() == 150


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt"])
def test_the_report_is_exported_with_what_was_typed_last(
    page: ReportPage, suffix: str, tmp_path: Path
):
    pick(page, 1)
    type_at_end(page, "last")
    exported = Awaited(page.exported)
    page.export(tmp_path / f"报告{suffix}")
    assert exported.wait()

    data = (tmp_path / f"报告{suffix}").read_bytes()
    assert len(data) > 500
    if suffix == ".txt":
        assert "last" in data.decode("utf-8-sig")


def test_a_file_gets_a_name_that_every_system_takes():
    assert exporting.file_name('青石镇2020年"第一季度"总结/草稿', ".pdf") == (
        "青石镇2020年第一季度总结草稿.pdf"
    )
    assert exporting.file_name("＿＿", ".docx") == "党建工作报告.docx"


def test_findings_are_listed_and_lead_to_their_chapter(page: ReportPage):
    shown = Awaited(page.findings.shown)
    page.context.data_changed.emit()
    assert shown.wait()
    blank = next(
        one for one in page.findings.findings() if one.rule == "text.blank" and one.where != "开头"
    )
    page.findings.wanted.emit(blank)

    assert page.text.chapter_title.text() in blank.where


def test_a_figure_is_found_by_its_letters_and_compared(page: ReportPage):
    picker: FigurePicker = page._picker()
    QTest.keyClicks(picker.search, "yqfk fwd")  # 疫情防控, 服务队
    picker.choices.at.setCurrentText("和上期比较")
    picked = picker.picked()
    picker.deleteLater()

    assert picked is not None
    assert (picked.stored, picked.counter) == ("{epidemic.teams|比上期}", "")
    assert page._picker(picked.stored).choices.at.currentText() == "和上期比较"
