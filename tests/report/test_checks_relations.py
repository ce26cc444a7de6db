"""Checks between figures and against earlier periods, as the township's own rows raise them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from township import Q1, Q2, Town

from desktop_app.core.records import Finding
from desktop_app.services.checks.settings import CheckSettings

ATTENDANCE = "organization.party_day_attendance"
OATHS = "organization.oath_attendance"


def told(town: Town, rule: str, period=Q1) -> list[Finding]:
    return [one for one in town.services.checks.findings(period) if one.rule == rule]


def second_quarter(town: Town) -> Town:
    town.services.periods.open(Q2)
    return Town(town.services, Q2)


def everywhere(town: Town, **values: object) -> None:
    for unit in ("张村", "李村", "河湾社区"):
        town.row("theme_party_day", unit=unit, **values)


def test_a_branch_without_its_monthly_theme_day_is_named(town: Town):
    for month in (1, 2, 3):
        town.row("theme_party_day", unit="张村", date=f"2020-0{month}-10", times=1, branches=2)
    town.row("theme_party_day", unit="李村", date="2020-01-10", times=2)
    (found,) = told(town, "arithmetic.theme_days")
    assert "李村（应9次，登记2次）" in found.message
    assert "张村" not in found.message
    assert "河湾社区" not in found.message  # it gave nothing: told as missing


def test_a_row_left_out_of_the_totals_is_no_theme_day(town: Town):
    for month in (1, 2, 3):
        uid = town.row("theme_party_day", date=f"2020-0{month}-10", times=1, branches=2)
    assert told(town, "arithmetic.theme_days") == []
    town.services.ledgers.save("theme_party_day", Q1, {"counted": False}, uid=uid)
    assert "登记4次" in told(town, "arithmetic.theme_days")[0].message


def test_a_part_given_by_hand_may_not_exceed_its_whole(town: Town):
    everywhere(town, attendance=20, oath_attendance=10)
    assert told(town, "arithmetic.part") == []
    town.services.office.save_reported_value(Q1, OATHS, Decimal(61), "县里核定")
    (found,) = told(town, "arithmetic.part")
    assert (found.severity, found.figure) == ("error", OATHS)
    assert "61人次" in found.message
    assert "60人次" in found.message


def test_more_names_than_the_count_says_are_told(town: Town):
    for title in ("甲", "乙", "丙"):
        town.row("issued_document", unit="本级", area="疫情防控", title=title)
    assert told(town, "arithmetic.names") == []
    town.services.office.save_reported_value(Q1, "epidemic.documents", Decimal(2), "县里核定")
    (found,) = told(town, "arithmetic.names")
    assert "列了3项" in found.message


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [(20, 29, False), (20, 30, True), (20, 10, True), (20, 11, False), (4, 8, False)],
)
def test_a_jump_needs_both_its_share_and_its_size(town: Town, before: int, now: int, is_told: bool):  # noqa: FBT001 - a column of the table
    everywhere(town, attendance=0)
    town.row("theme_party_day", attendance=before)
    later = second_quarter(town)
    everywhere(later, attendance=0)
    later.row("theme_party_day", attendance=now)
    found = [one.figure for one in told(later, "arithmetic.jump", Q2)]
    assert (ATTENDANCE in found) == is_told


def test_a_jump_of_a_total_that_lacks_units_is_not_told(town: Town):
    everywhere(town, attendance=10)
    later = second_quarter(town)
    later.row("theme_party_day", attendance=300)
    assert ATTENDANCE not in [one.figure for one in told(later, "arithmetic.jump", Q2)]


def test_an_explained_jump_is_kept_for_the_sheet_instead_of_told(town: Town):
    everywhere(town, attendance=10)
    later = second_quarter(town)
    everywhere(later, attendance=100)
    (found,) = (one for one in told(later, "arithmetic.jump", Q2) if one.figure == ATTENDANCE)
    assert "为300人次，上期是30人次，增加900%" in found.message
    settings = CheckSettings(town.services.writer)
    settings.explain(Q2, found, "七一前集中开展")
    checked = town.services.checks.checked(Q2)
    assert ATTENDANCE not in [one.figure for one in checked.findings]
    explained = {jump.figure.key: jump.note for jump in checked.explained}
    assert explained == {ATTENDANCE: "七一前集中开展"}


def test_a_base_that_was_frozen_otherwise_is_told_with_what_is_used(town: Town):
    everywhere(town, attendance=20)
    errors = [one.message for one in town.services.checks.findings(Q1) if one.severity == "error"]
    town.services.final.freeze(Q1, explanations=dict.fromkeys(errors, "演练"))
    later = second_quarter(town)
    everywhere(later, attendance=20)
    assert told(later, "arithmetic.frozen", Q2) == []
    town.row("theme_party_day", attendance=5)
    (found,) = told(later, "arithmetic.frozen", Q2)
    assert "2020年第一季度报告第1版" in found.message
    assert "定稿以后台账改过" in found.message
    assert "由60改为65" in found.message
    assert "用的是台账现在的数" in found.message


def test_a_day_of_the_numbers_after_the_report_s_own_is_told(town: Town):
    town.services.texts.save_dates(Q1, as_of=date(2020, 4, 9), signed_on=date(2020, 4, 3))
    assert "晚于成文日期" in told(town, "elements.as_of")[0].message
    town.services.texts.save_dates(Q1, as_of=date(2020, 3, 31), signed_on=date(2020, 4, 3))
    assert told(town, "elements.as_of") == []


def test_a_note_holds_for_the_numbers_that_it_explained_alone(town: Town):
    everywhere(town, attendance=10)
    later = second_quarter(town)
    everywhere(later, attendance=100)
    (found,) = (one for one in told(later, "arithmetic.jump", Q2) if one.figure == ATTENDANCE)
    settings = CheckSettings(town.services.writer)
    settings.explain(Q2, found, "七一前集中开展")
    assert ATTENDANCE not in [
        jump.figure.key for jump in town.services.checks.checked(Q2).unexplained
    ]
    later.row("theme_party_day", attendance=100)
    checked = town.services.checks.checked(Q2)
    (again,) = (one for one in checked.findings if one.figure == ATTENDANCE)
    assert "为400人次，上期是30人次，增加1233%，请核对" in again.message
    assert "原说明“七一前集中开展”是针对“主题党日参加”为300人次" in again.message
    assert [jump.figure.key for jump in checked.explained] == []
    assert ATTENDANCE in [jump.figure.key for jump in checked.unexplained]
    settings.explain(Q2, again, "七一前后都集中开展")
    (explained,) = town.services.checks.checked(Q2).explained
    assert explained.note == "七一前后都集中开展"
