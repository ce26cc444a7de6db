"""A power cut between two names: what takes a place is on the disk before, its name after."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT, Town

from db import upgrade
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.catalogue import State

Event = tuple[str, str]
"""("sync", name) or ("replace", new name)."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of open files: Linux only")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What is synced and what takes another's place, in that order."""
    seen: list[Event] = []
    sync, replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        seen.append(("sync", Path(f"/proc/self/fd/{handle}").readlink().name))
        sync(handle)

    def moved(source: Path, target: Path) -> None:
        seen.append(("replace", Path(target).name))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", moved)
    return seen


def test_an_upgrade_is_on_the_disk_before_it_takes_the_place(tmp_path: Path, events: list[Event]):
    database = tmp_path / "党建季报.db"
    shutil.copy(ROOT / "tests" / "golden" / "schema_0001.db", database)
    upgrade.prepare(database, MIGRATIONS, lambda: None)
    assert events == [
        ("sync", f"{database.name}.upgrade"),
        ("replace", database.name),
        ("sync", tmp_path.name),
    ]


def test_a_backup_is_on_the_disk_before_it_has_its_name(
    town: Town, workplace: Workplace, events: list[Event]
):
    made = workplace.backups.make()
    assert events[:3] == [
        ("sync", f".{made.name}.part"),
        ("replace", made.name),
        ("sync", made.parent.name),
    ]


def test_a_restore_and_what_it_replaces_are_on_the_disk(
    town: Town, workplace: Workplace, events: list[Event]
):
    backup = workplace.backups.make()
    town.row("theme_party_day", attendance=86)
    workplace.close()
    workplace.hold()
    events.clear()
    kept = workplace.backups.restore(backup)
    assert kept
    part, name = f".{workplace.database.name}.part", workplace.database.name
    place = events.index(("replace", name))
    assert events[:place].count(("sync", part)) >= 1
    before = [("sync", f".{kept.name}.part"), ("replace", kept.name), ("sync", kept.parent.name)]
    at = events.index(before[0])
    assert events[at : at + 3] == before
    assert at + 3 <= place
    assert events[place + 1] == ("sync", workplace.folder.name)
    workplace.close()


def test_a_damaged_original_is_on_the_disk_before_it_is_replaced(
    town: Town, workplace: Workplace, events: list[Event]
):
    backup = workplace.backups.make()
    workplace.close()
    workplace.database.write_bytes(workplace.database.read_bytes()[:5000] + bytes(3000))
    wal = workplace.database.with_name(f"{workplace.database.name}-wal")
    wal.write_bytes(b"left over")
    workplace.hold()
    events.clear()
    kept = workplace.backups.restore(backup)
    assert kept
    assert {one.path: one.state for one in workplace.backups.records()}[kept] is State.DAMAGED
    place = events.index(("replace", workplace.database.name))
    for name in (kept.name, f"{kept.name}-wal", kept.parent.name):
        assert ("sync", name) in events[:place]
    workplace.close()
