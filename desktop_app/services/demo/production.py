"""复工复产: volunteers in enterprises and how far work and production are back, from 2020Q1 on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.periods import Period
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    OUTBREAK,
    PHONED,
    QUARTERS,
    UNITS,
    between,
    on,
    spread,
)

_POSTS = {"办证员": 14, "采购员": 18, "监督员": 19, "指导员": 13, "驻厂": 15}
"""Post → members in 2020Q1, in all units together."""
_POSTS_LEFT = {"2020Q1": 100, "2020Q2": 62, "2020Q3": 34, "2020Q4": 22}
"""Quarter → percent of those members still needed."""


@dataclass(frozen=True, slots=True)
class Business:
    """Enterprises of one category in one unit, or one large enterprise by name.

    staff: people who should be back at work in all of them.
    """

    unit: str
    category: str
    due: int
    staff: int
    name: str | None = None


_BUSINESSES = (
    Business("汀禾食品公司支部", "规上", 1, 426, "汀禾食品有限公司"),
    Business("汀源社区", "规上", 1, 318, "禾汀映山纺织有限公司"),
    Business("汀源社区", "规上", 1, 195, "禾汀锐禾机电有限公司"),
    Business("禾苑社区", "规上", 1, 240, "禾汀晴川包装有限公司"),
    Business("上汀村", "规上", 1, 152, "上汀渡新型建材有限公司"),
    Business("麦畈村", "规上", 1, 130, "麦畈香粮油加工有限公司"),
    Business("上汀村", "规下", 4, 96),
    Business("麦畈村", "规下", 3, 78),
    Business("芦堰村", "规下", 3, 64),
    Business("汀源社区", "规下", 6, 171),
    Business("禾苑社区", "规下", 5, 134),
    Business("映霞社区", "规下", 4, 88),
    Business("上汀村", "小微", 11, 74),
    Business("柳笛村", "小微", 6, 35),
    Business("栗坡村", "小微", 4, 22),
    Business("麦畈村", "小微", 12, 81),
    Business("竹埠村", "小微", 5, 27),
    Business("芦堰村", "小微", 9, 58),
    Business("杏岗村", "小微", 4, 21),
    Business("汀源社区", "小微", 38, 246),
    Business("禾苑社区", "小微", 31, 187),
    Business("映霞社区", "小微", 23, 140),
    Business("上汀村", "沿街商店", 16, 31),
    Business("麦畈村", "沿街商店", 21, 40),
    Business("芦堰村", "沿街商店", 12, 22),
    Business("汀源社区", "沿街商店", 104, 223),
    Business("禾苑社区", "沿街商店", 87, 176),
    Business("映霞社区", "沿街商店", 58, 112),
)
"""All names of companies are invented."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far things were on a day: percent of enterprises, staff and capacity."""

    month: int
    day: int
    back: tuple[int, int]
    staff: tuple[int, int]
    capacity: tuple[int, int]


_STAGES = {
    "2020Q1": (
        Stage(2, 20, (34, 52), (30, 46), (26, 41)),
        Stage(3, 10, (72, 84), (66, 80), (60, 74)),
        Stage(3, 29, (90, 99), (88, 95), (82, 93)),
    ),
    "2020Q2": (
        Stage(1, 28, (94, 99), (91, 97), (88, 95)),
        Stage(3, 28, (97, 100), (94, 99), (92, 98)),
    ),
    "2020Q3": (Stage(2, 25, (98, 100), (96, 99), (95, 99)),),
    "2020Q4": (
        Stage(1, 26, (98, 100), (96, 99), (95, 99)),
        Stage(3, 25, (99, 100), (97, 99), (96, 99)),
    ),
}


def fill(book: Book) -> None:
    """Write the ledgers of every quarter since work had to come back."""
    for quarter in QUARTERS[1:]:
        _volunteers(book, quarter)
        for business in _BUSINESSES:
            for stage in _STAGES[quarter.code]:
                _enterprise(book, quarter, business, stage)


def _volunteers(book: Book, quarter: Period) -> None:
    weights = {unit.name: unit.members_in(quarter) for unit in UNITS}
    for place, (post, people) in enumerate(_POSTS.items()):
        total = people * _POSTS_LEFT[quarter.code] // 100
        for name, count in spread(total, weights).items():
            if count == 0:
                continue
            if name in PHONED:
                book.add("volunteer_post", quarter, name, post=post, people=count, is_subtotal=True)
            else:
                day = on(quarter, 3 if quarter == OUTBREAK else 1, 6 + 2 * place)
                book.add("volunteer_post", quarter, name, day, post=post, people=count)


def _enterprise(book: Book, quarter: Period, business: Business, stage: Stage) -> None:
    about = (business.unit, business.category, business.name, quarter.code, stage.month)
    final = stage is _STAGES[quarter.code][-1]
    back = _rounded(business.due, between(*stage.back, "back", *about))
    if business.category == "规上":
        back = 1 if final or stage.month == 3 else between(0, 1, "back", *about)
    if business.category == "规下" and quarter == OUTBREAK:
        back = min(back, business.due - (business.due > 4))
    idle = between(0, 9, "idle", *about) == 0 if business.due == 1 else business.due > 5
    producing = max(back - idle, 0) if quarter == OUTBREAK else back
    staff_back = business.staff * between(*stage.staff, "staff", *about) // 100 if back else 0
    capacity = between(stage.capacity[0] * 10, stage.capacity[1] * 10, "capacity", *about)
    book.add(
        "enterprise",
        quarter,
        business.unit,
        on(quarter, stage.month, stage.day),
        category=business.category,
        name=business.name,
        due=business.due,
        back=back,
        producing=producing,
        staff_due=business.staff,
        staff_back=staff_back,
        capacity_rate=None
        if business.category == "沿街商店"
        else f"{capacity // 10}.{capacity % 10}"
        if producing
        else 0,
    )


def _rounded(whole: int, percent: int) -> int:
    """Percent of a whole, rounded half up."""
    return (whole * percent + 50) // 100
