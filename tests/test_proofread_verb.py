"""`proofread`: the text rules on any file, as a script asks; with data, the office's own words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from township import ROOT, Town

from desktop_app.services.checks.settings import CheckSettings
from desktop_app.services.program.workplace import Workplace

SLIPPED = "青石镇党建工作总结\n严明整治纪律，认真部署，截止3月31日开展活动12次。\n"
CLEAN = "青石镇党建工作总结\n严明政治纪律，截至3月31日开展活动12次。\n"


def proofread(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    data = ["--data-dir", str(path.parent / "数据")]
    command = [sys.executable, str(ROOT / "main.py"), "proofread", str(path), *data, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_in_any_usual_encoding_is_read(tmp_path: Path, encoding: str):
    path = tmp_path / "总结.txt"
    path.write_bytes(SLIPPED.encode(encoding))
    result = proofread(path, "--json")
    assert result.returncode == 1
    findings = json.loads(result.stdout)
    assert [one["rule"] for one in findings] == ["wording.political", "wording.until"]
    assert set(findings[0]) == {
        "rule",
        "severity",
        "message",
        "where",
        "figure",
        "excerpt",
        "repair",
    }


def test_a_word_file_and_a_clean_one(tmp_path: Path):
    document = Document()
    for line in CLEAN.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "总结.docx"))
    result = proofread(tmp_path / "总结.docx")
    assert (result.returncode, result.stdout) == (0, "校核完成：错误0条，提醒0条，建议0条。\n")


def test_where_the_office_has_data_its_own_words_hold(
    town: Town, workplace: Workplace, tmp_path: Path
):
    CheckSettings(town.services.writer).save_words(["红旗街道=青石镇"])
    path = tmp_path / "总结.txt"
    path.write_text("红旗街道党建工作总结\n完成学习。\n", "utf-8")
    told = json.loads(proofread(path, "--json", "--data-dir", str(workplace.folder)).stdout)
    assert "own.words" in [one["rule"] for one in told]
    assert proofread(path).returncode == 0
    assert not (tmp_path / "数据").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("总结.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx"),
        ("总结.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "加了密码"),
        ("总结.docx", b"PK\x03\x04 and nonsense", "已损坏"),
        ("总结.txt", b"%PDF-1.4", "是PDF"),
        ("总结.pdf", b"%PDF-1.4", "是PDF"),
        ("总结.txt", b"", "没有文字"),
        ("总结.txt", b"\xff\xfe\x00", "认不出来"),
        ("总结.txt", "长".encode() * 300_001, "太长"),
        ("没有.txt", None, "打不开"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name, content, reason):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = proofread(path)
    assert result.returncode == 1
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
