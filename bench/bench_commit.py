"""How long the saving of one row takes against the least that a durable commit can.

`python bench/bench_commit.py` saves one row of 主题党日 through LedgerService.save, as the table
does on Enter: judged, the row and its Change written in one step, committed with WAL and
synchronous=FULL; as the floor, sqlite3 inserts the same row alone, with the same durability and
the same indexes, into a file of the same size. Each in a file of its own on the same disk, a new
row and a changed one, in turn A B A B; the ratio is the median of the ratios of neighbours.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from db import upgrade  # noqa: E402 - the checkout comes first
from db.base import new_uid  # noqa: E402
from db.connection import Store  # noqa: E402
from db.models import all_models  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402

PERIOD = Period.parse("2020Q1")
LEDGER = "theme_party_day"
ROUNDS = 600
WARM_UP = 30
INSERT = """
    INSERT INTO theme_party_day (uid, unit_id, period, date, theme, times, due, attendance,
        estimated, is_subtotal, counted)
    VALUES (?, 1, '2020Q1', '2020-03-05', ?, 1, 60, ?, 0, 0, 1)
"""
UPDATE = "UPDATE theme_party_day SET attendance = ? WHERE uid = ?"


def prepare(path: Path) -> None:
    """Make a township with one village and no row."""
    upgrade.prepare(path, ROOT / "db" / "migrations", lambda: None)
    store = Store(path, all_models())
    store.open()
    services = assemble(store, Catalogue(ALL_AREAS), path.parent)
    services.periods.open(PERIOD)
    services.office.save_unit(PERIOD, "张村")
    store.close()


def raw_connection(path: Path, pragmas: dict[str, object]) -> sqlite3.Connection:
    """Open a copy as the program's own connection is set."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


class Floor:
    """One row, one commit, nothing around."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through this connection."""
        self._connection = connection
        self._uid = ""

    def insert(self, number: int) -> None:
        """Write a new row."""
        self._uid = new_uid()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(INSERT, (self._uid, "重温誓词", number))
        self._connection.execute("COMMIT")

    def update(self, number: int) -> None:
        """Change one cell of the newest row."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(UPDATE, (number, self._uid))
        self._connection.execute("COMMIT")


class Ours:
    """What Enter in the table does."""

    def __init__(self, services: Services) -> None:
        """Write through these services."""
        self._ledgers = services.ledgers
        self._uid = ""

    def insert(self, number: int) -> None:
        """Write a new row."""
        values = {
            "date": "2020-03-05",
            "theme": "重温誓词",
            "times": "1",
            "due": "60",
            "attendance": str(number),
        }
        record, _warnings = self._ledgers.save(LEDGER, PERIOD, values, unit="张村")
        self._uid = record.uid

    def update(self, number: int) -> None:
        """Change one cell of the newest row."""
        self._ledgers.save(LEDGER, PERIOD, {"attendance": str(number)}, uid=self._uid)


def seconds(work: Callable[[int], None], number: int) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    work(number)
    return perf_counter() - start


def main() -> None:
    """Measure and print `name | milliseconds | ratio to floor`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    print("name | milliseconds | ratio to floor")
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:  # /tmp may be memory
        for name in ("ours.db", "floor.db"):
            prepare(Path(folder, name))
        store = Store(Path(folder, "ours.db"), all_models())
        store.open()
        services = assemble(store, Catalogue(ALL_AREAS), Path(folder))
        own = store.database.connection()
        pragmas = {
            name: own.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "cache_size")
        }
        if (pragmas["journal_mode"], pragmas["synchronous"]) != ("wal", 2):
            sys.exit(f"the program is not set to WAL and FULL: {pragmas}")
        with closing(raw_connection(Path(folder, "floor.db"), pragmas)) as connection:
            _compare(Ours(services), Floor(connection), rounds)
        store.close()


def _compare(ours: Ours, floor: Floor, rounds: int) -> None:
    for name in ("insert", "update"):
        mine, least = getattr(ours, name), getattr(floor, name)
        if name == "update":
            ours.insert(0)
            floor.insert(0)
        gc.collect()
        pairs = [(seconds(mine, n), seconds(least, n)) for n in range(1, rounds + WARM_UP)]
        pairs = pairs[WARM_UP:]
        what = {"insert": "new row with its Change", "update": "changed cell with its Change"}[name]
        print(f"{what} | {1000 * median(pair[0] for pair in pairs):.3f} | ", end="")
        print(f"{median(pair[0] / pair[1] for pair in pairs):.2f}")
        print(f"floor: one raw commit | {1000 * median(pair[1] for pair in pairs):.3f} | 1.00")


if __name__ == "__main__":
    main()
