"""备份与恢复 on screen: made, checked, copied to a stick, previewed, asked to be restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from closing import take_down
from openpyxl import load_workbook
from page_driving import click, opened, sentences, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from township import Q1, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.restore_preview import RestorePreviewDialog
from desktop_app.ui.pages.backups_page import BackupsPage
from desktop_app.ui.safekeeping.keeper import Keeper
from desktop_app.ui.safekeeping.restore_request import ask_for_restore, take_request

DAY = "theme_party_day"
STATE = 5


@pytest.fixture
def page(app: QApplication, town: Town, workplace: Workplace) -> Iterator[BackupsPage]:
    """A township with one theme day and no backup yet."""
    town.row(DAY, attendance=86)
    made = BackupsPage(Context(town.services, workplace.store.reading, Q1))
    opened(made)
    yield made
    made.context.tasks.finish()
    take_down(made)


@pytest.fixture(autouse=True)
def no_folder_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing_files, "_last", [])


def column(page: BackupsPage, place: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def dialog(page: BackupsPage) -> RestorePreviewDialog:
    settle(page.context)
    (found,) = [one for one in page.findChildren(RestorePreviewDialog) if one.isVisible()]
    return found


def test_without_a_backup_the_page_says_what_to_do(page: BackupsPage):
    assert page.standing.age.text() == "最近一次备份：还没有"
    assert page._empty.isVisible()
    assert not page.buttons.restore.isEnabled()
    assert "还没有选" in page.standing.second.text()


def test_one_click_makes_a_checked_backup(page: BackupsPage):
    told = sentences(page.context.told)
    click(page.buttons.backup)
    settle(page.context)
    assert told == ["已备份，备份完好"]
    assert page.standing.age.text() == "最近一次备份：刚刚"
    assert column(page, 1) == ["手工"]
    assert column(page, 2) == ["2020年第一季度，1行"]
    assert column(page, STATE) == ["完好"]
    assert page.buttons.backup.isEnabled()


def test_a_copy_goes_where_the_clerk_wants_it(
    page: BackupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "给书记的.db"
    monkeypatch.setattr(choosing_files, "ask_target", lambda *_: target)
    click(page.buttons.copy)
    settle(page.context)
    assert target.stat().st_size > 0
    assert column(page, 1) == []


def test_a_damaged_backup_is_found_and_told(page: BackupsPage):
    click(page.buttons.backup)
    settle(page.context)
    (made,) = [record.path for record in page._backups.records()]
    made.write_bytes(made.read_bytes()[:9000])
    told = sentences(page.context.told)
    click(page.buttons.check)
    settle(page.context)
    assert told == ["已检查1份备份，其中1份损坏，不能用来恢复"]
    assert column(page, STATE) == ["损坏"]
    assert page.standing.age.text() == "最近一次备份：还没有"


def test_a_stick_is_chosen_caught_up_missed_and_left(
    page: BackupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    click(page.buttons.backup)
    settle(page.context)
    stick = tmp_path / "U盘"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    page.buttons.choose_second.trigger()
    settle(page.context)
    assert len(list((stick / "党建季报备份").glob("*.db"))) == 1
    assert "补齐" in page.standing.second.text()
    assert "同一个盘" in page.standing.second.text()
    stick.rename(tmp_path / "口袋")
    click(page.buttons.backup)
    settle(page.context)
    assert "可能U盘没有插上" in page.standing.second.text()
    assert page.standing.second.property("role") == "error"
    page.buttons.leave_second.trigger()
    settle(page.context)
    assert "还没有选" in page.standing.second.text()


def test_enter_previews_and_only_the_button_asks_for_a_restore(page: BackupsPage, town: Town):
    click(page.buttons.backup)
    settle(page.context)
    town.row(DAY, attendance=14)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    shown = dialog(page)
    assert "1处修改就没有了" in shown.sentence.text()
    model = shown.table.model()
    assert [model.index(0, place).data() for place in range(5)] == [
        *("2020年第一季度", "主题党日", "2", "1", "1")
    ]
    QTest.keyClick(shown, Qt.Key.Key_Return)  # the one too many restores nothing
    assert not shown.isVisible()
    assert take_request() is None
    click(page.buttons.restore)
    click(dialog(page).restore_button)
    assert not page.isVisible()
    assert take_request() == page.table.chosen().path
    assert take_request() is None


def test_a_window_that_stays_takes_the_request_back(
    page: BackupsPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(BackupsPage, "closeEvent", lambda _page, event: event.ignore())
    ask_for_restore(Path("备份.db"))
    assert page.isVisible()
    assert take_request() is None
    monkeypatch.undo()


def test_a_file_from_elsewhere_that_is_no_backup_is_refused(
    page: BackupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "照片.db").write_bytes(b"picture" * 100)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "照片.db"), ""))
    refused = sentences(page.context.refused)
    click(page.buttons.restore_file)
    settle(page.context)
    assert len(refused) == 1
    assert "不能恢复" in refused[0]
    assert page.buttons.backup.isEnabled()


def test_the_readable_copy_can_be_read_without_the_program(
    page: BackupsPage, monkeypatch: pytest.MonkeyPatch
):
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    page.buttons.write_readable.trigger()
    settle(page.context)
    (folder,) = map(Path, shown)
    book = load_workbook(folder / "2020年第一季度台账.xlsx")
    assert 86 in [cell.value for cell in book["主题党日"][3]]
    assert {"填报单位", "存在问题", "下步措施"} <= set(book.sheetnames)
    assert "86" in (folder / "2020年第一季度报告.txt").read_text("utf-8-sig")
    assert "青石镇人民政府" in (folder / "说明.txt").read_text("utf-8-sig")
    assert "今天" in page.standing.readable.text()


def keeper(page: BackupsPage, now: list[datetime], workplace: Workplace) -> Keeper:
    backups = BackupFolder(workplace.database, clock=lambda: now[0])
    return Keeper(page.context, backups, lambda: now[0])


def test_an_hour_with_changes_makes_a_backup_and_one_without_none(
    page: BackupsPage, town: Town, workplace: Workplace
):
    now = [datetime.now()]
    made = keeper(page, now, workplace)
    kinds = []
    for minutes, writes in ((0, False), (30, True), (30, False), (60, False), (60, True)):
        now[0] += timedelta(minutes=minutes)
        if writes:
            town.row(DAY, attendance=1)
        made.look()
        settle(page.context)
        kinds.append([record.kind for record in workplace.backups.records()])
    assert kinds[0] == kinds[1] == [Kind.ROUTINE]  # what no backup held yet; then too soon
    assert len(kinds[2]) == len(kinds[3]) == 2
    assert len(kinds[4]) == 3
    assert (workplace.backups.folder / "可读副本" / "说明.txt").exists()


def test_writing_goes_on_while_the_worker_backs_up(
    page: BackupsPage, town: Town, workplace: Workplace
):
    made = keeper(page, [datetime.now()], workplace)
    made.look()
    for number in range(30):
        town.row(DAY, attendance=number)
    settle(page.context)
    (record,) = workplace.backups.records()
    with closing(sqlite3.connect(record.path)) as copy:
        (rows,) = copy.execute("SELECT count(*) FROM theme_party_day").fetchone()
    assert record.contents.rows == rows
    assert len(town.services.ledgers.rows(DAY, Q1)) == 31


def test_an_old_backup_and_a_stick_long_missed_are_warned_of_once(
    page: BackupsPage, town: Town, workplace: Workplace, tmp_path: Path
):
    now = [datetime.now()]
    made = keeper(page, now, workplace)
    refused = sentences(page.context.warned)
    texts: list[str] = []
    made.standing_told.connect(lambda standing: texts.append(standing.text))
    made.look()
    settle(page.context)
    now[0] += timedelta(days=8)
    for _again in range(2):
        made.tell()
        settle(page.context)
    assert texts == ["备份：刚刚", "备份：8天前", "备份：8天前"]
    assert len(refused) == 1
    assert "已是8天前" in refused[0]
    workplace.backups.second.choose(tmp_path)
    now[0] -= timedelta(days=8)
    made.tell()
    settle(page.context)
    assert texts[-1] == "备份：刚刚，第二位置未补齐"


def test_a_failing_backup_is_told_and_work_goes_on(
    page: BackupsPage, town: Town, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
):
    workplace.backups.folder.write_text("in the way")
    refused = sentences(page.context.warned)
    keeper(page, [datetime.now()], workplace).look()
    settle(page.context)
    assert len(refused) == 1
    assert "备份没有成功" in refused[0]
    town.row(DAY, attendance=1)


def test_closing_ends_a_readable_copy_at_once(page: BackupsPage, workplace: Workplace):
    made = keeper(page, [datetime.now()], workplace)
    made.stop()
    made.look()
    settle(page.context)
    assert len(workplace.backups.records()) == 1  # the backup itself is made whole
    assert not (workplace.backups.folder / "可读副本" / "说明.txt").exists()
