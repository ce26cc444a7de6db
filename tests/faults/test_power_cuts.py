"""Simulated power cuts over the program's own statements, set as its own connection is set."""

from __future__ import annotations

import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from nursery import tell
from sequences import Site, broken_steps, pairs_in

from db.connection import Mode
from desktop_app.services.program.workplace import DATABASE_NAME

pytest.importorskip("apsw", reason="the recording file layer comes with the dev extra")
from power import Disk, clear, pragmas_of, record, statements_of

STEPS = 300
"""Enough for several checkpoints, the moments at which the database itself is written."""


def careful() -> dict[str, object]:
    """Return how the program sets a connection where WAL cannot be had."""
    return {name: Mode.CAREFUL.value[name] for name in ("journal_mode", "synchronous")}


@dataclass(frozen=True)
class Work:
    """What the program did: the file before, how its connection was set, statements by step."""

    before: Path
    pragmas: dict[str, object]
    steps: list[list[str]]


@dataclass
class Outcome:
    """How many cuts lost an acknowledged step, and how many left a damaged or halved file."""

    cuts: int = 0
    lost: int = 0
    damaged: int = 0


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Three hundred steps, written through the services, statement by statement."""
    folder = tmp_path_factory.mktemp("power")
    Site(folder / "data").close()
    before = Path(shutil.copy(folder / "data" / DATABASE_NAME, folder / "before.db"))
    site = Site(folder / "data")
    connection: sqlite3.Connection = site.place.store.database.connection()
    steps = []
    for number in range(STEPS):
        with statements_of(connection) as statements:
            site.write_pair(number)
        steps.append(statements)
    pragmas = pragmas_of(connection)
    site.close()
    return Work(before, pragmas, steps)


def cut_power(work: Work, folder: Path, *, cuts: int, seed: int, **pragmas: object) -> Outcome:
    """Cut the power at so many moments of the work and look at what is left after each.

    Half of them are anywhere, half right after the user was told that a step is saved.
    """
    database = Path(shutil.copy(work.before, folder / DATABASE_NAME))
    events = record(database, work.pragmas | pragmas, work.steps)
    luck = random.Random(seed)
    told = [at + 1 for at, event in enumerate(events) if event.kind == "ack"]
    moments = sorted(luck.sample(range(len(events)), cuts // 2) + luck.sample(told, cuts // 2))
    disk = Disk({DATABASE_NAME: work.before.read_bytes()})
    left = folder / "left"
    left.mkdir()
    outcome, seen = Outcome(), 0
    for moment in moments:
        for event in events[seen:moment]:
            disk.see(event)
        seen = moment
        clear(left)
        disk.cut(luck, left)
        outcome.cuts += 1
        try:
            wrong = broken_steps(left / DATABASE_NAME)
            held = pairs_in(left / DATABASE_NAME)
        except sqlite3.DatabaseError:
            outcome.damaged += 1
            continue
        outcome.damaged += bool(wrong)
        outcome.lost += not disk.acknowledged <= held
    tell(f"{work.pragmas | pragmas}: {outcome}")
    return outcome


def test_the_program_s_own_connection_is_what_is_tried(work: Work):
    assert (work.pragmas["journal_mode"], work.pragmas["synchronous"]) == ("wal", 2)
    assert careful() == {"journal_mode": "delete", "synchronous": "extra"}
    assert all(any(text.startswith("COMMIT") for text in step) for step in work.steps)
    assert all(sum("INSERT INTO" in text for text in step) == 4 for step in work.steps)


def test_no_cut_loses_or_halves_what_was_acknowledged(work: Work, tmp_path: Path):
    assert cut_power(work, tmp_path, cuts=40, seed=1) == Outcome(40, lost=0, damaged=0)


def test_where_wal_cannot_be_had_no_cut_loses_anything_either(work: Work, tmp_path: Path):
    """On network shares the program falls back to a rollback journal with EXTRA."""
    outcome = cut_power(work, tmp_path, cuts=40, seed=2, **careful())
    assert outcome == Outcome(40, lost=0, damaged=0)


@pytest.mark.parametrize("synchronous", [1, 0])
def test_the_simulator_can_fail(work: Work, tmp_path: Path, synchronous: int):
    """With NORMAL and OFF, which the program does not use, the same cuts lose work."""
    outcome = cut_power(work, tmp_path, cuts=40, seed=3, synchronous=synchronous)
    assert outcome.lost + outcome.damaged > 10
    assert outcome.damaged == 0 or synchronous == 0


def test_the_simulator_sees_what_a_folder_that_is_not_synced_costs(work: Work, tmp_path: Path):
    """A rollback journal with FULL may come back after a cut: hence EXTRA."""
    outcome = cut_power(work, tmp_path, cuts=40, seed=4, journal_mode="delete", synchronous=2)
    assert outcome.lost > 0


@pytest.mark.long
@pytest.mark.parametrize(
    "pragmas",
    [{}, careful()],
    ids=["as the program does", "without WAL"],
)
def test_300_cuts(work: Work, tmp_path: Path, pragmas: dict[str, object]):
    assert cut_power(work, tmp_path, cuts=300, seed=5, **pragmas) == Outcome(300, lost=0, damaged=0)
