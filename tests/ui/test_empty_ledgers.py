"""An empty ledger speaks of totals only where 本季工作台 has a column for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from area_driving import Driven
from grid_driving import drop
from PySide6.QtWidgets import QLabel
from township import Q1, Town

from desktop_app.services.program.workplace import Workplace

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def driven(town: Town, workplace: Workplace) -> Iterator[Driven]:
    found = Driven(town.services, workplace.store.reading, Q1, "production")
    yield found
    found.page.leave()
    drop(found.page, found.context)


@pytest.mark.parametrize(
    ("tab", "ledger", "is_asked"),
    [
        ("党员志愿岗", "volunteer_post", True),
        ("企业复工复产", "enterprise", False),
        ("文件印发", "issued_document", False),
    ],
)
def test_totals_are_spoken_of_only_where_they_can_be_typed(
    driven: Driven, tab: str, ledger: str, *, is_asked: bool
):
    driven.tab(tab)
    assert driven.page.pane.spec.key == ledger
    said = [label.text() for label in driven.view.viewport().findChildren(QLabel)]
    (hint,) = [text for text in said if text.startswith("还没有记录")]
    assert ("本季工作台" in hint) is is_asked
    assert "新增" in hint
