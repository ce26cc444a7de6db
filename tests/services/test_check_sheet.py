"""校核单: findings by gravity, what was explained and what may stay, in every format."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2
import pytest
from township import Q1, Q2, ROOT, Town

from desktop_app.core.errors import TargetRefused
from desktop_app.services.checks.settings import CheckSettings
from desktop_app.services.checks.sheet import CheckSheets

AT = datetime(2020, 4, 2, 9, 30)


@pytest.fixture
def sheets(town: Town) -> CheckSheets:
    town.row("theme_party_day", attendance=5, oath_attendance=6)
    undated = next(one for one in town.services.checks.findings(Q1) if one.rule == "text.undated")
    CheckSettings(town.services.writer).ignore(Q1, undated, "等县里定日子")
    return CheckSheets(town.services.checks, town.services.reports, "王芳")


def text_of(sheets: CheckSheets, town: Town) -> str:
    return town.services.reports.render(sheets.document(Q1, AT), ".txt").data.decode()


def test_it_says_what_was_checked_when_by_whom_and_how_it_stands(sheets: CheckSheets, town: Town):
    text = text_of(sheets, town)
    assert "校核单" in text
    assert "数据截止日：2020年3月31日" in text
    assert "2020年4月2日09:30，操作人王芳" in text
    assert "“宣誓”6大于“参加”5" in text.partition("提醒（")[0]
    assert "等县里定日子" in text.partition("经核对不再提示的意见")[2]


def test_totals_that_lack_the_same_units_are_one_line(sheets: CheckSheets, town: Town):
    partial = [one for one in town.services.checks.findings(Q1) if one.rule == "arithmetic.partial"]
    assert len(partial) > 1
    assert text_of(sheets, town).count(partial[0].message.partition("缺")[2]) == 1


def test_a_jump_that_was_explained_stands_with_its_note(sheets: CheckSheets, town: Town):
    for unit in ("李村", "河湾社区"):
        town.row("theme_party_day", unit=unit, attendance=5)
    town.services.periods.open(Q2)
    later = Town(town.services, Q2)
    for unit in ("张村", "李村", "河湾社区"):
        later.row("theme_party_day", unit=unit, attendance=50)
    key = "organization.party_day_attendance"
    found = next(one for one in town.services.checks.findings(Q2) if one.figure == key)
    CheckSettings(town.services.writer).explain(Q2, found, "七一前集中开展")
    text = town.services.reports.render(sheets.document(Q2, AT), ".txt").data.decode()
    assert "为150人次，上期是15人次，增加900%\t七一前集中开展" in text


def test_pdf_and_word_hold_the_same_and_a_page_or_two(sheets: CheckSheets, tmp_path: Path):
    rendered = sheets.export(Q1, tmp_path / "校核单.pdf", AT)
    assert rendered.pages in (1, 2)
    document = pypdfium2.PdfDocument(rendered.data)
    assert "校核单" in "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    word = docx.Document(io.BytesIO(sheets.export(Q1, tmp_path / "校核单.docx", AT).data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "等县里定日子" in cells
    with pytest.raises(TargetRefused):
        sheets.export(Q1, tmp_path / "校核单.pdf", AT)


def test_the_verb_writes_it_beside_its_findings(tmp_path: Path):
    def main(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "main.py"), *arguments, "--data-dir", str(tmp_path)]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    assert main("demo").returncode == 0
    target = tmp_path / "校核单.pdf"
    result = main("check", "2020Q1", "--json", "--to", str(target))
    assert result.returncode == 0
    assert json.loads(result.stdout)
    assert "校核单已导出" in result.stderr
    assert target.read_bytes().startswith(b"%PDF")
    again = main("check", "2020Q1", "--to", str(target))
    assert again.returncode == 1
    assert main("check", "2020Q1", "--to", str(target), "--force").returncode == 0
