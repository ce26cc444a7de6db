"""A data folder is recognised before anything is written, and told in one sentence."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from township import MIGRATIONS, ROOT

import main as program
from db.connection import APPLICATION_ID
from db.upgrade import latest_version
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Kind, Remedy, Unopened
from desktop_app.services.safekeeping.known_places import KnownPlaces

GOLDEN = ROOT / "tests" / "golden"


def at_rest(folder: Path) -> Path:
    """A database of the present schema with rows in it, closed cleanly; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "党建季报.db"
    shutil.copy(GOLDEN / f"schema_{latest_version(MIGRATIONS):04}.db", database)
    return database


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder: when it was changed, and what it holds."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 99")


def missing_with_backup(database: Path) -> None:
    (database.parent / "备份").mkdir()
    database.rename(database.parent / "备份" / "20200403-101500.db")


def missing_with_wal(database: Path) -> None:
    database.unlink()
    database.with_name(f"{database.name}-wal").write_bytes(b"left over")


def cut_off(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:-20_000])


def bad_schema(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[100:4096] = bytes(3996)
    database.write_bytes(data)


def copied_over(database: Path) -> None:
    """A backup was copied over the database in use; its WAL stayed."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = delete")
    wal = bytes.fromhex("377f0682002de218") + (4096).to_bytes(4, "big") + bytes(4200)
    database.with_name(f"{database.name}-wal").write_bytes(wal)


def older(database: Path) -> None:
    shutil.copy(GOLDEN / "schema_0001.db", database)


CASES: list[tuple[Callable[[Path], object], Kind, str]] = [
    (lambda database: database.write_bytes(b""), Kind.EMPTY, "是空的"),
    (
        lambda database: database.write_text("一个文本文件" * 50, "utf-8"),
        Kind.FOREIGN,
        "不是党建季报的数据库",
    ),
    (newer, Kind.NEWER, f"数据版本99，本程序只认识到{latest_version(MIGRATIONS)}"),
    (missing_with_backup, Kind.MISSING, "还有备份"),
    (missing_with_wal, Kind.MISSING, "这里有过数据"),
    (cut_off, Kind.DAMAGED, "已损坏"),
    (bad_schema, Kind.DAMAGED, "已损坏"),
    (copied_over, Kind.MISPAIRED, "另一份数据"),
]


@pytest.mark.parametrize(("spoil", "kind", "words"), CASES)
def test_what_is_the_matter_is_told_and_nothing_is_touched(tmp_path: Path, spoil, kind, words):
    spoil(at_rest(tmp_path))
    before = state_of(tmp_path)
    place = Workplace(tmp_path, MIGRATIONS)
    assert place.look().kind is kind
    with pytest.raises(Unopened, match=words) as refusal:
        place.open()
    assert refusal.value.condition.remedies
    assert state_of(tmp_path) == before


@pytest.mark.parametrize(
    ("prepare", "kind"), [(lambda _database: None, Kind.SOUND), (older, Kind.OLDER)]
)
def test_looking_at_a_good_file_leaves_no_trace(tmp_path: Path, prepare, kind):
    prepare(at_rest(tmp_path))
    before = state_of(tmp_path)
    assert Workplace(tmp_path, MIGRATIONS).look().kind is kind
    assert state_of(tmp_path) == before


def test_a_first_start_makes_the_folder_only_when_it_is_opened(tmp_path: Path):
    place = Workplace(tmp_path / "新" / "文件夹", MIGRATIONS)
    assert place.look().kind is Kind.FIRST_START
    assert list(tmp_path.iterdir()) == []
    place.open()
    place.close()
    assert place.look().kind is Kind.SOUND


def test_a_folder_that_was_worked_on_and_is_gone_is_missed(tmp_path: Path):
    known = KnownPlaces(tmp_path / "本机" / "用过.json")
    stick = tmp_path / "U盘"
    place = Workplace(stick / "党建", MIGRATIONS, known=known)
    place.open()
    place.close()
    stick.rename(tmp_path / "拔出")
    condition = place.look()
    assert condition.kind is Kind.FOLDER_GONE
    assert Remedy.RETRY in condition.remedies
    with pytest.raises(Unopened, match="U盘或移动硬盘可能没有接好"):
        place.open()
    assert not stick.exists()
    (tmp_path / "拔出").rename(stick)
    place.open()
    place.close()


def test_an_empty_folder_points_at_where_the_data_were_last(tmp_path: Path):
    known = KnownPlaces(tmp_path / "用过.json")
    last = Workplace(tmp_path / "旧", MIGRATIONS, known=known)
    last.open()
    last.close()
    place = Workplace(tmp_path / "新", MIGRATIONS, known=known)
    condition = place.look()
    assert (condition.kind, condition.other_place) == (Kind.ELSEWHERE, tmp_path / "旧")
    place.go_to(tmp_path / "旧")
    place.open()
    place.close()
    assert not (tmp_path / "新").exists()


def test_a_database_that_somebody_deleted_is_missed_even_without_backups(tmp_path: Path):
    known = KnownPlaces(tmp_path / "用过.json")
    place = Workplace(tmp_path / "数据", MIGRATIONS, known=known)
    place.open()
    place.close()
    place.database.unlink()
    condition = place.look()
    assert condition.kind is Kind.MISSING
    assert Remedy.RESTORE not in condition.remedies


def test_starting_anew_keeps_what_lay_there(tmp_path: Path):
    database = at_rest(tmp_path)
    cut_off(database)
    spoiled = database.read_bytes()
    place = Workplace(tmp_path, MIGRATIONS)
    aside = place.start_new()
    assert aside is not None
    assert aside.read_bytes() == spoiled
    place.open()
    assert place.is_empty()
    place.close()


def test_moving_a_foreign_wal_aside_opens_the_database(tmp_path: Path):
    database = at_rest(tmp_path)
    copied_over(database)
    place = Workplace(tmp_path, MIGRATIONS)
    aside = place.set_companions_aside()
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").stat().st_size == 4212
    place.open()
    assert not place.is_empty()
    place.close()


def test_a_path_with_quotes_percents_and_two_hundred_characters_works(tmp_path: Path):
    folder = tmp_path / "镇党建办 '季报' #100%?" / ("a long name " * 10 + "end") / ("长" * 20)
    place = Workplace(folder, MIGRATIONS)
    assert len(str(place.database)) > 200
    place.open()
    place.backups.make()
    place.close()
    assert place.look().kind is Kind.SOUND
    assert [path.name for path in folder.glob("*.db*")] == ["党建季报.db"]


def test_a_path_that_is_too_long_is_told(tmp_path: Path):
    place = Workplace(tmp_path / ("长" * 80) / ("名" * 80), MIGRATIONS)
    with pytest.raises(Unopened, match="路径太长"):
        place.open()
    assert list(tmp_path.iterdir()) == []


TRACES: list[Callable[[Path], object]] = [
    lambda folder: (folder / "党建季报 - 副本.db").write_bytes(b"copy"),
    lambda folder: (folder / "党建季报.原件-20200403-101500.db").write_bytes(b"original"),
    lambda folder: (folder / ".使用者.json").write_text("{}"),
    lambda folder: (folder / "本机设置.json").write_text("{}"),
    lambda folder: backup(folder, "20200403-101500-恢复前.db").write_bytes(b"before"),
    lambda folder: backup(folder, "说明.txt").write_text("可读副本"),
]


def backup(folder: Path, name: str) -> Path:
    (folder / "备份").mkdir()
    return folder / "备份" / name


@pytest.mark.parametrize("leave", TRACES)
def test_whatever_is_left_of_a_database_says_that_there_was_one(tmp_path: Path, leave):
    leave(tmp_path)
    before = state_of(tmp_path)
    place = Workplace(tmp_path, MIGRATIONS)
    assert place.has_data()
    with pytest.raises(Unopened, match="没有新建空的数据") as refusal:
        place.open()
    assert refusal.value.condition.kind is Kind.MISSING
    assert state_of(tmp_path) == before


def test_a_copy_that_lies_there_is_named(tmp_path: Path):
    (tmp_path / "党建季报 - 副本.db").write_bytes(b"copy")
    condition = Workplace(tmp_path, MIGRATIONS).look()
    assert "“党建季报 - 副本.db”" in condition.sentence
    assert Remedy.CHOOSE_FILE in condition.remedies
    assert Remedy.RESTORE not in condition.remedies


def test_what_was_damaged_is_a_trace_and_no_backup(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    place.open()
    made = place.backups.make()
    place.close()
    place.database.unlink()
    made.write_bytes(made.read_bytes()[:5000])
    place.backups.check_all()
    condition = place.look()
    assert condition.kind is Kind.MISSING
    assert Remedy.RESTORE not in condition.remedies


def test_a_definition_with_gaps_is_damage_and_not_a_fault_of_ours(tmp_path: Path, capsys):
    """SQLite takes NOT NULL for granted: a page that was swapped gives rows without a name."""
    place = Workplace(tmp_path, MIGRATIONS)
    place.open()
    place.close()
    with closing(sqlite3.connect(place.database)) as file:
        file.execute("PRAGMA writable_schema = on")
        file.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '')")
        file.execute("PRAGMA writable_schema = reset")
        file.execute("PRAGMA ignore_check_constraints = on")
        file.execute("INSERT INTO own_column (id) VALUES (1)")
        file.commit()
    assert program.main(["figures", "2020Q1", "--data-dir", str(tmp_path)]) == 1
    assert f"数据文件“{place.database}”已损坏" in capsys.readouterr().err
