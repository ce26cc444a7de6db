"""基层党建: meetings, education, theme days and visits of every unit in every quarter."""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    BEFORE_EPIDEMIC,
    OFFICE_ITSELF,
    OUTBREAK,
    PHONED,
    QUARTERS,
    UNITS,
    DemoUnit,
    between,
    on,
    share,
    spread,
)

_THEMES = {
    "2019Q4": ("重温入党初心", "学习党的十九届四中全会精神", "年终述职与民主评议"),
    "2020Q1": ("走访慰问迎新春", "守卡点、护家园", "春耕生产党员帮"),
    "2020Q2": ("文明祭扫党员先行", "助农抢收党员在场", "迎接党的生日"),
    "2020Q3": ("重温入党誓词", "防汛值守党员到岗", "厉行节约从我做起"),
    "2020Q4": ("秋收秋种党员互助", "学习党的十九届五中全会精神", "年终述职与民主评议"),
}
_OATH_MONTH = {"2019Q4": 1, "2020Q1": 2, "2020Q2": 3, "2020Q3": 1, "2020Q4": 2}

_EDUCATION = {
    "2019Q4": ("集中宣讲教育", "专题教育", "集中教育", "送学上门教育", "网络平台教育"),
    "2020Q1": ("网络平台教育", "送学上门教育", "专题教育", "集中教育", "集中宣讲教育"),
    "2020Q2": ("网络平台教育", "专题教育", "送学上门教育", "集中宣讲教育"),
    "2020Q3": ("集中教育", "集中宣讲教育", "专题教育"),
    "2020Q4": ("集中宣讲教育", "集中教育", "专题教育", "网络平台教育"),
}
"""Quarter → kinds out of the period's list, the usual ones first."""

_HELPED = {"2019Q4": 312, "2020Q1": 864, "2020Q2": 468, "2020Q3": 286, "2020Q4": 395}
_ISOLATED = {
    "2020Q1": (118, 1296),
    "2020Q2": (42, 294),
    "2020Q3": (9, 54),
    "2020Q4": (14, 98),
}
"""Quarter → (households isolated, visits to them)."""


def fill(book: Book) -> None:
    """Write the ledgers of every quarter."""
    for quarter in QUARTERS:
        for unit in (*UNITS, OFFICE_ITSELF):
            _theme_days(book, quarter, unit)
            _education(book, quarter, unit)
            _meetings(book, quarter, unit)
        _visits(book, quarter)


def _theme_days(book: Book, quarter: Period, unit: DemoUnit) -> None:
    members, branches = unit.members_in(quarter), unit.branches_in(quarter)
    came: list[int] = []
    for month, theme in enumerate(_THEMES[quarter.code], 1):
        closed = quarter == OUTBREAK and month == 2
        low, high = (58, 72) if closed else (80, 95)
        came.append(share(members, low, high, "theme", quarter.code, month, unit.name))
        if unit.name in PHONED:
            continue
        swore = month == _OATH_MONTH[quarter.code]
        book.add(
            "theme_party_day",
            quarter,
            unit.name,
            on(quarter, month, between(5, 25, "theme day", quarter.code, month, unit.name)),
            theme=theme,
            times=branches,
            due=members,
            attendance=came[-1],
            oath_attendance=came[-1] - between(0, 3, "oath", quarter.code, unit.name)
            if swore
            else None,
            branches=branches,
            note="各支部分别开展" if branches > 1 else None,
        )
    if unit.name in PHONED:
        book.add(
            "theme_party_day",
            quarter,
            unit.name,
            times=3 * branches,
            due=3 * members,
            attendance=sum(came),
            oath_attendance=came[_OATH_MONTH[quarter.code] - 1],
            branches=branches,
            is_subtotal=True,
        )


