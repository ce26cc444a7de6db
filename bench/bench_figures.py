"""How long all figures of a quarter take against hand-written SQL over the same file.

`python bench/bench_figures.py` fills every ledger of a township of 40 villages, 1,000,000 rows in
all: once in one quarter, once over 20 quarters. It asks for the quarter with its previous and last
year's values: through FigureService, and as one plain grouped statement a ledger over sqlite3,
warm, in this process, in turn A B A B (medians). Both must give the same totals.
"""

from __future__ import annotations

import argparse
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
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from db import upgrade  # noqa: E402 - the checkout comes first
from db.base import LedgerRow, new_uid  # noqa: E402
from db.connection import Store  # noqa: E402
from db.fields import Choice, Day, Flag, Fraction, Text, Whole  # noqa: E402
from db.models import all_models  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.core.records import FigureValue  # noqa: E402
from desktop_app.services.assembly import assemble  # noqa: E402

VILLAGES = 40
QUARTERS = [f"{year}Q{quarter}" for year in range(2016, 2021) for quarter in range(1, 5)]
ASKED = Period.parse(QUARTERS[-1])
COMPARED = (ASKED.code, ASKED.previous.code, ASKED.last_year.code)
ROUNDS = 5
Rows = dict[str, list[tuple[Any, ...]]]

# What an expert would write by hand: for each ledger one statement with every sum and how many
# rows know it, by quarter, unit and kind; {live} stands for the rows that count.
LIVE = "deleted_at IS NULL AND counted AND period IN (?, ?, ?)"
GROUPED = {
    "issued_document": """
        SELECT period, unit_id, area, count(*)
        FROM issued_document WHERE {live} GROUP BY period, unit_id, area""",
    "service_team": """
        SELECT period, unit_id, sum("count"), count("count"), sum(members), count(members)
        FROM (SELECT period, unit_id, "count", members, row_number() OVER (
                  PARTITION BY period, unit_id, name
                  ORDER BY coalesce(date, '9999-12-31') DESC, id DESC) AS place
              FROM service_team WHERE {live})
        WHERE place = 1 GROUP BY period, unit_id""",
    "mobilisation": """
        SELECT period, unit_id, sum(members), count(members)
        FROM (SELECT period, unit_id, members, row_number() OVER (
                  PARTITION BY period, unit_id
                  ORDER BY coalesce(date, '9999-12-31') DESC, id DESC) AS place
              FROM mobilisation WHERE {live})
        WHERE place = 1 GROUP BY period, unit_id""",
    "duty_shift": """
        SELECT period, unit_id, sum(hours), count(hours)
        FROM duty_shift WHERE {live} GROUP BY period, unit_id""",
    "organization_meeting": """
        SELECT period, unit_id, kind, sum(times), count(times),
               sum(CASE WHEN branches_due IS NOT NULL THEN branches_held END),
               count(branches_held),
               sum(CASE WHEN branches_held IS NOT NULL THEN branches_due END),
               count(branches_due)
        FROM organization_meeting WHERE {live} GROUP BY period, unit_id, kind""",
    "education_session": """
        SELECT period, unit_id, sum(times), count(times), sum(attendance), count(attendance)
        FROM education_session WHERE {live} GROUP BY period, unit_id""",
    "theme_party_day": """
        SELECT period, unit_id, sum(times), count(times), sum(attendance), count(attendance),
               sum(oath_attendance), count(oath_attendance), max(branches), count(branches)
        FROM theme_party_day WHERE {live} GROUP BY period, unit_id""",
    "help_visit": """
        SELECT period, unit_id, kind, sum(people), count(people), sum(times), count(times)
        FROM help_visit WHERE {live} GROUP BY period, unit_id, kind""",
    "donation": """
        SELECT period, unit_id, sum(member_donors), count(member_donors), sum(amount), count(amount)
        FROM donation WHERE {live} GROUP BY period, unit_id""",
    "membership_step": """
        SELECT period, unit_id, stage, sum(people), count(people), sum(fast_track),
               count(fast_track)
        FROM membership_step WHERE {live} GROUP BY period, unit_id, stage""",
    "religious_affairs": """
        SELECT period, unit_id, kind, sum(times), count(times), sum(hours), count(hours)
        FROM religious_affairs WHERE {live} GROUP BY period, unit_id, kind""",
    "volunteer_post": """
        SELECT period, unit_id, post, sum(people), count(people)
        FROM volunteer_post WHERE {live} GROUP BY period, unit_id, post""",
    "enterprise": """
        SELECT period, unit_id, category,
               sum(CASE WHEN due IS NOT NULL THEN back END), count(back),
               sum(CASE WHEN back IS NOT NULL THEN due END), count(due),
               sum(producing), count(producing), sum(staff_back), count(staff_back),
               sum(staff_due), count(staff_due), sum(capacity_rate * ifnull(producing, 1)),
               sum(CASE WHEN capacity_rate IS NOT NULL THEN ifnull(producing, 1) END),
               count(capacity_rate)
        FROM (SELECT period, unit_id, category, back, due, producing, staff_back, staff_due,
                     capacity_rate, row_number() OVER (
                  PARTITION BY period, unit_id, category, name
                  ORDER BY coalesce(date, '9999-12-31') DESC, id DESC) AS place
              FROM enterprise WHERE {live})
        WHERE place = 1 GROUP BY period, unit_id, category""",
    "warning_education": """
        SELECT period, unit_id, kind, sum(times), count(times), sum(attendance), count(attendance)
        FROM warning_education WHERE {live} GROUP BY period, unit_id, kind""",
    "reminder": """
        SELECT period, unit_id, sum(times), count(times)
        FROM reminder WHERE {live} GROUP BY period, unit_id""",
    "clue": """
        SELECT period, unit_id, sum(received), count(received), sum(closed), count(closed)
        FROM clue WHERE {live} GROUP BY period, unit_id""",
    "circular": """
        SELECT period, unit_id, count(*), sum(people_criticised), count(people_criticised)
        FROM circular WHERE {live} GROUP BY period, unit_id""",
    "disposition": """
        SELECT period, unit_id, kind, sum(people), count(people), sum(times), count(times)
        FROM disposition WHERE {live} GROUP BY period, unit_id, kind""",
}
LISTED = {
    "titles": """
        SELECT period, unit_id, area, title
        FROM issued_document WHERE {live} AND title IS NOT NULL ORDER BY period, id""",
    "people": """
        SELECT period, unit_id, kind, name FROM exemplar WHERE {live} AND name IS NOT NULL
        ORDER BY period, position IS NULL, position, id""",
}
STATEMENTS = {name: text.format(live=LIVE) for name, text in (GROUPED | LISTED).items()}


