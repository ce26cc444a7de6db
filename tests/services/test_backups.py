"""Backups: verified copies, listed with what they hold, made when there is something to keep."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from township import MIGRATIONS, Q1, Q2, Town

from desktop_app.core.errors import TargetRefused
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping import copying
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.backups import Backups
from desktop_app.services.safekeeping.before_import import keep_before_import
from desktop_app.services.safekeeping.catalogue import State
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.schedule import (
    age_words,
    backup_due,
    is_too_old,
    readable_due,
)

NOW = datetime(2020, 4, 3, 16, 30)
DAY = "theme_party_day"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_backup_says_what_it_holds_and_why_it_was_made(town: Town, workplace: Workplace):
    town.row(DAY, attendance=86)
    town.services.periods.open(Q2)
    made = workplace.backups.make(kind=Kind.BY_HAND)
    (record,) = workplace.backups.records()
    assert record.path == made
    assert (record.kind, record.state) == (Kind.BY_HAND, State.SOUND)
    assert record.size == made.stat().st_size
    assert record.contents
    assert record.contents.quarters == (Q1.code, Q2.code)
    assert record.contents.rows == 1
    assert record.contents.last_change
    assert abs(record.made_at - datetime.now()) < timedelta(minutes=1)


def test_looking_at_backups_leaves_the_folder_as_it_is(town: Town, workplace: Workplace):
    made = workplace.backups.make()
    with closing(sqlite3.connect(made.with_name("抄来的.db"))) as copy:
        with closing(sqlite3.connect(made)) as source:
            source.backup(copy)
        copy.execute("PRAGMA journal_mode = wal")
    before = files_of(workplace.backups.folder)
    workplace.backups.check_all()
    assert [record.state for record in workplace.backups.records()] == [State.SOUND] * 2
    assert files_of(workplace.backups.folder) == before


def test_a_change_in_the_file_takes_the_verdict_back_until_it_is_checked(
    town: Town, workplace: Workplace
):
    made = workplace.backups.make()
    data = bytearray(made.read_bytes())
    data[8192:12288] = bytes(4096)
    made.write_bytes(data)
    os.utime(made, (0, 0))
    assert workplace.backups.records()[0].state is State.UNCHECKED
    checked = workplace.backups.check(made)
    assert checked
    assert checked.state is State.DAMAGED
    assert workplace.backups.newest() is None
    assert workplace.backups.is_changed()


@pytest.mark.parametrize("notes", ["{[", "[1]", '{"NAME": 3}', '{"NAME": {"state": "完好"}}'])
def test_lost_notes_do_no_harm(town: Town, workplace: Workplace, notes: str):
    made = workplace.backups.make()
    text = notes.replace("NAME", made.name)
    workplace.database.with_name(".备份清单.json").write_text(text, "utf-8")
    assert [record.state for record in workplace.backups.records()] == [State.UNCHECKED]
    workplace.backups.check_all()
    assert [record.state for record in workplace.backups.records()] == [State.SOUND]


def test_one_is_made_only_when_something_was_written(town: Town, workplace: Workplace):
    backups = workplace.backups
    assert backups.make_if_changed(Kind.EXIT)
    assert backups.make_if_changed(Kind.EXIT) is None
    town.row(DAY, attendance=1)
    assert backups.is_changed()
    assert backups.make_if_changed(Kind.ROUTINE)
    assert not backups.is_changed()


def test_an_empty_database_needs_no_backup(workplace: Workplace):
    assert workplace.backups.make_if_changed(Kind.EXIT) is None
    assert workplace.backups.records() == []


def test_rows_written_while_a_backup_is_made_neither_wait_nor_spoil_it(
    town: Town, workplace: Workplace, monkeypatch
):
    town.row(DAY, attendance=5)
    totals = copying.totals

    def slow(connection: sqlite3.Connection) -> object:
        found = totals(connection)
        if threading.current_thread() is not threading.main_thread():
            return found
        town.row(DAY, attendance=1)  # between the totals and the copy
        return found

    monkeypatch.setattr(copying, "totals", slow)
    made = workplace.backups.make()
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT sum(attendance) FROM theme_party_day").fetchone() == (5,)


@pytest.mark.parametrize("harm", ["DELETE FROM unit WHERE id = 1", "UPDATE unit SET position = 7"])
def test_a_copy_that_lost_a_row_or_a_number_is_no_backup(
    town: Town, workplace: Workplace, monkeypatch, harm
):
    check = copying.check_integrity

    def spoil(path: Path) -> None:
        check(path)
        with closing(sqlite3.connect(path)) as copy, copy:
            copy.execute(harm)

    monkeypatch.setattr(copying, "check_integrity", spoil)
    with pytest.raises(TargetRefused, match="数据库检查不合格"):
        workplace.backups.make()
    assert workplace.backups.records() == []


def test_a_failed_backup_leaves_the_last_good_one_and_no_half_file(
    town: Town, workplace: Workplace, tmp_path: Path, monkeypatch
):
    target = workplace.backups.make(tmp_path / "备份.db")
    before = target.read_bytes()

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "sync", full)
    with pytest.raises(TargetRefused, match="磁盘空间不足"):
        workplace.backups.make(target, force=True)
    with pytest.raises(TargetRefused, match="磁盘空间不足"):
        workplace.backups.make()
    assert target.read_bytes() == before
    assert list(tmp_path.glob(".*.part")) + list(workplace.backups.folder.iterdir()) == []


def test_the_program_s_own_files_are_no_target(workplace: Workplace):
    for path in (workplace.database, workplace.folder / "本机设置.json"):
        with pytest.raises(TargetRefused, match="程序自己的文件"):
            workplace.backups.make(path, force=True)
    workplace.verify()


def test_backups_in_the_same_second_do_not_meet(town: Town, workplace: Workplace):
    assert workplace.backups.make() != workplace.backups.make()


def test_they_are_thinned_out_but_not_what_somebody_else_put_there(
    town: Town, workplace: Workplace
):
    now = datetime(2021, 6, 30, 16)
    backups = BackupFolder(workplace.database, clock=lambda: now)
    backups.folder.mkdir()
    for day in range(300):
        name = f"{now - timedelta(days=day + 1):%Y%m%d-%H%M%S}-日常.db"
        (backups.folder / name).touch()
    (backups.folder / "20190101-000000-升级前.db").touch()
    (backups.folder / "老王拷的.db").touch()
    made = backups.make()
    names = [record.path.name for record in backups.records()]
    assert len(names) == 12 + 10 + 8 + 2  # the days reach back through eight months
    assert {made.name, "20190101-000000-升级前.db", "老王拷的.db"} <= set(names)


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_jumped_costs_no_backup_and_hides_none(
    town: Town, workplace: Workplace, year: int
):
    now = [NOW]
    backups = BackupFolder(workplace.database, clock=lambda: now[0])
    kept = [backups.make()]
    for hour in range(3):
        now[0] = datetime(year, 1, 1, hour)
        town.row(DAY, attendance=1)
        kept.append(backups.make())
        assert backups.newest() == kept[-1]
    now[0] = NOW + timedelta(hours=1)
    kept.append(backups.make())
    assert {record.path for record in backups.records()} == set(kept)
    assert backups.newest() == kept[-1]


def test_backups_of_earlier_versions_are_read(town: Town, workplace: Workplace):
    made = workplace.backups.make()
    made.rename(made.with_name("20200403-101500.db"))
    made.with_name("20200403-101500-2.db").write_bytes(b"x")
    found = workplace.backups.records()
    assert [(one.kind, one.made_at) for one in found] == [
        (Kind.ROUTINE, datetime(2020, 4, 3, 10, 15))
    ] * 2


def test_the_state_before_an_upgrade_is_kept_under_its_name(town: Town, workplace: Workplace):
    Backups(workplace.database, MIGRATIONS).keep_before_upgrade()
    assert [record.kind for record in workplace.backups.records()] == [Kind.BEFORE_UPGRADE]


def test_when_one_is_due():
    hour = timedelta(hours=1)
    assert backup_due(NOW, None, is_changed=True)
    assert not backup_due(NOW, None, is_changed=False)
    assert not backup_due(NOW, NOW - hour / 2, is_changed=True)
    assert backup_due(NOW, NOW - hour, is_changed=True)
    assert backup_due(NOW, NOW + 24 * hour, is_changed=True)  # the clock was set back
    assert readable_due(NOW, None)
    assert readable_due(NOW, NOW - timedelta(days=1))
    assert not readable_due(NOW, NOW - hour)


def test_how_old_one_is_in_words():
    assert age_words(NOW, None) == "还没有"
    assert age_words(NOW, NOW + timedelta(days=1)) == "刚刚"
    assert age_words(NOW, NOW - timedelta(minutes=59)) == "刚刚"
    assert age_words(NOW, NOW - timedelta(hours=5)) == "5小时前"
    assert age_words(NOW, NOW - timedelta(days=8)) == "8天前"
    assert is_too_old(NOW, NOW - timedelta(days=8))
    assert is_too_old(NOW, None)
    assert not is_too_old(NOW, NOW - timedelta(days=7))


def test_many_rows_are_preceded_by_a_backup_and_few_are_not(town: Town, workplace: Workplace):
    town.row(DAY, attendance=1)
    assert keep_before_import(workplace.database, 19) == ""
    assert workplace.backups.records() == []
    for _twice in range(2):
        assert keep_before_import(workplace.database, 20) == ""
    assert [record.kind for record in workplace.backups.records()] == [Kind.BEFORE_IMPORT]


def test_an_import_is_told_why_there_is_no_backup_and_goes_on(town: Town, workplace: Workplace):
    workplace.backups.folder.write_text("in the way")
    assert "导入以前的备份没有成功" in keep_before_import(workplace.database, 20)


def test_what_a_cut_off_backup_left_behind_goes_with_the_next(town: Town, workplace: Workplace):
    workplace.backups.folder.mkdir()
    half = workplace.backups.folder / ".20200403-101500-日常.db.part"
    for name in (half.name, f"{half.name}-journal"):
        (workplace.backups.folder / name).write_bytes(b"half")
    made = workplace.backups.make()
    assert list(workplace.backups.folder.iterdir()) == [made]


def test_where_folders_cannot_be_synced_backups_are_made_all_the_same(
    town: Town, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
):
    original = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        original(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert workplace.backups.make().exists()


def test_those_of_one_second_stand_in_the_order_in_which_they_were_made(
    town: Town, workplace: Workplace
):
    backups = BackupFolder(workplace.database, clock=lambda: datetime(2020, 4, 3, 10, 15))
    made = [backups.make(kind=Kind.EXIT) for _ in range(11)]
    assert made[-1].name == "20200403-101500-退出-11.db"
    assert [one.path for one in backups.records()] == made[::-1]


def test_one_goes_back_to_the_newest_first_and_last_to_what_was_to_be_left(
    town: Town, workplace: Workplace
):
    made = workplace.backups.make()
    names = ["20310101-000000-退出", "20200101-000000-退出", "20260101-000000-恢复前"]
    for name in names:
        (made.parent / f"{name}.db").write_bytes(made.read_bytes())
    made.rename(made.parent / "20200303-000000-退出.db")
    backups = BackupFolder(workplace.database, clock=lambda: datetime(2026, 2, 1, 8))
    assert [one.path.stem for one in backups.by_worth()] == [
        *("20200303-000000-退出", "20200101-000000-退出", "20310101-000000-退出"),
        "20260101-000000-恢复前",
    ]
    newest = backups.newest_record()
    assert newest
    assert newest.path.stem == "20200303-000000-退出"
