"""定稿, 更正, 登记已上报 and versions on the report page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from report_page_driving import Q1, Town, chapters, closed, settle, shown_page, undo

from desktop_app.core.errors import Conflict
from desktop_app.core.records import Finding
from desktop_app.services.final import frozen_reports
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.report.final_dialog import FinalDialog


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
    assert page.parts.banner.isHidden()
    assert not page.text.body.isReadOnly()
    dialog = page.finishing.final_dialog(())
    for field in dialog.reasons.values():
        field.setText("已核实")
    assert not dialog.ok.isEnabled()  # 更正说明 is asked for
    freeze(page, "更正服务队个数")
    assert [one.version for one in frozen_reports.versions(Q1)] == [2, 1]


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
    day = date.today() + timedelta(days=1)
    dialog.day.setText(day.isoformat())
    dialog.day.setModified(True)
    dialog.register()
    settle(page.context)
    assert f"{day}上报" in page.parts.banner.label.text()


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


def test_a_frozen_draft_is_compared_and_not_changed(page: ReportPage, town: Town):
    town.services.texts.versions.keep(Q1, "初稿")
    freeze(page)
    dialog = page.versions_dialog()
    dialog.name.setText("再存")
    assert not dialog.keep_button.isEnabled()
    assert not dialog.back.isEnabled()
