"""Opening quarters, and problems and measures over several of them."""

from __future__ import annotations

from datetime import date

import pytest
from township import Q1, Q2, Town

from desktop_app.core.errors import InvalidRow, UnknownName, UnknownPeriod
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services

Q3 = Period.parse("2020Q3")


def test_the_first_quarter_has_the_proposed_chapters_and_an_office_unit(services: Services):
    assert services.periods.open(Q1)
    assert not services.periods.open(Q1)
    report = services.texts.report(Q1)
    assert report.as_of == date(2020, 3, 31)
    assert [chapter.key for chapter in report.chapters] == [
        "opening", "epidemic", "organization", "production", "integrity",
        "last_quarter_review", "problems", "measures",
    ]  # fmt: skip
    assert [unit.kind for unit in services.office.units(Q1)] == ["本级"]


def test_a_new_quarter_inherits_units_lists_areas_and_the_office_s_own_words(town: Town):
    services = town.services
    chapter = services.texts.report(Q1).chapters[1]
    services.texts.save_chapter(chapter.uid, body="我们自己的话：动员{epidemic.mobilised}名。")
    services.office.switch_area(Q1, "production", enabled=False)
    services.office.save_options(Q1, "education_kinds", ("夜校",))
    services.periods.open(Q2)
    units = {unit.name: unit.party_members for unit in services.office.units(Q2)}
    assert units == {"张村": 40, "李村": 50, "河湾社区": None, "本级": 10}
    assert services.texts.report(Q2).chapters[1].body.startswith("我们自己的话")
    assert services.texts.report(Q2).as_of == Q2.last_day
    assert "production" not in services.office.areas_on(Q2)
    assert services.office.options(Q2)["education_kinds"] == ("夜校",)
    services.office.save_unit(Q2, "张村", party_members=41)
    assert services.office.units(Q1)[0].party_members == 40


def test_an_earlier_quarter_opened_late_takes_from_its_neighbour(town: Town):
    earlier = Period.parse("2019Q4")
    town.services.periods.open(earlier)
    assert len(town.services.office.units(earlier)) == 4
    assert town.services.periods.all() == [earlier, Q1]


def test_only_quarters_are_opened_and_only_open_ones_are_known(town: Town):
    with pytest.raises(UnknownPeriod, match="不是季度"):
        town.services.periods.open(Period.parse("2020H1"))
    with pytest.raises(UnknownPeriod, match="已有的报告期是：2020年第一季度"):
        town.services.periods.require("2031Q1")
    assert town.services.periods.require("2020").kind == "Y"


def test_a_problem_lives_until_it_is_closed(town: Town):
    service = town.services.rectification
    uid = service.save_problem(Q1, description="会议记录不规范", area="基层党建")
    service.save_problem(Q1, description="干部能力不足", wording="部分干部能力有待提高")
    town.services.periods.open(Q2)
    town.services.periods.open(Q3)
    service.sign_off(Q2, uid, closed_on="2020-06-20", closing_note="已规范")
    assert town.value("rectification.problems") == 2
    assert town.value("rectification.organization_problems") == 1
    assert town.value("rectification.problems_closed", Q2) == 1
    assert town.value("rectification.problem_texts", Q2) == ("部分干部能力有待提高",)
    assert [problem.description for problem in service.problems(Q3)] == ["干部能力不足"]
    assert town.value("rectification.problems_closed", Q3) == 0
    service.close_problem(Q2, uid, closed=False)
    assert town.value("rectification.problems", Q3) == 2


def test_a_measure_keeps_its_progress_by_quarter(town: Town):
    service = town.services.rectification
    problem = service.save_problem(Q1, description="干部能力不足")
    uid = service.save_measure(
        Q1, problems=[problem], heading="强化培训", text="轮训一遍。", due=date(2020, 6, 1)
    )
    town.services.periods.open(Q2)
    service.save_progress(Q1, uid, state="推进中")
    service.save_progress(Q2, uid, state="推进中", note="已训两批")
    assert (town.value("rectification.measures_overdue"), service.measures(Q1)[0].overdue) == (
        0,
        False,
    )
    assert town.value("rectification.measures_overdue", Q2) == 1
    assert service.measures(Q2)[0].note == "已训两批"
    assert service.measures(Q1)[0].note == ""
    assert service.problems(Q2)[0].measures == ("强化培训",)
    service.save_progress(Q2, uid, state="已完成")
    assert town.value("rectification.measures_done", Q2) == 1
    assert town.value("rectification.measure_texts", Q2) == ()
    assert town.value("rectification.measure_texts") == ("强化培训。轮训一遍。",)


def test_without_any_problem_the_number_is_unknown_not_zero(town: Town):
    assert town.value("rectification.problems") is None


def test_a_problem_needs_its_description_and_must_exist(town: Town):
    with pytest.raises(InvalidRow, match="“问题表现”不能为空"):
        town.services.rectification.save_problem(Q1, area="其他")
    with pytest.raises(UnknownName):
        town.services.rectification.close_problem(Q1, "gone")
