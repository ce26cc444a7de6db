"""How long the checks and the way back to the rows take, warm.

`python bench/bench_checks.py` measures: all checks of a report of 10,000 characters that is the
last of 21 quarters (limit 0.3 s); proofreading a file of that length (the same limit); the rows of
one unit behind a figure, and of all units, over 1,000,000 rows in 20 quarters, with who wrote each
last from a log of as many changes (limit 0.2 s).
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench_figures import ASKED, QUARTERS, fill  # noqa: E402 - it lies beside this script

from db.connection import Store  # noqa: E402 - the checkout comes first
from db.models import all_models  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402
from desktop_app.services.checks.proofreading import proofread_file  # noqa: E402
from desktop_app.services.figures.trace import rows_behind  # noqa: E402
from desktop_app.services.ledgers.service import LedgerService  # noqa: E402
from desktop_app.services.log.last_hands import last_hands  # noqa: E402
from desktop_app.services.program.workplace import Workplace  # noqa: E402

RESOURCES = ROOT / "resources"
RUNS = 7
CHARACTERS = 10_000
EARLIER = 20  # reports before the one that is checked
FIRST = Period.parse("2016Q1")
SAMPLES = sorted((ROOT / "tests" / "golden" / "clean_reports").glob("*.txt"))
FIGURE = "organization.party_day_attendance"
MOST_ROWS = 1000  # of a ledger, as the dialog shows them


def main() -> None:
    """Measure all three and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        measure_checks(Path(folder))
        measure_proofreading(Path(folder))
        measure_rows(Path(folder), rows)


def measure_checks(folder: Path) -> None:
    """Check the last of many reports; each has other sentences of the samples."""
    place = Workplace(folder / "报告", ROOT / "db" / "migrations")
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), RESOURCES / "fonts")
    period = FIRST
    write_report(services, period)
    for _quarter in range(EARLIER):
        period = period.next
        write_report(services, period)
    found = len(services.checks.findings(period))
    name = f"checks of {CHARACTERS:,} characters, {EARLIER} earlier reports, {found} findings"
    measure(name, 0.3, lambda: services.checks.findings(period))
    place.close()


def write_report(services: Services, period: Period) -> None:
    """Open a quarter whose report is as long as it should be."""
    services.periods.open(period)
    paragraphs = text_of(CHARACTERS, str(period.code))
    chapters = services.reports.report(period).chapters
    share = len(paragraphs) // len(chapters) + 1
    with services.writer.step("报告"):
        for place, chapter in enumerate(chapters):
            some = paragraphs[place * share : (place + 1) * share]
            services.texts.save_chapter(chapter.uid, body="\n".join(some))


def text_of(characters: int, mark: str) -> list[str]:
    """Return paragraphs of the samples, so many that they have that many characters."""
    lines = [line for path in SAMPLES for line in path.read_text("utf-8").splitlines() if line]
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found.append(lines[len(found) % len(lines)] + mark)
    return found


def measure_proofreading(folder: Path) -> None:
    """Proofread a file as the verb does."""
    path = folder / "总结.txt"
    path.write_text("\n".join(text_of(CHARACTERS, "。")), "utf-8")
    rules = RESOURCES / "checks"
    proofread_file(path, rules)
    measure(f"proofreading {CHARACTERS:,} characters", 0.3, lambda: proofread_file(path, rules))


def measure_rows(folder: Path, rows: int) -> None:
    """Ask for the rows behind a figure, as a click on a number does."""
    catalogue = Catalogue(ALL_AREAS)
    path = folder / "bench.db"
    fill(path, catalogue, rows, QUARTERS)
    log_rows(path, catalogue)
    store = Store(path, all_models())
    store.open()
    ledgers = assemble(store, catalogue, RESOURCES / "fonts").ledgers
    for name, unit in (("of all units", ""), ("of one unit", "第7村")):
        asked = partial(ask_rows, catalogue, ledgers, unit)
        measure(f"{asked():,} rows behind a figure {name}, of {rows:,}", 0.2, asked)
    store.close()


def ask_rows(catalogue: Catalogue, ledgers: LedgerService, unit: str) -> int:
    """Read what the dialog shows: the rows, and who wrote them last; return how many."""
    shown = 0
    for found in rows_behind(catalogue, ledgers, ASKED, FIGURE, unit, most=MOST_ROWS):
        last_hands(catalogue, found.spec.key, [row.uid for row in found.rows])
        shown += len(found.rows)
    return shown


def log_rows(path: Path, catalogue: Catalogue) -> None:
    """Write the change that made each row, as the services do; without the row's content."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in (model._meta.table_name for model in catalogue.models.values()):
            connection.execute(
                'INSERT INTO "change" ("batch", "step", "at", "who", "table", "uid") '
                f"SELECT 'b' || (rowid / 40), '录入', '2020-04-02 09:30:00', '王芳', ?, uid "
                f'FROM "{table}"',
                (table,),
            )


def measure(name: str, limit: float, work: Callable[[], object]) -> None:
    """Print how long something takes, warm."""
    work()
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(
        f"{name} | fastest {min(times):.3f} s, median {statistics.median(times):.3f} s "
        f"(limit {limit} s)",
        flush=True,
    )


if __name__ == "__main__":
    main()
