"""SIGKILL at random moments: what was acknowledged is there, nothing is there by halves."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nursery import NEEDS_FORK, Life, Nursery, tell
from sequences import (
    LEDGER,
    Site,
    broken_steps,
    copy_as_it_is,
    pairs_in,
    state_after,
    workbook_with,
)
from township import MIGRATIONS, Q1, ROOT

from db.connection import check_integrity, count_rows
from db.upgrade import latest_version, schema_version
from desktop_app.services.program.workplace import DATABASE_NAME

pytestmark = NEEDS_FORK
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all kills of the module: it loads the program once."""
    with Nursery() as opened:
        yield opened


def faults_of(life: Life) -> list[str]:
    """Return the tracebacks that a child got out."""
    return [line for line in life.lines if "Traceback" in line or line.startswith("FAULT")]


def kill_saves(nursery: Nursery, folder: Path, *, kills: int, commits: int, seed: int) -> int:
    """Kill a saving program so often and until so many commits; return the acknowledged ones."""
    Site(folder / "data").close()
    database = folder / "data" / DATABASE_NAME
    luck = random.Random(seed)
    acknowledged: set[int] = set()
    killed = following = 0
    lived = 0.5
    while killed < kills or len(acknowledged) < commits:
        assert killed < 3 * kills, "the kills come too early to reach the commits"
        pace = (len(acknowledged) + 100) / lived
        share = (commits - len(acknowledged)) / max(1, kills - killed)
        life_time = luck.uniform(0, max(0.02, 2.2 * share / pace))
        life = nursery.run("save", folder / "data", following, 10**6, kill_after=life_time)
        assert faults_of(life) == []
        assert life.was_killed
        killed += 1
        lived += life_time
        acknowledged |= set(life.acknowledged)
        copy = copy_as_it_is(database, folder / "copy")
        assert broken_steps(copy) == []
        held = pairs_in(copy)
        assert acknowledged - held == set(), f"lost after kill {killed}"
        assert len(held - acknowledged) <= killed  # committed, but killed before it said so
        following = max(held, default=-1) + 1
    site = Site(folder / "data")
    assert set(site.rows().values()) == held
    site.close()
    tell(f"{len(acknowledged)} acknowledged commits under {killed} kills: none lost, none halved")
    return len(acknowledged)


def test_no_saved_step_is_lost_or_halved(nursery: Nursery, tmp_path: Path):
    assert kill_saves(nursery, tmp_path, kills=12, commits=300, seed=1) >= 300


@pytest.mark.long
def test_25_000_commits_under_200_kills(nursery: Nursery, tmp_path: Path):
    assert kill_saves(nursery, tmp_path, kills=200, commits=25_000, seed=2) >= 25_000


def kill_play(nursery: Nursery, folder: Path, *, kills: int, seed: int, longest: float) -> None:
    """Kill a program that types, deletes, undoes and redoes; compare with the plain model."""
    luck = random.Random(seed)
    done = 0
    for _ in range(kills):
        life = nursery.run("play", folder, seed, done, 10**6, kill_after=luck.uniform(0, longest))
        assert faults_of(life) == []
        done = max([done, *(number + 1 for number in life.acknowledged)])
        site = Site(folder)
        rows = site.rows()
        site.close()
        if rows == state_after(seed, done + 1).rows != state_after(seed, done).rows:
            done += 1  # committed, but killed before it said so
        assert rows == state_after(seed, done).rows
    tell(f"{done} actions under {kills} kills stand as the model says")


def test_undo_and_redo_survive_kills(nursery: Nursery, tmp_path: Path):
    kill_play(nursery, tmp_path, kills=6, seed=3, longest=0.15)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 20))
