"""A full disk: each work is refused in a sentence, all that was there stays, and it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import fill, make_room, small_disk
from sequences import Site, broken_steps, copy_as_it_is, workbook_with
from township import MIGRATIONS, Q1, ROOT

from db.connection import check_integrity
from db.upgrade import latest_version, schema_version
from desktop_app.core.errors import Refusal
from desktop_app.services.program.workplace import DATABASE_NAME, Workplace
from desktop_app.services.workbook.service import WorkbookService


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 8 MiB."""
    with small_disk(tmp_path / "盘", 8) as mounted:
        yield mounted


@pytest.fixture
def site(disk: Path) -> Iterator[Site]:
    """A township on the disk, with ten steps."""
    opened = Site(disk / "data")
    for number in range(10):
        opened.write_pair(number)
    yield opened
    opened.close()


def refused(work, *arguments: object, **options: object) -> str:
    """Do something that must be refused; return the sentence."""
    with pytest.raises(Refusal) as refusal:
        work(*arguments, **options)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_saving_is_refused_loses_nothing_and_goes_on(site: Site, disk: Path, tmp_path: Path):
    fill(disk)
    written = 10
    with pytest.raises(Refusal, match="磁盘已满"):
        for number in range(10, 5000):
            site.write_pair(number)
            written += 1
    assert set(site.rows().values()) == set(range(written))
    make_room(disk)
    site.write_pair(written)
    assert site.services.history.undo() == f"第{written}步"
    assert set(site.rows().values()) == set(range(written))
    copy = copy_as_it_is(site.place.database, tmp_path / "copy")
    assert broken_steps(copy) == []


def test_a_backup_is_refused_and_the_last_good_one_stays(site: Site, disk: Path):
    good = site.place.backups.make()
    content = good.read_bytes()
    before = sorted(path.name for path in good.parent.iterdir())
    fill(disk, leave=20_000)
    assert "空间" in refused(site.place.backups.make)
    assert good.read_bytes() == content
    assert sorted(path.name for path in good.parent.iterdir()) == before
    make_room(disk)
    check_integrity(site.place.backups.make())


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
def test_an_export_is_refused_and_the_old_report_stays(site: Site, disk: Path, ending: str):
    target = disk / f"季报{ending}"
    target.write_bytes(b"the old report")
    before = sorted(path.name for path in disk.iterdir())
    fill(disk)
    assert "空间" in refused(site.services.reports.export, Q1, target, force=True)
    assert target.read_bytes() == b"the old report"
    make_room(disk)
    assert sorted(path.name for path in disk.iterdir()) == before
    site.services.reports.export(Q1, target, force=True)
    assert len(target.read_bytes()) > 20


def test_an_import_is_refused_as_a_whole(site: Site, disk: Path, tmp_path: Path):
    workbook = workbook_with(site, tmp_path / "报表.xlsx", rows=2000)
    before = site.rows()
    fill(disk)
    assert "磁盘已满" in refused(WorkbookService(site.services).read_all, [workbook])
    assert site.rows() == before
    make_room(disk)
    WorkbookService(site.services).read_all([workbook])
    assert len(site.rows()) == len(before) + 2000


def test_an_upgrade_is_refused_and_the_old_file_stays(tmp_path: Path):
    with small_disk(tmp_path / "盘", 24) as disk:
        folder = disk / "data"
        folder.mkdir()
        database = folder / DATABASE_NAME
        shutil.copy(ROOT / "tests" / "golden" / "schema_0001.db", database)
        content = database.read_bytes()
        fill(disk, leave=40_000)
        assert "空间" in refused(Workplace(folder, MIGRATIONS).open)
        assert database.read_bytes() == content
        make_room(disk)
        place = Workplace(folder, MIGRATIONS)
        place.open()
        place.close()
        assert schema_version(database) == latest_version(MIGRATIONS)
        assert not list(folder.glob("*.upgrade*"))


def test_a_restore_is_refused_and_the_present_data_stays(site: Site, disk: Path, tmp_path: Path):
    backup = site.place.backups.make(tmp_path / "早先.db")
    site.write_pair(10)
    site.close()
    fill(disk, leave=40_000)
    site.place.hold()
    refused(site.place.backups.restore, backup)
    site.place.close()
    make_room(disk)
    again = Site(disk / "data")
    assert set(again.rows().values()) == set(range(11))
    again.close()
