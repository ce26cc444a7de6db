"""`main.py diagnose`: a package for the helper, from data in any state, opened by nobody."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

import main


def test_the_verb_writes_the_package_and_leaves_the_folder_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder, target = tmp_path / "数据", tmp_path / "诊断包.zip"
    assert main.main(["demo", "--data-dir", str(folder)]) == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main.main(["diagnose", "--to", str(target), "--data-dir", str(folder)]) == 0
    assert "没有填写的内容" in capsys.readouterr().out
    with ZipFile(target) as package:
        facts = package.read("情况.txt").decode()
    assert "数据文件：完好" in facts
    assert "theme_party_day：" in facts
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert main.main(["diagnose", "--to", str(target), "--data-dir", str(folder)]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_it_works_where_there_is_no_data(tmp_path: Path):
    target = tmp_path / "诊断包.zip"
    assert main.main(["diagnose", "--to", str(target), "--data-dir", str(tmp_path / "没有")]) == 0
    with ZipFile(target) as package:
        assert "【检查结果】" in package.read("情况.txt").decode()
    assert not (tmp_path / "没有").exists()
