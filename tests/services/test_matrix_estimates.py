"""估 behind the cells of the matrix: what shows it, what shares it, what is refused."""

from __future__ import annotations

import pytest
from township import Town

from desktop_app.core.errors import Refusal
from desktop_app.services.workbench.estimates import MatrixEstimates
from desktop_app.services.workbench.matrix import CellKey

DAYS, ATTENDANCE = "theme_party_day", "organization.party_day_attendance"
CELL, OTHER = ("张村", ATTENDANCE), ("李村", ATTENDANCE)


@pytest.fixture
def estimates(town: Town) -> MatrixEstimates:
    services = town.services
    return MatrixEstimates(services.writer, services.catalogue, services.ledgers)


def shown(town: Town, estimates: MatrixEstimates) -> frozenset[CellKey]:
    return estimates.marked(town.services.workbench.matrix(town.period), town.period).estimates


def typed(town: Town, cell: CellKey) -> object:
    return town.services.workbench.matrix(town.period).cells[cell].typed


def test_about_twenty_is_twenty_and_an_estimate_in_one_step(town: Town, estimates: MatrixEstimates):
    town.services.workbench.type_cells(town.period, {CELL: "约20"})
    assert typed(town, CELL) == 20
    assert shown(town, estimates) == {CELL}
    town.services.history.undo()
    assert typed(town, CELL) is None
    assert shown(town, estimates) == frozenset()


def test_a_mark_is_set_and_taken_back(town: Town, estimates: MatrixEstimates):
    town.services.workbench.type_cells(town.period, {CELL: "20", OTHER: "约30"}, "填充")
    assert shown(town, estimates) == {OTHER}
    assert estimates.turn(town.period, [CELL, OTHER])
    assert shown(town, estimates) == {CELL, OTHER}
    assert not estimates.turn(town.period, [CELL, OTHER])
    assert shown(town, estimates) == frozenset()
    assert town.services.history.next_undo() == "去掉估计"


def test_the_numbers_of_one_subtotal_share_the_mark(town: Town, estimates: MatrixEstimates):
    figures = town.services.workbench.figure_keys(town.period)
    shared = [key for key in figures if key.startswith("organization.") and "oath" in key]
    town.services.workbench.type_cells(town.period, {CELL: "20"})
    town.services.workbench.type_cells(town.period, {("张村", shared[0]): "约8"})
    assert shown(town, estimates) == {CELL, ("张村", shared[0])}


def test_a_sum_over_rows_with_an_estimate_shows_it_and_is_not_turned_here(
    town: Town, estimates: MatrixEstimates
):
    town.row(DAYS, "张村", attendance=20, estimated=True)
    town.row(DAYS, "张村", attendance=10)
    town.row(DAYS, "李村", attendance=5, estimated=True, counted=False)
    assert CELL in shown(town, estimates)
    assert OTHER not in shown(town, estimates)
    with pytest.raises(Refusal, match="先填数"):
        estimates.turn(town.period, [CELL])


def test_a_fact_of_a_unit_is_never_an_estimate(town: Town, estimates: MatrixEstimates):
    members = next(
        key
        for key in town.services.workbench.figure_keys(town.period)
        if key.endswith("party_members")
    )
    with pytest.raises(Refusal):
        estimates.turn(town.period, [("张村", members)])
