"""The data folder: held by one program, recognised before anything is written, backed up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from township import MIGRATIONS, Q1, ROOT, Town

from db.base import Unit
from db.upgrade import latest_version
from desktop_app.core.errors import DatabaseRefused, Refusal, TargetRefused
from desktop_app.services.files.writing import write_file
from desktop_app.services.program.workplace import Workplace


def test_a_second_program_is_refused_while_the_first_holds_the_folder(workplace: Workplace):
    with pytest.raises(DatabaseRefused, match="另一个党建季报程序正在使用"):
        Workplace(workplace.folder, MIGRATIONS).open()
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from desktop_app.services.program.workplace import Workplace\n"
        "Workplace(Path(sys.argv[2]), Path(sys.argv[3])).open()"
    )
    arguments = [sys.executable, "-c", code, str(ROOT), str(workplace.folder), str(MIGRATIONS)]
    result = subprocess.run(
        arguments, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert "Unopened" in result.stderr


def test_the_folder_is_free_again_after_closing(tmp_path: Path):
    for _ in range(2):
        place = Workplace(tmp_path, MIGRATIONS)
        place.open()
        place.close()


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path):
    (tmp_path / "文件").write_text("x")
    with pytest.raises(DatabaseRefused, match="无法使用数据文件夹"):
        Workplace(tmp_path / "文件" / "里面", MIGRATIONS).open()


def test_an_upgrade_keeps_the_old_file_in_the_backups(tmp_path: Path):
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "数据"
    old = Workplace(folder, migrations)
    old.open()
    old.close()
    (migrations / f"{latest_version(MIGRATIONS) + 1:04}_more.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (id INTEGER)')\n"
    )
    new = Workplace(folder, migrations)
    new.open()
    new.close()
    assert [path.stem.rpartition("-")[2] for path in new.backups.folder.iterdir()] == ["升级前"]


def test_clearing_leaves_nothing_behind(town: Town, workplace: Workplace):
    town.row("theme_party_day", attendance=86)
    assert not workplace.is_empty()
    workplace.clear()
    assert workplace.is_empty()
    assert Unit.select().count() == 0
    town.services.periods.open(Q1)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="无法写入"):
        write_file(tmp_path / "报告.pdf", b"x")


def test_an_overlong_name_is_told(tmp_path: Path):
    with pytest.raises(TargetRefused, match="文件名太长"):
        write_file(tmp_path / ("长" * 200 + ".pdf"), b"x")
