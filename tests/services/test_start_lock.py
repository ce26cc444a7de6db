"""密码锁: set, changed, removed; wrong tries get slower and never lock anybody out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.errors import InvalidValue
from desktop_app.services.program import start_lock
from desktop_app.services.program.local_settings import FILE_NAME, LocalSettings
from desktop_app.services.program.start_lock import NAME, StartLock


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> StartLock:
    """A lock with a password whose hash costs next to nothing."""
    monkeypatch.setattr(start_lock, "_COST", 2**4)
    made = StartLock(LocalSettings(tmp_path), clock)
    made.set_password("青石2020", "青石2020")
    return made


def test_nobody_is_asked_before_a_password_is_set(tmp_path: Path):
    lock = StartLock(LocalSettings(tmp_path))
    assert not lock.is_set
    assert lock.check("")
    lock.set_minutes(5)
    assert lock.minutes == 0


def test_a_password_is_known_again_after_a_restart_and_nowhere_to_be_read(tmp_path: Path):
    StartLock(LocalSettings(tmp_path)).set_password("青石2020", "青石2020")
    again = StartLock(LocalSettings(tmp_path))
    assert again.is_set
    assert not again.check("青石2021")
    assert again.check("青石２０２０")  # as an input method writes digits
    assert "青石" not in (tmp_path / FILE_NAME).read_text("utf-8")


def test_wrong_tries_get_slower_and_a_right_one_ends_it(lock: StartLock, clock: Clock):
    waits = []
    for _try in range(12):
        assert not lock.check("猜一个")
        waits.append(lock.wait)
        clock.now += lock.wait
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    assert not lock.check("猜一个")
    assert not lock.check("青石2020")  # too early
    clock.now += 60
    assert lock.check("青石2020")
    assert not lock.check("猜一个")
    assert lock.wait == 0


def test_a_restart_does_not_make_guessing_faster(lock: StartLock, tmp_path: Path, clock: Clock):
    for _try in range(5):
        lock.check("猜一个")
        clock.now += lock.wait
    again = StartLock(LocalSettings(tmp_path), clock)
    assert again.wait == 8
    clock.now += 8
    assert again.check("青石2020")


def test_changing_and_removing_ask_for_the_old_one(lock: StartLock):
    lock.set_minutes(10)
    with pytest.raises(InvalidValue, match="原密码不对"):
        lock.set_password("新的密码", "新的密码", "猜一个")
    lock.set_password("新的密码", "新的密码", "青石2020")
    assert lock.minutes == 10
    with pytest.raises(InvalidValue, match="原密码不对"):
        lock.remove("青石2020")
    lock.remove("新的密码")
    assert not lock.is_set


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [("abc", "abc", "太短"), ("abcd", "abce", "不一样"), ("长" * 65, "长" * 65, "太长")],
)
def test_a_password_that_will_not_do(tmp_path: Path, new: str, again: str, reason: str):
    lock = StartLock(LocalSettings(tmp_path))
    with pytest.raises(InvalidValue, match=reason):
        lock.set_password(new, again)
    assert not lock.is_set


@settings(max_examples=40, deadline=None)
@given(
    kept=st.one_of(
        st.none(),
        st.integers(),
        st.text(),
        st.lists(st.integers()),
        st.dictionaries(st.sampled_from(["salt", "hash", "minutes", "wrong"]), st.integers()),
    )
)
def test_a_file_that_somebody_edited_stops_nobody(tmp_path_factory, kept: object):
    settings_ = LocalSettings(tmp_path_factory.mktemp("lock"))
    settings_.set(NAME, kept)
    lock = StartLock(settings_)
    assert not lock.is_set
    assert lock.wait == 0
    assert lock.check("")


def test_taking_the_file_away_opens_the_program(lock: StartLock, tmp_path: Path):
    (tmp_path / FILE_NAME).unlink()
    assert not StartLock(LocalSettings(tmp_path)).is_set