def test_undo_and_redo_survive_many_kills(nursery: Nursery, tmp_path: Path, seed: int):
    kill_play(nursery, tmp_path, kills=20, seed=seed, longest=0.6)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A closed data folder with forty steps."""
    site = Site(tmp_path / "data")
    with site.services.writer.step("四十步"):
        for number in range(40):
            site.write_pair(number)
    site.close()
    return tmp_path / "data"


def kill_import(nursery: Nursery, data: Path, *, rows: int, kills: int, seed: int) -> None:
    """Kill imports of a workbook; each leaves all of its rows or none."""
    site = Site(data)
    workbook = workbook_with(site, data.parent / "报表.xlsx", rows)
    site.close()
    whole = data.parent / "try"
    shutil.copytree(data, whole)
    longest = seconds_of(nursery, "verb", "--data-dir", whole, "import", workbook)
    luck = random.Random(seed)
    outcomes = []
    for _ in range(kills):
        shutil.rmtree(whole)
        shutil.copytree(data, whole)
        life = nursery.run(
            "verb", "--data-dir", whole, "import", workbook, kill_after=luck.uniform(0, longest)
        )
        assert faults_of(life) == []
        database = copy_as_it_is(whole / DATABASE_NAME, data.parent / "copy")
        check_integrity(database)
        with closing(sqlite3.connect(database)) as connection:
            (found,) = connection.execute(
                f"SELECT count(*) FROM {LEDGER} WHERE attendance = 1000000"
            ).fetchone()
            (logged,) = connection.execute(
                "SELECT count(*) FROM change WHERE after LIKE '%\"attendance\": 1000000%'"
                " OR after LIKE '%\"attendance\":1000000%'"
            ).fetchone()
        assert (found, logged) in [(0, 0), (rows, rows)]
        outcomes.append(found)
    tell(f"imports killed: {outcomes.count(0)} left nothing, {outcomes.count(rows)} left all")


def seconds_of(nursery: Nursery, job: str, *arguments: object) -> float:
    """Do a job to its end and return how long it took, with a little more."""
    from time import perf_counter  # noqa: PLC0415 - only how wide the kills are spread

    start = perf_counter()
    life = nursery.run(job, *arguments)
    assert (life.status, faults_of(life)) == (0, [])
    return (perf_counter() - start) * 1.1


def test_an_import_is_all_or_nothing(nursery: Nursery, data: Path):
    kill_import(nursery, data, rows=300, kills=5, seed=4)


@pytest.mark.long
def test_an_import_of_50_000_rows_is_all_or_nothing(nursery: Nursery, data: Path):
    kill_import(nursery, data, rows=50_000, kills=12, seed=5)


def kill_upgrade(nursery: Nursery, folder: Path, golden: Path, *, kills: int, seed: int) -> None:
    """Kill upgrades; the file has the old schema or the new one, and opens the next time."""
    place = folder / "data"

    def fresh() -> Path:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        return Path(shutil.copy(golden, place / DATABASE_NAME))

    rows = count_rows(fresh())
    longest = seconds_of(nursery, "verb", "--data-dir", place, "verify")
    luck = random.Random(seed)
    versions = []
    for _ in range(kills):
        database = fresh()
        nursery.run("verb", "--data-dir", place, "verify", kill_after=luck.uniform(0, longest))
        versions.append(schema_version(database))
        assert versions[-1] in (schema_version(golden), latest_version(MIGRATIONS))
        check_integrity(copy_as_it_is(database, folder / "copy"))
        life = nursery.run("verb", "--data-dir", place, "verify")
        assert life.status == 0, life.lines
        after = count_rows(database)
        assert {table: after[table] for table in rows if table != "schema_migration"} == {
            table: number for table, number in rows.items() if table != "schema_migration"
        }
        assert not list(place.glob("*.upgrade*"))
    tell(f"upgrades killed: schema afterwards {versions}")


def test_an_upgrade_leaves_the_old_schema_or_the_new(nursery: Nursery, tmp_path: Path):
    kill_upgrade(nursery, tmp_path, GOLDEN / "schema_0001.db", kills=5, seed=6)


@pytest.mark.long
@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("schema_*.db")), ids=lambda path: path.stem)
def test_upgrades_of_every_schema_under_many_kills(nursery: Nursery, tmp_path: Path, golden: Path):
    kill_upgrade(nursery, tmp_path, golden, kills=40, seed=7)


def kill_backup(nursery: Nursery, data: Path, *, kills: int, seed: int) -> None:
    """Kill backups; whatever has a backup's name is whole, and left-overs do not pile up."""
    longest = seconds_of(nursery, "verb", "--data-dir", data, "backup")
    rows = count_rows(data / DATABASE_NAME)
    luck = random.Random(seed)
    for _ in range(kills):
        nursery.run("verb", "--data-dir", data, "backup", kill_after=luck.uniform(0, longest))
        for backup in (data / "备份").glob("*.db"):
            check_integrity(backup)
            assert count_rows(backup) == rows
    assert nursery.run("verb", "--data-dir", data, "backup").status == 0
    litter = [path for path in data.rglob("*") if path.name.endswith((".part", "-journal"))]
    assert len(litter) <= 2, litter
    tell(f"{len(list((data / '备份').glob('*.db')))} backups after {kills} kills, each whole")


