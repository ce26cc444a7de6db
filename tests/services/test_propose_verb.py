"""`propose`: what the old-report reader proposes, as a script asks for it, without a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from township import ROOT

OLD = ROOT / "tests" / "golden" / "old_reports" / "02_discipline_half_year.txt"


def propose(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), "propose", str(path), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_chapters_and_slots_are_told_by_stable_keys():
    result = propose(OLD, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert set(told) == {"chapters", "slots"}
    assert told["chapters"][1] == {
        "level": 1,
        "number": "一、",
        "title": "压实责任链条，层层传导压力",
    }
    film = next(one for one in told["slots"] if one["before"].endswith("观看警示教育片"))
    assert film == {
        "chapter": "强化警示教育，筑牢思想防线",
        "before": "组织党员干部观看警示教育片",
        "text": "〇",
        "after": film["after"],
        "kind": "figure",
        "figure": "integrity.warning_films",
        "label": "观看警示教育片",
        "counter": "次",
    }
    assert {one["kind"] for one in told["slots"]} <= {"figure", "new", "name", "literal"}


def test_a_person_reads_lines_with_faults_and_a_count():
    result = propose(OLD)
    assert result.returncode == 0
    assert "【二、强化警示教育，筑牢思想防线】" in result.stdout
    assert "〔〇〕场" in result.stdout
    assert "[说明] " in result.stdout
    assert result.stdout.splitlines()[-1].startswith("共")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("旧报告.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx"),
        ("旧报告.pdf", b"%PDF-1.4", "是PDF"),
        ("旧报告.docx", b"PK\x03\x04 and nonsense", "已损坏"),
        ("旧报告.txt", b"", "没有文字"),
        ("旧报告.txt", "只有几个字".encode(), "没有读到报告的正文"),
        ("旧报告.txt", "长句子。\n".encode() * 13_000, "太长了"),
    ],
)
def test_what_is_no_old_report_is_refused_in_a_sentence(tmp_path: Path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    result = propose(path)
    assert (result.returncode, result.stdout) == (1, "")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
