"""Which names are offered for a wrong one."""

from __future__ import annotations

import pytest

from desktop_app.services.finding.nearest_names import nearest

NAMES = ("张村", "李村", "河湾社区", "柳树营村", "汀禾食品公司支部", "本级")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("张家村", "张村"),
        ("章村", "张村"),
        ("河弯社区", "河湾社区"),
        ("柳树营", "柳树营村"),
        ("zcc", "张村"),
        ("汀禾公司", "汀禾食品公司支部"),
    ],
)
def test_the_likest_name_comes_first(typed: str, first: str):
    assert nearest(NAMES, typed)[0] == first


def test_nothing_is_offered_for_what_is_like_nothing():
    assert nearest(NAMES, "8888") == []


def test_the_list_stays_short():
    assert len(nearest([f"第{number}村" for number in range(40)], "第村")) <= 6