def test_a_backup_is_whole_or_not_there(nursery: Nursery, data: Path):
    kill_backup(nursery, data, kills=6, seed=8)


@pytest.mark.long
def test_backups_under_many_kills(nursery: Nursery, data: Path):
    kill_backup(nursery, data, kills=60, seed=9)


def kill_restore(nursery: Nursery, data: Path, *, kills: int, seed: int) -> None:
    """Kill restores; the database holds what it held or what the backup held."""
    backup = data.parent / "早先.db"
    assert nursery.run("verb", "--data-dir", data, "backup", "--to", backup).status == 0
    site = Site(data)
    for number in range(40, 45):
        site.write_pair(number)
    site.close()
    now, then = set(range(45)), set(range(40))
    place = data.parent / "try"
    shutil.copytree(data, place)
    longest = seconds_of(nursery, "verb", "--data-dir", place, "restore", backup)
    luck = random.Random(seed)
    outcomes = []
    for _ in range(kills):
        shutil.rmtree(place)
        shutil.copytree(data, place)
        nursery.run(
            "verb", "--data-dir", place, "restore", backup, kill_after=luck.uniform(0, longest)
        )
        site = Site(place)
        found = set(site.rows().values())
        site.close()
        assert broken_steps(copy_as_it_is(place / DATABASE_NAME, data.parent / "copy")) == []
        assert found in (now, then)
        outcomes.append(found == now)
        # A half of the notes goes with the first file that is written there ten minutes later.
        assert not list(place.glob(f".{DATABASE_NAME}.part*"))
    tell(f"restores killed: {outcomes.count(True)} as before, {outcomes.count(False)} restored")


def test_a_restore_is_done_or_not_begun(nursery: Nursery, data: Path):
    kill_restore(nursery, data, kills=5, seed=10)


@pytest.mark.long
def test_restores_under_many_kills(nursery: Nursery, data: Path):
    kill_restore(nursery, data, kills=60, seed=11)


def kill_export(nursery: Nursery, data: Path, ending: str, *, kills: int, seed: int) -> None:
    """Kill exports over an old report; its name always holds a whole file."""
    target = data.parent / "报告" / f"季报{ending}"
    target.parent.mkdir()
    export = ("verb", "--data-dir", data, "export", Q1.code, "--to", target, "--force")
    longest = seconds_of(nursery, *export)
    new, old = target.read_bytes(), b"the old report"
    luck = random.Random(seed)
    replaced = 0
    for _ in range(kills):
        target.write_bytes(old)
        nursery.run(*export, kill_after=luck.uniform(0, longest))
        found = target.read_bytes()
        assert found in (old, new)
        replaced += found == new
    for part in target.parent.glob(".*.part"):
        os.utime(part, (0, 0))  # as the next day
    assert nursery.run(*export).status == 0
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    tell(f"exports to {ending} killed: {replaced} of {kills} had been replaced, none torn")


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
def test_a_report_is_never_torn(nursery: Nursery, data: Path, ending: str):
    kill_export(nursery, data, ending, kills=4, seed=12)


@pytest.mark.long
@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
def test_reports_under_many_kills(nursery: Nursery, data: Path, ending: str):
    kill_export(nursery, data, ending, kills=60, seed=13)
