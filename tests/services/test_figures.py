"""Figures: empty is not zero, latest counts for states, ratios, periods, missing units."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from peewee import Database
from township import Q1, Q2, Town

from db.base import Unit
from desktop_app.core.errors import UnknownUnit
from desktop_app.core.periods import Period

ATTENDANCE = "organization.party_day_attendance"


def figure(town: Town, key: str, code: str = "2020Q1"):
    return town.services.figures.figures(Period.parse(code))[key]


def test_without_rows_a_figure_is_unknown_and_everyone_is_missing(town: Town):
    found = figure(town, ATTENDANCE)
    assert (found.value, found.rows, found.source) == (None, 0, None)
    assert found.missing == ("张村", "李村", "河湾社区")


def test_a_total_adds_what_is_known_and_lists_the_rest(town: Town):
    town.row("theme_party_day", attendance=86)
    town.row("theme_party_day", attendance=14)
    town.row("theme_party_day", unit="李村", attendance=0)
    found = figure(town, ATTENDANCE)
    assert (found.value, found.rows, found.source) == (100, 3, "ledger")
    assert found.by_unit == {"张村": 100, "李村": 0, "河湾社区": None, "本级": None}
    assert (found.missing, found.partial_kind) == (("河湾社区",), "个单位")


def test_a_row_with_an_empty_number_does_not_make_a_zero(town: Town):
    town.row("theme_party_day", times=2)
    assert town.value(ATTENDANCE) is None
    assert town.value("organization.party_days") == 2


def test_a_nil_return_makes_zero_and_ends_the_chase(town: Town):
    for unit in ("张村", "李村", "河湾社区"):
        town.services.office.save_nil_report(Q1, unit, "theme_party_day", given=True)
    found = figure(town, ATTENDANCE)
    assert (found.value, found.missing) == (0, ())
    town.services.office.save_nil_report(Q1, "张村", "theme_party_day", given=False)
    assert figure(town, ATTENDANCE).missing == ("张村",)


def test_a_nil_return_in_the_second_quarter_alone_is_zero_too(town: Town):
    town.services.periods.open(Q2)
    town.services.office.save_nil_report(Q2, "张村", "theme_party_day", given=True)
    assert figure(town, ATTENDANCE, "2020H1").value == 0


def test_units_that_need_not_report_are_not_chased(town: Town):
    town.services.office.save_unit(Q1, "李村", reporting=False)
    assert town.missing(ATTENDANCE) == ("张村", "河湾社区")


def test_of_a_state_the_latest_row_counts(town: Town):
    town.row("mobilisation", date="2020-02-01", members=20)
    town.row("mobilisation", date="2020-03-20", members=38)
    town.row("mobilisation", date="2020-03-01", members=30)
    assert town.value("epidemic.mobilised") == 38
    town.row("mobilisation", members=41)  # undated: the state at the quarter's end
    assert town.value("epidemic.mobilised") == 41


def test_of_each_team_the_latest_row_counts(town: Town):
    town.row("service_team", date="2020-02-01", name="先锋队", members=10)
    town.row("service_team", date="2020-03-01", name="先锋队", members=12)
    town.row("service_team", date="2020-02-10", name="巾帼队", members=8)
    assert (town.value("epidemic.teams"), town.value("epidemic.team_members")) == (2, 20)


def test_rows_that_are_not_counted_stay_out(town: Town):
    uid = town.row("theme_party_day", attendance=86)
    town.services.ledgers.save("theme_party_day", Q1, {"counted": False}, uid=uid)
    assert town.value(ATTENDANCE) is None


def test_a_ratio_divides_over_the_units_where_both_are_known(town: Town):
    town.row("donation", member_donors=30)  # of 40
    town.row("donation", unit="河湾社区", member_donors=9)  # party members unknown
    town.services.office.save_nil_report(Q1, "李村", "donation", given=True)  # 0 of 50
    found = figure(town, "organization.donation_ratio")
    # 本级 (10 members) is never chased, so its members count although it gave nothing.
    assert found.value == Decimal(3000) / 100
    assert found.by_unit["张村"] == 75
    assert found.missing == ("河湾社区",)


def test_a_ratio_without_denominator_is_unknown(town: Town):
    town.row("organization_meeting", branches_held=3)
    assert town.value("organization.meeting_coverage") is None
    town.row("organization_meeting", branches_held=0, branches_due=0)
    assert town.value("organization.meeting_coverage") is None


def test_rates_of_enterprises_by_category(town: Town):
    town.row("enterprise", category="规上", name="甲公司", due=1, back=0, producing=0)
    town.row("enterprise", category="规上", name="乙公司", due=1, back=1, producing=1)
    town.row(
        "enterprise", date="2020-03-30", category="规上", name="丙公司", due=1, back=1, producing=0
    )
    town.row("enterprise", category="规下", due=8, back=8, producing=6)
    assert town.value("production.large_resumption_rate") == Decimal(200) / 3
    assert town.value("production.medium_production_rate") == 75


def test_the_lower_of_two_rates(town: Town):
    town.row(
        "enterprise",
        category="规上",
        name="甲",
        producing=1,
        staff_due=100,
        staff_back=96,
        capacity_rate=90,
    )
    town.row("enterprise", category="规上", name="乙", producing=3, capacity_rate=98)
    assert town.value("production.return_rate") == 96
    assert town.value("production.capacity_rate") == 96
    assert town.value("production.lower_rate") == 96
    town.row("enterprise", category="规下", producing=4, capacity_rate=50)
    assert town.value("production.lower_rate") == 73


def test_branches_that_several_events_cover_count_once(town: Town):
    town.row("theme_party_day", branches=2)
    town.row("theme_party_day", branches=1)
    town.row("theme_party_day", unit="李村", branches=3)
    assert town.value("organization.party_day_branches") == 5


def test_names_stand_in_their_order_and_titles_in_brackets(town: Town):
    for name, order in (("王平安", 2), ("李向阳", 1), ("周一新", None)):
        town.row("exemplar", kind="优秀党员", name=name, order=order)
    town.row("issued_document", unit=None, area="疫情防控", title="关于值守的通知")
    town.row("issued_document", unit=None, area="疫情防控", title="十个严禁")
    assert town.value("epidemic.exemplary_members") == ("李向阳", "王平安", "周一新")
    assert town.value("epidemic.document_titles") == ("《关于值守的通知》", "《十个严禁》")
    assert town.value("epidemic.documents") == 2
    assert town.value("production.documents") is None


def test_amounts_are_exact_to_the_fen(town: Town):
    for _ in range(10):
        town.row("donation", amount="0.10")
    assert town.value("organization.donation_amount") == 1


def test_previous_quarter_and_last_year_come_from_the_live_ledger(town: Town):
    for code, number in (("2019Q1", 7), ("2019Q4", 11), ("2020Q1", 13)):
        period = Period.parse(code)
        town.services.periods.open(period)
        town.services.ledgers.save("theme_party_day", period, {"attendance": number}, unit="张村")
    found = figure(town, ATTENDANCE)
    assert (found.value, found.previous, found.last_year) == (13, 11, 7)


def test_half_years_add_or_take_the_last_state(town: Town):
    town.row("theme_party_day", attendance=10)
    town.row("mobilisation", members=30)
    town.row("donation", member_donors=20)
    town.services.periods.open(Q2)
    later = Town(town.services, Q2)
    later.row("theme_party_day", attendance=5)
    later.row("mobilisation", members=12)
    later.row("donation", member_donors=20)
    assert figure(town, ATTENDANCE, "2020H1").value == 15
    assert figure(town, "epidemic.mobilised", "2020H1").value == 12
    assert figure(town, "epidemic.mobilised", "2020").value == 12
    assert figure(town, "organization.donation_ratio", "2020H1").value == Decimal(4000) / 50
    assert figure(town, "overview.party_members", "2020H1").value == 100
    assert figure(town, ATTENDANCE, "2020H1").missing == ("李村", "河湾社区")


def test_a_value_given_by_hand_stands_in_with_its_reason(town: Town):
    town.row("theme_party_day", attendance=86)
    town.services.office.save_reported_value(Q1, ATTENDANCE, Decimal(300), "县里核定")
    found = figure(town, ATTENDANCE)
    assert (found.value, found.source, found.reason) == (300, "reported", "县里核定")
    assert (found.computed, found.missing) == (86, ())


def test_a_value_given_for_one_unit_joins_the_others(town: Town):
    town.row("theme_party_day", attendance=86)
    town.services.office.save_reported_value(Q1, ATTENDANCE, Decimal(14), "电话报", unit="李村")
    found = figure(town, ATTENDANCE)
    assert (found.value, found.source, found.missing) == (100, "mixed", ("河湾社区",))


def test_what_one_unit_gave(town: Town):
    town.row("theme_party_day", attendance=86)
    town.row("clue", unit=None, received=3)
    found = town.services.figures.figures_of_unit(Q1, "张村")
    assert found[ATTENDANCE].value == 86
    assert "integrity.clues_received" not in found
    with pytest.raises(UnknownUnit, match="赵村"):
        town.services.figures.figures_of_unit(Q1, "赵村")


def test_an_area_that_is_off_has_no_figures_but_keeps_its_rows(town: Town):
    town.row("mobilisation", members=30)
    town.services.office.switch_area(Q1, "epidemic", enabled=False)
    assert "epidemic.mobilised" not in town.services.figures.figures(Q1)
    assert len(town.services.ledgers.rows("mobilisation", Q1)) == 1
    town.services.office.switch_area(Q1, "epidemic", enabled=True)
    assert town.value("epidemic.mobilised") == 30


def test_figures_agree_with_a_slow_sum_over_random_rows(town: Town):
    chance = random.Random(7)
    expected: dict[tuple[str, str], int] = {}
    for _ in range(150):
        unit, kind = (
            chance.choice(["张村", "李村", "河湾社区"]),
            chance.choice(["党课", "支委会", None]),
        )
        times = chance.choice([None, 0, 1, 5])
        uid = town.row("organization_meeting", unit, kind=kind, times=times)
        if chance.random() < 0.2:
            town.services.ledgers.delete("organization_meeting", uid)
        elif times is not None and kind:
            expected[unit, kind] = expected.get((unit, kind), 0) + times
    for kind, key in (("党课", "party_lectures"), ("支委会", "committee_meetings")):
        found = figure(town, f"organization.{key}")
        for unit in ("张村", "李村", "河湾社区"):
            assert found.by_unit[unit] == expected.get((unit, kind))
        assert found.value == sum(n for (_, other), n in expected.items() if other == kind)


def test_one_grouped_query_a_ledger(town: Town, monkeypatch: pytest.MonkeyPatch):
    statements: list[str] = []
    original = Database.execute_sql

    def listen(self: Database, sql: str, *rest: object) -> object:
        statements.append(sql)
        return original(self, sql, *rest)

    monkeypatch.setattr(Database, "execute_sql", listen)
    town.services.figures.figures(Q1)
    for ledger in town.services.catalogue.ledgers:
        grouped = [sql for sql in statements if f'FROM "{ledger}"' in sql and "GROUP BY" in sql]
        assert len(grouped) <= 1, ledger
    assert Unit.select().count() == 4


def test_a_half_year_takes_what_was_reported_for_its_quarters(town: Town):
    town.services.office.save_reported_value(Q1, ATTENDANCE, 100, "县里核定")
    town.services.periods.open(Q2)
    Town(town.services, Q2).row("theme_party_day", attendance=5)
    found = figure(town, ATTENDANCE, "2020H1")
    assert (found.value, found.source, found.reason) == (105, "mixed", "县里核定")


def test_a_span_is_compared_only_with_a_whole_one(town: Town):
    for code, number in (("2019Q4", 7), ("2020Q1", 5), ("2020Q2", 6)):
        period = Period.parse(code)
        town.services.periods.open(period)
        town.services.ledgers.save("theme_party_day", period, {"attendance": number}, unit="张村")
    assert figure(town, ATTENDANCE, "2020").previous is None
    assert figure(town, ATTENDANCE, "2020H1").value == 11
    rules = {finding.rule for finding in town.services.checks.findings(Period.parse("2020"))}
    assert "arithmetic.quarters" in rules


def test_a_nameless_subtotal_beside_named_rows_is_found(town: Town):
    town.row("service_team", name="先锋队", members=10)
    town.row("service_team", members=10, is_subtotal=True)
    messages = [
        f.message for f in town.services.checks.findings(Q1) if f.rule == "arithmetic.double"
    ]
    assert len(messages) == 1


def test_a_ratio_leaves_out_rows_and_units_whose_whole_is_unknown(town: Town):
    town.row("organization_meeting", branches_held=2, branches_due=2)
    town.row("organization_meeting", branches_held=2)
    assert town.value("organization.meeting_coverage") == 100
    town.services.office.save_unit(Q1, "本级", party_members=None)
    town.row("donation", "本级", member_donors=30)
    town.row("donation", "张村", member_donors=40)
    town.row("donation", "李村", member_donors=50)
    assert town.value("organization.donation_ratio") == 100


def test_a_title_that_quotes_another_is_put_into_marks_of_its_own(town: Town):
    town.row("issued_document", None, area="疫情防控", title="关于转发《县防控方案》的通知")
    assert town.value("epidemic.document_titles") == ("《关于转发〈县防控方案〉的通知》",)


def test_who_is_honoured_in_two_quarters_is_one_person_of_the_half_year(town: Town):
    town.row("exemplar", kind="优秀党员", name="王平安")
    town.services.periods.open(Q2)
    Town(town.services, Q2).row("exemplar", kind="优秀党员", name="王平安")
    assert figure(town, "epidemic.exemplary_members", "2020H1").value == ("王平安",)


def test_an_area_is_off_in_one_quarter_alone(town: Town):
    town.row("mobilisation", members=30)
    town.services.periods.open(Q2)
    town.services.office.switch_area(Q2, "epidemic", enabled=False)
    Town(town.services, Q2).row("mobilisation", members=50)
    assert figure(town, "epidemic.mobilised", "2020H1").value == 30
    assert "epidemic.mobilised" not in town.services.figures.figures(Q2)


def test_one_unit_s_figures_say_their_rows_and_former_values(town: Town):
    town.row("theme_party_day", attendance=5)
    town.services.periods.open(Q2)
    Town(town.services, Q2).row("theme_party_day", attendance=6)
    found = town.services.figures.figures_of_unit(Q2, "张村")[ATTENDANCE]
    assert (found.value, found.rows, found.previous, found.source) == (6, 1, 5, "ledger")
