"""Which backups may go: over a year of days, and with clocks that jump."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.services.safekeeping.kinds import ROUTINE_KINDS, Kind
from desktop_app.services.safekeeping.thinning import superfluous

NOW = datetime(2021, 6, 30, 17, 45)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Made:
    made_at: datetime
    kind: Kind = Kind.ROUTINE
    is_damaged: bool = False


moments = st.datetimes(datetime(1970, 1, 1), datetime(2038, 1, 1))
backups = st.lists(  # unique, as files are by their names
    st.builds(Made, moments, st.sampled_from(list(Kind)), st.booleans()),
    max_size=60,
    unique_by=lambda one: (one.made_at, one.kind, one.is_damaged),
)


def thin(made: list[Made], now: datetime) -> list[Made]:
    gone = superfluous(made, now)
    return [backup for backup in made if backup not in gone]


def _age(backup: Made) -> timedelta:
    return NOW - backup.made_at


def test_four_hundred_days_of_hourly_work_leave_today_days_weeks_and_months():
    made: list[Made] = []
    start = datetime(2020, 4, 1, 8, 0)
    for day in range(400):
        for hour in range(9):
            now = start + day * DAY + timedelta(hours=hour)
            made = thin([*made, Made(now)], now)
            assert Made(now) in made
            assert len(made) <= 30 + 12 + 10 + 9
    last = made[-1].made_at
    days = {one.made_at.date() for one in made}
    assert len([one for one in made if one.made_at > last - DAY]) == 9
    assert {last.date() - number * DAY for number in range(12)} <= days
    ages = sorted((last.date() - day).days for day in days)
    assert len(ages) == 12 + 10 + 9
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages[:22]))
    assert 300 <= ages[-1] <= 400
    assert all(later - earlier <= 35 for earlier, later in pairwise(ages[21:]))


def test_one_day_of_many_backups_is_capped():
    made = [Made(NOW - timedelta(minutes=number)) for number in range(200)]
    assert thin(made, NOW) == made[:30]


def test_those_made_for_a_reason_are_kept_longer_and_apart():
    reasons = [kind for kind in Kind if kind not in ROUTINE_KINDS and kind is not Kind.OTHER]
    made = [Made(NOW - number * 90 * DAY, kind) for kind in reasons for number in range(5)]
    assert superfluous(made, NOW) == []
    many = [Made(NOW - timedelta(hours=number), Kind.BY_HAND) for number in range(25)]
    newest = sorted([*many, *(one for one in made if one.kind is Kind.BY_HAND)], key=_age)[:20]
    gone = superfluous([*made, *many], NOW)
    assert len(gone) == 10
    assert set(newest).isdisjoint(gone)


def test_one_dated_by_a_wrong_clock_pushes_nothing_out():
    present = [Made(NOW - number * DAY) for number in range(12)]
    to_come = [Made(datetime(2099, 1, 1) + number * DAY) for number in range(40)]
    early = [Made(datetime(1970, 1, 1) + number * DAY) for number in range(40)]
    gone = superfluous([*to_come, *present, *early], NOW)
    assert set(present).isdisjoint(gone)
    assert to_come[-1] not in gone
    assert early[-1] not in gone
    assert len(to_come) + len(early) - len(gone) < 70


def test_with_a_clock_at_1970_the_present_ones_stay():
    present = [Made(NOW - number * DAY) for number in range(12)]
    now = datetime(1970, 1, 1, 8)
    assert superfluous([*present, Made(now)], now) == []


def test_a_damaged_one_never_pushes_out_a_sound_one():
    sound = Made(NOW - timedelta(days=3, hours=2))
    damaged = Made(NOW - timedelta(days=3), is_damaged=True)
    assert superfluous([sound, damaged], NOW) == []


@settings(max_examples=300, deadline=None)
@given(backups, moments)
def test_the_newest_sound_one_stays_and_thinning_again_changes_nothing(made, now):
    gone = superfluous(made, now)
    assert all(one.kind is not Kind.OTHER for one in gone)
    removed = set(map(id, gone))  # of twins made in one second, one may go
    stay = [one for one in made if id(one) not in removed]
    sound = [one for one in made if not one.is_damaged and one.made_at <= now]
    if sound:
        assert max(sound, key=lambda one: one.made_at) in stay
    assert superfluous(stay, now) == []


@settings(max_examples=200, deadline=None)
@given(backups, moments, backups)
def test_what_lies_ahead_of_the_clock_is_never_why_one_goes(made, now, more):
    ahead = [Made(max(one.made_at, now + DAY), one.kind, one.is_damaged) for one in more]
    present = [one for one in made if one.made_at <= now]
    alone = superfluous(present, now)
    assert [one for one in superfluous([*present, *ahead], now) if one.made_at <= now] == alone