def by_hand(connection: sqlite3.Connection) -> Rows:
    """Run every statement: the floor."""
    return {
        name: connection.execute(statement, COMPARED).fetchall()
        for name, statement in STATEMENTS.items()
    }


def differences(ours: dict[str, FigureValue], rows: Rows) -> list[str]:
    """Compare figures of every kind with the statements' rows, for all three quarters."""

    def total(
        ledger: str, quarter: str, column: int, kind: str = "", unit: int | None = None
    ) -> int | None:
        """Add a column of the statement up."""
        found = [
            row[column]
            for row in rows[ledger]
            if row[0] == quarter
            and row[column] is not None
            and (not kind or row[2] == kind)
            and unit in (None, row[1])
        ]
        return sum(found) if found else None

    def percentage(ledger: str, quarter: str, part: int, whole: int, kind: str = "") -> float:
        """Divide two columns, of rows that know both, over the units that do."""
        units = {row[1] for row in rows[ledger]}
        pairs = [
            (total(ledger, quarter, part, kind, unit), total(ledger, quarter, whole, kind, unit))
            for unit in units
        ]
        known = [(above, below) for above, below in pairs if above is not None and below]
        return 100 * sum(pair[0] for pair in known) / (sum(pair[1] for pair in known) or 1)

    def names(statement: str, quarter: str, kind: str) -> list[str]:
        found = rows[statement]
        return [text for period, _, group, text in found if period == quarter and group == kind]

    expected: dict[str, Callable[[str], object]] = {
        "epidemic.documents": lambda q: total("issued_document", q, 3, "疫情防控"),
        "epidemic.team_members": lambda q: total("service_team", q, 4),
        "epidemic.mobilised": lambda q: total("mobilisation", q, 2),
        "epidemic.duty_hours": lambda q: (total("duty_shift", q, 2) or 0) / 10,
        "epidemic.exemplary_members": lambda q: names("people", q, "优秀党员"),
        "organization.party_lectures": lambda q: total("organization_meeting", q, 3, "党课"),
        "organization.meeting_coverage": lambda q: percentage("organization_meeting", q, 5, 7),
        "organization.party_day_branches": lambda q: total("theme_party_day", q, 8),
        "organization.donation_amount": lambda q: (total("donation", q, 4) or 0) / 100,
        "production.document_titles": lambda q: [
            f"《{text}》" for text in names("titles", q, "复工复产")
        ],
        "production.stationed": lambda q: total("volunteer_post", q, 3, "驻厂"),
        "production.large_resumption_rate": lambda q: percentage("enterprise", q, 3, 5, "规上"),
        "production.capacity_rate": lambda q: percentage("enterprise", q, 13, 14) / 10_000,
        "integrity.circulars": lambda q: total("circular", q, 2),
        "integrity.warnings": lambda q: total("disposition", q, 3, "党内警告"),
    }
    wrong = []
    for key, value_of in expected.items():
        figure = ours[key]
        given = (figure.value, figure.previous, figure.last_year)
        for quarter, ours_there in zip(COMPARED, given, strict=True):
            by_sql = value_of(quarter)
            if isinstance(ours_there, tuple):
                same = list(ours_there) == by_sql
            else:
                same = abs(float(str(ours_there or 0)) - float(str(by_sql or 0))) < 1e-6
            if not same:
                wrong.append(f"{key} {quarter}: {str(ours_there)[:60]} ≠ {str(by_sql)[:60]}")
    return wrong


