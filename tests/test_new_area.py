"""A made-up work area: one model file, one migration, one area file, one line — and all follows.

The text is the README's. A stranger's copy of the program gets these four things; template,
import, figures, report and checks are then tried through its headless verbs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT
from workbook_filling import fill

from db.upgrade import latest_version

README = (ROOT / "README.md").read_text("utf-8")
# The README's own example: path → its block of code.
EXAMPLE = dict(
    re.findall(r"^`(\S+\.py)`[^\n]*\n\n```python\n(.*?)```", README, re.DOTALL | re.MULTILINE)
)
MODEL_FILE, NUMBERED, AREA_FILE = EXAMPLE
FLOOD_MIGRATION = NUMBERED.replace("NNNN", f"{latest_version(MIGRATIONS) + 1:04}")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program with the four additions."""
    copy = tmp_path / "program"
    for folder in ("db", "desktop_app"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", copy)
    for name, text in EXAMPLE.items():
        (copy / name.replace(NUMBERED, FLOOD_MIGRATION)).write_text(text, "utf-8")
    areas = copy / "desktop_app" / "areas" / "__init__.py"
    text = areas.read_text("utf-8")
    text = text.replace("    RECTIFICATION,\n)", "    FLOOD,\n    RECTIFICATION,\n)")
    text = text.replace(
        "from desktop_app.areas.integrity",
        "from desktop_app.areas.flood import FLOOD\nfrom desktop_app.areas.integrity",
        1,
    )
    areas.write_text(text, "utf-8")
    return copy


def run(program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", *map(str, arguments), "--data-dir", "数据"]
    return subprocess.run(
        command, cwd=program, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_an_area_is_one_model_one_migration_one_file_and_one_line(program: Path):
    assert run(program, "template", "表.xlsx", "--period", "2020Q3").returncode == 0
    fill(
        program / "表.xlsx",
        填报单位=[{"单位名称": "张村"}, {"单位名称": "李村"}],
        巡堤=[
            {"填报单位": "张村", "方式": "徒步", "堤段": "东堤", "巡查": 36, "里程": 12.5},
            {"填报单位": "李村", "方式": "车巡", "巡查": 4, "里程": 30},
        ],
    )
    imported = run(program, "import", "表.xlsx")
    assert (imported.stderr, imported.returncode) == ("", 0)
    figures = {
        figure["key"]: figure
        for figure in json.loads(run(program, "figures", "2020Q3", "--json").stdout)
    }
    assert (figures["flood.walked"]["value"], figures["flood.walked"]["missing"]) == (36, ["李村"])
    assert (figures["flood.length"]["value"], figures["flood.length"]["area"]) == (42.5, "flood")
    assert run(program, "export", "2020Q3", "--to", "报告.txt").returncode == 0
    text = (program / "报告.txt").read_text("utf-8")
    assert "五、昼夜巡堤，守住防汛底线\n　　组织徒步巡堤36人次（缺1村），巡查42.5公里。" in text
    assert "六、存在问题" in text
    checked = run(program, "check", "2020Q3")
    assert "“徒步巡堤”缺1村：李村" in checked.stdout


def test_a_database_from_before_the_area_gets_its_chapter_with_the_next_quarter(program: Path):
    additions = [MODEL_FILE, FLOOD_MIGRATION, AREA_FILE]
    texts = {name: (program / name).read_text("utf-8") for name in additions}
    areas = program / "desktop_app" / "areas" / "__init__.py"
    with_flood = areas.read_text("utf-8")
    for name in additions:
        (program / name).unlink()
    shutil.copy(ROOT / "desktop_app" / "areas" / "__init__.py", areas)
    assert run(program, "demo").returncode == 0
    for name, text in texts.items():
        (program / name).write_text(text, "utf-8")
    areas.write_text(with_flood, "utf-8")
    assert run(program, "template", "表.xlsx", "--period", "2021Q1").returncode == 0
    assert run(program, "import", "表.xlsx").returncode == 0
    assert run(program, "export", "2021Q1", "--to", "报告.txt").returncode == 0
    text = (program / "报告.txt").read_text("utf-8")
    assert "、昼夜巡堤，守住防汛底线" in text
    assert text.index("昼夜巡堤") < text.index("存在问题")


def test_its_cells_are_checked_like_all_others(program: Path):
    run(program, "template", "表.xlsx", "--period", "2020Q3")
    fill(
        program / "表.xlsx",
        填报单位=[{"单位名称": "张村"}],
        巡堤=[{"填报单位": "张村", "方式": "游泳", "巡查": "多人", "里程": 1.25}],
    )
    refused = run(program, "import", "表.xlsx")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "巡堤·C3·“方式”没有“游泳”这一项，可填：徒步、车巡",
        "巡堤·E3·“巡查”应填数字，填的是“多人”，请改为数字",
        "巡堤·F3·“里程”最多保留1位小数，填的是“1.25”，请核对",
    ]


def test_it_owns_documents_and_problems_like_the_others(program: Path):
    run(program, "template", "表.xlsx", "--period", "2020Q3")
    fill(
        program / "表.xlsx",
        填报单位=[{"单位名称": "张村"}],
        文件印发=[{"工作领域": "防汛备汛", "文件标题": "关于巡堤的通知"}],
        存在问题=[{"序号": 1, "问题表现": "巡堤不勤", "工作领域": "防汛备汛"}],
    )
    imported = run(program, "import", "表.xlsx")
    assert (imported.stderr, imported.returncode) == ("", 0)
