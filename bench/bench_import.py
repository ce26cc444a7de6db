"""How long the import of a workbook takes against the least it could.

`python bench/bench_import.py` fills our own template with 100,000 rows of 主题党日 and imports it
into a fresh database: through WorkbookService.read_all, which also judges every cell, compares
with what is there and logs each row as a Change; and as the floor, python-calamine with plain
hand-written checks of the same cells and one executemany into the same schema, in one transaction
of the same durability. In turn A B A B (medians). Then it writes the forms of the 40 villages.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from openpyxl import load_workbook  # noqa: E402 - the checkout comes first
from python_calamine import CalamineWorkbook  # noqa: E402

from db import upgrade  # noqa: E402
from db.base import Change, new_uid  # noqa: E402
from db.connection import Store  # noqa: E402
from db.models import all_models  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services.assembly import assemble  # noqa: E402
from desktop_app.services.workbook.service import WorkbookService  # noqa: E402

PERIOD = "2020Q1"
SHEET = "主题党日"
VILLAGES = [f"第{number}村" for number in range(1, 41)]
ROUNDS = 5
INSERT = """
    INSERT INTO theme_party_day (uid, unit_id, period, date, theme, times, due, attendance,
        oath_attendance, branches, note, estimated, is_subtotal, counted)
    VALUES (?, ?, '2020Q1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
"""


def fresh(path: Path) -> None:
    """Make an empty database of our schema."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    upgrade.prepare(path, ROOT / "db" / "migrations", lambda: None)


def write_workbook(target: Path, rows: int) -> None:
    """Fill our own template: 40 villages and so many rows of theme days."""
    database = target.with_suffix(".db")
    fresh(database)
    store = Store(database, all_models())
    store.open()
    services = assemble(store, Catalogue(ALL_AREAS), target.parent)
    WorkbookService(services).write_template(target, PERIOD)
    store.close()
    book = load_workbook(target)
    for village in VILLAGES:
        book["填报单位"].append([village, "村", 60, 3, "是"])
    sheet = book[SHEET]
    keys = [str(cell.value).removeprefix("theme_party_day.") for cell in sheet[2]]
    luck = random.Random(1)
    for number in range(rows):
        due = luck.randrange(20, 90)
        attendance = luck.randrange(10, due)
        row = {
            "unit": VILLAGES[number % len(VILLAGES)],
            "date": date(2020, 1, 1) + timedelta(luck.randrange(90)),
            "theme": f"重温誓词、到第{luck.randrange(1, 41)}号卡点值守",
            "times": 1,
            "due": due,
            "attendance": attendance,
            "oath_attendance": luck.randrange(attendance),
            "branches": luck.randrange(1, 4),
            "note": f"第{number}次登记（含夜班）" if number % 3 else None,
            "estimated": "是" if number % 10 == 0 else None,
        }
        sheet.append([row.get(key) for key in keys])
    book.save(target)


def ours(workbook: Path, database: Path) -> None:
    """Import as `main.py import` does."""
    store = Store(database, all_models())
    store.open()
    services = assemble(store, Catalogue(ALL_AREAS), workbook.parent)
    WorkbookService(services).read_all([workbook])
    store.close()


def floor(workbook: Path, database: Path) -> None:
    """Read, check and insert the same rows with nothing else around."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = full")
        connection.execute("PRAGMA foreign_keys = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO period (uid, code) VALUES (?, '2020Q1')", (new_uid(),))
        connection.executemany(
            "INSERT INTO unit (id, uid, name, kind, position, initials, retired) "
            "VALUES (?, ?, ?, '村', 0, '', 0)",
            [(number, new_uid(), name) for number, name in enumerate(VILLAGES, 1)],
        )
        connection.executemany(INSERT, checked_rows(workbook))
        connection.execute("COMMIT")


def checked_rows(workbook: Path) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the sheet as the table keeps them; sys.exit on a wrong cell."""
    units = {name: number for number, name in enumerate(VILLAGES, 1)}
    sheet = CalamineWorkbook.from_path(workbook).get_sheet_by_name(SHEET)
    for row, cells in enumerate(sheet.iter_rows(), 1):
        if row <= 2:
            continue
        unit, day, theme, *numbers, note, estimated, is_subtotal, _ = cells
        if not isinstance(unit, str) or unit not in units or type(day) is not date:
            sys.exit(f"row {row}: unit or date")
        for text, longest in ((theme, 60), (note, 200)):
            if not isinstance(text, str) or len(text) > longest:
                sys.exit(f"row {row}: text")
        counts = []
        for number in numbers:
            if not isinstance(number, float) or not 0 <= number <= 1e9 or number % 1:
                sys.exit(f"row {row}: number")
            counts.append(int(number))
        if estimated not in ("", "是", "否") or is_subtotal not in ("", "是", "否"):
            sys.exit(f"row {row}: yes or no")
        yield (
            new_uid(),
            units[unit],
            day.isoformat(),
            theme,
            *counts,
            note or None,
            int(estimated == "是"),
            int(is_subtotal == "是"),
        )


def write_forms(database: Path) -> float:
    """Write a form for each village, with a quarter before beside; return the seconds."""
    store = Store(database, all_models())
    store.open()
    services = assemble(store, Catalogue(ALL_AREAS), database.parent)
    following = Period.parse(PERIOD).next
    services.periods.open(following)
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        written = WorkbookService(services).write_forms(Path(folder), following)
        seconds = perf_counter() - start
    store.close()
    if len(written) != len(VILLAGES):
        sys.exit("not every village has a form")
    return seconds


def content(database: Path) -> list[tuple[object, ...]]:
    """Return what was written, to see that both wrote the same."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            "SELECT name, date, theme, times, due, attendance, oath_attendance, branches, note, "
            "estimated, is_subtotal, counted FROM theme_party_day JOIN unit "
            "ON unit.id = unit_id ORDER BY theme_party_day.id"
        ).fetchall()


def changes(database: Path) -> int:
    """Count the Changes that stand beside the rows."""
    with closing(sqlite3.connect(database)) as connection:
        found: int = connection.execute(
            f'SELECT count(*) FROM "{Change._meta.table_name}" WHERE "table" = ?',
            ("theme_party_day",),
        ).fetchone()[0]
        return found


def main() -> None:
    """Measure and print `name | seconds | ratio to floor`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    works: dict[str, Callable[[Path, Path], None]] = {"import": ours, "floor": floor}
    seconds: dict[str, list[float]] = {name: [] for name in works}
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder, "bench.xlsx")
        write_workbook(workbook, rows)
        written = {}
        for _ in range(ROUNDS):
            for name, work in works.items():
                database = Path(folder, f"{name}.db")
                fresh(database)
                gc.collect()
                start = perf_counter()
                work(workbook, database)
                seconds[name].append(perf_counter() - start)
                written[name] = database
        if content(written["import"]) != content(written["floor"]):
            sys.exit("the two did not write the same rows")
        if changes(written["import"]) != rows:
            sys.exit("the import did not log every row")
        forms = write_forms(written["import"])
    least = median(seconds["floor"])
    print("name | seconds | ratio to floor")
    for name, times in seconds.items():
        print(f"{name}, {rows:,} rows | {median(times):.3f} | {median(times) / least:.2f}")
    print(f"forms of {len(VILLAGES)} villages | {forms:.3f} |")


if __name__ == "__main__":
    main()