def _meetings(book: Book, quarter: Period, unit: DemoUnit) -> None:
    members, branches = unit.members_in(quarter), unit.branches_in(quarter)

    def meet(kind: str, month: int, day: int, times: int, attendance: int) -> None:
        missed = int(kind == "支委会" and between(0, 17, kind, quarter.code, month, unit.name) == 0)
        held = max(branches - missed, 1)
        book.add(
            "organization_meeting",
            quarter,
            unit.name,
            on(quarter, month, day),
            kind=kind,
            times=times,
            branches_due=branches,
            branches_held=held,
            attendance=attendance,
        )

    def came(kind: str) -> int:
        return share(members, 78, 94, kind, quarter.code, unit.name)

    if unit is OFFICE_ITSELF and quarter == OUTBREAK:
        book.add(
            "organization_meeting",
            quarter,
            unit.name,
            on(quarter, 1, 14),
            kind="民主生活会",
            times=1,
            attendance=9,
            note="镇领导班子",
        )
    if quarter in (BEFORE_EPIDEMIC, OUTBREAK):
        early = between(0, 2, "life meeting", unit.name) == 0
        if early == (quarter == BEFORE_EPIDEMIC):
            meet("组织生活会", 3 if early else 1, 18, branches, came("组织生活会"))
            meet("主题教育总结会", 3 if early else 1, 20, 1, came("主题教育总结会"))
    if quarter.code in ("2019Q4", "2020Q4"):
        meet("民主评议", 3, 19, branches, came("民主评议"))
    meet("支部党员大会", 2, 20, branches, came("支部党员大会"))
    meet("党课", 3, 10, branches, came("党课"))
    for month in (1, 2, 3):
        meet("支委会", month, 9, branches, branches * (3 + between(0, 2, "支委会", unit.name)))
    groups = branches * 3
    book.add(
        "organization_meeting",
        quarter,
        unit.name,
        kind="党小组会",
        times=groups * 3,
        branches_due=branches,
        branches_held=branches,
        attendance=3 * came("党小组会"),
        is_subtotal=True,
        note="各党小组每月一次，季末合计",
    )


def _education(book: Book, quarter: Period, unit: DemoUnit) -> None:
    members = unit.members_in(quarter)
    for place, kind in enumerate(_EDUCATION[quarter.code]):
        if place and between(0, 3, "skip", kind, quarter.code, unit.name) == 0:
            continue
        times = between(1, 4 - (place > 1), "times", kind, quarter.code, unit.name)
        low, high = (10, 26) if kind == "送学上门教育" else (68, 90)
        attendance = times * max(share(members, low, high, kind, quarter.code, unit.name), 1)
        if unit.name in PHONED:
            book.add(
                "education_session",
                quarter,
                unit.name,
                kind=kind,
                times=times,
                attendance=attendance,
                is_subtotal=True,
            )
        else:
            day = on(quarter, 1 + place % 3, between(6, 27, "day", kind, quarter.code, unit.name))
            book.add(
                "education_session",
                quarter,
                unit.name,
                day,
                kind=kind,
                times=times,
                attendance=attendance,
                estimated=kind == "网络平台教育" and between(0, 3, "rough", unit.name) == 0,
            )


def _visits(book: Book, quarter: Period) -> None:
    villages = {unit.name: unit.members_in(quarter) for unit in UNITS if not unit.is_enterprise}
    for name, people in spread(_HELPED[quarter.code], villages).items():
        households = people * between(55, 75, "households", quarter.code, name) // 100
        if name in PHONED:
            book.add(
                "help_visit",
                quarter,
                name,
                kind="困难群众",
                households=households,
                people=people,
                times=households,
                is_subtotal=True,
            )
            continue
        first = people // 2
        for month, part in ((1, first), (3, people - first)):
            homes = part * households // people
            book.add(
                "help_visit",
                quarter,
                name,
                on(quarter, month, between(8, 26, "visit", quarter.code, month, name)),
                kind="困难群众",
                households=homes,
                people=part,
                times=homes + between(0, 4, "again", quarter.code, month, name),
            )
    if quarter.code not in _ISOLATED:
        return
    households, visits = _ISOLATED[quarter.code]
    homes_of = spread(households, villages)
    for name, times in spread(visits, homes_of).items():
        if homes_of[name]:
            book.add(
                "help_visit",
                quarter,
                name,
                None if name in PHONED else on(quarter, 2, 24),
                kind="隔离户",
                households=homes_of[name],
                people=homes_of[name] * between(2, 3, "persons", quarter.code, name),
                times=times,
                is_subtotal=name in PHONED,
            )
