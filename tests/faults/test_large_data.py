"""A million rows, and texts as long as a book: minutes to make, so only in the long set."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nursery import tell
from sequences import LEDGER, Site
from township import Q1

from desktop_app.core.errors import InvalidRow
from desktop_app.services.program.workplace import DATABASE_NAME

pytestmark = pytest.mark.long
ROWS = 1_000_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a million theme days, written past the program."""
    folder = tmp_path_factory.mktemp("large") / "data"
    with closing(Site(folder)) as site:
        site.write_pair(1)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        (unit,) = connection.execute("SELECT min(id) FROM unit").fetchone()
        connection.executemany(
            f"INSERT INTO {LEDGER} (uid, unit_id, period, times, due, attendance, estimated, "
            "is_subtotal, counted) VALUES (?, ?, ?, 1, ?, 1, 0, 0, 1)",
            ((f"{number:032x}", unit, Q1.code, 10 + number) for number in range(ROWS)),
        )
        connection.commit()
    return folder


def test_a_million_rows_are_counted_saved_to_backed_up_and_read_in_windows(
    data: Path, tmp_path: Path
):
    with closing(Site(data)) as site:
        figures = site.services.figures.figures(Q1)
        assert figures["organization.party_days"].value == ROWS + 2
        site.write_pair(2)
        assert site.services.history.undo() == "第2步"
        assert site.services.figures.figures(Q1)["organization.party_days"].value == ROWS + 2
        backup = site.place.backups.make(tmp_path / "备份.db")
        assert sum(site.services.pages.counts(Q1).values()) == ROWS + 2
        site.services.reports.export(Q1, tmp_path / "季报.pdf")
    tell(f"a million rows: database and backup of {backup.stat().st_size // 2**20} MiB")


def test_the_longest_texts_are_printed_in_full(tmp_path: Path):
    """A note of 200,000 characters is refused; chapters may hold them together."""
    with closing(Site(tmp_path / "data")) as site:
        with pytest.raises(InvalidRow, match="最多"):
            site.services.ledgers.save(LEDGER, Q1, {"note": "长" * 200_000}, unit="张村")
        for _ in range(10):
            uid = site.services.texts.add_chapter(Q1)
            site.services.texts.save_chapter(uid, body="办" * 20_000)
        for ending in (".pdf", ".docx", ".txt"):
            site.services.reports.export(Q1, tmp_path / f"季报{ending}")
        assert (tmp_path / "季报.txt").read_text("utf-8").count("办") >= 200_000
        rendered = site.services.reports.render(site.services.reports.document(Q1), ".pdf")
        assert rendered.pages > 300
