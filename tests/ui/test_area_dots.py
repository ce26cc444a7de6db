"""The dots of the navigation: green only where an area has rows and nothing is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_driving import settle
from township import Q1, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.frame.area_states import count_states

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def context(town: Town, workplace: Workplace) -> Iterator[Context]:
    found = Context(town.services, workplace.store.reading, Q1)
    yield found
    settle(found)


def states(context: Context) -> dict[str, str]:
    told: list[dict[str, str]] = []
    count_states(context, told.append)
    settle(context)
    return told[0]


def test_rows_of_a_shared_ledger_count_in_their_own_area_alone(town: Town, context: Context):
    town.row("issued_document", None, area="疫情防控", title="通知")
    found = states(context)
    assert found["epidemic"] != "empty"
    assert found["production"] == "empty"


def test_an_area_whose_printed_figures_lack_units_is_not_green(town: Town, context: Context):
    town.row("enterprise", "张村", category="规上", name="甲公司", due=1, back=1, producing=1)
    lacking = town.services.figures.figures(Q1)["production.small_production_rate"]
    assert (lacking.value, lacking.lack) == (None, "缺3个单位")
    assert states(context)["production"] == "findings"
