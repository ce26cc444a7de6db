"""The demo township: whole, believable, the same each time, and gone again when asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.base import Change
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import DatabaseRefused, NotEmpty
from desktop_app.core.periods import Period
from desktop_app.core.records import RowRecord
from desktop_app.services import demo
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.demo import rectification
from desktop_app.services.demo.township import LATE_UNIT, QUARTERS, UNITS, between, spread
from desktop_app.services.program.workplace import Workplace

ROOT = Path(__file__).resolve().parents[2]
CODES = [quarter.code for quarter in QUARTERS]
Q4_2019, Q1, Q2, Q3, Q4 = QUARTERS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo in it, made once: tests work on copies."""
    place = Workplace(tmp_path_factory.mktemp("demo"), ROOT / "db" / "migrations")
    place.open()
    demo.create(place, assemble(place.store, Catalogue(ALL_AREAS), ROOT / "resources" / "fonts"))
    place.close()
    return place.database


@pytest.fixture
def demo_services(made: Path, workplace: Workplace, services: Services) -> Services:
    workplace.store.close()
    shutil.copyfile(made, workplace.database)
    workplace.store.open()
    return services


@pytest.fixture(params=QUARTERS, ids=CODES)
def quarter(request: pytest.FixtureRequest) -> Period:
    return request.param


def exported(services: Services, period: Period, target: Path) -> bytes:
    services.reports.export(period, target, force=True, attachments=["指标", "问题措施"])
    return target.read_bytes()


# ── what there is ────────────────────────────────────────────────────────────────────────────────


def test_five_quarters_of_a_marked_township(demo_services: Services):
    office = demo_services.office.office()

    assert [period.code for period in demo_services.periods.all()] == CODES
    assert office.demo
    assert "演示" in office.full_name
    assert office.name == "禾汀镇"


def test_twelve_units_and_the_office_itself_whose_members_change(
    demo_services: Services, quarter: Period
):
    units = demo_services.office.units(quarter)

    assert [unit.kind for unit in units].count("村") == 8
    assert [unit.kind for unit in units].count("社区") == 3
    assert len(units) == 13
    assert units[-1].is_office_itself
    assert all(unit.party_members and unit.branches for unit in units)
    assert quarter == Q4_2019 or units != demo_services.office.units(quarter.previous)


def test_everything_is_written_in_one_step(demo_services: Services):
    assert Change.select(Change.batch).distinct().count() == 1
    assert Change.select(Change.step).distinct().tuples()[:] == [(demo.STEP,)]


def test_every_ledger_has_rows_wherever_its_area_is_on(demo_services: Services, quarter: Period):
    off = {"epidemic", "production"} if quarter == Q4_2019 else set()
    catalogue = demo_services.catalogue
    empty = {key for key in catalogue.ledgers if not demo_services.ledgers.rows(key, quarter)}

    assert set(demo_services.office.areas_on(quarter)) == {
        area.spec.key for area in catalogue.areas
    }.difference(off)
    assert empty == {
        key for key, areas in catalogue.areas_of_ledger.items() if off.issuperset(areas)
    }


def test_rows_show_subtotals_estimates_and_states_that_moved_on(demo_services: Services):
    rows = demo_services.ledgers.rows

    assert any(row.values["is_subtotal"] for row in rows("theme_party_day", Q1))
    assert any(row.values["estimated"] for row in rows("duty_shift", Q1))
    assert len([row for row in rows("mobilisation", Q1) if row.unit == "上汀村"]) == 3
    assert any("、" in str(row.values["name"]) for row in rows("exemplar", Q1))


def test_rows_are_what_the_ledger_service_would_have_written(demo_services: Services):
    (row,) = [
        row
        for row in demo_services.ledgers.rows("duty_shift", Q1, "上汀村")
        if row.values["post"] == "村口卡点"
    ]
    typed, _ = demo_services.ledgers.save("duty_shift", Q1, dict(row.values), unit="上汀村")

    assert dict(typed.values) == dict(row.values)


def test_problems_live_over_quarters_and_one_measure_is_overdue_at_the_end(
    demo_services: Services,
):
    service = demo_services.rectification
    overdue = {
        quarter.code: [measure.heading for measure in service.measures(quarter) if measure.overdue]
        for quarter in QUARTERS
    }

    assert overdue == {**{code: [] for code in CODES}, "2020Q4": ["加强流动党员联系服务"]}
    assert {problem.opened for problem in service.problems(Q4)} >= {"2019Q4", "2020Q4"}
    assert [problem.closed for problem in service.problems(Q2)].count("2020Q2") == 2
    assert all(problem.measures for problem in service.problems(Q4))
    assert len(rectification._PROBLEMS) == len({p.key for p in rectification._PROBLEMS})


