"""The second place: caught up when it is there, told when it is not, foreign files left alone."""

from __future__ import annotations

import errno
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from township import Town

from desktop_app.core.errors import TargetRefused
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping import second_place
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.kinds import Kind

DAY = "theme_party_day"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with somebody's holiday pictures."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    (folder / "照片.jpg").write_bytes(b"picture")
    return folder


@pytest.fixture
def backups(town: Town, workplace: Workplace, stick: Path) -> BackupFolder:
    """Backups of the township, with the stick as the second place."""
    made = BackupFolder(workplace.database)
    assert made.second.choose(stick)
    return made


def names(folder: Path | None) -> set[str]:
    assert folder
    return {path.name for path in folder.iterdir()}


def test_every_backup_is_copied_there_byte_by_byte(backups: BackupFolder, stick: Path):
    made = backups.make()
    copy = stick / "党建季报备份" / made.name
    assert copy.read_bytes() == made.read_bytes()
    state = backups.second.state()
    assert (state.trouble, state.is_same_disk) == ("", True)
    assert state.complete_at
    assert (stick / "照片.jpg").read_bytes() == b"picture"


def test_an_absent_stick_is_told_and_caught_up_when_it_returns(
    backups: BackupFolder, stick: Path, tmp_path: Path
):
    backups.make()
    away = stick.rename(tmp_path / "口袋")
    kept = [backups.make(), backups.make(kind=Kind.BY_HAND)]
    assert "可能U盘没有插上" in backups.second.state().trouble
    away.rename(stick)
    assert backups.make_if_changed(Kind.EXIT) is None
    assert backups.second.state().trouble == ""
    assert {path.name for path in kept} <= names(backups.second.folder)


def test_another_stick_under_the_same_letter_is_recognised(
    backups: BackupFolder, stick: Path, tmp_path: Path
):
    stick.rename(tmp_path / "口袋")
    (stick / "党建季报备份").mkdir(parents=True)
    backups.make()
    assert "可能插的是另一个U盘" in backups.second.state().trouble
    assert names(stick / "党建季报备份") == set()


def test_the_place_of_another_township_on_the_same_stick_is_left_alone(
    backups: BackupFolder, stick: Path, tmp_path: Path
):
    (tmp_path / "另一个").mkdir()
    other = second_place.SecondPlace(tmp_path / "另一个")
    assert other.choose(stick) == stick / "党建季报备份2"
    assert other.choose(stick / "党建季报备份2") == stick / "党建季报备份2"
    assert backups.second.choose(stick) == stick / "党建季报备份"


def test_a_full_stick_keeps_no_half_file_and_is_told(
    backups: BackupFolder, stick: Path, monkeypatch
):
    backups.make()
    before = names(backups.second.folder)

    def full(source: object, target: object) -> None:
        target.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(second_place.shutil, "copyfileobj", full)
    assert backups.make().exists()
    state = backups.catch_up()
    assert "磁盘空间不足" in state.trouble
    assert "还缺1份备份" in state.trouble
    assert names(backups.second.folder) == before


def test_a_stick_that_keeps_something_else_than_it_was_given_is_told(
    backups: BackupFolder, monkeypatch
):
    def lie(source: object, target: object) -> None:
        target.write(bytes(4096))

    monkeypatch.setattr(second_place.shutil, "copyfileobj", lie)
    backups.make()
    assert "磁盘读写出错" in backups.catch_up().trouble


def test_a_copy_that_was_cut_short_is_made_again(backups: BackupFolder):
    made = backups.make()
    folder = backups.second.folder
    assert folder
    (folder / made.name).write_bytes(b"short")
    (folder / f".{made.name}.part").write_bytes(b"left over")
    backups.catch_up()
    assert (folder / made.name).read_bytes() == made.read_bytes()
    assert not list(folder.glob(".*.part"))


def test_it_is_thinned_by_the_same_rule_and_foreign_files_stay(
    town: Town, workplace: Workplace, stick: Path
):
    start = datetime(2020, 4, 1, 9)
    now = [start]
    backups = BackupFolder(workplace.database, clock=lambda: now[0])
    folder = backups.second.choose(stick)
    assert folder
    foreign = {"20200401-090000-日常 - 副本.db", "村里的.db", "20200401-090000-日常.db.bak"}
    for name in foreign:
        (folder / name).write_bytes(b"theirs")
    for day in range(20):
        now[0] = start + timedelta(days=day)
        backups.make()
    assert foreign <= names(folder)
    ours = {record.path.name for record in backups.records()}
    assert len(ours) < 20
    assert names(folder) == ours | foreign | {second_place.MARK_NAME}


def test_what_the_stick_alone_still_has_is_not_lost_with_a_new_pc(
    backups: BackupFolder, tmp_path: Path
):
    made = backups.make()
    folder = backups.second.folder
    shutil.rmtree(backups.folder)
    backups.make()
    assert folder
    assert made.name in names(folder)


def test_a_folder_within_the_data_is_no_second_place(town: Town, workplace: Workplace):
    with pytest.raises(TargetRefused, match="数据文件夹里"):
        workplace.backups.second.choose(workplace.backups.folder)


def test_without_a_second_place_nothing_is_said(town: Town, workplace: Workplace, stick: Path):
    backups = BackupFolder(workplace.database)
    assert backups.second.state().folder is None
    backups.second.choose(stick)
    backups.second.choose(None)
    backups.make()
    assert backups.second.state().folder is None
    assert names(stick) == {"照片.jpg", "党建季报备份"}


def test_a_copy_that_rotted_there_is_found_by_a_check_and_made_again(backups: BackupFolder):
    made = backups.make()
    copy = folder_of(backups) / made.name
    data = bytearray(copy.read_bytes())
    data[5000] ^= 1
    copy.write_bytes(data)
    backups.catch_up()
    assert copy.read_bytes() != made.read_bytes()  # its size alone is looked at every hour
    state = backups.check_second()
    assert (state.renewed, state.trouble) == (1, "")
    assert copy.read_bytes() == made.read_bytes()
    assert backups.check_second().renewed == 0


def test_one_that_rotted_and_lies_there_alone_is_told(backups: BackupFolder):
    made = backups.make()
    copy = folder_of(backups) / made.name
    copy.write_bytes(copy.read_bytes()[:-5000])
    made.unlink()
    assert "1份备份已损坏" in backups.check_second().trouble


def test_a_place_that_is_chosen_meanwhile_is_not_complete_at_once(
    backups: BackupFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "移动硬盘"
    other.mkdir()
    copy = second_place._copy

    def slow(source: Path, target: Path) -> None:
        copy(source, target)
        if not target.is_relative_to(other):
            backups.second.choose(other)

    monkeypatch.setattr(second_place, "_copy", slow)
    backups.make()
    state = backups.second.state()
    assert state.folder == other / "党建季报备份"
    assert state.complete_at is None
    backups.catch_up()
    assert backups.second.state().complete_at


def test_a_mount_point_without_its_stick_is_not_taken_for_another_stick(
    backups: BackupFolder, stick: Path, tmp_path: Path
):
    backups.make()
    stick.rename(tmp_path / "口袋")
    stick.mkdir()
    trouble = backups.second.state().trouble
    assert "可能U盘没有插上" in trouble
    assert "另一个" not in trouble
    (stick / "别人的照片.jpg").write_bytes(b"picture")
    assert "可能插的是另一个U盘" in backups.second.state().trouble


def folder_of(backups: BackupFolder) -> Path:
    folder = backups.second.folder
    assert folder
    return folder
