"""A report leaves the program: what lacks is told once; dates are typed short; pages follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from page_driving import sentences, type_into
from PySide6.QtWidgets import QApplication
from report_page_driving import Q1, Town, chapters, closed, settle, shown_page

from desktop_app.core.records import Finding
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.report import exporting


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[ReportPage]:
    town.row("theme_party_day", "张村", times=3, attendance=86)
    made = shown_page(Context(town.services, workplace.store.reading, Q1))
    yield made
    closed(made)


def test_before_an_export_what_lacks_is_told_once_and_stops_nothing(
    page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "报告.txt"
    monkeypatch.setattr(exporting, "ask_target", lambda *_: target)
    page.ask_and_export(".txt")
    box = page.gaps.box
    assert box is not None
    assert "照样导出" in [button.text() for button in box.buttons()]
    assert "缺2个单位：李村、河湾社区" in box.informativeText()
    assert not target.exists()
    box.defaultButton().click()
    settle(page.context)
    assert "（缺2个单位）" in target.read_text("utf-8")
    target.unlink()
    page.gaps.box = None
    page.ask_and_export(".txt")
    settle(page.context)
    assert page.gaps.box is None
    assert target.exists()


def test_who_thinks_better_of_it_exports_nothing(
    page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "报告.txt"
    monkeypatch.setattr(exporting, "ask_target", lambda *_: target)
    page.ask_and_export(".txt")
    assert page.gaps.box is not None
    page.gaps.box.reject()
    settle(page.context)
    assert not target.exists()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4.2", date(2020, 4, 2)),
        ("3.31", date(2020, 3, 31)),
        ("1.5", date(2020, 1, 5)),
        ("2020-04-09", date(2020, 4, 9)),
    ],
)
def test_the_day_of_issue_is_typed_short(page: ReportPage, typed: str, day: date):
    type_into(page.text.signed_on, typed)
    page.leave()
    assert page.context.services.texts.report(Q1).signed_on == day


def test_a_blank_of_the_office_leads_to_its_field(page: ReportPage):
    asked: list[tuple[str, str]] = []
    page.context.asked_for.connect(lambda key, item: asked.append((key, item)))
    page.go_to(Finding("text.blank", "error", "", "正文", "office.plan_name"))
    page.go_to(Finding("text.blank", "error", "", "正文", "office.name"))
    assert asked == [("settings", "office/plan_name"), ("settings", "office/short_name")]


def test_the_pages_follow_to_the_chapter_that_is_picked(page: ReportPage):
    bar = page.preview.view.verticalScrollBar()
    assert bar.value() == 0
    page.chapters.pick(chapters(page)[-1].uid)
    settle(page.context)
    below = bar.value()
    assert below > 0
    page.chapters.pick(chapters(page)[0].uid)
    settle(page.context)
    assert bar.value() < below


def test_the_export_says_plain_font_names(page: ReportPage, tmp_path: Path):
    said: list[str] = []
    page.context.offered.connect(lambda text, _actions: said.append(text))
    page.export(tmp_path / "报告.pdf")
    settle(page.context)
    assert "仿宋" in said[-1]
    assert "Jibao" not in said[-1]
    assert "(" not in said[-1].replace(str(tmp_path), "")


def test_errors_that_are_open_are_told_after_the_export_and_led_to(
    page: ReportPage, tmp_path: Path
):
    offers: list[tuple[str, dict[str, Callable[[], object]]]] = []
    noted = sentences(page.context.noted)
    page.context.offered.connect(lambda text, actions: offers.append((text, actions)))
    page.export(tmp_path / "报告.docx")
    settle(page.context)
    errors = [one for one in page.findings._all if one.severity == "error"]
    ((text, actions),) = offers
    assert (tmp_path / "报告.docx").exists()
    assert errors
    assert f"还有{len(errors)}处错误没有处理" in text
    assert noted == []

    actions["看错误"]()
    assert page.findings.findings() == errors
    assert page.findings.list.hasFocus()


def test_a_frozen_report_is_exported_without_a_word_of_errors(page: ReportPage, tmp_path: Path):
    services = page.context.services
    errors = [one for one in services.checks.findings(Q1) if one.severity == "error"]
    services.final.freeze(Q1, explanations={one.message: "已核实" for one in errors})
    page.context.data_changed.emit()
    settle(page.context)
    noted, offered = sentences(page.context.noted), []
    page.context.offered.connect(lambda text, _actions: offered.append(text))
    page.export(tmp_path / "报告.docx")
    settle(page.context)
    assert (len(noted), offered) == (1, [])
