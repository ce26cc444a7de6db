"""A program that ends in the midst of an upgrade leaves the old file or the new one."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from township import MIGRATIONS, ROOT

from db import upgrade
from db.connection import check_integrity, count_rows
from db.errors import UpgradeFailed
from db.upgrade import latest_version, prepare, schema_version

GOLDEN = ROOT / "tests" / "golden"
NEW = latest_version(MIGRATIONS)
OLD = max(number for path in GOLDEN.glob("schema_*.db") if (number := int(path.stem[-4:])) < NEW)
"""The newest schema before this one that was ever handed out."""


class Ended(BaseException):
    """The program ends here; no handler of an exception gets to see it."""


def traced(at_line: Callable[[int], None], path: Path) -> None:
    """Upgrade a file, calling at_line before each line of the upgrade's own code."""

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        if frame.f_code.co_filename != upgrade.__file__:
            return None
        if event == "line":
            at_line(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        prepare(path, MIGRATIONS, lambda: None)
    finally:
        sys.settrace(before)


def moments(path: Path) -> list[int]:
    """How many lines of the upgrade had run when a line was come to for the first or last time."""
    lines: list[int] = []
    traced(lines.append, path)
    first = {line: moment for moment, line in reversed(list(enumerate(lines)))}
    last = {line: moment for moment, line in enumerate(lines)}
    return sorted({*first.values(), *last.values()})


def end_after(moment: int, path: Path) -> None:
    """Upgrade a file until so many lines have run; there the program ends."""
    left = [moment]

    def count(_line: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Ended

    with suppress(Ended):
        traced(count, path)


def rows_of(path: Path) -> dict[str, int]:
    """Rows by table, but for what the upgrade itself keeps."""
    return {name: rows for name, rows in count_rows(path).items() if name != "schema_migration"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # left as it ended
def test_wherever_it_ends_the_file_is_old_or_new_and_the_next_start_finishes(tmp_path: Path):
    path = tmp_path / "a.db"
    golden = GOLDEN / f"schema_{OLD:04}.db"
    before = rows_of(golden)
    shutil.copy(golden, path)
    ends = moments(path)
    assert len(ends) > 30
    seen: set[int] = set()
    for number, moment in enumerate(ends):
        shutil.copy(golden, path)
        end_after(moment, path)
        seen.add(schema_version(path))
        check_integrity(path)
        assert rows_of(path).items() >= before.items()
        if number % 8 == 0:
            prepare(path, MIGRATIONS, lambda: None)
            assert schema_version(path) == NEW
            assert [file.name for file in tmp_path.iterdir()] == ["a.db"]
    assert seen == {OLD, NEW}


def test_a_copy_that_was_cut_off_with_its_journal_does_no_harm(tmp_path: Path):
    path = tmp_path / "a.db"
    shutil.copy(GOLDEN / f"schema_{OLD:04}.db", path)
    before = rows_of(path)
    (tmp_path / "a.db.upgrade").write_bytes(path.read_bytes()[:50_000])
    journal = bytes.fromhex("d9d505f920a163d7") + bytes(5000)
    (tmp_path / "a.db.upgrade-journal").write_bytes(journal)
    (tmp_path / "a.db.upgrade-wal").write_bytes(journal)
    prepare(path, MIGRATIONS, lambda: None)
    assert rows_of(path).items() >= before.items()
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


def test_rows_that_are_still_in_the_wal_come_along(tmp_path: Path):
    path = tmp_path / "a.db"
    shutil.copy(GOLDEN / f"schema_{OLD:04}.db", path)
    (tmp_path / "live").mkdir()
    live = shutil.copy(path, tmp_path / "live" / "a.db")
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("INSERT INTO period (uid, code) VALUES ('x', '2031Q1')")
        connection.commit()
        for part in (tmp_path / "live").iterdir():
            shutil.copy(part, tmp_path / part.name)
    prepare(path, MIGRATIONS, lambda: None)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT count(*) FROM period WHERE code = '2031Q1'").fetchone()
    assert found == (1,)
    assert not list(tmp_path.glob("a.db?*"))


def test_a_file_that_somebody_else_reads_is_not_replaced_under_his_eyes(
    tmp_path: Path, monkeypatch
):
    """The WAL cannot be folded in whole then; beside the new file it would do harm."""
    path = tmp_path / "a.db"
    shutil.copy(GOLDEN / f"schema_{OLD:04}.db", path)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))  # no patience
    with (
        closing(sqlite3.connect(path)) as reader,
        closing(sqlite3.connect(path)) as writer,
    ):
        writer.execute("PRAGMA journal_mode = wal")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM period").fetchone()
        writer.execute("INSERT INTO period (uid, code) VALUES ('x', '2031Q1')")
        writer.commit()
        with pytest.raises(UpgradeFailed):
            prepare(path, MIGRATIONS, lambda: None)
        reader.execute("ROLLBACK")
    prepare(path, MIGRATIONS, lambda: None)
    assert schema_version(path) == NEW
