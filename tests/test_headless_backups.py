"""Backup and restore as whoever helps a clerk does them at a console."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import main
from desktop_app.services.safekeeping.second_place import SecondPlace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A demonstration township."""
    made = tmp_path / "数据 夹"
    assert main.main(["demo", "--data-dir", str(made)]) == 0
    return made


def test_a_restore_names_the_restore_point_and_it_leads_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def call(*words: object) -> str:
        assert main.main([*map(str, words), "--data-dir", str(folder)]) == 0
        return capsys.readouterr().out

    def guideline() -> str:
        with closing(sqlite3.connect(folder / "党建季报.db")) as file:
            return file.execute("SELECT guideline FROM office").fetchone()[0]

    assert "备份完好" in call("backup", "--to", tmp_path / "早上.db")
    morning = guideline()
    with closing(sqlite3.connect(folder / "党建季报.db")) as file, file:
        file.execute("UPDATE office SET guideline = '下午改的'")
    said = call("restore", tmp_path / "早上.db")
    assert guideline() == morning
    (point,) = re.findall(r"另存为“(.+?)”", said)
    assert "恢复前" in point
    call("restore", point)
    assert guideline() == "下午改的"
    assert "数据库完好" in call("verify")


def test_a_backup_says_when_the_stick_is_not_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    SecondPlace(folder).choose(stick)
    stick.rename(tmp_path / "口袋")
    assert main.main(["backup", "--data-dir", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "已备份到" in said
    assert "-手工.db" in said
    assert "[提醒] 第二备份位置" in said
