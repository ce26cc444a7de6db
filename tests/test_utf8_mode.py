"""File names in Chinese are found under every language setting of a Linux desktop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT

from desktop_app.services.program.workplace import Workplace

PLAIN_C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.skipif(sys.platform != "linux", reason="Windows names files in UTF-16 everywhere")
def test_a_chinese_folder_is_found_where_the_language_setting_has_no_chinese(tmp_path: Path):
    place = Workplace(tmp_path / "数据", MIGRATIONS)
    place.open()
    place.close()
    run = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "verify", "--data-dir", str(place.folder)],
        env={**os.environ, **PLAIN_C},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert "数据库完好" in run.stdout.decode("utf-8")
