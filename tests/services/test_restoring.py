"""The way back: what would change is told first, and the state that was left can be had again."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from township import Q1, Q2, Town

from db.connection import companions
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import SourceRefused
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping import backups as backups_module
from desktop_app.services.safekeeping import copying
from desktop_app.services.safekeeping.catalogue import State
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.restore_preview import PreviewLine, RestorePreview, preview

DAY = "theme_party_day"
CATALOGUE = Catalogue(ALL_AREAS)


def attendance(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        found: int = file.execute("SELECT total(attendance) FROM theme_party_day").fetchone()[0]
    return found


def restore(workplace: Workplace, source: Path) -> Path | None:
    workplace.close()
    workplace.hold()
    kept = workplace.backups.restore(source)
    workplace.close()
    workplace.open()
    return kept


def look(workplace: Workplace, backup: Path) -> RestorePreview:
    return preview(workplace.database, backup, CATALOGUE)


def test_what_was_is_back_and_what_is_left_can_be_had_again(town: Town, workplace: Workplace):
    town.row(DAY, attendance=86)
    backup = workplace.backups.make()
    town.row(DAY, attendance=14)
    kept = restore(workplace, backup)
    assert kept
    assert town.value("organization.party_day_attendance") == 86
    records = {record.path: record for record in workplace.backups.records()}
    assert (records[kept].kind, records[kept].state) == (Kind.BEFORE_RESTORE, State.SOUND)
    restore(workplace, kept)
    assert town.value("organization.party_day_attendance") == 100
    assert companions(kept) == []


def test_after_a_restore_no_backup_lacks_anything(town: Town, workplace: Workplace):
    town.row(DAY, attendance=86)
    backup = workplace.backups.make()
    town.row(DAY, attendance=14)
    restore(workplace, backup)
    assert not workplace.backups.is_changed()


def test_a_damaged_database_is_kept_as_it_is_with_what_belongs_to_it(
    town: Town, workplace: Workplace
):
    backup = workplace.backups.make()
    workplace.close()
    damaged = workplace.database.read_bytes()[:5000] + bytes(3000)
    workplace.database.write_bytes(damaged)
    wal = workplace.database.with_name(workplace.database.name + "-wal")
    wal.write_bytes(b"left over")
    workplace.hold()
    kept = workplace.backups.restore(backup)
    assert kept
    assert kept.read_bytes() == damaged
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"left over"
    assert companions(workplace.database) == []
    assert {one.path: one.state for one in workplace.backups.records()}[kept] is State.DAMAGED
    workplace.close()
    workplace.open()
    workplace.verify()


def test_a_left_over_wal_is_set_aside_and_does_not_meet_the_backup(
    town: Town, workplace: Workplace
):
    town.row(DAY, attendance=86)
    backup = workplace.backups.make()
    town.row(DAY, attendance=14)
    wal = workplace.database.with_name(workplace.database.name + "-wal")
    left_over = wal.read_bytes()
    workplace.close()
    workplace.database.unlink()
    wal.write_bytes(left_over)
    workplace.hold()
    workplace.backups.restore(backup)
    assert [path.read_bytes() for path in workplace.backups.folder.glob("*恢复前.db-wal")] == [
        left_over
    ]
    workplace.close()
    workplace.open()
    assert town.value("organization.party_day_attendance") == 86


def test_what_is_no_backup_is_refused_and_nothing_changes(
    town: Town, workplace: Workplace, tmp_path: Path
):
    bad = tmp_path / "坏.db"
    bad.write_bytes(b"SQLite format 3\0 and then nonsense")
    workplace.close()
    before = workplace.database.read_bytes()
    workplace.hold()
    for path, reason in (
        (bad, "不能恢复"),
        (tmp_path / "没有.db", "找不到备份文件"),
        (workplace.database, "正在使用的数据库"),
    ):
        with pytest.raises(SourceRefused, match=reason):
            workplace.backups.restore(path)
    assert workplace.database.read_bytes() == before
    assert list(workplace.folder.glob(".*.part")) == []


@pytest.mark.parametrize("step", ["verified_copy", "sync", "free_name", "companions"])
def test_a_restore_that_fails_anywhere_leaves_the_present_state(
    town: Town, workplace: Workplace, monkeypatch, step: str
):
    backup = workplace.backups.make()
    town.row(DAY, attendance=14)
    workplace.close()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    workplace.hold()
    monkeypatch.setattr(backups_module, step, full)
    with pytest.raises(SourceRefused, match="磁盘空间不足"):
        workplace.backups.restore(backup)
    assert list(workplace.folder.glob(".*.part")) == []
    assert attendance(workplace.database) == 14
    monkeypatch.undo()
    workplace.close()
    workplace.open()


def test_a_backup_with_a_wal_of_its_own_is_restored_whole_and_left_alone(
    town: Town, workplace: Workplace, tmp_path: Path
):
    town.row(DAY, attendance=86)
    folder = tmp_path / "拷出来的"
    folder.mkdir()
    for path in (workplace.database, *companions(workplace.database)):
        (folder / path.name).write_bytes(path.read_bytes())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(before) > 1
    town.row(DAY, attendance=14)
    restore(workplace, folder / workplace.database.name)
    assert town.value("organization.party_day_attendance") == 86
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_preview_counts_what_would_go_by_quarter_and_ledger(town: Town, workplace: Workplace):
    town.row(DAY, attendance=86)
    backup = workplace.backups.make()
    uid = town.row(DAY, attendance=14)
    town.services.ledgers.delete(DAY, uid)
    town.row("help_visit", people=7)
    town.services.office.save_office(guideline="三线")
    found = look(workplace, backup)
    by_label = {(line.quarter, line.label): line for line in found.lines}
    assert by_label[Q1.code, "主题党日"] == PreviewLine(Q1.code, "主题党日", 1, 1, 2)
    assert by_label[Q1.code, "走访帮扶"] == PreviewLine(Q1.code, "走访帮扶", 1, 0, 1)
    assert by_label["", "单位信息"].lost == 1
    assert (found.lost, found.returning) == (4, 0)
    assert found.lost_since
    assert "4处修改就没有了" in found.sentence
    assert found.warnings == ()


def test_the_preview_of_the_state_before_a_restore_tells_what_returns(
    town: Town, workplace: Workplace
):
    backup = workplace.backups.make()
    town.row(DAY, attendance=14)
    kept = restore(workplace, backup)
    assert kept
    found = look(workplace, kept)
    assert (found.lost, found.returning) == (0, 1)
    assert found.sentence == "会带回1处现在没有的修改。"
    assert "一样，不用恢复" in look(workplace, backup).sentence


def test_a_backup_that_holds_far_less_or_lacks_a_quarter_is_warned_of(
    town: Town, workplace: Workplace
):
    backup = workplace.backups.make()
    town.services.periods.open(Q2)
    for number in range(40):
        town.row(DAY, attendance=number)
    fewer, without = look(workplace, backup).warnings
    assert "少得多" in fewer
    assert "2020年第二季度" in without


def test_a_backup_of_another_township_is_warned_of(
    town: Town, workplace: Workplace, tmp_path: Path, make_other: Callable[[], Path]
):
    assert "可能是另一个单位的" in look(workplace, make_other()).warnings[0]


@pytest.fixture
def make_other(tmp_path: Path, workplace: Workplace) -> Callable[[], Path]:
    """A backup whose log shares nothing with ours."""

    def make() -> Path:
        backup = workplace.backups.make(tmp_path / "别处.db")
        with closing(sqlite3.connect(backup)) as file, file:
            file.execute("UPDATE change SET batch = 'x' || batch")
        return backup

    return make


def test_a_present_database_that_cannot_be_read_is_no_obstacle(
    town: Town, workplace: Workplace, tmp_path: Path
):
    backup = workplace.backups.make(tmp_path / "好.db")
    bad = tmp_path / "坏.db"
    bad.write_bytes(b"not a database")
    for database in (bad, tmp_path / "没有.db"):
        found = preview(database, backup, CATALOGUE)
        assert found.present is None
        assert "不能比较" in found.sentence
    with pytest.raises(SourceRefused, match="不能恢复"):
        preview(workplace.database, bad, CATALOGUE)


def test_a_newer_backup_is_refused_before_anything_is_compared(
    town: Town, workplace: Workplace, tmp_path: Path
):
    backup = workplace.backups.make(tmp_path / "新.db")
    with closing(sqlite3.connect(backup)) as file:
        file.execute("PRAGMA user_version = 99")
    with pytest.raises(SourceRefused, match="较新版本"):
        look(workplace, backup)
    workplace.close()
    workplace.hold()
    with pytest.raises(SourceRefused, match="较新版本"):
        workplace.backups.restore(backup)


def test_a_backup_whose_copy_differs_is_not_put_in_place(
    town: Town, workplace: Workplace, monkeypatch
):
    backup = workplace.backups.make()
    workplace.close()
    before = workplace.database.read_bytes()
    monkeypatch.setattr(copying, "totals", lambda _connection: object())
    workplace.hold()
    with pytest.raises(SourceRefused, match="不是完好的"):
        workplace.backups.restore(backup)
    assert workplace.database.read_bytes() == before


def test_a_backup_that_rotted_unseen_is_noted_as_damaged_when_it_is_refused(
    town: Town, workplace: Workplace
):
    backup = workplace.backups.make()
    status = backup.stat()
    data = bytearray(backup.read_bytes())
    data[8192:12288] = bytes(4096)
    backup.write_bytes(data)
    os.utime(backup, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert [one.state for one in workplace.backups.records()] == [State.SOUND]
    with pytest.raises(SourceRefused, match="现有数据没有改动"):
        restore(workplace, backup)
    assert [one.state for one in workplace.backups.records()] == [State.DAMAGED]
    workplace.close()
    workplace.open()


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_a_folder_that_cannot_be_synced_stops_no_restore(
    town: Town, workplace: Workplace, monkeypatch: pytest.MonkeyPatch, code: int
):
    """Some file systems cannot; after the file is in place nothing may say that nothing changed."""
    town.row("theme_party_day", attendance=86)
    backup = workplace.backups.make()
    town.row("theme_party_day", attendance=14)
    original, is_on = os.fsync, [code == errno.EINVAL]
    swap = os.replace

    def fsync(handle: int) -> None:
        if is_on[0] and stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        original(handle)

    def replace(source: Path, target: Path) -> None:
        is_on[0] |= Path(target) == workplace.database
        swap(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    assert restore(workplace, backup)
    assert attendance(workplace.database) == 86
