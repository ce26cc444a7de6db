"""What was acknowledged is kept; what could not be kept says why, and can be tried again."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from test_opening import at_rest, older, state_of
from township import MIGRATIONS, Town

from db import connection as connection_module
from db.base import Unit
from db.connection import Mode, Store
from db.places import Place
from db.troubles import Trouble, trouble_of
from desktop_app.core.errors import DatabaseRefused
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.saving_words import trouble_sentence

ATTENDED = "organization.party_day_attendance"


def test_a_full_disk_is_named_and_the_same_step_works_later(town: Town, workplace: Workplace):
    town.row("theme_party_day", attendance=86)
    pragma = workplace.store.database.pragma
    pages = pragma("page_count")
    pragma("max_page_count", pages)
    with pytest.raises(DatabaseRefused, match=r"没有保存：.*磁盘已满（只剩\d+ MB）.*还在原处"):
        for _ in range(2000):
            town.row("theme_party_day", attendance=1, theme="长" * 60)
    assert isinstance(before := town.value(ATTENDED), int)
    pragma("max_page_count", pages + 1000)
    town.row("theme_party_day", attendance=14)
    assert town.value(ATTENDED) == before + 14
    workplace.verify()


def test_a_database_that_another_program_keeps_is_told(
    town: Town, workplace: Workplace, monkeypatch
):
    workplace.store.database.pragma("busy_timeout", 20)
    with closing(sqlite3.connect(workplace.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseRefused, match="正被其他程序占用"):
            town.row("theme_party_day", attendance=86)
        other.execute("ROLLBACK")
    town.row("theme_party_day", attendance=86)
    assert town.value(ATTENDED) == 86


def test_a_file_that_has_gone_or_was_replaced_takes_no_rows_into_nowhere(
    town: Town, workplace: Workplace
):
    elsewhere = workplace.database.with_name("移走.db")
    workplace.database.rename(elsewhere)
    with pytest.raises(DatabaseRefused, match="被移走"):
        town.row("theme_party_day", attendance=86)
    assert not workplace.database.exists()
    workplace.database.write_bytes(elsewhere.read_bytes())
    with pytest.raises(DatabaseRefused, match="换掉"):
        town.row("theme_party_day", attendance=86)
    workplace.database.unlink()
    elsewhere.rename(workplace.database)
    town.row("theme_party_day", attendance=14)
    assert town.value(ATTENDED) == 14


@pytest.mark.skipif(sys.platform != "linux", reason="Windows lets nobody replace a file in use")
def test_where_a_synced_folder_put_another_file_in_its_place_that_is_said(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS, find_place=lambda _folder: Place.SYNCED)
    place.open()
    with place.store.transaction():
        Unit.create(name="张村")
    other = tmp_path / "云端.db"
    other.write_bytes(place.database.read_bytes())
    other.replace(place.database)
    with pytest.raises(DatabaseRefused, match="换掉") as refusal, place.store.transaction():
        Unit.create(name="李村")
    assert "只读" not in str(refusal.value)
    place.close()


def test_after_a_disk_that_did_not_answer_the_next_step_connects_anew(
    town: Town, workplace: Workplace
):
    before = workplace.store.database.connection()
    pulled = sqlite3.OperationalError("disk I/O error")
    pulled.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE  # type: ignore[misc]
    with (
        pytest.raises(DatabaseRefused, match="U盘可能被拔出"),
        town.services.writer.step("录入"),
    ):
        raise pulled
    town.row("theme_party_day", attendance=14)
    assert workplace.store.database.connection() is not before
    assert town.value(ATTENDED) == 14


def test_damage_in_mid_work_is_told_with_what_to_do(town: Town, workplace: Workplace):
    town.row("theme_party_day", attendance=86)
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'theme_party_day'"
    (page,) = workplace.store.database.execute_sql(query).fetchone()
    workplace.store.close()
    with workplace.database.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    workplace.store.open()
    with pytest.raises(Exception, match="malformed") as error:
        town.value(ATTENDED)
    sentence = trouble_sentence(error.value, workplace.database)
    assert sentence is not None
    assert "马上关闭程序再重新打开" in sentence
    with pytest.raises(DatabaseRefused, match="已损坏"):
        town.row("theme_party_day", attendance=14)


def test_a_fault_of_ours_is_not_taken_for_the_disk_s(workplace: Workplace):
    with pytest.raises(Exception, match="no such table") as error, workplace.store.transaction():
        workplace.store.database.execute_sql("SELECT * FROM no_such_thing")
    assert trouble_of(error.value) is None
    assert trouble_sentence(error.value, workplace.database) is None


# ── places where WAL cannot be had ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("place", "words"), [(Place.NETWORK, "网络上的共享文件夹"), (Place.SYNCED, "同步文件夹")]
)
def test_where_wal_is_not_to_be_trusted_a_journal_is_kept_and_told(tmp_path: Path, place, words):
    at_rest(tmp_path)
    work = Workplace(tmp_path, MIGRATIONS, find_place=lambda _folder: place)
    work.open()
    pragma = work.store.database.pragma
    assert (pragma("journal_mode"), pragma("synchronous")) == ("delete", 3)
    assert words in work.notice
    with work.store.transaction():
        Unit.create(name="新增村")
    assert not list(tmp_path.glob("*.db-*"))
    work.backups.make()
    work.close()


def test_where_wal_is_refused_a_journal_is_kept(tmp_path: Path, monkeypatch):
    database = at_rest(tmp_path)
    store = Store(database, [Unit])
    refused: list[Mode] = []
    connect = Store._connect

    def refuse_wal(self: Store, path: Path, mode: Mode) -> None:
        connect(self, path, mode)
        if mode is Mode.WAL:
            refused.append(mode)
            self.database.pragma("journal_mode", "delete")

    monkeypatch.setattr(Store, "_connect", refuse_wal)
    store.open()
    assert refused == [Mode.WAL]
    assert store.mode is Mode.CAREFUL
    with store.transaction():
        Unit.create(name="新增村")
    store.close()


def test_on_a_local_disk_there_is_nothing_to_tell(workplace: Workplace):
    assert workplace.store.mode is Mode.WAL
    assert workplace.notice == ""


# ── reading alone ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("prepare", [lambda _database: None, older], ids=["present", "older"])
def test_reading_alone_leaves_the_folder_as_it_is_and_refuses_to_write(tmp_path: Path, prepare):
    prepare(at_rest(tmp_path))
    before = state_of(tmp_path)
    place = Workplace(tmp_path, MIGRATIONS)
    place.open_to_read()
    assert Unit.select().count() > 3
    with pytest.raises(DatabaseRefused, match="只读打开"), place.store.transaction():
        Unit.create(name="新增村")
    assert place.is_read_only
    assert "只读打开" in place.notice
    place.close()
    assert state_of(tmp_path) == before


def test_reading_alone_shows_what_a_power_cut_left_in_the_wal(tmp_path: Path):
    first = Workplace(tmp_path / "停电前", MIGRATIONS)
    first.open()
    with first.store.transaction():
        Unit.create(name="新增村")
    (tmp_path / "U盘").mkdir()
    for path in first.folder.glob("*.db*"):
        (tmp_path / "U盘" / path.name).write_bytes(path.read_bytes())
    first.close()
    before = state_of(tmp_path / "U盘")
    place = Workplace(tmp_path / "U盘", MIGRATIONS)
    place.open_to_read()
    assert [unit.name for unit in Unit.select()] == ["新增村"]
    place.close()
    assert state_of(tmp_path / "U盘") == before


def test_a_file_that_cannot_be_written_is_told_at_the_start(tmp_path: Path, monkeypatch):
    database = at_rest(tmp_path)
    original = Path.open

    def refuse(self: Path, mode: str = "r", *rest: object, **options: object):
        if self == database and "+" in mode:
            raise PermissionError(13, "denied")
        return original(self, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DatabaseRefused, match=r"数据文件.*没有写入权限"):
        Workplace(tmp_path, MIGRATIONS).open()


def test_every_connection_uses_the_pragmas_that_survive_a_power_cut():
    assert connection_module.Mode.WAL.value["synchronous"] == "full"
    assert connection_module.Mode.CAREFUL.value["synchronous"] == "extra"
    assert Trouble.FULL is not Trouble.GONE
