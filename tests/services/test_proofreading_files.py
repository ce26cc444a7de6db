"""Proofreading a file: by the office's own words and rules where its data lie, alone elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT, Town

from desktop_app.services.checks.proofreading import OWN_FOLDER, proofread_at, proofread_file
from desktop_app.services.checks.settings import CheckSettings
from desktop_app.services.program.workplace import DATABASE_NAME, Workplace

RULES = ROOT / "resources" / "checks"
COUNTY = (
    '[[rule]]\nid = "county.phrase"\nseverity = "hint"\npattern = "六个亮点"\n'
    'message = "县里不提"\nsource = "县委办"\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text("红旗街道党建工作总结\n打造六个亮点，完成布署。\n" + "学习。" * 200, "utf-8")
    return path


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rules_at(folder: Path, file: Path) -> tuple[list[str], str]:
    found, note = proofread_at(Workplace(folder, MIGRATIONS), file, RULES)
    return [one.rule for one in found], note


@pytest.mark.parametrize("is_open", [True, False], ids=["the window is open", "closed"])
def test_what_the_office_decided_reaches_a_file(
    town: Town, workplace: Workplace, file: Path, *, is_open: bool
):
    settings = CheckSettings(town.services.writer)
    settings.save_words(["红旗街道=青石镇"])
    settings.switch("terms.misspelt", "错别字", on=False)
    settings.save_limit("longest", "600")
    folder = workplace.folder
    (folder / OWN_FOLDER).mkdir()
    (folder / OWN_FOLDER / "县里.toml").write_text(COUNTY, "utf-8")
    if not is_open:
        workplace.close()
    before = snapshot(folder)
    rules, note = rules_at(folder, file)
    assert note == ""
    assert {"own.words", "county.phrase", "structure.length"} <= set(rules)
    assert "terms.misspelt" not in rules
    assert snapshot(folder) == before


def test_without_data_it_is_as_the_program_comes_and_no_folder_is_made(tmp_path: Path, file: Path):
    folder = tmp_path / "没有数据"
    rules, note = rules_at(folder, file)
    assert rules == [one.rule for one in proofread_file(file, RULES)]
    assert "terms.misspelt" in rules
    assert note == ""
    assert not folder.exists()


def test_data_that_cannot_be_read_do_not_stop_it(tmp_path: Path, file: Path):
    folder = tmp_path / "坏了"
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(b"no database" * 1000)
    rules, note = rules_at(folder, file)
    assert "terms.misspelt" in rules
    assert "没有用本单位的用词" in note
