"""What belongs to this PC: kept beside the database, never a reason not to start."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_app.core.errors import TargetRefused
from desktop_app.services.program.local_settings import DAMAGED_NAME, FILE_NAME, LocalSettings


def test_what_was_set_is_read_by_the_next_start(tmp_path: Path):
    LocalSettings(tmp_path).set("第二位置", "E:/备份")
    LocalSettings(tmp_path).set("锁", 5)
    assert LocalSettings(tmp_path).get("第二位置") == "E:/备份"
    LocalSettings(tmp_path).set("第二位置", None)
    assert LocalSettings(tmp_path).get("第二位置") is None
    assert LocalSettings(tmp_path).get("锁") == 5


def test_a_damaged_file_counts_as_empty_and_is_set_aside(tmp_path: Path):
    (tmp_path / FILE_NAME).write_bytes(b"\xff\x00{")
    settings = LocalSettings(tmp_path)
    assert settings.get("锁") is None
    assert (tmp_path / FILE_NAME).with_suffix(".损坏.json").exists()
    settings.set("锁", 5)
    assert settings.get("锁") == 5


def test_what_cannot_be_read_just_now_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = LocalSettings(tmp_path)
    settings.set("锁", 5)
    read = Path.read_text

    def refuse(path: Path, *arguments: str) -> str:
        if path.name == FILE_NAME:
            raise OSError(errno.EACCES, "held by a scanner")
        return read(path, *arguments)

    with monkeypatch.context() as held:
        held.setattr(Path, "read_text", refuse)
        assert settings.get("锁") is None
        assert "没有改动它" in settings.trouble()
        with pytest.raises(TargetRefused, match="读不出来"):
            settings.set("第二位置", "E:/备份")
    assert settings.get("锁") == 5
    assert settings.trouble() == ""


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff"])
def test_a_file_that_lost_its_content_is_told_once(tmp_path: Path, content: bytes):
    (tmp_path / FILE_NAME).write_bytes(content)
    settings = LocalSettings(tmp_path)
    assert "坏了" in settings.trouble()
    assert settings.trouble() == ""
    assert (tmp_path / DAMAGED_NAME).read_bytes() == content


def test_values_that_are_set_at_the_same_time_all_stay(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: LocalSettings(tmp_path).set(f"值{n}", n), range(40)))
    assert [LocalSettings(tmp_path).get(f"值{n}") for n in range(40)] == list(range(40))