# ── figures against an independent tally ─────────────────────────────────────────────────────────


def total(rows: list[RowRecord], column: str, **where: object) -> object:
    return sum(
        row.values[column] or 0
        for row in rows
        if all(row.values[name] == value for name, value in where.items())
    )


@pytest.mark.parametrize(
    ("figure", "ledger", "column", "where"),
    [
        ("organization.party_days", "theme_party_day", "times", {}),
        ("organization.party_day_attendance", "theme_party_day", "attendance", {}),
        ("organization.oath_attendance", "theme_party_day", "oath_attendance", {}),
        ("organization.donation_amount", "donation", "amount", {}),
        ("organization.activists", "membership_step", "people", {"stage": "推优积极分子"}),
        ("organization.isolated_visits", "help_visit", "times", {"kind": "隔离户"}),
        ("organization.party_lectures", "organization_meeting", "times", {"kind": "党课"}),
        ("integrity.talks", "disposition", "times", {"kind": "谈话提醒"}),
        ("integrity.reminders", "reminder", "times", {}),
    ],
)
def test_sums_agree_with_the_rows(
    demo_services: Services,
    quarter: Period,
    figure: str,
    ledger: str,
    column: str,
    where: dict[str, str],
):
    value = demo_services.figures.figures(quarter)[figure].value

    assert value == total(demo_services.ledgers.rows(ledger, quarter), column, **where)


@pytest.mark.parametrize("period", [Q1, Q2, Q3, Q4], ids=CODES[1:])
def test_states_agree_with_the_last_row_of_each(demo_services: Services, period: Period):
    latest: dict[str, RowRecord] = {}
    for row in demo_services.ledgers.rows("mobilisation", period):
        known = latest.get(row.unit)
        if known is None or known.values["date"] <= row.values["date"]:
            latest[row.unit] = row
    figures = demo_services.figures.figures(period)

    assert figures["epidemic.mobilised"].value == total(list(latest.values()), "members")
    assert figures["epidemic.duty_hours"].value == total(
        demo_services.ledgers.rows("duty_shift", period), "hours"
    )


def test_the_resumption_rate_agrees_with_the_last_rows(demo_services: Services):
    last_day = date(2020, 3, 29)
    rows = [
        row
        for row in demo_services.ledgers.rows("enterprise", Q1)
        if row.values["date"] == last_day and row.values["category"] == "规下"
    ]
    rate = demo_services.figures.figures(Q1)["production.medium_resumption_rate"].value

    assert rate == Decimal(total(rows, "back")) * 100 / total(rows, "due")


def test_the_epidemic_declines_and_each_step_to_membership_is_taken_by_fewer(
    demo_services: Services, quarter: Period
):
    figures = demo_services.figures.figures(quarter)
    steps = [
        figures[f"organization.{key}"].value
        for key in ("applications", "activists", "candidates", "admitted", "confirmed")
    ]
    hours = [
        demo_services.figures.figures(one)["epidemic.duty_hours"].value for one in (Q1, Q2, Q3)
    ]

    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0
    assert hours == sorted(hours, reverse=True)


def test_a_village_gave_more_donors_than_members_but_the_township_did_not(
    demo_services: Services,
):
    ratio = demo_services.figures.figures(Q1)["organization.donation_ratio"]

    assert [unit for unit, value in ratio.by_unit.items() if value > 100] == ["芦堰村"]
    assert 80 < ratio.value < 100


def test_numbers_keep_within_the_members(demo_services: Services, quarter: Period):
    members = {unit.name: unit.party_members for unit in demo_services.office.units(quarter)}
    for ledger in ("theme_party_day", "education_session", "warning_education"):
        for row in demo_services.ledgers.rows(ledger, quarter):
            times = row.values["times"]
            assert row.values["attendance"] <= members[row.unit] * max(times, 1), (ledger, row)
    for row in demo_services.ledgers.rows("mobilisation", quarter):
        assert row.values["members"] <= members[row.unit]


# ── who is missing, and what the checks say ──────────────────────────────────────────────────────


