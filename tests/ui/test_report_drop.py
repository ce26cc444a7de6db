"""A report dropped on the window: ours comes back with its changes, any other is an old one."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_driving import settle
from PySide6.QtWidgets import QApplication
from township import Q1, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_page import ReportPage
from desktop_app.ui.report import papers


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace):
    """The report page of a small township."""
    context = Context(town.services, workplace.store.reading, Q1)
    page = ReportPage(context)
    page.show()
    yield page
    context.tasks.finish()
    page.close()
    page.deleteLater()


def test_each_kind_of_report_goes_its_own_way(
    page: ReportPage, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    taken: list[tuple[str, Path | None]] = []
    monkeypatch.setattr(page, "take_returned_draft", lambda path: taken.append(("returned", path)))
    monkeypatch.setattr(page, "read_old_report", lambda path: taken.append(("old", path)))
    ours, old = tmp_path / "送审稿.docx", tmp_path / "去年.txt"
    town.services.reports.export(Q1, ours)
    old.write_text("总结", "utf-8")
    assert page.take_files([ours])
    assert page.take_files([old])
    assert not page.take_files([tmp_path / "张村.xlsx"])
    assert taken == [("returned", ours), ("old", old)]


@pytest.mark.parametrize("name", ["底稿.xlsx", "数据卡.pdf"])
def test_papers_are_written_in_the_background(
    page: ReportPage, town: Town, tmp_path: Path, name: str
):
    town.row("theme_party_day", attendance=86)
    told: list[str] = []
    passing: list[str] = []
    page.context.noted.connect(told.append)
    page.context.told.connect(passing.append)
    papers.export(page.context, Q1, tmp_path / name, card="卡" in name)
    settle(page.context)
    assert told == [f"已导出“{tmp_path / name}”。"]
    assert passing == ["正在导出…", f"已导出到 {tmp_path / name}"]
    assert (tmp_path / name).stat().st_size > 1000


def test_a_refused_export_is_not_said_to_go_on(page: ReportPage, town: Town, tmp_path: Path):
    town.row("theme_party_day", attendance=86)
    passing: list[str] = []
    refused: list[str] = []
    page.context.told.connect(passing.append)
    page.context.refused.connect(refused.append)
    papers.export(page.context, Q1, tmp_path / "没有的文件夹" / "底稿.pdf", card=False)
    settle(page.context)
    assert len(refused) == 1
    assert passing == ["正在导出…", ""]
