"""What a ratio divides by what: of the whole, of each unit, and in words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from township import FONTS, MIGRATIONS, Q1, Town

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.specs import Ratio
from desktop_app.services import demo
from desktop_app.services.assembly import assemble
from desktop_app.services.figures.sides import RatioSides
from desktop_app.services.program.workplace import Workplace

RESUMED, DONATED = "production.large_resumption_rate", "organization.donation_ratio"


@pytest.fixture
def factories(town: Town) -> Town:
    for unit, due, back in (("张村", 2, 1), ("李村", 4, 4)):
        town.row("enterprise", unit, category="规上", name="厂", due=due, back=back)
    return town


def sides(town: Town, key: str, period: Period = Q1) -> RatioSides:
    return town.services.figures.sides(period, [key])[key]


def test_both_parts_of_a_ratio_that_prints_neither(factories: Town):
    found = sides(factories, RESUMED)
    assert found.equation() == "已复工5家 ÷ 应复工6家 = 83.3%"
    assert found.equation("张村") == "已复工1家 ÷ 应复工2家 = 50%"
    assert (found.part.by_unit["李村"], found.whole.by_unit["李村"]) == (4, 4)
    assert found.equation("河湾社区") == "已复工— ÷ 应复工— = —"


def test_units_that_lack_are_not_in_either_part(factories: Town):
    factories.row("donation", "张村", member_donors=20)
    assert sides(factories, DONATED).equation() == "捐款党员20人 ÷ 党员数50名 = 40%"
    assert factories.value(DONATED) == Decimal(40)


def test_a_ratio_given_by_hand_keeps_the_parts_of_the_ledgers(factories: Town):
    factories.services.office.save_reported_value(Q1, RESUMED, 90, "县里核定")
    assert factories.value(RESUMED) == 90
    assert sides(factories, RESUMED).equation().endswith("= 83.3%")


def test_the_township_s_own_and_what_is_no_ratio_have_no_parts_by_unit(factories: Town):
    assert factories.services.figures.sides(Q1, ["organization.party_days", "none"]) == {}


def test_part_by_whole_is_every_ratio_of_the_demo_township(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS)
    demo.create(place, services)
    for code in ("2020Q1", "2019H2", "2019"):
        period = Period.parse(code)
        values = services.figures.figures(period)
        keys = [key for key in values if isinstance(services.catalogue.figures[key].source, Ratio)]
        found = services.figures.sides(period, keys)
        assert list(found) == keys
        for key in keys:
            assert found[key].value() == values[key].value, (code, key)
            for unit, value in values[key].by_unit.items():
                assert found[key].value(unit) == value, (code, key, unit)
    place.close()


def test_figures_asked_for_by_name_are_those_of_the_whole_report(factories: Town):
    figures = factories.services.figures
    every, asked = figures.figures(Q1), ["production.lower_rate", RESUMED]
    some = figures.figures(Q1, [key for key in asked if key in every])
    assert some
    assert all(every[key] == value for key, value in some.items())
    assert len(some) < len(every)


def test_a_unit_s_figure_given_by_hand_tells_why(factories: Town):
    key = "organization.party_day_attendance"
    factories.services.office.save_reported_value(Q1, key, 7, "电话核实", unit="张村")
    assert factories.services.figures.figures_of_unit(Q1, "张村")[key].reason == "电话核实"
    assert factories.services.figures.figures_of_unit(Q1, "李村")[key].reason == ""
