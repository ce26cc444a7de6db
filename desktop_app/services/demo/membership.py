"""基层党建: donations, steps towards membership, and the township's own religious affairs."""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    OFFICE_ITSELF,
    OUTBREAK,
    QUARTERS,
    UNITS,
    DemoUnit,
    between,
    on,
    share,
    spread,
)

_DONATIONS = {
    "2019Q4": ("慈善会", (20, 42), (3000, 6000)),
    "2020Q1": ("组织收缴", (88, 97), (9000, 21000)),
    "2020Q2": ("慈善会", (6, 16), (2000, 6000)),
    "2020Q3": ("现场捐款", (16, 34), (3000, 8000)),
    "2020Q4": ("慈善会", (22, 45), (3000, 7000)),
}
"""Quarter → (channel, percent of members who gave, 分 each gave on average)."""

_GAVE_TWICE = "芦堰村"
"""Its members gave in the village and again at the Red Cross: more donors than members."""

_STEPS = {
    "入党申请": (17, 46, 24, 15, 13),
    "推优积极分子": (9, 21, 13, 9, 8),
    "发展对象": (7, 9, 8, 6, 7),
    "预备接收": (5, 6, 4, 4, 6),
    "预备转正": (4, 4, 3, 3, 5),
}
"""Stage → people in each quarter."""
_FAST_TRACK = (0, 18, 3, 0, 0)
_STEP_DAYS = {
    "入党申请": (2, 18),
    "推优积极分子": (2, 26),
    "发展对象": (3, 10),
    "预备接收": (3, 20),
    "预备转正": (3, 24),
}

_RELIGIOUS = {
    "2019Q4": ((0, 0), (2, 10), (1, 8)),
    "2020Q1": ((8, 42), (11, 86), (7, 58)),
    "2020Q2": ((5, 36), (5, 30), (4, 26)),
    "2020Q3": ((2, 14), (2, 12), (2, 14)),
    "2020Q4": ((2, 12), (2, 16), (4, 26)),
}
"""Quarter → (trainings, hours of information) of each month."""


def fill(book: Book) -> None:
    """Write the ledgers of every quarter."""
    for place, quarter in enumerate(QUARTERS):
        for unit in (*UNITS, OFFICE_ITSELF):
            _donations(book, quarter, unit)
        for stage, totals in _STEPS.items():
            fast_track = _FAST_TRACK[place] if stage == "入党申请" else 0
            _step(book, quarter, stage, totals[place], fast_track)
        _religious_affairs(book, quarter)


def _donations(book: Book, quarter: Period, unit: DemoUnit) -> None:
    members = unit.members_in(quarter)
    channel, percent, each = _DONATIONS[quarter.code]
    about = (quarter.code, unit.name)
    donors = share(members, *percent, "donors", *about)
    fen = donors * between(*each, "amount", *about)
    others = 0 if unit is OFFICE_ITSELF else share(members, 20, 70, "others", *about)
    if quarter != OUTBREAK:
        others //= 4
    fen += others * between(1500, 4000, "others' amount", *about)
    book.add(
        "donation",
        quarter,
        unit.name,
        on(quarter, 2 if quarter == OUTBREAK else 3, between(8, 27, "donation day", *about)),
        channel=channel,
        member_donors=donors,
        other_donors=others,
        amount=_yuan(fen),
    )
    if quarter == OUTBREAK and unit.name == _GAVE_TWICE:
        again = donors // 5
        book.add(
            "donation",
            quarter,
            unit.name,
            on(quarter, 3, 9),
            channel="红十字会",
            member_donors=again,
            other_donors=0,
            amount=_yuan(again * 5250),
        )


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _step(book: Book, quarter: Period, stage: str, total: int, fast_track: int) -> None:
    """Share a stage out; small totals go to other units each quarter."""
    month, day = _STEP_DAYS[stage]
    weights = {
        unit.name: unit.members_in(quarter) * between(60, 140, stage, quarter.code, unit.name)
        for unit in UNITS
    }
    people_of = spread(total, weights)
    fast_of = spread(fast_track, people_of)
    for unit in UNITS:
        if people_of[unit.name]:
            book.add(
                "membership_step",
                quarter,
                unit.name,
                on(quarter, month, day),
                stage=stage,
                people=people_of[unit.name],
                fast_track=fast_of[unit.name],
                by_video=quarter.code in ("2020Q1", "2020Q2") and stage != "入党申请",
            )


def _religious_affairs(book: Book, quarter: Period) -> None:
    """Trainings and information of the township as a whole, month by month."""
    name = OFFICE_ITSELF.name
    for month, (trainings, hours) in enumerate(_RELIGIOUS[quarter.code], 1):
        if trainings:
            book.add(
                "religious_affairs",
                quarter,
                name,
                on(quarter, month, 24),
                kind="场所负责人培训",
                times=trainings,
                hours=trainings,
            )
        if hours:
            book.add(
                "religious_affairs",
                quarter,
                name,
                on(quarter, month, 26),
                kind="政策宣传",
                hours=hours,
                estimated=quarter == OUTBREAK and month == 1,
            )
