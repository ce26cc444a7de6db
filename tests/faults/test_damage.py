"""Damaged files: right sums or one sentence, never a traceback and never other sums unseen."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nursery import NEEDS_FORK, Life, Nursery, tell
from sequences import Site, copy_as_it_is
from township import Q1

from desktop_app.services.program.workplace import DATABASE_NAME

pytestmark = NEEDS_FORK
PAGE = 4096


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as opened:
        yield opened


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed data folder with two hundred steps and one backup."""
    folder = tmp_path_factory.mktemp("damage") / "data"
    site = Site(folder)
    with site.services.writer.step("二百步"):
        for number in range(200):
            site.write_pair(number)
    site.close()
    return folder


def flip(content: bytearray, luck: random.Random) -> None:
    """Turn up to three bits."""
    for _ in range(luck.randint(1, 3)):
        content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)


def zero(content: bytearray, luck: random.Random) -> None:
    """Lose a page."""
    at = PAGE * luck.randrange(len(content) // PAGE)
    content[at : at + PAGE] = bytes(PAGE)


def cut(content: bytearray, luck: random.Random) -> None:
    """Lose the end, within a page or at its edge."""
    at = luck.randrange(1, len(content))
    del content[at - at % luck.choice([1, PAGE]) :]


def scramble(content: bytearray, luck: random.Random) -> None:
    """Overwrite some sectors with noise."""
    at = 512 * luck.randrange(len(content) // 512)
    content[at : at + 512 * luck.randint(1, 8)] = luck.randbytes(512)


def swap(content: bytearray, luck: random.Random) -> None:
    """Put two pages in each other's place."""
    one, other = (PAGE * luck.randrange(len(content) // PAGE) for _ in range(2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    content[one : one + PAGE], content[other : other + PAGE] = second, first


DAMAGE: list[Callable[[bytearray, random.Random], None]] = [flip, zero, cut, scramble, swap]


def damaged(source: Path, target: Path, luck: random.Random) -> str:
    """Write a damaged copy of a file; return what was done to it."""
    content = bytearray(source.read_bytes())
    kind = luck.choice(DAMAGE)
    kind(content, luck)
    target.write_bytes(bytes(content))
    return kind.__name__


def is_seen(database: Path) -> bool:
    """Whether SQLite's own full check sees that a file is not as it was written."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            connection.text_factory = bytes  # what it quotes from a damaged file may be no text
            return connection.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]
    except sqlite3.DatabaseError:
        return True


def told(life: Life) -> bool:
    """Whether a verb was refused in a plain Chinese sentence that knows what is the matter."""
    said = "".join(life.lines)
    return life.status == 1 and said.endswith("。") and "程序出错" not in said


def total_of(life: Life) -> object:
    """Return what `figures --json` printed."""
    return json.loads("\n".join(life.lines)) if life.status == 0 else None


def damage_and_start(nursery: Nursery, data: Path, scratch: Path, *, tries: int, seed: int) -> None:
    """Damage the database so often; it opens with the right figures or is refused."""
    figures = ("verb", "figures", Q1.code, "--json", "--data-dir")
    right = total_of(nursery.run(*figures, data))
    assert right
    luck, place, outcomes = random.Random(seed), scratch / "try", Counter[str]()
    for _ in range(tries):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(data, place)
        kind = damaged(data / DATABASE_NAME, place / DATABASE_NAME, luck)
        life = nursery.run(*figures, place)
        assert life.status == 0 or told(life), (kind, life)
        if life.status:
            outcomes["refused"] += 1
        elif total_of(life) == right:
            outcomes["right"] += 1
        elif is_seen(copy_as_it_is(place / DATABASE_NAME, scratch / "copy")):
            outcomes["wrong here, refused by verify and backup"] += 1
            assert told(nursery.run("verb", "verify", "--data-dir", place))
            assert told(nursery.run("verb", "backup", "--data-dir", place))
        else:
            outcomes["a digit that no check can see"] += 1
    tell(f"{tries} damaged databases: {dict(outcomes)}")
    assert outcomes["refused"] > tries / 4
    assert outcomes["a digit that no check can see"] <= tries / 20


def test_a_damaged_database_is_right_or_refused(nursery: Nursery, data: Path, tmp_path: Path):
    damage_and_start(nursery, data, tmp_path, tries=40, seed=1)


@pytest.mark.long
def test_many_damaged_databases_are_right_or_refused(nursery: Nursery, data: Path, tmp_path: Path):
    damage_and_start(nursery, data, tmp_path, tries=600, seed=2)


def damage_and_restore(
    nursery: Nursery, data: Path, scratch: Path, *, tries: int, seed: int
) -> None:
    """Damage a backup so often; it is restored or refused, and what is there stays sound."""
    place, backup, bad = scratch / "try", scratch / "好.db", scratch / "坏.db"
    shutil.copytree(data, place)
    assert nursery.run("verb", "backup", "--to", backup, "--data-dir", data).status == 0
    luck, outcomes = random.Random(seed), Counter[str]()
    for _ in range(tries):
        kind = damaged(backup, bad, luck)
        life = nursery.run("verb", "restore", bad, "--data-dir", place)
        assert life.status == 0 or told(life), (kind, life)
        seen = is_seen(bad)
        outcomes["refused" if life.status else "restored"] += 1
        assert life.status or not seen, (kind, "restored, though the check sees its damage")
        assert nursery.run("verb", "verify", "--data-dir", place).status == 0
    tell(f"{tries} damaged backups: {dict(outcomes)}")
    assert outcomes["refused"] > tries / 4


def test_a_damaged_backup_is_never_put_in_place(nursery: Nursery, data: Path, tmp_path: Path):
    damage_and_restore(nursery, data, tmp_path, tries=20, seed=3)


@pytest.mark.long
def test_many_damaged_backups_are_never_put_in_place(nursery: Nursery, data: Path, tmp_path: Path):
    damage_and_restore(nursery, data, tmp_path, tries=300, seed=4)


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(5000), b"PK\x03\x04" + bytes(900)],
    ids=["empty", "a header alone", "zeros", "a zip"],
)
def test_what_is_no_database_is_refused_and_stays_as_it_is(
    nursery: Nursery, tmp_path: Path, content: bytes
):
    (tmp_path / DATABASE_NAME).write_bytes(content)
    assert told(nursery.run("verb", "figures", Q1.code, "--data-dir", tmp_path))
    assert told(nursery.run("verb", "restore", tmp_path / DATABASE_NAME, "--data-dir", tmp_path))
    assert (tmp_path / DATABASE_NAME).read_bytes() == content


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_wal_costs_no_more_than_its_own_steps(
    nursery: Nursery, tmp_path: Path, seed: int
):
    """Frames with a wrong sum end the WAL: the steps before them stand whole."""
    site = Site(tmp_path / "data")
    for number in range(30):
        site.write_pair(number)
    database = copy_as_it_is(site.place.database, tmp_path / "try")
    site.close()
    wal = database.with_name(f"{DATABASE_NAME}-wal")
    assert wal.stat().st_size > 30 * PAGE
    damaged(wal, wal, random.Random(seed))
    life = nursery.run("verb", "verify", "--data-dir", tmp_path / "try")
    assert life.status == 0 or told(life), life
    if life.status == 0:
        again = Site(tmp_path / "try")
        held = set(again.rows().values())
        again.close()
        assert held == set(range(len(held)))
