"""A clock that jumps: nothing is lost, nothing collides, quarters come from the data."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from sequences import Site
from township import Q1

from db.connection import check_integrity

JUMPS = [
    datetime(2026, 11, 23, 9),
    datetime(1970, 1, 1, 8),
    datetime(2099, 12, 31, 23, 59, 59),
    datetime(2020, 2, 29, 12),
    datetime(2020, 2, 29, 12),
    datetime(2019, 12, 31, 23, 59, 59),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    opened = Site(tmp_path / "data")
    yield opened
    opened.close()


def test_steps_stay_in_the_order_in_which_they_were_done(site: Site):
    for number, day in enumerate(JUMPS):
        with time_machine.travel(day, tick=False):
            site.write_pair(number)
    undone = [site.services.history.undo() for _ in JUMPS]
    assert undone == [f"第{number}步" for number in reversed(range(len(JUMPS)))]
    assert [site.services.history.redo() for _ in JUMPS] == undone[::-1]
    assert set(site.rows().values()) == set(range(len(JUMPS)))


def test_each_backup_has_a_name_of_its_own_and_stays(site: Site):
    made: list[Path] = []
    for number, day in enumerate(JUMPS * 2):
        with time_machine.travel(day, tick=False):
            site.write_pair(number)
            before = set(site.place.backups.folder.glob("*.db"))
            made.append(site.place.backups.make())
            assert made[-1] not in before
            check_integrity(made[-1])
    assert made[-1].exists()
    assert sum(path.exists() for path in set(made)) >= len(JUMPS)


@pytest.mark.parametrize("day", JUMPS)
def test_the_quarter_comes_from_the_data(site: Site, tmp_path: Path, day: datetime):
    site.write_pair(1)
    with time_machine.travel(day, tick=False):
        figures = site.services.figures.figures(Q1)
        assert figures["organization.party_days"].value == 2
        assert [period.code for period in site.services.periods.all()] == [Q1.code]
        site.services.reports.export(Q1, tmp_path / "季报.txt")
    assert "2020" in (tmp_path / "季报.txt").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset")
def test_a_change_of_the_time_zone_changes_no_day(site: Site, monkeypatch: pytest.MonkeyPatch):
    record, _ = site.services.ledgers.save(
        "theme_party_day", Q1, {"times": 1, "date": "2020-03-31"}, unit="张村"
    )
    for zone in ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            (row,) = site.services.ledgers.rows("theme_party_day", Q1)
            assert row.values["date"] == record.values["date"]
            assert str(row.values["date"]) == "2020-03-31"
        finally:
            os.environ.pop("TZ")
            time.tzset()