# ── the township ─────────────────────────────────────────────────────────────────────────────────


def fill(path: Path, catalogue: Catalogue, rows: int, quarters: list[str]) -> None:
    """Make a database of our own schema and write the rows past the services, for speed."""
    upgrade.prepare(path, ROOT / "db" / "migrations", lambda: None)
    units = [(number, f"第{number}村", "村") for number in range(1, VILLAGES + 1)]
    office = (VILLAGES + 1, "本级", "本级")
    with closing(sqlite3.connect(path)) as connection, connection:
        insert(connection, "period", ("code",), ((code,) for code in QUARTERS))
        columns: tuple[str, ...] = ("id", "name", "kind", "position", "initials", "retired")
        insert(connection, "unit", columns, ((*unit, 0, "", 0) for unit in (*units, office)))
        insert(
            connection,
            "unit_period",
            ("unit_id", "period", "party_members", "branches", "reporting"),
            ((unit, code, 60, 3, 1) for unit, _, _ in (*units, office) for code in QUARTERS),
        )
        ledgers = catalogue.models.items()
        for place, (key, model) in enumerate(ledgers):
            share = rows // len(ledgers) + (place < rows % len(ledgers))
            owners = [VILLAGES + 1] if catalogue.ledgers[key].kept_by_office else range(1, 41)
            columns = tuple(
                field.column_name for field in model._meta.sorted_fields if field.name != "id"
            )[1:]
            insert(connection, key, columns, ledger_rows(model, share, quarters, list(owners)))


def insert(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterator[tuple[object, ...]],
) -> None:
    """Write rows with new uids."""
    names = ", ".join(f'"{name}"' for name in ("uid", *columns))
    marks = ", ".join("?" * (len(columns) + 1))
    connection.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})', ((new_uid(), *row) for row in rows)
    )


def ledger_rows(
    model: type[LedgerRow], count: int, quarters: list[str], owners: list[int]
) -> Iterator[tuple[object, ...]]:
    """Make up rows of a ledger: some deleted, some not counted, every sixth column left empty."""
    luck = random.Random(model.__name__)
    fields = [field for field in model._meta.sorted_fields if field.name not in ("id", "uid")]
    for number in range(count):
        quarter = quarters[number % len(quarters)]
        yield tuple(made_up(field, luck, quarter, owners) for field in fields)


def made_up(field: Any, luck: random.Random, quarter: str, owners: list[int]) -> object:  # noqa: ANN401, PLR0911 - a peewee field; one value a kind
    """Make up one value as the database keeps it."""
    match field.name:
        case "deleted_at":
            return "2020-01-01 00:00:00" if luck.random() < 0.01 else None
        case "unit":
            return luck.choice(owners)
        case "period":
            return quarter
        case "counted":
            return int(luck.random() > 0.02)
    if isinstance(field, Flag):
        return 0
    if luck.random() < 1 / 6:
        return None
    if isinstance(field, Choice):
        return luck.choice(field.facts.choices or ("驻厂", "办证员", "集中教育"))
    if isinstance(field, Text):
        return f"{field.facts.label}{luck.randrange(500)}"
    if isinstance(field, Day):
        first = date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)
        return (first + timedelta(luck.randrange(90))).isoformat()
    assert isinstance(field, Whole | Fraction)
    return luck.randrange(200)


# ── measuring ────────────────────────────────────────────────────────────────────────────────────


def measured(rows: int, quarters: list[str]) -> tuple[float, float]:
    """Return the median seconds of ours and of the floor over one database."""
    catalogue = Catalogue(ALL_AREAS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.db")
        fill(path, catalogue, rows, quarters)
        store = Store(path, all_models())
        store.open()
        figures = assemble(store, catalogue, Path(folder)).figures
        seconds: tuple[list[float], list[float]] = ([], [])
        with closing(sqlite3.connect(path)) as connection:
            wrong = differences(figures.figures(ASKED), by_hand(connection))
            if wrong:
                sys.exit("the two do not agree:\n" + "\n".join(wrong))
            for _ in range(ROUNDS):
                start = perf_counter()
                figures.figures(ASKED)
                middle = perf_counter()
                by_hand(connection)
                seconds[0].append(middle - start)
                seconds[1].append(perf_counter() - middle)
        store.close()
    return median(seconds[0]), median(seconds[1])


def main() -> None:
    """Measure and print `name | seconds | ratio to floor`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print("name | seconds | ratio to floor")
    for name, quarters in (("one quarter", [ASKED.code]), ("20 quarters", QUARTERS)):
        ours, floor = measured(rows, quarters)
        print(f"{rows:,} rows in {name} | {ours:.3f} | {ours / floor:.2f}")
        print(f"{rows:,} rows in {name}, floor | {floor:.3f} | 1.00", flush=True)


if __name__ == "__main__":
    main()
