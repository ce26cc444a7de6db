"""A PC whose date cannot be true is told so; no age is reckoned from it."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop_app.services.safekeeping.schedule import age_words
from desktop_app.services.safekeeping.second_place import SecondState
from desktop_app.services.safekeeping.standing import standing

BACKED_UP = datetime(2027, 1, 15, 9, 0)


@pytest.mark.parametrize("now", [datetime(1980, 1, 1, 8, 0), datetime(2098, 2, 21, 8, 0)])
def test_a_date_that_cannot_be_true_is_to_be_set_right(now: datetime):
    found = standing(now, BACKED_UP, SecondState())
    assert found.warning == (
        f"电脑的日期是{now.year}年{now.month}月{now.day}日，请先校准电脑的日期和时间。"
    )
    assert "天前" not in found.text
    assert age_words(now, BACKED_UP) == "2027年1月15日"


def test_under_a_right_date_an_old_backup_is_warned_of():
    found = standing(datetime(2027, 2, 15, 9, 0), BACKED_UP, SecondState())
    assert found.text == "备份：31天前"
    assert "最近一次备份已是31天前" in found.warning
