"""Files out: whole or not at all, under the name asked for or a numbered one that is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR

import pytest
from township import Q1, Town

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files import writing as files
from desktop_app.services.files.writing import moved_sentence, write_file


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that would have been waited; nobody waits."""
    waited: list[float] = []
    monkeypatch.setattr(files.time, "sleep", waited.append)
    return waited


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A report that is there already."""
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"old")
    return path


def held(monkeypatch: pytest.MonkeyPatch, name: str, tries: int, number: int = errno.EACCES):
    """Let another program hold the file of that name for so many tries (Windows: 5 or 32)."""
    left = [tries]
    replace = Path.replace

    def guarded(self: Path, to: Path) -> Path:
        if to.name == name and left[0] > 0:
            left[0] -= 1
            raise OSError(number, "held", str(to))
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", guarded)


def test_a_file_that_is_held_for_a_moment_is_waited_for(target: Path, waits, monkeypatch):
    held(monkeypatch, target.name, 3)
    assert write_file(target, b"new", force=True) == target
    assert target.read_bytes() == b"new"
    assert len(waits) == 3


def test_one_that_stays_open_is_left_alone_and_the_new_one_gets_a_number(
    target: Path, waits, monkeypatch
):
    held(monkeypatch, target.name, 99)
    first = write_file(target, b"new", force=True, numbered=True)
    second = write_file(target, b"newer", force=True, numbered=True)
    assert [first.name, second.name] == ["报告(2).pdf", "报告(3).pdf"]
    assert [path.read_bytes() for path in (target, first, second)] == [b"old", b"new", b"newer"]
    assert sum(waits) == pytest.approx(4.0)
    assert moved_sentence(target, first) == (
        "“报告.pdf”正被其他程序打开，没有动它，新的文件另存为“报告(2).pdf”。"
    )
    assert moved_sentence(target, target) == ""
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "报告(2).pdf",
        "报告(3).pdf",
        "报告.pdf",
    ]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY])
def test_whoever_can_tell_no_other_name_refuses_it(target: Path, waits, monkeypatch, number: int):
    held(monkeypatch, target.name, 99, number)
    with pytest.raises(TargetRefused, match="打开"):
        write_file(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == ["报告.pdf"]


def test_a_full_disk_is_told_at_once_and_the_old_file_stays(target: Path, waits, monkeypatch):
    held(monkeypatch, target.name, 99, errno.ENOSPC)
    with pytest.raises(TargetRefused, match="磁盘空间不足"):
        write_file(target, b"new", force=True, numbered=True)
    assert waits == []
    assert [path.name for path in target.parent.iterdir()] == ["报告.pdf"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("moved_by", [-700, 700])
def test_what_a_crash_left_is_cleared_and_what_is_being_written_is_not(target: Path, moved_by: int):
    crashed, busy, foreign = (
        target.with_name(name) for name in (".党建季报-a.part", ".党建季报-b.part", "电影.part")
    )
    for path in (crashed, busy, foreign):
        path.write_bytes(b"half")
    for path in (crashed, foreign):
        at = path.stat().st_mtime + moved_by
        os.utime(path, (at, at))
    write_file(target, b"new", force=True)
    assert not crashed.exists()
    assert busy.exists()
    assert foreign.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sync of a folder")
def test_the_content_is_synced_before_the_name_and_the_name_after(target: Path, monkeypatch):
    events: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        events.append("folder" if S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(self: Path, to: Path) -> Path:
        events.append("move")
        return replace(self, to)

    monkeypatch.setattr(files.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_file(target, b"new", force=True)
    assert events == ["file", "move", "folder"]


def test_a_new_file_has_the_usual_rights_and_a_replaced_one_keeps_its_own(target: Path):
    target.chmod(0o640)
    write_file(target, b"new", force=True)
    fresh = write_file(target.with_name("新.pdf"), b"new")
    assert target.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert fresh.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_report_that_is_open_elsewhere_is_exported_beside_it_and_told(
    town: Town, tmp_path: Path, waits, monkeypatch
):
    target = tmp_path / "季报.txt"
    target.write_text("the one that is open", "utf-8")
    held(monkeypatch, target.name, 99)
    reports = town.services.reports
    rendered = reports.export(Q1, target, force=True)
    assert "新的文件另存为“季报(2).txt”" in reports.exported_sentence(target, rendered)
    assert target.read_text("utf-8") == "the one that is open"
    assert (tmp_path / "季报(2).txt").read_bytes() == rendered.data
