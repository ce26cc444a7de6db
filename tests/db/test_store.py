"""The database file: who may write, what survives, what the last wall refuses."""

from __future__ import annotations

import threading

import pytest
from peewee import IntegrityError, OperationalError
from township import Town

from db.base import Period, Unit
from db.connection import check_integrity, copy_database
from db.errors import DamagedFile
from db.models.organization import Donation, ThemePartyDay
from desktop_app.services.program.workplace import Workplace


def test_a_connection_cannot_write_outside_a_transaction(workplace: Workplace):
    with pytest.raises(OperationalError, match="readonly"):
        Unit.create(name="张村")


def test_a_worker_reads_what_was_committed_and_cannot_write(workplace: Workplace):
    with workplace.store.transaction():
        Unit.create(name="张村")
    seen: list[object] = []

    def work() -> None:
        with workplace.store.reading():
            seen.append([unit.name for unit in Unit.select()])
            try:
                Unit.create(name="李村")
            except OperationalError as error:
                seen.append(str(error))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == [["张村"], "attempt to write a readonly database"]


def test_an_exception_rolls_everything_back(workplace: Workplace):
    with pytest.raises(RuntimeError), workplace.store.transaction():
        Unit.create(name="张村")
        raise RuntimeError
    assert Unit.select().count() == 0


def test_commits_are_durable_and_references_are_kept(workplace: Workplace):
    pragma = workplace.store.database.pragma
    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (ThemePartyDay, {"attendance": "12abc"}),
        (ThemePartyDay, {"attendance": -1}),
        (ThemePartyDay, {"attendance": 10**9 + 1}),
        (ThemePartyDay, {"date": "2020-02-30"}),
        (ThemePartyDay, {"theme": "长" * 61}),
        (ThemePartyDay, {"unit": 999}),
        (ThemePartyDay, {"period": "2031Q1"}),
        (Donation, {"channel": "别的"}),
    ],
)
def test_the_last_wall_refuses(town: Town, workplace: Workplace, model, values):
    unit = Unit.get(Unit.name == "张村")
    with pytest.raises(IntegrityError), workplace.store.transaction():
        model.create(**{"unit": unit, "period": "2020Q1", **values})
    assert model.select().count() == 0


def test_one_live_subtotal_a_unit_and_kind(town: Town, workplace: Workplace):
    unit = Unit.get(Unit.name == "张村")
    with workplace.store.transaction():
        ThemePartyDay.create(unit=unit, period="2020Q1", is_subtotal=True)
    with pytest.raises(IntegrityError), workplace.store.transaction():
        ThemePartyDay.create(unit=unit, period="2020Q1", is_subtotal=True)
    with workplace.store.transaction():
        ThemePartyDay.update(deleted_at="2020-01-01").execute()
        ThemePartyDay.create(unit=unit, period="2020Q1", is_subtotal=True)


def test_a_copy_holds_rows_that_are_still_in_the_wal(workplace: Workplace, tmp_path):
    with workplace.store.transaction():
        Period.create(code="2020Q1")
    copy = tmp_path / "copy.db"
    copy_database(workplace.database, copy)
    check_integrity(copy)
    assert not list(tmp_path.glob("copy.db-*"))


def test_damage_is_noticed(workplace: Workplace, tmp_path):
    copy = tmp_path / "copy.db"
    copy_database(workplace.database, copy)
    data = bytearray(copy.read_bytes())
    data[8192:12288] = bytes(4096)
    copy.write_bytes(data)
    with pytest.raises(DamagedFile):
        check_integrity(copy)
