"""From a figure back to its rows: the same ones that it was added up from, and no more."""

from __future__ import annotations

import pytest
from township import Q1, Q2, Town

from desktop_app.core.periods import Period
from desktop_app.core.specs import Rectification
from desktop_app.services.figures.problems import ListedRows, problems_behind
from desktop_app.services.figures.trace import LedgerRows, figures_with, rows_behind
from desktop_app.services.log.last_hands import hands_of, last_hands

ATTENDANCE = "organization.party_day_attendance"
RESUMED = "production.large_resumption_rate"


def behind(town: Town, key: str, unit: str = "", most: int | None = None) -> list[LedgerRows]:
    return rows_behind(town.services.catalogue, town.services.ledgers, Q1, key, unit, most)


def uids(found: list[LedgerRows]) -> list[str]:
    return [row.uid for one in found for row in one.rows]


def test_only_rows_that_count_and_know_the_number_stand_behind_it(town: Town):
    kept = town.row("theme_party_day", attendance=8)
    town.row("theme_party_day", attendance=9, counted=False)
    town.row("theme_party_day", times=3)
    gone = town.row("theme_party_day", attendance=10)
    town.services.ledgers.delete("theme_party_day", gone)
    assert uids(behind(town, ATTENDANCE)) == [kept]


def test_rows_of_one_unit_alone(town: Town):
    town.row("theme_party_day", attendance=8)
    other = town.row("theme_party_day", "李村", attendance=9)
    assert uids(behind(town, ATTENDANCE, "李村")) == [other]


def test_no_more_rows_are_read_than_asked_for_and_the_others_are_counted(town: Town):
    first, *others = (town.row("theme_party_day", attendance=number) for number in range(1, 6))
    (found,) = behind(town, ATTENDANCE, most=2)
    assert [row.uid for row in found.rows] == [first, others[0]]
    assert (found.count, found.more) == (5, 3)
    (all_of_them,) = behind(town, ATTENDANCE)
    assert (all_of_them.count, all_of_them.more) == (5, 0)


def test_of_a_state_only_the_latest_row_of_each_thing_in_its_category(town: Town):
    about = {"category": "规上", "name": "甲厂"}
    town.row("enterprise", date="2020-02-01", due=3, back=1, **about)
    late = town.row("enterprise", date="2020-03-01", due=3, back=2, **about)
    town.row("enterprise", date="2020-03-01", category="规下", due=9, back=9)
    assert uids(behind(town, RESUMED)) == [late]


def test_a_row_that_knows_one_side_of_a_ratio_does_not_count(town: Town):
    town.row("enterprise", category="规上", name="甲厂", due=3)
    both = town.row("enterprise", category="规上", name="乙厂", due=3, back=2)
    assert uids(behind(town, RESUMED)) == [both]
    rows = {row.uid: row for row in town.services.ledgers.rows("enterprise", Q1)}
    catalogue = town.services.catalogue
    assert [RESUMED in figures_with(catalogue, row) for row in rows.values()] == [False, True]


def test_the_numbers_of_the_rows_add_up_to_every_sum_of_the_township(town: Town):
    town.row("donation", member_donors=3, other_donors=2, amount="10.5")
    town.row("volunteer_post", "李村", post="驻厂", people=4)
    town.row("membership_step", stage="预备接收", people=2, fast_track=1)
    town.row("help_visit", kind="困难群众", people=6)
    values = town.services.figures.figures(Q1)
    for key in ("organization.donation_amount", "production.stationed"):
        source = town.services.catalogue.figures[key].source
        rows = [row for one in behind(town, key) for row in one.rows]
        assert sum(row.values[source.column] for row in rows) == values[key].value


def listed(town: Town, key: str, period: Period = Q2) -> ListedRows:
    services = town.services
    found = problems_behind(services.rectification, period, services.catalogue.figures[key])
    assert found is not None
    return found


@pytest.fixture
def problems(town: Town) -> dict[str, str]:
    """Two problems of Q1, one signed off in Q2, and one that came up in Q2."""
    service = town.services.rectification
    town.services.periods.open(Q2)
    found = {
        name: service.save_problem(period, description=name, area="基层党建")
        for name, period in (("学习不深", Q1), ("台账不全", Q1), ("新问题", Q2))
    }
    day, note = Q2.last_day.isoformat(), "已补齐"
    service.sign_off(Q2, found["台账不全"], closed_on=day, closing_note=note)
    return found


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("rectification.last_problems", ["学习不深", "台账不全"]),
        ("rectification.last_problems_closed", ["台账不全"]),
        ("rectification.last_problems_open", ["学习不深"]),
        ("rectification.last_quarter_review", ["学习不深", "台账不全"]),
        ("rectification.problems", ["学习不深", "新问题"]),
        ("rectification.organization_problems", ["学习不深", "新问题"]),
        ("rectification.problems_closed", ["台账不全"]),
    ],
)
def test_the_problems_behind_a_count_are_named(
    town: Town, problems: dict[str, str], key: str, names: list[str]
):
    found = listed(town, key)
    assert [row.cells[0] for row in found.rows] == names
    assert [row.uid for row in found.rows] == [problems[name] for name in names]
    assert all(row.hand is not None and row.hand.who == "测试" for row in found.rows)


def test_as_many_problems_and_measures_are_listed_as_each_figure_counts(
    town: Town, problems: dict[str, str]
):
    service = town.services.rectification
    done = service.save_measure(Q2, heading="补课", problems=[problems["学习不深"]])
    service.save_progress(Q2, done, state="已完成")
    service.save_measure(Q2, heading="督查", due="2020-05-01")
    values = town.services.figures.figures(Q2)
    for key, spec in town.services.catalogue.figures.items():
        if isinstance(spec.source, Rectification):
            value = values[key].value
            size = len(value) if isinstance(value, tuple) else value or 0
            assert len(listed(town, key).rows) == size, key


def test_a_figure_of_a_ledger_has_no_problems(town: Town):
    spec = town.services.catalogue.figures[ATTENDANCE]
    assert problems_behind(town.services.rectification, Q1, spec) is None


def test_hands_of_many_rows_are_found_in_portions(town: Town):
    uid = town.row("theme_party_day", attendance=1)
    unknown = [f"none{number}" for number in range(2500)]
    hands = last_hands(town.services.catalogue, "theme_party_day", [*unknown, uid])
    assert list(hands) == [uid]
    assert hands_of(town.services.catalogue.models["donation"], [uid]) == {}
