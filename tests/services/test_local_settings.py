"""What belongs to this PC: kept beside the database, never a reason not to start."""

from __future__ import annotations

from pathlib import Path

from desktop_app.services.local_settings import FILE_NAME, LocalSettings


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
