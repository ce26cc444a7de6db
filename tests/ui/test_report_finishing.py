"""定稿, 更正, 登记已上报 and versions on the report page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from report_page_driving import Q1, Town, chapters, closed, settle, shown_page, undo

from db.models.report import FinalReport
from desktop_app.core.errors import Conflict
from desktop_app.core.records import Finding
from desktop_app.services.final import frozen_reports
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.report.final_dialog import FinalDialog
from desktop_app.ui.report.marked_text import HTML
from desktop_app.ui.tables.plain_table import PlainTable


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[ReportPage]:
    town.row("service_team", count=3, members=20)
    made = shown_page(Context(town.services, workplace.store.reading, Q1))
    yield made
    closed(made)


def freeze(page: ReportPage, note: str = "") -> FinalDialog:
    """Freeze the report as a clerk does, with a reason for each error."""
    dialog = page.finishing.final_dialog(())
    for field in dialog.reasons.values():
        field.setText("已核实")
    dialog.note.setText(note)
    dialog.freeze()
    settle(page.context)
    return dialog


def test_errors_are_explained_before_a_report_is_frozen(page: ReportPage):
    dialog = page.finishing.final_dialog(("指标",))
    assert dialog.reasons
    assert not dialog.ok.isEnabled()
    assert dialog.boxes["指标"].isChecked()
    for field in dialog.reasons.values():
        field.setText("已核实")
    assert dialog.ok.isEnabled()
    dialog.freeze()
    (version,) = frozen_reports.versions(Q1)
    assert {reason for _message, reason in version.explained} == {"已核实"}
    assert dialog.result() == FinalDialog.DialogCode.Accepted


def test_a_frozen_report_is_locked_under_a_banner_until_a_correction(page: ReportPage):
    freeze(page)
    page.chapters.setCurrentRow(1)
    before = chapters(page)
    QTest.keyClicks(page.text.body, "x")
    assert chapters(page) == before
    assert page.text.body.isReadOnly()
    assert not page.parts.add.isEnabled()
    assert "第1版" in page.parts.banner.label.text()
    assert "未登记上报" in page.parts.banner.label.text()

    page.finishing.reopen()
    settle(page.context)
    assert "正在更正：第1版还没有登记上报" in page.parts.banner.label.text()
    assert not page.text.body.isReadOnly()
    assert page.text.body.hasFocus()
    assert page.parts.banner.final.isVisible()
    dialog = page.finishing.final_dialog(())
    for field in dialog.reasons.values():
        field.setText("已核实")
    assert not dialog.ok.isEnabled()  # 更正说明 is asked for
    freeze(page, "更正服务队个数")
    assert [one.version for one in frozen_reports.versions(Q1)] == [2, 1]


def test_reasons_of_the_last_time_are_there_again(page: ReportPage, town: Town):
    freeze(page)
    page.finishing.reopen()
    settle(page.context)
    uid = chapters(page)[1].uid
    town.services.texts.save_chapter(uid, title="{unknown.key}", period=Q1)
    page.context.data_changed.emit()
    settle(page.context)
    dialog = page.finishing.final_dialog(())
    given = [field.text() for field in dialog.reasons.values()]
    assert "已核实" in given
    assert "" in given  # the new error wants a reason of its own
    dialog.note.setText("改了标题")
    assert not dialog.ok.isEnabled()


def test_one_reason_is_given_to_all_that_have_none(app: QApplication):
    errors = [Finding("x", "error", text, "别处") for text in ("甲错", "乙错", "丙错")]
    dialog = FinalDialog(errors, (), lambda *_given: None, last_reasons={"乙错": "上次的理由"})
    assert [field.text() for field in dialog.reasons.values()] == ["", "上次的理由", ""]
    QTest.keyClicks(dialog.reasons["丙错"], "ok")
    dialog.same.click()
    assert [field.text() for field in dialog.reasons.values()] == ["ok", "上次的理由", "ok"]
    assert not dialog.same.isEnabled()
    assert dialog.ok.isEnabled()


def test_a_correction_says_that_the_first_version_stays(page: ReportPage):
    freeze(page)
    question = page.finishing.reopen_question()
    assert "第1版和它的文件保持原样" in question.text()
    assert "成为第2版" in question.text()


def test_changed_ledgers_are_told_in_the_banner_and_listed(page: ReportPage, town: Town):
    freeze(page)
    assert "正文已锁定" in page.parts.banner.label.text()
    town.row("service_team", "李村", count=4, members=30)
    page.context.data_changed.emit()
    settle(page.context)
    assert "个指标和定稿不同" in page.parts.banner.label.text()
    dialog = page.finishing.versions_dialog()
    rows = dialog.differences.model()
    shown = [
        [rows.index(row, column).data() for column in range(4)] for row in range(rows.rowCount())
    ]
    teams = next(row for row in shown if row[1:3] == ["3", "7"])
    assert teams[3] == "个"


def test_the_frozen_files_are_exported_as_they_were(page: ReportPage, tmp_path: Path):
    freeze(page)
    dialog = page.finishing.versions_dialog()
    for suffix in (".pdf", ".docx", ".txt"):
        target = tmp_path / f"定稿{suffix}"
        page.finishing.export(dialog.picked(), suffix, target)
        assert target.read_bytes() == frozen_reports.file(dialog.picked(), suffix).data


def test_the_day_of_handing_in_is_noted_and_a_wrong_one_refused(page: ReportPage):
    freeze(page)
    dialog = page.finishing.reported_dialog()
    dialog.day.setText("2019-01-01")
    dialog.day.setModified(True)
    dialog.register()
    assert "早于定稿" in dialog.refusal.text()
    assert not dialog.is_sure.isHidden()  # it may be right: a tick says so
    dialog.is_sure.setChecked(True)
    dialog.day.setText((date.today() + timedelta(days=1)).isoformat())
    dialog.day.setModified(True)
    dialog.register()
    assert "还没有到" in dialog.refusal.text()
    dialog.day.setText("2019-01-01")
    dialog.day.setModified(True)
    dialog.register()
    settle(page.context)
    assert "2019-01-01上报" in page.parts.banner.label.text()


def test_a_correction_names_the_version_that_was_handed_in(page: ReportPage, town: Town):
    freeze(page)
    town.services.final.mark_reported(Q1, date.today())
    page.finishing.reopen()
    settle(page.context)
    banner = page.parts.banner
    assert f"第1版已于{date.today()}上报" in banner.label.text()
    assert "成为第2版" in banner.label.text()
    assert not banner.versions.isHidden()
    assert banner.reopen.isHidden()


def test_a_freezing_by_mistake_is_cancelled_from_the_banner(page: ReportPage, town: Town):
    freeze(page)
    assert not page.parts.banner.cancel.isHidden()
    dialog = page.finishing.cancel_dialog()
    dialog.ok.click()
    assert "为什么取消" in dialog.refusal.text()
    dialog.line.setText("点错了")
    dialog.ok.click()
    settle(page.context)
    assert page.parts.banner.isHidden()
    assert not page.text.body.isReadOnly()
    freeze(page)
    town.services.final.mark_reported(Q1, date.today())
    page.context.data_changed.emit()
    settle(page.context)
    assert page.parts.banner.cancel.isHidden()


def test_two_versions_are_compared_in_the_dialog(page: ReportPage, town: Town):
    freeze(page)
    page.finishing.reopen()
    settle(page.context)
    town.row("service_team", "李村", count=4, members=30)
    freeze(page, "补报李村")
    dialog = page.finishing.versions_dialog()
    assert [box.currentText() for box in (dialog.before, dialog.after)] == ["第1版", "第2版"]
    assert re.search("第1版和第2版有[1-9][0-9]*个指标、[1-9][0-9]*句话不同", dialog.told.text())
    figures = dialog.compared.itemAt(0).widget()
    assert isinstance(figures, PlainTable)
    rows = figures.model()
    shown = [
        [rows.index(row, column).data() for column in range(4)] for row in range(rows.rowCount())
    ]
    assert ["3", "7", "个"] in [row[1:] for row in shown]
    dialog.before.setCurrentIndex(0)
    assert "一样" in dialog.told.text()


def test_the_locked_text_shows_what_was_frozen(page: ReportPage, town: Town):
    freeze(page)
    settle(page.context)
    town.row("service_team", "李村", count=4, members=30)
    page.context.data_changed.emit()
    settle(page.context)
    values = page.preview.latest.values
    assert (values["epidemic.teams"].value, town.value("epidemic.teams")) == (3, 7)


def test_a_number_of_a_frozen_report_opens_its_frozen_rows(page: ReportPage, town: Town):
    assert page.finishing.frozen_figure_dialog("epidemic.teams") is None
    freeze(page)
    town.row("service_team", "李村", count=4, members=30)
    dialog = page.finishing.frozen_figure_dialog("epidemic.teams")
    assert dialog is not None
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    place = labels.index("定稿时")
    assert labels[place : place + 6] == ["定稿时", "3", "个", "现在", "7", "个"]
    rows, units = (dialog.tabs.widget(place) for place in range(2))
    assert "定稿时1行" in dialog.tabs.tabText(0)
    assert rows.model().rowCount() == 1
    shown = [
        [units.model().index(row, column).data() for column in range(4)]
        for row in range(units.model().rowCount())
    ]
    assert ["李村", "—", "4", "改过"] in shown
    assert ["张村", "3", "3", ""] in shown
    gone: list[str] = []
    dialog.row_chosen.connect(gone.append)
    rows.doubleClicked.emit(rows.model().index(0, 0))
    assert gone[0].startswith("service_team/")


def test_a_version_that_is_damaged_is_told_in_banner_and_list(page: ReportPage, town: Town):
    freeze(page)
    with town.services.writer.store.transaction():
        FinalReport.update(figures="{").execute()
    page.context.data_changed.emit()
    settle(page.context)
    assert "不一样" in page.parts.banner.label.text()
    dialog = page.finishing.versions_dialog()
    assert dialog.tabs.count() == 0
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("不一样" in text for text in labels)


def test_a_refusal_stays_in_the_dialog(app: QApplication):
    def refuse(*_given: object) -> None:
        raise Conflict("不行。")

    dialog = FinalDialog([], (), refuse)
    dialog.freeze()
    assert dialog.refusal.text() == "不行。"
    assert dialog.result() == FinalDialog.DialogCode.Rejected


def test_an_error_leads_from_the_dialog_to_its_place(page: ReportPage):
    page.chapters.setCurrentRow(0)
    uid = chapters(page)[1].uid
    error = Finding("x", "error", "错了", "别处", chapter=uid)
    dialog = FinalDialog([error], (), lambda *_given: None, page)
    dialog.go_to.connect(page.go_to)
    dialog._go(error)
    assert page.text.chapter_uid == uid


def test_a_draft_is_kept_compared_and_brought_back(page: ReportPage, town: Town):
    page.chapters.setCurrentRow(1)
    before = chapters(page)
    dialog = page.versions_dialog()
    assert not dialog.keep_button.isEnabled()
    dialog.name.setText("送审稿")
    dialog.keep()
    assert "一样" in dialog.told.text()
    town.services.texts.save_chapter(before[1].uid, body="改过了。")
    page.context.data_changed.emit()
    settle(page.context)

    dialog = page.versions_dialog()
    assert "句不同" in dialog.told.text()
    texts = [dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount())]
    assert "改过了。" in texts
    dialog.back.click()
    settle(page.context)
    assert chapters(page) == before
    assert page.text.body.text() == before[1].body
    undo(page)
    assert page.text.body.text() == "改过了。"


def test_what_changed_inside_a_sentence_is_marked_and_counted_once(page: ReportPage, town: Town):
    texts = town.services.texts
    uid = chapters(page)[1].uid
    texts.save_chapter(uid, title="旧的标题", body="组织开展主题党日。党员走访群众。")
    texts.versions.keep(Q1, "初稿")
    texts.save_chapter(uid, title="新的标题", body="组织开展主题党日活动。党员走访群众。")
    dialog = page.versions_dialog()
    assert "有1句、1个章节标题不同" in dialog.told.text()
    shown = [
        [dialog.table.item(row, column).data(HTML) for column in (0, 1)]
        for row in range(dialog.table.rowCount())
    ]
    assert [re.sub("style='[^']*'", "", text) for text in shown[1]] == [
        "组织开展主题党日。",
        "组织开展主题党日<span >活动</span>。",
    ]
    assert shown[0][0].startswith("<b><span")
    assert len(shown) == 2


def test_a_frozen_draft_is_compared_and_not_changed(page: ReportPage, town: Town):
    town.services.texts.versions.keep(Q1, "初稿")
    freeze(page)
    dialog = page.versions_dialog()
    dialog.name.setText("再存")
    assert not dialog.keep_button.isEnabled()
    assert not dialog.back.isEnabled()