def test_one_village_is_late_in_one_quarter_and_nobody_elsewhere(
    demo_services: Services, quarter: Period
):
    missing = {figure.missing for figure in demo_services.figures.figures(quarter).values()}

    assert missing == ({(), (LATE_UNIT,)} if quarter == Q1 else {()})


def test_nil_returns_are_given_only_where_a_figure_would_lack_the_unit(
    demo_services: Services, quarter: Period
):
    given = demo_services.office.nil_reports(quarter)
    whole = {
        (row.unit, "theme_party_day")
        for row in demo_services.ledgers.rows("theme_party_day", quarter)
    }

    assert given
    assert not given & whole
    assert (LATE_UNIT, "reminder") not in given or quarter != Q1


def test_the_checks_find_no_error(demo_services: Services, quarter: Period):
    findings = demo_services.checks.findings(quarter)

    assert [finding for finding in findings if finding.severity == "error"] == []
    told = {finding.rule for finding in findings if finding.severity == "warning"}
    wanted = {"arithmetic.partial"} if quarter == Q1 else set()
    assert told - {"arithmetic.jump", "rectification.no_progress"} == wanted


def test_the_report_is_full(demo_services: Services, quarter: Period, tmp_path: Path):
    text = exported(demo_services, quarter, tmp_path / "报告.txt").decode()
    chapters = re.findall(r"^　　([一二三四五六七]、)", text, re.MULTILINE)

    assert "＿" not in text
    assert "虚构" in text
    assert len(chapters) == (4 if quarter == Q4_2019 else 7)
    assert ("（缺1个单位）" in text) == (quarter == Q1)
    assert ("疫情" in text.split("附件")[0]) == (quarter != Q4_2019)


# ── the same each time, refused where it would mix, gone when asked ──────────────────────────────


def _a_unit(services: Services) -> None:
    services.periods.open(Q1)


def _an_office(services: Services) -> None:
    services.office.save_office(short_name="青石镇")


@pytest.mark.parametrize("write", [_a_unit, _an_office])
def test_a_database_that_holds_anything_is_refused(
    workplace: Workplace, services: Services, write: Callable[[Services], None]
):
    write(services)
    before = workplace.verify()

    with pytest.raises(NotEmpty, match="已经有数据"):
        demo.create(workplace, services)
    assert workplace.verify() == before


def test_a_second_demo_is_refused(workplace: Workplace, demo_services: Services):
    with pytest.raises(NotEmpty):
        demo.create(workplace, demo_services)


def test_removing_leaves_nothing_but_a_backup(workplace: Workplace, demo_services: Services):
    rows = workplace.verify()
    kept = demo.remove(workplace, demo_services)

    assert workplace.is_empty()
    left = {table for table, rows in workplace.verify().items() if rows}
    assert left == {"schema_migration"}  # the schema's own version stays
    assert demo_services.periods.all() == []
    assert kept == workplace.backups.newest()
    workplace.store.close()
    workplace.backups.restore(kept)
    workplace.store.open()
    assert workplace.verify() == rows


# Not .docx: its hidden marks name the chapters, which are others after the demo was made anew.
@pytest.mark.parametrize("suffix", [".txt", ".pdf"])
def test_after_removing_the_demo_can_be_made_again_and_exports_the_same_bytes(
    workplace: Workplace, demo_services: Services, tmp_path: Path, suffix: str
):
    first = exported(demo_services, Q2, tmp_path / f"一{suffix}")
    demo.remove(workplace, demo_services)
    demo.create(workplace, demo_services)

    assert exported(demo_services, Q2, tmp_path / f"二{suffix}") == first


def test_a_real_townships_data_is_never_removed(workplace: Workplace, services: Services):
    _an_office(services)

    with pytest.raises(DatabaseRefused, match="不是演示数据"):
        demo.remove(workplace, services)
    assert services.office.office().name == "青石镇"
    assert workplace.backups.newest() is None


# ── arithmetic that never changes ────────────────────────────────────────────────────────────────


def test_shares_add_up_and_follow_their_weights():
    weights = {unit.name: unit.members[0] for unit in UNITS}
    shares = spread(17, weights)

    assert sum(shares.values()) == 17
    assert shares["汀源社区"] == max(shares.values())
    assert spread(0, weights) == dict.fromkeys(weights, 0)


def test_numbers_depend_on_their_subject_alone():
    assert between(1, 100, "donors", "2020Q1", "上汀村") == 78
    assert {between(3, 5, number) for number in range(50)} == {3, 4, 5}
