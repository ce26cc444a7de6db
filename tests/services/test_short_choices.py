"""A choice may be begun or written out: 规模以上 for 规上, 隔 for 隔离户; never guessed."""

from __future__ import annotations

import pytest
from township import Q1, Town

from desktop_app.core.errors import InvalidRow


def category(town: Town, text: str) -> object:
    uid = town.row("enterprise", category=text, due=1)
    rows = town.services.ledgers.rows("enterprise", Q1)
    return next(row.values["category"] for row in rows if row.uid == uid)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("规上", "规上"),
        ("规模以上", "规上"),
        ("规模以上企业", "规上"),
        ("规模以下", "规下"),
        ("小微企业", "小微"),
        ("小", "小微"),
        ("沿街", "沿街商店"),
    ],
)
def test_what_a_choice_is_called_elsewhere_is_taken(town: Town, text: str, meant: str):
    assert category(town, text) == meant


@pytest.mark.parametrize("text", ["规", "规模", "商店", "上", "企业", "规模以上和小微"])
def test_what_may_mean_several_or_another_is_refused_with_the_choices(town: Town, text: str):
    with pytest.raises(InvalidRow, match="可填：规上、规下、小微、沿街商店"):
        category(town, text)


def test_a_block_says_how_it_was_read(town: Town):
    plan = town.services.pasting.plan_rows(
        "enterprise", Q1, "规模以上\t3\n微型\t4\n", (), ("category", "due"), unit="张村"
    )
    first, wrong = (plan.cells[0], plan.cells[2])
    assert (first.value, first.note) == ("规上", "“规模以上”按“规上”填写")
    assert "没有“微型”这一项" in wrong.problem
