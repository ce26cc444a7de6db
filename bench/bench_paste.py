"""How long the paste of a block takes against the least it could.

`python bench/bench_paste.py` pastes 5,000 cells of 主题党日 (625 rows of eight columns): through
Pasting.plan_rows and write, which judge every cell, know what stood there, log each row as a Change
and can be undone; and as the floor, the csv module with plain hand-written checks of the same
cells and one executemany into the same schema, in one transaction of the same durability. Once as
new rows, once over rows that are there. In this process, in turn A B A B (medians); the blocks of
each round are others, so that nothing that was read once helps.
"""

from __future__ import annotations

import argparse
import csv
import gc
import random
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from db import upgrade  # noqa: E402 - the checkout comes first
from db.base import Change, new_uid  # noqa: E402
from db.connection import Store  # noqa: E402
from db.models import all_models  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402

PERIOD = Period.parse("2020Q1")
VILLAGES = [f"第{number}村" for number in range(1, 41)]
FIELDS = ("unit", "date", "theme", "times", "due", "attendance", "oath_attendance", "branches")
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2020, 3, 31)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
ROUNDS = 9
INSERT = """
    INSERT INTO theme_party_day (uid, unit_id, period, date, theme, times, due, attendance,
        oath_attendance, branches, estimated, is_subtotal, counted)
    VALUES (?, ?, '2020Q1', ?, ?, ?, ?, ?, ?, ?, 0, 0, 1)
"""
UPDATE = """
    UPDATE theme_party_day SET unit_id = ?, date = ?, theme = ?, times = ?, due = ?,
        attendance = ?, oath_attendance = ?, branches = ? WHERE uid = ?
"""


def block(rows: int, seed: int) -> str:
    """Return what a worksheet puts on the clipboard."""
    luck = random.Random(seed)
    lines = []
    for _ in range(rows):
        due = luck.randrange(20, 90)
        attendance = luck.randrange(10, due)
        day = date(2020, 1, 1) + timedelta(luck.randrange(90))
        cells = (
            luck.choice(VILLAGES),
            day.isoformat(),
            f"重温誓词、到第{luck.randrange(1, 410)}号卡点值守",
            luck.randrange(1, 4),
            due,
            attendance,
            luck.randrange(attendance),
            luck.randrange(1, 4),
        )
        lines.append("\t".join(map(str, cells)))
    return "\r\n".join(lines) + "\r\n"


def prepare(folder: Path) -> tuple[Store, Services]:
    """Make a township with forty villages and no row."""
    path = folder / "bench.db"
    upgrade.prepare(path, ROOT / "db" / "migrations", lambda: None)
    store = Store(path, all_models())
    store.open()
    services = assemble(store, Catalogue(ALL_AREAS), folder)
    services.periods.open(PERIOD)
    for village in VILLAGES:
        services.office.save_unit(PERIOD, village)
    return store, services


def ours(services: Services, text: str, uids: list[str]) -> None:
    """Paste as the window does."""
    plan = services.pasting.plan_rows(
        "theme_party_day", PERIOD, text, uids, FIELDS, unit=VILLAGES[0]
    )
    services.pasting.write(plan)


def floor(connection: sqlite3.Connection, text: str, uids: list[str]) -> None:
    """Read, check and write the same cells with nothing else around."""
    connection.execute("BEGIN IMMEDIATE")
    units = dict(connection.execute("SELECT name, id FROM unit").fetchall())
    rows = list(checked_rows(text, units))
    if uids:
        connection.executemany(UPDATE, ((*row, uid) for row, uid in zip(rows, uids, strict=True)))
    else:
        connection.executemany(INSERT, ((new_uid(), *row) for row in rows))
    connection.execute("COMMIT")


def checked_rows(text: str, units: dict[str, int]) -> Iterator[tuple[object, ...]]:
    """Yield the rows as the table keeps them; sys.exit on a wrong cell, or one to be told of."""
    for line, (unit, day, theme, *numbers) in enumerate(csv.reader(StringIO(text), delimiter="\t")):
        if unit not in units or len(theme) > 60 or UNPRINTABLE.search(theme):
            sys.exit(f"line {line}: unit or theme")
        if not FIRST_DAY <= date.fromisoformat(day) <= LAST_DAY:
            sys.exit(f"line {line}: day")
        counts = [int(number) for number in numbers if number.isascii()]
        if len(counts) != 5 or not all(0 <= count <= 1_000_000_000 for count in counts):
            sys.exit(f"line {line}: number")
        if counts[2] > counts[1] or counts[3] > counts[2]:
            sys.exit(f"line {line}: more attended than were due")
        yield (units[unit], day, theme, *counts)


def rows_of(connection: sqlite3.Connection, last: int) -> list[tuple[object, ...]]:
    """Return the rows behind an id as they were pasted."""
    return connection.execute(
        "SELECT name, date, theme, times, due, attendance, oath_attendance, branches "
        "FROM theme_party_day JOIN unit ON unit.id = unit_id WHERE theme_party_day.id > ? "
        "ORDER BY theme_party_day.id",
        (last,),
    ).fetchall()


def main() -> None:
    """Measure and print `name | seconds | ratio to floor`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=625)
    rows = parser.parse_args().rows
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        store, services = prepare(Path(folder))
        with closing(sqlite3.connect(Path(folder, "bench.db"), isolation_level=None)) as plain:
            plain.execute("PRAGMA synchronous = full")
            plain.execute("PRAGMA foreign_keys = 1")
            for turn in range(ROUNDS):
                measure(services, plain, rows, turn, seconds)
        store.close()
    print("name | seconds | ratio to floor")
    for kind in ("new rows", "over rows"):
        least = median(seconds[f"floor, {kind}"])
        for name in (f"paste, {kind}", f"floor, {kind}"):
            found = median(seconds[name])
            print(f"{name}, {rows * len(FIELDS):,} cells | {found:.4f} | {found / least:.2f}")


def measure(
    services: Services,
    plain: sqlite3.Connection,
    rows: int,
    turn: int,
    seconds: dict[str, list[float]],
) -> None:
    """Paste a block on both sides as new rows, then another over those; stop where they differ."""
    works: dict[str, Callable[[str, list[str]], None]] = {
        "paste": lambda text, uids: ours(services, text, uids),
        "floor": lambda text, uids: floor(plain, text, uids),
    }
    written: dict[str, list[tuple[object, ...]]] = {}
    for side, work in works.items():
        (last,) = plain.execute("SELECT ifnull(max(id), 0) FROM theme_party_day").fetchone()
        uids: list[str] = []
        for kind in ("new rows", "over rows"):
            text = block(rows, 2 * turn + bool(uids))
            gc.collect()
            start = perf_counter()
            work(text, uids)
            seconds.setdefault(f"{side}, {kind}", []).append(perf_counter() - start)
            query = "SELECT uid FROM theme_party_day WHERE id > ? ORDER BY id"
            uids = [uid for (uid,) in plain.execute(query, (last,))]
        written[side] = rows_of(plain, last)
    if written["paste"] != written["floor"]:
        sys.exit("the two did not write the same rows")
    query = f'SELECT count(*) FROM "{Change._meta.table_name}" WHERE "table" = ?'
    ((logged,),) = plain.execute(query, ("theme_party_day",))
    if logged != 2 * rows * (turn + 1):
        sys.exit("the paste did not log every row")


if __name__ == "__main__":
    main()
