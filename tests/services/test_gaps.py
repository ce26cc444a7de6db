"""缺报: the report, the workbench and the checks speak of the same units in the same words."""

from __future__ import annotations

from township import Q1, Town

from desktop_app.services.figures.gaps import gaps
from desktop_app.services.workbench.left_to_do import Task

RATE = "production.medium_resumption_rate"


def everything_but_enterprises(town: Town) -> None:
    """Every ledger said 零 by every unit, but for the enterprises of two."""
    services = town.services
    services.office.save_unit(Q1, "河湾社区", party_members=30)
    for ledger in services.catalogue.ledgers.values():
        for unit in services.office.units(Q1):
            if not ledger.kept_by_office and not unit.is_office_itself:
                is_asked = ledger.key != "enterprise" or unit.name == "张村"
                services.office.save_nil_report(Q1, unit.name, ledger.key, given=is_asked)
    town.row("enterprise", "张村", category="规下", due=10, back=8, producing=8)
    town.row("enterprise", "李村", category="小微", due=4, back=2, producing=2)


def partial(town: Town) -> Task:
    tasks = town.services.workbench.tasks(Q1)
    return next(task for task in tasks if "空缺" in task.text or "齐全" in task.text)


def test_a_rate_that_the_matrix_does_not_show_is_a_gap_on_the_workbench_too(town: Town):
    everything_but_enterprises(town)
    figure = town.services.figures.figures(Q1)[RATE]
    assert figure.value == 80
    assert figure.lack == "缺2个单位"
    task = partial(town)
    assert task.text == "2个单位还有空缺"
    assert (task.page, task.item) == ("production", "enterprise")
    assert f"“{figure.label}”缺2个单位：李村、河湾社区" in task.detail
    told = [one.message for one in town.services.checks.findings(Q1) if one.figure == RATE]
    assert any("缺2个单位：李村、河湾社区" in message for message in told)
    assert RATE in [
        gap.figure.key
        for gap in gaps(town.services.catalogue, town.services.figures.figures(Q1), [RATE])
    ]


def test_a_nil_return_beside_rows_closes_the_gap_and_keeps_the_rows(town: Town):
    everything_but_enterprises(town)
    services = town.services
    services.office.save_nil_report(Q1, "李村", "enterprise", given=True)
    services.office.save_nil_report(Q1, "河湾社区", "enterprise", given=True)
    values = services.figures.figures(Q1)
    assert values[RATE].value == 80
    assert values[RATE].missing == ()
    assert values["production.small_resumption_rate"].value == 50
    assert partial(town).is_done


def test_all_figures_of_a_township_call_the_missing_alike(town: Town):
    town.row("service_team", "河湾社区", count=1)
    lacks = {value.lack for value in town.services.figures.figures(Q1).values() if value.missing}
    assert lacks
    assert all(lack.endswith("个单位") for lack in lacks)
    town.services.office.save_unit(Q1, "河湾社区", kind="村")
    lacks = {value.lack for value in town.services.figures.figures(Q1).values() if value.missing}
    assert all(lack.endswith("村") for lack in lacks)
