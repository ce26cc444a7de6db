"""公文格式…, 版式 and what the pages then show, driven as a clerk drives them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pypdfium2
import pytest
from page_driving import Q1, Town, choose, click, enter, opened, sentences, settle, type_into
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from township import ROOT

from desktop_app.report.fonts import font_set
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.report.form_dialog import FormDialog
from desktop_app.ui.report.pdf_pages import PDFIUM
from desktop_app.ui.window import MainWindow

LOST = "\U0003134a"


@pytest.fixture
def context(app: QApplication, town: Town, workplace: Workplace) -> Iterator[Context]:
    town.services.office.save_office(full_name="中共青石镇委员会", document_code="青党发")
    town.row("service_team", count=3, members=20)
    made = Context(town.services, workplace.store.reading, Q1)
    yield made
    made.tasks.finish()


@pytest.fixture
def page(context: Context) -> Iterator[ReportPage]:
    made = ReportPage(context)
    opened(made)
    yield made
    made.leave()
    made.hide()


@pytest.fixture
def dialog(page: ReportPage) -> Iterator[FormDialog]:
    made = page.form_dialog()
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    if made.isVisible():
        made.reject()


def official(page: ReportPage) -> Any:
    return page.context.services.texts.report(Q1).official


def printed(page: ReportPage) -> str:
    """What the pages of the preview say once it has come to rest."""
    end = monotonic() + 10
    while page.preview._timer.isActive() and monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    settle(page.context)
    assert page.preview.latest is not None
    with PDFIUM, pypdfium2.PdfDocument(page.preview.latest.data) as pdf:
        return "".join("".join(one.get_textpage().get_text_range() for one in pdf).split())


def shown_fields(dialog: FormDialog) -> list[str]:
    names = [field.name for field in dialog._forms.fields if field.name != "form"]
    return [name for name in names if dialog.form.editor(name).isVisible()]


def test_each_form_shows_the_fields_that_matter_for_it(dialog: FormDialog):
    assert shown_fields(dialog) == ["sealed", "across"]
    click(dialog.choices["报告"])
    assert shown_fields(dialog) == ["recipients", "sealed", "across"]
    click(dialog.choices["红头文件"])
    assert len(shown_fields(dialog)) == 9


def test_a_red_head_is_filled_in_and_seen_on_the_page_at_once(page: ReportPage, dialog: FormDialog):
    click(dialog.choices["红头文件"])
    type_into(dialog.form.editor("number"), "18")
    type_into(dialog.form.editor("recipients"), "中共云川县委")
    type_into(dialog.form.editor("signer"), "章禾、李四")
    choose(dialog.form.editor("urgency"), "特急")
    QTest.keyClick(dialog.form.editor("sealed"), Qt.Key.Key_Space)
    type_into(dialog.form.editor("copies_to"), "县委办公室")
    type_into(dialog.form.editor("issued_on"), "20200408")
    kept = official(page)
    assert (kept.number, kept.urgency, kept.sealed) == (18, "特急", True)
    text = printed(page)
    for element in ("中共青石镇委员会文件", "青党发〔2020〕18号", "签发人：章禾", "特急"):
        assert element in text
    for element in ("中共云川县委：", "抄送：县委办公室。", "2020年4月8日印发"):
        assert element in text
    assert page.text.title.text() == "{office.full_name}关于{report.period}党建工作情况的报告"
    assert "关于2020年第一季度党建工作情况的报告" in text


def test_the_number_is_shown_whole_while_it_is_typed(dialog: FormDialog):
    click(dialog.choices["红头文件"])
    assert "青党发〔2020〕　　号" in dialog.head.text()
    dialog.form.editor("number").setFocus()
    enter(dialog.form.editor("number"), "7")
    assert "中共青石镇委员会文件" in dialog.head.text()
    assert "青党发〔2020〕7号" in dialog.head.text()


def test_without_a_code_it_says_where_to_fill_it_in(page: ReportPage, dialog: FormDialog):
    page.context.services.office.save_office(document_code="")
    page.context.data_changed.emit()
    click(dialog.choices["红头文件"])
    asked: list[tuple[str, str]] = []
    page.context.asked_for.connect(lambda *place: asked.append(place))
    assert dialog.office_missing.isVisible()
    assert not dialog.head.isVisible()
    dialog.office_missing.linkActivated.emit("office")
    assert asked == [("settings", "office")]
    assert not dialog.isVisible()


def test_a_wrong_number_stays_with_its_reason_and_escape_gives_it_up_then_closes(
    page: ReportPage, dialog: FormDialog
):
    click(dialog.choices["红头文件"])
    number = dialog.form.editor("number")
    assert isinstance(number, QLineEdit)
    type_into(number, "18号")
    assert "请改为数字" in dialog.form.reason("number")
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert number.text() == ""
    assert dialog.isVisible()
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert official(page).number is None


def test_closing_saves_what_is_still_being_typed(page: ReportPage, dialog: FormDialog):
    click(dialog.choices["报告"])
    dialog.form.editor("recipients").setFocus()
    enter(dialog.form.editor("recipients"), "中共云川县委")
    dialog.accept()
    assert official(page).recipients == "中共云川县委"


def test_one_of_three_titles_is_chosen_and_an_own_one_is_kept(page: ReportPage, dialog: FormDialog):
    offered = [dialog.titles.itemText(at) for at in range(dialog.titles.count())]
    assert [text.removeprefix("青石镇2020年第一季度党建工作") for text in offered] == [
        "总结",
        "总结及下季度工作计划",
        "情况汇报",
    ]
    choose(dialog.titles, offered[1])
    assert "总结及下季度工作计划" in printed(page)
    page.context.services.texts.save_title(Q1, "一季度|总结")
    page.context.data_changed.emit()
    assert dialog.titles.currentText() == "一季度|总结（自己写的）"
    click(dialog.choices["报告"])
    assert page.context.services.texts.report(Q1).title == "一季度|总结"


def test_a_bar_in_the_title_breaks_its_line_and_is_not_printed(page: ReportPage):
    page.text.title.selectAll()
    page.text.title.insert_stored("一季度党建工作|总结")
    page.leave()
    assert "一季度党建工作总结" in printed(page)


def test_a_character_without_a_font_is_told_before_printing_and_refused_then(
    page: ReportPage, tmp_path: Path
):
    page.chapters.setCurrentRow(1)
    page.text.body.insert_stored(f"党员{LOST}某")
    page.leave()
    refused, target = sentences(page.context.refused), tmp_path / "报告.pdf"
    assert "〓" in printed(page)
    assert "U+3134A" in page.preview.lost
    page.export(target)
    settle(page.context)
    assert "U+3134A" in refused[-1]
    assert not target.exists()
    page.print_report()
    assert page.gaps.box is not None  # what lacks is told first
    page.gaps.box.defaultButton().click()
    settle(page.context)
    assert len(refused) == 2

    lost = next(one for one in page.findings.findings() if one.rule == "missing_glyph")
    page.chapters.setCurrentRow(3)
    page.findings.wanted.emit(lost)
    assert page.chapters.currentRow() == 1
    page.context.services.history.undo()
    page.context.data_changed.emit()
    printed(page)
    assert page.preview.lost == ""


def test_the_export_says_which_fonts_were_used(page: ReportPage, tmp_path: Path):
    noted: list[str] = []
    page.context.offered.connect(lambda text, _actions: noted.append(text))
    page.export(tmp_path / "报告.pdf")
    settle(page.context)
    assert "程序自带：" in noted[0]
    assert "仿宋" in noted[0]
    assert "页。" in noted[0]
    page.export(tmp_path / "报告.txt")
    settle(page.context)
    assert "程序自带" not in noted[1]


def test_tables_across_the_sheet_are_as_wide_on_screen_as_the_other_pages(page: ReportPage):
    page.context.services.forms.save_field(Q1, "across", True)  # noqa: FBT003 - a tick
    page.parts.boxes["指标"].setChecked(True)
    printed(page)
    view = page.preview.view
    widths = {view._page_rect(number).width() for number in range(1, view.page_count + 1)}
    assert max(widths) - min(widths) <= 1
    heights = [view._page_rect(number).height() for number in (1, view.page_count)]
    assert heights[1] < heights[0] / 1.9
    assert page.preview.latest is not None
    place = page.preview.latest.places[-1]
    assert view._sizes[place.page - 1][0] > 800
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.place_at(view._place_rect(place).center()) == place


# ── 版式 ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def settings(context: Context) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    opened(made)
    made.show_item("page")
    yield made
    made.close()


def test_a_margin_is_typed_beside_what_the_standard_says(settings: SettingsPage, town: Town):
    tab = settings.page
    top = tab.form.editor("top_mm")
    assert isinstance(top, QLineEdit)
    assert top.placeholderText() == "37（标准）"
    assert tab.capacity.text() == "每页 22 行，每行 28 字"
    type_into(top, "5")
    assert "不能小于25" in tab.form.reason("top_mm")
    type_into(tab.form.editor("row_pitch"), "28")
    choose(tab.form.editor("page_numbers"), "居中")
    assert tab.capacity.text() == "每页 23 行，每行 28 字"
    assert town.services.page.setup().page_numbers == "居中"
    click(tab.restore)
    assert tab.capacity.text() == "每页 22 行，每行 28 字"
    assert tab.form.reason("top_mm") == ""
    assert tab.form.editor("row_pitch").raw() is None
    assert town.services.history.undo() == "版式恢复标准"


def test_the_mark_says_what_is_printed_without_it(settings: SettingsPage):
    mark = settings.office.form.editor("mark")
    assert isinstance(mark, QLineEdit)
    assert mark.placeholderText() == "中共青石镇委员会文件"


# ── fonts ────────────────────────────────────────────────────────────────────────────────────────


def test_fonts_are_opened_in_the_background_after_the_window_is_there(
    context: Context, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
):
    threads: list[int] = []
    open_face = font_set.open_face

    def watched(*arguments: Any) -> Any:
        threads.append(threading.get_ident())
        return open_face(*arguments)

    monkeypatch.setattr(font_set, "open_face", watched)
    window = MainWindow(context, workplace, ROOT / "resources")
    assert threads == []
    window.start()
    end = monotonic() + 10
    while not threads and monotonic() < end:
        QTest.qWait(10)
    settle(context)
    assert threads
    assert threading.get_ident() not in threads
    window.close()
    window.deleteLater()
