"""Two programs on one data folder: never two writers, and a dead one's lock holds nobody up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nursery import NEEDS_FORK, Nursery
from sequences import Site, workbook_with

pytestmark = NEEDS_FORK


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as opened:
        yield opened


@pytest.mark.parametrize("verb", ["import", "backup", "restore", "demo"])
def test_the_second_writes_nothing(nursery: Nursery, tmp_path: Path, verb: str):
    site = Site(tmp_path / "data")
    site.write_pair(0)
    backup = site.place.backups.make(tmp_path / "早先.db")
    workbook = workbook_with(site, tmp_path / "报表.xlsx", rows=3)
    given = {"import": [workbook], "restore": [backup]}.get(verb, [])
    site.write_pair(1)
    before = site.rows()
    life = nursery.run("verb", verb, *given, "--data-dir", tmp_path / "data")
    assert life.status == 1
    assert "正在使用" in "".join(life.lines)
    site.write_pair(2)
    assert set(site.rows().values()) == {0, 1, 2}
    assert len(site.rows()) == len(before) + 2
    site.close()


def test_the_lock_of_a_killed_program_holds_nobody_up(nursery: Nursery, tmp_path: Path):
    life = nursery.run("save", tmp_path / "data", 0, 10**6, kill_after=0.1)
    assert life.was_killed
    site = Site(tmp_path / "data")
    assert set(life.acknowledged) <= set(site.rows().values())
    site.close()
