"""The data folder: held by one program, recognised before anything is written, backed up."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from township import MIGRATIONS, Q1, ROOT, Town

from db.base import Unit
from db.connection import APPLICATION_ID
from db.upgrade import latest_version
from desktop_app.core.errors import DatabaseRefused, Refusal, SourceRefused, TargetRefused
from desktop_app.services import files
from desktop_app.services.files import write_file
from desktop_app.services.safekeeping import backups as backups_module
from desktop_app.services.workplace import Workplace


def test_a_second_program_is_refused_while_the_first_holds_the_folder(workplace: Workplace):
    with pytest.raises(DatabaseRefused, match="另一个党建季报程序正在使用"):
        Workplace(workplace.folder, MIGRATIONS).open()
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from desktop_app.services.workplace import Workplace\n"
        "Workplace(Path(sys.argv[2]), Path(sys.argv[3])).open()"
    )
    arguments = [sys.executable, "-c", code, str(ROOT), str(workplace.folder), str(MIGRATIONS)]
    result = subprocess.run(
        arguments, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert "DatabaseRefused" in result.stderr


def test_the_folder_is_free_again_after_closing(tmp_path: Path):
    for _ in range(2):
        place = Workplace(tmp_path, MIGRATIONS)
        place.open()
        place.close()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "是空的"),
        ("一个文本文件".encode() * 50, "不是党建季报的数据库"),
    ],
)
def test_a_file_in_the_database_s_place_is_told_and_left_alone(tmp_path: Path, content, reason):
    place = Workplace(tmp_path, MIGRATIONS)
    place.database.write_bytes(content)
    with pytest.raises(DatabaseRefused, match=reason):
        place.open()
    assert place.database.read_bytes() == content


def test_a_newer_database_is_refused_with_its_version(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 99")
    known = latest_version(MIGRATIONS)
    with pytest.raises(DatabaseRefused, match=f"数据版本99，本程序只认识到{known}"):
        place.open()


def test_a_damaged_database_is_refused(workplace: Workplace, tmp_path: Path):
    copy = workplace.backups.make(tmp_path / "a.db")
    other = Workplace(tmp_path / "另一个", MIGRATIONS)
    other.folder.mkdir()
    data = bytearray(copy.read_bytes())
    data[100:4096] = bytes(3996)
    other.database.write_bytes(data)
    with pytest.raises(DatabaseRefused, match="已损坏"):
        other.open()


def test_a_missing_database_is_never_replaced_by_an_empty_one(town: Town, workplace: Workplace):
    workplace.backups.make()
    workplace.close()
    workplace.database.unlink()
    with pytest.raises(DatabaseRefused, match="还有备份"):
        workplace.open()
    assert not workplace.database.exists()


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path):
    (tmp_path / "文件").write_text("x")
    with pytest.raises(DatabaseRefused, match="无法使用数据文件夹"):
        Workplace(tmp_path / "文件" / "里面", MIGRATIONS).open()


def test_a_backup_is_whole_and_restores_what_was(town: Town, workplace: Workplace, tmp_path: Path):
    town.row("theme_party_day", attendance=86)
    backup = workplace.backups.make(tmp_path / "我的 备份.db")
    town.row("theme_party_day", attendance=14)
    workplace.close()
    workplace.hold()
    kept = workplace.backups.restore(backup)
    workplace.close()
    workplace.open()
    assert town.value("organization.party_day_attendance") == 86
    workplace.close()
    workplace.hold()
    assert kept
    workplace.backups.restore(kept)
    workplace.close()
    workplace.open()
    assert town.value("organization.party_day_attendance") == 100


def test_what_is_no_backup_is_refused_and_nothing_changes(
    town: Town, workplace: Workplace, tmp_path: Path
):
    bad = tmp_path / "坏.db"
    bad.write_bytes(b"SQLite format 3\0 and then nonsense")
    workplace.close()
    before = workplace.database.read_bytes()
    workplace.hold()
    for path, reason in ((bad, "不能恢复"), (tmp_path / "没有.db", "找不到备份文件")):
        with pytest.raises(SourceRefused, match=reason):
            workplace.backups.restore(path)
    workplace.close()
    assert workplace.database.read_bytes() == before
    assert [path.name for path in workplace.folder.glob(".*.part")] == []


def test_a_failed_backup_leaves_the_last_good_one(
    workplace: Workplace, tmp_path: Path, monkeypatch
):
    target = workplace.backups.make(tmp_path / "备份.db")
    before = target.read_bytes()

    def full(source: Path, copy: Path) -> None:
        copy.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups_module, "copy_database", full)
    with pytest.raises(TargetRefused, match="备份没有成功"):
        workplace.backups.make(target, force=True)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_closing_with_a_backup_keeps_a_checked_copy(town: Town, workplace: Workplace):
    workplace.close(backup=True)
    newest = workplace.backups.newest()
    assert newest
    with closing(sqlite3.connect(newest)) as connection:
        assert connection.execute("SELECT count(*) FROM unit").fetchone() == (4,)


def test_backups_are_thinned_but_those_before_an_upgrade_stay(workplace: Workplace):
    workplace.backups.folder.mkdir()
    for number in range(40):
        (workplace.backups.folder / f"20200101-{number:06}.db").touch()
    (workplace.backups.folder / "20190101-000000-升级前.db").touch()
    workplace.backups.make()
    names = sorted(path.name for path in workplace.backups.folder.iterdir())
    assert len(names) == 31
    assert names[0] == "20190101-000000-升级前.db"


def test_backups_in_the_same_second_do_not_meet(workplace: Workplace):
    assert workplace.backups.make() != workplace.backups.make()


def test_an_upgrade_keeps_the_old_file_in_the_backups(tmp_path: Path):
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "数据"
    old = Workplace(folder, migrations)
    old.open()
    old.close()
    (migrations / f"{latest_version(MIGRATIONS) + 1:04}_more.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (id INTEGER)')\n"
    )
    new = Workplace(folder, migrations)
    new.open()
    new.close()
    assert [path.stem.rpartition("-")[2] for path in new.backups.folder.iterdir()] == ["升级前"]


def test_clearing_leaves_nothing_behind(town: Town, workplace: Workplace):
    town.row("theme_party_day", attendance=86)
    assert not workplace.is_empty()
    workplace.clear()
    assert workplace.is_empty()
    assert Unit.select().count() == 0
    town.services.periods.open(Q1)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch):
    target = tmp_path / "报告.pdf"
    write_file(target, b"old")
    with pytest.raises(TargetRefused, match="已经存在"):
        write_file(target, b"new")

    def broken(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", broken)
    with pytest.raises(TargetRefused, match="磁盘空间"):
        write_file(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="无法写入"):
        write_file(tmp_path / "报告.pdf", b"x")


def test_a_wal_without_its_database_is_no_reason_for_an_empty_one(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    place.database.with_name(place.database.name + "-wal").write_bytes(b"left over")
    with pytest.raises(DatabaseRefused, match="这里有过数据"):
        place.open()
    assert not place.database.exists()


def test_restoring_beside_a_left_over_wal_gives_the_backup_alone(
    town: Town, workplace: Workplace, tmp_path: Path
):
    town.row("theme_party_day", attendance=86)
    backup = workplace.backups.make(tmp_path / "好.db")
    town.row("theme_party_day", attendance=14)
    wal = workplace.database.with_name(workplace.database.name + "-wal")
    left_over = wal.read_bytes()
    workplace.close()
    workplace.database.unlink()
    wal.write_bytes(left_over)
    workplace.hold()
    workplace.backups.restore(backup)
    workplace.close()
    workplace.open()
    assert town.value("organization.party_day_attendance") == 86
    workplace.verify()


def test_a_backup_never_thins_itself_away_when_the_clock_was_set_back(workplace: Workplace):
    workplace.backups.folder.mkdir()
    for number in range(40):
        (workplace.backups.folder / f"20990101-{number:06}.db").touch()
    assert workplace.backups.make().exists()


def test_the_program_s_own_files_are_no_target_of_a_backup(workplace: Workplace):
    with pytest.raises(TargetRefused, match="程序自己的文件"):
        workplace.backups.make(workplace.database, force=True)
    workplace.verify()


def test_rows_written_while_a_backup_is_made_do_not_spoil_it(
    town: Town, workplace: Workplace, tmp_path: Path, monkeypatch
):
    copy = backups_module.copy_database

    def slow(source: Path, target: Path) -> None:
        copy(source, target)
        town.row("theme_party_day", attendance=1)

    monkeypatch.setattr(backups_module, "copy_database", slow)
    assert workplace.backups.make(tmp_path / "备份.db").exists()


def test_an_overlong_name_is_told(tmp_path: Path):
    with pytest.raises(TargetRefused, match="文件名太长"):
        write_file(tmp_path / ("长" * 200 + ".pdf"), b"x")
