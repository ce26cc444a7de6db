"""A write-protected medium: never an empty database, never a crash, nothing changed on it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from disks import make_read_only, small_disk
from sequences import Site, copy_as_it_is

from desktop_app.core.errors import Refusal


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("clean", [True, False], ids=["closed", "with a -wal"])
def test_a_protected_disk_is_read_or_refused_and_stays_as_it_is(tmp_path: Path, *, clean: bool):
    with small_disk(tmp_path / "盘", 8) as disk:
        site = Site(disk / "data")
        for number in range(5):
            site.write_pair(number)
        if clean:
            site.close()
            place = disk / "data"
        else:
            place = disk / "卡住"
            copy_as_it_is(site.place.database, place)
            assert (place / f"{site.place.database.name}-wal").stat().st_size > 0
            site.close()
        before = contents(place)
        make_read_only(disk)
        with suppress(Refusal):
            opened = Site(place)
            assert set(opened.rows().values()) == set(range(5))
            with pytest.raises(Refusal):
                opened.write_pair(5)
            opened.close()
        assert contents(place) == before
        make_read_only(disk, read_only=False)
        again = Site(place)
        again.write_pair(5)
        assert set(again.rows().values()) == set(range(6))
        again.close()
