"""Databases of every schema: what the program of that day made of them, today's makes too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT

from db import upgrade
from db.connection import check_integrity
from db.upgrade import latest_version
from desktop_app.services.program.workplace import DATABASE_NAME, Workplace
from desktop_app.services.safekeeping.condition import Kind, Unopened
from desktop_app.services.safekeeping.kinds import Kind as BackupKind
from main import main

GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = sorted(GOLDEN.glob("schema_*.db"))


@pytest.fixture(params=SCHEMAS, ids=lambda path: path.stem)
def golden(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_every_figure_of_every_quarter_is_what_it_was(golden: Path, tmp_path: Path, capsys):
    """figures_N.json: what the program of schema N itself said, by `figures --json`."""
    known = json.loads(golden.with_name(f"figures_{golden.stem[-4:]}.json").read_text("utf-8"))
    shutil.copy(golden, tmp_path / DATABASE_NAME)
    assert known
    for code, figures in known.items():
        assert main(["figures", code, "--json", "--data-dir", str(tmp_path)]) == 0
        found = {
            figure["key"]: [figure["value"], figure["source"], figure["missing"]]
            for figure in json.loads(capsys.readouterr().out)
        }
        assert {key: found[key] for key in figures} == figures, code
        assert len(figures) > 50


def test_the_file_of_before_is_among_the_backups(golden: Path, tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    shutil.copy(golden, place.database)
    is_older = place.look().kind is Kind.OLDER
    assert is_older == (upgrade.schema_version(golden) < latest_version(MIGRATIONS))
    place.open()
    place.close()
    kept = [one for one in place.backups.records() if one.kind is BackupKind.BEFORE_UPGRADE]
    assert len(kept) == is_older
    for record in kept:
        assert upgrade.schema_version(record.path) == upgrade.schema_version(golden)
        check_integrity(record.path)


def test_a_disk_without_room_is_told_before_anything_is_begun(tmp_path: Path, monkeypatch):
    place = Workplace(tmp_path, MIGRATIONS)
    shutil.copy(SCHEMAS[0], place.database)
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(upgrade.shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(Unopened, match=r"需要约\d+ MB空间，磁盘上只剩0 MB") as refusal:
        place.open()
    assert refusal.value.condition.kind is Kind.NO_ROOM
    assert {path.name for path in tmp_path.iterdir() if path.name[0] != "."} == {"党建季报.db"}
    assert place.database.read_bytes() == SCHEMAS[0].read_bytes()
    monkeypatch.undo()
    place.open()
    place.close()


def test_an_older_file_on_a_full_disk_can_still_be_read(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    shutil.copy(SCHEMAS[0], place.database)
    place.open_to_read()
    assert not place.is_empty()
    place.close()
    assert place.database.read_bytes() == SCHEMAS[0].read_bytes()
