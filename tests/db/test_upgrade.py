"""The schema: migrations make what the models say, always on a copy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from peewee import SqliteDatabase
from township import MIGRATIONS, ROOT

from db.connection import APPLICATION_ID, count_rows
from db.errors import EmptyFile, ForeignFile, NewerSchema, UpgradeFailed
from db.models import all_models
from db.upgrade import latest_version, prepare, schema_version

GOLDEN = ROOT / "tests" / "golden"


def schema_of(path: Path) -> dict[str, str]:
    """Name → SQL of every table and index but the migrations' own, line breaks folded."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: " ".join(sql.split()).replace("( ", "(")
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL "
                "AND tbl_name NOT IN ('schema_migration', 'sqlite_sequence')"
            )
        }


def test_migrations_make_exactly_what_the_models_declare(tmp_path: Path):
    migrated, created = tmp_path / "migrated.db", tmp_path / "created.db"
    prepare(migrated, MIGRATIONS, lambda: None)
    database = SqliteDatabase(str(created))
    with database.bind_ctx(all_models(), bind_refs=False, bind_backrefs=False), database:
        database.create_tables(all_models())
    database.close()
    assert schema_of(migrated) == schema_of(created)


def test_every_ledger_is_indexed_for_its_figures(tmp_path: Path):
    path = tmp_path / "a.db"
    prepare(path, MIGRATIONS, lambda: None)
    schema = schema_of(path)
    assert all(
        f"{model._meta.table_name}_of_period" in schema
        for model in all_models()
        if hasattr(model, "is_subtotal")
    )


def test_a_fresh_file_is_whole_and_marked_as_ours(tmp_path: Path):
    path = tmp_path / "a.db"
    assert prepare(path, MIGRATIONS, lambda: None)
    assert schema_version(path) == latest_version(MIGRATIONS)
    assert not prepare(path, MIGRATIONS, lambda: pytest.fail("nothing to upgrade"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", EmptyFile),
        ("第一季度总结".encode(), ForeignFile),
        (b"SQLite format 3\0" + bytes(84), ForeignFile),
    ],
)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, content: bytes, cause):
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(cause):
        prepare(path, MIGRATIONS, lambda: None)
    assert path.read_bytes() == content


def test_a_newer_file_is_refused_with_its_number(tmp_path: Path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerSchema) as refusal:
        prepare(path, MIGRATIONS, lambda: None)
    assert (refusal.value.found, refusal.value.known) == (99, latest_version(MIGRATIONS))
    assert path.read_bytes() == before


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("schema_*.db")), ids=lambda path: path.stem)
def test_a_database_of_every_schema_comes_through_with_all_its_rows(golden: Path, tmp_path: Path):
    path = tmp_path / "old.db"
    shutil.copy(golden, path)
    before = count_rows(path)
    prepare(path, MIGRATIONS, lambda: None)
    after = count_rows(path)
    assert sum(before.values()) > 100
    assert {table: after[table] for table in before if table != "schema_migration"} == {
        table: rows for table, rows in before.items() if table != "schema_migration"
    }


def newest_golden() -> Path:
    return GOLDEN / f"schema_{latest_version(MIGRATIONS):04}.db"


def test_there_is_a_golden_database_of_the_latest_schema():
    assert newest_golden().exists()


def test_old_reports_become_plain_ones_and_keep_their_chapters(tmp_path: Path):
    path = tmp_path / "old.db"
    shutil.copy(GOLDEN / "schema_0001.db", path)
    prepare(path, MIGRATIONS, lambda: None)
    with closing(sqlite3.connect(path)) as connection:
        forms = connection.execute("SELECT DISTINCT form, sealed, across FROM report").fetchall()
        (lost,) = connection.execute(
            "SELECT count(*) FROM chapter WHERE report_id NOT IN (SELECT id FROM report)"
        ).fetchone()
        names = connection.execute("SELECT full_name, mark FROM office").fetchall()
    assert forms == [("总结", 0, 0)]
    assert lost == 0
    assert names == [("中共禾汀镇委员会（演示）", "")]


def next_migration(tmp_path: Path, body: str) -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    number = latest_version(MIGRATIONS) + 1
    (folder / f"{number:04}_next.py").write_text(f"def up(migrator, db):\n    {body}\n", "utf-8")
    return folder


def test_an_upgrade_keeps_a_copy_and_every_row(tmp_path: Path):
    path = tmp_path / "old.db"
    shutil.copy(newest_golden(), path)
    before = count_rows(path)
    kept: list[int] = []
    folder = next_migration(tmp_path, "db.execute_sql('ALTER TABLE unit ADD COLUMN colour TEXT')")
    assert prepare(path, folder, lambda: kept.append(schema_version(path)))
    assert kept == [latest_version(MIGRATIONS)]
    assert schema_version(path) == latest_version(folder)
    assert {**count_rows(path), "schema_migration": 0} == {**before, "schema_migration": 0}


@pytest.mark.parametrize(
    "body", ["raise ValueError('broken')", "db.execute_sql('DELETE FROM theme_party_day')"]
)
def test_a_failing_or_losing_upgrade_leaves_the_old_file(tmp_path: Path, body: str):
    path = tmp_path / "old.db"
    shutil.copy(newest_golden(), path)
    before = path.read_bytes()
    with pytest.raises(UpgradeFailed):
        prepare(path, next_migration(tmp_path, body), lambda: None)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"old.db", "migrations"}
