"""One program at a time; what a program that was killed leaves behind is looked at more closely."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from test_opening import at_rest, state_of
from township import MIGRATIONS, ROOT

from db import scratch
from db.base import Unit
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Kind, Unopened

HOLDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from desktop_app.services.program.workplace import Workplace
from db.base import Unit
place = Workplace(Path(sys.argv[2]), Path(sys.argv[3]), who="小王")
place.open()
with place.store.transaction():
    Unit.create(name="刚保存的村")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holding(tmp_path: Path):
    """Another program that holds the folder, having just saved a row."""
    at_rest(tmp_path)
    arguments = [sys.executable, "-c", HOLDING, str(ROOT), str(tmp_path), str(MIGRATIONS)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_a_second_start_says_who_holds_the_folder(tmp_path: Path, holding: subprocess.Popen[str]):
    place = Workplace(tmp_path, MIGRATIONS)
    with pytest.raises(Unopened, match=r"这台电脑的用户“小王”，从..:..开始") as refusal:
        place.open()
    assert refusal.value.condition.kind is Kind.HELD


def test_what_another_program_works_on_can_be_read(tmp_path: Path, holding: subprocess.Popen[str]):
    place = Workplace(tmp_path, MIGRATIONS)
    place.open_to_read()
    assert Unit.select().where(Unit.name == "刚保存的村").count() == 1
    place.close()
    with pytest.raises(Unopened):
        place.open()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is not known there")
def test_after_a_kill_the_next_start_checks_and_has_what_was_saved(
    tmp_path: Path, holding: subprocess.Popen[str], monkeypatch
):
    holding.send_signal(signal.SIGKILL)
    holding.wait()
    checked: list[Path] = []
    from desktop_app.services.program import workplace as module  # noqa: PLC0415 - to watch it

    original = module.closer_look
    monkeypatch.setattr(
        module, "closer_look", lambda path: (checked.append(path), original(path))[1]
    )
    for _ in range(2):
        place = Workplace(tmp_path, MIGRATIONS)
        place.open()
        assert Unit.select().where(Unit.name == "刚保存的村").count() == 1
        place.close()
    assert checked == [tmp_path / "党建季报.db"]


def leave_note(folder: Path) -> None:
    """What a program that was killed leaves."""
    note = {"computer": "别的电脑", "account": "李", "since": "2020-04-03 08:00:00", "pid": 1}
    (folder / ".使用者.json").write_text(json.dumps(note), "utf-8")


def test_damage_after_an_unclean_exit_is_found_before_anything_is_written(tmp_path: Path):
    database = at_rest(tmp_path)
    data = bytearray(database.read_bytes())
    data[8192:12288] = bytes(4096)
    database.write_bytes(data)
    leave_note(tmp_path)
    before = database.read_bytes()
    for _ in range(2):  # the mark stays until all is well
        with pytest.raises(Unopened, match="已损坏"):
            Workplace(tmp_path, MIGRATIONS).open()
    assert database.read_bytes() == before
    assert not list(tmp_path.glob("*.db-*"))


def test_a_wal_of_another_database_is_recognised_by_what_it_would_do(tmp_path: Path):
    """Both keep a WAL, so that only their pages tell that they do not belong together."""
    at_rest(tmp_path / "别的")
    other = Workplace(tmp_path / "别的", MIGRATIONS)
    other.open()
    with other.store.transaction():
        for number in range(400):
            Unit.create(name=f"村{number}")
    wal = other.database.with_name(f"{other.database.name}-wal")
    left_over = wal.read_bytes()
    other.close()
    mine = Workplace(tmp_path / "我的", MIGRATIONS)
    mine.open()
    mine.close()
    mine.database.with_name(wal.name).write_bytes(left_over)
    before = state_of(mine.folder)
    with pytest.raises(Unopened) as refusal:
        mine.open()
    assert refusal.value.condition.kind is Kind.MISPAIRED
    assert state_of(mine.folder).items() >= before.items()
    mine.set_companions_aside()
    mine.open()
    assert Unit.select().count() == 0
    mine.close()


def test_a_wal_that_a_power_cut_left_is_taken_in(tmp_path: Path):
    first = Workplace(tmp_path / "停电前", MIGRATIONS)
    first.open()
    with first.store.transaction():
        Unit.create(name="张村")
    shutil.copytree(first.folder, tmp_path / "停电后")
    first.close()
    after = Workplace(tmp_path / "停电后", MIGRATIONS)
    after.open()
    assert [unit.name for unit in Unit.select()] == ["张村"]
    after.close()


def test_a_folder_that_cannot_be_held_leaves_no_note(tmp_path: Path):
    (tmp_path / "党建季报.db").write_bytes(b"")
    with pytest.raises(Unopened):
        Workplace(tmp_path, MIGRATIONS).open()
    assert [path.name for path in tmp_path.iterdir()] == ["党建季报.db"]


def killed(folder: Path) -> Workplace:
    """A folder as a killed program leaves it, with rows in the WAL."""
    first = Workplace(folder.with_name("先前"), MIGRATIONS)
    first.open()
    with first.store.transaction():
        Unit.create(name="张村")
    shutil.copytree(first.folder, folder)
    first.close()
    leave_note(folder)
    return Workplace(folder, MIGRATIONS)


def no_room_in(monkeypatch: pytest.MonkeyPatch, *full: Path) -> None:
    usage = shutil.disk_usage

    def answer(path: Path) -> object:
        found = usage(path)
        return found._replace(free=0) if Path(path) in full else found

    monkeypatch.setattr(scratch.shutil, "disk_usage", answer)


def test_a_full_temporary_disk_does_not_keep_the_data_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = killed(tmp_path / "数据")
    no_room_in(monkeypatch, Path(tempfile.gettempdir()))
    place.open()
    assert [unit.name for unit in Unit.select()] == ["张村"]
    assert not list(place.folder.glob(".党建季报-检查-*"))
    place.close()


def test_where_nowhere_is_room_the_temporary_disk_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = killed(tmp_path / "数据")
    no_room_in(monkeypatch, Path(tempfile.gettempdir()), place.folder)
    with pytest.raises(Unopened, match="放临时文件的") as refusal:
        place.open()
    assert refusal.value.condition.kind is Kind.NO_ROOM
    assert tempfile.gettempdir() in str(refusal.value)
    with pytest.raises(Unopened, match="放临时文件的"):
        place.open_to_read()
    monkeypatch.undo()
    place.open()
    assert [unit.name for unit in Unit.select()] == ["张村"]
    place.close()


def test_what_a_look_that_was_killed_left_goes_with_the_next_start(tmp_path: Path):
    place = killed(tmp_path / "数据")
    left = place.folder / ".党建季报-检查-abc"
    left.mkdir()
    (left / "党建季报.db").write_bytes(b"half")
    place.open()
    assert not left.exists()
    place.close()
